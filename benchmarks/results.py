"""Figures to tables (`results.md`) and a chart (`results.svg`); `results.json` keeps the newest of each kind and size.

    python benchmarks/results.py [DIR]      write tables and chart anew from DIR/results.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import wanted  # noqa: E402
from chart import chart  # noqa: E402
from figures import KINDS, NAMES, OURS, Figures, exponents, median, ratio  # noqa: E402

SMALL = {"check": "`onrecord check` after a build", "again": "the same check again", "help": "`onrecord --help`",
         "soon": "nothing changed, at once after the build of an edit"}
HEAD = """# What a build takes

Medians of whole processes; figures of one table were taken in turn in one run, and only they compare. “÷” is the median of the
ratios of each round. Everybody waits 2.5 s before a timed run, so that no file was saved just before (an edited one is saved at the
moment when the clock starts). A cold build starts with no output and an empty cache: the frames of our pages are built in it.

Each table names the commit that it measured and the command that measures it again. A run takes the place of the older figures of its size, also of
those that it did not measure; `OUT=DIR` leaves this page alone. Memory of all processes counts shared pages once, that of the largest process counts
them whole, so the sum can be the smaller.

![The medians as bars](results.svg)

## What is wanted
"""
SIDES = """## What each side does

All read the same statements, people, countries, events, sources and questions, and write a page for each statement, person, country,
source, question and month. No search index is made on either side, save where a table says so.

- **Onrecord alone** proves each quotation against its archived text and judges the dossier by every rule; derives positions; writes each
  statement's context, rung and citation, its data for programs (`api/`), the receipt of the proof, a sitemap, and a page for each publisher; it
  cuts long lists into pages, so it has more pages; each page is hung in a frame of Material for MkDocs. It publishes the whole site at once or not at all.
- **Hugo and Eleventy alone** print a list of a question, country or month on one page however long it is. They check nothing, and their
  pages share one short style sheet. They write an edited page in its place: a build that is stopped leaves a mixture.
