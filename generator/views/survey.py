"""What the plan works out once over the whole dossier, so that no page loops over it: titles, places, who belongs where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..frozen import dataclass
from ..resolved import Dossier, SourceSummary, Summary
from .cells import read_period
from .paging import A_CARD, A_LINE, Cut
from .titles import titles


@dataclass(frozen=True, slots=True)
class Survey:
    """Values for the plan alone: a page gets of them what it shows, and is the same page while that is the same."""

    briefs: Mapping[str, Summary]  # of all statements and facts
    sources: Mapping[str, SourceSummary]
    titles: Mapping[str, str]  # of all statements
    people_in: Mapping[str, tuple[str, ...]]  # "countries/fr", "organisations/nato" to the people with an office there, by id
    places_of: Mapping[str, tuple[str, ...]]  # person to the places of their offices: "countries/fr", "organisations/nato"
    groups_of: Mapping[str, tuple[str, ...]]  # country to the organisations that it is a member of
    published_by: Mapping[str, tuple[str, ...]]  # organisation to its sources, in the original or as a copy
    place_of_source: Mapping[str, int]  # source to its place among all by title
    inner: Mapping[str, tuple[str, ...]]  # statement to those whose words it tells, in the order of the text
    facts_on: Mapping[str, Mapping[str, tuple[str, ...]]]  # question to stance to listed facts
    period: str  # what was read, and for which time


def survey(dossier: Dossier) -> Survey:
    """One pass over everything; no record of a source is looked at."""
    briefs = dict(dossier.summaries)
    sources = dict(dossier.source_summaries)
    offices = [(place, id) for id, person in dossier.people.items() for held in person.memberships
               for place in (held.country and f"countries/{held.country}", held.organisation and f"organisations/{held.organisation}") if place]
    statements = frozenset(dossier.statements)
    return Survey(
        briefs, sources, titles(dossier, [one for one in briefs.values() if one.id in statements]),
        _index(offices), _index((id, place) for place, id in offices),
        _index((country, id) for id, body in dossier.organisations.items() for country in body.members),
        _index((publisher, id) for id, source in sources.items() for publisher in source.publishing),
        {id: place for place, id in enumerate(sorted(sources, key=lambda id: (sources[id].title.casefold(), id)))},
        _index((one.within, one.id) for source in sources.values() for one in sorted(source.statements, key=lambda one: one.start) if one.within),
        _answering([one for source in sources.values() for one in source.facts]), read_period(dossier))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, id in pairs:
        found.setdefault(key, {})[id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _answering(facts: Iterable[Summary]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for fact in sorted(facts, key=lambda one: one.id):
        if fact.is_listed:
            for question, stance, _ in fact.answers:
                found.setdefault(question, {}).setdefault(stance, []).append(fact.id)
    return {question: {stance: tuple(ids) for stance, ids in by_stance.items()} for question, by_stance in found.items()}


def listed(known: Survey, ids: Iterable[str]) -> list[str]:
    """Those of the statements or facts that lists show, in the order given."""
    return [id for id in ids if known.briefs[id].is_listed]


def how_many(dossier: Dossier, ids: Iterable[str]) -> int:
    """How many of the statements or facts lists show."""
    return sum(dossier.summaries[id].is_listed for id in ids)


def in_order_of_text(records: Iterable[Summary]) -> list[str]:
    """Those of the statements or facts of a source that lists show, in the order of its text."""
    return [one.id for one in sorted(records, key=lambda one: one.start) if one.is_listed]


EVIDENCE = ("current", "since_reported", "implied", "others", "earlier")  # as `Position` calls them, in the order of a page
CARRYING = EVIDENCE[:2]  # stand on the first page before all that carries no position


def of_positions(dossier: Dossier, holder: str) -> tuple[list[Cut], frozenset[str]]:
    """The sections of a holder's evidence by "question/group", what carries a position first; and all ids in them."""
    found = dossier.kept(f"evidence/{holder}", lambda: tuple(_of_positions(dossier, holder)))
    first = [(key, ids, A_CARD) for key, ids in found if key.rpartition("/")[2] in CARRYING]
    rest = [(key, ids, A_CARD) for key, ids in found if key.rpartition("/")[2] not in CARRYING]
    return [*first, *rest], frozenset(id for _, ids in found for id in ids)


def _of_positions(dossier: Dossier, holder: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for question in dossier.questions:
        position = dossier.positions.get((holder, question))
        for group in EVIDENCE if position else ():
            evidence = getattr(position, group)
            if evidence:
                yield f"{question}/{group}", tuple([one.id for one in evidence])


def of_voices(dossier: Dossier, known: Survey, holder: str, shown: frozenset[str]) -> list[Cut]:
    """The sections of those who spoke for a holder: "spoke/people/id" in full, "linked/people/id" what stands with its positions."""
    by_voice: dict[str, tuple[list[str], list[str]]] = {}
    for id in dossier.speaking_for.get(holder, ()):
        brief = known.briefs[id]
        if brief.is_listed:
            by_voice.setdefault(brief.speaker, ([], []))[id in shown].append(id)
    found: list[Cut] = []
    for voice, (full, linked) in by_voice.items():
        found += [(f"spoke/{voice}", full, A_CARD)] if full else []
        found += [(f"linked/{voice}", linked, A_LINE)] if linked else []
    return found


def sources_of(known: Survey, *found: Iterable[str]) -> list[str]:
    """The sources of these statements and facts, by title."""
    return sorted({known.briefs[id].source for ids in found for id in ids}, key=known.place_of_source.__getitem__)
