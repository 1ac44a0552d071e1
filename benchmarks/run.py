"""Time Onrecord and other generators in turn on one made-up dossier; write `results.md` and `results.svg`.

    python benchmarks/run.py N [--rounds 5] [--with hugo] [--on memory|disk] [--kinds cold,edit] [--out DIR]

Each round times every generator, one after the other, as a whole process:

    cold     no output and no cache: the frames of our pages are built too
    nothing  the same call again
    edit     after the full stop of a quote was left out (another quote in each round, so that nothing was seen before)
    memory   a cold build again, for the memory of all its processes at one time; looking costs time, so it is not timed

and of ours alone `check` and `again` (`onrecord check` after the build, and the same call again), `help`, and `soon` (the same
build again, at once after that of an edit, while what was saved might still change). Everybody waits 2.5 seconds before each
timed run but `soon`. Every build must end well, and the edited words must stand in what it wrote. The figures of each N are kept in
`results.json`, so that runs of several N make one table. Install the others first: `sh benchmarks/setup.sh`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import contenders as who  # noqa: E402
import make_dossier  # noqa: E402
import results  # noqa: E402
from timing import SETTLE, Failed, Run, Surroundings, place, run_of, settle, take  # noqa: E402

OURS = "onrecord"
KINDS = ("cold", "nothing", "check", "edit", "memory")  # in this order; check is ours alone
FOLDERS = {"speakers": "people"}  # where others name a kind of page otherwise than we do


@dataclass(frozen=True, slots=True)
class Rounds:
    """The timed runs of one dossier. `limit`: seconds after which a process is stopped; `pause`: seconds before each run."""

    chosen: list[who.Contender]
    dossier: Path
    at: Path
    on: str
    limit: float
    pause: float
    kinds: tuple[str, ...]

    def all(self, count: int) -> Iterator[Run]:
        """So many rounds, each kind with every generator in turn; who begins changes from round to round."""
        ways: dict[str, Callable[[who.Contender, int], Iterator[Run]]] = {
            "cold": self.cold, "nothing": self.nothing, "check": self.small_commands, "edit": self.edit, "memory": self.memory}
        for number in range(count):
            first = number % len(self.chosen)
            for kind in self.kinds:
                for contender in self.chosen[first:] + self.chosen[:first]:
                    yield from ways[kind](contender, number)

    def take(self, contender: who.Contender, **more: Any) -> dict[str, float]:
        """One process of a generator."""
        return take(contender, self.dossier, self.at / contender.name, self.limit, **more)

    def cold(self, contender: who.Contender, number: int) -> Iterator[Run]:
        """A build that starts with nothing."""
        contender.make_cold(self.dossier, self.at / contender.name)
        settle(self.pause, self.on)
        yield run_of(contender, "cold", number, self.take(contender))

    def nothing(self, contender: who.Contender, number: int) -> Iterator[Run]:
        """A build in which nothing changed."""
        settle(self.pause, self.on)
        yield run_of(contender, "nothing", number, self.take(contender))

    def small_commands(self, contender: who.Contender, number: int) -> Iterator[Run]:
        """Our own commands that build nothing."""
        if contender.name != OURS:
            return
        ours = who.our_command()
        check = (*ours, "-C", str(self.dossier), "check")
        for kind, command in (("check", check), ("again", check), ("help", (*ours, "--help"))):
            settle(self.pause, self.on)
            yield run_of(contender, kind, number, self.take(contender, command=command))

    def edit(self, contender: who.Contender, number: int) -> Iterator[Run]:
        """A build at once after a quote was edited, and of ours one more at once after that; then the quote is put back."""
        edits = who.edits(self.dossier)
        edit, file = edits[number % len(edits)], self.dossier / contender.source
        settle(self.pause, self.on)
        old = edit.make(file)
        try:
            took = self.take(contender)
            holds(contender, self.at / contender.name / "site", edit)
            yield run_of(contender, "edit", number, took)
            if contender.name == OURS:
                yield run_of(contender, "soon", number, self.take(contender))
        finally:
            file.write_bytes(old)

    def memory(self, contender: who.Contender, number: int) -> Iterator[Run]:
        """The memory of a cold build's processes at one time."""
        contender.make_cold(self.dossier, self.at / contender.name)
        yield run_of(contender, "memory", number, self.take(contender, together=True))