- **MkDocs and Zensical** get the same as Markdown pages, which a script writes first; its time is counted.
"""


# --- keeping ---------------------------------------------------------------------------------------------------------


def keep(name: str, value: Any, folder: Path) -> None:
    """Keep the figures of a name in the place of older ones, and write tables and chart."""
    file = folder / "results.json"
    kept = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if not isinstance(kept, dict):
        kept = {}  # of an older form, which knew sizes only and measured them otherwise
    kept[name] = value
    folder.mkdir(parents=True, exist_ok=True)
    lines = json.dumps(dict(sorted(kept.items())), separators=(",", ":"), ensure_ascii=False).replace('{"name"', '\n{"name"')
    file.write_text(lines + "\n", "utf-8")
    write(kept, folder)


def keep_size(figures: Figures, folder: Path) -> None:
    """Keep the figures of a size in the place of older ones of the same size and place."""
    file = folder / "results.json"
    kept = json.loads(file.read_text("utf-8")) if file.exists() else {}
    sizes = kept.get("sizes", []) if isinstance(kept, dict) else []
    same = ("statements", "on")
    sizes = [k for k in sizes if any(k[key] != figures[key] for key in same)] + [figures]
    keep("sizes", sorted(sizes, key=lambda k: (k["on"] != "memory", k["statements"])), folder)


def write(kept: wanted.Kept, folder: Path) -> None:
    """Write tables and chart."""
    (folder / "results.md").write_text(tables(kept), "utf-8")
    (folder / "results.svg").write_text(chart(kept.get("sizes", [])), "utf-8")


# --- the tables ------------------------------------------------------------------------------------------------------


def tables(kept: wanted.Kept) -> str:
    """The whole of `results.md`."""
    out = [HEAD, *wanted.table(kept), "", SIDES]
    out += [one_size(figures) for figures in kept.get("sizes", ())]
    out += [growth(kept["growth"])] if "growth" in kept else []
    out += [small(kept["small"])] if "small" in kept else []
    for name in ("search", "serve"):
        if name in kept:
            one = kept[name]
            said = one["said"].strip() if name == "search" else f"```\n{one['said'].strip()}\n```"
            out += [f"## `benchmarks/{name}.py`, {one['statements']:,} statements\n\n{_circumstances(one)}\n\n{said}\n"]
    return "\n".join(out)


def one_size(figures: Figures) -> str:
    """The tables of one size."""
    return "\n".join(_one_size(figures))


def _circumstances(figures: Figures) -> str:
    rounds = f"{figures['rounds']} round{'s' if figures['rounds'] != 1 else ''}; " if "rounds" in figures else ""
    before, after = figures["load"]
    changed = "" if figures["is_same_program"] else " **Our program was edited during these runs, which empties its cache: they say nothing.**"
    commit = f"; commit {figures['commit']}" if figures.get("commit") else ""
    return f"{rounds}{figures['machine']}; load {before:.1f} before and {after:.1f} after{commit}.{changed}"


def _command(figures: Figures) -> str:
    """What measures the figures of a size again."""
    measured = {run["kind"] for run in figures["runs"]}
    kinds = [kind for kind in ("cold", "nothing", "check", "edit", "memory") if kind in measured]
    names = [name for name in figures["versions"] if name != OURS]
    given = [f"N={figures['statements']}", f"ROUNDS={figures['rounds']}", *(["ON=disk"] if figures["on"] == "disk" else []),
             *([f"WITH={','.join(names) or 'none'}"] if names != ["hugo"] else []), *([f"KINDS={','.join(kinds)}"] if len(kinds) < 5 else [])]
    return f"`make bench {' '.join(given)}`"


def _one_size(figures: Figures) -> Iterator[str]:
    yield f"## {figures['statements']:,} statements, {'in memory' if figures['on'] == 'memory' else 'on a disk'}"
    yield ""
    yield _command(figures)
    yield ""
    yield _circumstances(figures) + (" **Our search index is made in these builds, and nobody else's is.**" if figures["has_search"] else "")
    yield ""
    yield "Wall s / CPU s / MiB of the largest process:"
    yield ""
    yield "| | " + " | ".join(KINDS.values()) + " |"
    yield "|---" * (len(KINDS) + 1) + "|"
    for name, version in figures["versions"].items():
        yield f"| {NAMES[name]}{'' if name.startswith(OURS) else ' ' + version} | " + " | ".join(_cell(figures, name, kind) for kind in KINDS) + " |"
    if "hugo" in figures["versions"]:
        for what, label in (("wall", "wall"), ("cpu", "CPU"), ("peak", "memory")):
            yield f"| ÷ Hugo, {label} | " + " | ".join(_ratio(figures, kind, what) for kind in KINDS) + " |"
    yield ""
    beside = [f"{label} {value:.2f} s" for kind, label in SMALL.items() if (value := median(figures, OURS, kind, "wall")) is not None]
    yield f"Ours alone: {', '.join(beside)}." if beside else ""
    yield ""
    yield from _written(figures["wrote"])


def _cell(figures: Figures, name: str, kind: str) -> str:
    wall, cpu, peak = (median(figures, name, kind, what) for what in ("wall", "cpu", "peak"))
    if wall is None or cpu is None or peak is None:
        return "–"
    return f"{peak:.0f}" if kind == "memory" else f"{wall:.2f} / {cpu:.2f} / {peak:.0f}"


def _ratio(figures: Figures, kind: str, what: str) -> str:
    found = ratio(figures, kind, what)
    if found is None or (kind == "memory" and what != "peak"):
        return ""
    return f"**{found:.3f}**" if what == ("peak" if kind == "memory" else "wall") else f"{found:.3f}"


def _written(wrote: dict[str, Any]) -> Iterator[str]:
    """What each wrote, side by side: pages by the folder that they lie in."""
    folders = sorted({folder for one in wrote.values() for folder in one["folders"]} - {"other"})
    yield "| written | pages | " + " | ".join((*folders, "other")) + " | all files | MB of pages | MB in all |"
    yield "|---" * (len(folders) + 6) + "|"
    for name, one in wrote.items():
        counts = [f"{one['pages']:,}", *(f"{one['folders'][folder]:,}" if folder in one["folders"] else "–" for folder in (*folders, "other"))]
        yield f"| {NAMES[name]} | {' | '.join(counts)} | {one['files']:,} | {one['html']:.1f} | {one['megabytes']:.1f} |"
    yield ""


def growth(figures: Figures) -> str:
    """How time grows with statements."""
    out = ["## Growth", "", f"Cold builds of ours in turn. `make bench-growth ROUNDS={figures['rounds']}`", "", _circumstances(figures), "",
           "| statements | wall s | CPU s | ms of wall a statement |", "|---|---|---|---|"]
    for size in figures["sizes"]:
        wall, cpu = (median(figures, OURS, str(size), what) or 0 for what in ("wall", "cpu"))
        out.append(f"| {size:,} | {wall:.2f} | {cpu:.2f} | {1000 * wall / size:.2f} |")
    steps = "; ".join(f"{a:,} → {b:,}: **{exponent:.2f}**" for a, b, exponent in exponents(figures))
    return "\n".join([*out, "", f"Exponent (1 is linear): {steps}.", ""])


def small(figures: Figures) -> str:
    """The repository's own dossier beside a plain site."""
    out = ["## The dossier of this repository", "",
           "Cold builds, environment in place, caches empty, frames included, beside `mkdocs build` of as many pages of Markdown.", "", f"`make bench-small ROUNDS={figures['rounds']}`", "",
           _circumstances(figures), "",
           "| | wall s | CPU s | pages |", "|---|---|---|---|"]
    for name, wrote in figures["wrote"].items():
        wall, cpu = (median(figures, name, "cold", what) or 0 for what in ("wall", "cpu"))
        out.append(f"| {name} | {wall:.2f} | {cpu:.2f} | {wrote['pages']} |")
    pairs = (("onrecord, search", "mkdocs, search"), ("onrecord", "mkdocs"), ("onrecord, search", "mkdocs"))
    found = [f"{ours} ÷ {theirs}: **{r:.2f}**" for ours, theirs in pairs if (r := ratio(figures, "cold", "wall", ours, theirs)) is not None]
    return "\n".join([*out, "", "; ".join(found) + ".", ""])


if __name__ == "__main__":
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    write(json.loads((home / "results.json").read_text("utf-8")), home)
