"""A bare answer without the question that it answers.

Why: "Yes." means nothing by itself, and anything beside another question. The page shows the question with
the answer, in archived words.

Before:
    quote: "Yes."
After:
    quote: "Yes."
    prompt: Will you march on Zenda?

Mend: add `prompt` with the exact words that are answered: the question of a transcript, or the reporter's
words directly before, such as "Asked whether he would march". Or take more words into the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..cases import SourceCase, StatementCase
from ..diagnostics import Diagnostic, Note, diagnostic
from ..languages import language_lists
from . import placed
from .case import Case

_BY_ITSELF = frozenset({"direct", "transcript"})  # a part of a sentence is shown inside of its sentence
_MOST = 80  # characters of a bare answer
_SHOWN = 200  # characters before it that the note shows
_FEW = 2  # words that are bare where they are a whole turn behind a question


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every placed statement without `prompt`."""
    if statement.record.prompt is not None or not statement.quote.found or not _BY_ITSELF.issuperset(statement.speech):
        return
    if sum(m.end - m.start + 1 for m in statement.quote.found) - 1 > _MOST:
        return
    words = " ".join(source.text[m.start:m.end] for m in statement.quote.found)
    if _is_bare(words, source.record.language) or _is_short_reply(statement, source, words):
        yield diagnostic("prompt-missing", statement.quote.span(), f"{placed.shown(words)} is a bare answer, and nothing says what was asked",
                         "add `prompt:` with the exact words that are answered, or take more words into the quote", (_before(statement, source),))


def _before(statement: StatementCase, source: SourceCase) -> Note:
    """The answer and what stands before it, where the question may be."""
    first, _ = source.voices.asked_in(statement.words.speaker, statement.quote.start)
    low = max(first, statement.quote.start - _SHOWN)
    low = low if low == first else source.text.find(" ", low, statement.quote.start) + 1 or low
    return Note(f"the source has, {placed.place(source, statement.quote.start)}", placed.passage(source, low, statement.quote.end))


def _is_bare(words: str, language: str) -> bool:
    """True for nothing but listed answers: "Yes.", "No, not at all."."""
    pattern = _bare(language)
    return pattern is not None and pattern.fullmatch(words.replace("’", "'")) is not None


@cache
def _bare(language: str) -> re.Pattern[str] | None:
    listed = sorted(language_lists(language).bare_answers, key=lambda w: (-len(w), w))
    if not listed:
        return None
    answers = "|".join(r"\s+".join(re.escape(word) for word in answer.split()) for answer in listed)
    return re.compile(rf"\W*(?:(?:{answers})(?!\w)\W*)+", re.IGNORECASE)


def _is_short_reply(statement: StatementCase, source: SourceCase, words: str) -> bool:
    """True for one or two words that are a whole turn of a transcript, behind a turn that asks."""
    turns = source.speech.turns
    number = next((n for n, t in enumerate(turns) if t.start <= statement.quote.start < t.end), 0) if len(words.split()) <= _FEW else 0
    if not number:
        return False
    turn, before = turns[number], turns[number - 1]
    whole = not re.search(r"\w", source.text[turn.start:statement.quote.start] + source.text[statement.quote.end:turn.end])
    return whole and source.text[before.start:before.end].rstrip().endswith(("?", "？", "؟"))
