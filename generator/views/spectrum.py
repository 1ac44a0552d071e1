"""A question's spectrum: its holders as rows, the scale as columns, a mark where each one stands. For an ordered scale only."""

from __future__ import annotations

from typing import Literal

from ..frozen import dataclass
from ..resolved import Dossier
from .cells import Cell, cell
from .names import Name
from .paging import Leaf
from .phrases import Term
from .stances import Chip, scale
from .when import When, day

Sort = Literal["states", "implies", "since", "voice"]

MARKS: dict[Sort, Term] = {
    "states": Term("states", "stated", "Somebody who speaks for the holder, or a source, states it."),
    "implies": Term("implies", "implied only", "Nothing is stated; something said implies it."),
    "since": Term("since", "since reported otherwise", "Later, but weaker evidence."),
    "voice": Term("voice", "another voice from there", "Somebody from there who does not speak for it takes another stance."),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """That a holder is found at a stance. `note`: who else is, and when; empty for its own position."""

    term: Term
    note: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A stance in a holder's row; `is_between` where it lies between two that the holder is divided over."""

    chip: Chip
    marks: tuple[Mark, ...]
    is_between: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A holder along the scale."""

    holder: Name
    is_divided: bool
    is_conditional: bool
    newest: When | None
    weakest: Term | None
    href: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Those with anything on record, from one end of the scale to the other; `terms`: the kinds of marks that occur."""

    chips: tuple[Chip, ...]
    rows: tuple[Row, ...]
    terms: tuple[Term, ...]
    has_divided: bool


def voices_key(holder: str) -> str:
    """The section of a leaf with statements by people from there who do not speak for it."""
    return f"from/{holder}"


def spectrum(dossier: Dossier, question: str, leaf: Leaf) -> Spectrum | None:
    """The spectrum of a question; None where its stances have no order or nobody answers. `leaf`: of the question's first page."""
    asked = dossier.questions[question]
    if asked.scale.kind != "ordered":
        return None
    chips = scale(asked)
    rows = []
    for number, holder in enumerate(dossier.holders):
        position = dossier.positions.get((holder, question))
        if position is not None:
            one = cell(dossier, position)
            voices = _voices(dossier, question, leaf.ids(voices_key(holder)), {chip.id for chip in one.chips})
            if one.chips or voices:
                row = _row(one, chips, voices)
                rows.append((_order(one, chips), number, row))
    shown = tuple(row for _, _, row in sorted(rows, key=lambda found: found[:2]))
    if not shown:
        return None
    kinds = {mark.term.key for row in shown for place in row.places for mark in place.marks}
    return Spectrum(chips, shown, tuple(term for key, term in MARKS.items() if key in kinds), any(row.is_divided for row in shown))


def _order(one: Cell, chips: tuple[Chip, ...]) -> tuple[float, bool]:
    """By the middle of its stances, what is stated before what is implied; those without a position last."""
    ranks = [rank for rank, chip in enumerate(chips) if chip.id in [own.id for own in one.chips]]
    return (sum(ranks) / len(ranks), one.kind.key == "implied") if ranks else (len(chips), True)


def _row(one: Cell, chips: tuple[Chip, ...], voices: dict[str, tuple[Name, ...]]) -> Row:
    own, since = {chip.id for chip in one.chips}, {chip.id for chip in one.since}
    at = [rank for rank, chip in enumerate(chips) if chip.id in own]
    places = []
    for rank, chip in enumerate(chips):
        marks: list[Mark] = []
        if chip.id in own:
            marks.append(Mark(MARKS["implies" if one.kind.key == "implied" else "states"]))
        if chip.id in since:
            marks.append(Mark(MARKS["since"]))
        if chip.id in voices:
            marks.append(Mark(MARKS["voice"], voices[chip.id]))
        places.append(Place(chip, tuple(marks), one.kind.key == "divided" and at[0] <= rank <= at[-1]))
    return Row(one.holder, one.kind.key == "divided", bool(one.conditions), one.newest, one.weakest, one.href, tuple(places))


def _voices(dossier: Dossier, question: str, ids: tuple[str, ...], own: set[str]) -> dict[str, tuple[Name, ...]]:
    """By stance that is not the holder's own, who else takes it."""
    found: dict[str, list[Name]] = {}
    for id in ids:
        said = dossier.summaries[id]
        for asked, stance, _ in said.answers:
            if asked == question and stance not in own:
                found.setdefault(stance, []).append(Name(f"{said.speaker_name}, {day(said.date).words}", f"statements/{id}/", id))
    return {stance: tuple(names) for stance, names in found.items()}
