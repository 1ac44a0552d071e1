"""The files of `api/v1/`: pure functions from the dossier to text.

Every file is `{"schema_version": 1, "items": [...]}`, sorted by id, an item a line (`items` says what each holds), so that
two builds can be compared line by line. There is a file for each kind of record, and beside the whole of the statements
one for each year in which they were said: `statements/2025.json` by the first day that the date may mean, and
`statements/undated.json` where that is open, as in "on or before". `index.json` lists all files and how many items each has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from ..resolved import Dossier
from . import items

SCHEMA_VERSION = 1
FOLDER = "api/v1/"

Line = tuple[str, str]  # the line, and for a statement the year in which it was said


NOWHERE: Mapping[str, str] = MappingProxyType({})


def lines(dossier: Dossier, pages: Mapping[str, str] = NOWHERE) -> Iterator[tuple[str, str, Callable[[], Line]]]:
    """Every item in the order of its file: the file's name, the item's id, and what gives its line. Each can be made alone, and kept.

    `pages`: of events, their page of the timeline where it has several.
    """
    for id in sorted(dossier.statements):
        yield "statements", id, partial(_said, dossier, id)
    for id in sorted(dossier.facts):
        yield "facts", id, partial(_one, items.fact, dossier.facts, id)
    for id in sorted(dossier.countries):
        yield "countries", id, partial(_plain, items.country, dossier, id)
    for id in sorted(dossier.people):
        yield "people", id, partial(_plain, items.person, dossier, id)
    for id in sorted(dossier.questions):
        yield "questions", id, partial(_plain, items.question, dossier, id)
    for id in sorted(dossier.organisations):
        yield "organisations", id, partial(_plain, items.organisation, dossier, id)
    for id in sorted(dossier.events):
        yield "events", id, partial(_event, dossier, id, pages.get(id, "timeline/"))
    for id in sorted(dossier.sources):
        yield "sources", id, partial(_one, items.source, dossier.sources, id)
    for cell in sorted(dossier.positions, key=lambda cell: f"{cell[0]}/{cell[1]}"):
        yield "positions", f"{cell[0]}/{cell[1]}", partial(_position, dossier, cell)


def line(dossier: Dossier, name: str, id: str) -> Callable[[], Line] | None:
    """What gives the line of one item; None for items that no words stand in."""
    if name == "statements":
        return partial(_said, dossier, id)
    return partial(_one, items.fact, dossier.facts, id) if name == "facts" else partial(_one, items.source, dossier.sources, id) if name == "sources" else None


def files_with(name: str, year: str) -> tuple[str, ...]:
    """The paths of the files in which an item stands; `year`: as its line has it."""
    return tuple(f"{FOLDER}{one}.json" for one in ((name, f"{name}/{year}") if year else (name,)))


def _said(dossier: Dossier, id: str) -> Line:
    said = dossier.statements[id]
    return items.statement(said), items.year_of(said)


def _one(make: Callable[[Any], str], records: Mapping[str, Any], id: str) -> Line:
    return make(records[id]), ""


def _event(dossier: Dossier, id: str, page: str) -> Line:
    return items.event(dossier.events[id], page), ""


def _plain(make: Callable[..., str], *values: Any) -> Line:
    return make(*values), ""


def _position(dossier: Dossier, cell: tuple[str, str]) -> Line:
    return items.position(dossier.positions[cell], dossier.record.positions_of), ""


FILES = ("statements", "facts", "countries", "people", "questions", "organisations", "events", "sources", "positions")


def files(dossier: Dossier) -> dict[str, str]:
    """Every file by its path from the site's root, as text. The same dossier gives the same bytes."""
    return together((name, make()) for name, _, make in lines(dossier))


def together(made: Iterable[tuple[str, Line]]) -> dict[str, str]:
    """All files of the API by path, and `index.json`, from the lines in the order of `lines`, each with the name of its file."""
    found: dict[str, list[str]] = {name: [] for name in FILES}
    for name, (line, year) in made:
        found[name].append(line)
        if year:
            found.setdefault(f"{name}/{year}", []).append(line)
    counted = (items.file(name, f"{FOLDER}{name}.json", len(found[name])) for name in sorted(found))
    return {f"{FOLDER}{name}.json": whole(found[name]) for name in found} | {f"{FOLDER}index.json": whole(counted)}


def whole(lines: Iterable[str]) -> str:
    """A file, from its lines in the order of their ids."""
    listed = ",\n".join(lines)
    return f'{{"schema_version":{SCHEMA_VERSION},"items":[\n{listed}\n]}}\n' if listed else f'{{"schema_version":{SCHEMA_VERSION},"items":[]}}\n'
