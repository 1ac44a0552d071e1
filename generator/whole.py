"""A whole build: every page is looked at, and those are made again that do not stand. Every build that is no edit of words is one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any

from .frozen import dataclass
from .judging import Verdict, at_address, config_of, read_and_judge, refused, text_of
from .orders import Built, Memory, Order, Started

if TYPE_CHECKING:
    from .book import Book
    from .disk import Desk, Publication, Published
    from .disk.publishing import Staged
    from .engine import Begun, BuiltFrames
    from .increment import Judged
    from .noted import Key, Noted
    from .progress import Progress
    from .resolved import Dossier
    from .site import Press
    from .views import PlannedPage
    from .views.content import ContentPage


def build(started: Started, progress: Progress, memory: Memory | None, begun: Begun | None) -> Built | Verdict:
    """Build and publish a site. `memory`: of the builds of this dossier that the same process did before; `begun`: the engine, if it waits for work.

    Raises WrongUse, disk.PublishError, OSError.
    """
    from . import disk
    from .first_look import bundle_keys, shared_print
    from .making import Last

    files, read, desk = started.files, started.read, started.desk
    plan = _plan(started, progress, memory, begun)
    if isinstance(plan, Verdict):
        return plan
    bundles = bundle_keys(files, read.links, shared_print(files, started.tool))
    book, published = _publish(started, plan, bundles, progress, is_held=memory is not None)
    desk.keep_only("outcomes", bundles.values())
    disk.forget_old(started.order.cache)
    if memory:
        memory.last = Last(files, read.links, plan.judged, plan.resolved, {page.path: page for page in plan.pages}, plan.read, book, plan.press, plan.content)
    return Built(plan.judged.diagnostics, partial(text_of, files), plan.resolved.proof, len(plan.pages), published, plan.press.config.site_url)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A dossier without an error, and what its pages are made with. `read`: what of the dossier was read to plan them; `noted`: the dossier,
    noting what is read of it; `print_of`: a print of each part of it; `standing`: of the last build's book what still holds."""

    judged: Judged
    resolved: Dossier
    noted: Noted
    print_of: Callable[[Key], bytes]
    standing: Book
    pages: tuple[PlannedPage, ...]
    read: frozenset[Key]
    content: Mapping[str, ContentPage]
    built: BuiltFrames
    chrome: Collection[str]
    press: Press
    print_of_press: str


def _plan(started: Started, progress: Progress, memory: Memory | None, begun: Begun | None) -> _Plan | Verdict:
    """Judge a dossier and plan its pages, while their frames are built. Raises WrongUse."""
    from . import disk, increment, site
    from .book import Book
    from .diagnostics import in_order
    from .kept_frames import begin_frames
    from .making import foresee
    from .noted import Noted, prints_of
    from .parallel import beside
    from .render import Renderer
    from .views.content import with_pages

    order, files, read, desk, tool = started.order, started.files, started.read, started.desk, started.tool
    config, _ = config_of(files)
    if config is None:
        return refused(read_and_judge(order.folder))
    content, is_own = with_pages(files.content), files.config is not None
    config = at_address(config, order.base_url)
    likely = site.for_dossier(config, read.dossier, site.likely_addresses(files.data, content), is_own)
    frames = begin_frames(files, likely, order.engine, site.likely_frame_keys(content, likely), order.cache, begun)
    templates = disk.compiled_templates(order.cache)
    with contextlib.ExitStack() as ends:
        ends.callback(frames.close)
        ends.enter_context(beside(lambda: Renderer(templates).load(), order.jobs if templates.is_empty else 1))
        judged = increment.judge(files, read, desk, tool, order.jobs, progress)
        if not isinstance(judged, increment.Judged):
            return Verdict(judged, partial(text_of, files), None) if judged else refused(read_and_judge(order.folder))
        progress.stage("planning", "pages")
        resolved = judged.dossier(memory.values if memory else None)
        print_of = prints_of(resolved, judged.prints())
        standing = (memory.last.book if memory and memory.last else Book.of_plain(desk.book(order.out, tool))).standing(print_of)
        noted = Noted(resolved, standing.value)
        foresee(noted, [noted.position_maker(cell) for cell in resolved.positions], order.jobs)
        (pages, collisions), of_plan = noted.noting(partial(site.plan, noted.as_dossier, content, config))
        if collisions:
            return Verdict(in_order((*judged.diagnostics, *collisions)), partial(text_of, files), None)
        config = site.for_dossier(config, read.dossier, {page.path for page in pages}, is_own)
        keys = site.frame_keys(pages, config)
        if config != likely or not keys <= frames.keys:
            frames.close()
            frames = begin_frames(files, config, order.engine, keys, order.cache)
            ends.callback(frames.close)
        built = frames.result()
    press = site.Press.of(config, {(spec.section, spec.depth): frame for spec, frame in built.frames.items()}, built.not_found, Renderer(templates))
    return _Plan(judged, resolved, noted, print_of, standing, pages, of_plan, content, built, frames.chrome, press,
                 sha256(f"{frames.print} {config}".encode()).hexdigest()[:16])


