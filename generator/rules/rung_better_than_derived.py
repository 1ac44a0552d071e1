"""A `rung` is typed that is better than the one that follows from the source.

Why: the rung says how near the words are to their speaker's own, and only the best three carry a position.
It is worked out from the source's marks and from how the speaker is named. A better one is somebody's
judgement, which needs a second person.

Before:
    rung: on-record          (and the source only reports it: Michael is said to have agreed)
After:
    (no `rung`)

Mend: leave `rung` out. Where the derived one really errs, somebody other than the author says why:
    rung: on-record
    reviewed: {by: Fritz von Tarlenheim, why: The next page has the words in quotation marks.}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, StatementCase
from ..diagnostics import Diagnostic, diagnostic
from ..model import RUNGS
from ..rung import REASONS
from .case import Case


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every statement with a typed rung."""
    typed, derived = statement.record.rung, statement.rung
    if typed is None or derived is None or statement.record.reviewed is not None or RUNGS.index(typed) >= RUNGS.index(derived):
        return
    why = REASONS[derived]
    yield diagnostic("rung-better-than-derived", source.entry.span(*statement.path, "rung"),
                     f"`rung: {typed}` is better than what the source shows, which is `{derived}`: {why[0].lower()}{why[1:].rstrip('.')}",
                     "leave `rung` out; where the derived one errs, somebody else than the author says why with `reviewed`")
