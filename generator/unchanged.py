"""A call that would do just what it did the last time ends here, before the rest of the program is imported.

The last good call is remembered with everything that it depended on and everything that it wrote: its arguments, the
program itself, each file of the dossier, each file of the site. While all of these are untouched, what it printed is printed again.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
import time

TYPE_CHECKING = False  # as `typing` has it: to import that takes longer than all else that happens here
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

Stamp = tuple[int, int, int, int]  # size, time of the last change of the bytes and of anything (ns), inode

INPUTS = ("data", "seeds", "content", "overrides", "mkdocs.yml")
CALLS = 20  # are remembered, the last ones
SETTLED = 2_000_000_000  # nanoseconds; a file that was saved later than this before it was looked at may change again within the clock's step

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_HASH = 32  # bytes of a SHA-256


def cache_folder() -> str:
    """Where values are kept between calls: outside of the dossier, since a dossier is hostile input."""
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "onrecord")


# --- remembering --------------------------------------------------------------------------------------------------------


def remembered(cache: str, arguments: list[str]) -> Mapping[str, Any] | None:
    """What the same call printed (`out`, `err`), where it would do nothing else now; else None."""
    last = _read(_file(cache, arguments))
    if last is None:
        return None
    _looks[last["folder"]] = look = Look(last["folder"])
    if last["inputs"] != look.inputs or last["tool"] != tool_print():
        return None
    is_same = all(_digest(os.path.join(last["folder"], path)) == digest for path, digest in last["unsettled"].items())
    return last if is_same and _stands(last) else None


def has_built(cache: str, arguments: list[str]) -> bool:
    """Whether the same call built a site before: what changed since then is an edit, most often."""
    command = arguments[2:3] if arguments[:1] == ["-C"] else arguments[:1]
    return command == ["build"] and os.path.exists(_file(cache, arguments))


def untouched(cache: str, arguments: list[str]) -> bytes:
    """The print of the site that the same call published last, where every file stands as it was published; else empty."""
    last = _read(_file(cache, arguments))
    return last["print"] if last is not None and _stands(last) else b""


def remember(cache: str, arguments: list[str], look: Look, site: Site | None, out: str, err: str, check: tuple[list[str], str] | None = None) -> None:
    """Remember a call that ended well. `look`: taken before the files were read; `site`: what it published, None where it only checked; `out`, `err`:
    what was printed. `check`: the arguments of a call that would only check, and what it would print.

    What somebody saved since the look has another stamp, so that the next call does not take it for seen.
    """
    unsettled = {path: _digest(os.path.join(look.folder, path)) for path, stamp in look.inputs.items() if stamp[2] >= look.now - SETTLED}
    known = {"tool": tool_print(), "folder": look.folder, "inputs": dict(look.inputs), "unsettled": unsettled, "err": err}
    of_site = {"site": "", "manifest": "", "print": b""} if site is None else {"site": site.folder, "manifest": site.manifest, "print": site.print}
    _write(_file(cache, arguments), known | of_site | {"out": out})
    if check:
        _write(_file(cache, check[0]), known | {"site": "", "manifest": "", "print": b"", "out": check[1]})
    _forget_old(os.path.dirname(_file(cache, arguments)))


class Site:
    """A published site: its folder, whole; its manifest, which has a line a file (hash, size, time, path); and its print, which is that manifest's hash."""

    __slots__ = ("folder", "manifest", "print")

    def __init__(self, folder: str, manifest: str, print_of_it: bytes) -> None:
        self.folder, self.manifest, self.print = folder, manifest, print_of_it


def _write(file: str, value: Mapping[str, Any]) -> None:
    """Write a record. One that cannot be written makes the next call slower, and no more."""
    content, beside = marshal.dumps(value), f"{file}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(beside, "wb") as written:
            written.write(_hash_of(file, content) + content)
        os.replace(beside, file)
    except OSError:
        _remove(beside)


def _hash_of(file: str, content: bytes) -> bytes:
    return hashlib.sha256(os.path.basename(file).encode() + b"\0" + content).digest()


def _remove(file: str) -> None:
    try:
        os.unlink(file)
    except OSError:
        pass


def _forget_old(folder: str) -> None:
    """Keep the last calls only: each takes as much room as the dossier has files."""
    try:
        with os.scandir(folder) as entries:
            by_age = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)
    except OSError:  # another call was quicker, or there is no such folder
        return
    for _, path in by_age[:-CALLS]:
        _remove(path)


def forget(cache: str, arguments: list[str]) -> None:
    """Forget a call: it did not end well."""
    _remove(_file(cache, arguments))


