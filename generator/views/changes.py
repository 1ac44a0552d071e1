"""Change over time: where somebody's stance on a question became another, the statements before and after side by side."""

from __future__ import annotations

from collections.abc import Iterable

from .. import dates
from ..frozen import dataclass
from ..resolved import Dossier, Evidence, Position
from .cards import Card, FactCard, card, fact_card
from .names import Name, named
from .stances import Chip, chip_of

IN_FULL = 3  # changes of one holder on one question that a page shows
ON_QUESTION = 12  # changes that a question's page shows, the newest first


@dataclass(frozen=True, slots=True)
class Side:
    """What was said or told before or after: one of `card` and `fact`."""

    chip: Chip
    card: Card | None
    fact: FactCard | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of stance."""

    holder: Name
    before: Side
    after: Side
    href: str  # where the holder's position stands


def shifts(dossier: Dossier, position: Position) -> tuple[Shift, ...]:
    """The changes of a position, the newest first: evidence of one office and weight that surely followed other evidence and answers otherwise."""
    return tuple(_shift(dossier, position, *pair) for pair in _pairs(position)[:IN_FULL])


def shifts_on(dossier: Dossier, question: str, holders: Iterable[str]) -> tuple[Shift, ...]:
    """The newest change of each holder on a question, the newest first. Only what is shown is read."""
    positions = (dossier.positions.get((holder, question)) for holder in holders)
    newest = [(position, *pairs[0]) for position in positions if position is not None and (pairs := _pairs(position))]
    newest.sort(key=lambda one: dates.sort_key(one[2].when), reverse=True)
    return tuple(_shift(dossier, *one) for one in newest[:ON_QUESTION])


def _pairs(position: Position) -> list[tuple[Evidence, Evidence]]:
    """Before and after, for each change, the newest first."""
    if not position.earlier:
        return []
    by_office: dict[str | None, list[Evidence]] = {}
    for one in (*position.current, *position.earlier):  # each newest first
        by_office.setdefault(one.office, []).append(one)
    pairs = [(before, after) for line in by_office.values() for after, before in zip(line, line[1:], strict=False)
             if before.answer.stance != after.answer.stance and dates.newer(after.when, before.when)]
    return sorted(pairs, key=lambda pair: dates.sort_key(pair[1].when), reverse=True)


def _shift(dossier: Dossier, position: Position, before: Evidence, after: Evidence) -> Shift:
    holder = named(dossier, dossier.record.positions_of, position.holder)
    return Shift(holder, _side(dossier, before), _side(dossier, after),
                 f"{holder.path or ''}#on-{position.question}")


def _side(dossier: Dossier, one: Evidence) -> Side:
    stance = chip_of(dossier, one.answer.question, one.answer.stance)
    if one.kind == "statement":
        return Side(stance, card(dossier, one.id), None)
    return Side(stance, None, fact_card(dossier, one.id))
