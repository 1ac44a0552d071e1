"""A sentence of a summary cites nothing.

Why: a summary says in our words what a country, organisation or person stands for. Each sentence has to
lead to the words that it rests on.

Before:
    summary: Ruritania rules out an army of its own. It would pay for one.
After:
    summary: >-
      Ruritania rules out an army of its own [@michael-rules-out-army].
      It would pay for one [@strelsau-would-pay].

Mend: add `[@id]` of a statement or fact to the sentence, before or behind its full stop. A sentence that
nothing stands behind is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import prose
from ..diagnostics import Diagnostic, diagnostic
from . import placed
from .case import Case, Value

HOLDS = ("prose",)
_KINDS = frozenset({"countries", "organisations", "people"})


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """The summaries of those whom the dossier is about."""
    if value.path != ("summary",) or value.entry.kind not in _KINDS:
        return
    for start, end in prose.sentences_without_citation(value.text):
        yield diagnostic("summary-without-citation", value.span, f"the sentence {placed.shown(value.text[start:end])} cites nothing",
                         "add `[@id]` of the statement or fact that it rests on")