def _publish(started: Started, plan: _Plan, bundles: Mapping[tuple[str, ...], str], progress: Progress, is_held: bool) -> tuple[Book, Published]:
    """Make what does not stand, publish the site, and keep the book of what was made. `is_held`: the desk is asked for the book's text when nobody waits.

    Raises disk.PublishError, OSError.
    """
    from . import disk, edit, searching, site
    from .disk.places import Known
    from .indexes import without_words
    from .making import make
    from .parallel import together

    order, desk, dossier = started.order, started.desk, plan.noted.as_dossier
    with disk.publication(order.out, desk.site(order.out)) as publication:
        tasks = [*site.tasks(dossier, plan.pages, plan.press, plan.print_of_press), *(searching.tasks(dossier, plan.content) if order.with_search else ())]
        made = make(tasks, plan.standing, plan.noted, plan.print_of, publication, order.jobs, progress)
        progress.stage("publishing", "files")
        done = made.book.kept()
        staged = together({
            "data": lambda: publication.stage_all(chain(site.data_files(without_words(plan.resolved), plan.pages, done, plan.judged.planted, plan.press.config),
                                                        site.asset_files(plan.built.assets, plan.chrome))),
            "search": partial(_stage_search, done, plan.resolved, publication, desk, order) if order.with_search else dict}, order.jobs)
        others = {path: known for part in staged.values() for path, known in part.items()}
        if twice := made.coming.keys() & others.keys():
            raise disk.PublishError(f"{min(twice)}: two files of the site have this path")
        published = publication.finish(made.coming | {path: Known(*known[:3]) for path, known in others.items()},
                                       made.written | {path for path, known in others.items() if known[3]})
    desk.keep_site(order.out, published.print)

    def book() -> Mapping[str, object]:
        return made.book.plain() | edit.keep(plan.judged, bundles, plan.resolved, plan.pages, plan.read, plan.press, plan.built, started.asked, published)

    desk.keep_book(order.out, started.tool, book if is_held else book())
    return made.book, published


def _stage_search(done: Mapping[str, Any], resolved: Dossier, publication: Publication, desk: Desk, order: Order) -> Mapping[str, Staged]:
    """The files of the search index, staged; left as they stand where nothing that they depend on changed."""
    from . import searching

    records = searching.prepared(done)
    state = searching.state(records, resolved)
    kept = desk.search(order.out, state)
    standing = {path: known for path, digest in kept if (known := publication.standing(path)) and known.hash == digest}
    if kept and len(standing) == len(kept):
        return {path: (known.hash, known.size, known.time, False) for path, known in standing.items()}
    staged = publication.stage_all(searching.files(records, resolved).items())
    desk.keep_search(order.out, state, tuple((path, known[0]) for path, known in staged.items()))
    return staged
