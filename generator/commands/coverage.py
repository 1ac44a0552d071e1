"""`onrecord coverage`"""

from __future__ import annotations

from pathlib import Path

import click

from .. import judging
from ..console import stop


@click.command("coverage")
@click.pass_obj
def command(folder: Path) -> None:
    """Print how many of the quoted words of each source are keyed.

    Words in quotation marks that no record accounts for are listed with their place.
    """
    from .. import coverage as figures

    checked = judging.read_and_judge(folder)
    sources = checked.case.proofs.sources.values()
    if not sources:
        stop("there is no source that could be read", "`onrecord check` tells why")
    for source in sources:
        found = figures.of_source(source)
        share = f"{100 * found.keyed // found.quoted} %" if found.quoted else "no words in quotation marks"
        click.echo(f"{source.entry.id}: {found.keyed} of {found.quoted} quoted words keyed ({share})"
                   + (f", {found.left_out} left out by a reviewed cut" if found.left_out else ""))
        for left in found.left_over:
            words = " ".join(source.text[left.start:left.end].split())
            click.echo(f"  {left.span.file}:{left.span.line}:{left.span.column}: {words}")
