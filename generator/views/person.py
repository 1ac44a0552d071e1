"""A person's page, one who is not named too, and the list of people."""

from __future__ import annotations


from .. import dates
from ..frozen import dataclass
from ..model import Membership, Person
from ..resolved import Dossier
from . import told
from .cards import Card, FactCard, cards, fact_cards
from .cells import cell, read_period
from .evidence import Stand, stands
from .head import Head, TocEntry, contents
from .lists import ListView, Row, Section, by_name, list_head, list_pager
from .names import Name, named
from .ours import Runs, ours
from .paging import A_CARD, A_LINE, ROWS, Leaf, Pager, cut, described, leaf_path, pager, titled
from .phrases import count, tally
from .survey import Survey, how_many, listed, of_positions, sources_of, survey
from .told import Topic


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office, where and when it was held, and whether it speaks for its country or organisation."""

    role: str
    place: Name | None
    is_placed: bool  # True where the role names the place already, as "President of France" does
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
    topics: tuple[Topic, ...]  # instead of one list, where they said much
    about: tuple[Card, ...]
    facts: tuple[FactCard, ...]
    sources: tuple[Name, ...]
    period: str  # what was read, where nothing of them or about them was found; else empty
    way: str
    leaf: Leaf
    pager: Pager | None

    @property
    def glance(self) -> tuple[Topic, ...]:
        """Where their newest words stand, for the head of the first page of somebody who said much."""
        return tuple(one for one in self.topics if one.now)


def leaves(dossier: Dossier, known: Survey, id: str) -> tuple[Leaf, ...]:
    """What stands on each page of a person."""
    evidence, shown = of_positions(dossier, id) if dossier.record.positions_of == "people" else ([], frozenset[str]())
    own, about = dossier.by_speaker.get(f"people/{id}", ()), dossier.statements_about.get(id, ())
    facts = dossier.facts_about.get(id, ())
    return cut((*evidence, *told.sections(dossier, known, [one for one in listed(known, own) if one not in shown]),
                ("facts", [one for one in listed(known, facts) if one not in shown], A_CARD), ("about", listed(known, about), A_CARD),
                ("sources", sources_of(known, own, about, facts), A_LINE)))


def view(dossier: Dossier, id: str, leaf: Leaf | None = None, way: str = "") -> PersonView:
    """A page of a person; the first where no leaf is given. `way`: of the page that tells how to add a source."""
    leaf = leaf or leaves(dossier, survey(dossier), id)[0]
    person, first, path = dossier.people[id], leaf.is_first, f"people/{id}/"
    is_unnamed = person.identified_by == "description"
    positions = stands(dossier, id, leaf) if dossier.record.positions_of == "people" else ()
    said, about, facts = cards(dossier, leaf.ids("said")), cards(dossier, leaf.ids("about")), fact_cards(dossier, leaf.ids("facts"))
    offices = tuple(_held(dossier, membership) for membership in person.memberships) if first else ()
    anonymity, summary = (ours(dossier, person.anonymity), ours(dossier, person.summary)) if first else ((), ())
    sources = tuple(named(dossier, "sources", one) for one in leaf.ids("sources"))
    topics = told.topics(dossier, f"people/{id}", leaf)
    toc = (*contents(("anonymity", "Why not named", is_unnamed and first), ("summary", "In short", summary), ("offices", "Offices", offices),
                     ("positions", "Positions", positions), ("said", "Statements", topics or leaf.has("said"))),
           *(TocEntry(one.anchor, one.question.label if one.question else "On no question", 3) for one in topics if one.cards),
           *contents(("facts", "Facts", facts), ("about", "What others said", about), ("sources", "Sources", sources)))
    of_office = f", {_role(dossier, person.memberships[0])}" if offices else ""
    words = f"{person.name}{of_office}: {', '.join(_counts(dossier, id))} in this dossier." if first else ""
    head = Head(titled(person.name, leaf), described(words, person.name, leaf), leaf_path(path, leaf.number), toc, dossier.files.get(f"people/{id}"),
                json_ld=None if is_unnamed else {"@type": "Person", "name": person.name} | ({"jobTitle": offices[0].role} if offices else {}))
    return PersonView(head, person.name, is_unnamed, person.plural, named(dossier, "sources", person.source) if person.source else None,
                      anonymity, offices, summary, positions, said, topics, about, facts,
                      sources, "" if positions or said or topics or about or facts or sources or leaf.of > 1 else read_period(dossier), way, leaf, pager(leaf, person.name, leaf_path, path))


def _counts(dossier: Dossier, id: str) -> tuple[str, ...]:
    """What the dossier has of a person, counted."""
    return tally((how_many(dossier, dossier.by_speaker.get(f"people/{id}", ())), "statement", None),
                 (how_many(dossier, dossier.statements_about.get(id, ())), "statement about them", "statements about them"),
                 (how_many(dossier, dossier.facts_about.get(id, ())), "fact", None))


def _held(dossier: Dossier, membership: Membership) -> OfficeHeld:
    where = ("organisations", membership.organisation) if membership.organisation else ("countries", membership.country)
    value = dates.parse(membership.dates) if membership.dates else None
    known = dates.words(value, lasting=True) if isinstance(value, dates.Edtf) else "dates not recorded"
    place = named(dossier, where[0], where[1]) if where[1] else None
    return OfficeHeld(membership.role, place, place is not None and place.label.casefold() in membership.role.casefold(), known, membership.represents)


def _role(dossier: Dossier, held: Membership) -> str:
    """A role with its place: "Mayor, Town of Hofbau"; "President of France" names it already."""
    one = _held(dossier, held)
    return f"{one.role}, {one.place.label}" if one.place and not one.is_placed else one.role


def list_leaves(dossier: Dossier) -> tuple[Leaf, ...]:
    """What stands on each page of the list: those who are named, then those whom their source only describes."""
    known: list[tuple[str, str]] = []
    unnamed: list[tuple[str, str]] = []
    for id, person in dossier.people.items():
        (unnamed if person.identified_by == "description" else known).append((person.sort_name or person.name, id))
    return cut([(key, by_name(names), 1) for key, names in (("named", known), ("unnamed", unnamed)) if names], ROWS)


def list_view(dossier: Dossier, leaf: Leaf | None = None) -> ListView:
    """A page of the list of people."""
    leaf = leaf or list_leaves(dossier)[0]
    labels = {"named": "Named", "unnamed": "Not named by their source"}
    sections = tuple(Section(key, labels[key], tuple(_row(dossier, id, dossier.people[id]) for id in ids)) for key, ids in leaf.shown)
    words = f"{count(len(dossier.people), 'person', 'people')} quoted or reported in this dossier, with the offices they held."
    return ListView(list_head("People", words, "people/", leaf, sections),
                    "Everybody who is quoted, reported or named. Somebody whom a source does not name belongs to that source alone: "
                    "two sources' unnamed officials are never taken for one.", sections, "This dossier has no people.", list_pager(leaf, "people"))


def _row(dossier: Dossier, id: str, person: Person) -> Row:
    note = _role(dossier, person.memberships[0]) if person.memberships else ""
    return Row(named(dossier, "people", id), note, _counts(dossier, id), tuple(
        cell(dossier, position) for question in dossier.questions if (position := dossier.positions.get((id, question)))
    ) if dossier.record.positions_of == "people" else ())
