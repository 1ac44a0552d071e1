"""Run a benchmark that prints its own tables on a made-up dossier, and keep what it said in `results.md`.

    python benchmarks/told.py search|serve N [--out DIR] [MORE…]        MORE goes to that benchmark
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import make_dossier  # noqa: E402
import results  # noqa: E402
from timing import Failed, Surroundings, place  # noqa: E402


def tell(name: str, count: int, more: list[str]) -> results.Figures:
    """What it printed, and the circumstances."""
    at, before = place("memory"), Surroundings.now()
    try:
        subprocess.run([sys.executable, make_dossier.__file__, str(count), str(at / "dossier")], check=True)
        named = [str(at / "dossier")] if name == "search" else [str(count), "--dossier", str(at / "dossier")]
        ran = subprocess.run([sys.executable, str(HERE / f"{name}.py"), *named, *more], stdout=subprocess.PIPE, text=True, check=False)
        if ran.returncode:
            sys.exit(f"{name}.py: exit {ran.returncode}\n{ran.stdout}")
        return {"statements": count, **before.plain(), "said": ran.stdout}
    finally:
        shutil.rmtree(at, ignore_errors=True)


def main() -> None:
    """Read the arguments, run, keep."""
    read = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    read.add_argument("name", choices=("search", "serve"))
    read.add_argument("count", type=int, metavar="N", help="statements")
    read.add_argument("--out", type=Path, default=HERE, help="where the results go")
    given, more = read.parse_known_args()
    try:
        figures = tell(given.name, given.count, more)
    except Failed as fault:
        sys.exit(str(fault))
    results.keep(given.name, figures, given.out)
    print(figures["said"])


if __name__ == "__main__":
    main()
