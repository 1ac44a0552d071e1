"""An organisation's page, and the list of organisations."""

from __future__ import annotations

from dataclasses import dataclass

from ..resolved import Dossier
from .cards import Card, FactCard, cards, fact_cards
from .cells import cell, read_period
from .evidence import Stand, shown_in, stands
from .head import Head, contents
from .links import host, safe
from .lists import ListView, Row, section
from .names import Name, actors, named
from .ours import Runs, ours
from .phrases import count, tally
from .speakers import Voice, sources_of, spoke_for


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """What an organisation is, who stands behind it, what was said for it and about it, what it published."""

    head: Head
    name: str
    classification: str | None
    country: Name | None
    url: str | None
    host: str
    members: tuple[Name, ...]
    people: tuple[tuple[Name, str], ...]  # who holds an office in it, with the role
    interest: Runs
    summary: Runs
    stands: tuple[Stand, ...]
    own: tuple[Card, ...]  # what it said itself and is not shown as evidence
    voices: tuple[Voice, ...]
    facts: tuple[FactCard, ...]
    others: tuple[Card, ...]
    published: tuple[Name, ...]  # sources that it published, in the original or as a copy
    sources: tuple[Name, ...]
    period: str


def view(dossier: Dossier, id: str, base: str = "") -> OrganisationView:
    """The page of an organisation."""
    body = dossier.organisations[id]
    positions = stands(dossier, id)
    shown = shown_in(positions)
    own = dossier.by_speaker.get(f"organisations/{id}", ())
    voices = spoke_for(dossier, id, shown | frozenset(own))
    voices = tuple(voice for voice in voices if voice.name.path != f"organisations/{id}/")
    spoken = frozenset(dossier.speaking_for.get(id, ())) | frozenset(own)
    others = cards(dossier, (one for one in dossier.statements_about.get(id, ()) if one not in spoken))
    facts = fact_cards(dossier, (one for one in dossier.facts_about.get(id, ()) if one not in shown))
    own_cards = cards(dossier, (one for one in own if one not in shown))
    published = tuple(named(dossier, "sources", source.id) for source in dossier.sources.values()
                      if id in (source.record.publisher, source.original.publisher if source.original else None))
    sources = sources_of(dossier, [*spoken, *dossier.statements_about.get(id, ())], dossier.facts_about.get(id, ()))
    interest, summary = ours(dossier, body.interest), ours(dossier, body.summary)
    people = tuple((named(dossier, "people", one), held.role) for one, person in dossier.people.items()
                   for held in person.memberships if held.organisation == id)
    toc = contents(("interest", "Who stands behind it", interest), ("summary", "In short", summary), ("positions", "Positions", positions),
                   ("said", "What it said", own_cards), ("spoke", "Who spoke for it", voices), ("facts", "Facts", facts),
                   ("others", "What others said", others), ("published", "What it published", published),
                   ("people", "People", people), ("sources", "Sources", sources))
    head = Head(body.name, f"{body.name}{f', {body.classification}' if body.classification else ''}: what was said for it and about it, "
                "with the source of each statement.", f"organisations/{id}/", "organisations", toc, dossier.files.get(f"organisations/{id}"),
                json_ld={"@context": "https://schema.org", "@type": "Organization", "name": body.name})
    return OrganisationView(
        head, body.name, body.classification, named(dossier, "countries", body.country) if body.country else None, safe(body.url),
        host(body.url), actors(dossier, body.members), people, interest, summary, positions, own_cards, voices, facts, others, published,
        sources, read_period(dossier))  # fmt: skip


def _published(dossier: Dossier, id: str) -> int:
    return sum(id in (source.record.publisher, source.original.publisher if source.original else None) for source in dossier.sources.values())


def list_view(dossier: Dossier, base: str = "") -> ListView:
    """The list of organisations."""
    rows = []
    for id, body in dossier.organisations.items():
        spoken = {*dossier.speaking_for.get(id, ()), *dossier.by_speaker.get(f"organisations/{id}", ())}
        rows.append(Row(
            named(dossier, "organisations", id), body.classification or "",
            tally((len(spoken), "statement", None), (len(dossier.statements_about.get(id, ())), "statement about it", "statements about it"),
                  (len(dossier.facts_about.get(id, ())), "fact", None), (_published(dossier, id), "source published", "sources published")),
            tuple(cell(dossier, position) for question in dossier.questions if (position := dossier.positions.get((id, question))))))
    return ListView(
        Head("Organisations", f"{count(len(rows), 'organisation')} in this dossier: alliances, groups and publishers, and what was said by and "
             "about them.", "organisations/", "organisations"),
        "Alliances, groups that speak as one, and publishers.", (section("all", "", rows),), "This dossier has no organisations.")
