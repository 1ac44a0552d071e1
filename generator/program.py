"""The steps of a build, from a folder to what can be published. The commands call them.

What a step needs is imported when it runs, so that a command that needs little starts quickly.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .frozen import dataclass, replace
from .progress import SILENT

if TYPE_CHECKING:
    from .config import SiteConfig
    from .diagnostics import Diagnostic
    from .disk import Desk, Files, HeldDesk, Publication, Published
    from .disk.publishing import Staged
    from .engine import Begun, BuiltFrames, FramesRun
    from .changed import Asked
    from .edit import Edited
    from .first_look import Read
    from .increment import Held
    from .making import Last
    from .parallel import Standby
    from .progress import Progress
    from .resolved import Dossier, Proof
    from .rules import Case

FRAMES = "frames-"  # begins the names of what is kept of an engine's work
_PACKAGE = Path(__file__).resolve().parent
# Where the tool's own mkdocs.yml and overrides/ stand: in an installed copy within the package (setup.py), else beside it.
HOUSE = _PACKAGE / "house" if (_PACKAGE / "house").is_dir() else _PACKAGE.parent


class WrongUse(Exception):
    """Something outside of the data is wrong: what was asked for, or what is installed. Not a fault of the dossier."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message, help)
        self.message, self.help = message, help


@dataclass(frozen=True, slots=True)
class Checked:
    """A dossier that was read and judged: its files, its case, and every fault found."""

    files: Files
    case: Case
    config: SiteConfig | None  # None where mkdocs.yml has faults, which are among the diagnostics
    diagnostics: tuple[Diagnostic, ...]

    def with_more(self, more: tuple[Diagnostic, ...]) -> Checked:
        """The same with more faults, in order of place."""
        from .diagnostics import in_order

        return replace(self, diagnostics=in_order((*self.diagnostics, *more)))

    def text_of(self, name: str) -> str | None:
        """The text of a file of the dossier, for the lines of a report; None where there is none to show."""
        return text_of(self.files, name)


def text_of(files: Files, name: str) -> str | None:
    """The text of a file of the dossier, for the lines of a report; None where there is none to show."""
    data = files.config if name == "mkdocs.yml" else files.data.get(name, files.content.get(name))
    if data is None and name.startswith("seeds/"):
        data = files.seeds.get(name.removeprefix("seeds/").removesuffix(".txt"))
    return None if data is None else data.decode("utf-8", "replace")


def read_and_judge(folder: Path) -> Checked:
    """Read a dossier, place its words, and judge it by every rule."""
    from . import disk

    return judge_plainly(*disk.read_dossier(folder))


def judge_plainly(files: Files, faults: tuple[Diagnostic, ...]) -> Checked:
    """Place the words of a dossier that was read, and judge it by every rule. `faults`: those of the reading."""
    from . import proof, rules
    from .content import read_content
    from .countries import country_names
    from .diagnostics import in_order
    from .reading import read_records

    records, misread = read_records(files.data)
    names = country_names(records.dossier.record.languages if records.dossier else ("en",))
    proofs = proof.prove_sources(records, files.seeds, proof.names_by_language(records))
    content, ill_written = read_content(files.content)
    case = rules.Case(proofs, content, names, frozenset(files.seeds))
    config, misconfigured = config_of(files)
    return Checked(files, case, config, in_order((*faults, *misread, *ill_written, *misconfigured, *rules.check(case))))


# --- a build ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: the folder of the dossier; where the site goes; its address (None: as mkdocs.yml says); with which engine.

    `cache`: the program's folder in the user's cache; `now`: nanoseconds since 1970; `jobs`: how many processes may work;
    `with_search`: whether the site gets a search index.
    """

    folder: Path
    out: Path
    base_url: str | None
    engine: str
    cache: Path
    now: int
    jobs: int
    with_search: bool = True


@dataclass(slots=True)
class Memory:
    """What a process that builds a dossier again and again holds: its desk, the records that were unpacked, and the last build that was published."""

    desk: HeldDesk
    values: Held
    last: Last | None = None

    @classmethod
    def of(cls, cache: Path, folder: Path) -> Memory:
        """An empty memory of a dossier; `cache` is the program's folder in the user's cache."""
        from .disk import HeldDesk

        return cls(HeldDesk.of(cache, folder), {})


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was published, and the warnings on the way."""

    diagnostics: tuple[Diagnostic, ...]
    text_of: Callable[[str], str | None]
    proof: Proof
    pages: int
    published: Published
    address: str  # where the site is published: `site_url`, or what was ordered


