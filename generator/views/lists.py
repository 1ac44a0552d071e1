"""Lists of actors and sources: one row a record, with what the dossier holds of it."""

from __future__ import annotations

from dataclasses import dataclass

from .cells import Cell
from .head import Head
from .names import Name
from .stances import Chip


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list: its name, a note in our words, what is counted, and where it stands."""

    name: Name
    note: str
    counts: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    sort: str = ""  # what to sort by, where it is not the name
    stances: tuple[Chip, ...] = ()  # of a question


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading; the heading is empty where the list has only one section."""

    anchor: str
    label: str
    rows: tuple[Row, ...]
    path: str | None = None  # of the page of what the heading names


@dataclass(frozen=True, slots=True)
class ListView:
    """A page that lists all records of a kind."""

    head: Head
    lead: str
    sections: tuple[Section, ...]
    empty: str


def section(anchor: str, label: str, rows: list[Row]) -> Section:
    """The rows by name or what they sort by, without regard to case."""
    return Section(anchor, label, tuple(sorted(rows, key=lambda row: ((row.sort or row.name.label).casefold(), row.name.id))))
