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

from ..cases import FactCase, Keyed, SourceCase, WordsCase
from ..diagnostics import Diagnostic, Note, diagnostic
from ..meaning import gap_findings
from . import placed
from .case import Case

CODE = "quote-gap-hides-negation"


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement, in each source that carries them."""
    yield from _gaps(words.quote, source)


def fact(fact: FactCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every evidence of a fact."""
    yield from _gaps(fact.evidence, source)


def _gaps(keyed: Keyed, source: SourceCase) -> Iterator[Diagnostic]:
    for number, (a, b) in enumerate(pairwise(keyed.spans), 1):
        for finding in gap_findings(source.speech, a, b):
            yield diagnostic(CODE, keyed.span(number), f"what is left out between parts {number} and {number + 1} has {placed.shown(finding.words)}",
                             "take the words between into the quote, or make two statements",
                             (Note(f"between them, {placed.place(source, a[1])}", placed.gap(source, a[1], b[0])),))
