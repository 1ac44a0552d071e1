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
same speaker goes on from a statement above, add `continues: <its id>`. In a transcript, whose labels
are spelled in their own way, add `labels: {THE MAYOR: elsa-brandt}` to the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, WordsCase
from ..diagnostics import Diagnostic, diagnostic
from . import placed, ties
from .case import Case


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The placed words of every statement, in each source that carries them."""
    tie = ties.judged(words)
    if tie is None or tie.verdict != "not-near":
        return
    turns = source.speech.turns_over(words.quote.start, words.quote.start + 1) if source.speech.form == "transcript" else ()
    help = "add the name that the text uses to `aliases`; or `attribution:` with the words that name the speaker; or `continues:`"
    if turns:
        help = f"where that label is this speaker's, say so in `{source.entry.file}`: `labels: {{{placed.fragment(turns[0].label)}: {words.speaker.partition('/')[2]}}}`"
    yield diagnostic("speaker-not-near-quote", words.span("speaker"), f"no name, alias or office of {ties.name_of(words.speaker, case)} stands near the quote", help,
                     (ties.nearby(words, source), *ties.to_paste(words, source)))
