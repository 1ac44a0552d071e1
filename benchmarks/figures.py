"""What is read out of the runs of a benchmark: medians, ratios, the exponent of growth."""

from __future__ import annotations

import math
import statistics
from itertools import pairwise
from typing import Any

Figures = dict[str, Any]

KINDS = {"cold": "cold", "nothing": "nothing changed", "edit": "one quote edited", "memory": "MiB of all processes at one time, cold"}
OURS, YARDSTICK = "onrecord", "hugo"
NAMES = {"onrecord": "Onrecord", "onrecord-search": "Onrecord with search", "hugo": "Hugo", "eleventy": "Eleventy", "mkdocs": "MkDocs + Material", "zensical": "Zensical"}


def of(figures: Figures, name: str, kind: str, what: str) -> list[float]:
    """The values of one generator and kind, round by round."""
    return [run[what] for run in sorted(figures["runs"], key=lambda r: r["round"]) if (run["name"], run["kind"]) == (name, kind)]


def median(figures: Figures, name: str, kind: str, what: str) -> float | None:
    """The median over the rounds; None where it was not measured."""
    values = of(figures, name, kind, what)
    return statistics.median(values) if values else None


def ratio(figures: Figures, kind: str, what: str, ours: str = OURS, theirs: str = YARDSTICK) -> float | None:
    """The median of ours divided by the yardstick's of the same round; None where one of them was not measured."""
    pairs = list(zip(of(figures, ours, kind, what), of(figures, theirs, kind, what), strict=False))
    return statistics.median(a / b for a, b in pairs) if pairs else None


def exponents(figures: Figures) -> list[tuple[int, int, float]]:
    """For each two sizes that follow one another, and for the first and the last: log(time ÷ time) ÷ log(size ÷ size)."""
    sizes = figures["sizes"]
    walls = {size: statistics.median(of(figures, OURS, str(size), "wall")) for size in sizes}
    steps = [*pairwise(sizes), (sizes[0], sizes[-1])]
    return [(a, b, math.log(walls[b] / walls[a]) / math.log(b / a)) for a, b in dict.fromkeys(steps) if a != b]
