"""`onrecord archive`"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..console import FINDINGS, call_of, stop, stop_unless_id

if TYPE_CHECKING:
    from ..archiving import Metadata, Page, Proposal
    from ..taking import Taken


@click.command("archive")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--id", "id", required=True, metavar="ID", help="The id of the source; it never changes.")
@click.option("--title", default="", help="Its title. Default: what the page says.")
@click.option("--kind", type=click.Choice(["article", "transcript", "document", "post", "broadcast"]), default="article", show_default=True, help="What it is.")
@click.option("--publisher", default="", metavar="ID", help="The organisation that published it. Default: the one whose name or site it is.")
@click.option("--author", default="", help="Who wrote it.")
@click.option("--issuer", default="", metavar="ID", help="For a document or post: in whose name it was issued.")
@click.option("--url", default="", metavar="URL", help="Where it was published; https only. Default: the page's canonical address.")
@click.option("--language", default="", metavar="TAG", help="Its language, such as en or uk. Default: what the page says, else en.")
@click.option("--published", default="", metavar="DATE", help="Such as 2025-08-19, or any other EDTF. Default: what the page says, else on or before the day it was saved.")
@click.option("--retrieved", default="", metavar="DATE", help="When it was saved. Default: today.")
@click.option("--holder", default="", help="Who holds the rights.")
@click.option("--recorded-by", default="", metavar="NAME", help="Who archives and keys it.")
@click.option("--everything", is_flag=True, help="Take all text of the page, where the article was not found whole.")
@click.option("--anyway", is_flag=True, help="Archive it although it looks like no article.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.pass_obj
def command(folder: Path, file: Path, id: str, everything: bool, anyway: bool, yes: bool, retrieved: str, **given: str) -> None:
    """Archive a saved page or text: FILE is HTML or plain text.

    Writes seeds/ID.txt and data/sources/ID.yml, and lists every quotation with its likely speaker and the command that keys it. Nothing is
    fetched, and nothing that is there is overwritten.
    """
    from .. import archiving, disk, taking
    from ..report import text as report
    from ..workbench import Workbench

    stop_unless_id(id)
    if not yes and not is_asked():
        stop("there is nobody to ask: this is no terminal", "give --yes to ask nothing")
    files, _ = disk.read_dossier(folder)
    bench = Workbench.of(files.data, files.seeds)
    if f"data/sources/{id}.yml" in files.data or id in files.seeds:
        stop(f"there is a source {id} already, and nothing is overwritten", "choose another id")
    page, seed = _read(file, everything)
    faults = archiving.doubts(page, given["kind"])
    for doubt in faults:
        click.echo(f"{file.name}: {doubt.code}: {doubt.why}", err=True)
    if faults and not anyway:
        click.echo("not archived; save the page again, or give --anyway where it is an article all the same", err=True)
        sys.exit(FINDINGS)
    text = seed.decode("utf-8")
    texts = taking.archived_texts(bench)
    same = next((other for other, archived in sorted(texts.items()) if archived == text), None)
    if same:
        click.echo(f"not archived: {same} has this text already, byte for byte", err=True)
        sys.exit(FINDINGS)
    known = taking.metadata_of(bench, page, {**given, "id": id}, retrieved or datetime.now(UTC).date().isoformat())
    proposals, copy = taking.proposed(page, text, known), archiving.copy_of(text, texts)
    if copy:
        click.echo("\n".join(taking.of_copy(copy)))
    if not yes:
        proposals = _reviewed(page, proposals)
    made = taking.taken(bench, id, seed, known, proposals, copy)
    if made.errors:
        click.echo(report(made.errors, lambda path: made.yaml if path == made.path else None), err=True, nl=False)
        stop("not archived: the file would have the faults above", "give the right value with an option, such as --published or --url")
    try:
        disk.add_files(folder, made.files())
    except (disk.NotWritten, OSError) as fault:
        stop(str(fault))
    _tell(made, page, text, id, known, given["published"], proposals, call_of(folder))


def is_asked() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty()


def _tell(made: Taken, page: Page, text: str, id: str, known: Metadata, published: str, proposals: Sequence[Proposal], called: str) -> None:
    """What was archived, what is not known of it, and how each of its quotations is keyed. `published`: the date that was given."""
    from .. import archiving, suggesting, taking
    from ..report import visible

    click.echo(f"archived {len(text.split())} words in seeds/{id}.txt, its source in {made.path}")
    record = made.bench.record(id)
    click.echo(f"  title: {record.title}\n  published: {record.published}" + (" (on or before that day)" if record.published.startswith("../") else ""))
    named, day = archiving.dayline(text, known.retrieved) if record.published == f"../{known.retrieved}" and not published else ("", "")
    if day:
        click.echo(f"    near its beginning stands “{visible(named)}”: if it was published then, write `published: {day}` in {made.path}")
    if record.url:
        click.echo(f"  url: {record.url}")
    if record.publisher is None:
        site = page.says.get("site", "")
        named = site.isprintable() and '"' not in site and suggesting.slug(site)
        click.echo("  publisher: not known" + (f'; `{called} new organisation "{site}"` makes a record, then add `publisher: {named}` to {made.path}' if named else ""))
    if proposals:
        click.echo("  proposed as nobody's speech, to be looked at: " + "; ".join(f"{one.kind} “{' '.join(one.text.split())[:50]}”" for one in proposals[:12]))
    click.echo("\n".join(taking.quotations(made, called)))


def _read(file: Path, everything: bool) -> tuple[Page, bytes]:
    """The page and the bytes to be archived. Ends with 2 where the file cannot be read."""
    from .. import archiving, disk

    try:
        data = disk.read_given(file, archiving.CAP["text"])
        begins = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        is_html = file.suffix.lower() in (".html", ".htm", ".xhtml") or begins.startswith((b"<!doctype html", b"<html", b"<head", b"\xff\xfe<", b"\xfe\xff"))
        if not is_html:
            return archiving.read_text(data), data
        if len(data) > archiving.CAP["html"]:
            stop(f"{file} is larger than {archiving.CAP['html'] // archiving.page.MIB} MiB", "save the page without its pictures")
        page = archiving.read_page(data, everything)
    except (archiving.NotReadable, disk.NotWritten) as fault:
        stop(f"{file.name}: {fault}")
    except OSError as fault:
        stop(f"{file} cannot be read: {fault.strerror}")
    return page, page.text.encode()


def _reviewed(page: Page, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """The text shown and confirmed, and the proposals that the reader agrees to."""
    from .. import taking

    click.echo("\n".join(taking.for_review(page)))
    if not click.confirm("Is this the whole article, word for word, and nothing else?", default=True):
        stop("not archived", "try --everything, or save the article as plain text and archive that")
    return tuple(one for one in proposals if one.is_sure or click.confirm(f"Is this {one.kind}, and nobody's speech: “{one.text[:200]}”?", default=True))
