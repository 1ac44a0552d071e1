"""Publishing a site whole or not at all.

Publishing promises, for a process killed at any moment (not for a power cut): once the next `publication` has begun, which first
completes or discards what was left, the site is wholly the old one or wholly the new one, and no file is ever half written.
A large change is written beside and the folders are exchanged in one step, where the system has one
(`renameat2` on Linux; elsewhere two renames with a moment between them in which there is no site). A small
change goes through a journal: between its first and its last file the site has pages of both, each whole.

Beside the folder `site` stands `.onrecord/published-site/`, with what is needed for that:
    manifest       the hash, size and time of each published file; without it a folder that has files is not ours
    staging/       what is being written
    manifest.new   the manifest to be, written when `staging/` is complete
    journal        from here on a small change is decided, and will be completed
    old/           the former site, while it is being deleted
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from io import FileIO
from pathlib import Path
from typing import Literal

from ..frozen import dataclass, field
from ..unchanged import Site
from .places import Known, Places, PublishError, bytes_of, checked_path, files_in, manifest_of, read_journal, read_manifest, refuse_links, refuse_way, write_whole

UNKNOWN = Known("", -1, 0)  # a file of which nothing is believed
SMALL = 200  # as many files are still replaced one by one

Data = bytes | list[bytes | memoryview]  # what a file is to hold, whole or in pieces
Staged = tuple[str, int, int, bool]  # hash, size and time of a file as it will be, and whether it had to be written


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did. Paths are sorted."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    way: Literal["exchange", "journal", "nothing"]
    site: Site

    @property
    def print(self) -> bytes:
        """See `Publication.print`."""
        return self.site.print


@contextlib.contextmanager
def publication(out: Path, believed: bytes) -> Iterator[Publication]:
    """A publication to a folder: files are staged, in several processes if need be, and `finish` puts them in their place.

    Files whose bytes are the same are not written again. `believed`: the print of the site that we published there last. The manifest stands beside
    the site, where somebody else's dossier may bring one of its own: with another print it only tells which files may be replaced.
    A few changes go through the journal, many (or `whole`) by an exchange of folders. Raises PublishError for a folder that has files which are not ours, for paths that
    are none, for a second build at the same time; OSError where the disk fails. The old site then stands as it was.
    """
    places = Places.of(out)
    with _alone(places):
        _recover(places)
        manifest = bytes_of(places.manifest)
        here = b"" if manifest is None else _print_of(manifest)
        known = read_manifest(manifest)
        if known is not None and here != believed:
            known = _names_of(known)
        if known is None:
            _refuse_foreign(places, files_in(places.out), {})
        try:
            places.staging.mkdir()
            yield Publication(places, known or {}, here)
        except BaseException:
            _recover(places)
            raise


def _names_of(known: Mapping[str, Known]) -> dict[str, Known] | None:
    """The files of a manifest of which only their names are believed; None where one of these is no path within a site."""
    try:
        return dict.fromkeys(map(checked_path, known), UNKNOWN)
    except PublishError:
        return None


@contextlib.contextmanager
def put_ahead(out: Path) -> Iterator[Callable[[str, bytes], bool]]:
    """Replace files of the published folder, each in one step, ahead of the publication that they are part of.

    Gives what puts one in its place, and tells whether it was another. The manifest stays: the next publication sees that they are not
    the files that it knows, and leaves none as it is. Raises PublishError, OSError.
    """
    places = Places.of(out)
    with _alone(places):
        _recover(places)
        yield partial(_put, places)


def _put(places: Places, path: str, data: bytes) -> bool:
    refuse_way(places.out, path)
    target, beside = places.out / path, places.state / "ahead"
    with contextlib.suppress(FileNotFoundError):
        if target.read_bytes() == data:
            return False
    beside.unlink(missing_ok=True)
    with open(beside, "xb") as file:
        file.write(data)
    os.replace(beside, target)
    return True


@dataclass(frozen=True, slots=True)
class Publication:
    """One build's way into the published folder. `known`: the files as they were published last; `print`: a print of all of them, empty where none were."""

    places: Places
    known: Mapping[str, Known]
    print: bytes
    _folders: set[str] = field(default_factory=set)

    def read(self, path: str) -> bytes:
        """The bytes of a published file. Raises OSError."""
        return (self.places.out / path).read_bytes()

    def standing(self, path: str) -> Known | None:
        """The published file where it stands untouched since we wrote it."""
        return _standing(path, self.places.out, self.known)

    @property
    def stands(self) -> bool:
        """Whether every published file stands untouched since we wrote it."""
        look, out, is_file = os.lstat, self.places.out, stat.S_ISREG
        try:
            return all((here.st_size, here.st_mtime_ns) == (one.size, one.time) and is_file(here.st_mode)
                       for path, one in self.known.items() if (here := look(f"{out}/{path}")))
        except OSError:
            return False

    def stage(self, path: str, data: Data) -> tuple[Known, bool]:
        """The file as it will be, and whether it had to be written. May be called in a forked process."""
        checked_path(path)
        pieces = (data,) if isinstance(data, bytes) else data
        digest = _digest_of(pieces)
        entry = self.known.get(path)
        before = self.standing(path) if entry is not None and entry.hash == digest else None
        if before is not None:
            return before, False
        return _stage_one(str(self.places.staging), path, pieces, digest, self._folders), True

    def stage_all(self, files: Iterable[tuple[str, Data]]) -> dict[str, Staged]:
        """Many files, with plain values that can pass from one process to another."""
        found: dict[str, Staged] = {}
        for path, data in files:
            if path in found:
                raise PublishError(f"two files of the site have the path {path}")
            known, is_new = self.stage(path, data)
            found[path] = (known.hash, known.size, known.time, is_new)
        return found

    def finish(self, coming: Mapping[str, Known], written: Collection[str], *, whole: bool = False) -> Published:
        """Put the staged files in their place; all other files of `coming` stand already, and the rest goes."""
        places, gone = self.places, tuple(sorted(set(self.known) - set(coming)))
        if coming.keys() != self.known.keys():
            _refuse_nested(coming)
        if not written and not gone and os.path.lexists(places.out):
            _discard(places)
            return Published((), (), len(coming), "nothing", _site(places, self.print))
        is_small = len(written) + len(gone) <= SMALL and os.path.lexists(places.out) and not _changes_shape(places.out, tuple(written))
        if whole or not is_small:
            _refuse_foreign(places, files_in(places.out), self.known)
        return _switch(places, coming, tuple(sorted(written)), gone, whole or not is_small)


