"""`onrecord audit`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..console import FINDINGS, FINE, stop


@click.command("audit")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.pass_obj
def command(folder: Path, site: Path) -> None:
    """Read the finished SITE again with separate code.

    It looks at every quotation, every quotation mark and every statement. The archived texts are those of the dossier (-C DIR). Nothing that built the site is trusted or used.
    """
    from ..audit import audit as read_again

    try:
        audited = read_again(site, folder / "seeds")
    except OSError as fault:
        stop(f"the site could not be read: {fault}")
    for finding in audited.findings:
        click.echo(finding)
    click.echo(audited.summary)
    sys.exit(FINDINGS if audited.findings else FINE)
