"""Outlines of the countries of the world, and the little geometry that a map needs.

`world.json` is made by `tools/outlines.py` from the npm package @svg-maps/world 2.0.0, based on the work of MapSVG, CC BY 4.0 (`LICENSE.md`).
The drawing is Mercator's, 10100 wide and 6660 high; all lengths here are whole tenths of its unit. y grows to the south.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..packaged import packaged

Point = tuple[int, int]
Line = tuple[Point, ...]  # closed: the last point is joined to the first
Level = Literal["fine", "coarse", "tiny"]

CREDIT = "Outlines: @svg-maps/world, after MapSVG, CC BY 4.0, simplified."


class Box(NamedTuple):
    """A rectangle: west, north, east, south."""

    west: int
    north: int
    east: int
    south: int

    @property
    def width(self) -> int:
        """From west to east."""
        return self.east - self.west

    @property
    def height(self) -> int:
        """From north to south."""
        return self.south - self.north

    def has(self, point: Point) -> bool:
        """True for a point inside or on the edge."""
        return self.west <= point[0] <= self.east and self.north <= point[1] <= self.south


@cache
def _read() -> Mapping[str, Mapping[str, list[list[int]]]]:
    """By level and country, each line: its box, its first point, its steps."""
    found: Mapping[str, Mapping[str, list[list[int]]]] = json.loads(packaged("outlines/world.json"))
    return found


def countries() -> Collection[str]:
    """Those that have outlines, by ISO 3166-1 alpha-2 code in lower case; Kosovo is `xk`."""
    return _read()["tiny"].keys()


@cache
def lines(level: Level, country: str) -> tuple[Line, ...]:
    """The lines of a country: `fine` for a part of the world, `coarse` for all of it, `tiny` for all of it beside a part."""
    return tuple(_line(flat) for flat in _read()[level][country])


def shown(level: Level, country: str, window: Box) -> tuple[Line, ...]:
    """What a window shows of a country's lines."""
    meets = [flat for flat in _read()[level][country] if flat[0] < window.east and flat[2] > window.west and flat[1] < window.south and flat[3] > window.north]
    return tuple(line for flat in meets if len(line := clipped(_line(flat), window)) > 2)


def _line(flat: Sequence[int]) -> Line:
    x = y = 0
    found = []
    for dx, dy in zip(flat[4::2], flat[5::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return tuple(found)


def box(points: Sequence[Point]) -> Box:
    """What holds all points, one at least."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def around(boxes: Sequence[Box]) -> Box:
    """What holds all boxes, one at least."""
    return Box(min(b.west for b in boxes), min(b.north for b in boxes), max(b.east for b in boxes), max(b.south for b in boxes))


def area(line: Line) -> int:
    """What a line encloses, in square tenths."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True))) // 2


def contains(line: Line, point: Point) -> bool:
    """True where the point lies inside the line (even-odd)."""
    x, y = point
    return sum((y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True)) % 2 == 1


def middle(line: Line) -> Point:
    """A point well inside: the centre of gravity, or where that lies outside, the middle of the longest stretch from west to east."""
    double = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True))
    if double:
        cx = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True)) / (3 * double)
        cy = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True)) / (3 * double)
        if contains(line, (round(cx), round(cy))):
            return round(cx), round(cy)
    return max((_stretch(line, row) for row in _rows(box(line))), default=(0, line[0]))[1]


def _rows(of: Box) -> list[float]:
    return [of.north + of.height * (n + 0.5) / 12 for n in range(12)]


def _stretch(line: Line, y: float) -> tuple[float, Point]:
    """The longest stretch inside the line at one height: its length and its middle."""
    found = sorted((x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in zip(line, line[1:] + line[:1], strict=True) if (y1 > y) != (y2 > y))
    return max(((east - west, (round((west + east) / 2), round(y))) for west, east in zip(found[::2], found[1::2], strict=True)), default=(0.0, line[0]))


def clipped(line: Line, window: Box) -> Line:
    """The part of a line's inside that a window shows, as a line; empty where it shows none (Sutherland and Hodgman)."""
    own = box(line)
    if window.has((own.west, own.north)) and window.has((own.east, own.south)):
        return line
    found: Sequence[Point] = line
    for axis, edge, sign in ((0, window.west, 1), (0, window.east, -1), (1, window.north, 1), (1, window.south, -1)):
        found = _cut(found, axis, edge, sign)
    return tuple(found)


def _cut(line: Sequence[Point], axis: int, edge: int, sign: int) -> list[Point]:
    found: list[Point] = []
    for last, here in zip([*line[-1:], *line[:-1]], line, strict=True):
        is_in, was_in = (here[axis] - edge) * sign >= 0, (last[axis] - edge) * sign >= 0
        if is_in != was_in:
            share = (edge - last[axis]) / (here[axis] - last[axis])
            other = round(last[1 - axis] + (here[1 - axis] - last[1 - axis]) * share)
            found.append((edge, other) if axis == 0 else (other, edge))
        if is_in:
            found.append(here)
    return found


def path(all: Sequence[Line]) -> str:
    """The lines as the `d` of an SVG path: whole numbers, each step from the point before."""
    return "".join([_path(line) for line in all if len(line) > 2])


def _path(line: Line) -> str:
    steps = " ".join([f"{x - px} {y - py}" for (px, py), (x, y) in zip(line, line[1:], strict=False) if (x, y) != (px, py)])
    return f"M{line[0][0]} {line[0][1]}l{steps}z".replace(" -", "-")
