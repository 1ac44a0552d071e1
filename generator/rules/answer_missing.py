"""A question that no statement and no fact answers. This is a warning.

Why: the page of the question would say "nothing on record" for everybody. That can be right, and it can
mean that `answers:` was forgotten.

Before:
    data/questions/army.yml      (and no statement has `answers: {army: ...}`)
After:
    - id: michael-rules-out-army
      answers: {army: rules-out}

Mend: add `answers:` to the statements and facts that bear on the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span, diagnostic
from .case import Case


def dossier(case: Case) -> Iterator[Diagnostic]:
    """All questions."""
    if any(kind == "sources" for kind, _ in case.records.unread):
        return
    answered = {question for one in case.outlines for question in one.answered}
    for id, entry in case.records.by_kind["questions"].items():
        if id not in answered:
            yield diagnostic("answer-missing", Span(entry.file), f"no statement and no fact answers the question `{id}`",
                             f"add `answers: {{{id}: ...}}` where one does")
