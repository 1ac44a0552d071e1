"""Values kept between builds, and the tool's own files that serve where a dossier brings none."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from ..frozen import dataclass
from .dossier_files import overrides_in
from .places import keep

_HASH = 32  # bytes of a SHA-256
KEPT = 50  # dossiers and frames of which something is kept


def read_cached(file: Path, key: str) -> object:
    """The value that was kept under a key, or None: nothing kept, kept under another key, cut or altered.

    A hash over key and content is checked before the content is read, since marshal trusts what it is given.
    """
    try:
        data = file.read_bytes()
    except OSError:
        return None
    content = data[_HASH:]
    if data[:_HASH] != _digest(key, content):
        return None
    try:
        value: object = marshal.loads(content)
    except (ValueError, EOFError, TypeError):
        return None
    return value


def write_cached(file: Path, key: str, value: object) -> None:
    """Keep a value of plain lists, texts, numbers and bytes. Raises ValueError for anything else: our own bug."""
    content = marshal.dumps(value, 4)
    keep(file, _digest(key, content) + content)


def forget_old(cache: Path) -> None:
    """Remove what is kept of dossiers that were not built for longest, and the oldest frames: all but the last `KEPT` of each.

    A dossier that is built writes to its folder before anything else, so it is among the last.
    """
    for beginning in ("dossier-", "frames-"):
        with contextlib.suppress(OSError):  # another build tidies too
            for path in sorted(cache.glob(f"{beginning}*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)[KEPT:]:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + content).digest()


def work_folder(folder: Path) -> Path:
    """The folder, made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True, slots=True)
class KeptFolder:
    """A folder of values, each under a name and believed with its hash."""

    folder: Path

    def read(self, name: str) -> object:
        """The value; None where there is none that can be believed."""
        return read_cached(self.folder / f"{name}{_KEPT}", name)

    def write(self, name: str, value: object) -> None:
        """Keep a plain value."""
        write_cached(self.folder / f"{name}{_KEPT}", name, value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept here."""
        return next(self.folder.glob(f"*{_KEPT}"), None) is None


_KEPT = ".kept"  # ends the names of its files


def compiled_templates(cache: Path) -> KeptFolder:
    """Where compiled templates are kept: beside the templates, as Python keeps what it compiled, where that may be written; else in the
    program's folder of the user's cache."""
    templates = Path(__file__).resolve().parent.parent / "templates"
    is_ours = os.access(templates, os.W_OK) and not sys.dont_write_bytecode
    return KeptFolder(work_folder(templates / "__pycache__" if is_ours else cache / "templates"))


def is_kept(folder: Path, beginning: str) -> bool:
    """Whether a file is kept in this folder whose name begins so."""
    return any(file.is_file() for file in folder.glob(f"{beginning}*"))


def own_overrides(house: Path) -> Mapping[str, bytes]:
    """The tool's own `overrides/`, for a dossier that brings none."""
    return overrides_in(house)


def own_config(house: Path) -> bytes:
    """The tool's own `mkdocs.yml`, for a dossier that brings none."""
    return (house / "mkdocs.yml").read_bytes()


def differing(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The paths of files that are not there or hold other bytes."""
    return tuple(path for path, data in sorted(files.items())
                 if not (folder / path).is_file() or (folder / path).read_bytes() != data)


def append(file: Path, text: str) -> None:
    """Add to the end of a file that others write to as well. Raises OSError."""
    with open(file, "a", encoding="utf-8") as opened:
        opened.write(text)
