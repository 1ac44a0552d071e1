"""Time Onrecord and other generators in turn on one made-up dossier; write `results.md` and `results.svg`.

    python benchmarks/run.py N [--rounds 5] [--with hugo,eleventy] [--on memory|disk] [--out DIR]

Each round times every generator, one after the other, as a whole process: a cold build (no output, no cache), a build in
which nothing changed, and one after the full stop of a quote was left out (another quote in each round, so that nothing
was seen before). Every build must end well, and the edited words must stand in what it wrote. The figures of each N are
kept in `results.json`, so that runs of several N make one table. Install the others first: `sh benchmarks/setup.sh`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import contenders as who  # noqa: E402
import make_dossier  # noqa: E402
import results  # noqa: E402

OURS = "onrecord"
MEMORY = Path("/dev/shm")  # the memory file system of Linux


class Failed(Exception):
    """A build that did not end well, or did not hold what it should."""


@dataclass(frozen=True, slots=True)
class Run:
    """One timed process: seconds and MiB."""

    name: str
    kind: str
    round: int
    wall: float
    cpu: float
    peak: float


def place(on: str) -> Path:
    """A new folder to work in: in memory where there is such a file system, or on a disk."""
    is_there = on == "memory" and os.access(MEMORY, os.W_OK)
    return Path(tempfile.mkdtemp(prefix="onrecord-bench-", dir=MEMORY if is_there else None))


def take(contender: who.Contender, dossier: Path, work: Path, limit: float, command: tuple[str, ...] = (), together: bool = False) -> dict[str, float]:
    """Run one process and give its figures. Raises Failed where it ends with an error."""
    note = work.with_name(work.name + ".json")
    launcher = (sys.executable, "-I", "-S", str(HERE / "measured.py"), str(note), str(limit), "together" if together else "apart")
    ran = subprocess.run([*launcher, *(command or contender.call(dossier, work))], cwd=contender.folder or work,
                         env=contender.environment(dossier, work), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    took = json.loads(note.read_text("ascii")) if ran.returncode == 0 else {"code": ran.returncode}
    if took["code"]:
        raise Failed(f"{contender.name}: exit {took['code']:.0f}: {ran.stderr[-1500:]}")
    return took


def holds(contender: who.Contender, site: Path, edit: who.Edit) -> None:
    """The edited words stand in what was built, and the longer ones do not. Raises Failed."""
    if contender.name == OURS:
        items = json.loads((site / "api/v1/statements.json").read_text("utf-8"))["items"]
        exact = next(part["exact"] for item in items if item["id"] == edit.id for part in item["parts"])
        good = exact == edit.after
    else:
        page = (site / contender.page.format(id=edit.id)).read_text("utf-8")
        good = edit.after in page and edit.before not in page
    if not good:
        raise Failed(f"{contender.name}: the edit of {edit.id} is not in its page")


def rounds(chosen: list[who.Contender], dossier: Path, at: Path, count: int, limit: float) -> Iterator[Run]:
    """The timed runs, round by round, each kind with every contender in turn."""
    edits = who.edits(dossier)
    for number in range(count):
        for kind in ("cold", "nothing", "edit"):
            edit = edits[number % len(edits)]
            old = edit.make(dossier) if kind == "edit" else {}
            for contender in chosen[number % len(chosen):] + chosen[:number % len(chosen)]:
                work = at / contender.name
                if kind == "cold":
                    contender.make_cold(work)
                took = take(contender, dossier, work, limit)
                if kind == "edit":
                    holds(contender, work / "site", edit)
                yield Run(contender.name, kind, number, took["wall"], took["cpu"], took["peak"])
            for file, data in old.items():
                file.write_bytes(data)
            for contender in chosen if old else ():
                take(contender, dossier, at / contender.name, limit)  # back to the words as they were; not counted
        yield from _small_commands(chosen, dossier, at, number, limit)


def _small_commands(chosen: list[who.Contender], dossier: Path, at: Path, number: int, limit: float) -> Iterator[Run]:
    """Our own commands that build nothing."""
    for contender in (c for c in chosen if c.name == OURS):
        build = contender.call(dossier, at / contender.name)
        start = build[:build.index("-C")]
        for kind, command in (("check", (*start, "-C", str(dossier), "check")), ("help", (*start, "--help"))):
            took = take(contender, dossier, at / contender.name, limit, command)
            yield Run(contender.name, kind, number, took["wall"], took["cpu"], took["peak"])


def whole_memory(chosen: list[who.Contender], dossier: Path, at: Path, limit: float) -> dict[str, float]:
    """MiB of all processes of a cold build together, in a run of its own."""
    found = {}
    for contender in chosen:
        contender.make_cold(at / contender.name)
        found[contender.name] = take(contender, dossier, at / contender.name, limit, together=True)["peak"]
    return found


def made(site: Path) -> dict[str, float]:
    """How much a build wrote."""
    files = [p for p in site.rglob("*") if p.is_file()]
    return {"files": len(files), "pages": sum(p.suffix == ".html" for p in files), "megabytes": sum(p.stat().st_size for p in files) / 1e6}


def bench(count: int, names: list[str], repeats: int, on: str, limit: float) -> dict[str, Any]:
    """All figures for one size. Raises Failed."""
    chosen = [who.contenders()[name] for name in names]
    at = place(on)
    try:
        dossier = at / "dossier"
        make_dossier.write(make_dossier.make(count), dossier)
        for contender in chosen:
            contender.set_up(at / contender.name, dossier / "peers")
        runs = []
        for run in rounds(chosen, dossier, at, repeats, limit):
            runs.append(run)
            if sys.stderr.isatty():
                print(f"round {run.round + 1} of {repeats}: {run.name}, {run.kind}: {run.wall:.2f} s", file=sys.stderr)
        wrote = {c.name: made(at / c.name / "site") for c in chosen}
        return {"statements": count, "on": on, "rounds": repeats, "machine": machine(), "versions": {c.name: version(c) for c in chosen},
                "wrote": wrote, "together": whole_memory(chosen, dossier, at, limit) if Path("/proc/self/smaps_rollup").exists() else {},
                "runs": [asdict(run) for run in runs]}
    finally:
        shutil.rmtree(at, ignore_errors=True)


def version(contender: who.Contender) -> str:
    """Its version, in its own words."""
    said = subprocess.run(contender.version, capture_output=True, text=True, check=True).stdout.strip()
    return said.split("-")[0].removeprefix("hugo ") if contender.name == "hugo" else said


def machine() -> str:
    """The machine in words: nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} on {platform.machine()}, Python {platform.python_version()}"


