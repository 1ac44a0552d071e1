"""Shared by the rules on quotation marks in our own text: which words may stand inside them."""

from __future__ import annotations

from collections.abc import Iterator

from .. import quotes
from ..cases import SourceCase, StatementCase
from ..prose import quoted_in

_MARKED = frozenset({"direct", "partial", "transcript", "document"})


def marked_words(statement: StatementCase, source: SourceCase) -> Iterator[str]:
    """The archived words of a statement that its source marks as speech."""
    for match, verdict in zip(statement.quote.found, statement.speech, strict=False):
        if verdict in _MARKED:
            yield source.text[match.start:match.end]
        else:
            yield from (source.text[q.start:q.end] for q in source.speech.outermost_over(match.start, match.end)
                        if match.start <= q.start and q.end <= match.end)


def stands_in(stretch: str, words: str, language: str) -> bool:
    """True where the stretch is a fair cut of the words. A comma or full stop of our own sentence may end it."""
    return bool(quotes.find(stretch, words, language).matches or quotes.find(stretch.rstrip(" .,;"), words, language).matches)


def unproven(statement: StatementCase, source: SourceCase) -> Iterator[tuple[int, int]]:
    """The quoted stretches of a paraphrase that are not words that the source marks as this speaker's."""
    paraphrase = statement.record.paraphrase
    if not paraphrase or not statement.quote.found:
        return
    stretches = quoted_in(paraphrase)
    allowed = tuple(marked_words(statement, source)) if stretches else ()
    for start, end in stretches:
        if not any(stands_in(paraphrase[start:end], words, source.record.language) for words in allowed):
            yield start, end


def is_reported(stretch: str, statement: StatementCase, source: SourceCase) -> bool:
    """True for words of the quote, marked as speech or not."""
    return any(stands_in(stretch, source.text[m.start:m.end], source.record.language) for m in statement.quote.found)
