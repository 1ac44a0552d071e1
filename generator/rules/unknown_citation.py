"""A citation names no statement and no fact.

Why: `[@id]` becomes a small numbered link to the words that stand behind a sentence. There is nothing to
link to.

Before:
    Ruritania rules out an army of its own [@michael-rules-out].
After:
    Ruritania rules out an army of its own [@michael-rules-out-army].

Mend: write the `id` of a statement or a fact, as in its source's file. To show `[@` itself, write `\\[@`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import prose
from ..diagnostics import Diagnostic, Span, diagnostic
from .case import Case, Value
from .near import did_you_mean, nearest

HOLDS = ("prose",)
CODE = "unknown-citation"


def concerns(text: str) -> bool:
    """Only a text that may cite."""
    return "[@" in text


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """Every prose field of the data."""
    for run in prose.plain(value.text):
        if run.kind == "malformed":
            yield diagnostic(CODE, value.span, f"`{run.text[:60]}` begins like a citation and is none", _form(run.text, case))
        for cite in run.cites:
            if not _is_known(cite.id, case):
                yield diagnostic(CODE, value.span, f"there is no statement and no fact `{cite.id}`", _hint(cite.id, case))


def _form(text: str, case: Case) -> str:
    """How a citation is written, with the ids that this one may mean."""
    meant = [nearest(id, (*case.statements, *case.facts), 1) for id in re.findall(r"@([\w-]+)", text[:200])]
    near = [f"@{found[0]}" for found in meant if found]
    return f"did you mean `[{'; '.join(near)}]`?" if near and len(near) == len(meant) else "write `[@id]` or `[@id; @id]`"


def page(path: str, page: prose.Page, case: Case) -> Iterator[Diagnostic]:
    """Every page of `content/`."""
    for id, line, column, _ in page.citations:
        if not _is_known(id, case):
            span = Span(path, line, column, line, column + len(id) + 3)
            yield diagnostic(CODE, span, f"there is no statement and no fact `{id}`", _hint(id, case))


def _is_known(id: str, case: Case) -> bool:
    return id in case.statements or id in case.facts or ("statements", id) in case.records.unread


def _hint(id: str, case: Case) -> str:
    return did_you_mean(id, (*case.statements, *case.facts)) or "write the `id` of a statement or fact"