def _file(cache: str, arguments: Iterable[str]) -> str:
    surroundings = (_working_folder(), *map(str, (sys.stdout.isatty(), sys.stderr.isatty())), *(os.environ.get(name, "") for name in ("NO_COLOR", "GITHUB_STEP_SUMMARY")), *arguments)
    return os.path.join(cache, "calls", hashlib.sha256("\0".join(surroundings).encode("utf-8", "surrogateescape")).hexdigest()[:16])


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # somebody removed it; the dossier may be elsewhere
        return ""


def _read(file: str) -> dict[str, Any] | None:
    """A remembered call; None where there is none, or where its hash tells that it was cut or altered, or is that of another call."""
    try:
        with open(file, "rb") as opened:
            data = opened.read()
    except OSError:
        return None
    if _hash_of(file, data[_HASH:]) != data[:_HASH]:
        return None
    try:
        value = marshal.loads(data[_HASH:])
    except (ValueError, EOFError, TypeError):  # another Python wrote it
        return None
    return value if isinstance(value, dict) else None


def _stands(last: Mapping[str, Any]) -> bool:
    """Whether each file of the site that a call published stands as it was written. Its manifest, where anybody can write, is believed with that call's print."""
    look, site = os.lstat, last["site"]
    if not site:
        return True
    try:
        if not stat.S_ISREG(look(last["manifest"]).st_mode):
            return False
        with open(last["manifest"], "rb") as file:
            manifest = file.read()
        if hashlib.sha256(manifest).digest() != last["print"]:
            return False
        for line in manifest.decode().splitlines():
            _, size, time_then, path = line.split(" ", 3)
            here = look(f"{site}/{path}")
            if here.st_mtime_ns != int(time_then) or here.st_size != int(size) or not stat.S_ISREG(here.st_mode):
                return False
    except OSError:
        return False
    return True


def _digest(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).digest()
    except OSError:
        return b""


# --- what a call depends on -----------------------------------------------------------------------------------------------


class Look:
    """A dossier as it stood before it was read: when (nanoseconds since 1970), its whole path, and the `stamps` of it."""

    __slots__ = ("folder", "inputs", "now")

    def __init__(self, folder: str) -> None:
        self.now, self.folder, self.inputs = time.time_ns(), folder, stamps(folder)


_looks: dict[str, Look] = {}  # by folder, until somebody takes it: what `remembered` saw a moment ago


def look(folder: str) -> Look:
    """A look at a dossier before it is read: the one that `remembered` took of it, to whoever asks first."""
    return _looks.pop(os.path.abspath(folder), None) or Look(os.path.abspath(folder))


def stamps(folder: str) -> dict[str, Stamp]:
    """The stamp of everything in a dossier that a build looks at, by path relative to it. Nothing is followed."""
    found: dict[str, Stamp] = {}
    waiting = [name for name in INPUTS if os.path.lexists(os.path.join(folder, name))]
    while waiting:
        here = waiting.pop()
        path = os.path.join(folder, here)
        try:
            found[here] = _stamp(os.lstat(path))
            if os.path.islink(path):
                continue
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{here}/{entry.name}")
                    elif not entry.name.startswith("."):
                        found[f"{here}/{entry.name}"] = _stamp(entry.stat(follow_symlinks=False))
        except OSError:  # no folder, or none that can be read, or gone meanwhile: what reads the dossier tells it, and a look that lacks it is another
            pass
    return found


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


_print: list[str] = []  # of this program, once it is known


def tool_print() -> str:
    """A fingerprint of the program that runs: of its own files, the packages installed beside it, and the interpreter, as they were when it was first asked for."""
    if not _print:
        _print.append(_tool_print())
    return _print[0]


def _tool_print() -> str:
    digest = hashlib.sha256(f"{sys.version}\n{sys.prefix}\n".encode())
    for path in sorted(_own_files()):
        digest.update(f"{path} {_stamp(os.stat(path))[:3]}\n".encode())
    for path in sys.path:
        if path.endswith("site-packages") and os.path.isdir(path):
            digest.update("\n".join(sorted(name for name in os.listdir(path) if name.endswith((".dist-info", ".egg-info", ".pth")))).encode())
    return digest.hexdigest()


def _own_files() -> Iterator[str]:
    house = os.path.dirname(_PACKAGE)
    if os.path.exists(os.path.join(house, "mkdocs.yml")):  # with overrides/ it serves the dossiers that bring none
        yield os.path.join(house, "mkdocs.yml")
    for top in (_PACKAGE, os.path.join(house, "overrides")):
        for folder, folders, names in os.walk(top):
            folders[:] = [one for one in folders if one != "__pycache__"]
            yield from (os.path.join(folder, name) for name in names if not name.endswith(".pyc"))
