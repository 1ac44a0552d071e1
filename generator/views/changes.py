"""Change over time: where somebody's stance on a question became another, the statements before and after side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .. import dates
from ..frozen import dataclass
from ..resolved import Dossier, Evidence, Position
from .cards import Card, FactCard, card, fact_card
from .names import Name, asked, named
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
    """A change of stance. `office` that carried both, where there is one."""

    holder: Name
    question: Name
    office: str | None
    before: Side
    after: Side
    href: str  # where the holder's position stands


def shifts(dossier: Dossier, position: Position) -> tuple[Shift, ...]:
    """The changes of a position, the newest first: evidence of one office and weight that surely followed other evidence and answers otherwise."""
    return tuple(shift for _, shift in _shifts(dossier, position))[:IN_FULL] if position.earlier else ()


def shifts_on(dossier: Dossier, question: str, holders: Iterable[str]) -> tuple[Shift, ...]:
    """The newest change of each holder on a question, the newest first."""
    found = []
    for holder in holders:
        position = dossier.positions.get((holder, question))
        first = next(_shifts(dossier, position), None) if position is not None and position.earlier else None
        if first is not None:
            found.append(first)
    found.sort(key=lambda one: dates.sort_key(one[0].when), reverse=True)
    return tuple(shift for _, shift in found)[:ON_QUESTION]


def _shifts(dossier: Dossier, position: Position) -> Iterator[tuple[Evidence, Shift]]:
    by_office: dict[str | None, list[Evidence]] = {}
    for one in (*position.current, *position.earlier):  # each newest first
        by_office.setdefault(one.office, []).append(one)
    pairs = [(before, after) for line in by_office.values() for after, before in zip(line, line[1:], strict=False)
             if before.answer.stance != after.answer.stance and dates.newer(after.when, before.when)]
    for before, after in sorted(pairs, key=lambda pair: dates.sort_key(pair[1].when), reverse=True):
        holder = named(dossier, dossier.record.positions_of, position.holder)
        yield after, Shift(holder, asked(dossier, position.question), after.office, _side(dossier, before), _side(dossier, after),
                           f"{holder.path or ''}#on-{position.question}")


def _side(dossier: Dossier, one: Evidence) -> Side:
    stance = chip_of(dossier, one.answer.question, one.answer.stance)
    if one.kind == "statement":
        return Side(stance, card(dossier, one.id), None)
    return Side(stance, None, fact_card(dossier, one.id))
