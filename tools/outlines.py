"""Makes generator/outlines/world.json from the outlines of the npm package @svg-maps/world (2.0.0, CC BY 4.0).

    npm pack @svg-maps/world && tar xzf svg-maps-world-*.tgz
    python tools/outlines.py package/index.js

What changes: each line keeps the points that make it up at three sizes, `fine` for a part of the world, `coarse` for all of it and `tiny`
for all of it beside a part; points are whole tenths of the drawing's own unit (it is 1010 wide and 666 high); islets that would be no dot are left out, but never the whole of
a country; six uninhabited islands of the United States, which have no code of their own, are left out. No border is moved: the drawing has
Crimea in Ukraine already, and tests/test_map.py holds that.
"""

from __future__ import annotations

import heapq
import json
import re
import sys
from pathlib import Path

Point = tuple[float, float]
OUT = Path(__file__).resolve().parent.parent / "generator" / "outlines" / "world.json"
LEVELS = {"fine": (0.1, 0.4), "coarse": (1.6, 3.0), "tiny": (40.0, 60.0)}  # smallest triangle that a point may make, smallest islet; square units
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")


def rings(path: str) -> list[list[Point]]:
    """The closed lines of a path that has only relative `m` and `z`, which is all that the package uses."""
    found: list[list[Point]] = []
    x = y = 0.0
    for part in re.findall(r"m([^mz]*)z", path):
        numbers = [float(one) for one in NUMBER.findall(part)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        x, y = points[0]
        found.append(points)
    return found


def area(points: list[Point]) -> float:
    """What a closed line encloses, in square units."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True))) / 2


def simpler(points: list[Point], least: float) -> list[Point]:
    """The line without the points that make the smallest triangles with their neighbours (Visvalingam and Whyatt)."""
    size = len(points)
    before, after = [(n - 1) % size for n in range(size)], [(n + 1) % size for n in range(size)]
    triangle = [area([points[before[n]], points[n], points[after[n]]]) for n in range(size)]
    queue, gone, left = [(triangle[n], n) for n in range(size)], set(), size
    heapq.heapify(queue)
    while queue and left > 4:
        value, n = heapq.heappop(queue)
        if n in gone or value != triangle[n]:
            continue
        if value >= least:
            break
        gone.add(n)
        left -= 1
        after[before[n]], before[after[n]] = after[n], before[n]
        for side in (before[n], after[n]):
            triangle[side] = max(value, area([points[before[side]], points[side], points[after[side]]]))
            heapq.heappush(queue, (triangle[side], side))
    return [one for n, one in enumerate(points) if n not in gone]


def level(lines: list[list[Point]], least: float, islet: float) -> list[list[int]]:
    """Lines as flat whole tenths: west, north, east and south of it; x, y of the first point, then each step."""
    largest = max(lines, key=area)
    least = min(least, max(least / 4, area(largest) / 200))  # so that a country of middle size keeps its shape, peninsulas included
    found = []
    for line in lines:
        if line is not largest and area(line) < islet:
            continue
        tenths = [(round(x * 10), round(y * 10)) for x, y in simpler(line, least)]
        kept = [one for one, last in zip(tenths, [None, *tenths[:-1]], strict=True) if one != last]
        if len(kept) < 3:  # a country of less than a tenth: a square of one
            (x, y), kept = kept[0], []
            kept += [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        across, down = [x for x, _ in kept], [y for _, y in kept]
        steps = [(x - px, y - py) for (x, y), (px, py) in zip(kept, [(0, 0), *kept[:-1]], strict=True)]
        found.append([min(across), min(down), max(across), max(down), *(value for step in steps for value in step)])
    return found


def main(source: str) -> None:
    text = Path(source).read_text(encoding="utf-8")
    locations = json.loads(text[text.index("{"):text.rindex("}") + 1])["locations"]
    countries = {one["id"]: rings(one["path"]) for one in locations if len(one["id"]) == 2}
    made = {name: {id: level(lines, *limits) for id, lines in sorted(countries.items())} for name, limits in LEVELS.items()}
    OUT.write_text(json.dumps(made, separators=(",", ":")).replace('},"', '},\n"').replace(']],"', ']],\n"') + "\n", encoding="utf-8")
    for name, level_of in made.items():
        print(name, sum(len(line) // 2 for lines in level_of.values() for line in lines), "points")


if __name__ == "__main__":
    main(sys.argv[1])
