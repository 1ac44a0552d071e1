"""The words do not lie inside the statement that `within` names.

Why: `within` says that one speaker tells the words of another. Then the words stand inside what the first
one said, and nowhere else.

Before:
    - id: sapt-quotes-the-king
      within: flavia-on-the-crown      (but the words stand inside a statement of Colonel Sapt)
After:
    - id: sapt-quotes-the-king
      within: sapt-on-the-king

Mend: name the statement that holds the words, in the same source, or make its quote long enough to hold
them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, StatementCase, WordsCase
from ..diagnostics import Diagnostic, Note, diagnostic
from . import placed
from .case import Case

CODE = "within-not-inside"


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement that lies within another, in each source that carries them."""
    fault = words.quote.fault
    if fault is not None and placed.code_of(words.quote) == CODE:
        key = () if words.is_elsewhere else ("within",)
        yield diagnostic(CODE, words.span(*key), f"{placed.shown(placed.words_of(words.quote))} does not stand inside the words of `{words.record.within}`",
                         "name the statement that holds the words, or make its quote long enough",
                         (Note("the words stand at", placed.place(source, fault.places[0][0])),))


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every statement that lies within another: whose it is."""
    outer = case.statements.get(statement.record.within) if statement.record.within else None
    if outer is None:
        return
    span = source.entry.span(*statement.path, "within")
    if outer[0].id != source.entry.id:
        yield diagnostic(CODE, span, f"`{outer[2].id}` is a statement of another source, `{outer[0].id}`", "name a statement of this source")
    elif statement.quote.found and outer[2].speaker == statement.record.speaker:
        yield diagnostic(CODE, span, f"`{outer[2].id}` is by the same speaker, who does not tell the words of another there",
                         "leave `within` out, or correct `speaker`")
    elif statement.quote.found and (own := _teller_words(statement, case, source)):
        yield diagnostic(CODE, span, f"{placed.shown(own)} are words of the one who tells, `{outer[2].speaker}`, outside of the marks inside",
                         "take only words between the inner marks")


def _teller_words(statement: StatementCase, case: Case, source: SourceCase) -> str:
    """The first part outside of the inner quotation marks, where the outer words have any; else empty."""
    outer = case.proofs.statements.get(statement.record.within or "")
    if outer is None or not outer[1].quote.found:
        return ""
    for match in outer[1].quote.found:
        inner = [q for q in source.speech.quoted if match.start < q.outer_start and q.outer_end <= match.end and q.closed]
        if inner and (told := next((m for m in statement.quote.found if match.start <= m.start and m.end <= match.end
                                    and not any(q.outer_start <= m.start and m.end <= q.outer_end for q in inner)), None)):
            return source.text[told.start:told.end]
    return ""
