"""The first look at a dossier: all records that are no sources, and which sources name each other. Only what changed is read.

It takes nothing of matcher, rules or views along, so that whoever begins a build knows soon how to share out the work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .bundles import Links, bundles, links_in
from .frozen import dataclass
from .lazy import Lazy
from .model import DossierRecord
from .reading import FOLDERS, Entry, Reading, Records, gather, kind_of, read_file
from .reading import from_plain as entry_from_plain
from .reading import to_plain as entry_to_plain

if TYPE_CHECKING:
    from .disk import Desk, Files

SOURCES = "data/sources/"


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of a dossier whose sources were not read yet: its other records, and who among the sources names whom."""

    records: Records
    links: Mapping[str, Links]  # by id of the source

    @property
    def dossier(self) -> DossierRecord:
        """The record of the whole."""
        assert self.records.dossier is not None
        record = self.records.dossier.record
        assert isinstance(record, DossierRecord)
        return record


def read(files: Files, desk: Desk, tool: str) -> Read | None:
    """Read what changed of the records that are no sources; None where a file has a fault. `tool`: the fingerprint of the program."""
    kept = desk.read("records", tool)
    before, was_sound = kept if isinstance(kept, tuple) else ({}, False)
    book: dict[str, Any] = {}
    for path in files.data:
        digest, known = files.signatures[path].digest, before.get(path)
        book[path] = known if known is not None and known[0] == digest else (digest, _plain_of(path, files.data[path]))
    if any(known is None for _, known in book.values()):
        return None
    others, others_before = _others(book), _others(before)
    if was_sound and others == others_before:
        records, is_sound = _one_by_one(others, files.data), True
    else:
        records, faults = gather(_reading(path, known, files) for path, (_, known) in others.items())
        is_sound = not faults and records.dossier is not None
    if book != before or is_sound != was_sound:
        desk.write("records", tool, (book, is_sound))
    links = {path.removeprefix(SOURCES).removesuffix(".yml"): Links(*known) for path, (_, known) in book.items() if path.startswith(SOURCES)}
    return Read(records, links) if is_sound else None


def kept_records(desk: Desk, tool: str, shared: str) -> Records:
    """The records with this `shared_print`, as `read` kept them, for a process beside it; their files are not at hand. Raises ValueError where they are not kept."""
    kept = desk.read("records", tool)
    others = _others(kept[0]) if isinstance(kept, tuple) and kept[1] else {}
    if digest_of(tool, *(f"{path} {known[0]}" for path, known in others.items())) != shared:
        raise ValueError("no sound records of this state are kept")
    return _one_by_one(others, {})


def _plain_of(path: str, data: bytes) -> Any:
    """What is kept of a file: the links of a source, the reading of any other; None where it has a fault."""
    if path.startswith(SOURCES) and path.endswith(".yml"):
        links = links_in(data)
        return links.declared, links.named
    reading = read_file(path, data)
    return None if reading.diagnostics or reading.entry is None else entry_to_plain(reading.entry)


def _others(book: Mapping[str, Any]) -> dict[str, Any]:
    return {path: known for path, known in book.items() if not path.startswith(SOURCES)}


def _reading(path: str, plain: Any, files: Files) -> Reading:
    entry = entry_from_plain(plain, partial(files.data.__getitem__, path))
    return Reading(path, entry.kind, entry.id, entry, ())


def _one_by_one(others: Mapping[str, Any], data: Mapping[str, bytes]) -> Records:
    """The records of files that were found to be sound together; each is made when it is first asked for. `data`: the bytes of the files."""
    paths: dict[str, dict[str, str]] = {kind: {} for kind in (*FOLDERS, "dossier")}
    for path in others:
        kind, id = kind_of(path)
        paths[kind][id] = path

    def entry(kind: str, id: str) -> Entry:
        path = paths[kind][id]
        return entry_from_plain(others[path][1], partial(data.__getitem__, path))

    by_kind = {kind: Lazy(sorted(paths[kind]), partial(entry, kind)) for kind in FOLDERS}
    return Records(entry("dossier", "dossier"), MappingProxyType(by_kind))


# --- bundles ------------------------------------------------------------------------------------------------------------


def shared_print(files: Files, tool: str) -> str:
    """A print of what every bundle depends on: the program, and the records that are no sources."""
    return digest_of(tool, *(f"{path} {one.digest}" for path, one in files.signatures.items()
                             if path.startswith("data/") and not path.startswith(SOURCES)))


def bundle_keys(files: Files, links: Mapping[str, Links], shared: str) -> dict[tuple[str, ...], str]:
    """By the ids of its sources, the key under which the outcome of each bundle is kept."""
    return {ids: bundle_key(files, ids, shared) for ids in bundles(links)}


def bundle_key(files: Files, ids: Sequence[str], shared: str) -> str:
    """A print of the files of these sources and of their archived texts, and of what they share."""
    paths = [path for id in ids for path in (f"{SOURCES}{id}.yml", f"seeds/{id}.txt")]
    return digest_of(shared, *(f"{path} {files.signatures[path].digest}" for path in paths if path in files.signatures))


def digest_of(*texts: str) -> str:
    """SHA-256 of some texts in order, in hex."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
