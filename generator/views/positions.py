"""The matrix: those whose positions are compared, by questions, on as many pages as it needs."""

from __future__ import annotations

from collections.abc import Iterable

from ..frozen import dataclass
from ..resolved import Dossier
from .cells import Cell, cell, read_period
from .head import Head
from .lists import list_pager
from .names import Name, asked, named
from .paging import Leaf, Pager, cut, described, list_path, titled
from .phrases import count
from .stances import Chip, chip_of, scale
from .survey import Survey, survey
from .when import day

CELLS = 480  # cells on a page: a row of forty questions is a row still
LINKS = 4  # statements and facts that a cell leads to, the newest first
SINGULAR = {"countries": "country", "organisations": "organisation", "people": "person"}


@dataclass(frozen=True, slots=True)
class Column:
    """A question at the head of a column."""

    question: Name
    title: str
    is_ordered: bool
    scale: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell, and what it opens to: the newest of what stands behind it. `place`: by which a column is sorted; `anchor`: of what it opens to."""

    cell: Cell
    place: int
    anchor: str
    behind: tuple[tuple[Name, Chip], ...]
    more: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A holder with one cell a question; `is_silent` where nothing is on record for any; `groups`: ids, for the filter."""

    holder: Name
    cells: tuple[MatrixCell, ...]
    is_silent: bool
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PositionsView:
    """All positions at a glance, or a page of them. `groups`: those with members and others among the rows, to choose from."""

    head: Head
    holders: str
    holder: str  # one of them
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    groups: tuple[tuple[Name, int], ...]
    period: str
    pager: Pager | None


def leaves(dossier: Dossier, known: Survey) -> tuple[tuple[Leaf, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """What stands on each page: holders by name, those of whom nothing is read last; and the groups that each is a member of."""
    asked_of = {holder for holder, _ in dossier.evidence}
    ordered = sorted(dossier.holders, key=lambda holder: holder not in asked_of)
    found = cut([("rows", ordered, max(1, len(dossier.questions)))], max(CELLS, len(dossier.questions)))
    return tuple((leaf, tuple((id, known.groups_of[id]) for id in leaf.ids("rows") if id in known.groups_of)) for leaf in found)


def view(dossier: Dossier, leaf: Leaf | None = None, members: Iterable[tuple[str, tuple[str, ...]]] | None = None) -> PositionsView:
    """A page of the matrix; the first where no leaf is given. `members`: of the holders on it, the groups that they belong to."""
    if leaf is None or members is None:
        leaf, members = leaves(dossier, survey(dossier))[0]
    kind, groups_of = dossier.record.positions_of, dict(members)
    columns = tuple(Column(asked(dossier, id), question.title, question.scale.kind == "ordered", scale(question))
                    for id, question in dossier.questions.items())
    rows = [_row(dossier, kind, holder, groups_of.get(holder, ())) for holder in leaf.ids("rows")]
    rows.sort(key=lambda row: row.is_silent)  # by name, but those with nothing on record last
    told = (f"{count(sum(number for _, number in leaf.totals), SINGULAR[kind], kind)} by {count(len(columns), 'question')}: "
            "who takes which stance, on what evidence.")
    head = Head(titled("Positions", leaf), described(told, "Positions", leaf), list_path("positions/", leaf.number))
    return PositionsView(head, kind, SINGULAR[kind], columns, tuple(rows), _groups(dossier, rows), read_period(dossier), list_pager(leaf, "positions"))


def _groups(dossier: Dossier, rows: list[MatrixRow]) -> tuple[tuple[Name, int], ...]:
    """The groups that part the rows, by name, and how many of the rows are in each."""
    counts: dict[str, int] = {}
    for row in rows:
        for id in row.groups:
            counts[id] = counts.get(id, 0) + 1
    found = [(named(dossier, "organisations", id), number) for id, number in counts.items() if number < len(rows)]
    return tuple(sorted(found, key=lambda one: (one[0].label.casefold(), one[0].id)))


def _row(dossier: Dossier, kind: str, holder: str, groups: tuple[str, ...]) -> MatrixRow:
    cells = tuple(_cell(dossier, holder, question) for question in dossier.questions)
    return MatrixRow(named(dossier, kind, holder), cells, all(one.cell.kind.key == "none" for one in cells), groups)


def _cell(dossier: Dossier, holder: str, question: str) -> MatrixCell:
    position = dossier.positions[holder, question]
    one = cell(dossier, position)
    evidence = position.current or position.implied
    return MatrixCell(one, _place(dossier, question, one), f"{holder}.{question}", tuple(
        (_link(dossier, each.id), chip_of(dossier, question, each.answer.stance, "implies" if each.answer.strength == "implies" else "states"))
        for each in evidence[:LINKS]), position.statements + position.facts - min(LINKS, len(evidence)))


def _place(dossier: Dossier, question: str, one: Cell) -> int:
    """Along the scale by the middle of its stances; what is implied directly after what is stated; nothing on record at the end."""
    order = [stance.id for stance in dossier.questions[question].scale.stances]
    if not one.chips:
        return 4 * len(order)
    ranks = [order.index(chip.id) for chip in one.chips]
    return 4 * sum(ranks) // len(ranks) + (one.kind.key == "implied")


def _link(dossier: Dossier, id: str) -> Name:
    """A statement by its speaker and date, a fact by its date."""
    brief = dossier.summaries[id]
    when = day(brief.date).words
    if id in dossier.statements:
        return Name(f"{brief.speaker_name}, {when}", f"statements/{id}/", id)
    return Name(f"a fact of {when}" if brief.date[:1].isdigit() else f"a fact, {when}", f"sources/{brief.source}/#fact-{id}", id)
