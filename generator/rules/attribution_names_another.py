"""The words near the quote or prompt, or the `attribution`, name somebody else.

Why: this is how words get into the wrong mouth.

Before:
    speaker: princess-flavia
    quote: "We shall march"
    (the source has: "We shall march," said Duke Michael.)
After:
    speaker: duke-michael
    quote: "We shall march"

Mend: correct the speaker, also that of `prompt`. Where the speaker is right, `attribution` has to be words
that name them: the sentence may name others beside.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, StatementCase, WordsCase
from ..diagnostics import Diagnostic, diagnostic
from . import ties
from .case import Case


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The placed words of every statement, in each source that carries them."""
    tie = ties.judged(words)
    if tie is None or tie.verdict != "another":
        return
    name = ties.name_of(words.speaker, case)
    others = " and ".join(ties.name_of(actor, case) for actor in tie.others) or "somebody else"
    where = "the attribution names" if tie.reason else "near the quote stands"
    line = ties.to_paste(words, source)
    only = f", perhaps to `{tie.others[0].partition('/')[2]}`" if len(tie.others) == 1 else ""
    yield diagnostic("attribution-names-another", ties.place_of(words), f"{where} {others}, and the speaker is {name}",
                     f"correct `speaker`{only}" + (", or give `attribution:` with words that name this speaker" if line else ""),
                     (ties.nearby(words, source), *line))


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Who asked, where that is given: a page says so beside the archived words of the question."""
    asked = ties.of_prompt(statement, source, case)
    if asked is None or asked[1].verdict not in ("another", "not-near"):
        return
    asker, tie = asked
    others = " and ".join(ties.name_of(actor, case) for actor in tie.others)
    why = f"near the prompt stands {others}" if others else "nothing near the prompt names who asked"
    yield diagnostic("attribution-names-another", source.entry.span(*statement.path, "prompt", "speaker"),
                     f"{why}, and `speaker` is {ties.name_of(asker, case)}", "correct `speaker` of the prompt, or leave it out")
