"""The bytes of a dossier, read without following anything; and small files written back to it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ..diagnostics import Diagnostic, Span, diagnostic, in_order
from .places import checked_path, is_utf8, write_whole

MIB = 1024 * 1024
CAPS = MappingProxyType({"data": MIB, "seeds": 64 * MIB, "content": MIB, "overrides": 16 * MIB, "mkdocs.yml": MIB})  # bytes a file
MAX_FOLDERS = 20  # how deep folders may be nested


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of a dossier. Paths are relative to it, with forward slashes, and sorted; seeds go by id."""

    data: Mapping[str, bytes] = field(default_factory=dict)  # "data/people/x.yml"
    seeds: Mapping[str, bytes] = field(default_factory=dict)  # "x" for seeds/x.txt
    content: Mapping[str, bytes] = field(default_factory=dict)  # "content/index.md"
    overrides: Mapping[str, bytes] = field(default_factory=dict)  # "overrides/main.html"; empty: the tool's own serve
    config: bytes | None = None  # mkdocs.yml; None: the tool's own serves


def read_dossier(root: Path) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Every file of a dossier, or a diagnostic for each that cannot be taken. Names that begin with a dot are passed over.

    Nothing is followed: a symbolic link, inside the folders or as one of them, is refused, and so are special files.
    """
    faults: list[Diagnostic] = []
    found = {folder: dict(_read_folder(root, folder, faults)) for folder in ("data", "seeds", "content", "overrides")}
    if not os.path.lexists(root / "data"):
        faults.append(diagnostic("file-missing", Span("data"), "this folder is not there: it holds the records of a dossier",
                                 "go to the folder of the dossier, or name it with -C"))
    config = _read_file(root, "mkdocs.yml", faults) if os.path.lexists(root / "mkdocs.yml") else None
    seeds = _seeds(found["seeds"], faults)
    frozen = {folder: MappingProxyType(files) for folder, files in found.items()}
    return Files(frozen["data"], MappingProxyType(seeds), frozen["content"], frozen["overrides"], config), in_order(faults)


def _seeds(files: Mapping[str, bytes], faults: list[Diagnostic]) -> dict[str, bytes]:
    seeds = {}
    for path, data in files.items():
        name = path.removeprefix("seeds/")
        if "/" in name or not name.endswith(".txt"):
            faults.append(diagnostic("unexpected-file", Span(path), "no such file belongs here",
                                     "an archived text is seeds/<id>.txt, with the id of its source"))
        else:
            seeds[name.removesuffix(".txt")] = data
    return seeds


def _refused(path: str, why: str, help: str = "") -> Diagnostic:
    return diagnostic("file-not-read", Span(path), why, help)


def _read_folder(root: Path, folder: str, faults: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
    if not os.path.lexists(root / folder):
        return
    if os.path.islink(root / folder) or not os.path.isdir(root / folder):
        faults.append(_refused(folder, "this is not a plain folder, and links are not followed", "put a folder here"))
        return
    for path in sorted(_walk(root, folder, faults)):
        data = _read_file(root, path, faults)
        if data is not None:
            yield path, data


def _walk(root: Path, folder: str, faults: list[Diagnostic]) -> Iterator[str]:
    """The paths of all that is no folder below a folder."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(root / here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as fault:
            faults.append(_refused(here, f"this folder cannot be read: {fault.strerror}"))
            continue
        for entry in listed:
            path = f"{here}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if not is_utf8(entry.name):
                faults.append(_refused(os.fsencode(path).decode("utf-8", "backslashreplace"), "the name of this file is not UTF-8", "rename it"))
            elif not entry.is_dir(follow_symlinks=False):
                yield path
            elif path.count("/") >= MAX_FOLDERS:
                faults.append(_refused(path, f"folders are nested more than {MAX_FOLDERS} deep"))
            elif folder == "data" and entry.name.endswith(".yml"):
                faults.append(_refused(path, "this is a folder where a file is expected"))
            else:
                waiting.append(path)


def _read_file(root: Path, path: str, faults: list[Diagnostic]) -> bytes | None:
    """The bytes of one plain file. What it is gets decided on the opened file, so that it cannot change in between."""
    cap = CAPS[path.split("/")[0]]
    try:
        # Opening a FIFO would wait for somebody to write to it.
        handle = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as fault:
        is_link = fault.errno == errno.ELOOP
        faults.append(_refused(path, "this is a symbolic link, and links are not followed" if is_link else f"this cannot be read: {fault.strerror}",
                               "put the file itself here" if is_link else ""))
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        faults.append(_refused(path, "this is not a plain file"))
        return None
    with os.fdopen(handle, "rb") as file:
        data = file.read(cap + 1)
    if len(data) > cap:
        faults.append(_refused(path, f"this file is larger than {cap // MIB} MiB", "split it" if path.startswith(("data/", "content/")) else ""))
        return None
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
