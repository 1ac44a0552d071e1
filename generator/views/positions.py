"""The matrix: those whose positions are compared, by questions."""

from __future__ import annotations

from dataclasses import dataclass

from ..resolved import Dossier
from .cells import Cell, cell, read_period
from .head import Head
from .names import Name, asked, named
from .phrases import count
from .stances import Chip, scale


@dataclass(frozen=True, slots=True)
class Column:
    """A question at the head of a column."""

    question: Name
    title: str
    scale: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A holder with one cell a question; `is_silent` where nothing is on record for any."""

    holder: Name
    cells: tuple[Cell, ...]
    is_silent: bool


@dataclass(frozen=True, slots=True)
class PositionsView:
    """All positions at a glance."""

    head: Head
    holders: str
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    period: str


def view(dossier: Dossier, base: str = "") -> PositionsView:
    """The page of the matrix."""
    kind = dossier.record.positions_of
    columns = tuple(Column(asked(dossier, id), question.title, scale(question)) for id, question in dossier.questions.items())
    rows = []
    for holder in dossier.holders:
        cells = tuple(cell(dossier, dossier.positions[holder, id]) for id in dossier.questions)
        rows.append(MatrixRow(named(dossier, kind, holder), cells, all(one.kind.key == "none" for one in cells)))
    rows.sort(key=lambda row: row.is_silent)  # by name, but those with nothing on record last
    singular = {"countries": "country", "organisations": "organisation", "people": "person"}[kind]
    head = Head("Positions", f"{count(len(rows), singular, kind)} by {count(len(columns), 'question')}: who takes which stance, on what evidence.",
                "positions/", "positions")
    return PositionsView(head, kind, columns, tuple(rows), read_period(dossier))
