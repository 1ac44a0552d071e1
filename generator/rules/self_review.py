"""The reviewer is the one who recorded the words, or nobody says who recorded them.

Why: `reviewed` lifts a doubt only because a second person looked. One who judges their own cut is no
second person.

Before:
    recorded_by: Fritz von Tarlenheim
    reviewed: {by: Fritz von Tarlenheim, why: It is fair.}
After:
    recorded_by: Fritz von Tarlenheim
    reviewed: {by: Colonel Sapt, why: The "if" belongs to another clause.}

Mend: have somebody else read the words in their place and sign. `recorded_by` stands on the statement or
once on the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import FactCase, SourceCase, StatementCase
from ..diagnostics import Diagnostic, diagnostic
from ..model import Fact, Statement
from .case import Case, Path


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every reviewed statement."""
    yield from _judge(statement.record, statement.path, source)


def fact(fact: FactCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every reviewed fact."""
    yield from _judge(fact.record, fact.path, source)


def _judge(record: Statement | Fact, path: Path, source: SourceCase) -> Iterator[Diagnostic]:
    if record.reviewed is None:
        return
    author = record.recorded_by or source.record.recorded_by
    span = source.entry.span(*path, "reviewed", "by")
    if author is None:
        yield diagnostic("self-review", span, f"`{record.id}` is reviewed, and nobody says who recorded it",
                         "add `recorded_by:` to the record or to the source")
    elif _same(author, record.reviewed.by):
        yield diagnostic("self-review", span, f"`{record.id}` is reviewed by {author}, who recorded it", "somebody else has to review it")


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
