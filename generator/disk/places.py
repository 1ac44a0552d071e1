"""What stands where: the published folder, what is kept beside it, and which paths a site can have."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NamedTuple

from ..frozen import dataclass

_JUNK = frozenset({".DS_Store", "Thumbs.db"})


class PublishError(Exception):
    """The site cannot be published there; the message says why and what to do. What was there stands as it was."""


class Known(NamedTuple):
    """A file as it was published: its hash, and the size and time by which we see that nobody touched it."""

    hash: str
    size: int
    time: int  # nanoseconds


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are, for one published folder."""

    out: Path
    state: Path
    manifest: Path
    coming: Path
    staging: Path
    journal: Path
    old: Path

    @classmethod
    def of(cls, out: Path) -> Places:
        whole = Path(os.path.abspath(out))
        if whole.name in ("", ".onrecord"):
            raise PublishError(f"{out} cannot be published to")
        state = whole.parent / ".onrecord" / f"published-{whole.name}"
        return cls(whole, state, *(state / name for name in ("manifest", "manifest.new", "staging", "journal", "old")))


def is_utf8(name: str) -> bool:
    """Whether a file's name was UTF-8 on the disk; Python marks other bytes with surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def checked_path(path: str) -> str:
    """The path of a file within a site, relative and with forward slashes. Raises PublishError for any other."""
    parts = path.split("/")
    is_odd = any(part in ("", ".", "..") or len(part.encode("utf-8", "replace")) > 255 for part in parts)
    if is_odd or "\\" in path or not path.isprintable():
        raise PublishError(f"{path!r} is no path within a site")
    return path


def files_in(out: Path) -> dict[str, os.stat_result]:
    """Every file in the published folder, junk of file managers apart; nothing is followed."""
    if os.path.islink(out) or (os.path.lexists(out) and not out.is_dir()):
        raise PublishError(f"{out} is not a plain folder; name another, or remove it")
    found: dict[str, os.stat_result] = {}
    waiting = [""] if out.is_dir() else []
    while waiting:
        here = waiting.pop()
        with os.scandir(out / here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{here}{entry.name}/")
                elif entry.name not in _JUNK:
                    found[here + entry.name] = entry.stat(follow_symlinks=False)
    return found


def manifest_of(files: Mapping[str, Known]) -> bytes:
    """The text of a manifest: a line a file with its hash, size, time and path, by path. Not JSON: a site of ten thousand pages is written in a fourth of the time."""
    return "".join([f"{one.hash} {one.size} {one.time} {path}\n" for path, one in sorted(files.items())]).encode()


def read_manifest(data: bytes | None) -> dict[str, Known] | None:
    """The files of a manifest; None where there is none, or none that can be read."""
    if data is None:
        return None
    try:
        *lines, last = data.decode().split("\n")
        entries = [line.split(" ", 3) for line in lines]
        return {name: Known(digest, int(size), int(time)) for digest, size, time, name in entries} if not last else None
    except ValueError:
        return None


def bytes_of(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none. Raises OSError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def refuse_links(places: Places) -> None:
    """Refuse state that leads elsewhere, or that is read without end: a dossier from somebody else may bring a `.onrecord/` and a `site` of its own."""
    for path in (places.state.parent, places.state, places.out, places.staging, places.old):
        if os.path.islink(path):
            raise PublishError(f"{path} is a link, and links are not followed; remove it")
    for path in (places.manifest, places.coming, places.journal):
        if os.path.lexists(path) and not stat.S_ISREG(os.lstat(path).st_mode):
            raise PublishError(f"{path} is not a plain file; remove it")


def read_journal(places: Places) -> tuple[list[str], list[str]] | None:
    """The paths to write and to remove; None where there is no journal that a build wrote.

    Raises PublishError where one of them leads out of the site.
    """
    try:
        plan = json.loads(places.journal.read_bytes())
        write, remove = ([str(path) for path in plan[key]] for key in ("write", "remove"))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    for path in (*write, *remove):
        refuse_way(places.out, path)
    for path in write:
        refuse_way(places.staging, path)
        if os.path.islink(places.staging / path):
            raise PublishError(f"{places.staging / path} is a link, and links are not followed; remove it")
    return write, remove


def refuse_way(root: Path, path: str) -> None:
    """Refuse a path that leads out of the site, or of what is staged for it, by itself or over a link."""
    parent = Path(checked_path(path)).parent
    if Path(os.path.realpath(root / parent)) != Path(os.path.realpath(root)) / parent:
        raise PublishError(f"{root / parent} is a link, and links are not followed; remove it")


def write_whole(target: Path, data: bytes) -> None:
    """Replace a file in one step, and have it on the disk before that step. Follows no link. Raises OSError."""
    beside = target.with_name(f"{target.name}.part")
    with _written_anew(beside) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, target)


def keep(target: Path, *pieces: bytes) -> None:
    """Replace a file of a cache in one step by some pieces, one behind the other. Follows no link.

    Other builds may write the same file at the same time; whoever is last has it. It need not be on the disk: one that a power failure cuts is not
    believed. Nor need it be there at all: what cannot be kept, as on a full disk, makes the next build slower, and no more.
    """
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with _written_anew(beside) as file:
                file.writelines(pieces)
            os.replace(beside, target)
        except OSError:
            beside.unlink(missing_ok=True)


def _written_anew(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666), "wb")
