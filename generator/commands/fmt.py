"""`onrecord fmt`"""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path

import click

from ..console import FINDINGS, FINE, stop, told


@click.command("fmt")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILES]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; list the files that are not in the one form, and exit 1 where there are any.")
@click.option("--diff", "with_diff", is_flag=True, help="Write nothing; show what would change, and exit 1 where anything would.")
@click.pass_obj
def command(folder: Path, files: tuple[Path, ...], only_check: bool, with_diff: bool) -> None:
    """Bring the YAML files of the dossier into the one form.

    That is: order of keys, line breaks, quotation marks around values, indentation. FILES: files or folders of data/; all of it where none is named. No value and no comment ever changes: what is read from the new text
    is compared with the old before it is written. A file that cannot be read as YAML is left alone and reported.
    """
    from .. import disk
    from ..canonical import canonical
    from ..diagnostics import in_order
    from ..judging import text_of
    from ..report import visible

    read, faults = disk.read_dossier(folder)
    wanted = _wanted(folder, files)
    paths = [path for path in read.data if not wanted or any(path == one or path.startswith(f"{one}/") for one in wanted)]
    missing = [one for one in wanted if not any(path == one or path.startswith(f"{one}/") for path in paths)]
    if missing:
        stop(f"{missing[0]} is no file of data/ in the dossier", "name files of data/, or none for all of them")
    formed = {path: canonical(path, read.data[path]) for path in paths}
    changed = {path: one.data for path, one in formed.items() if one.data is not None and one.data != read.data[path]}
    found = in_order((*(one for one in faults if one.span.file.startswith("data")), *(d for one in formed.values() for d in one.diagnostics)))
    _, err_text = told(found, lambda name: text_of(read, name), "text")
    click.echo(err_text, err=True, nl=False)
    if with_diff:
        for path, data in changed.items():
            before, after = read.data[path].decode("utf-8", "replace").splitlines(), data.decode("utf-8").splitlines()
            for line in difflib.unified_diff(before, after, path, path, lineterm=""):
                click.echo(visible(line))
    elif not only_check:
        disk.write_files(folder, changed)
    for path in changed if not with_diff else ():
        click.echo(f"{path} is not in the one form; run `onrecord fmt`" if only_check else path)
    click.echo(f"{len(formed)} files looked at, {len(changed)} {'to be written' if only_check or with_diff else 'written'}", err=True)
    sys.exit(FINDINGS if found or changed and (only_check or with_diff) else FINE)


def _wanted(folder: Path, files: tuple[Path, ...]) -> list[str]:
    """The paths that were named, relative to the dossier. Nothing is followed."""
    return [os.path.relpath(os.path.abspath(one), os.path.abspath(folder)).replace(os.sep, "/") for one in files]
