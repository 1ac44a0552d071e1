"""Who said what, by day, with events between; what the filters of the page select by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .. import dates
from ..dates import Edtf
from ..resolved import Dossier, ResolvedEvent, ResolvedStatement
from .cards import Card, card
from .head import Head, TocEntry
from .names import Name, actors, kind_of, named
from .notices import is_listed
from .ours import Runs, ours
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
class Filter:
    """One filter: the name that it has in the address, its label and its values."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The whole timeline, oldest first."""

    head: Head
    days: tuple[Day, ...]
    filters: tuple[Filter, ...]
    statements: int
    events: int
    has_loose: bool


def view(dossier: Dossier, base: str = "") -> TimelineView:
    """The page of the timeline."""
    said = [dossier.statements[id] for id in dossier.timeline if is_listed(dossier.statements[id])]
    dated = [(one.said, _of_statement(dossier, one)) for one in said]
    dated += [(one.date, _of_event(dossier, one)) for one in dossier.events.values()]
    # Events come before what was said on the same day; both keep their own order.
    dated.sort(key=lambda pair: (dates.sort_key(pair[0]), pair[1].event is None))
    days = tuple(_days(dated))
    head = Head("Timeline", f"Who said what, day by day: {count(len(said), 'statement')} and {count(len(dossier.events), 'event')}, "
                "with the source of each.", "timeline/", "timeline", tuple(TocEntry(day.anchor, _capital(day.when.words)) for day in days))
    return TimelineView(head, days, _filters(dossier, said), len(said), len(dossier.events), any(day.when.loose for day in days))


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
