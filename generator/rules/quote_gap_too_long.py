"""Two parts of one quote stand too far apart in the source.

Why: what stands far apart was not said in one breath. The parts of a quote lie in one passage, at most
300 characters from each other, in one paragraph or in two that follow each other.

Before:
    quote:
      - "We want peace"
      - "and we want it now"      (two pages further down)
After:
    two statements, each with its own quote

Mend: make two statements. Where the second goes on without a new attribution, give it
`continues: <id of the first>`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic, Note
from ..placing import MAX_GAP
from . import placed
from .case import Case


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All claimed words."""
    if placed.code_of(keyed) != "quote-gap-too-long" or keyed.fault is None:
        return
    part = keyed.fault.part
    gap = int(keyed.fault.detail)
    why = f"{gap} characters lie between them, and {MAX_GAP} are the most" if gap > MAX_GAP else "a whole paragraph lies between them"
    notes = tuple(Note(f"between them, {placed.place(source, a)}", placed.gap(source, a, b)) for a, b in keyed.fault.places[:1])
    yield from placed.report("quote-gap-too-long", keyed, f"parts {part} and {part + 1} are too far apart: {why}",
                             "make two statements; the second may have `continues:` with the id of the first", notes)
