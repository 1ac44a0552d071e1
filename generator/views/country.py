"""A country's page, and the list of countries."""

from __future__ import annotations


from ..frozen import dataclass
from ..resolved import Dossier
from .cards import Card, FactCard, cards, fact_cards
from .evidence import DISSENT, Stand, stands
from .cells import cell, read_period
from .head import Head, contents
from .lists import ListView, Row, Section, by_name
from .names import Name, named
from .ours import Runs, ours
from .paging import A_CARD, A_LINE, LINES, Leaf, Pager, cut, described, leaf_path, pager, titled
from .phrases import count, tally
from .speakers import Voice, spoke_for
from .survey import Survey, how_many, listed, of_positions, of_voices, sources_of, survey


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
    way: str  # of the page that tells how to add a source; empty where there is none
    has_voices: bool  # True where who spoke for it, or that nobody did, stands on this page
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


A_FEW = 40  # of those who take another stance, as many as a country's first page knows


def leaves(dossier: Dossier, known: Survey, id: str) -> tuple[Leaf, ...]:
    """What stands on each page of a country."""
    evidence, shown = of_positions(dossier, id)
    spoken, about, facts = dossier.speaking_for.get(id, ()), dossier.statements_about.get(id, ()), dossier.facts_about.get(id, ())
    speaking = frozenset(spoken)
    # By people with an office there who did not speak for it: lawmakers, officials, former ones.
    unofficial = [one for person in known.people_in.get(f"countries/{id}", ()) for one in dossier.by_speaker.get(f"people/{person}", ())
                  if one not in speaking]  # each once: nobody else is their speaker
    apart = speaking.union(unofficial)
    dissent = sorted((one for one in listed(known, unofficial) if known.briefs[one].answers), key=lambda one: known.briefs[one].order, reverse=True)
    return cut(((DISSENT, dissent[:A_FEW], A_LINE), *evidence, ("facts", [one for one in listed(known, facts) if one not in shown], A_CARD),
                *(of_voices(dossier, known, id, shown) or [("spoke", (), A_CARD)]), ("unofficial", listed(known, unofficial), A_CARD),
                ("others", [one for one in listed(known, about) if one not in apart], A_CARD),
                ("groups", known.groups_of.get(id, ()), A_LINE), ("sources", sources_of(known, spoken, about, facts), A_LINE)))


def view(dossier: Dossier, id: str, leaf: Leaf | None = None, period: str | None = None, way: str = "") -> CountryView:
    """A page of a country; the first where no leaf is given. `period`: what was read, where it is known already; `way`: how to add to it."""
    leaf = leaf or leaves(dossier, survey(dossier), id)[0]
    name, first, path = dossier.names[f"countries/{id}"], leaf.is_first, f"countries/{id}/"
    positions, voices = stands(dossier, id, leaf), spoke_for(dossier, id, leaf)
    others, unofficial, facts = cards(dossier, leaf.ids("others")), cards(dossier, leaf.ids("unofficial")), fact_cards(dossier, leaf.ids("facts"))
    summary = ours(dossier, dossier.countries[id].summary) if first else ()
    has_voices = bool(voices) or leaf.has("spoke")
    toc = contents(("summary", "In short", summary), ("positions", "Positions", positions), ("facts", "Facts", facts),
                   ("spoke", f"Who spoke for {name}", has_voices), ("unofficial", "Others from there", unofficial),
                   ("others", "What others said", leaf.has("others")), ("sources", "Sources", leaf.has("sources")))
    told = _told(dossier, id, positions) if first else ""
    title = f"{name}: positions and statements"
    head = Head(titled(title, leaf), described(told, title, leaf), leaf_path(path, leaf.number), toc, dossier.files.get(f"countries/{id}"),
                json_ld={"@type": "Country", "name": name})
    return CountryView(head, name, id.upper(), summary, positions, facts, voices, others, unofficial,
                       tuple(named(dossier, "organisations", one) for one in leaf.ids("groups")),
                       tuple(named(dossier, "sources", one) for one in leaf.ids("sources")),
                       read_period(dossier) if period is None else period, way, has_voices, leaf, pager(leaf, name, leaf_path, path))


def _counts(dossier: Dossier, id: str) -> tuple[tuple[int, str, str | None], ...]:
    return ((how_many(dossier, dossier.speaking_for.get(id, ())), "statement for it", "statements for it"),
            (how_many(dossier, dossier.statements_about.get(id, ())), "statement about it", "statements about it"),
            (how_many(dossier, dossier.facts_about.get(id, ())), "fact", None))


def _told(dossier: Dossier, id: str, positions: tuple[Stand, ...]) -> str:
    """What the page has, in a sentence: no more than is on record."""
    name, counts = dossier.names[f"countries/{id}"], _counts(dossier, id)
    stands_so = any(one.cell is not None and one.cell.kind.key in ("stated", "divided") for one in positions)
    what = f"Where {name} stands, who said so, when and in which words" if stands_so else f"What is on record of {name}"
    return f"{what}: {', '.join(tally(*counts))}{', each checked against its source' if any(number for number, *_ in counts) else ''}."


def list_view(dossier: Dossier) -> ListView:
    """The list of countries, each with where it stands on the questions; with how many positions it has, where all would be more than a page holds."""
    in_full = sum((id, question) in dossier.evidence for id in dossier.countries for question in dossier.questions) <= LINES
    rows = [_row(dossier, id, in_full) for id in by_name((dossier.names[f"countries/{id}"], id) for id in dossier.countries)]
    return ListView(
        Head("Countries", f"{count(len(rows), 'country', 'countries')} in this dossier: where each one stands and what is on record.",
             "countries/"),
        "Each country that the sources say anything about.", (Section("all", "", tuple(rows)),), "This dossier has no countries.")


def _row(dossier: Dossier, id: str, in_full: bool) -> Row:
    positions = [one for question in dossier.questions if (one := dossier.positions.get((id, question)))]
    counts = tally(
        *_counts(dossier, id),
        (0 if in_full else sum(one.kind != "none" for one in positions), "position", None))
    return Row(named(dossier, "countries", id), "", counts, tuple(cell(dossier, one) for one in positions) if in_full else ())