def build(order: Order, progress: Progress = SILENT, memory: Memory | None = None, prover: Standby | None = None) -> Built | Verdict:
    """Build a site and publish it. Where there is an error nothing is published, and every fault is given.

    `memory`: of the builds of this dossier that the same process did before; `prover`: a process with `changed.prover` that waits for an edit.

    Raises WrongUse, disk.PublishError, OSError.
    """
    with _engine_ahead(order) as begun:
        return _build(order, progress, memory, begun, prover)


@contextlib.contextmanager
def _engine_ahead(order: Order) -> Iterator[Begun | None]:
    """The engine, which reads its modules while we read ours and the dossier. None where frames are kept, since these may do."""
    from . import disk

    if disk.is_kept(order.cache, FRAMES):
        yield None
        return
    from .engine import begin  # late: most builds find their frames

    begun = begin(order.engine)
    try:
        yield begun
    finally:
        begun.stop()


def _build(order: Order, progress: Progress, memory: Memory | None, begun: Begun | None, prover: Standby | None) -> Built | Verdict:
    from . import changed, disk, first_look, unchanged

    progress.stage("reading", "files")
    desk = memory.desk if memory else disk.Desk.of(order.cache, order.folder)
    files, faults = disk.read_dossier(order.folder, desk.signatures("files"))
    desk.keep_signatures("files", files.signatures, order.now)
    tool = unchanged.tool_print()
    read = None if faults else first_look.read(files, desk, tool)
    if read is None:
        return _with_errors(read_and_judge(order.folder))
    asked = changed.Asked(order.out, order.cache, order.with_search,
                          changed.surroundings(files, order.base_url, order.engine, order.with_search))
    edited = None if memory else _edit(order, asked, files, read, desk, tool, progress, prover)
    if edited is not None:
        return Built(edited.diagnostics, partial(text_of, files), edited.proof, edited.pages, edited.published, edited.address)
    return _build_whole(order, files, read, desk, tool, asked, progress, memory, begun)


def _edit(order: Order, asked: Asked, files: Files, read: Read, desk: Desk, tool: str, progress: Progress, prover: Standby | None) -> Edited | None:
    """The shorter way of an edit of words; None where it is none. Another process proves what was edited, while this one reads what it makes pages with."""
    from . import changed, parallel

    begun = changed.begun(asked, files, read, desk, tool)
    if begun is None:
        if prover:
            prover.stop()
        return None
    work = partial(changed.outcomes, begun.edited, files, read.records, desk, tool, begun.shared)
    answer = prover.ask(changed.question(begun, files, order.folder, desk, tool)) if prover else lambda: None
    with parallel.begun(work, 1 if prover else order.jobs) as proven:
        from . import edit  # late: the words are being proven meanwhile

        return edit.build(asked, begun, lambda: answer() or (proven(), b""), files, read, desk, tool, order.jobs, progress)


