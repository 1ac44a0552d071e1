"""A timeline of many pages at a glance: how much was said in each month, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .. import dates
from ..dates import Edtf
from ..frozen import dataclass
from ..resolved import Dossier
from .axis import Tick
from .months import Sheet
from .names import Name, named
from .phrases import count

COLUMN = 24  # pixels that a month takes: the smallest thing that everybody can hit
MOST_MONTHS = 60  # drawn as months; a longer timeline is drawn by years
MOST_LANES = 12
HEIGHT = 72  # pixels of the highest bar
RADIUS = 9.0  # pixels of the largest dot
EDGE = 8  # pixels left free at both ends

Counts = tuple[tuple[int, int], ...]  # a column from 0, and how many


@dataclass(frozen=True, slots=True)
class Activity:
    """How much was said when, in plain values: columns of months or years without gaps, each with its first month that has a page,
    statements and events; and for those with the most statements how many fall into which column."""

    by_year: bool
    columns: tuple[tuple[str, str, int, int], ...]  # "2025-08" or "2025", address from the root or empty, statements, events
    kind: str
    lanes: tuple[tuple[str, Counts], ...]  # id
    others: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: its place and height in pixels, where it leads, and what it says."""

    x: float
    height: int
    path: str
    label: str
    has_events: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What one of them said: dots as places and radii in pixels."""

    name: Name
    counted: str
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawing; `width` in pixels. It scrolls in a box of its own where a page is narrower."""

    summary: str
    width: int
    ticks: tuple[Tick, ...]  # in pixels
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]


def activity(dossier: Dossier, found: tuple[Sheet, ...]) -> Activity:
    """What the drawing is made of, worked out once with the plan; `found`: the pages of the timeline."""
    months = list(_months(found[0].month, found[-1].month))
    by_year = len(months) > MOST_MONTHS
    columns = list(dict.fromkeys(month[:4] for month in months)) if by_year else months
    at = {column: number for number, column in enumerate(columns)}
    path: dict[str, str] = {}
    said, events = Counter[str](), Counter[str]()
    lanes: dict[str, Counter[int]] = {}
    kind, holders = dossier.record.positions_of, frozenset(dossier.holders)
    for sheet in found:
        column = sheet.month[:4] if by_year else sheet.month
        path.setdefault(column, sheet.path)
        said[column] += sheet.said
        events[column] += len(sheet.ids) - sheet.said
        for place, id in sheet.ids:
            if place == "statement" and (holder := _only(dossier, kind, holders, id)):
                lanes.setdefault(holder, Counter())[at[column]] += 1
    order = sorted(lanes, key=lambda id: (-lanes[id].total(), id))
    return Activity(by_year, tuple((column, path.get(column, ""), said[column], events[column]) for column in columns), kind,
                    tuple((id, tuple(sorted(lanes[id].items()))) for id in order[:MOST_LANES]), max(0, len(order) - MOST_LANES))


def _only(dossier: Dossier, kind: str, holders: frozenset[str], id: str) -> str | None:
    """The one whom a statement is of, where it is of one only."""
    one = dossier.summaries[id]
    if kind == "people":
        return one.speaker.removeprefix("people/") if one.speaker.startswith("people/") else None
    ids = [holder for holder in one.speaks_for if holder in holders]
    return ids[0] if len(ids) == 1 else None


def _months(first: str, last: str) -> Iterable[str]:
    (year, month), (end, last_month) = (map(int, one.split("-")) for one in (first, last))
    for number in range(year * 12 + month - 1, end * 12 + last_month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def overview(dossier: Dossier, active: Activity) -> Overview:
    """The drawing of a timeline."""
    columns = active.columns
    width = max(640, len(columns) * COLUMN + 2 * EDGE)
    wide = (width - 2 * EDGE) / len(columns)
    most = max(max(said for _, _, said, _ in columns), 1)
    bars = tuple(Bar(_middle(number, wide), max(2, round(said * HEIGHT / most)) if said else 0, path, f"{_label(column)}: {_counted(said, events)}", events > 0)
                 for number, (column, path, said, events) in enumerate(columns) if path)
    largest = max((number for _, counts in active.lanes for _, number in counts), default=1)
    rows = tuple(Row(named(dossier, active.kind, id), count(sum(number for _, number in counts), "statement"),
                     tuple((_middle(at, wide), round(max(1.5, (number / largest) ** 0.5 * RADIUS), 1)) for at, number in counts))
                 for id, counts in active.lanes)
    return Overview(_summary(active), width, tuple(_ticks(active, wide)), bars, rows)


def _middle(column: int, wide: float) -> float:
    return round(EDGE + (column + 0.5) * wide, 1)


def _counted(said: int, events: int) -> str:
    return " and ".join([count(said, "statement")] * bool(said) + [count(events, "event")] * bool(events))


def _label(column: str) -> str:
    value = dates.parse(column)
    return dates.words(value) if isinstance(value, Edtf) else column


def _ticks(active: Activity, wide: float) -> Iterable[Tick]:
    """Where years begin, as far as their names have room."""
    free = 0.0
    for number, (column, *_) in enumerate(active.columns):
        x = round(EDGE + number * wide, 1)
        if (active.by_year or number == 0 or column.endswith("-01")) and x >= free:
            yield Tick(x, column[:4].lstrip("0"))
            free = x + 40


def _summary(active: Activity) -> str:
    said, events = (sum(column[number] for column in active.columns) for number in (2, 3))
    unit = "year" if active.by_year else "month"
    first, last = _label(active.columns[0][0]), _label(active.columns[-1][0])
    rows = f" Below, the {len(active.lanes)} with the most statements{f', of {len(active.lanes) + active.others}' if active.others else ''}: the larger a dot, the more." if active.lanes else ""
    return f"{_counted(said, events)} from {first} to {last}, a bar for each {unit} with its number of statements.{rows}"
