"""Where a country, organisation or person stands on a question: derived from the evidence, never typed.

The rules are those of `docs/decisions/0004-positions.md`: newer means that the earliest
day of one lies after the latest day of the other; an own statement stands until another
own statement changes it; facts never outrank statements; offices that differ, or an
order that the dates leave open, read "divided".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from . import dates
from .frozen import dataclass
from .model import CARRYING_RUNGS, RUNGS
from .resolved import Evidence, Position, ResolvedFact, ResolvedStatement, Summary

Cell = tuple[tuple[str, ...], tuple[str, ...]]  # ids of statements, ids of facts

OWN_STATEMENT, REPORTED_STATEMENT, FACT = range(3)


@dataclass(frozen=True, slots=True)
class _Tiered:
    tier: int
    evidence: Evidence


def evidence_index(said: Iterable[Summary], told: Iterable[Summary], positions_of: str) -> Mapping[tuple[str, str], Cell]:
    """By holder and question, what may stand behind the position: ids of statements and of facts, in the order given."""
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for one in said:
        kind, _, speaker = one.speaker.partition("/")
        holders = one.speaks_for if positions_of != "people" else (speaker,) if kind == "people" else ()
        for holder in holders:
            for question, _, _ in one.answers:
                found.setdefault((holder, question), ([], []))[0].append(one.id)
    for one in told:
        for holder in one.about:
            for question, _, _ in one.answers:
                found.setdefault((holder, question), ([], []))[1].append(one.id)
    return {cell: (tuple(statements), tuple(facts)) for cell, (statements, facts) in found.items()}


def position(holder: str, question: str, cell: Cell, statements: Mapping[str, ResolvedStatement], facts: Mapping[str, ResolvedFact]) -> Position:
    """The position of a holder on a question; `cell` is what `evidence_index` has for both."""
    candidates = [c for id in cell[0] for c in _of_statement(statements[id], holder, question)]
    candidates += [c for id in cell[1] for c in _of_fact(facts[id], question)]
    return _position(holder, question, candidates, lambda e: e.answer.condition)


def _of_statement(statement: ResolvedStatement, holder: str, question: str) -> Iterator[_Tiered]:
    if not statement.is_live or statement.rung not in CARRYING_RUNGS:
        return
    tier = REPORTED_STATEMENT if statement.rung == "reported" else OWN_STATEMENT
    office = next((o for o in statement.offices if o.represents and holder in (o.country, o.organisation)), None)
    for answer in statement.answers:
        if answer.question == question:
            yield _Tiered(tier, Evidence("statement", statement.id, answer, statement.said, statement.rung, office.role if office else None))


def _of_fact(fact: ResolvedFact, question: str) -> Iterator[_Tiered]:
    for answer in fact.answers if fact.is_live else ():
        if answer.question == question:
            yield _Tiered(FACT, Evidence("fact", fact.id, answer, fact.date, "reported", None))


def _position(holder: str, question: str, candidates: Sequence[_Tiered],
              condition_words: Callable[[Evidence], str | None]) -> Position:
    ordered = sorted(candidates, key=lambda c: _age(c.evidence), reverse=True)  # newest first, as all lists of a position are
    stated = [c for c in ordered if c.evidence.answer.strength == "states"]
    implied = tuple(c.evidence for c in ordered if c.evidence.answer.strength != "states")
    if not stated:
        return _unstated(holder, question, implied)
    tier = min(c.tier for c in stated)
    bearing = [c.evidence for c in stated if c.tier == tier]
    current = _standing(bearing)
    weaker = [c.evidence for c in stated if c.tier > tier]
    since = _later_than_all(weaker, current)
    ranks = sorted({(e.answer.rank, e.answer.stance, e.answer.label) for e in current})
    stances = tuple(stance for _, stance, _ in ranks)
    is_current, is_since = ({(e.kind, e.id) for e in some} for some in (current, since))  # evidence has one answer to a question
    behind = [c.evidence for c in stated if c.evidence.answer.stance in stances and (c.evidence.kind, c.evidence.id) not in is_since]
    return Position(
        holder, question, "stated" if len(stances) == 1 else "divided", stances, tuple(label for _, _, label in ranks),
        current, since, implied, tuple(e for e in bearing if (e.kind, e.id) not in is_current),
        sum(e.kind == "statement" for e in behind), sum(e.kind == "fact" for e in behind),
        current[0].when, max((e.rung for e in current), key=RUNGS.index),
        tuple(dict.fromkeys(words for e in current if (words := condition_words(e)))),
        tuple(e for e in weaker if (e.kind, e.id) not in is_since))


def _unstated(holder: str, question: str, implied: tuple[Evidence, ...]) -> Position:
    newest = implied[0].when if implied else None
    weakest = max((e.rung for e in implied), key=RUNGS.index) if implied else None
    return Position(holder, question, "implied" if implied else "none", (), (), (), (), implied, (),
                    sum(e.kind == "statement" for e in implied), sum(e.kind == "fact" for e in implied), newest, weakest, ())


def _standing(bearing: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """What nothing of the same office supersedes by being surely later. `bearing` comes newest first, and so does this."""
    begun: dict[str | None, list[Evidence]] = {}
    for one in bearing:
        if one.when.earliest:
            begun.setdefault(one.office, []).append(one)  # the last to begin first, since the order is by the first day
    return tuple(one for one in bearing if not _is_superseded(one, begun.get(one.office, ())))


def _is_superseded(one: Evidence, by: Sequence[Evidence]) -> bool:
    """Nearly always the first decides; only moments of two time zones may ask for another."""
    for other in by:
        if one.when.latest is None or other.when.earliest is None or other.when.earliest <= one.when.latest:
            return False
        if dates.newer(other.when, one.when):
            return True
    return False


def _later_than_all(some: Sequence[Evidence], current: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Those of `some` that are surely later than each of `current`, which has one at least."""
    ends = [e.when.latest for e in current if e.when.latest]
    if len(ends) < len(current):
        return ()
    last = max(ends)
    timed = [e.when for e in current if e.when.time]  # of these the hours count too
    return tuple(e for e in some if e.when.earliest and e.when.earliest > last and all(dates.newer(e.when, when) for when in timed))


def _age(evidence: Evidence) -> tuple[object, str]:
    return dates.sort_key(evidence.when), evidence.id
