"""Figures to a table (`results.md`) and a chart (`results.svg`); `results.json` keeps those of each size.

    python benchmarks/results.py [DIR]      write table and chart anew from DIR/results.json
"""

from __future__ import annotations

import json
import math
import statistics
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

Figures = dict[str, Any]
KINDS = {"cold": "cold", "nothing": "nothing changed", "edit": "one quote edited"}
SMALL = {"check": "`onrecord check`", "help": "`onrecord --help`"}
OURS, YARDSTICK = "onrecord", "hugo"
NAMES = {"onrecord": "Onrecord", "hugo": "Hugo", "eleventy": "Eleventy", "mkdocs": "MkDocs + Material", "zensical": "Zensical"}


def keep(figures: Figures, folder: Path) -> None:
    """Put the figures in the place of older ones of the same size and place, and write table and chart."""
    file = folder / "results.json"
    kept = json.loads(file.read_text("utf-8")) if file.exists() else []
    same = ("statements", "on")
    kept = [k for k in kept if any(k[key] != figures[key] for key in same)] + [figures]
    kept.sort(key=lambda k: (k["on"] != "memory", k["statements"]))
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=None, separators=(",", ":"), ensure_ascii=False).replace('{"statements"', '\n{"statements"') + "\n", "utf-8")
    write(kept, folder)


def write(kept: list[Figures], folder: Path) -> None:
    """Write table and chart."""
    (folder / "results.md").write_text(table(kept), "utf-8")
    (folder / "results.svg").write_text(chart(kept), "utf-8")


def of(figures: Figures, name: str, kind: str, what: str) -> list[float]:
    """The values of one generator and kind, round by round."""
    return [run[what] for run in sorted(figures["runs"], key=lambda r: r["round"]) if (run["name"], run["kind"]) == (name, kind)]


def ratio(figures: Figures, kind: str, what: str) -> float | None:
    """The median of ours divided by the yardstick's of the same round."""
    pairs = list(zip(of(figures, OURS, kind, what), of(figures, YARDSTICK, kind, what), strict=False))
    return statistics.median(a / b for a, b in pairs) if pairs else None


# --- the table -------------------------------------------------------------------------------------------------------


def table(kept: list[Figures]) -> str:
    """The Markdown of all sizes."""
    out = ["# What a build takes", "", "Made by `make bench N=…`; figures of one table were taken in turn in one run, and only they compare. Medians of whole",
           "processes: wall s / CPU s / MiB of the largest process. Every quotation of Onrecord's builds is proven; the others print what",
           "they are given. All write the same statements, people, countries, sources and questions, and no search index; Onrecord also its",
           "data for programs and the receipt of its proof. “÷ Hugo” is the median of the ratios of each round.", "", "![The medians as bars](results.svg)", ""]
    for figures in kept:
        out += _one_size(figures)
    return "\n".join(out)


def _one_size(figures: Figures) -> Iterator[str]:
    yield f"## {figures['statements']:,} statements, {'in memory' if figures['on'] == 'memory' else 'on a disk'}"
    yield ""
    yield f"{figures['rounds']} rounds; {figures['machine']}."
    yield ""
    yield "| | " + " | ".join(KINDS.values()) + " | MiB of all processes, cold | pages | files | MB |"
    yield "|---" * (len(KINDS) + 5) + "|"
    for name, version in figures["versions"].items():
        cells = [_cell(figures, name, kind) for kind in KINDS]
        wrote, whole = figures["wrote"][name], figures["together"].get(name)
        yield (f"| {NAMES[name]}{'' if name == OURS else ' ' + version} | " + " | ".join(cells)
               + f" | {f'{whole:.0f}' if whole else '–'} | {wrote['pages']:,} | {wrote['files']:,} | {wrote['megabytes']:.1f} |")
    for what, label in (("wall", "wall"), ("cpu", "CPU"), ("peak", "memory")):
        found = [ratio(figures, kind, what) for kind in KINDS]
        if found[0] is not None:
            yield f"| ÷ Hugo, {label} | " + " | ".join(f"**{r:.2f}**" if what == "wall" else f"{r:.2f}" for r in found if r is not None) + " | | | | |"
    yield ""
    yield "Beside them: " + ", ".join(f"{label} {statistics.median(of(figures, OURS, kind, 'wall')):.2f} s" for kind, label in SMALL.items()) + "."
    yield ""


def _cell(figures: Figures, name: str, kind: str) -> str:
    wall, cpu, peak = (statistics.median(of(figures, name, kind, what)) for what in ("wall", "cpu", "peak"))
    return f"{wall:.2f} / {cpu:.2f} / {peak:.0f}"


# --- the chart -------------------------------------------------------------------------------------------------------

WIDTH, LABEL, BAR, GAP, TITLE = 760, 150, 16, 6, 34
COLOURS = {"cold": "#1b4d89", "nothing": "#7a9cc6", "edit": "#c8553d"}


def chart(kept: list[Figures]) -> str:
    """Bars of wall time on a logarithmic scale, a panel a size, a group a generator."""
    walls = [statistics.median(of(f, name, kind, "wall")) for f in kept for name in f["versions"] for kind in KINDS]
    low, high = math.floor(math.log10(min(walls))), math.ceil(math.log10(max(walls)))
    scale = (WIDTH - LABEL - 70) / max(1, high - low)
    body: list[str] = []
    y = 44.0
    for figures in kept:
        body.append(_text(0, y + 20, f"{figures['statements']:,} statements, {'in memory' if figures['on'] == 'memory' else 'on a disk'}", "bold"))
        y += TITLE
        top = y
        for name in figures["versions"]:
            body.append(_text(LABEL - 8, y + BAR * 1.9, NAMES[name], "end"))
            for kind in KINDS:
                wall = statistics.median(of(figures, name, kind, "wall"))
                width = max(1.0, (math.log10(wall) - low) * scale)
                body.append(f'<rect x="{LABEL}" y="{y:.0f}" width="{width:.1f}" height="{BAR - 2}" fill="{COLOURS[kind]}"/>')
                body.append(_text(LABEL + width + 5, y + BAR - 5, f"{wall:.2f} s", "small"))
                y += BAR
            y += GAP
        lines = "".join(f'<line x1="{LABEL + (p - low) * scale:.1f}" x2="{LABEL + (p - low) * scale:.1f}" y1="{top:.0f}" y2="{y:.0f}"/>' for p in range(low, high + 1))
        body.append(f'<g stroke="#bbb" stroke-dasharray="2 3">{lines}</g>')
    axis = "".join(_text(LABEL + (p - low) * scale, y + 14, f"{10.0 ** p:g} s", "middle") for p in range(low, high + 1))
    legend = "".join(f'<rect x="{LABEL + i * 150}" y="8" width="12" height="12" fill="{COLOURS[kind]}"/>' + _text(LABEL + i * 150 + 18, 19, label, "small")
                     for i, (kind, label) in enumerate(KINDS.items()))
    height = y + 26
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="img" '
            'font-family="system-ui, sans-serif" font-size="13">\n<title>Wall time of a build, logarithmic scale</title>\n'
            f'<rect width="100%" height="100%" fill="#fff"/>\n{legend}\n' + "\n".join(body) + f"\n{axis}\n</svg>\n")


def _text(x: float, y: float, text: str, style: str) -> str:
    how = {"bold": 'font-weight="600" font-size="15"', "end": 'text-anchor="end"', "middle": 'text-anchor="middle" font-size="11"', "small": 'font-size="11"'}[style]
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="#222" {how}>{escape(text)}</text>'


if __name__ == "__main__":
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    write(json.loads((home / "results.json").read_text("utf-8")), home)
