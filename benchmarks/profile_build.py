"""Where a build spends its time: seconds of each stage, or the dearest functions.

    python benchmarks/profile_build.py DOSSIER OUT [--calls]

Runs `onrecord build` in one process with timers around its stages; `--calls` runs it under cProfile instead (half as
fast, so compare shares and not seconds). What is in the cache of XDG_CACHE_HOME, and in OUT, is not done again: remove both for a cold build.
"""

from __future__ import annotations

import cProfile
import gc
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

STAGES = (  # name, module, function or method; in the order of a build. What begins with two spaces is part of the one above
    ("read files", "generator.disk", "read_dossier"),
    ("records that are no sources", "generator.first_look", "read"),
    ("an edit of words, where it is one", "generator.edit", "build"),
    ("planted false quotations", "generator.rules", "self_test_of_rules"),
    ("bundles of sources", "generator.increment", "_outcomes"),
    ("  YAML to records", "generator.increment", "_entries"),
    ("  prove: place the words, tie speakers", "generator.proof", "prove_sources"),
    ("  rules", "generator.rules", "check_sources"),
    ("  resolve", "generator.dossier", "resolve_sources"),
    ("rules over the whole", "generator.increment", "_others"),
    ("indexes", "generator.dossier", "assemble"),
    ("what the last build made", "generator.book", "Book.standing"),
    ("positions", "generator.making", "foresee"),
    ("plan pages", "generator.site", "plan"),
    ("frames: waiting for the engine", "generator.kept_frames", "Frames.result"),
    ("pages, lines of data, records of the search", "generator.making", "make"),
    ("  pages", "generator.site", "Press.page"),
    ("    rendering", "generator.render", "Renderer.render"),
    ("  lines of data", "generator.site", "_line"),
    ("  records of the search", "generator.searching", "_prepared"),
    ("  hash and write", "generator.disk.publishing", "Publication.stage"),
    ("files of data and of the search", "generator.parallel", "together"),
    ("  of the search", "generator.whole", "_stage_search"),
    ("publish", "generator.disk.publishing", "Publication.finish"),
    ("keep the book", "generator.disk", "Desk.keep_book"),
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
    from generator import parallel
    from generator.cli import main

    gc.disable()  # as the command does
    parallel.processes = lambda: 1
    main.main(["-C", dossier, "build", "--out", out], standalone_mode=False)


def stages(dossier: str, out: str) -> None:
    """Print a table of stages."""
    spent: dict[str, list[float]] = {}
    for name, module, function in STAGES:
        owner, _, method = function.rpartition(".")
        home = importlib.import_module(module)
        home = getattr(home, owner) if owner else home
        setattr(home, method, timed(spent, name, getattr(home, method)))
    imports = [time.perf_counter() - STARTED, time.process_time()]
    timed(whole := {}, "all", build)(dossier, out)
    all_of_it = [a + b for a, b in zip(imports, whole["all"], strict=True)]
    rows = [("start and imports", imports), *((name, spent.get(name, [0.0, 0.0])) for name, _, _ in STAGES)]
    rest = [total - sum(row[place] for name, row in rows if not name.startswith(" ")) for place, total in enumerate(all_of_it)]
    print("| stage | wall s | CPU s | share of CPU |\n|---|---|---|---|")
    for name, (wall, cpu) in (*rows, ("the rest", rest), ("all", all_of_it)):
        print(f"| {name.replace('  ', '– ')} | {wall:.2f} | {cpu:.2f} | {100 * cpu / all_of_it[1]:.0f} % |")
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
