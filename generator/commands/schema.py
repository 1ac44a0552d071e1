"""`onrecord schema`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..console import FINDINGS, FINE


@click.command("schema")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a file differs.")
@click.pass_obj
def command(folder: Path, only_check: bool) -> None:
    """Write the JSON Schema of each kind of file to schema/, for completion in an editor."""
    from .. import disk
    from ..reading import schemas

    files = {f"schema/{name}": text.encode("utf-8") for name, text in schemas().items()}
    if only_check:
        differing = disk.differing(folder, files)
        for name in differing:
            click.echo(f"{name} is not what the code makes; run `onrecord schema`", err=True)
        sys.exit(FINDINGS if differing else FINE)
    written = disk.write_files(folder, files)
    click.echo(f"{len(files)} schemas in schema/, {len(written)} written")
