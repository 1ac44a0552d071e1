"""`onrecord serve`"""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from .. import judging, orders, program
from ..console import progressing, stop, told, told_stop
from ..frozen import dataclass, field
from ..unchanged import stamps

if TYPE_CHECKING:
    from ..ahead import Ahead
    from ..making import Last
    from ..progress import Progress
    from ..serve import News

MOST = 50  # errors that are shown in a browser
FEW = 100  # pages that are made before the rest
LOOK = 0.25  # seconds from one look at the files to the next
LONG = 8  # looks in which nothing was saved: then nobody waits
PATIENT = 3  # times in a row that a build gives way to a save: somebody who never stops gets the whole site too
TURN = 0.001  # seconds that one thread may work while another waits: a page is asked for while the rest of the site is made


@click.command("serve")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where the site goes. Default: site/ in the dossier.")
@click.option("--engine", type=click.Choice(["mkdocs", "zensical"]), default="mkdocs", show_default=True, help="What builds the page frames.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.pass_obj
def command(folder: Path, out: Path | None, engine: str, host: str, port: int) -> None:
    """Show the site in a browser, and build it again on each save.

    The browser loads the page again by itself. Stop with Ctrl-C. Faults stand in the browser over the last good page, and go when they are mended.
    """
    from .. import disk, serve as server, unchanged
    from ..parallel import processes

    target, cache, news = out or folder / "site", Path(unchanged.cache_folder()), server.News(str(time.time_ns()))
    site = Site(lambda: orders.Order(folder, target, None, engine, cache, time.time_ns(), processes()), orders.Memory.of(cache, folder), news)
    try:
        end, at = server.start(server.Shown(disk.SiteFiles(target).read, news, host, lambda: site.base), port)
    except OSError as fault:
        stop(f"cannot listen on {host}:{port}: {fault.strerror}", "choose another port with --port; 0 takes a free one")
    sys.setswitchinterval(TURN)
    is_first = True
    try:
        for saved in server.saves(folder):
            site.look(saved)
            if is_first:
                click.echo(f"http://{f'[{host}]' if ':' in host else host}:{at}/  (Ctrl-C stops)")
                is_first = False
    except KeyboardInterrupt:
        pass
    except OSError as fault:
        stop(f"the files cannot be watched: {fault}", "on Linux, `sysctl fs.inotify.max_user_watches=524288` allows more")
    finally:
        site.settle()
        end()


class GaveWay(Exception):
    """A file was saved while a build ran that nobody waits for."""


class GivingWay:
    """Hears of a build, and ends it before its next stage when a file was saved since it began. Until its last stage is over nothing is published."""

    def __init__(self, heard: Progress, folder: Path) -> None:
        self._heard, self._folder, self._began = heard, str(folder), stamps(str(folder))

    def stage(self, doing: str, things: str = "", total: int = 0) -> None:
        """As `Progress` has it. Raises GaveWay."""
        if stamps(self._folder) != self._began:
            raise GaveWay
        self._heard.stage(doing, things, total)

    def step(self, done: int = 1) -> None:
        """As `Progress` has it."""
        self._heard.step(done)


@dataclass(slots=True)
class Site:
    """The site that is served, and what was saved since it was built. See docs/decisions/0028."""

    order: Callable[[], orders.Order]
    memory: orders.Memory
    news: News
    base: str = "/"  # the path of the published site on its host
    saved: set[str] = field(default_factory=set)  # files, since the last build that was published
    ahead: set[str] = field(default_factory=set)  # paths of pages that stand on the disk as that build did not make them
    is_due: bool = False  # a build
    quiet: int = 0  # looks since the last save
    took: float = 0.0  # seconds of the last build: for so long nobody who saves again is served
    gave_way: int = 0  # builds in a row

    def look(self, saved: Collection[str] | None) -> None:
        """Do what there is to do. `saved`: the files that were saved since the last look; None: all may have been."""
        self.quiet = 0 if saved is None or saved else self.quiet + 1
        if saved is None or saved and not self._went_ahead(saved):
            self._build()
        elif self.is_due and self.quiet >= min(LONG, 1 + self.took / LOOK):
            self._build(gives_way=self.gave_way < PATIENT)
        elif self.quiet == LONG + 1:
            self.settle()
            gc.collect()  # see `__main__.run`

    def settle(self) -> None:
        """Bring to the disk what is kept for the next start."""
        self.memory.desk.settle()

    def _went_ahead(self, saved: Collection[str]) -> bool:
        """Show what these files changed, or their faults; False where that takes a build."""
        from .. import ahead, disk

        self.saved |= set(saved)
        last, began = self.memory.last, time.monotonic()
        if last is None:
            return False
        try:
            found = ahead.ahead(last, self.order().folder, self.saved, self.memory.values)
            if isinstance(found, ahead.Ahead):
                self.is_due = True
                self._put(found, began)
            elif found is not None:
                self.is_due = False
                self._put_back(last)
                self._refuse(judging.Verdict(found.diagnostics, partial(judging.text_of, found.files), None))
        except (disk.PublishError, disk.ChangedMeanwhile, OSError):
            return False  # a build meets it too, and tells
        return found is not None

    def _get_ready(self) -> None:
        """Load and work out now what the next save would wait for."""
        from .. import ahead, changed

        changed.prover()
        if self.memory.last is not None:
            ahead.get_ready(self.memory.last)

    def _put(self, found: Ahead, began: float) -> None:
        """The pages that somebody looks at first, then those of the statements; the others are left to the build."""
        from .. import disk, site

        paths = (found.paths | self.ahead) & found.planned.keys()
        seen = [path for path in paths if site.file_of(path) in self.news.open]
        others = [path for path in paths if path.startswith("statements/") and path not in seen]
        written: list[str] = []
        with disk.put_ahead(self.order().out) as put:
            for share in (seen, others if len(others) <= FEW else []):
                for path, (file, data) in zip(share, found.pages(share), strict=True):
                    self.ahead.add(path)
                    if put(file, data):
                        written.append(file)
                self.news.tell("", written)
        if paths:  # else what was saved shows nowhere, or shows again what the last build made
            click.echo(f"{len(written)} of {len(paths)} changed pages shown in {time.monotonic() - began:.2f} s; the rest of the site follows")

    def _put_back(self, last: Last) -> None:
        """Leave the pages as the last build made them."""
        from .. import ahead, disk

        if self.ahead:
            with disk.put_ahead(self.order().out) as put:
                for file, data in ahead.as_it_was(last).pages(self.ahead):
                    put(file, data)
            self.ahead.clear()

    def _build(self, gives_way: bool = False) -> None:
        """Build the whole site, and tell what came of it."""
        from .. import disk

        began, self.is_due = time.monotonic(), False
        try:
            built = self._built(began, gives_way)
        except GaveWay:
            self.is_due, self.quiet, self.gave_way = True, 0, self.gave_way + 1
            return
        self.gave_way = 0
        self.took = time.monotonic() - began
        if isinstance(built, orders.Built):
            self.base = urlsplit(built.address).path or "/"
            self.saved.clear()
            self.ahead.clear()
            self.news.tell("", (*built.published.written, *built.published.removed))
            self._get_ready()
        elif isinstance(built, judging.Verdict):
            if self.memory.last is not None:
                with contextlib.suppress(disk.PublishError, disk.ChangedMeanwhile, OSError):  # the faults are told all the same
                    self._put_back(self.memory.last)
            self._refuse(built)
        else:
            click.echo(built, err=True)
            self.news.tell(built)

    def _built(self, began: float, gives_way: bool) -> orders.Built | judging.Verdict | str:
        """A build, told on the terminal; where something other than the dossier is at fault, what. Raises GaveWay."""
        from .. import disk

        try:
            with progressing() as progress:
                order = self.order()
                built = program.build(order, GivingWay(progress, order.folder) if gives_way else progress, self.memory)
        except judging.WrongUse as fault:
            return told_stop(fault.message, fault.help)
        except disk.ChangedMeanwhile as file:
            return told_stop(f"{file} was saved while the site was built", "save it again")
        except (disk.PublishError, OSError) as fault:
            return told_stop(f"the site could not be published: {fault}", "choose another folder with --out")
        if isinstance(built, orders.Built):
            _, err_text = told(built.diagnostics, built.text_of, "text")
            click.echo(err_text, err=True, nl=False)
            click.echo(f"{built.pages} pages, {len(built.published.written)} files written, {len(built.published.removed)} removed, "
                       f"in {time.monotonic() - began:.2f} s")
        return built

    def _refuse(self, found: judging.Verdict) -> None:
        """Tell the faults; the browser first."""
        self.news.tell(for_browser(found))
        _, err_text = told(found.diagnostics, found.text_of, "text")
        click.echo(err_text, err=True, nl=False)
        click.echo("the site that is shown is the last good one", err=True)


def for_browser(found: judging.Verdict) -> str:
    """The errors of a dossier as text; the first of them where there are very many."""
    from .. import report

    errors = [d for d in found.diagnostics if d.severity == "error"]
    more = f"\nThese are the first {MOST}; the terminal shows all {len(errors)}.\n" if len(errors) > MOST else ""
    return report.text(errors[:MOST], found.text_of) + more
