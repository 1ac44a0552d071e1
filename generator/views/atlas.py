"""The map of a question: which part of the world it shows, and each country there with its stance. Drawn once a build, in words beside it.

The part is chosen by the dossier's countries: where most of them lie close together the map shows that part large, and the
whole world small beside it for those that are far away. A country without an outline (a made-up one) is named, not drawn.
"""

from __future__ import annotations

import hashlib
from functools import partial
from itertools import product
from typing import Any

from .. import outlines
from ..frozen import dataclass
from ..outlines import Box, Line, Point
from ..resolved import Dossier
from .cells import Cell, cell
from .names import Name, named
from .phrases import NOTHING
from .stances import NO_STANCE, Chip, scale

WORLD = Box(0, 380, 10100, 6660)  # without the ice in the north
SIZES = (1200, 1600, 2000, 2600, 3400)  # widths of a part of the world, the smallest that holds most countries is taken
MOST = 0.75
MANY = 60  # countries: more lie all over the world, and their signs and dots are half as large and have no names
PAD = 70
WIDE, TALL = 1.9, 1.25  # a window is at most so wide, and at least, for its height
SHOWN_AT = 640  # pixels, about, that a window's width takes on a wide screen
INSET_AT = 230
SMALL = 15  # pixels: a country that takes less gets a dot
LETTER, LINE_HEIGHT = 7.2, 15  # pixels that a letter of a label takes


@dataclass(frozen=True, slots=True)
class Place:
    """A country on a sheet: `d` its outline, `at` where its sign stands, `label_at` where its name fits. `fill` names colour or pattern."""

    name: Name
    told: str  # the stance and what stands behind it, in a sentence
    kind: str
    chips: tuple[Chip, ...]
    fill: str
    d: str
    at: Point
    label_at: Point | None
    is_small: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fill in stripes: of one stance and the paper where it is only implied, of two where a country is divided."""

    id: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing. `scale`: units that a pixel of a sign takes, about; `prefix`: of the ids in it."""

    prefix: str
    window: Box
    scale: float
    land: str  # outlines of all other countries
    places: tuple[Place, ...]
    patterns: tuple[Pattern, ...]
    frame: Box | None = None  # the part that the other sheet shows

    @property
    def signs(self) -> tuple[int, ...]:
        """The shapes that stand on it, by their place on the ramp."""
        return tuple(sorted({step(one) for place in self.places for one in place.chips}))


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the map's key: a stance and how many countries on the map hold it; `implied`, of whom it is only inferred."""

    chip: Chip
    count: int
    implied: int = 0


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a question; `far` is the small sheet of the world, for those that the large one does not show."""

    title: str
    near: Sheet
    far: Sheet | None
    keys: tuple[Key, ...]
    missing: tuple[Name, ...]
    credit: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The outlines of a dossier's countries, whatever they answer."""

    window: Box
    land: str
    shapes: tuple[tuple[str, str, Point, bool, Point | None], ...]  # country, outline, place of its sign, whether it is small, place of its label

    def plain(self) -> tuple[Any, ...]:
        """As a value that can be kept on a disk."""
        return tuple(self.window), self.land, self.shapes

    @classmethod
    def of_plain(cls, value: tuple[Any, ...]) -> _Drawn:
        """The drawing that a plain value stands for."""
        window, land, shapes = value
        return cls(Box(*window), land, shapes)


def step(chip: Chip) -> int:
    """The place of a stance on the ramp of colours and shapes."""
    return int(chip.css.rpartition("-")[2])


def atlas(dossier: Dossier, question: str, label: str) -> MapView | None:
    """The map of a question; None where positions are not those of countries, or no country has an outline."""
    if dossier.record.positions_of != "countries":
        return None
    here, near, far = dossier.remembered(("map",), partial(_drawing, dossier))
    if near is None:
        return None
    cells = {id: cell(dossier, dossier.positions[id, question]) for id in here}
    missing = tuple(named(dossier, "countries", id) for id in dossier.holders if id not in cells)
    return MapView(label, _sheet(near, "near", cells, SHOWN_AT, None), _sheet(far, "far", cells, INSET_AT, near.window) if far else None,
                   _keys(dossier, question, cells), missing, outlines.CREDIT)


