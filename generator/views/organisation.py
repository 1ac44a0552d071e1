"""An organisation's page, and the list of organisations."""

from __future__ import annotations


from ..frozen import dataclass
from ..resolved import Dossier
from .cards import Card, FactCard, cards, fact_cards
from .cells import cell, read_period
from .evidence import Stand, stands
from .head import Head, contents
from .links import host, safe
from .lists import ListView, Row, Section, by_name, list_head, list_pager
from .names import Name, actors, named
from .ours import Runs, ours
from .paging import A_CARD, A_LINE, ROWS, Leaf, Pager, cut, described, leaf_path, pager, titled
from .phrases import count, tally
from .speakers import Voice, spoke_for
from .survey import Survey, how_many, listed, of_positions, of_voices, sources_of, survey


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
    is_unheard: bool  # True where nothing that it said or that was said about it is on record, and no position could be
    way: str  # of the page that tells how to add a source; empty where there is none
    leaf: Leaf
    pager: Pager | None

    @property
    def is_silent(self) -> bool:
        """True on a first page where no question has an answer."""
        return self.leaf.is_first and bool(self.stands) and all(one.is_silent for one in self.stands)

    @property
    def also(self) -> str:
        """What stands before links to statements that are not shown in full where they are linked."""
        return "Shown above" if self.leaf.of == 1 else "Shown with the positions"


def leaves(dossier: Dossier, known: Survey, id: str) -> tuple[Leaf, ...]:
    """What stands on each page of an organisation."""
    evidence, shown = of_positions(dossier, id)
    own, about, facts = dossier.by_speaker.get(f"organisations/{id}", ()), dossier.statements_about.get(id, ()), dossier.facts_about.get(id, ())
    spoken = frozenset(dossier.speaking_for.get(id, ())).union(own)
    voices = of_voices(dossier, known, id, shown.union(own))
    itself = (f"spoke/organisations/{id}", f"linked/organisations/{id}")  # what it said itself has a section of its own
    return cut((*evidence, ("said", [one for one in listed(known, own) if one not in shown], A_CARD),
                *(one for one in voices if one[0] not in itself), ("facts", [one for one in listed(known, facts) if one not in shown], A_CARD),
                ("others", [one for one in listed(known, about) if one not in spoken], A_CARD),
                ("published", known.published_by.get(id, ()), A_LINE), ("people", known.people_in.get(f"organisations/{id}", ()), A_LINE),
                ("sources", sources_of(known, spoken, about, facts), A_LINE)))


def view(dossier: Dossier, id: str, leaf: Leaf | None = None, period: str | None = None,
         way: str = "") -> OrganisationView:
    """A page of an organisation; the first where no leaf is given. `period`: what was read, where it is known already; `way`: how to add to it."""
    leaf = leaf or leaves(dossier, survey(dossier), id)[0]
    body, first, path = dossier.organisations[id], leaf.is_first, f"organisations/{id}/"
    positions, voices, own = stands(dossier, id, leaf), spoke_for(dossier, id, leaf), cards(dossier, leaf.ids("said"))
    others, facts = cards(dossier, leaf.ids("others")), fact_cards(dossier, leaf.ids("facts"))
    published = tuple(named(dossier, "sources", one) for one in leaf.ids("published"))
    sources = tuple(named(dossier, "sources", one) for one in leaf.ids("sources"))
    interest, summary = (ours(dossier, body.interest), ours(dossier, body.summary)) if first else ((), ())
    people = tuple((named(dossier, "people", one), held.role) for one in leaf.ids("people")
                   for held in dossier.people[one].memberships if held.organisation == id)
    is_unheard = leaf.of == 1 and not (positions or own or voices or others or facts)
    toc = contents(("interest", "Who stands behind it", interest), ("summary", "In short", summary), ("positions", "Positions", positions),
                   ("said", "What it said" if own else "Statements", own or is_unheard), ("spoke", "Who spoke for it", voices), ("facts", "Facts", facts),
                   ("others", "What others said", others), ("published", "What it published", published),
                   ("people", "People", people), ("sources", "Sources", sources))
    counts = ", ".join(_counts(dossier, id, dict(leaf.totals)["published"])) if first else ""
    told = f"{body.name}{f', {body.classification}' if body.classification else ''}: {counts} in this dossier."
    head = Head(titled(body.name, leaf), described(told, body.name, leaf), leaf_path(path, leaf.number), toc,
                dossier.files.get(f"organisations/{id}"), json_ld={"@type": "Organization", "name": body.name} | ({"sameAs": safe(body.url)} if safe(body.url) else {}))
    return OrganisationView(
        head, body.name, body.classification, named(dossier, "countries", body.country) if body.country else None, safe(body.url),
        host(body.url), actors(dossier, body.members), people, interest, summary, positions, own, voices, facts, others, published,
        sources, read_period(dossier) if period is None else period, is_unheard, way, leaf, pager(leaf, body.name, leaf_path, path))  # fmt: skip


def _counts(dossier: Dossier, id: str, published: int) -> tuple[str, ...]:
    """What the dossier has of it, counted; `published`: how many sources."""
    spoken = {*dossier.speaking_for.get(id, ()), *dossier.by_speaker.get(f"organisations/{id}", ())}
    return tally((how_many(dossier, spoken), "statement", None),
                 (how_many(dossier, dossier.statements_about.get(id, ())), "statement about it", "statements about it"),
                 (how_many(dossier, dossier.facts_about.get(id, ())), "fact", None), (published, "source published", "sources published"))


def list_leaves(dossier: Dossier, known: Survey) -> tuple[tuple[Leaf, tuple[int, ...]], ...]:
    """What stands on each page of the list, by name, and how many sources each of them published."""
    leaves = cut([("all", by_name((body.name, id) for id, body in dossier.organisations.items()), 1)], ROWS)
    return tuple((leaf, tuple(len(known.published_by.get(id, ())) for id in leaf.ids("all"))) for leaf in leaves)


def list_view(dossier: Dossier, leaf: Leaf | None = None, published: tuple[int, ...] | None = None) -> ListView:
    """A page of the list of organisations; the first where no leaf is given."""
    if leaf is None or published is None:
        leaf, published = list_leaves(dossier, survey(dossier))[0]
    rows = []
    for id, sources in zip(leaf.ids("all"), published, strict=True):
        rows.append(Row(
            named(dossier, "organisations", id), dossier.organisations[id].classification or "",
            _counts(dossier, id, sources),
            tuple(cell(dossier, position) for question in dossier.questions if (position := dossier.positions.get((id, question))))))
    told = f"{count(len(dossier.organisations), 'organisation')} in this dossier: alliances, groups and publishers, and what was said by and about them."
    return ListView(list_head("Organisations", told, "organisations/", leaf), "Alliances, groups that speak as one, and publishers.",
                    (Section("all", "", tuple(rows)),), "This dossier has no organisations.", list_pager(leaf, "organisations"))
