"""The cut leaves out a negation, a condition or a hedge of its sentence.

Why: "we will march" out of "we will not march" is a true quote of false words. Looked at are the words
of the same voice in the sentence around the quote: not, never, unless, if, perhaps, denied that ...

Before:
    quote: "we will send troops"
    (the source has: "If Strelsau falls, we will send troops")
After:
    quote: "If Strelsau falls, we will send troops"

Mend: take the words into the quote. Where the cut changes nothing, somebody other than the author reads
it and says why:
    reviewed: {by: Fritz von Tarlenheim, why: The "if" belongs to another clause.}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import FactCase, SourceCase, WordsCase
from ..diagnostics import Diagnostic
from . import cuts
from .case import Case

CODE = "quote-drops-negation"
_MESSAGE = "the cut leaves out {} of its sentence"
_HELP = "take the words into the quote"


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement, in each source that carries them."""
    yield from cuts.of_words(CODE, words, source, case, _MESSAGE, _HELP)


def fact(fact: FactCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every evidence of a fact."""
    yield from cuts.of_record(CODE, fact.evidence, fact.record, source, case, _MESSAGE, _HELP)
