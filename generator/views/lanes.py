"""The drawing above the list of a timeline: a lane for each country, organisation or speaker, and in it a mark for each statement.

Everything is placed at build time, for the narrowest drawing; places along the line are per cent, so that the drawing may
be as wide as its page. The list below has all of it in words: a mark is a link to its entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..dates import Edtf
from ..frozen import dataclass
from ..resolved import Dossier, ResolvedStatement
from . import names
from .axis import WIDTH, Extent, Scale, Tick, percent, scale_of
from .cards import Card
from .filters import countries_of
from .names import Name, named
from .phrases import count
from .stances import NO_STANCE, Chip, scale

CELL = 24  # pixels that a mark takes each way: the smallest thing that everybody can hit
TAIL = 16  # pixels of the arrow of an open date
MOST_LANES = 12  # on a drawing; the others share one
MOST_ROWS = 6  # of marks in a lane; what has no place there is counted beside them
MOST_LABELS = 12  # events with a name on a drawing
LETTER = 6.2  # pixels of a letter of an event's name, on the average
NAME = 34  # letters of an event's name that are drawn at most

_KINDS = {"countries": ("country", "countries"), "organisations": ("organisation", "organisations"), "people": ("speaker", "speakers")}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement to be drawn: its card, what it is a record of, and the anchor of its day in the list."""

    card: Card
    record: ResolvedStatement
    day: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement: a shape at `x` per cent in a row of its lane; `line` is what its date may be where it is not one day."""

    id: str
    label: str  # who, when, and our reading
    chip: Chip
    others: tuple[tuple[str, Chip], ...]  # all its answers by question, where it has several
    x: float
    row: int
    line: tuple[float, float] | None
    before: bool
    after: bool
    is_loose: bool
    is_gone: bool  # retracted


@dataclass(frozen=True, slots=True)
class More:
    """Statements of a day that have no room in their lane: how many, and where they stand in the list."""

    x: float
    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What one of them said, oldest first."""

    name: Name
    counted: str
    rows: int
    marks: tuple[Mark, ...]
    more: tuple[More, ...]


@dataclass(frozen=True, slots=True)
class Laning:
    """All statements of the page in lanes of one kind: `key` names it in the address, `label` on the page."""

    key: str
    label: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """An event: a line through all lanes at `x` per cent, over `line` where it is not one day. `label` is empty where it has no room."""

    anchor: str
    name: str  # in full, with its date
    label: str
    x: float
    row: int
    is_left: bool  # the label stands left of its line
    line: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of what stands on a page. `bands`: where every second day begins, and how wide a day is, in per cent; empty
    where a day is narrower than a mark."""

    summary: str
    ticks: tuple[Tick, ...]
    bands: tuple[float, ...]
    band: float
    flags: tuple[Flag, ...]
    flag_rows: int
    unnamed: int  # events without a name on the drawing
    lanings: tuple[Laning, ...]
    legend: tuple[tuple[Name, tuple[Chip, ...]], ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event to be drawn."""

    anchor: str
    name: str
    words: str  # its date
    when: Edtf


def drawing(dossier: Dossier, said: Sequence[Said], happened: Sequence[Happened], on: Scale | None = None) -> Drawing | None:
    """The drawing of a page; None where nothing was said. `on`: the line of days, where the page has one of its own."""
    if not said:
        return None
    scale = on or scale_of([*(one.record.said for one in said), *(one.when for one in happened)])
    assert scale is not None  # something was said
    placed = [(one, scale.extent(one.record.said)) for one in said]
    first = dossier.record.positions_of
    kinds = tuple(dict.fromkeys((first, "people", *(("countries",) if dossier.countries else ()))))
    lanings = tuple(_laning(dossier, kind, placed) for kind in kinds)
    flags, rows = _flags(happened, scale)
    wide = scale.day >= CELL
    return Drawing(
        _summary(said, happened, scale), scale.ticks(), tuple(percent(scale.left(day)) for day in range(scale.first, scale.last + 1, 2)) if wide else (),
        percent(scale.day), flags, rows, sum(not flag.label for flag in flags), tuple(one for one in lanings if len(one.lanes) > 1) or lanings[:1],
        _legend(dossier, said))


def _summary(said: Sequence[Said], happened: Sequence[Happened], scale: Scale) -> str:
    speakers = len({(one.record.speaker_kind, one.record.speaker) for one in said})
    events = f", and {count(len(happened), 'event')}," if happened else ""
    first, last = (Scale(day, day).ticks()[0].label for day in (scale.first, scale.last))
    period = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{count(len(said), 'statement')} by {count(speakers, 'speaker')}{events} on a line {period}."


def _legend(dossier: Dossier, said: Sequence[Said]) -> tuple[tuple[Name, tuple[Chip, ...]], ...]:
    """The stances of the questions that are answered, in the order of the questions: a mark with several answers is drawn as that to the first."""
    asked = {answer.question for one in said for answer in one.record.answers}
    return tuple((names.asked(dossier, id), scale(dossier.questions[id])) for id in dossier.questions if id in asked)


# --- lanes ------------------------------------------------------------------------------------------------------------


def _organisations_of(dossier: Dossier, said: ResolvedStatement) -> tuple[str, ...]:
    ids = {*said.speaks_for, *(held.organisation for held in said.offices if held.organisation)}
    return tuple(sorted(id for id in ids if id in dossier.organisations))


_OF: dict[str, Callable[[Dossier, ResolvedStatement], tuple[str, ...]]] = {"countries": countries_of, "organisations": _organisations_of}


