"""A country's page, and the list of countries."""

from __future__ import annotations

from dataclasses import dataclass

from ..resolved import Dossier
from .cards import Card, FactCard, cards, fact_cards
from .evidence import Stand, shown_in, stands
from .cells import cell, read_period
from .head import Head, contents
from .lists import ListView, Row, section
from .names import Name, named
from .ours import Runs, ours
from .phrases import count, tally
from .speakers import Voice, not_for, sources_of, spoke_for


@dataclass(frozen=True, slots=True)
class CountryView:
    """Where a country stands, who spoke for it, what is said about it, and where that is read."""

    head: Head
    name: str
    code: str
    summary: Runs
    stands: tuple[Stand, ...]
    facts: tuple[FactCard, ...]
    voices: tuple[Voice, ...]
    others: tuple[Card, ...]
    unofficial: tuple[Card, ...]
    groups: tuple[Name, ...]
    sources: tuple[Name, ...]
    period: str


def view(dossier: Dossier, id: str, base: str = "") -> CountryView:
    """The page of a country."""
    name = dossier.names[f"countries/{id}"]
    positions = stands(dossier, id)
    shown = shown_in(positions)
    voices = spoke_for(dossier, id, shown)
    spoken = frozenset(dossier.speaking_for.get(id, ()))
    of_its_people = not_for(dossier, id)
    others = cards(dossier, (one for one in dossier.statements_about.get(id, ()) if one not in spoken and one not in of_its_people))
    facts = fact_cards(dossier, (one for one in dossier.facts_about.get(id, ()) if one not in shown))
    unofficial = cards(dossier, of_its_people)
    sources = sources_of(dossier, [*spoken, *dossier.statements_about.get(id, ())], dossier.facts_about.get(id, ()))
    summary = ours(dossier, dossier.countries[id].summary)
    groups = tuple(named(dossier, "organisations", one) for one, body in dossier.organisations.items() if id in body.members)
    toc = contents(("summary", "In short", summary), ("positions", "Positions", positions), ("facts", "Facts", facts),
                   ("spoke", f"Who spoke for {name}", True), ("unofficial", "Others from there", unofficial),
                   ("others", "What others said", True), ("sources", "Sources", True))
    head = Head(f"{name}: positions and statements",
                f"Where {name} stands, who said so, when and in which words: {count(len(spoken), 'statement')} made for it, "
                f"{count(len(others), 'statement')} about it, each checked against its source.",
                f"countries/{id}/", "countries", toc, dossier.files.get(f"countries/{id}"),
                json_ld={"@context": "https://schema.org", "@type": "Country", "name": name})
    return CountryView(head, name, id.upper(), summary, positions, facts, voices, others, unofficial, groups, sources, read_period(dossier))


def list_view(dossier: Dossier, base: str = "") -> ListView:
    """The list of countries, each with where it stands on the questions."""
    rows = [Row(named(dossier, "countries", id), "", tally(
        (len(dossier.speaking_for.get(id, ())), "statement for it", "statements for it"),
        (len(dossier.statements_about.get(id, ())), "statement about it", "statements about it"),
        (len(dossier.facts_about.get(id, ())), "fact", None),
    ), tuple(cell(dossier, position) for question in dossier.questions if (position := dossier.positions.get((id, question)))))
        for id in dossier.countries]
    return ListView(
        Head("Countries", f"{count(len(rows), 'country', 'countries')} in this dossier: where each one stands and what is on record.",
             "countries/", "countries"),
        "Each country that the sources say anything about.", (section("all", "", rows),), "This dossier has no countries.")
