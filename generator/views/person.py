"""A person's page, one who is not named too, and the list of people."""

from __future__ import annotations

from dataclasses import dataclass

from .. import dates
from ..model import Membership, Person
from ..resolved import Dossier
from .cards import Card, FactCard, cards, fact_cards
from .cells import cell
from .evidence import Stand, shown_in, stands
from .head import Head, contents
from .lists import ListView, Row, section
from .names import Name, named
from .notices import is_listed
from .ours import Runs, ours
from .phrases import count, tally
from .speakers import sources_of


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office, where and when it was held, and whether it speaks for its country or organisation."""

    role: str
    place: Name | None
    dates: str
    represents: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who somebody is, what they said, what was said about them."""

    head: Head
    name: str
    is_unnamed: bool
    plural: bool
    described_by: Name | None  # the source that describes an unnamed person
    anonymity: Runs
    offices: tuple[OfficeHeld, ...]
    summary: Runs
    stands: tuple[Stand, ...]
    said: tuple[Card, ...]
    about: tuple[Card, ...]
    facts: tuple[FactCard, ...]
    sources: tuple[Name, ...]


def view(dossier: Dossier, id: str, base: str = "") -> PersonView:
    """The page of a person."""
    person = dossier.people[id]
    is_unnamed = person.identified_by == "description"
    positions = stands(dossier, id) if dossier.record.positions_of == "people" else ()
    shown = shown_in(positions)
    own = dossier.by_speaker.get(f"people/{id}", ())
    said = cards(dossier, (one for one in own if one not in shown))
    about = cards(dossier, dossier.statements_about.get(id, ()))
    facts = fact_cards(dossier, (one for one in dossier.facts_about.get(id, ()) if one not in shown))
    offices = tuple(_held(dossier, membership) for membership in person.memberships)
    anonymity, summary = ours(dossier, person.anonymity), ours(dossier, person.summary)
    toc = contents(("anonymity", "Why not named", is_unnamed), ("summary", "In short", summary), ("offices", "Offices", offices),
                   ("positions", "Positions", positions), ("said", "Statements", True), ("facts", "Facts", facts),
                   ("about", "What others said", about), ("sources", "Sources", True))
    first = f", {offices[0].role}" if offices else ""
    head = Head(person.name, f"{person.name}{first}: {count(_listed(dossier, own), 'statement')} in this dossier, each checked word for word "
                "against its source.", f"people/{id}/", "people", toc, dossier.files.get(f"people/{id}"),
                json_ld=None if is_unnamed else {"@context": "https://schema.org", "@type": "Person", "name": person.name})
    return PersonView(head, person.name, is_unnamed, person.plural, named(dossier, "sources", person.source) if person.source else None,
                      anonymity, offices, summary, positions, said, about, facts,
                      sources_of(dossier, [*own, *dossier.statements_about.get(id, ())], dossier.facts_about.get(id, ())))


def _listed(dossier: Dossier, ids: tuple[str, ...]) -> int:
    return sum(is_listed(dossier.statements[id]) for id in ids)


def _held(dossier: Dossier, membership: Membership) -> OfficeHeld:
    where = ("organisations", membership.organisation) if membership.organisation else ("countries", membership.country)
    value = dates.parse(membership.dates) if membership.dates else None
    known = dates.words(value, lasting=True) if isinstance(value, dates.Edtf) else "dates not recorded"
    return OfficeHeld(membership.role, named(dossier, where[0], where[1]) if where[1] else None, known, membership.represents)


def list_view(dossier: Dossier, base: str = "") -> ListView:
    """The list of people: those who are named, then those whom their source only describes."""
    known: list[Row] = []
    unnamed: list[Row] = []
    for id, person in dossier.people.items():
        into = unnamed if person.identified_by == "description" else known
        into.append(_row(dossier, id, person))
    sections = [section("named", "Named", known), section("unnamed", "Not named by their source", unnamed)]
    sections = [one for one in sections if one.rows]
    head = Head("People", f"{count(len(known) + len(unnamed), 'person', 'people')} quoted or reported in this dossier, with the offices they held.",
                "people/", "people", contents(*((one.anchor, one.label, True) for one in sections)))
    return ListView(head, "Everybody who is quoted or reported. Somebody whom a source does not name belongs to that source alone: "
                    "two sources' unnamed officials are never taken for one.", tuple(sections), "This dossier has no people.")


def _row(dossier: Dossier, id: str, person: Person) -> Row:
    note = person.memberships[0].role if person.memberships else ""
    said = _listed(dossier, dossier.by_speaker.get(f"people/{id}", ()))
    about = _listed(dossier, dossier.statements_about.get(id, ()))
    facts = sum(is_listed(dossier.facts[one]) for one in dossier.facts_about.get(id, ()))
    counts = tally((said, "statement", None), (about, "statement about them", "statements about them"), (facts, "fact", None))
    return Row(named(dossier, "people", id), note, counts, tuple(
        cell(dossier, position) for question in dossier.questions if (position := dossier.positions.get((id, question)))
    ) if dossier.record.positions_of == "people" else (), person.sort_name or "")
