"""The figures that are wanted, and where each is measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from figures import OURS, Figures, exponents, median, ratio

Kept = dict[str, Any]


def size(kept: Kept, statements: int, on: str = "memory") -> Figures:
    """The figures of a size; ones without a run where it was not measured."""
    return next((f for f in kept.get("sizes", ()) if (f["statements"], f["on"]) == (statements, on)), {"runs": []})


def told(kept: Kept, name: str, statements: int, row: str, column: int) -> float | None:
    """A number that another benchmark printed, by the first word of its line. `column`: which number of the line, the first is 0."""
    one = kept.get(name, {"statements": 0})
    if one["statements"] != statements:
        return None
    lines = (re.sub(r"^[| ]+", "", line) for line in one["said"].splitlines())
    numbers = next((re.findall(r"\d+(?:\.\d+)?", line) for line in lines if re.match(rf"{row}\b", line)), [])
    return float(numbers[column]) if column < len(numbers) else None


def against_hugo(statements: int, kind: str, what: str, on: str = "memory") -> Callable[[Kept], float | None]:
    """Ours ÷ Hugo's."""
    return lambda kept: ratio(size(kept, statements, on), kind, what)


def _growth(kept: Kept) -> float | None:
    return max((exponent for _, _, exponent in exponents(kept["growth"])), default=None) if "growth" in kept else None


def _small(kept: Kept) -> float | None:
    if "small" not in kept:
        return None
    pairs = (("onrecord, search", "mkdocs, search"), ("onrecord", "mkdocs"))
    return max((r for ours, theirs in pairs if (r := ratio(kept["small"], "cold", "wall", ours, theirs)) is not None), default=None)


WANTED: tuple[tuple[str, float, str, Callable[[Kept], float | None], str], ...] = (
    # what, at most, unit, measured, with which command
    ("10,000 statements, cold ÷ Hugo", 0.6, "", against_hugo(10_000, "cold", "wall"), "make bench N=10000"),
    ("10,000, one quote edited ÷ Hugo", 0.1, "", against_hugo(10_000, "edit", "wall"), "make bench N=10000"),
    ("10,000, nothing changed ÷ Hugo", 0.04, "", against_hugo(10_000, "nothing", "wall"), "make bench N=10000"),
    ("10,000, memory ÷ Hugo", 0.5, "", against_hugo(10_000, "memory", "peak"), "make bench N=10000"),
    ("10,000, search index, cold", 8, "s", lambda kept: told(kept, "search", 10_000, "cold", 0), "make bench-search N=10000"),
    ("10,000, search index, memory", 600, "MiB", lambda kept: told(kept, "search", 10_000, "cold", 2), "make bench-search N=10000"),
    ("10,000, search index, one edit", 1, "s", lambda kept: told(kept, "search", 10_000, "edit", 0), "make bench-search N=10000"),
    ("100, one quote edited ÷ Hugo", 2, "", against_hugo(100, "edit", "wall"), "make bench N=100"),
    ("100, nothing changed ÷ Hugo", 0.8, "", against_hugo(100, "nothing", "wall"), "make bench N=100"),
    ("100,000, cold ÷ Hugo", 0.4, "", against_hugo(100_000, "cold", "wall"), "make bench N=100000"),
    ("100,000, memory ÷ Hugo", 0.4, "", against_hugo(100_000, "memory", "peak"), "make bench N=100000"),
    ("100,000, one quote edited ÷ Hugo", 0.06, "", against_hugo(100_000, "edit", "wall"), "make bench N=100000"),
    ("growth exponent, the larger of both steps", 1.12, "", _growth, "make bench-growth"),
    ("10,000 on a disk, one quote edited ÷ Hugo", 0.1, "", against_hugo(10_000, "edit", "wall", "disk"), "make bench N=10000 ON=disk"),
    ("10,000, serve: save to page on disk", 0.15, "s", lambda kept: told(kept, "serve", 10_000, "disk", 0), "make bench-serve N=10000"),
    ("10,000, serve: save to browser reloaded", 0.4, "s", lambda kept: told(kept, "serve", 10_000, "shown", 0), "make bench-serve N=10000"),
    ("this repository's dossier, cold ÷ `mkdocs build`", 1, "", _small, "make bench-small"),
    ("10,000, `onrecord check`, everything cached", 0.4, "s", lambda kept: median(size(kept, 10_000), OURS, "check", "wall"), "make bench N=10000"),
    ("`onrecord --help`", 0.15, "s", lambda kept: median(size(kept, 10_000), OURS, "help", "wall"), "make bench N=10000"),
)


def table(kept: Kept) -> Iterator[str]:
    """Each figure beside the one that is wanted, as Markdown."""
    yield "| figure | at most | measured | | command |"
    yield "|---|---|---|---|---|"
    for what, most, unit, measured, command in WANTED:
        found = measured(kept)
        value = "not yet" if found is None else f"{found:.0f}" if most >= 100 else f"{found:.3f}" if most <= 0.15 else f"{found:.2f}"
        verdict = "" if found is None else "held" if found <= most else "**missed**"
        yield f"| {what} | {most:g} {unit}".rstrip() + f" | {value}{' ' + unit if unit and found is not None else ''} | {verdict} | `{command}` |"
