"""Words are declared or shown as somebody's own, and the source does not mark them as speech.

Why: between quotation marks stand only words that the source itself marks as spoken: by its quotation
marks, a dash, or a speaker's label. A reporter's summary is not what was said.

Before:
    quote: "Michael said he would march"
    paraphrase: Michael said "he would march".
    (the source has, without marks: Michael said he would march.)
After:
    quote: "Michael said he would march"
    paraphrase: Michael said that he would march.

Mend: leave `speech:` out, since it is derived from the source's own marks. Write the quote as parts, so
that the reporter's words between them stay out. In `paraphrase`, put no reported words into marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, StatementCase, WordsCase
from ..diagnostics import Diagnostic, Note, diagnostic
from . import placed, wording
from .case import Case

CODE = "words-not-marked-as-speech"
_MARKED = frozenset({"direct", "partial", "transcript", "document"})
_TOLD = {"direct": "whole sentences in quotation marks (`direct`)", "partial": "a part of a sentence in quotation marks (`partial`)",
         "indirect": "told without quotation marks (`indirect`)", "transcript": "a turn of a transcript (`transcript`)",
         "document": "the text of a document (`document`)"}


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The placed words of every statement, in each source that carries them."""
    for number, (match, verdict) in enumerate(zip(words.quote.found, words.speech, strict=False)):
        if verdict != "mixed" and (words.is_elsewhere or _agrees(words.record.speech, verdict)):
            continue
        told = placed.shown(source.text[match.start:match.end])
        note = (Note(f"the source has, {placed.place(source, match.start)}", placed.around(source, match.start, match.end)),)
        if verdict == "mixed":
            yield diagnostic(CODE, words.quote.span(number), f"only a part of {told} is marked as speech in the source",
                             "write the quote as a list of parts and leave the reporter's words between them out", note)
        else:
            yield diagnostic(CODE, words.span("speech"),
                             f"`speech: {words.record.speech}` is not what the source's own marks say of {told}: it is {_TOLD[verdict]}",
                             "leave `speech` out", note)


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every paraphrase with words of the quote in quotation marks."""
    for ours in wording.in_paraphrase(statement):
        if not wording.is_proven(ours.words, statement, source) and wording.is_reported(ours.words, statement, source):
            yield diagnostic(CODE, source.entry.span(*statement.path, "paraphrase"),
                             f"the paraphrase puts {placed.shown(ours.words)} in quotation marks, and the source does not mark the words as speech",
                             "take the quotation marks out of the paraphrase")


def _agrees(declared: str | None, verdict: str) -> bool:
    if declared in ("direct", "partial"):
        return verdict in _MARKED
    return declared in (None, "indirect", verdict)
