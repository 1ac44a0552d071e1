"""The cut leaves out the question mark of its sentence.

Why: "we should march" out of "Do you think we should march?" makes an answer of a question.

Before:
    quote: "would we pretend nothing happened"
    (the source has: "would we pretend nothing happened?")
After:
    quote: "would we pretend nothing happened?"

Mend: take the sentence up to its question mark. Where the cut changes nothing, somebody other than the
author says so with `reviewed`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, WordsCase
from ..diagnostics import Diagnostic
from . import cuts
from .case import Case

CODE = "quote-drops-question"
_MESSAGE = "the sentence is a question, and the cut leaves out its {}"
_HELP = "take the sentence up to its question mark"


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement, in each source that carries them."""
    yield from cuts.of_words(CODE, words, source, case, _MESSAGE, _HELP)
