"""What happened to a record after it was published: corrected, disputed, retracted, withdrawn, erased."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Notice
from ..resolved import Dossier, ResolvedFact, ResolvedSource, ResolvedStatement
from .ours import Runs, ours
from .when import When, day


@dataclass(frozen=True, slots=True)
class Change:
    """A dated notice. `kind` is corrected, disputed, retracted, withdrawn, erased or superseded."""

    kind: str
    label: str
    when: When | None
    reason: Runs
    by: str | None


def changes(dossier: Dossier, record: ResolvedStatement | ResolvedFact) -> tuple[Change, ...]:
    """The notices of a statement or fact, the gravest first."""
    found = [_change(dossier, kind, label, notice) for kind, label, notice in (
        ("erased", "Erased", record.erased), ("withdrawn", "Withdrawn by us", record.withdrawn), ("retracted", "Taken back", record.retracted),
    ) if notice]  # fmt: skip
    if isinstance(record, ResolvedStatement) and not record.still_stands:
        reason = ours(dossier, "A newer version of the source does not carry these words.")
        found.append(Change("superseded", "No longer in the source", None, reason, None))
    found += (_change(dossier, "disputed", "Disputed", notice) for notice in record.disputed)
    found += (_change(dossier, "corrected", "Corrected", notice) for notice in record.corrections)
    return tuple(found)


def changes_of_source(dossier: Dossier, source: ResolvedSource) -> tuple[Change, ...]:
    """The notices of a source: what its publisher took back or corrected."""
    retracted = source.record.retracted
    found = [_change(dossier, "retracted", "Taken back by the publisher", retracted)] if retracted else []
    found += (_change(dossier, "corrected", "Corrected by the publisher", notice) for notice in source.record.corrections)
    return tuple(found)


def is_listed(record: ResolvedStatement | ResolvedFact) -> bool:
    """True where lists show the record: what was withdrawn or erased keeps its own place and stands in no list."""
    return not (record.withdrawn or record.erased)


def _change(dossier: Dossier, kind: str, label: str, notice: Notice) -> Change:
    return Change(kind, label, day(notice.date), ours(dossier, notice.reason), notice.by)
