"""Lists of actors and sources: one row a record, with what the dossier holds of it."""

from __future__ import annotations

from collections.abc import Iterable

from ..frozen import dataclass
from .cells import Cell
from .head import Head, contents
from .names import Name
from .paging import Leaf, Pager, described, list_path, pager, titled
from .stances import Chip


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list: its name, a note in our words, what is counted, and where it stands."""

    name: Name
    note: str
    counts: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    stances: tuple[Chip, ...] = ()  # of a question

    @property
    def counted(self) -> str:
        """What is counted, in one line."""
        return " · ".join(self.counts)

    @property
    def answered(self) -> tuple[Cell, ...]:
        """The cells with anything on record."""
        return tuple(cell for cell in self.cells if cell.chips) if self.cells else ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading; the heading is empty where the list has only one section."""

    anchor: str
    label: str
    rows: tuple[Row, ...]
    path: str | None = None  # of the page of what the heading names


@dataclass(frozen=True, slots=True)
class ListView:
    """A page that lists records of a kind."""

    head: Head
    lead: str
    sections: tuple[Section, ...]
    empty: str
    pager: Pager | None = None


def list_head(title: str, told: str, path: str, leaf: Leaf, sections: Iterable[Section] = ()) -> Head:
    """The head of one page of a list."""
    return Head(titled(title, leaf), described(told, title, leaf), list_path(path, leaf.number),
                contents(*((one.anchor, one.label, True) for one in sections)))


def list_pager(leaf: Leaf, section: str) -> Pager | None:
    """The way between the pages of a list."""
    return pager(leaf, f"the list of {section}", list_path, f"{section}/")


def by_name(names: Iterable[tuple[str, str]]) -> list[str]:
    """Ids in the order of what each is sorted by, without regard to case. `names`: that and the id."""
    return [id for _, id in sorted((name.casefold(), id) for name, id in names)]
