"""Where a build spends its time: seconds of each stage, or the dearest functions.

    python benchmarks/profile_build.py DOSSIER OUT [--calls]

Runs `onrecord build` in this process with timers around its stages; `--calls` runs it under cProfile instead (half as
fast, so compare shares and not seconds). The frames come from the cache of XDG_CACHE_HOME where it has them.
"""

from __future__ import annotations

import cProfile
import importlib
import pstats
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

STAGES = (  # name, module, function; in the order of a build
    ("read files", "generator.disk", "read_dossier"),
    ("YAML to records", "generator.reading", "read_records"),
    ("names of countries", "generator.countries", "country_names"),
    ("prove: place the words, tie speakers", "generator.proof", "prove"),
    ("content pages", "generator.content", "read_content"),
    ("rules", "generator.rules", "check"),
    ("resolve: index, positions", "generator.dossier", "resolve"),
    ("plan pages", "generator.site", "plan"),
    ("frames", "generator.program", "frames"),
    ("views and templates", "generator.site", "page_files"),
    ("API, receipt, sitemap", "generator.site", "data_files"),
    ("publish", "generator.disk", "publish"),
)


def now() -> tuple[float, float]:
    """Seconds of wall and of CPU time of this process; the engine that builds frames is another process."""
    return time.perf_counter(), time.process_time()


def timed(spent: dict[str, list[float]], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its seconds added to `spent`; what it yields is made at once, so that it counts here."""
    def run(*given: Any, **named: Any) -> Any:
        begun = now()
        made = function(*given, **named)
        if isinstance(made, Iterator):
            made = list(made)
        for place, (after, before) in enumerate(zip(now(), begun, strict=True)):
            spent.setdefault(name, [0.0, 0.0])[place] += after - before
        return made
    return run


def build(dossier: str, out: str) -> None:
    """One build, as the command does it."""
    from generator.cli import main

    main.main(["-C", dossier, "build", "--out", out], standalone_mode=False)


def stages(dossier: str, out: str) -> None:
    """Print a table of stages."""
    spent: dict[str, list[float]] = {}
    for name, module, function in STAGES:
        home = importlib.import_module(module)
        setattr(home, function, timed(spent, name, getattr(home, function)))
    imports = [time.perf_counter() - STARTED, time.process_time()]
    timed(whole := {}, "all", build)(dossier, out)
    all_of_it = [a + b for a, b in zip(imports, whole["all"], strict=True)]
    rows = [("start and imports", imports), *((name, spent.get(name, [0.0, 0.0])) for name, _, _ in STAGES)]
    rest = [total - sum(row[place] for _, row in rows) for place, total in enumerate(all_of_it)]
    print("| stage | wall s | CPU s | share of CPU |\n|---|---|---|---|")
    for name, (wall, cpu) in (*rows, ("the rest", rest), ("all", all_of_it)):
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {100 * cpu / all_of_it[1]:.0f} % |")
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def calls(dossier: str, out: str) -> None:
    """Print the functions that take most time themselves, and those that take most with what they call."""
    profile = cProfile.Profile()
    profile.runcall(build, dossier, out)
    for order in ("tottime", "cumtime"):
        pstats.Stats(profile).sort_stats(order).print_stats("generator|jinja|pydantic|yaml|built-in|method", 40)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("usage: profile_build.py DOSSIER OUT [--calls]")
    (calls if sys.argv[3:] == ["--calls"] else stages)(sys.argv[1], sys.argv[2])
