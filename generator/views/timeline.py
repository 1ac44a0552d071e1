"""Who said what, by day, with events between; what the filters of a page select by."""

from __future__ import annotations

from collections.abc import Iterable

from .. import dates
from ..dates import Edtf
from ..frozen import dataclass, replace
from ..resolved import Dossier, ResolvedEvent, ResolvedStatement
from .axis import Scale, scale_of_month
from .cards import Card, card
from .filters import Filter, Keys, filters_of, keys_of, values_of
from .head import Head, TocEntry
from .lanes import Drawing, Happened, Said, drawing
from .months import Place, Sheet, Year, order
from .names import Name, actors, kind_of, named
from .ours import Runs, ours
from .overview import Activity, Overview, overview
from .paging import Pager
from .phrases import count
from .when import When, when


@dataclass(frozen=True, slots=True)
class EventCard:
    """Something that happened."""

    id: str
    anchor: str
    name: str
    when: When
    place: str | None
    basis: Runs
    summary: Runs
    participants: tuple[Name, ...]
    sources: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement or an event on its day, and what the filters select it by."""

    card: Card | None
    event: EventCard | None
    keys: Keys


@dataclass(frozen=True, slots=True)
class Day:
    """What was said at one date; `loose` dates are not certain to a day."""

    anchor: str
    when: When
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The whole timeline or a month of it, oldest first; or the way to the months with the newest entries, newest first."""

    head: Head
    title: str
    days: tuple[Day, ...]
    filters: tuple[Filter, ...]
    has_loose: bool
    years: tuple[Year, ...]
    pager: Pager | None
    drawing: Drawing | None = None
    overview: Overview | None = None


def view(dossier: Dossier, ids: tuple[Place, ...] | None = None) -> TimelineView:
    """The page of a timeline that one page holds. `ids`: what stands on it, where that is known already."""
    ids = order(dossier) if ids is None else ids
    said, days = _read(dossier, ids)
    head = Head("Timeline", f"Who said what, day by day: {count(len(said), 'statement')} and {count(len(ids) - len(said), 'event')}, "
                "with the source of each.", "timeline/", _contents(days))
    return TimelineView(head, "Timeline", days, _filters(dossier, days), any(day.when.loose for day in days), (), None,
                        _drawing(dossier, days))


def month_view(dossier: Dossier, sheet: Sheet) -> TimelineView:
    """One page of a month."""
    said, days = _read(dossier, sheet.ids)
    numbered = f", page {sheet.number} of {sheet.of}" if sheet.of > 1 else ""
    title = f"{sheet.label}{numbered}"
    head = Head(f"Timeline: {title}", f"Who said what in {title}, day by day: {count(len(said), 'statement')} and "
                f"{count(len(sheet.ids) - len(said), 'event')}, with the source of each.", sheet.path, _contents(days))
    pager = Pager("Pages of the timeline", title, sheet.previous, sheet.next)
    return TimelineView(head, title, days, _filters(dossier, days), any(day.when.loose for day in days), (), pager,
                        _drawing(dossier, days, scale_of_month(sheet.month) if sheet.of == 1 else None))


def _filters(dossier: Dossier, days: tuple[Day, ...]) -> tuple[Filter, ...]:
    return filters_of(dossier, values_of(entry.keys for day in days for entry in day.entries if entry.card))


def _drawing(dossier: Dossier, days: tuple[Day, ...], on: Scale | None = None) -> Drawing | None:
    said = [Said(entry.card, dossier.statements[entry.card.id], day.anchor) for day in days for entry in day.entries if entry.card]
    happened = [Happened(entry.event.anchor, entry.event.name, entry.event.when.words, dossier.events[entry.event.id].date)
                for day in days for entry in day.entries if entry.event]
    return drawing(dossier, said, happened, on)


def entry_view(dossier: Dossier, years: tuple[Year, ...], newest: tuple[Place, ...], active: Activity) -> TimelineView:
    """The entry to a timeline of many pages: the years and months, drawn and listed, and the newest entries, the newest first."""
    _, days = _read(dossier, newest)
    days = tuple(replace(day, entries=day.entries[::-1]) for day in reversed(days))
    head = Head("Timeline", "Who said what, day by day: the months with what each has, and the newest statements.", "timeline/",
                (TocEntry("months", "Months"), TocEntry("newest", "Newest")))
    return TimelineView(head, "Timeline", days, (), any(day.when.loose for day in days), years, None,
                        overview=overview(dossier, active))


def _contents(days: tuple[Day, ...]) -> tuple[TocEntry, ...]:
    return tuple(TocEntry(day.anchor, _capital(day.when.words)) for day in days)


def _read(dossier: Dossier, ids: tuple[Place, ...]) -> tuple[list[ResolvedStatement], tuple[Day, ...]]:
    said = [dossier.statements[id] for kind, id in ids if kind == "statement"]
    dated = []
    for kind, id in ids:
        if kind == "statement":
            one = dossier.statements[id]
            dated.append((one.said, _of_statement(dossier, one)))
        else:
            event = dossier.events[id]
            dated.append((event.date, _of_event(dossier, event)))
    return said, tuple(_days(dated))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _days(dated: Iterable[tuple[Edtf, Entry]]) -> Iterable[Day]:
    """The entries by date; each date has one heading, and an anchor that names it."""
    by_words: dict[str, tuple[Edtf, list[Entry]]] = {}
    for value, entry in dated:
        by_words.setdefault(dates.words(_without_hour(value)), (value, []))[1].append(entry)
    for number, (value, entries) in enumerate(by_words.values(), 1):
        shown = _without_hour(value)
        machine = dates.machine(shown)
        yield Day(f"day-{machine}" if machine else f"date-{number}", when(shown), tuple(entries))


def _without_hour(value: Edtf) -> Edtf:
    plain = dates.parse(value.text[:10]) if value.precision == "time" else value
    return plain if isinstance(plain, Edtf) else value


def _of_statement(dossier: Dossier, said: ResolvedStatement) -> Entry:
    return Entry(card(dossier, said.id), None, keys_of(dossier, said))


def _of_event(dossier: Dossier, event: ResolvedEvent) -> Entry:
    record = event.record
    sources = dict.fromkeys(passage.source for passage in record.evidence)
    shown = EventCard(event.id, f"event-{event.id}", record.name, when(event.date), record.place, ours(dossier, record.basis), ours(dossier, record.summary),
                      actors(dossier, record.participants), tuple(named(dossier, "sources", id) for id in sources))
    countries, people = (tuple(id for id in record.participants if kind_of(dossier, id) == kind) for kind in ("countries", "people"))
    return Entry(None, shown, Keys(countries, people, (), (), (), (), tuple(sources)))
