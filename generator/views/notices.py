"""What happened to a record after it was published: corrected, disputed, retracted, withdrawn, erased."""

from __future__ import annotations


from ..frozen import dataclass
from ..model import Notice
from ..resolved import Dossier, ResolvedFact, ResolvedSource, ResolvedStatement
from .names import Name, named
from .ours import Runs, ours
from .when import When, day, when


@dataclass(frozen=True, slots=True)
class Change:
    """A dated notice. `kind` is corrected, disputed, retracted, withdrawn, erased or superseded."""

    kind: str
    label: str
    when: When | None
    reason: Runs
    by: str | None
    link: Name | None = None  # what took its place


def changes(dossier: Dossier, record: ResolvedStatement | ResolvedFact) -> tuple[Change, ...]:
    """The notices of a statement or fact, the gravest first."""
    found = [_change(dossier, kind, label, notice) for kind, label, notice in (
        ("erased", "Erased", record.erased), ("withdrawn", "Withdrawn by us", record.withdrawn), ("retracted", "Taken back", record.retracted),
    ) if notice]  # fmt: skip
    if isinstance(record, ResolvedStatement) and not record.still_stands:
        found.append(_superseded(dossier, record))
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


def _superseded(dossier: Dossier, said: ResolvedStatement) -> Change:
    newer = dossier.sources[said.source].superseded_by
    reason = ours(dossier, "These words stand in the version archived first; the newer version does not have them.")
    return Change("superseded", "No longer in the newer version of the source", when(dossier.sources[newer].published) if newer else None, reason, None,
                  named(dossier, "sources", newer) if newer else None)


def _change(dossier: Dossier, kind: str, label: str, notice: Notice) -> Change:
    return Change(kind, label, day(notice.date), ours(dossier, notice.reason), notice.by)
