"""Shared by the rules on words that stand in several places: each place, and the line that selects it."""

from __future__ import annotations

from collections.abc import Sequence

from ..cases import Keyed, SourceCase
from ..diagnostics import Note
from ..placing import stands_before
from . import placed

_LISTED = 6
_WORDS = 8  # of a prefix to paste


def notes(keyed: Keyed, source: SourceCase, selectable: bool = True) -> tuple[Note, ...]:
    """Where the words stand, each place with the line to paste that selects it where the record has room for one."""
    assert keyed.fault is not None
    places = keyed.fault.places
    found: list[Note] = []
    for number, (start, end) in list(enumerate(places))[:_LISTED]:
        told = placed.around(source, start, end, 50)
        if selectable:
            told += f"\nto paste, for this place: {_line(source, places, number, keyed.fault.occurrences)}"
        found.append(Note(placed.place(source, start), told))
    if len(places) > _LISTED:
        found.append(Note("and", f"{len(places) - _LISTED} more places"))
    return tuple(found)


def _line(source: SourceCase, places: Sequence[tuple[int, int]], number: int, occurrences: Sequence[int]) -> str:
    """The shortest `prefix` that only this place has, else its `occurrence`."""
    start = places[number][0]
    line = source.text[source.text.rfind("\n", 0, start) + 1:start]
    words = line.split()[-_WORDS:]
    for count in range(1, len(words) + 1):
        prefix = " ".join(words[-count:])
        if any(c.isalnum() for c in prefix) and not any(stands_before(prefix, source.text, other) for n, (other, _) in enumerate(places) if n != number):
            return f"prefix: {placed.fragment(prefix)}"
    return f"occurrence: {occurrences[number]}"
