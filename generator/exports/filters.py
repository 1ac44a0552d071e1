"""What the filters of a timeline of many pages select by: a file a year, and one with all that they offer.

A page of a month keeps what it needs in itself. These files are asked for only when somebody filters, and tell how many
statements fit on which page. No words of anybody stand in them, only ids and names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..resolved import Dossier
from ..views.filters import Keys, filters_of, keys_of
from ..views.months import Sheet

SCHEMA_VERSION = 1

Rows = tuple[tuple[tuple[str, ...], ...], str]  # of each filter its values, each once; a row of their numbers for each statement, as JSON


def of_sheet(dossier: Dossier, sheet: Sheet) -> Rows:
    """What the statements of a page are selected by."""
    numbers: tuple[dict[str, int], ...] = tuple({} for _ in Keys._fields)
    rows: list[list[int | list[int]]] = []
    for kind, id in sheet.ids:
        if kind == "statement":
            row = [[known.setdefault(value, len(known)) for value in values]
                   for known, values in zip(numbers, keys_of(dossier, dossier.statements[id]), strict=True)]
            rows.append([one[0] if len(one) == 1 else one for one in row])
    return tuple(tuple(known) for known in numbers), json.dumps(rows, separators=(",", ":"))


def files(dossier: Dossier, found: Sequence[tuple[Sheet, Rows]]) -> Iterator[tuple[str, bytes]]:
    """The files by their path; none where the timeline has one page. `found`: its pages in order, with their rows."""
    if not found:
        return
    by_year: dict[str, list[str]] = {}
    for sheet, (values, rows) in found:
        label = sheet.label if sheet.of == 1 else f"{sheet.label}, page {sheet.number}"
        by_year.setdefault(sheet.month[:4], []).append(
            f'{{"path":{_json(sheet.path)},"label":{_json(label)},"values":{_json(values)},"statements":{rows}}}')
    names = {year: f"timeline/{year}.json" for year in by_year}
    for year, pages in by_year.items():
        listed = ",\n".join(pages)
        yield names[year], _file(f'"pages":[\n{listed}\n]')
    values = {name: frozenset(value for _, (columns, _) in found for value in columns[at]) for at, name in enumerate(Keys._fields)}
    offered = [{"name": one.name, "label": one.label, "choices": [[c.value, c.label, c.group] for c in one.choices]}
               for one in filters_of(dossier, values)]
    yield "timeline/filters.json", _file(f'"columns":{_json(Keys._fields)},"files":{_json(list(names.values()))},"filters":{_json(offered)}')


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _file(inside: str) -> bytes:
    return f'{{"schema_version":{SCHEMA_VERSION},{inside}}}\n'.encode()
