"""The words stand in several places of the source, and nothing says which one is meant.

Why: the page links to one place and shows what stands around it. "We stay" by one speaker is not "We stay"
by another. Words that are marked as speech of this speaker are preferred, then those near `attribution`.

Before:
    quote: "We stay"
After:
    quote: "We stay"
    prefix: "the duke said at noon:"

Mend: give more words, or `prefix` (the words directly before), `suffix` (the words directly behind), or
`occurrence: 2` (the second place from the top).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic
from . import placed, selecting
from .case import Case

_SELECTABLE = frozenset({"quote", "evidence", "passage", "elsewhere"})


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All claimed words."""
    if placed.code_of(keyed) != "quote-ambiguous" or keyed.fault is None:
        return
    selectable = keyed.role in _SELECTABLE
    words = " … ".join(keyed.wanted)
    yield from placed.report("quote-ambiguous", keyed,
                             f"{placed.name_of(keyed)} {placed.shown(words)} stands in {len(keyed.fault.places)} places of the archived text",
                             "paste the line of the place that is meant, or give more words" if selectable else "give more words, so that only one place is left",
                             selecting.notes(keyed, source, selectable))
