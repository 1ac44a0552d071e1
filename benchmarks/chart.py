"""The medians of all sizes as bars: SVG."""

from __future__ import annotations

import math
from html import escape

from figures import KINDS, NAMES, Figures, median

WIDTH, LABEL, BAR, GAP, TITLE = 760, 150, 16, 6, 34
COLOURS = {"cold": "#1b4d89", "nothing": "#7a9cc6", "edit": "#c8553d"}


def chart(kept: list[Figures]) -> str:
    """Bars of wall time on a logarithmic scale, a panel a size, a group a generator."""
    if not kept:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} 1"><title>Nothing measured yet</title></svg>\n'
    walls = [wall for f in kept for name in f["versions"] for kind in COLOURS if (wall := median(f, name, kind, "wall")) is not None]
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
            for kind in COLOURS:
                wall = median(figures, name, kind, "wall")
                if wall is None:
                    continue
                width = max(1.0, (math.log10(wall) - low) * scale)
                body.append(f'<rect x="{LABEL}" y="{y:.0f}" width="{width:.1f}" height="{BAR - 2}" fill="{COLOURS[kind]}"/>')
                body.append(_text(LABEL + width + 5, y + BAR - 5, f"{wall:.2f} s", "small"))
                y += BAR
            y += GAP
        lines = "".join(f'<line x1="{LABEL + (p - low) * scale:.1f}" x2="{LABEL + (p - low) * scale:.1f}" y1="{top:.0f}" y2="{y:.0f}"/>' for p in range(low, high + 1))
        body.append(f'<g stroke="#bbb" stroke-dasharray="2 3">{lines}</g>')
    axis = "".join(_text(LABEL + (p - low) * scale, y + 14, f"{10.0 ** p:g} s", "middle") for p in range(low, high + 1))
    legend = "".join(f'<rect x="{LABEL + i * 150}" y="8" width="12" height="12" fill="{COLOURS[kind]}"/>' + _text(LABEL + i * 150 + 18, 19, label, "small")
                     for i, (kind, label) in enumerate((kind, KINDS[kind]) for kind in COLOURS))
    height = y + 26
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="img" '
            'font-family="system-ui, sans-serif" font-size="13">\n<title>Wall time of a build, logarithmic scale</title>\n'
            f'<rect width="100%" height="100%" fill="#fff"/>\n{legend}\n' + "\n".join(body) + f"\n{axis}\n</svg>\n")


def _text(x: float, y: float, text: str, style: str) -> str:
    how = {"bold": 'font-weight="600" font-size="15"', "end": 'text-anchor="end"', "middle": 'text-anchor="middle" font-size="11"', "small": 'font-size="11"'}[style]
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="#222" {how}>{escape(text)}</text>'
