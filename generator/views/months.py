"""The timeline cut into pages: one where that holds it, else a page or more a month and an entry page with the way to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from .. import dates
from ..frozen import dataclass
from ..resolved import Dossier
from .names import Name
from .phrases import count
from .when import day

ENTRIES = 100  # on a page of the timeline
NEWEST = 20  # on the entry page

Place = tuple[str, str]  # "statement" or "event", and its id


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the entry page: its name, the page where it begins, how many statements and events it has."""

    name: Name
    counted: str


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year with anything in them."""

    label: str
    months: tuple[Month, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the entry page."""
        return f"year-{self.label}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a month: its number from 1, of how many, what stands on it, and the pages before and after it."""

    path: str
    label: str
    number: int
    of: int
    ids: tuple[Place, ...]
    previous: Name | None
    next: Name | None

    @property
    def month(self) -> str:
        """The month that it is a page of: "2025-08"."""
        return self.path.split("/")[1]

    @property
    def said(self) -> int:
        """How many statements stand on it."""
        return sum(kind == "statement" for kind, _ in self.ids)


def order(dossier: Dossier) -> tuple[Place, ...]:
    """Everything on the timeline, the oldest first. Events come before what was said on the same day; both keep their own order."""
    return tuple(place for _, place in _dated(dossier))


def _dated(dossier: Dossier) -> list[tuple[dates.SortKey, Place]]:
    summaries = [dossier.summaries[id] for id in dossier.timeline]
    found: list[tuple[dates.SortKey, Place]] = [(one.order[:4], ("statement", one.id)) for one in summaries if one.is_listed]
    if dossier.events:
        found += ((dates.sort_key(event.date), ("event", id)) for id, event in dossier.events.items())
        found.sort(key=lambda one: (one[0], one[1][0] != "event"))
    return found


def sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """The pages of the timeline; empty where one page holds it. A date stands in the month of its earliest known day, else its latest."""
    dated = _dated(dossier)
    if len(dated) <= ENTRIES:
        return ()
    by_month: dict[str, list[Place]] = {}
    for (number, *_), place in dated:
        by_month.setdefault(date.fromordinal(number).isoformat()[:7], []).append(place)
    return tuple(_linked([cut for month, places in sorted(by_month.items()) for cut in _cut(month, places)]))


def _cut(month: str, places: list[Place]) -> Iterator[Sheet]:
    path = f"timeline/{month}/"
    parts = [tuple(places[at : at + ENTRIES]) for at in range(0, len(places), ENTRIES)]
    for number, part in enumerate(parts, 1):
        yield Sheet(path if number == 1 else f"{path}{number}/", day(month).words, number, len(parts), part, None, None)


def _linked(found: list[Sheet]) -> Iterator[Sheet]:
    names = [None, *(Name(f"{one.label}, page {one.number}" if one.of > 1 else one.label, one.path) for one in found), None]
    for number, one in enumerate(found):
        yield Sheet(one.path, one.label, one.number, one.of, one.ids, names[number], names[number + 2])


def years(found: Iterable[Sheet]) -> tuple[Year, ...]:
    """The months of the entry page by year, oldest first."""
    by_month: dict[str, list[Sheet]] = {}
    for one in found:
        by_month.setdefault(one.label, []).append(one)
    by_year: dict[str, list[Month]] = {}
    for label, parts in by_month.items():
        said = sum(kind == "statement" for part in parts for kind, _ in part.ids)
        events = sum(len(part.ids) for part in parts) - said
        counted = [count(said, "statement")] if said else []
        counted += [count(events, "event")] if events else []
        by_year.setdefault(label.rpartition(" ")[2], []).append(Month(Name(label, parts[0].path), " and ".join(counted)))
    return tuple(Year(year, tuple(months)) for year, months in by_year.items())


def places(found: Iterable[Sheet]) -> Mapping[Place, str]:
    """The page of the timeline on which each statement and event stands; empty where one page holds them all."""
    return {place: one.path for one in found for place in one.ids}


def newest(found: tuple[Sheet, ...]) -> tuple[Place, ...]:
    """The last entries of the timeline, the oldest of them first."""
    last = [place for one in found[-(NEWEST // ENTRIES + 2) :] for place in one.ids]
    return tuple([place for one in found for place in one.ids] if len(last) < NEWEST else last)[-NEWEST:]
