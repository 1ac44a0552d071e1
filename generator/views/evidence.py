"""What stands behind a position, as a page shows it: each card in full once, a short line where it is shown already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..resolved import Dossier, Evidence, Position
from .cards import Card, FactCard, card, fact_card
from .cells import Cell, cell
from .names import Name
from .stances import Chip, chip


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence. `card` or `fact` in full; neither where the page shows it above, then `link` leads there."""

    link: Name
    chip: Chip
    office: str | None
    card: Card | None
    fact: FactCard | None


@dataclass(frozen=True, slots=True)
class Stand:
    """A position with all its evidence, for the holder's page."""

    question: Name
    title: str
    anchor: str
    cell: Cell
    current: tuple[Exhibit, ...]
    since: tuple[Exhibit, ...]
    implied: tuple[Exhibit, ...]
    others: tuple[Exhibit, ...]
    earlier: tuple[Exhibit, ...]


def stands(dossier: Dossier, holder: str) -> tuple[Stand, ...]:
    """Where a holder stands on each question, in the dossier's order; empty where positions are not of its kind."""
    shown: set[str] = set()
    found = []
    for question in dossier.questions:
        position = dossier.positions.get((holder, question))
        if position is not None:
            found.append(_stand(dossier, position, shown))
    return tuple(found)


def _stand(dossier: Dossier, position: Position, shown: set[str]) -> Stand:
    one = cell(dossier, position)
    groups = [tuple(_exhibits(dossier, evidence, shown)) for evidence in (
        position.current, position.since_reported, position.implied, position.others, position.earlier)]
    return Stand(one.question, dossier.questions[position.question].title, f"on-{position.question}", one, *groups)


def _exhibits(dossier: Dossier, evidence: Iterable[Evidence], shown: set[str]) -> Iterable[Exhibit]:
    for one in evidence:
        is_new = one.id not in shown
        shown.add(one.id)
        stance = chip(dossier.questions[one.answer.question], one.answer.stance, "implies" if one.answer.strength == "implies" else "states")
        if one.kind == "statement":
            whole = card(dossier, one.id)
            link = Name(f"{whole.speaker.label}, {whole.when.words}", whole.path, one.id)
            yield Exhibit(link, stance, one.office, whole if is_new else None, None)
        else:
            fact = fact_card(dossier, one.id)
            link = Name(f"{fact.voice.label}, {fact.when.words}", fact.path, one.id)
            yield Exhibit(link, stance, None, None, fact if is_new else None)


def shown_in(stands: Iterable[Stand]) -> frozenset[str]:
    """Ids of the statements and facts that these positions show in full."""
    return frozenset(
        exhibit.link.id for stand in stands for group in (stand.current, stand.since, stand.implied, stand.others, stand.earlier)
        for exhibit in group if exhibit.card or exhibit.fact
    )
