"""Where a country, organisation or person stands on a question: derived from the evidence, never typed.

The rules are those of `docs/decisions/0004-positions.md`: newer means that the earliest
day of one lies after the latest day of the other; an own statement stands until another
own statement changes it; facts never outrank statements; offices that differ, or an
order that the dates leave open, read "divided".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import dates
from .model import CARRYING_RUNGS, RUNGS
from .resolved import Evidence, Position, ResolvedFact, ResolvedStatement

OWN_STATEMENT, REPORTED_STATEMENT, FACT = range(3)


@dataclass(frozen=True, slots=True)
class _Tiered:
    tier: int
    evidence: Evidence


def derive(holders: Iterable[str], questions: Sequence[str], statements: Iterable[ResolvedStatement],
           facts: Iterable[ResolvedFact], holders_of: Callable[[ResolvedStatement], Sequence[str]],
           condition_words: Callable[[Evidence], str | None]) -> Mapping[tuple[str, str], Position]:
    """The position of every holder on every question.

    `holders_of` tells whose position a statement may carry; `condition_words` gives the
    archived words of the condition of one piece of evidence.
    """
    found: dict[tuple[str, str], list[_Tiered]] = {}
    wanted = frozenset(holders)
    for statement in statements:
        if statement.is_live:
            _add_statement(found, statement, [h for h in holders_of(statement) if h in wanted])
    for fact in facts:
        if fact.is_live:
            _add_fact(found, fact, [a for a in fact.about if a in wanted])
    return {(holder, question): _position(holder, question, found.get((holder, question), ()), condition_words)
            for holder in sorted(wanted) for question in questions}


def _add_statement(found: dict[tuple[str, str], list[_Tiered]], statement: ResolvedStatement, holders: Sequence[str]) -> None:
    if statement.rung not in CARRYING_RUNGS:
        return
    tier = REPORTED_STATEMENT if statement.rung == "reported" else OWN_STATEMENT
    for holder in holders:
        office = next((o for o in statement.offices if o.represents and holder in (o.country, o.organisation)), None)
        for answer in statement.answers:
            evidence = Evidence("statement", statement.id, answer, statement.said, statement.rung, office.role if office else None)
            found.setdefault((holder, answer.question), []).append(_Tiered(tier, evidence))


def _add_fact(found: dict[tuple[str, str], list[_Tiered]], fact: ResolvedFact, holders: Sequence[str]) -> None:
    for holder in holders:
        for answer in fact.answers:
            evidence = Evidence("fact", fact.id, answer, fact.date, "reported", None)
            found.setdefault((holder, answer.question), []).append(_Tiered(FACT, evidence))


def _position(holder: str, question: str, candidates: Sequence[_Tiered],
              condition_words: Callable[[Evidence], str | None]) -> Position:
    stated = [c for c in candidates if c.evidence.answer.strength == "states"]
    implied = tuple(_in_order(c.evidence for c in candidates if c.evidence.answer.strength != "states"))
    if not stated:
        return _unstated(holder, question, implied)
    tier = min(c.tier for c in stated)
    bearing = [c.evidence for c in stated if c.tier == tier]
    current = tuple(_in_order(e for e in bearing if not any(_supersedes(o, e) for o in bearing)))
    weaker = [c.evidence for c in stated if c.tier > tier]
    since = tuple(_in_order(e for e in weaker if all(dates.newer(e.when, c.when) for c in current)))
    ranks = sorted({(e.answer.rank, e.answer.stance, e.answer.label) for e in current})
    stances = tuple(stance for _, stance, _ in ranks)
    behind = [e for e in (c.evidence for c in stated) if e.answer.stance in stances and e not in since]
    return Position(
        holder, question, "stated" if len(stances) == 1 else "divided", stances, tuple(label for _, _, label in ranks),
        current, since, implied, tuple(_in_order(e for e in bearing if e not in current)),
        sum(e.kind == "statement" for e in behind), sum(e.kind == "fact" for e in behind),
        max(current, key=_age).when, max((e.rung for e in current), key=RUNGS.index),
        tuple(dict.fromkeys(words for e in current if (words := condition_words(e)))),
        tuple(_in_order(e for e in weaker if e not in since)))


def _unstated(holder: str, question: str, implied: tuple[Evidence, ...]) -> Position:
    newest = max(implied, key=_age).when if implied else None
    weakest = max((e.rung for e in implied), key=RUNGS.index) if implied else None
    return Position(holder, question, "implied" if implied else "none", (), (), (), (), implied, (),
                    sum(e.kind == "statement" for e in implied), sum(e.kind == "fact" for e in implied), newest, weakest, ())


def _supersedes(newer: Evidence, older: Evidence) -> bool:
    """True where `newer` is of the same office and surely later."""
    return newer.office == older.office and dates.newer(newer.when, older.when)


def _age(evidence: Evidence) -> tuple[object, str]:
    return dates.sort_key(evidence.when), evidence.id


def _in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Newest first."""
    return sorted(evidence, key=_age, reverse=True)
