"""`onrecord check`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import program
from ..console import FINDINGS, progressing, proven, step_summary, stop, told


@click.command("check")
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "sarif"]), default="text", show_default=True, help="How faults are reported.")
@click.option("--against", metavar="REV", help="A git revision that was published: ids and archived texts may not vanish or change since.")
@click.pass_obj
def command(folder: Path, form: str, against: str | None) -> None:
    """Check the dossier and report every fault, in order of place. Builds nothing."""
    from .. import disk, unchanged
    from ..parallel import processes

    look, cache = unchanged.look(str(folder)), Path(unchanged.cache_folder())
    try:
        with progressing() as progress:
            checked = program.check(folder, cache, look.now, processes(), against, progress)
    except disk.ChangedMeanwhile as file:
        stop(f"{file} was saved while it was read", "check again")
    except OSError as fault:
        stop(f"the dossier could not be checked: {fault}", "see that the folder of the cache can be written, and that the disk has room")
    out_text, err_text = told(checked.diagnostics, checked.text_of, form)
    if checked.proof is not None and form == "text":
        out_text += f"{proven(checked.proof)}\n"
    click.echo(err_text, err=True, nl=False)
    click.echo(out_text, nl=False)
    if checked.proof is None:
        unchanged.forget(str(cache), sys.argv[1:])
        sys.exit(FINDINGS)
    if against is None and not step_summary(form):
        unchanged.remember(str(cache), sys.argv[1:], look, None, out_text, err_text)
