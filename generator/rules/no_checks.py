"""Nothing was found to check. That is a failure and never a pass.

Why: a check that looks at nothing says "all fine". A source in which no statement and no fact was found,
or an archived text without a word, means that something is still to be done or went wrong.

A source in which a statement of another one stands too (`also_in`) is proven by that.

Before:
    a file in data/sources/ without `statements` and without `facts`
After:
    the same with the statements and facts that stand in it

Mend: key what the source says, or take the source out until it is done.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase
from ..diagnostics import Diagnostic, Span, diagnostic
from .case import Case

CODE = "no-checks"


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every source."""
    if not (source.record.statements or source.record.facts or source.wordings or source.passages):
        yield diagnostic(CODE, Span(source.entry.file), f"the source `{source.entry.id}` has no statement and no fact, so nothing in it is proven",
                         "add `statements:` or `facts:`; `onrecord quote \"some words\" --add` writes a statement")
    if not source.text_fault and not source.text.strip():
        yield diagnostic(CODE, source.entry.span("archive"), f"the archived text {source.seed} has no words", "archive the text of the source")


def dossier(case: Case) -> Iterator[Diagnostic]:
    """The whole."""
    if any(kind == "sources" for kind, _ in case.records.unread):
        return  # what could not be read was reported, and may hold all statements
    outlines = case.outlines
    if any(one.has_quotation for one in outlines):
        return
    span = case.records.dossier.span() if case.records.dossier else Span("data/dossier.yml")
    if outlines:
        yield diagnostic(CODE, span, "the dossier has no statement, so no quotation was proven", "add `statements:` to a file in `data/sources/`")
    else:
        yield diagnostic(CODE, span, "the dossier has no source, so nothing was proven", "add a file in `data/sources/` and its text in `seeds/`")
