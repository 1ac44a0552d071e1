"""What is left out between two parts carries a not, never, unless or if.

Why: "We will march ... on Strelsau" out of "We will march if the King falls. We will not march on
Strelsau." Each part is exact, and the whole is false.

Before:
    quote:
      - "We will march"
      - "on Strelsau"
After:
    quote: "We will march if the King falls. We will not march on Strelsau."

Mend: take the words between into the quote, or make two statements of it. A review does not lift this.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..diagnostics import Diagnostic, Note, diagnostic
from ..meaning import gap_findings
from ..proof import Keyed, SourceCase
from . import placed
from .case import Case

CODE = "quote-gap-hides-negation"


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All quotes and evidence in parts."""
    for keyed in (*(s.quote for s in source.statements), *(f.evidence for f in source.facts), *source.elsewhere):
        yield from _gaps(keyed, source)


def _gaps(keyed: Keyed, source: SourceCase) -> Iterator[Diagnostic]:
    for number, (a, b) in enumerate(pairwise(keyed.found), 1):
        for finding in gap_findings(source.speech, (a.start, a.end), (b.start, b.end)):
            yield diagnostic(CODE, keyed.entry.span(*keyed.path, number),
                             f"what is left out between parts {number} and {number + 1} has {placed.shown(finding.words)}",
                             "take the words between into the quote, or make two statements",
                             (Note(f"between them, {placed.place(source, a.end)}", placed.shown(source.text[a.end:b.start])),))
