"""An erased record still carries words.

Why: what is erased, for law or privacy, keeps its id, the date and the reason, and nothing else.

Before:
    - id: rassendyll-on-his-family
      speaker: rudolf-rassendyll
      quote: "..."
      erased: {date: 2026-01-10, reason: Erased at the wish of the family.}
After:
    - id: rassendyll-on-his-family
      erased: {date: 2026-01-10, reason: Erased at the wish of the family.}

Mend: delete the keys that the message names. Mind that git still has the old text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, diagnostic
from ..model import Fact, Source, Statement
from ..reading import Entry
from .case import Case

_KEPT = frozenset({"id", "erased"})


def record(entry: Entry, case: Case) -> Iterator[Diagnostic]:
    """Every statement and fact of a source."""
    if not isinstance(entry.record, Source):
        return
    groups: tuple[tuple[str, tuple[Statement, ...] | tuple[Fact, ...]], ...] = (
        ("statements", entry.record.statements), ("facts", entry.record.facts))
    for name, items in groups:
        for number, item in enumerate(items):
            kept = sorted(item.model_fields_set - _KEPT) if item.erased else []
            if kept:
                listed = ", ".join(f"`{key}`" for key in kept)
                yield diagnostic("erased-words-kept", entry.span(name, number, kept[0]), f"`{item.id}` is erased and still has {listed}",
                                 "delete everything but `id` and `erased`")
