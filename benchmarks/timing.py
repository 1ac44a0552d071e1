"""One timed process: what all runners of this folder share."""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import contenders as who

HERE = Path(__file__).resolve().parent
MEMORY = Path("/dev/shm")  # the memory file system of Linux
DISK = Path("/var/tmp")  # outlives a start of the machine, so it is on a disk
SETTLE = 2.5  # seconds; a file is sure to be as it was read only 2 s after it was saved, so a build just after a save does more


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
    """A new folder to work in: in memory, or on a disk. Raises Failed where there is no such file system: a table would tell of another."""
    folder = MEMORY if on == "memory" else DISK
    if not os.access(folder, os.W_OK):
        raise Failed(f"{folder} cannot be written: use --on {'disk' if on == 'memory' else 'memory'}")
    return Path(tempfile.mkdtemp(prefix="onrecord-bench-", dir=folder))


def settle(seconds: float, on: str) -> None:
    """What everybody waits for before a timed run: nothing was saved just before, and no older write keeps the disk busy."""
    if on == "disk":
        os.sync()
    time.sleep(seconds)


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


def run_of(contender: who.Contender, kind: str, number: int, took: dict[str, float]) -> Run:
    """The figures of a process under its name, told to whoever watches."""
    run = Run(contender.name, kind, number, took["wall"], took["cpu"], took["peak"])
    if sys.stderr.isatty():
        print(f"round {number + 1}: {run.name}, {kind}: {run.wall:.2f} s, {run.cpu:.2f} s of CPU, {run.peak:.0f} MiB", file=sys.stderr)
    return run


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What it was like when a benchmark began."""

    load: float  # how many processes wanted to run, over the last minute
    program: str

    @classmethod
    def now(cls) -> Surroundings:
        """As they are at this moment; our modules are compiled, as an installation does, so that no run pays for it."""
        compileall.compile_dir(who.ROOT / "generator", quiet=2)
        return cls(os.getloadavg()[0], _program())

    def plain(self) -> dict[str, Any]:
        """In plain values, with what it is like at the end. A program that was edited meanwhile found its cache to be foreign."""
        return {"machine": _machine(), "load": [self.load, os.getloadavg()[0]], "is_same_program": self.program == _program(), "commit": _commit()}


def _program() -> str:
    """A print of our own program's files."""
    digest = hashlib.sha256()
    for folder in ("generator", "overrides"):
        for path in sorted((who.ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:  # what was compiled of it is no edit
                digest.update(f"{path} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _commit() -> str:
    """The commit of our program, and whether its files are others; empty where that is not known, as in an archive of the files."""
    git = ["git", "-C", str(who.ROOT)]
    try:
        commit = subprocess.run([*git, "describe", "--always", "--abbrev=7", "--exclude=*"], capture_output=True, text=True, check=False).stdout.strip()
        differs = commit and subprocess.run([*git, "diff", "--quiet", "HEAD", "--", "generator", "overrides"], capture_output=True, check=False).returncode
    except OSError:  # no git
        return ""
    return f"{commit} with changes" if differs else commit


def _machine() -> str:
    """The machine in words: nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} on {platform.machine()}, Python {platform.python_version()}"
