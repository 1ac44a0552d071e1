"""The bytes of a dossier, read without following anything; and small files written back to it."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from io import RawIOBase
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ..diagnostics import Diagnostic, Span, diagnostic, in_order
from ..frozen import dataclass, field
from ..lazy import Lazy
from .places import checked_path, is_utf8, write_whole

MIB = 1024 * 1024
CAPS = MappingProxyType({"data": MIB, "seeds": 64 * MIB, "content": MIB, "overrides": 16 * MIB, "mkdocs.yml": MIB})  # bytes a file
MAX_FOLDERS = 20  # how deep folders may be nested

T = TypeVar("T")
Load = Callable[[], bytes]


class ChangedMeanwhile(Exception):
    """A file is not what it was at the start of the build; whoever saved it builds again."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a file was when it was read. While size, times and inode are the same, so are the bytes (as git has it)."""

    size: int
    modified: int  # nanoseconds
    changed: int  # nanoseconds; no program can set it
    inode: int
    digest: str  # SHA-256 of the bytes

    def is_of(self, path: str) -> bool:
        """Whether the file is as it was: it was a plain file, and no other has its inode. Nothing is followed."""
        try:
            now = os.lstat(path)
        except OSError:
            return False
        return (self.size, self.modified, self.changed, self.inode) == (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of a dossier. Paths are relative to it, with forward slashes, and sorted; seeds go by id.

    Files whose signature was known are read when somebody asks for their bytes.
    """

    data: Mapping[str, bytes] = field(default_factory=dict)  # "data/people/x.yml"
    seeds: Mapping[str, bytes] = field(default_factory=dict)  # "x" for seeds/x.txt
    content: Mapping[str, bytes] = field(default_factory=dict)  # "content/index.md"
    overrides: Mapping[str, bytes] = field(default_factory=dict)  # "overrides/main.html"; empty: the tool's own serve
    config: bytes | None = None  # mkdocs.yml; None: the tool's own serves
    signatures: Mapping[str, Signature] = field(default_factory=dict)  # of every file, "seeds/x.txt" and "mkdocs.yml" too


def read_dossier(root: Path, known: Mapping[str, Signature] = MappingProxyType({})) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Every file of a dossier, or a diagnostic for each that cannot be taken. Names that begin with a dot are passed over.

    `known`: signatures of a build before, none of them of a file that was saved just before it was read.
    Nothing is followed: a symbolic link, inside the folders or as one of them, is refused, and so are special files.
    """
    faults: list[Diagnostic] = []
    signatures: dict[str, Signature] = {}
    read = _Reader(root, known, faults, signatures)
    found = {folder: dict(read.folder(folder)) for folder in ("data", "seeds", "content", "overrides")}
    if not os.path.lexists(root / "data"):
        faults.append(diagnostic("file-missing", Span("data"), "this folder is not there: it holds the records of a dossier",
                                 "go to the folder of the dossier, or name it with -C"))
    config = read.file("mkdocs.yml") if os.path.lexists(root / "mkdocs.yml") else None
    seeds = seeds_by_source(found["seeds"], faults)
    return Files(_bytes_of(found["data"]), _bytes_of(seeds), _bytes_of(found["content"]), _bytes_of(found["overrides"]), config() if config else None,
                 MappingProxyType(signatures)), in_order(faults)


def overrides_in(root: Path) -> Mapping[str, bytes]:
    """The files of `overrides/` alone, by path from `root`."""
    return _bytes_of(dict(_Reader(root, MappingProxyType({}), [], {}).folder("overrides")))


def read_again(root: Path, before: Files, paths: Iterable[str]) -> tuple[Files | None, tuple[str, ...]]:
    """The files where some may have been saved since, and the paths of those that were; None where one came or went, or cannot be taken.

    A path that is no file and was none is passed over: editors write beside a file.
    """
    faults: list[Diagnostic] = []
    signatures: dict[str, Signature] = {}
    read = _Reader(root, MappingProxyType({}), faults, signatures)
    found: dict[str, bytes] = {}
    for path in sorted(set(paths)):
        if path in before.signatures or os.path.lexists(root / path):
            load = read.file(path) if path in before.signatures else None
            if load is None:
                return None, ()
            if signatures[path].digest != before.signatures[path].digest:
                found[path] = load()
    kinds = {kind: {path: data for path, data in found.items() if path.startswith(kind + "/")} for kind in ("data", "content")}
    seeds = {path.removeprefix("seeds/").removesuffix(".txt"): data for path, data in found.items() if path.startswith("seeds/")}
    return Files(ChainMap(kinds["data"], before.data), ChainMap(seeds, before.seeds), ChainMap(kinds["content"], before.content), before.overrides,  # type: ignore[arg-type]
                 before.config, ChainMap(signatures, before.signatures)), tuple(found)  # type: ignore[arg-type]


def _bytes_of(files: Mapping[str, Callable[[], bytes]]) -> Mapping[str, bytes]:
    return Lazy(files, lambda path: files[path]())


def seeds_by_source(files: Mapping[str, T], faults: list[Diagnostic]) -> dict[str, T]:
    """What stands in `seeds/`, by path, by the id of its source instead; a fault for each file that is none of a source."""
    seeds = {}
    for path, data in files.items():
        name = path.removeprefix("seeds/")
        if "/" in name or not name.endswith(".txt"):
            faults.append(diagnostic("unexpected-file", Span(path), "no such file belongs here",
                                     "an archived text is seeds/<id>.txt, with the id of its source"))
        else:
            seeds[name.removesuffix(".txt")] = data
    return seeds


def refused(path: str, why: str, help: str = "") -> Diagnostic:
    """The fault of a file that is not read."""
    return diagnostic("file-not-read", Span(path), why, help)


def refused_as_too_large(path: str) -> Diagnostic:
    """The fault of a file that is larger than its folder allows."""
    return refused(path, f"this file is larger than {CAPS[path.split('/')[0]] // MIB} MiB", "split it" if path.startswith(("data/", "content/")) else "")


def refused_as_link(path: str) -> Diagnostic:
    """The fault of a symbolic link, which may lead anywhere."""
    return refused(path, "this is a symbolic link, and links are not followed", "put the file itself here")


def _walk(root: Path, folder: str, faults: list[Diagnostic]) -> Iterator[str]:
    """The paths of all that is no folder below a folder."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(root / here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as fault:
            faults.append(refused(here, f"this folder cannot be read: {fault.strerror}"))
            continue
        for entry in listed:
            path = f"{here}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if not is_utf8(entry.name):
                faults.append(refused(os.fsencode(path).decode("utf-8", "backslashreplace"), "the name of this file is not UTF-8", "rename it"))
            elif not entry.is_dir(follow_symlinks=False):
                yield path
            elif path.count("/") >= MAX_FOLDERS:
                faults.append(refused(path, f"folders are nested more than {MAX_FOLDERS} deep"))
            elif folder == "data" and entry.name.endswith(".yml"):
                faults.append(refused(path, "this is a folder where a file is expected"))
            else:
                waiting.append(path)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the files of one dossier; faults and signatures grow."""

    root: Path
    known: Mapping[str, Signature]
    faults: list[Diagnostic]
    signatures: dict[str, Signature]

    def folder(self, folder: str) -> Iterator[tuple[str, Load]]:
        """Each file that can be taken, and how its bytes are had; in order of their paths."""
        if not os.path.lexists(self.root / folder):
            return
        if os.path.islink(self.root / folder) or not os.path.isdir(self.root / folder):
            self.faults.append(refused(folder, "this is not a plain folder, and links are not followed", "put a folder here"))
            return
        for path in sorted(_walk(self.root, folder, self.faults)):
            load = self.file(path)
            if load is not None:
                yield path, load

    def file(self, path: str) -> Load | None:
        """How the bytes of one plain file are had. What it is gets decided on the opened file, so that it cannot change in between."""
        known = self.known.get(path)
        if known is not None and known.is_of(f"{self.root}/{path}"):
            self.signatures[path] = known
            return partial(read_known, self.root, path, known.digest)
        try:
            # Opening a FIFO would wait for somebody to write to it.
            handle = os.open(os.path.join(self.root, path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as fault:
            self.faults.append(refused_as_link(path) if fault.errno == errno.ELOOP else refused(path, f"this cannot be read: {fault.strerror}"))
            return None
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            os.close(handle)
            self.faults.append(refused(path, "this is not a plain file"))
            return None
        with os.fdopen(handle, "rb", buffering=0) as file:
            cap = CAPS[path.split("/")[0]]
            data = _up_to(file, cap + 1)
        if len(data) > cap:
            self.faults.append(refused_as_too_large(path))
            return None
        self.signatures[path] = Signature(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, hashlib.sha256(data).hexdigest())
        return lambda: data


def _up_to(file: RawIOBase, size: int) -> bytes:
    pieces, left = [], size
    while left and (piece := file.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def read_known(root: Path, path: str, digest: str) -> bytes:
    """The bytes of a file whose SHA-256 is known. Raises ChangedMeanwhile where they are others by now."""
    try:
        with open(root / path, "rb") as file:
            data = file.read(CAPS[path.split("/")[0]] + 1)
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != digest:
        raise ChangedMeanwhile(path)
    return data


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write small files that are kept in the repository, such as the schemas; those that differ, each in one step.

    Gives the names that were written. Raises OSError.
    """
    written = []
    for name in sorted(files):
        target = folder / checked_path(name)
        if target.is_file() and target.read_bytes() == files[name]:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, files[name])
        written.append(name)
    return tuple(written)
