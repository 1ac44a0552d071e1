"""The command line: the only place that reads arguments, the environment and the clock.

What a command needs is imported when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from . import program

if TYPE_CHECKING:
    from .dossier import Dossier
    from .program import Checked

FINE, FINDINGS, WRONG_USE = 0, 1, 2


def stop(message: str, help: str = "") -> NoReturn:
    """End with exit code 2: wrong use, or something outside of the data that failed."""
    click.echo(f"onrecord: {message}" + (f"\n  help: {help}" if help else ""), err=True)
    sys.exit(WRONG_USE)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(), metavar="DIR",
              help="The dossier: the folder with data/ and seeds/. Default: this folder.")
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Build explainers in which every quotation is proven against an archived source.

    Exit codes: 0 fine (warnings too), 1 errors found in the dossier, 2 wrong use or a fault of the tool.
    """
    context.obj = folder


def run() -> None:
    """The command `onrecord`. A fault of our own prints where it arose and ends with 2, so that CI tells it from a finding."""
    try:
        main()
    except program.WrongUse as fault:
        stop(fault.message, fault.help)
    except Exception:  # the one place where everything is caught: what gets here is our own bug
        traceback.print_exc()
        stop("this is a fault of the program, not of the dossier", "report it with the lines above")


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where the site goes. Default: site/ in the dossier.")
@click.option("--base-url", metavar="URL", help="The address of the published site. Default: site_url in mkdocs.yml.")
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="What builds the page frames.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "sarif"]), default="text", show_default=True, help="How faults are reported.")
@click.pass_obj
def build(folder: Path, out: Path | None, base_url: str | None, engine: str, form: str) -> None:
    """Check the dossier and build its site.

    Nothing is published while there is an error: the site that is there stays as it was.
    """
    from . import disk, dossier, rules, site
    from .views.content import with_pages

    checked = program.read_and_judge(folder)
    end_on_errors(checked, form)
    resolved = dossier.resolve(checked.case.proofs, checked.case.country_names)
    config = program.site_config(checked, base_url)
    planned, collisions = site.plan(resolved, with_pages(checked.files.content), config)
    end_on_errors(checked.with_more(collisions), form)
    config = site.for_dossier(config, resolved, planned, is_own=checked.files.config is not None)
    built, overrides = program.frames(checked.files, config, engine, site.frame_keys(planned, config), cache_folder())
    by_key = {(spec.section, spec.depth): frame for spec, frame in built.frames.items()}
    target = out or folder / "site"
    pages = dict(site.page_files(planned, by_key, built.not_found, config))
    try:
        published = disk.publish(target, {
            **pages, **dict(site.data_files(resolved, planned, pages, rules.PLANTED, config)), **dict(site.asset_files(built.assets, overrides)),
        })
    except (disk.PublishError, OSError) as fault:
        stop(f"the site could not be published: {fault}", "choose another folder with --out")
    report_warnings(checked, form)
    click.echo(proven(resolved))
    click.echo(f"{len(planned)} pages in {target} ({len(published.written)} files written, {len(published.removed)} removed)")


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "sarif"]), default="text", show_default=True, help="How faults are reported.")
@click.option("--against", metavar="REV", help="A git revision that was published: ids and archived texts may not vanish or change since.")
@click.pass_obj
def check(folder: Path, form: str, against: str | None) -> None:
    """Check the dossier and report every fault, in order of place. Builds nothing."""
    from . import dossier, site
    from .views.content import with_pages

    checked = program.read_and_judge(folder)
    if against is not None:
        checked = checked.with_more(program.changed_since(folder, against, checked))
    end_on_errors(checked, form)
    resolved = dossier.resolve(checked.case.proofs, checked.case.country_names)
    assert checked.config is not None
    _, collisions = site.plan(resolved, with_pages(checked.files.content), checked.config)
    end_on_errors(checked.with_more(collisions), form)
    report_warnings(checked, form)
    if form == "text":
        click.echo(proven(resolved))


@main.command()
@click.pass_obj
def coverage(folder: Path) -> None:
    """Print, for each source, how many of its quoted words are keyed, and those that nothing accounts for, with their place."""
    from . import coverage as figures

    checked = program.read_and_judge(folder)
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


