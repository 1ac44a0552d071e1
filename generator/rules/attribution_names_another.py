"""The words near the quote, or the `attribution`, name somebody else as the speaker.

Why: this is how words get into the wrong mouth.

Before:
    speaker: princess-flavia
    quote: "We shall march"
    (the source has: "We shall march," said Duke Michael.)
After:
    speaker: duke-michael
    quote: "We shall march"

Mend: correct the speaker. Where the speaker is right, `attribution` has to be words that name them: the
sentence may name others beside.
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
    if tie is None or tie.verdict != "another":
        return
    name = ties.name_of(ties.speaker_of(statement, case), case)
    others = " and ".join(ties.name_of(actor, case) for actor in tie.others) or "somebody else"
    where = "the attribution names" if tie.reason else "near the quote stands"
    key = "attribution" if statement.record.attribution else "speaker"
    yield diagnostic("attribution-names-another", source.entry.span(*statement.path, key), f"{where} {others}, and the speaker is {name}",
                     "correct `speaker`, or give `attribution:` with words that name this speaker",
                     (ties.nearby(statement, source), *ties.to_paste(statement, source, case)))
