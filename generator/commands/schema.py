"""`onrecord schema`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..console import FINDINGS, FINE


@click.command("schema")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a schema is not what the code makes.")
@click.pass_obj
def command(folder: Path, only_check: bool) -> None:
    """Write schema/, for completion in an editor.

    It holds a JSON Schema for each kind of file, and the ids of the dossier that are offered. The ids, in schema/ids.json, may lag behind: an editor takes others too. So --check tells where they do and is content.
    """
    from .. import disk
    from ..countries import country_names
    from ..reading import IDS_FILE, ids_schema, read_records, schemas

    files = {f"schema/{name}": text.encode("utf-8") for name, text in schemas().items()}
    records, _ = read_records(disk.read_dossier(folder)[0].data)
    ids = {f"schema/{IDS_FILE}": ids_schema(records, country_names(records.dossier.record.languages if records.dossier else ())).encode("utf-8")}
    if only_check:
        differing = disk.differing(folder, files)
        for name in differing:
            click.echo(f"{name} is not what the code makes; run `onrecord schema`", err=True)
        for name in disk.differing(folder, ids):
            click.echo(f"{name} lags behind the data, which is no fault; `onrecord schema` brings it up to date", err=True)
        sys.exit(FINDINGS if differing else FINE)
    written = disk.write_files(folder, files | ids)
    click.echo(f"{len(files) + 1} schemas in schema/, {len(written)} written")