def holds(contender: who.Contender, site: Path, edit: who.Edit) -> None:
    """The edited words stand in what was built, and the longer ones do not. Raises Failed."""
    page = (site / "statements" / edit.id / "index.html").read_text("utf-8")
    if contender.name.startswith(OURS):  # its page marks words up, and shows the text around them
        items = json.loads((site / "api/v1/statements.json").read_text("utf-8"))["items"]
        exact = next(part["exact"] for item in items if item["id"] == edit.id for part in item["parts"])
        good = exact == edit.after and f'data-statement="{edit.id}"' in page
    else:
        good = edit.after in page and edit.before not in page
    if not good:
        raise Failed(f"{contender.name}: the edit of {edit.id} is not in its page")


def written(site: Path) -> dict[str, Any]:
    """How much a build wrote: files, pages, megabytes, those of the pages, and pages by the first folder of their path."""
    sizes = {p.relative_to(site): p.stat().st_size for p in site.rglob("*") if p.is_file()}
    pages = [path for path in sizes if path.suffix == ".html"]
    folders = Counter(FOLDERS.get(path.parts[0], path.parts[0]) if len(path.parts) > 2 else "other" for path in pages)
    return {"files": len(sizes), "pages": len(pages), "megabytes": sum(sizes.values()) / 1e6,
            "html": sum(sizes[path] for path in pages) / 1e6, "folders": dict(sorted(folders.items()))}


def bench(count: int, names: list[str], repeats: int, on: str, limit: float, pause: float, kinds: tuple[str, ...]) -> dict[str, Any]:
    """All figures for one size. Raises Failed."""
    chosen = [who.contenders()[name] for name in names]
    at, before = place(on), Surroundings.now()
    try:
        dossier = at / "dossier"
        # a process of its own: what it held is given back
        subprocess.run([sys.executable, make_dossier.__file__, str(count), str(dossier)], check=True)
        runs = [asdict(run) for run in Rounds(chosen, dossier, at, on, limit, pause, kinds).all(repeats)]
        return {"statements": count, "on": on, "rounds": repeats, **before.plain(),
                "has_search": (at / OURS / "site/search").exists(), "versions": {c.name: version(c) for c in chosen},
                "wrote": {c.name: written(at / c.name / "site") for c in chosen}, "runs": runs}
    finally:
        shutil.rmtree(at, ignore_errors=True)


def version(contender: who.Contender) -> str:
    """Its version, in its own words."""
    said = subprocess.run(contender.version, capture_output=True, text=True, check=True).stdout.strip()
    return said.split("-")[0].removeprefix("hugo ") if contender.name == "hugo" else said


def main() -> None:
    """Read the arguments, measure, write."""
    read = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    read.add_argument("count", type=int, metavar="N", help="statements")
    read.add_argument("--rounds", type=int, default=5)
    read.add_argument("--with", dest="names", default="hugo",
                      help="names, with commas: hugo, eleventy, mkdocs, zensical, onrecord-search (ours with its search index); or none")
    read.add_argument("--on", choices=("memory", "disk"), default="memory", help="where dossier and output lie")
    read.add_argument("--kinds", default=",".join(KINDS), help=f"which builds are timed, with commas: {', '.join(KINDS)}; cold always is")
    read.add_argument("--limit", type=float, default=900, help="seconds after which a process is stopped")
    read.add_argument("--settle", type=float, default=SETTLE, help="seconds to wait before each timed run")
    read.add_argument("--out", type=Path, default=HERE, help="where the results go")
    given = read.parse_args()
    names = [OURS, *(n for n in given.names.split(",") if n and n != "none")]
    wanted = {"cold", *given.kinds.split(",")}
    if unknown := (set(names) - set(who.contenders())) | (wanted - set(KINDS)):
        read.error(f"there is no {sorted(unknown)[0]}")
    if given.count < 1 or given.rounds < 1:
        read.error("N and --rounds are 1 or more")
    try:
        figures = bench(given.count, names, given.rounds, given.on, given.limit, given.settle, tuple(k for k in KINDS if k in wanted))
    except Failed as fault:
        sys.exit(str(fault))
    results.keep_size(figures, given.out)
    print(results.one_size(figures))


if __name__ == "__main__":
    main()
