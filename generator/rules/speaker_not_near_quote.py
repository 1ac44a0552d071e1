"""Nothing near the words ties them to the speaker.

Why: words without a name beside them can be put into anybody's mouth. In the paragraph of the quote or in
the one before has to stand a name, alias, office or description of the speaker, or a label or issuer.

Before:
    speaker: duke-michael
    quote: "We shall march"        (and only "he said" stands there)
After:
    speaker: duke-michael
    quote: "We shall march"
    attribution: ["the duke said", "Michael arrived at noon"]

Mend: where the text calls the speaker by another name, add it to `aliases` of the person. Where a pronoun
stands there, give `attribution` with the words of the pronoun and those that it stands for. Where the
same speaker goes on from a statement above, add `continues: <its id>`.
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
    if tie is None or tie.verdict != "not-near":
        return
    name = ties.name_of(ties.speaker_of(statement, case), case)
    yield diagnostic("speaker-not-near-quote", source.entry.span(*statement.path, "speaker"),
                     f"no name, alias or office of {name} stands near the quote",
                     "add the name that the text uses to `aliases`; or `attribution:` with the words that name the speaker; or `continues:`",
                     (ties.nearby(statement, source), *ties.to_paste(statement, source, case)))
