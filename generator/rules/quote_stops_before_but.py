"""The same speaker goes on with "but" or "however", and the quote stops before it.

Why: "The plan is good" is not what somebody said who went on "But it will not work".

Before:
    quote: "The plan is good."
    (the source has: "The plan is good. But it will not work.")
After:
    quote: "The plan is good. But it will not work."

Mend: take the next sentence into the quote. Where it takes nothing back, somebody other than the author
says so with `reviewed`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, WordsCase
from ..diagnostics import Diagnostic
from . import cuts
from .case import Case

CODE = "quote-stops-before-but"
_MESSAGE = "the same voice goes on with {}, and the quote stops before it"
_HELP = "take what follows into the quote"


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement, in each source that carries them."""
    yield from cuts.of_words(CODE, words, source, case, _MESSAGE, _HELP)
