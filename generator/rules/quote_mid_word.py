"""A quote begins or ends inside a word.

Why: "acceptable" stands inside "unacceptable", and "negotiable" inside "non-negotiable". A hyphen or an
apostrophe that joins letters is inside the word.

Before:
    quote: "acceptable to Strelsau"
    (the source has: "unacceptable to Strelsau")
After:
    quote: "unacceptable to Strelsau"

Mend: take the whole word at both ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic
from . import placed
from .case import Case


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All claimed words."""
    yield from placed.cut("quote-mid-word", keyed, source, "take the whole word")
