"""The command line: the only place that reads arguments, the environment and the clock.

What a command needs is imported when it runs, so that `--help` is quick.
"""

from __future__ import annotations

import gc
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import click

from . import program

if TYPE_CHECKING:
    from .diagnostics import Diagnostic
    from .progress import Telling
    from .resolved import Proof

FINE, FINDINGS, WRONG_USE = 0, 1, 2
MOST = 50  # errors that are shown in a browser


def stop(message: str, help: str = "") -> NoReturn:
    """End with exit code 2: wrong use, or something outside of the data that failed."""
    click.echo(told_stop(message, help), err=True)
    sys.exit(WRONG_USE)


def told_stop(message: str, help: str) -> str:
    """What is said of something outside of the data that failed."""
    return f"onrecord: {message}" + (f"\n  help: {help}" if help else "")


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
    gc.disable()  # a command is short, and its values hold no circles: looking for them takes a third of its time
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
@click.option("--search/--no-search", "with_search", default=True, show_default=True, help="Whether the site gets a search index.")
@click.pass_obj
def build(folder: Path, out: Path | None, base_url: str | None, engine: str, form: str, with_search: bool) -> None:
    """Check the dossier and build its site.

    Nothing is published while there is an error: the site that is there stays as it was.
    """
    from . import disk, unchanged
    from .parallel import processes

    now, inputs, cache = time.time_ns(), unchanged.stamps(str(folder)), Path(unchanged.cache_folder())
    target = out or folder / "site"
    try:
        with progressing() as progress:
            built = program.build(program.Order(folder, target, base_url, engine, cache, now, processes(), with_search), progress)
    except disk.ChangedMeanwhile as file:
        stop(f"{file} was saved while the site was built", "build again")
    except (disk.PublishError, OSError) as fault:
        stop(f"the site could not be published: {fault}", "choose another folder with --out")
    if isinstance(built, program.Checked):
        unchanged.forget(str(cache), sys.argv[1:])
        out_text, err_text = told(built.diagnostics, built.text_of, form)
        click.echo(err_text, err=True, nl=False)
        click.echo(out_text, nl=False)
        sys.exit(FINDINGS)
    out_text, err_text = told(built.diagnostics, built.text_of, form)
    out_text += f"{proven(built.proof)}\n"
    before = sys.argv[1:3] if sys.argv[1:2] == ["-C"] else []
    if form == "text" and sys.argv[len(before) + 1:][:1] == ["build"]:  # what `check` would say now: it sees no more than a build does
        unchanged.remember(str(cache), [*before, "check"], str(folder), inputs, now, "", {}, out_text, err_text)
    last = f"{built.pages} pages in {target}"
    click.echo(err_text, err=True, nl=False)
    click.echo(f"{out_text}{last} ({len(built.published.written)} files written, {len(built.published.removed)} removed)")
    unchanged.remember(str(cache), sys.argv[1:], str(folder), inputs, now, str(target), built.published.stamps, f"{out_text}{last} (0 files written, 0 removed)\n", err_text)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "github", "json", "sarif"]), default="text", show_default=True, help="How faults are reported.")