def _build_whole(order: Order, files: Files, read: Read, desk: Desk, tool: str, asked: Asked, progress: Progress, memory: Memory | None,
                 begun: Begun | None) -> Built | Verdict:
    """A build that looks at every page, and makes those again that do not stand."""
    from . import disk, edit, increment, searching, site
    from .book import Book
    from .diagnostics import in_order
    from .disk.places import Known
    from .first_look import bundle_keys, shared_print
    from .indexes import without_words
    from .making import Last, foresee, make
    from .noted import Noted, prints_of
    from .parallel import beside, together
    from .render import Renderer
    from .views.content import with_pages

    config, _ = config_of(files)
    if config is None:
        return _with_errors(read_and_judge(order.folder))
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
            return Verdict(judged, partial(text_of, files), None) if judged else _with_errors(read_and_judge(order.folder))
        progress.stage("planning", "pages")
        resolved = judged.dossier(memory.values if memory else None)
        print_of = prints_of(resolved, judged.prints())
        standing = (memory.last.book if memory and memory.last else Book.of_plain(desk.book(order.out, tool))).standing(print_of)
        noted = Noted(resolved, standing.value)
        foresee(noted, [noted.position_maker(cell) for cell in resolved.positions], order.jobs)
        (planned, collisions), of_plan = noted.noting(partial(site.plan, noted.as_dossier, content, config))
        if collisions:
            return Verdict(in_order((*judged.diagnostics, *collisions)), partial(text_of, files), None)
        config = site.for_dossier(config, read.dossier, {page.path for page in planned}, is_own)
        keys = site.frame_keys(planned, config)
        if config != likely or not keys <= frames.keys:
            frames.close()
            frames = begin_frames(files, config, order.engine, keys, order.cache)
            ends.callback(frames.close)
        built = frames.result()
    press = site.Press.of(config, {(spec.section, spec.depth): frame for spec, frame in built.frames.items()}, built.not_found,
                          Renderer(templates))
    print_of_press = sha256(f"{frames.print} {config}".encode()).hexdigest()[:16]
    with disk.publication(order.out, desk.site(order.out)) as publication:
        tasks = [*site.tasks(noted.as_dossier, planned, press, print_of_press),
                 *(searching.tasks(noted.as_dossier, content) if order.with_search else ())]
        made = make(tasks, standing, noted, print_of, publication, order.jobs, progress)
        progress.stage("publishing", "files")
        done = made.book.kept()
        staged = together({
            "data": lambda: publication.stage_all(chain(site.data_files(without_words(resolved), planned, done, judged.planted, config),
                                                        site.asset_files(built.assets, frames.chrome))),
            "search": partial(_stage_search, done, resolved, publication, desk, order) if order.with_search else dict}, order.jobs)
        others = {path: known for part in staged.values() for path, known in part.items()}
        if twice := made.coming.keys() & others.keys():
            raise disk.PublishError(f"{min(twice)}: two files of the site have this path")
        published = publication.finish(made.coming | {path: Known(*known[:3]) for path, known in others.items()},
                                       made.written | {path for path, known in others.items() if known[3]})
    desk.keep_site(order.out, published.print)
    bundles = bundle_keys(files, read.links, shared_print(files, tool))

    def book() -> object:
        return made.book.plain() | edit.keep(judged, bundles, resolved, planned, of_plan, press, built, asked, published)

    desk.keep_book(order.out, tool, book if memory else book())
    desk.keep_only("outcomes", bundles.values())
    disk.forget_old(order.cache)
    if memory:
        memory.last = Last(files, read.links, judged, resolved, {page.path: page for page in planned}, of_plan, made.book, press, content)
    return Built(judged.diagnostics, partial(text_of, files), resolved.proof, len(planned), published, config.site_url)


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a dossier. `proof`: what was proven; None where there is an error."""

    diagnostics: tuple[Diagnostic, ...]
    text_of: Callable[[str], str | None]
    proof: Proof | None


def check(folder: Path, cache: Path, now: int, jobs: int, against: str | None, progress: Progress = SILENT) -> Verdict:
    """Everything that a build checks, and with `against` what vanished or changed since that git revision. Raises WrongUse."""
    from . import disk, first_look, increment, site, unchanged
    from .diagnostics import has_errors, in_order
    from .dossier import resolve
    from .views.content import with_pages

    progress.stage("reading", "files")
    desk = disk.Desk.of(cache, folder)
    files, faults = disk.read_dossier(folder, desk.signatures("files"))
    desk.keep_signatures("files", files.signatures, now)
    config, misconfigured = config_of(files)
    tool = unchanged.tool_print()
    read = None if faults or misconfigured or against else first_look.read(files, desk, tool)
    judged = increment.judge(files, read, desk, tool, jobs, progress) if read else None
    if isinstance(judged, tuple):
        return Verdict(judged, partial(text_of, files), None)
    if judged is None or config is None:
        checked = read_and_judge(folder)
        if against is not None:
            checked = checked.with_more(changed_since(folder, against, checked))
        if has_errors(checked.diagnostics):
            return Verdict(checked.diagnostics, checked.text_of, None)
        assert checked.config is not None
        config, diagnostics = checked.config, checked.diagnostics
        resolved = resolve(checked.case.proofs, checked.case.country_names)
    else:
        diagnostics, resolved = judged.diagnostics, judged.dossier()
    _, collisions = site.plan(resolved, with_pages(files.content), config)
    return Verdict(in_order((*diagnostics, *collisions)), partial(text_of, files), None if collisions else resolved.proof)


def _with_errors(checked: Checked) -> Verdict:
    """The plain way's report. It is our own bug where only one of the two ways meets an error."""
    from .diagnostics import has_errors

    if not has_errors(checked.diagnostics):
        raise RuntimeError("an error was met bundle by bundle that the whole dossier does not have")
    return Verdict(checked.diagnostics, checked.text_of, None)


