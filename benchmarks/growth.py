"""How the time of a cold build grows with the statements: ours alone, all sizes in turn, frames and proof counted.

    python benchmarks/growth.py [--sizes 1000,10000,100000] [--rounds 3] [--out DIR]

Sizes are timed in turn within each round, so that a machine that gets slower or faster changes all of them. The exponent
between two sizes is log(time ÷ time) ÷ log(size ÷ size) of the medians: 1 is linear.
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
from timing import SETTLE, Failed, Surroundings, place, run_of, settle, take  # noqa: E402


def grow(sizes: list[int], repeats: int, on: str, limit: float, pause: float) -> results.Figures:
    """The runs of all sizes; `kind` of each is its size. Raises Failed."""
    ours = who.contenders()["onrecord"]
    at, before, runs = place(on), Surroundings.now(), []
    try:
        for size in sizes:
            subprocess.run([sys.executable, make_dossier.__file__, str(size), str(at / f"dossier-{size}")], check=True)
        for number in range(repeats):
            for size in sizes:
                dossier, work = at / f"dossier-{size}", at / f"work-{size}"
                ours.make_cold(dossier, work)
                settle(pause, on)
                runs.append(asdict(run_of(ours, str(size), number, take(ours, dossier, work, limit))))
                shutil.rmtree(work)  # the largest takes a gigabyte or more
        return {"sizes": sizes, "on": on, "rounds": repeats, **before.plain(), "runs": runs}
    finally:
        shutil.rmtree(at, ignore_errors=True)


def main() -> None:
    """Read the arguments, measure, write."""
    read = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    read.add_argument("--sizes", default="1000,10000,100000")
    read.add_argument("--rounds", type=int, default=3)
    read.add_argument("--on", choices=("memory", "disk"), default="memory")
    read.add_argument("--limit", type=float, default=900, help="seconds after which a process is stopped")
    read.add_argument("--settle", type=float, default=SETTLE, help="seconds to wait before each timed run")
    read.add_argument("--out", type=Path, default=HERE, help="where the results go")
    given = read.parse_args()
    try:
        figures = grow(sorted(int(size) for size in given.sizes.split(",")), given.rounds, given.on, given.limit, given.settle)
    except Failed as fault:
        sys.exit(str(fault))
    results.keep("growth", figures, given.out)
    print(results.growth(figures))


if __name__ == "__main__":
    main()