def _drawing(dossier: Dossier) -> tuple[tuple[str, ...], _Drawn | None, _Drawn | None]:
    """The countries with outlines, the large sheet and the small one. Drawn anew only where the countries or their names change."""
    names = tuple((id, dossier.names[f"countries/{id}"]) for id in dossier.holders)
    here, near, far = dossier.kept("map", lambda: _drawing_of(dict(names)), hashlib.sha256(repr(names).encode()).digest())
    return here, _Drawn.of_plain(near) if near else None, _Drawn.of_plain(far) if far else None


def _drawing_of(names: dict[str, str]) -> Any:
    """The same as a plain value."""
    known = outlines.countries()
    here = tuple(id for id in names if id in known)
    if not here:
        return (), None, None
    near, far = sheets(here, tuple(names[id] for id in here))
    return here, near.plain(), far.plain() if far else None


def _keys(dossier: Dossier, question: str, cells: dict[str, Cell]) -> tuple[Key, ...]:
    found = [Key(chip, *(sum((cell.kind.key == "implied") == is_implied and chip.id in [one.id for one in cell.chips] for cell in cells.values())
                         for is_implied in (False, True))) for chip in scale(dossier.questions[question])]
    return (*found, Key(NO_STANCE, sum(not cell.chips for cell in cells.values())))


def _sheet(drawn: _Drawn, prefix: str, cells: dict[str, Cell], pixels: int, frame: Box | None) -> Sheet:
    places, patterns = [], {}
    for id, d, at, is_small, label_at in drawn.shapes:
        one = cells[id]
        fill = "map-none"
        if len(one.chips) > 1 or one.kind.key == "implied":
            pattern = Pattern(f"{prefix}-{one.kind.key}-{'-'.join(str(step(chip)) for chip in one.chips)}", one.chips)
            patterns[pattern.id] = pattern
            fill = pattern.id
        elif one.chips:
            fill = one.chips[0].css
        places.append(Place(one.holder, told(one), one.kind.key, one.chips, fill, d, at, label_at, is_small))
    places.sort(key=lambda place: place.is_small)  # dots lie on top
    return Sheet(prefix, drawn.window, _scale(drawn.window, pixels, len(cells)), drawn.land, tuple(places),
                 tuple(patterns[id] for id in sorted(patterns)), frame)


def told(one: Cell) -> str:
    """Where a country stands, in a sentence: what a map says of it."""
    if not one.chips:
        return f"{one.holder.label}: {NOTHING.lower()}"
    stances = " / ".join(chip.label for chip in one.chips)
    how = {"implied": " (implied only)", "divided": " (divided)"}.get(one.kind.key, "")
    newest = f", newest {one.newest.words}" if one.newest else ""
    weakest = f", weakest evidence: {one.weakest.label.lower()}" if one.weakest else ""
    return f"{one.holder.label}: {stances}{how}. {one.behind}{newest}{weakest}"


# --- the part of the world --------------------------------------------------------------------------------------------


def sheets(here: tuple[str, ...], names: tuple[str, ...]) -> tuple[_Drawn, _Drawn | None]:
    """The large sheet and the small one, for countries that all have outlines."""
    labels = dict(zip(here, names, strict=True))
    window = part(here)
    if window is None:
        return _drawn(WORLD, here, here, labels, "coarse", SHOWN_AT), None
    near = _drawn(window, here, here, labels, "fine", SHOWN_AT)
    away = tuple(id for id in here if id not in {shape[0] for shape in near.shapes})
    return near, _drawn(WORLD, here, away, {}, "tiny", INSET_AT) if away else None


