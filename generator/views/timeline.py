"""Who said what, by day, with events between; what the filters of a page select by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .. import dates
from ..dates import Edtf
from ..resolved import Dossier, ResolvedEvent, ResolvedStatement
from .cards import Card, card
from .head import Head, TocEntry
from .months import Place, Sheet, Year, order
from .names import Name, actors, kind_of, named
from .ours import Runs, ours
from .paging import Pager
from .phrases import RUNGS, count
from .when import When, when


@dataclass(frozen=True, slots=True)
class EventCard:
    """Something that happened."""

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
    """A statement or an event on its day. The tuples are the values that the filters select it by."""

    card: Card | None
    event: EventCard | None
    countries: tuple[str, ...]
    people: tuple[str, ...]
    questions: tuple[str, ...]
    stances: tuple[str, ...]  # question, colon, stance
    rungs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What was said at one date; `loose` dates are not certain to a day."""

    anchor: str
    when: When
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; `group` puts values under a heading."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Values of a filter under one heading, which may be empty."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: the name that it has in the address, its label and its values."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The values under their headings, in order."""
        found: dict[str, list[Choice]] = {}
        for choice in self.choices:
            found.setdefault(choice.group, []).append(choice)
        return tuple(Group(label, tuple(choices)) for label, choices in found.items())


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The whole timeline or a month of it, oldest first; or the way to the months with the newest entries, newest first."""

    head: Head
    title: str
    days: tuple[Day, ...]
    filters: tuple[Filter, ...]
    statements: int
    events: int
    has_loose: bool
    years: tuple[Year, ...]
    pager: Pager | None


def view(dossier: Dossier, base: str = "", ids: tuple[Place, ...] | None = None) -> TimelineView:
    """The page of a timeline that one page holds. `ids`: what stands on it, where that is known already."""
    ids = order(dossier) if ids is None else ids
    said, days = _read(dossier, ids)
    head = Head("Timeline", f"Who said what, day by day: {count(len(said), 'statement')} and {count(len(ids) - len(said), 'event')}, "
                "with the source of each.", "timeline/", "timeline", _contents(days))
    return TimelineView(head, "Timeline", days, _filters(dossier, said), len(said), len(ids) - len(said), any(day.when.loose for day in days), (), None)


def month_view(dossier: Dossier, base: str, sheet: Sheet) -> TimelineView:
    """One page of a month."""
    said, days = _read(dossier, sheet.ids)
    numbered = f", page {sheet.number} of {sheet.of}" if sheet.of > 1 else ""
    title = f"{sheet.label}{numbered}"
    head = Head(f"Timeline: {title}", f"Who said what in {title}, day by day: {count(len(said), 'statement')} and "
                f"{count(len(sheet.ids) - len(said), 'event')}, with the source of each.", sheet.path, "timeline", _contents(days))
    pager = Pager("Pages of the timeline", title, sheet.previous, sheet.next)
    return TimelineView(head, title, days, _filters(dossier, said), len(said), len(sheet.ids) - len(said), any(day.when.loose for day in days), (), pager)


def entry_view(dossier: Dossier, base: str, years: tuple[Year, ...], newest: tuple[Place, ...]) -> TimelineView:
    """The entry to a timeline of many pages: the years and months, and the newest entries, the newest first."""
    said, days = _read(dossier, newest)
    days = tuple(replace(day, entries=day.entries[::-1]) for day in reversed(days))
    head = Head("Timeline", "Who said what, day by day: the months with what each has, and the newest statements.", "timeline/", "timeline",
                (TocEntry("months", "Months"), TocEntry("newest", "Newest")))
    return TimelineView(head, "Timeline", days, (), len(said), len(newest) - len(said), any(day.when.loose for day in days), years, None)


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
    return Entry(
        card(dossier, said.id), None, countries_of(dossier, said), (said.speaker,) if said.speaker_kind == "people" else (),
        tuple(answer.question for answer in said.answers), tuple(f"{answer.question}:{answer.stance}" for answer in said.answers), (said.rung,))


def countries_of(dossier: Dossier, said: ResolvedStatement) -> tuple[str, ...]:
    """The countries that the speaker speaks for or holds an office of; for a country's own text the country."""
    ids = {*said.speaks_for, *(held.country for held in said.offices if held.country)}
    return tuple(sorted(id for id in ids if id in dossier.countries))


def _of_event(dossier: Dossier, event: ResolvedEvent) -> Entry:
    record = event.record
    sources = dict.fromkeys(passage.source for passage in record.evidence)
    shown = EventCard(f"event-{event.id}", record.name, when(event.date), record.place, ours(dossier, record.basis), ours(dossier, record.summary),
                      actors(dossier, record.participants), tuple(named(dossier, "sources", id) for id in sources))
    return Entry(None, shown, tuple(id for id in record.participants if kind_of(dossier, id) == "countries"),
                 tuple(id for id in record.participants if kind_of(dossier, id) == "people"), (), (), ())


def _filters(dossier: Dossier, said: list[ResolvedStatement]) -> tuple[Filter, ...]:
    """Filters with the values that occur; one without two values would select nothing and is left out."""
    countries = {id for one in said for id in countries_of(dossier, one)}
    people = {one.speaker for one in said if one.speaker_kind == "people"}
    answered = {(answer.question, answer.stance) for one in said for answer in one.answers}
    asked = {question for question, _ in answered}
    rungs = {one.rung for one in said}
    found = (
        Filter("country", "Country", _by_label(Choice(id, dossier.names[f"countries/{id}"]) for id in countries)),
        Filter("person", "Person", _by_label(Choice(id, dossier.names[f"people/{id}"]) for id in people)),
        Filter("question", "Question", tuple(Choice(id, question.short) for id, question in dossier.questions.items() if id in asked)),
        Filter("stance", "Stance", tuple(
            Choice(f"{id}:{stance.id}", stance.label, question.short) for id, question in dossier.questions.items()
            for stance in question.scale.stances if (id, stance.id) in answered)),
        Filter("rung", "How it is known", tuple(Choice(key, term.label) for key, term in RUNGS.items() if key in rungs)),
    )
    return tuple(one for one in found if len(one.choices) > 1)


def _by_label(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value)))
