"""The cut leaves out the question mark of its sentence.

Why: "we should march" out of "Do you think we should march?" makes an answer of a question.

Before:
    quote: "would we pretend nothing happened"
    (the source has: "would we pretend nothing happened?")
After:
    quote: "would we pretend nothing happened?"

Mend: take the sentence up to its question mark. Where the cut changes nothing, somebody other than the
author says so with `reviewed`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..proof import SourceCase, StatementCase
from . import cuts
from .case import Case

CODE = "quote-drops-question"
_MESSAGE = "the sentence is a question, and the cut leaves out its {}"


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every quote."""
    yield from cuts.of_record(CODE, statement.quote, statement.record, source, case, _MESSAGE)


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Quotes of other sources' statements here."""
    yield from cuts.elsewhere(CODE, source, case, _MESSAGE)