def part(here: tuple[str, ...]) -> Box | None:
    """The smallest window that shows most of these countries; None where that is more than a third of the world."""
    if len(here) > MANY:
        return None
    largest = {id: max(outlines.lines("coarse", id), key=outlines.area) for id in here}
    middles = {id: outlines.middle(line) for id, line in largest.items()}
    for size in SIZES:
        high = round(size / 1.4)
        held, west, north = max(((sum(x <= mx <= x + size and y <= my <= y + high for mx, my in middles.values()), -x, -y)
                                 for x, y in product({x for x, _ in middles.values()}, {y for _, y in middles.values()})))
        if held >= MOST * len(here):
            frame = Box(-west, -north, -west + size, -north + high)
            return _fitting([outlines.box(largest[id]) if outlines.box(largest[id]).width <= size else Box(*at, *at)
                             for id, at in middles.items() if frame.has(at)])
    return None


def _fitting(boxes: list[Box]) -> Box:
    """A window around all boxes, with some room, neither very wide nor very tall, and within the world."""
    found = outlines.around(boxes)
    width, height = max(found.width + 2 * PAD, 600), max(found.height + 2 * PAD, 400)
    width, height = max(width, round(height * TALL)), max(height, round(width / WIDE))
    west = min(max(WORLD.west, (found.west + found.east - width) // 2), max(WORLD.west, WORLD.east - width))
    north = max(WORLD.north - PAD, (found.north + found.south - height) // 2)
    return Box(west, north, west + width, north + height)


def _drawn(window: Box, here: tuple[str, ...], wanted: tuple[str, ...], labels: dict[str, str], level: outlines.Level, pixels: int) -> _Drawn:
    scale = _scale(window, pixels, len(here))
    shown = {id: found for id in outlines.countries() if (found := outlines.shown(level, id, window))}
    seen = [id for id in wanted if _is_seen(id, shown.get(id, ()), level, window)]
    order = sorted(seen, key=lambda id: (-sum(map(outlines.area, shown[id])), id))
    taken: list[Box] = []
    shapes = {}
    for id in order:
        largest = max(shown[id], key=outlines.area)
        at, size = outlines.middle(largest), outlines.box(largest)
        is_small = min(size.width, size.height) < SMALL * scale
        label = _label(labels[id], at, scale, window, taken) if labels.get(id) and len(here) <= MANY else None
        shapes[id] = (id, outlines.path(shown[id]), at, is_small, label)
    dust = 2 * (window.width / pixels) ** 2  # what takes less than two pixels
    land = "".join(outlines.path([line for line in found if outlines.area(line) > dust]) for id, found in shown.items() if id not in shapes)
    return _Drawn(window, land, tuple(shapes[id] for id in seen))


def _scale(window: Box, pixels: int, countries: int) -> float:
    return window.width / pixels / (2 if countries > MANY else 1)


def _is_seen(id: str, shown: tuple[Line, ...], level: outlines.Level, window: Box) -> bool:
    """True where a good part of the country is in the window, or what is there takes much of it."""
    visible = sum(map(outlines.area, shown))
    return bool(shown) and visible >= min(sum(map(outlines.area, outlines.lines(level, id))) / 2, window.width * window.height / 50)


def _label(text: str, at: Point, scale: float, window: Box, taken: list[Box]) -> Point | None:
    """Where the name of a country fits below or above its sign, clear of the names and signs before; None where it does not."""
    half, high, sign = round(len(text) * LETTER * scale / 2), round(LINE_HEIGHT * scale), round(9 * scale)
    for down in (sign + high // 2, -sign - high // 2):
        y = at[1] + down
        own = Box(at[0] - half, y - high // 2, at[0] + half, y + high // 2)
        fits = own.west >= window.west and own.east <= window.east and own.north >= window.north and own.south <= window.south
        if fits and not any(own.west < b.east and own.east > b.west and own.north < b.south and own.south > b.north for b in taken):
            taken += [own, Box(at[0] - sign, at[1] - sign, at[0] + sign, at[1] + sign)]
            return at[0], own.south - round(4 * scale)
    taken.append(Box(at[0] - sign, at[1] - sign, at[0] + sign, at[1] + sign))
    return None
