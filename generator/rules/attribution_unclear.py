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

from ..diagnostics import Diagnostic, diagnostic
from ..proof import SourceCase, StatementCase
from . import ties
from .case import Case


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every placed statement."""
    tie = ties.judged(statement, case)
    if tie is None or tie.verdict != "unclear":
        return
    others = " and ".join(ties.name_of(actor, case) for actor in tie.others)
    why = f"{others} could also be meant" if others else tie.reason or "several people could be meant"
    key = "attribution" if statement.record.attribution else "speaker"
    yield diagnostic("attribution-unclear", source.entry.span(*statement.path, key), f"it is not clear who says this: {why}",
                     "add `attribution:` with exact words of the source that name the speaker and nobody else",
                     (ties.nearby(statement, source), *ties.to_paste(statement, source, case)))
