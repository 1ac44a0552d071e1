"""The words stand in several places of the source, and nothing says which one is meant.

Why: the page links to one place and shows what stands around it. "Yes." by one speaker is not "Yes." by
another. Words that are marked as speech of this speaker are preferred, then those near `attribution`.

Before:
    quote: "Yes."
After:
    quote: "Yes."
    prefix: "asked whether he would march,"

Mend: give more words, or `prefix` (the words directly before), `suffix` (the words directly behind), or
`occurrence: 2` (the second place from the top).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Note
from ..proof import Keyed, SourceCase
from . import placed
from .case import Case

_LISTED = 5
_SELECTABLE = frozenset({"quote", "evidence", "passage", "elsewhere"})


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All claimed words."""
    if placed.code_of(keyed) != "quote-ambiguous" or keyed.fault is None:
        return
    places = keyed.fault.places
    help, notes = "give more words, so that only one place is left", _listed(source, places)
    if keyed.role in _SELECTABLE:
        help = "add `prefix`, `suffix` or `occurrence`, or give more words"
        notes += (Note("to paste, for the first", f"prefix: {placed.fragment(_before(source, places[0][0]))}"),)
    message = f"{placed.name_of(keyed)} {placed.shown(words_of_all(keyed))} stands in {len(places)} places of the archived text"
    yield from placed.report("quote-ambiguous", keyed, message, help, notes)


def words_of_all(keyed: Keyed) -> str:
    """All parts, as they were written."""
    return " … ".join(keyed.wanted)


def _listed(source: SourceCase, places: tuple[tuple[int, int], ...]) -> tuple[Note, ...]:
    return tuple(Note(placed.place(source, a), placed.around(source, a, b, 50)) for a, b in places[:_LISTED])


def _before(source: SourceCase, start: int) -> str:
    words = source.text[max(0, start - 60):start].split("\n")[-1].split()
    return " ".join(words[-4:]) or " ".join(source.text[max(0, start - 60):start].split()[-4:])
