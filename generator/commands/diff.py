"""`onrecord diff`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..console import FINDINGS, FINE, progressing, stop


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True, help="Markdown for a comment, or JSON for programs.")
@click.pass_obj
def command(folder: Path, base: str, head: str | None, form: str) -> None:
    """Tell what a change means: positions, statements, pages.

    From BASE to HEAD; without HEAD, to the dossier as it stands. Each is a folder, or else a git revision of the dossier (-C DIR), such
    as `main`. Facts, other records and the faults that the change brings are told as well. A folder is only read: nothing in it is run,
    git neither. Exit code 1 where HEAD has errors; what can be said is said all the same.
    """
    from .. import comparing, difference_report, disk, unchanged
    from ..parallel import processes

    with progressing() as progress:
        bench = comparing.Bench(folder, Path(unchanged.cache_folder()), unchanged.tool_print(), processes(), progress)
        try:
            found = comparing.compare(comparing.state_of(base, folder), comparing.state_of(str(folder) if head is None else head, folder), bench)
        except disk.ChangedMeanwhile as file:
            stop(f"{file} was saved while it was read", "compare again")
    click.echo({"markdown": difference_report.markdown, "json": difference_report.json}[form](found), nl=False)
    sys.exit(FINDINGS if any(one.severity == "error" for one in (*found.faults, *found.old_faults)) else FINE)
