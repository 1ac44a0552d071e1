"""An archived text has no source beside it. This is a warning.

Why: nothing in it is proven or shown. Often the two files have names that differ by a slip.

Before:
    seeds/strelsau-gazete.txt
    data/sources/strelsau-gazette.yml
After:
    seeds/strelsau-gazette.txt
    data/sources/strelsau-gazette.yml

Mend: give the text the name of its source, add the file in `data/sources/`, or take the text out. Once a
source was published, its text stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span, diagnostic
from .case import Case
from .near import did_you_mean


def dossier(case: Case) -> Iterator[Diagnostic]:
    """All archived texts."""
    sources = {one.id for one in case.outlines}
    for id in sorted(case.seeds - sources):
        if ("sources", id) not in case.records.unread:
            near = did_you_mean(id, sources - case.seeds)
            add = f"add `data/sources/{id}.yml` (`onrecord archive` makes both), or take the text out"
            yield diagnostic("seed-without-source", Span(f"seeds/{id}.txt"), f"there is no source `{id}` that this text belongs to",
                             f"{near} Else {add}" if near else add)
