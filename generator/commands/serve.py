"""`onrecord serve`"""

from __future__ import annotations

import gc
import time
from pathlib import Path
from urllib.parse import urlsplit

import click

from .. import program
from ..console import progressing, stop, told, told_stop

MOST = 50  # errors that are shown in a browser


@click.command("serve")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where the site goes. Default: site/ in the dossier.")
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="What builds the page frames.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.pass_obj
def command(folder: Path, out: Path | None, engine: str, host: str, port: int) -> None:
    """Show the site in a browser, and build and load it again whenever a file is saved. Stop with Ctrl-C.

    Faults stand in the browser over the last good page, and go when they are mended.
    """
    from .. import disk, serve as server, unchanged
    from ..parallel import processes

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
    from .. import disk

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
    from .. import report

    errors = [d for d in checked.diagnostics if d.severity == "error"]
    more = f"\nThese are the first {MOST}; the terminal shows all {len(errors)}.\n" if len(errors) > MOST else ""
    return report.text(errors[:MOST], checked.text_of) + more