@main.command()
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.pass_obj
def audit(folder: Path, site: Path) -> None:
    """Read the finished SITE again by other means: every quotation, every quotation mark, every statement.

    The archived texts are those of the dossier (-C DIR). Nothing that built the site is trusted or used.
    """
    from .audit import audit as read_again

    try:
        audited = read_again(site, folder / "seeds")
    except OSError as fault:
        stop(f"the site could not be read: {fault}")
    for finding in audited.findings:
        click.echo(finding)
    click.echo(audited.summary)
    sys.exit(FINDINGS if audited.findings else FINE)


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Print the manual of a code that a report names: what it means, why, how to mend it."""
    from .diagnostics import CODES
    from .rules import explain as manual

    if code not in CODES:
        from .rules.near import did_you_mean
        stop(f"there is no code {code}.", did_you_mean(code, CODES))
    click.echo(manual(code), nl=False)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 where a file differs.")
@click.pass_obj
def schema(folder: Path, only_check: bool) -> None:
    """Write the JSON Schema of each kind of file to schema/, for completion in an editor."""
    from . import disk
    from .reading import schemas

    files = {f"schema/{name}": text.encode("utf-8") for name, text in schemas().items()}
    if only_check:
        differing = disk.differing(folder, files)
        for name in differing:
            click.echo(f"{name} is not what the code makes; run `onrecord schema`", err=True)
        sys.exit(FINDINGS if differing else FINE)
    written = disk.write_files(folder, files)
    click.echo(f"{len(files)} schemas in schema/, {len(written)} written")


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where the site goes. Default: site/ in the dossier.")
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="What builds the page frames.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.pass_obj
def serve(folder: Path, out: Path | None, engine: str, host: str, port: int) -> None:
    """Show the site in a browser and build it again whenever a file is saved. Stop with Ctrl-C."""
    from . import serve as server

    target = out or folder / "site"
    _build_once(folder, target, engine)
    try:
        running = server.start(target, host, port)
    except OSError as fault:
        stop(f"cannot listen on {host}:{port}: {fault.strerror}", "choose another port with --port; 0 takes a free one")
    address = f"http://{host}:{running.server_address[1]}/  (Ctrl-C stops)"
    server.watch(folder, lambda: click.echo(address), lambda: _build_once(folder, target, engine))


def _build_once(folder: Path, out: Path, engine: str) -> None:
    """A build of its own whose end does not end the server: a report stays on the screen until the fault is mended."""
    try:
        main.main(["-C", str(folder), "build", "--out", str(out), "--engine", engine], standalone_mode=False)
    except program.WrongUse as fault:
        click.echo(f"onrecord: {fault.message}", err=True)
    except SystemExit as ended:
        if ended.code:
            click.echo("the site that is shown is the last good one", err=True)


# --- what commands share ----------------------------------------------------------------------------------------------


def cache_folder() -> Path:
    """Where values are kept between builds: outside of the dossier, since a dossier is hostile input."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onrecord"



def end_on_errors(checked: Checked, form: str) -> None:
    """Report and end with exit code 1 where there is an error."""
    from .diagnostics import has_errors

    if has_errors(checked.diagnostics):
        report_all(checked, form)
        sys.exit(FINDINGS)


def report_warnings(checked: Checked, form: str) -> None:
    """Report what is left: warnings. Formats for machines are written even where there is nothing to say."""
    if checked.diagnostics or form in ("json", "sarif"):
        report_all(checked, form)


def report_all(checked: Checked, form: str) -> None:
    """Write all diagnostics: text to the error stream, formats for machines to the output."""
    from . import report

    if form == "text":
        click.echo(report.text(checked.diagnostics, checked.text_of, colour=sys.stderr.isatty()), err=True, nl=False)
    else:
        click.echo({"github": report.github, "json": report.json, "sarif": report.sarif}[form](checked.diagnostics), nl=False)


def proven(resolved: Dossier) -> str:
    """The line that says what was proven."""
    found = resolved.proof
    return (f"proven: {found.statements} statements in {found.parts} parts, {found.facts} facts, {found.passages} passages; "
            f"{found.spans} spans in {found.sources} {'source' if found.sources == 1 else 'sources'}; sha256 {found.digest}")
