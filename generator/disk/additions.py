"""Files that a command adds to a dossier, and lines that it adds to one: nothing that is there is ever lost."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from .places import checked_path, write_whole


class NotWritten(Exception):
    """A file was not written; the message says which and why. What was there stands as it was."""


def read_given(path: Path, most: int) -> bytes:
    """The bytes of a plain file that somebody named, at most so many. Raises NotWritten, OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # opening a FIFO would wait for somebody to write to it
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotWritten(f"{path} is not a plain file")
    with os.fdopen(handle, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise NotWritten(f"{path} is larger than {most // (1024 * 1024)} MiB")
    return data


def is_vacant(folder: Path) -> bool:
    """Whether a folder is empty, or not there. Raises OSError."""
    return not folder.exists() or not any(folder.iterdir())


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files, each whole, in order of their paths; where one of them is there already, none. Raises NotWritten, OSError."""
    for name in sorted(files):
        target = folder / checked_path(name)
        _refuse_links(folder, target)
        if os.path.lexists(target):
            raise NotWritten(f"{name} is there already, and nothing is overwritten")
    made: list[Path] = []
    try:
        for name in sorted(files):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            _create(target, files[name])
            made.append(target)
    except OSError as fault:
        for target in made:
            target.unlink()
        if fault.errno == errno.EEXIST:
            raise NotWritten(f"{fault.filename} came to be meanwhile, and nothing is overwritten") from None
        raise


def replace_file(folder: Path, name: str, old: bytes, new: bytes) -> None:
    """Replace a file in one step, if it still holds what was read. Raises NotWritten, OSError."""
    target = folder / checked_path(name)
    _refuse_links(folder, target)
    if target.is_symlink() or target.read_bytes() != old:
        raise NotWritten(f"{name} was changed meanwhile; try again")
    mode = stat.S_IMODE(target.stat().st_mode)
    write_whole(target, new)
    target.chmod(mode)


def _create(target: Path, data: bytes) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refuse_links(folder: Path, target: Path) -> None:
    """A dossier from somebody else may bring folders that lead elsewhere."""
    for parent in target.parents:
        if parent == folder:
            return
        if os.path.islink(parent):
            raise NotWritten(f"{parent} is a link, and links are not followed")
