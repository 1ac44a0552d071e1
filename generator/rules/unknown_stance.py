"""An answer names a stance that is not on the scale of its question.

Why: the stance decides where a country stands on the board. A stance that does not exist stands nowhere.

Before:
    answers: {troops: wont-send}
After:
    answers: {troops: rules-out}

Mend: take one of the stances in `data/questions/<question>.yml`. Where none fits, add one there, with a
label and a note that tells it apart from the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, diagnostic
from ..model import Question
from .case import Case, Value
from .near import did_you_mean

HOLDS = ("stance",)


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """Every stance of an answer."""
    name = str(value.path[value.path.index("answers") + 1])
    entry = case.records.by_kind["questions"].get(name)
    if entry is None or not isinstance(entry.record, Question):
        return
    if not any(stance.id == value.text for stance in entry.record.scale.stances):
        known = [stance.id for stance in entry.record.scale.stances]
        by_label = [stance.id for stance in entry.record.scale.stances if stance.label.casefold() == value.text.strip().casefold()]
        near = f"did you mean `{by_label[0]}`?" if by_label else did_you_mean(value.text, known)
        listed = "the stances are " + ", ".join(f"`{id}`" for id in known)
        yield diagnostic("unknown-stance", value.span, f"the question `{name}` has no stance `{value.text}`", f"{near} {listed}".strip())
