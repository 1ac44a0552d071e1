"""Several people could be meant as the speaker, and no `attribution` says which one.

Why: where two known names stand in a sentence, a slip of the editor goes unseen.

Before:
    speaker: duke-michael
    quote: "We shall march"
    (the source has: "We shall march," Michael told Flavia.)
After:
    speaker: duke-michael
    quote: "We shall march"
    attribution: "Michael told"

Mend: add `attribution` with exact words that name the speaker and nobody else. Where they only hold a
pronoun, add the words that the pronoun stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, WordsCase
from ..diagnostics import Diagnostic, diagnostic
from . import ties
from .case import Case


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The placed words of every statement, in each source that carries them."""
    tie = ties.judged(words)
    if tie is None or tie.verdict != "unclear":
        return
    others = " and ".join(ties.name_of(actor, case) for actor in tie.others)
    why = f"{others} could also be meant" if others else tie.reason or "several people could be meant"
    yield diagnostic("attribution-unclear", ties.place_of(words), f"it is not clear who says this: {why}",
                     "add `attribution:` with exact words of the source that name the speaker and nobody else",
                     (ties.nearby(words, source), *ties.to_paste(words, source)))
