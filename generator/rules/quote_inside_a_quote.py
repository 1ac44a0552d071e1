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

from ..diagnostics import Diagnostic, Note, diagnostic
from ..proof import SourceCase, StatementCase, actor_of
from . import placed, ties
from .case import Case

CODE = "quote-inside-a-quote"


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every placed statement that is not told by another, or read aloud by somebody whose name stands near."""
    if statement.record.within or not statement.quote.found or _is_read_aloud(statement, source, case):
        return
    for number, match in enumerate(statement.quote.found):
        level = source.speech.quoted_at(match.start, match.end)
        if level is not None and level.level > 0:
            outer = source.speech.outermost_at(match.start, match.end)
            notes = (Note(f"told in, {placed.place(source, outer.start)}", placed.shown(source.text[outer.start:outer.end])),) if outer else ()
            yield diagnostic(CODE, source.entry.span(*statement.path, "quote", number),
                             f"{placed.shown(source.text[match.start:match.end])} stands inside the quoted words of another speaker",
                             "key the outer speaker's words as a statement and add `within:` with its id", notes)


def _is_read_aloud(statement: StatementCase, source: SourceCase, case: Case) -> bool:
    via = actor_of(statement.record.via or "", case.records)
    return bool(via) and any(via in m.actors for m in source.names.mentions(source.text, *ties.near(statement, source)))
