"""`continues` names a statement of another speaker or of another source.

Why: `continues` says that the same person goes on, without being named again. It lends the name of the
first statement to the second.

Before:
    - id: flavia-2
      speaker: princess-flavia
      continues: michael-1
After:
    - id: flavia-2
      speaker: princess-flavia
      continues: flavia-1

Mend: name the statement of the same speaker that stands before it in the same source, or leave it out and
give `attribution`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, StatementCase
from ..diagnostics import Diagnostic, diagnostic
from .case import Case

CODE = "continues-another-speaker"


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every statement that goes on from another."""
    before = case.statements.get(statement.record.continues) if statement.record.continues else None
    if before is None:
        return
    span = source.entry.span(*statement.path, "continues")
    if before[0].id != source.entry.id:
        yield diagnostic(CODE, span, f"`{before[2].id}` is a statement of another source, `{before[0].id}`", "name a statement of this source")
    elif before[2].speaker != statement.record.speaker:
        yield diagnostic(CODE, span, f"`{before[2].id}` is by `{before[2].speaker}`, and this is by `{statement.record.speaker}`",
                         "name a statement of the same speaker, or leave `continues` out")
    elif statement.quote.found and (first := case.proofs.statements.get(before[2].id)) and first[1].quote.found \
            and first[1].quote.start > statement.quote.start:
        yield diagnostic(CODE, span, f"`{before[2].id}` stands behind this statement in the source", "name the statement that goes before it")
