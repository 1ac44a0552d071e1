"""The words of `attribution` do not stand near the quote in the source.

Why: `attribution` proves who speaks. It has to be exact words of the source, in the paragraph of the
quote or in the one before it.

Before:
    attribution: "Duke Michael told us"
    (the source has: "Duke Michael told the Gazette")
After:
    attribution: "Duke Michael told the Gazette"

Mend: copy the words that name the speaker from the archived text. Where a pronoun stands near the quote,
give two: the words with the pronoun, and those that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic, Note
from . import placed
from .case import Case
from .quote_not_in_source import nearest_notes


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every attribution."""
    if placed.code_of(keyed) != "attribution-not-in-source" or keyed.fault is None:
        return
    words = placed.words_of(keyed)
    if keyed.fault.places:
        message = f"the attribution {placed.shown(words)} stands in the archived text, but not near the quote"
        notes: tuple[Note, ...] = (Note("it stands at", placed.place(source, keyed.fault.places[0][0])),)
    else:
        message, notes = f"the attribution {placed.shown(words)} does not stand in the archived text", nearest_notes(keyed, source, case)
    yield from placed.report("attribution-not-in-source", keyed, message,
                             "copy words that name the speaker from the paragraph of the quote or from the one before", notes)