class Frames:
    """The frames of a site: from the cache where nothing that they depend on changed, else built by the engine in a process beside.

    `keys`: the frames that there will be; `chrome`: the files of `overrides/`; `print`: a print of all that the frames depend on.
    """

    def __init__(self, keys: frozenset[tuple[str, int]], chrome: Mapping[str, bytes], print_of: str, kept: Path, built: BuiltFrames | None,
                 run: FramesRun | None) -> None:
        self.keys, self.chrome, self.print = keys, chrome, print_of
        self._kept, self._built, self._run = kept, built, run

    def result(self) -> BuiltFrames:
        """The frames, when they are there. Raises WrongUse where the engine fails: it is the theme or the installation that is at fault."""
        from .disk import write_cached
        from .engine import EngineFault

        if self._built is None:
            assert self._run is not None
            built, self._run = self._run.result(), None
            if isinstance(built, EngineFault):
                raise WrongUse(f"{built.message}\n{built.detail}".rstrip(), built.help)
            self._built = built
            write_cached(self._kept, self.print, built.plain())
        return self._built

    def close(self) -> None:
        """End what still runs: nobody wants it any more."""
        if self._run is not None:
            self._run.stop()
            self._run = None


def begin_frames(files: Files, config: SiteConfig, engine: str, keys: frozenset[tuple[str, int]], cache: Path, begun: Begun | None = None) -> Frames:
    """Fetch the frames from the cache folder, or have the engine build them; `begun` is that engine, if it waits for work. Raises WrongUse."""
    from . import disk
    from .engine import EngineFault, FrameSpec, built_from_plain, fingerprint, overrides_of, start_frames

    chrome = files.overrides or disk.own_overrides(HOUSE)
    overrides = overrides_of(chrome)
    specs = tuple(FrameSpec(section, depth) for section, depth in sorted(keys))
    print_of = fingerprint(engine, config, overrides, specs)
    if isinstance(print_of, EngineFault):
        raise WrongUse(print_of.message, print_of.help)
    kept = cache / f"{FRAMES}{print_of[:16]}"
    built = built_from_plain(disk.read_cached(kept, print_of))
    run = None if built else start_frames(engine, config, overrides, disk.work_folder(cache), specs, begun)
    if isinstance(run, EngineFault):
        raise WrongUse(f"{run.message}\n{run.detail}".rstrip(), run.help)
    return Frames(keys, chrome, print_of, kept, built, run)


def changed_since(folder: Path, revision: str, checked: Checked) -> tuple[Diagnostic, ...]:
    """What vanished or changed since a published revision."""
    from . import disk
    from .reading import read_records
    from .rules.against import compare, published

    old = disk.files_at(folder, revision)
    if isinstance(old, disk.NoHistory):
        raise WrongUse(f"--against {revision}: {old.message}", "name a commit, branch or tag, such as origin/main")
    data, seeds = old
    return compare(published(read_records(data)[0], seeds), checked.case.records, checked.files.seeds)


def config_of(files: Files) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """The configuration of a dossier's site, the tool's own where it brings none; or every fault of it."""
    from .config import read_config
    from .disk import own_config

    config = read_config(files.config if files.config is not None else own_config(HOUSE))
    return (None, config) if isinstance(config, tuple) else (config, ())


def at_address(config: SiteConfig, base_url: str | None) -> SiteConfig:
    """The configuration of the site, at another address where one is given. Raises WrongUse for an address that is none."""
    from .config import address_fault
    from .engine import with_base_url

    if base_url is None:
        return config
    fault = address_fault(base_url)
    if fault:
        raise WrongUse(f"--base-url {base_url}: {fault}", "give an https address such as https://example.org/dossier/")
    return with_base_url(config, base_url)
