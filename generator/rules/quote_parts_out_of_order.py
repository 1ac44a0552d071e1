"""The parts of a quote do not follow in the order in which they stand in the source.

Why: fragments in another order make another sentence.

Before:
    quote:
      - "we shall not march"
      - "Whatever the King says"
After:
    quote:
      - "Whatever the King says"
      - "we shall not march"

Mend: write the parts in the order of the source. Words said at another place are another statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic, Note
from . import placed
from .case import Case


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All claimed words."""
    if placed.code_of(keyed) != "quote-parts-out-of-order" or keyed.fault is None:
        return
    part, places = keyed.fault.part, keyed.fault.places
    message = f"part {part + 1}, {placed.shown(keyed.wanted[part])}, stands before part {part} in the archived text"
    notes = tuple(Note(f"part {number}, {placed.place(source, a)}", placed.around(source, a, b))
                  for number, (a, b) in zip((part, part + 1), places, strict=False))
    yield from placed.report("quote-parts-out-of-order", keyed, message, "write the parts in the order of the source", notes)