def _laning(dossier: Dossier, kind: str, placed: Sequence[tuple[Said, Extent]]) -> Laning:
    """Lanes of one kind: those with the most statements first, then those that are nobody's alone."""
    one, many = _KINDS[kind]
    by_lane: dict[str, list[tuple[Said, Extent]]] = {}
    shared: list[tuple[Said, Extent]] = []
    nobody: list[tuple[Said, Extent]] = []
    for item in placed:
        said = item[0].record
        ids = (f"{said.speaker_kind}/{said.speaker}",) if kind == "people" else tuple(f"{kind}/{id}" for id in _OF[kind](dossier, said))
        (by_lane.setdefault(ids[0], []) if len(ids) == 1 else shared if ids else nobody).append(item)
    labels = {id: _lane_name(dossier, id, items) for id, items in by_lane.items()}
    order = sorted(by_lane, key=lambda id: (-len(by_lane[id]), labels[id].label.casefold(), id))
    kept = order if len(order) <= MOST_LANES else order[: MOST_LANES - 1]
    lanes = [_lane(labels[id], by_lane[id]) for id in kept]
    if len(kept) < len(order):
        rest = frozenset(item[0].card.id for id in order[len(kept):] for item in by_lane[id])
        lanes.append(_lane(Name(f"{len(order) - len(kept)} other {many}"), [item for item in placed if item[0].card.id in rest]))
    lanes += [_lane(Name(label), items) for label, items in ((f"Of several {many}", shared), (f"Of no {one}", nobody)) if items]
    return Laning(kind, one, tuple(lanes))


def _lane_name(dossier: Dossier, id: str, items: Sequence[tuple[Said, Extent]]) -> Name:
    kind, _, one = id.partition("/")
    return named(dossier, kind, one) if id in dossier.names else items[0][0].card.speaker


def _lane(name: Name, items: Sequence[tuple[Said, Extent]]) -> Lane:
    rows: list[list[tuple[float, float]]] = []
    marks: list[Mark] = []
    left: dict[str, tuple[float, int]] = {}
    for said, extent in items:
        found = _place(rows, list(_spots(extent)))
        if found is None:
            x, number = left.get(said.day, (percent((extent.start + extent.end) / 2), 0))
            left[said.day] = x, number + 1
        else:
            marks.append(_mark(said, extent, *found))
    return Lane(name, count(len(items), "statement"), len(rows) + bool(left), tuple(marks), tuple(More(x, number, day) for day, (x, number) in left.items()))


def _spots(extent: Extent) -> Iterable[tuple[float, float, float]]:
    """Where a mark may stand: its middle, and what it takes of a row. Within a wide day there are several; they say nothing of the hour."""
    before, after = (TAIL if one else 0 for one in (extent.before, extent.after))
    if extent.is_span:
        x = (extent.start + extent.end) / 2
        return ((x, min(extent.start - before, x - CELL / 2), max(extent.end + after, x + CELL / 2)),)
    cells = int((extent.end - extent.start) // CELL)
    number = max(1, cells if cells < 3 else cells - 1)  # a wide day begins with the line of its event
    first = extent.start + CELL / 2 * (1 if cells < 3 else 2) if number > 1 else (extent.start + extent.end) / 2
    middles = (first + at * CELL for at in range(number))
    return [(x, x - CELL / 2 - before, x + CELL / 2 + after) for x in middles]


def _place(rows: list[list[tuple[float, float]]], spots: Sequence[tuple[float, float, float]]) -> tuple[float, int] | None:
    """The first free of these spots, by rows from above: its middle and its row, which is taken; None where the lane is full."""
    for number in range(MOST_ROWS):
        if number == len(rows):
            rows.append([])
        for x, first, last in spots:
            if all(last <= start + 0.01 or end <= first + 0.01 for start, end in rows[number]):
                rows[number].append((first, last))
                return x, number
    return None


def _mark(said: Said, extent: Extent, x: float, row: int) -> Mark:
    card = said.card
    read = tuple((one.question, one.chip) for one in card.readings)
    told = "; ".join(f"{question.label}: {chip.label}{', implied' if chip.form == 'implies' else ''}" for question, chip in read)
    label = f"{card.speaker.label}, {card.when.words}. {told or 'Answers no question here'}{'' if card.is_live else '. Retracted'}"
    return Mark(card.id, label, read[0][1] if read else NO_STANCE, tuple((question.id, chip) for question, chip in read) if len(read) > 1 else (),
                percent(x), row, (percent(extent.start), percent(extent.end)) if extent.is_span else None, extent.before, extent.after, extent.is_loose,
                not card.is_live)


# --- events -----------------------------------------------------------------------------------------------------------


def _flags(happened: Sequence[Happened], scale: Scale) -> tuple[tuple[Flag, ...], int]:
    """The events, each with its name where that has room, and how many rows the names take."""
    rows: list[list[tuple[float, float]]] = []
    flags = []
    for number, event in enumerate(happened):
        extent = scale.extent(event.when)
        x = (extent.start + extent.end) / 2 if extent.is_span else extent.start + min(scale.day / 2, CELL / 3)
        name = event.name if len(event.name) <= NAME else event.name[: NAME - 1].rsplit(" ", 1)[0] + "…"
        room = len(name) * LETTER + CELL
        is_left = x + room > WIDTH and x - room >= 0
        spot = (x, x - room, x + CELL / 2) if is_left else (x, x - CELL / 2, x + room)
        found = _place(rows, (spot,)) if number < MOST_LABELS else None
        flags.append(Flag(event.anchor, f"{event.name}, {event.words}", name if found else "", percent(x), found[1] if found else 0, is_left,
                          (percent(extent.start), percent(extent.end)) if extent.is_span else None))
    return tuple(flags), len(rows)
