"""What the commands share: how they end, and how they tell what was found."""

from __future__ import annotations

import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from .diagnostics import Diagnostic
    from .progress import Telling
    from .resolved import Proof

FINE, FINDINGS, WRONG_USE = 0, 1, 2
PROVER = "onrecord.prover"  # in a context's `meta`: the process that waits for an edit, if there is one


def stop(message: str, help: str = "") -> NoReturn:
    """End with exit code 2: wrong use, or something outside of the data that failed."""
    click.echo(told_stop(message, help), err=True)
    sys.exit(WRONG_USE)


def told_stop(message: str, help: str) -> str:
    """What is said of something outside of the data that failed."""
    return f"onrecord: {message}" + (f"\n  help: {help}" if help else "")


def call_of(folder: Path) -> str:
    """How the command is called for a dossier, for lines to copy into a shell."""
    return "onrecord" if folder == Path() else f"onrecord -C {shlex.quote(str(folder))}"


def stop_unless_id(id: str) -> None:
    """End with exit code 2 where a text is no id."""
    from .model import ID_PATTERN
    from .reading.wording import id_help, show

    if not re.match(ID_PATTERN, id):
        stop(f"`{show(id)}` is no id", id_help(id))


def progressing() -> Telling:
    """Tells on the error stream what a build is doing, once it takes long."""
    from .progress import Telling

    return Telling(sys.stderr, time.monotonic, sys.stderr.isatty())


def told(diagnostics: Sequence[Diagnostic], text_of: Callable[[str], str | None], form: str) -> tuple[str, str]:
    """All diagnostics for the output and for the error stream: text goes to the latter, formats for machines to the former,
    even where there is nothing to say. With `github`, a step of GitHub Actions gets a summary too."""
    from . import report

    if summary := step_summary(form):
        from . import disk, gfm

        disk.append(Path(summary), gfm.faults(diagnostics))
    if form != "text":
        return {"github": report.github, "json": report.json, "sarif": report.sarif}[form](diagnostics), ""
    return "", report.text(diagnostics, text_of, colour=sys.stderr.isatty()) if diagnostics else ""


def step_summary(form: str) -> str:
    """The file where a step of GitHub Actions puts what its run shows, if there is one. A call that adds to it does more than print, and is not remembered."""
    return os.environ.get("GITHUB_STEP_SUMMARY", "") if form == "github" else ""


def proven(found: Proof) -> str:
    """The line that says what was proven."""
    return (f"proven: {found.statements} statements in {found.parts} parts, {found.facts} facts, {found.passages} passages; "
            f"{found.spans} spans in {found.sources} {'source' if found.sources == 1 else 'sources'}; sha256 {found.digest}")