def say(figures: dict[str, Any]) -> str:
    """The medians in a few lines."""
    lines = []
    for name in figures["versions"]:
        walls = {kind: statistics.median(r["wall"] for r in figures["runs"] if (r["name"], r["kind"]) == (name, kind)) for kind in ("cold", "nothing", "edit")}
        lines.append(f"{name}: " + ", ".join(f"{kind} {wall:.2f} s" for kind, wall in walls.items()))
    return "\n".join(lines)


def main() -> None:
    """Read the arguments, measure, write."""
    read = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    read.add_argument("count", type=int, metavar="N", help="statements")
    read.add_argument("--rounds", type=int, default=5)
    read.add_argument("--with", dest="names", default="hugo,eleventy", help="names, with commas: hugo, eleventy, mkdocs, zensical; or none")
    read.add_argument("--on", choices=("memory", "disk"), default="memory", help="where dossier and output lie")
    read.add_argument("--limit", type=float, default=900, help="seconds after which a process is stopped")
    read.add_argument("--out", type=Path, default=HERE, help="where the results go")
    given = read.parse_args()
    names = [OURS, *(n for n in given.names.split(",") if n and n != "none")]
    unknown = set(names) - set(who.contenders())
    if given.count < 1 or given.rounds < 1 or unknown:
        read.error(f"there is no generator {sorted(unknown)[0]}" if unknown else "N and --rounds are 1 or more")
    try:
        figures = bench(given.count, names, given.rounds, given.on, given.limit)
    except Failed as fault:
        sys.exit(str(fault))
    results.keep(figures, given.out)
    print(say(figures))


if __name__ == "__main__":
    main()