@click.option("--against", metavar="REV", help="A git revision that was published: ids and archived texts may not vanish or change since.")
@click.pass_obj
def check(folder: Path, form: str, against: str | None) -> None:
    """Check the dossier and report every fault, in order of place. Builds nothing."""
    from . import unchanged
    from .parallel import processes

    now, inputs, cache = time.time_ns(), unchanged.stamps(str(folder)), Path(unchanged.cache_folder())
    with progressing() as progress:
        checked = program.check(folder, cache, now, processes(), against, progress)
    out_text, err_text = told(checked.diagnostics, checked.text_of, form)
    if checked.proof is not None and form == "text":
        out_text += f"{proven(checked.proof)}\n"
    click.echo(err_text, err=True, nl=False)
    click.echo(out_text, nl=False)
    if checked.proof is None:
        unchanged.forget(str(cache), sys.argv[1:])
        sys.exit(FINDINGS)
    if against is None:
        unchanged.remember(str(cache), sys.argv[1:], str(folder), inputs, now, "", {}, out_text, err_text)


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
    """Show the site in a browser, and build and load it again whenever a file is saved. Stop with Ctrl-C.

    Faults stand in the browser over the last good page, and go when they are mended.
    """
    from . import disk, serve as server, unchanged
    from .parallel import processes

    target, cache, base, news = out or folder / "site", Path(unchanged.cache_folder()), ["/"], server.News(str(time.time_ns()))
    try:
        end, at = server.start(server.Shown(disk.SiteFiles(target).read, news, host, lambda: base[0]), port)
    except OSError as fault:
        stop(f"cannot listen on {host}:{port}: {fault.strerror}", "choose another port with --port; 0 takes a free one")
    memory = program.Memory.of(cache, folder)
    is_first = is_old = True
    try:
        for is_saved in server.saves(folder):
            if is_saved:
                began = time.monotonic()
                built = _built_again(program.Order(folder, target, None, engine, cache, time.time_ns(), processes()), memory, began)
                if isinstance(built, program.Built):
                    base[0] = urlsplit(built.address).path or "/"
                    news.tell("", (*built.published.written, *built.published.removed))
                else:
                    news.tell(built)
            elif is_old:
                memory.desk.settle()  # nobody waits now
                gc.collect()  # see `run`
            is_old = is_saved
            if is_first:
                click.echo(f"http://{f'[{host}]' if ':' in host else host}:{at}/  (Ctrl-C stops)")
                is_first = False
    except KeyboardInterrupt:
        pass
    except OSError as fault:
        stop(f"the files cannot be watched: {fault}", "on Linux, `sysctl fs.inotify.max_user_watches=524288` allows more")
    finally:
        memory.desk.settle()
        end()


def _built_again(order: program.Order, memory: program.Memory, began: float) -> program.Built | str:
    """A build, told on the terminal; where there is none, why, for the browser."""
    from . import disk

    try:
        with progressing() as progress:
            built = program.build(order, progress, memory)
    except program.WrongUse as fault:
        report = told_stop(fault.message, fault.help)
    except disk.ChangedMeanwhile as file:
        report = told_stop(f"{file} was saved while the site was built", "save it again")
    except (disk.PublishError, OSError) as fault:
        report = told_stop(f"the site could not be published: {fault}", "choose another folder with --out")
    else:
        _, err_text = told(built.diagnostics, built.text_of, "text")
        click.echo(err_text, err=True, nl=False)
        if isinstance(built, program.Built):
            click.echo(f"{built.pages} pages, {len(built.published.written)} files written, {len(built.published.removed)} removed, "
                       f"in {time.monotonic() - began:.2f} s")
            return built
        click.echo("the site that is shown is the last good one", err=True)
        return for_browser(built)
    click.echo(report, err=True)
    return report


def for_browser(checked: program.Checked) -> str:
    """The errors of a dossier as text; the first of them where there are very many."""
    from . import report

    errors = [d for d in checked.diagnostics if d.severity == "error"]
    more = f"\nThese are the first {MOST}; the terminal shows all {len(errors)}.\n" if len(errors) > MOST else ""
    return report.text(errors[:MOST], checked.text_of) + more


# --- what commands share ----------------------------------------------------------------------------------------------


def progressing() -> Telling:
    """Tells on the error stream what a build is doing, once it takes long."""
    from .progress import Telling

    return Telling(sys.stderr, time.monotonic, sys.stderr.isatty())


def told(diagnostics: Sequence[Diagnostic], text_of: Callable[[str], str | None], form: str) -> tuple[str, str]:
    """All diagnostics for the output and for the error stream: text goes to the latter, formats for machines to the former,
    even where there is nothing to say."""
    from . import report

    if form != "text":
        return {"github": report.github, "json": report.json, "sarif": report.sarif}[form](diagnostics), ""
    return "", report.text(diagnostics, text_of, colour=sys.stderr.isatty()) if diagnostics else ""


def proven(found: Proof) -> str:
    """The line that says what was proven."""
    return (f"proven: {found.statements} statements in {found.parts} parts, {found.facts} facts, {found.passages} passages; "
            f"{found.spans} spans in {found.sources} {'source' if found.sources == 1 else 'sources'}; sha256 {found.digest}")
