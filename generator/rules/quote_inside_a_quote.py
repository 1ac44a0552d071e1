"""The words stand inside inner quotation marks: the speaker tells what somebody else said.

Why: "He told me 'I will march'" is not a promise by the one who tells it, nor is it heard from the other.
`within` says in whose statement the words stand, and the page says so.

Before:
    - id: king-will-march
      speaker: king-rudolf
      quote: "I will march"
    (the source has: "The King told me 'I will march'," Sapt said)
After:
    - id: sapt-on-the-king
      speaker: colonel-sapt
      quote: "The King told me 'I will march'"
    - id: king-will-march
      speaker: king-rudolf
      quote: "I will march"
      within: sapt-on-the-king

Mend: key the words of the outer speaker as a statement, and name it in `within`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, WordsCase
from ..diagnostics import Diagnostic, Note, diagnostic
from ..voices import actor_of
from . import placed
from .case import Case

CODE = "quote-inside-a-quote"


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement that is not told by another, or read aloud by somebody whose name stands near."""
    if words.is_inner or not words.quote.found or _is_read_aloud(words, source, case):
        return
    outer_id = words.record.within
    help = (f"give `{outer_id}`, which tells these words, an entry of `also_in` for `{source.entry.id}` too" if words.is_elsewhere and outer_id
            else "key the outer speaker's words as a statement and add `within:` with its id")
    for number, match in enumerate(words.quote.found):
        level = source.speech.quoted_at(match.start, match.end)
        if level is None or not (level.level > 0 or source.voices.is_retold(match.start, match.end)):
            continue
        outer = source.speech.outermost_at(match.start, match.end) if level.level else source.speech.sentences_over(level.outer_start, match.end)
        notes = (Note(f"told in, {placed.place(source, outer.start)}", placed.passage(source, outer.start, outer.end)),) if outer else ()
        where = "inside the quoted words of another speaker" if level.level else "in quotation marks, and the words beside them tell what another said"
        yield diagnostic(CODE, words.quote.span(number), f"{placed.shown(source.text[match.start:match.end])} stands {where}", help, notes)


def _is_read_aloud(words: WordsCase, source: SourceCase, case: Case) -> bool:
    if words.record.via is None:
        return False
    via = actor_of(words.record.via, case.records)
    return bool(via) and any(via in m.actors for m in source.voices.named_in(*source.voices.neighbourhood(words.quote.spans)))