def _print_of(manifest: bytes) -> bytes:
    return hashlib.sha256(manifest).digest()


@contextlib.contextmanager
def _alone(places: Places) -> Iterator[None]:
    """Keep other builds away from the folder; the lock ends with the process, however it ends."""
    refuse_links(places)
    places.state.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(places.state / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    except OSError as fault:
        raise PublishError(f"{places.state / 'lock'} cannot be opened: {fault.strerror}") from None
    with os.fdopen(handle, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(f"another build is publishing to {places.out}; wait for it to end") from None
        yield


def _refuse_foreign(places: Places, present: Mapping[str, object], known: Mapping[str, object] | None) -> None:
    foreign = sorted(set(present) - set(known or {}))
    if foreign:
        listed = ", ".join(foreign[:3]) + (f" and {len(foreign) - 3} more" if len(foreign) > 3 else "")
        raise PublishError(f"{places.out} has files that onrecord did not put there: {listed}. Remove them, or name another folder with --out")


def _standing(path: str, out: Path, known: Mapping[str, Known]) -> Known | None:
    entry = known.get(path)
    if entry is None:
        return None
    try:
        here = os.stat(f"{out}/{path}", follow_symlinks=False)
    except OSError:
        return None
    return entry if stat.S_ISREG(here.st_mode) and (here.st_size, here.st_mtime_ns) == (entry.size, entry.time) else None


def _digest_of(pieces: Iterable[bytes | memoryview]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _stage_one(staging: str, path: str, pieces: Iterable[bytes | memoryview], digest: str, folders: set[str]) -> Known:
    """Write one file. `folders`: those that are there; it grows."""
    target = f"{staging}/{path}"
    folder = target.rpartition("/")[0]
    if folder not in folders:
        try:
            _make_folder(folder)
        except (FileExistsError, NotADirectoryError):
            raise PublishError(f"a file of the site stands where {path.rpartition('/')[2]} needs a folder") from None
        folders.add(folder)
    try:
        with open(target, "xb", buffering=0) as file:  # no buffer: what is written is whole already
            for piece in pieces:
                _write_all(file, piece)
            made = os.fstat(file.fileno())
    except (IsADirectoryError, FileExistsError):
        why = "a folder of the site stands where it belongs" if os.path.isdir(target) else "two files of the site have this path"
        raise PublishError(f"{path}: {why}") from None
    return Known(digest, made.st_size, made.st_mtime_ns)


def _make_folder(folder: str) -> None:
    """Make a folder, unless it is there. Mostly the one that it stands in is: then it takes one step. Raises FileExistsError, NotADirectoryError."""
    try:
        os.mkdir(folder)
    except (FileExistsError, FileNotFoundError):
        os.makedirs(folder, exist_ok=True)


def _write_all(file: FileIO, data: bytes | memoryview) -> None:
    """Write all of it: a write may end early, as where a signal comes in between."""
    written = file.write(data)
    while written < len(data):
        data = memoryview(data)[written:]
        written = file.write(data)


def _refuse_nested(paths: Iterable[str]) -> None:
    files = set(paths)
    for path in sorted(files):
        parts = path.split("/")
        for length in range(1, len(parts)):
            if "/".join(parts[:length]) in files:
                raise PublishError(f"{'/'.join(parts[:length])} cannot be a file and the folder of {path}")


def _switch(places: Places, coming: Mapping[str, Known], written: tuple[str, ...], removed: tuple[str, ...], whole: bool) -> Published:
    """From the complete `staging/` to the new site."""
    unchanged = len(coming) - len(written)
    manifest = manifest_of(coming)
    if whole:
        _link_unchanged(places, set(coming) - set(written))
        write_whole(places.coming, manifest)
        _exchange(places)
        return Published(written, removed, unchanged, "exchange", _site(places, _print_of(manifest)))
    write_whole(places.coming, manifest)
    write_whole(places.journal, json.dumps({"write": written, "remove": removed}).encode())
    _complete_journal(places)
    return Published(written, removed, unchanged, "journal", _site(places, _print_of(manifest)))


def _site(places: Places, print_of_it: bytes) -> Site:
    return Site(str(places.out), str(places.manifest), print_of_it)


def _changes_shape(out: Path, written: tuple[str, ...]) -> bool:
    """True where a folder stands in the way of a new file or a file in the way of a new folder."""
    folders = {out / parent for path in written for parent in Path(path).parents}
    return any(os.path.lexists(f) and (os.path.islink(f) or not f.is_dir()) for f in folders) or any((out / path).is_dir() for path in written)


def _link_unchanged(places: Places, paths: Iterable[str]) -> None:
    """Complete `staging/` with the files that stay, without writing them again where the disk can share them."""
    for path in sorted(paths):
        target = places.staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(places.out / path, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(places.out / path, target, follow_symlinks=False)


def _exchange(places: Places) -> None:
    """Put the complete `staging/` in the place of the site."""
    if not os.path.lexists(places.out):
        os.rename(places.staging, places.out)
    elif _swap(places.staging, places.out):
        os.rename(places.staging, places.old)
    else:
        os.rename(places.out, places.old)  # from here to the next line there is no site
        try:
            os.rename(places.staging, places.out)
        except OSError:
            os.rename(places.old, places.out)
            raise
    os.replace(places.coming, places.manifest)
    _delete(places.old)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. False where the system has no such step.

    Linux: renameat2(2) with RENAME_EXCHANGE.
    """
    import ctypes  # late: an edit moves no folder

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    at_working_folder, exchange = -100, 2
    return call is not None and call(at_working_folder, os.fsencode(one), at_working_folder, os.fsencode(other), exchange) == 0


def _complete_journal(places: Places) -> None:
    """Carry out what the journal says; it may have been begun before."""
    plan = read_journal(places)
    if plan is None:  # a journal is written in one step, so this one is no build's
        places.journal.unlink()
        return
    write, remove = plan
    for path in write:
        staged, target = places.staging / path, places.out / path
        if os.path.lexists(staged):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, target)
    for path in remove:
        target = places.out / path
        target.unlink(missing_ok=True)
        _drop_empty(target.parent, places.out)
    if os.path.lexists(places.coming):
        os.replace(places.coming, places.manifest)
    places.journal.unlink()
    _delete(places.staging)


def _drop_empty(folder: Path, out: Path) -> None:
    while folder != out:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass  # a build before this one got so far
        except OSError:
            return
        folder = folder.parent


def _recover(places: Places) -> bool:
    """Bring a folder in order after a build that was killed: complete what was decided, throw away the rest. True where there was something to do.

    Decides by what stands there, in the order in which a build leaves it.
    """
    if os.path.lexists(places.journal):
        _complete_journal(places)
        _discard(places)
        return True
    left = any(os.path.lexists(p) for p in (places.coming, places.staging, places.old))
    if os.path.lexists(places.coming):
        if not os.path.lexists(places.out) and os.path.lexists(places.old):
            os.rename(places.staging, places.out)  # killed between two renames; the new site is complete
        if _is_of(places.coming, places.out):
            os.replace(places.coming, places.manifest)
    _discard(places)
    return left


def _is_of(manifest: Path, out: Path) -> bool:
    """Whether the folder holds exactly the files of a manifest, untouched."""
    known = read_manifest(bytes_of(manifest))
    if known is None or not os.path.lexists(out):
        return False
    return set(known) == set(files_in(out)) and all(_standing(path, out, known) for path in known)


def _discard(places: Places) -> None:
    for name in ("manifest.new", "manifest.new.part", "journal.part", "ahead"):
        (places.state / name).unlink(missing_ok=True)
    for folder in (places.staging, places.old):
        _delete(folder)


def _delete(folder: Path) -> None:
    if os.path.lexists(folder):
        shutil.rmtree(folder)
