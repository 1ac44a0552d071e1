"""The files of `data/` → all records of a dossier.

Reading one file needs no other file, so that it can be done in parallel and kept from build to build:
`read_file` reads one, `gather` puts what was read together, `read_records` does both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Note, Span, diagnostic, in_order
from ..frozen import dataclass
from ..model import ID_PATTERN, KINDS
from .duplicates import shared_files, shared_ids
from .entries import Entry
from .stored import record_of
from .wording import id_help, near_misses, show

if TYPE_CHECKING:
    from .nodes import Node

DOSSIER_FILE = "data/dossier.yml"
FOLDERS = tuple(kind for kind in KINDS if kind != "dossier")

_OFTEN = {"persons": "people", "speakers": "people", "actors": "people", "articles": "sources", "texts": "sources", "quotes": "sources",
          "statements": "sources", "states": "countries", "groups": "organisations", "topics": "questions"}
_ID = re.compile(ID_PATTERN.removesuffix("$") + r"\Z")
_ID_LINE = r"""(?m)(?:^[ \t]*(?:-[ \t]+)?|[{,][ \t]*)id:[ \t]*["']?([a-z0-9][a-z0-9-]{0,63})["']?[ \t]*(?=$|[\r#,}])"""


@dataclass(frozen=True, slots=True)
class Records:
    """All records that could be read. `unread` are kind and id of those that are there but have faults: nothing may
    say of them that they are unknown. Statements and facts of a file with faults stand in it as `("statements", id)`."""

    dossier: Entry | None
    by_kind: Mapping[str, Mapping[str, Entry]]  # kinds in the order of `model.KINDS`, ids sorted
    unread: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file. `kind` and `stem` are empty for a file that does not belong in `data/`."""

    file: str
    kind: str
    stem: str
    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...]
    unread: frozenset[tuple[str, str]] = frozenset()


def read_records(files: Mapping[str, bytes]) -> tuple[Records, tuple[Diagnostic, ...]]:
    """The files of `data/`, by path relative to the dossier → the records and every fault, in order of place."""
    return gather(read_file(path, files[path]) for path in sorted(files))


def read_entry(path: str, data: bytes) -> tuple[Entry | None, tuple[Diagnostic, ...]]:
    """One file → its entry, or None and all its faults. Pure; the path is relative to the dossier."""
    reading = read_file(path, data)
    return reading.entry, reading.diagnostics


def read_file(path: str, data: bytes) -> Reading:
    """One file → all that came of it. Pure."""
    kind, stem = kind_of(path)
    if not kind:
        return Reading(path, "", "", None, (_unexpected(path),))
    if _ID.match(stem):
        entry = _sound(path, kind, stem, data)
        if entry is not None:
            return Reading(path, kind, stem, entry, ())
    return _read_with_places(path, kind, stem, data)


def _sound(path: str, kind: str, stem: str, data: bytes) -> Entry | None:
    """The entry of a file that is plain and sound; None where `_read_with_places` is to decide."""
    from .decoding import decode  # late, all: from the cache records come without them
    from .quick import read as read_quickly
    from .validator import validator

    text, faults = decode(path, data)
    found = None if faults else read_quickly(text)
    if found is None:
        return None
    try:
        return Entry(kind, stem, path, record_of(KINDS[kind], validator(kind).validate_python(found.values)), data, found.lines)
    except ValueError:  # it has faults, and these need places
        return None


def _read_with_places(path: str, kind: str, stem: str, data: bytes) -> Reading:
    """The entry of any sound file, or all its faults."""
    from .nodes import parse  # late, both: most files never need them
    from .records import validate

    faults: list[Diagnostic] = []
    if not _ID.match(stem):
        faults.append(diagnostic("bad-id", Span(path), f"the file name `{show(stem)}` is no id", id_help(stem)))
    node, found = parse(path, data)
    faults.extend(found)
    if node is not None:
        record, found = validate(kind, path, node)
        faults.extend(found)
        if record is not None and not faults:
            return Reading(path, kind, stem, Entry(kind, stem, path, record, data), ())
    unread = {(kind, stem)} | {("statements", id) for id in (_ids_within(node, path, data) if kind == "sources" else ())}
    return Reading(path, kind, stem, None, in_order(faults), frozenset(unread))


def kind_of(path: str) -> tuple[str, str]:
    """Kind and file stem of a path in `data/`; two empty texts where no record belongs there."""
    if path == DOSSIER_FILE:
        return "dossier", "dossier"
    parts = path.split("/")
    if len(parts) != 3 or parts[0] != "data" or parts[1] not in FOLDERS or not parts[2].endswith(".yml"):
        return "", ""
    return parts[1], parts[2].removesuffix(".yml")


def _unexpected(path: str) -> Diagnostic:
    parts = path.split("/")
    help = "records stand in " + ", ".join(f"data/{folder}/" for folder in FOLDERS) + f" and {DOSSIER_FILE}"
    if path.endswith(".yaml"):
        help = "the ending is `.yml` here"
    elif len(parts) > 1 and parts[0] == "data" and parts[1] in FOLDERS:
        help = f"the files of data/{parts[1]}/ stand directly in it and end in `.yml`"
    elif len(parts) == 3 and parts[0] == "data" and (near := near_misses(parts[1], list(FOLDERS))):
        help = f"did you mean the folder {near}?"
    elif len(parts) == 3 and parts[0] == "data" and parts[1] in _OFTEN:
        help = f"did you mean the folder `data/{_OFTEN[parts[1]]}/`?"
    return diagnostic("unexpected-file", Span(path), "no such file belongs here", help)


def _ids_within(node: Node | None, path: str, data: bytes) -> Iterator[str]:
    """The ids of statements and facts in a file with faults; from its bare lines where it is not even YAML."""
    from .decoding import decode  # late: only faults need them
    from .nodes import Fields, Items, Text

    if node is None:
        text, _ = decode(path, data)
        yield from re.findall(_ID_LINE, text or data.decode("utf-8", "replace"))
        return
    for key in ("statements", "facts"):
        listed = node.entries[key][1] if isinstance(node, Fields) and key in node.entries else None
        for item in listed.items if isinstance(listed, Items) else [listed]:  # a list of one that lacks its dash
            id = item.entries["id"][1] if isinstance(item, Fields) and "id" in item.entries else None
            if isinstance(id, Text):
                yield id.value


def gather(readings: Iterable[Reading], is_whole: bool = True) -> tuple[Records, tuple[Diagnostic, ...]]:
    """What was read of each file → the records, with the faults of each file and those between files.

    `is_whole`: these are all files of the dossier, so that the one about the whole has to be among them.
    """
    readings = sorted(readings, key=lambda reading: reading.file)
    by_kind: dict[str, Mapping[str, Entry]] = {
        folder: MappingProxyType({r.stem: r.entry for r in sorted(readings, key=lambda r: r.stem) if r.kind == folder and r.entry})
        for folder in FOLDERS
    }
    faults = [fault for reading in readings for fault in reading.diagnostics]
    faults.extend(shared_files((r.kind, r.stem, r.file) for r in readings if r.kind))
    faults.extend(shared_ids(by_kind))
    dossier = next((r for r in readings if r.kind == "dossier"), None)
    if dossier is None and is_whole:
        faults.append(_no_dossier())
    unread = frozenset().union(*(r.unread for r in readings))
    records = Records(dossier.entry if dossier else None, MappingProxyType(by_kind), unread)
    return records, in_order(faults)


def _no_dossier() -> Diagnostic:
    return diagnostic("file-missing", Span(DOSSIER_FILE), "a dossier needs this file: it says what the dossier is about",
                      "write it", (Note("the least it holds", "title: …\nsubject: …\nlicence: {name: CC BY 4.0}"),))
