"""The receipt of the build, `proof.json`, held against what the pages show: nothing more, nothing less."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .archive import Archive, Finding
from .statements import Place, own_page

RECEIPT = "proof.json"


def receipt(site: Path, archive: Archive, shown: Mapping[Place, int]) -> Iterator[Finding]:
    """`shown`: each quotation that was met on a page, with its line. Raises OSError where the file cannot be read."""
    path = site / RECEIPT
    if not path.is_file():
        yield Finding(RECEIPT, 1, "the receipt is missing")
        return
    try:
        data = json.loads(path.read_bytes().decode("utf-8"))
        items = {_place(item): item for item in data["items"]}
        counts = dict(data["counts"])
        yield from _counts(counts, len(data["items"]), archive)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        yield Finding(RECEIPT, 1, f"the receipt cannot be understood: {type(fault).__name__} {fault}")
        return
    for place in sorted(shown.keys() - items.keys()):
        yield Finding(place[0], shown[place], f"{_named(place)} is shown, and the receipt does not have it")
    for place in sorted(items.keys() - shown.keys()):
        yield Finding(RECEIPT, 1, f"{_named(place)} is on the receipt, and {place[0]} does not show it")
    for place in sorted(items.keys() & shown.keys()):
        if not _agrees(items[place], place, archive):
            yield Finding(RECEIPT, 1, f"{_named(place)} on {place[0]}: the hash or the span is another than that of the data and the archive")


def _place(item: Mapping[str, Any]) -> Place:
    return own_page(item["page"]), item["statement"], str(item["part"]), item["source"]


def _named(place: Place) -> str:
    return f"part {place[2]} of {place[1]} in {place[3]}"


def _agrees(item: Mapping[str, Any], place: Place, archive: Archive) -> bool:
    _, id, number, source = place
    statement, text = archive.statements.get(id), archive.sources.get(source)
    if statement is None or text is None or not number.isdecimal() or item.get("sha256") != text.sha256:
        return False
    parts = [parts[int(number)] for name, parts in statement.wordings if name == source and int(number) < len(parts)]
    return any((part.start, part.end) == (item.get("start"), item.get("end")) for part in parts)


def _counts(counts: Mapping[str, Any], items: int, archive: Archive) -> Iterator[Finding]:
    """Declared, checked and published are the live statements of the data; some planted false quotation was refused."""
    live = sum(1 for one in archive.statements.values() if not one.hidden)
    for name, wanted in (("declared", live), ("checked", live), ("published", live), ("quotations_on_pages", items)):
        if counts.get(name) != wanted:
            yield Finding(RECEIPT, 1, f"{name} is {counts.get(name)}, and has to be {wanted}")
    if not isinstance(counts.get("planted_false_quotations_refused"), int) or counts["planted_false_quotations_refused"] < 1:
        yield Finding(RECEIPT, 1, "no planted false quotation was refused in this build")
