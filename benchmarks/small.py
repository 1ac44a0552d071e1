"""A small dossier that is no made-up one: a cold build of the repository's own beside `mkdocs build` of a plain site.

    python benchmarks/small.py [--rounds 5] [--dossier DIR] [--out DIR]

Both environments stand, all caches are empty and our frames are built. The plain site is Material for MkDocs with the pages of a
made-up dossier (`peers/markdown`), the most that are not more than ours; they are Markdown files on the disk before the clock starts.
Two pairs: with the search that each has by default, and without on both sides.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import contenders as who  # noqa: E402
import make_dossier  # noqa: E402
import results  # noqa: E402
from run import written  # noqa: E402
from timing import SETTLE, Failed, Surroundings, place, run_of, settle, take  # noqa: E402


def pages_of(count: int) -> int:
    """How many pages `peers/markdown` makes of a made-up dossier: with the first page, and the 404 page of MkDocs."""
    made = make_dossier.make(count)
    said = [s for source in made.sources for s in source.statements]
    countries, months = {p.country for p in made.people}, {f"{s.day:%Y-%m}" for s in said}
    return len(said) + len(made.people) + len(countries) + len(made.sources) + len(made.questions) + len(months) + 2


def most_statements(pages: int) -> int:
    """The number of statements that makes the most pages which are not more than so many."""
    return next((count for count in range(pages, 0, -1) if pages_of(count) <= pages), 1)


def plain(name: str, has_search: bool) -> who.Contender:
    """MkDocs, out of the environment that we run in ourselves."""
    def set_up(work: Path, data: Path) -> None:
        who.copy_markdown(work, data)
        subprocess.run([sys.executable, str(work / "pages.py"), str(data), str(work / "docs")], check=True)
        if has_search:
            config = work / "mkdocs.yml"
            config.write_text(config.read_text("utf-8").replace("plugins: []", "plugins: [search]"), "utf-8")

    return who.Contender(name, (sys.executable, "-m", "mkdocs", "build", "-q"), set_up, ())


def chosen() -> list[who.Contender]:
    """The pairs, ours first in each."""
    bare = [who.ours("onrecord", *who.no_search())] if who.no_search() else []
    return [who.ours("onrecord, search"), plain("mkdocs, search", True), *bare, plain("mkdocs", False)]


def compare(dossier: Path, repeats: int, limit: float, pause: float) -> results.Figures:
    """All runs. Raises Failed."""
    at, before = place("memory"), Surroundings.now()
    try:
        ours, *others = chosen()
        copy = at / "dossier"
        for name in ("data", "seeds", "content", "overrides"):
            if (dossier / name).is_dir():
                shutil.copytree(dossier / name, copy / name)
        if (dossier / "mkdocs.yml").exists():
            shutil.copy(dossier / "mkdocs.yml", copy)
        ours.make_cold(copy, at / ours.name)
        take(ours, copy, at / ours.name, limit)
        pages = written(at / ours.name / "site")["pages"]
        made = at / "made"
        make_dossier.write(make_dossier.make(most_statements(pages)), made)
        runs = []
        for number in range(repeats):
            for contender in (ours, *others):
                data = copy if contender.name.startswith("onrecord") else made
                contender.make_cold(data, at / contender.name)
                settle(pause, "memory")
                runs.append(asdict(run_of(contender, "cold", number, take(contender, data, at / contender.name, limit))))
        return {"rounds": repeats, **before.plain(), "runs": runs,
                "wrote": {c.name: written(at / c.name / "site") for c in (ours, *others)}}
    finally:
        shutil.rmtree(at, ignore_errors=True)


def main() -> None:
    """Read the arguments, measure, write."""
    read = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    read.add_argument("--rounds", type=int, default=5)
    read.add_argument("--dossier", type=Path, default=who.ROOT, help="default: the one of this repository")
    read.add_argument("--limit", type=float, default=900, help="seconds after which a process is stopped")
    read.add_argument("--settle", type=float, default=SETTLE, help="seconds to wait before each timed run")
    read.add_argument("--out", type=Path, default=HERE, help="where the results go")
    given = read.parse_args()
    try:
        figures = compare(given.dossier, given.rounds, given.limit, given.settle)
    except Failed as fault:
        sys.exit(str(fault))
    results.keep("small", figures, given.out)
    print(results.small(figures))


if __name__ == "__main__":
    main()
