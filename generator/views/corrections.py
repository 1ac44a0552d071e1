"""Said, since: everything that was corrected, disputed, taken back, withdrawn or erased, with its date and reason."""

from __future__ import annotations

from ..frozen import dataclass
from ..resolved import Dossier
from .cards import saying
from .head import Head, TocEntry
from .names import Name, named
from .notices import Change, changes, changes_of_source
from .ours import unmarked
from .links import fact_path
from .paging import ROWS, Leaf, Pager, cut, list_path, pager, titled
from .survey import Survey

PATH = "corrections/"
KINDS = (
    ("corrected", "Corrected", "A mistake was mended: ours, or the publisher’s. The record says what changed."),
    ("disputed", "Disputed", "Somebody says that it was not so. The words stay, with who disputes them and why."),
    ("retracted", "Taken back", "The speaker or the publisher took it back. The words stay, since they were said; no position rests on them any more."),
    ("withdrawn", "Withdrawn by us", "Our record was wrong. Its page stays and says why; its words are no longer shown."),
    ("erased", "Erased", "Erased for law or privacy. The address stays, and nothing else."),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One notice: what it is of, and what it says."""

    of: Name
    of_kind: str  # statement, fact, source
    change: Change


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The newest first. `kinds`: what each kind means, and how many there are; on the first page."""

    head: Head
    entries: tuple[Entry, ...]
    kinds: tuple[tuple[str, str, str], ...]
    ways: tuple[Name, ...]  # pages of the dossier's own that tell how to report a mistake and how it is dealt with
    pager: Pager | None


def leaves(known: Survey, dossier: Dossier) -> tuple[Leaf, ...]:
    """What stands on each page: records that have a notice, in the order of their notices. Others are not looked at."""
    records = [(one.id, "statement" if one.id in dossier.statements else "fact") for one in known.briefs.values() if one.is_noticed]
    records += [(one.id, "source") for one in dossier.source_summaries.values() if one.is_noticed]
    found = [(_order(change), f"{kind}/{id}/{number}") for id, kind in sorted(records)
             for number, change in enumerate(_changes(dossier, kind, id))]
    return cut([("all", [key for _, key in sorted(found, key=lambda one: one[0], reverse=True)], 1)], ROWS)


def _order(change: Change) -> str:
    return (change.when.machine if change.when else None) or ""


def _changes(dossier: Dossier, kind: str, id: str) -> tuple[Change, ...]:
    """The notices of a record; that a newer version of its source lacks the words is told on its own page."""
    if kind == "source":
        return changes_of_source(dossier, dossier.sources[id])
    found = changes(dossier, dossier.statements[id] if kind == "statement" else dossier.facts[id])
    return tuple(change for change in found if change.kind != "superseded")


def view(dossier: Dossier, leaf: Leaf, written: tuple[str, ...] = ()) -> CorrectionsView:
    """A page of the corrections. `written`: addresses of the dossier's own pages that tell how to report a mistake."""
    entries = tuple(_entry(dossier, *key.split("/")) for key in leaf.ids("all"))
    told = "What was corrected, disputed, taken back, withdrawn or erased here, with date and reason, and how to report a mistake."
    head = Head(titled("Corrections", leaf), told, list_path(PATH, leaf.number),
                (TocEntry("notices", "Notices"), *((TocEntry("kinds", "What the words mean"), TocEntry("report", "Report a mistake")) if leaf.is_first else ())))
    ways = tuple(Name(path.rstrip("/").replace("-", " ").capitalize(), path) for path in written)
    return CorrectionsView(head, entries, KINDS if leaf.is_first else (), ways, pager(leaf, "the corrections", list_path, PATH))


def _entry(dossier: Dossier, kind: str, id: str, number: str) -> Entry:
    change = _changes(dossier, kind, id)[int(number)]
    if kind == "source":
        return Entry(named(dossier, "sources", id), kind, change)
    if kind == "statement":
        said = dossier.statements[id]
        return Entry(Name("An erased statement", f"statements/{id}/", id) if said.erased else saying(dossier, id), kind, change)
    fact = dossier.facts[id]
    is_hidden = bool(fact.erased or fact.withdrawn)
    return Entry(Name(f"A fact of {dossier.names[f'sources/{fact.source}']}" if is_hidden else unmarked(fact.claim),
                      f"sources/{fact.source}/" if is_hidden else fact_path(fact.source, id), id), kind, change)
