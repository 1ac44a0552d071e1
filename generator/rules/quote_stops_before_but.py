"""The same speaker goes on with "but" or "however", and the quote stops before it.

Why: "The plan is good" is not what somebody said who went on "But it will not work".

Before:
    quote: "The plan is good."
    (the source has: "The plan is good. But it will not work.")
After:
    quote: "The plan is good. But it will not work."

Mend: take the next sentence into the quote. Where it takes nothing back, somebody other than the author
says so with `reviewed`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..proof import SourceCase, StatementCase
from . import cuts
from .case import Case

CODE = "quote-stops-before-but"
_MESSAGE = "the same voice goes on with {}, and the quote stops before it"


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every quote."""
    yield from cuts.of_record(CODE, statement.quote, statement.record, source, case, _MESSAGE)


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Quotes of other sources' statements here."""
    yield from cuts.elsewhere(CODE, source, case, _MESSAGE)
