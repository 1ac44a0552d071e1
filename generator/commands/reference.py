"""`onrecord reference`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..console import FINDINGS, FINE


@click.command("reference")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a file differs.")
@click.pass_obj
def command(folder: Path, only_check: bool) -> None:
    """Write the reference of all fields and codes.

    It goes to docs/reference/ and is made from the code.
    """
    from .. import disk, reference

    files = {f"docs/{name}": text.encode("utf-8") for name, text in reference.pages().items()}
    if only_check:
        differing = disk.differing(folder, files)
        for name in differing:
            click.echo(f"{name} is not what the code makes; run `onrecord reference`", err=True)
        sys.exit(FINDINGS if differing else FINE)
    written = disk.write_files(folder, files)
    click.echo(f"{len(files)} pages in docs/reference/, {len(written)} written")
