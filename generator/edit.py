"""An edit of words: what shows them is made again, and nothing else is looked at.

The way of `whole.build` plans all pages, asks of each whether it stands, and puts the files of data together from all their lines. That
is a second for each ten thousand statements. Here the book tells which things read what `changed` found to be other, each of these is
made again, and the place of its lines in the files of data is found. `keep` lays down what is needed for that beside the book; `build` does it.
Whatever is not plainly such an edit gives None, and so does one too many, so that what edits changed of the book never grows long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from . import changed, disk, indexes, planned, site
from .book import VALUE, WORDS, Kept
from .changed import KINDS, Asked, Begun, Change, Outcomes, State, TooMuch, believed
from .config import from_plain as config_from_plain
from .config import to_plain as config_to_plain
from .diagnostics import Diagnostic, in_order
from .disk.places import Known
from .disk.publishing import Data, Staged
from .exports import api, receipt
from .exports.splice import spliced
from .frames import from_plain as frame_from_plain
from .frozen import dataclass
from .lazy import Lazy
from .noted import Key, Noted
from .parallel import shared_out
from .plain import from_plain, to_plain, unpacked
from .progress import SILENT, Progress
from .render import Renderer
from .resolved import Dossier, Proof
from .shelves import Damaged, Shelves, shelved
from .site import Task

if TYPE_CHECKING:
    from .config import SiteConfig
    from .disk import Desk, Files, Publication, Published
    from .disk.box import Box
    from .engine import BuiltFrames
    from .first_look import Read
    from .increment import Judged
    from .site import Press
    from .views import PlannedPage

MOST = 300  # things that are sooner made than the plain way is gone
LONGEST = 600  # things made anew by edits, before the book is put together again

_DATA = "data:"  # begins the names of what puts a file of data together; no thing is called so

_OFTEN = ("summaries", "files", "names")  # indexes that nearly every edit reads: they are fetched while the words are proven

T = TypeVar("T")
Thing = tuple[bytes, tuple[Key, ...], Any, str]  # as `Kept.get` gives it


@dataclass(frozen=True, slots=True)
class Edited:
    """A site in which an edit was published."""

    diagnostics: tuple[Diagnostic, ...]
    proof: Proof
    pages: int
    published: Published
    address: str


# --- laying down ------------------------------------------------------------------------------------------------------


def keep(judged: Judged, keys: Mapping[tuple[str, ...], str], whole: Dossier, pages: Iterable[PlannedPage], read_by_plan: Iterable[Key], press: Press,
         built: BuiltFrames, asked: Asked, published: Published) -> dict[str, Any]:
    """What an edit needs beside the book, by name. `keys`: of the bundles; `read_by_plan`: what of the dossier was read to plan the pages."""
    pages = tuple(pages)
    summaries = [one for found in judged.outcomes for one in found.summaries]
    warned = {ids: to_plain(one.diagnostics) for ids, one in zip(keys, judged.outcomes, strict=True) if one.diagnostics}
    homes = {kind: {id: number for number, one in enumerate(judged.outcomes) for id in one.packed[kind]} for kind in KINDS}
    state: State = {
        "asked": asked.print, "site": published.print, "bundles": dict(keys), "judged by words": tuple(judged.others.asked), "warned": warned,
        "rest": to_plain(judged.others.diagnostics), "proven": {one.id: (one.proven, one.digest) for one in sorted(summaries)}, "speech": {}, "pages": len(pages),
        "config": config_to_plain(press.config), "read by plan": tuple(key for key in read_by_plan if key[0] in WORDS)}
    return {
        "state": state, "homes": {kind: dict(sorted(ids.items())) for kind, ids in homes.items()},
        **{f"index/{name}": value for name, value in indexes.index_of(whole).items()},
        **shelved("plan", {page.path: found for page in pages if (found := planned.to_plain(page)) is not None}),
        "frames": ({(spec.section, spec.depth): frame.plain() for spec, frame in built.frames.items()}, built.not_found.plain())}


# --- building ---------------------------------------------------------------------------------------------------------


def build(asked: Asked, begun: Begun, proven: Callable[[], tuple[Outcomes, bytes]], files: Files, read: Read, desk: Desk, tool: str, jobs: int,
          progress: Progress = SILENT) -> Edited | None:
    """Publish an edit of words; None where more changed, or where the site is not as it was published.

    `proven`: gives the answer of a `changed.prover`, and is called late, since another process may still be at it.
    Raises disk.PublishError, OSError.
    """
    try:
        config = config_from_plain(begun.state["config"])
        press = _press(asked, begun.box, config)
        press.renderer.load()
        index = {name: believed(begun.box, f"index/{name}") for name in _OFTEN}
        with disk.publication(asked.out, begun.state["site"]) as publication:
            if publication.print != begun.state["site"] or not publication.standing(receipt.PATH):
                raise TooMuch
            receipts = publication.read(receipt.PATH)  # long: read while another process proves
            outcomes, untouched = proven()
            if untouched != publication.print and not publication.stands:
                raise TooMuch
            change = changed.change(begun, outcomes, files, read, desk, tool)
            stale = begun.things.reading(change.keys)
            if not change.keys.isdisjoint(begun.state["read by plan"]) or len(stale) > MOST or len(begun.things.since) + len(stale) > LONGEST:
                raise TooMuch
            noted = Noted(_dossier(begun.box, index, change, read, desk), partial(_standing, begun.things, frozenset(stale)))
            progress.stage("making", "pages and lines of data", len(stale))
            made = _made(list(_tasks(stale, begun, noted.as_dossier, press)), begun.things, noted, publication, jobs)
            since = begun.things.since | _gone(stale) | made.things
            rest = chain([_receipt(receipts, made.things, begun.things, change.proof)], _search(asked, stale, made.things, begun.things, noted.as_dossier, desk))
            staged = made.staged | publication.stage_all(rest)
            if not staged.keys() <= publication.known.keys():
                raise TooMuch
            published = publication.finish({**publication.known, **{path: Known(*one[:3]) for path, one in staged.items()}},
                                           {path for path, one in staged.items() if one[3]})
    except (Damaged, TooMuch):
        return None
    desk.keep_site(asked.out, published.print)
    desk.keep_since(asked.out, begun.box.print.hex(), (change.state | {"site": published.print}, since))
    desk.keep_only("outcomes", change.state["bundles"].values())
    warnings = (from_plain(change.state["rest"]), *map(from_plain, change.state["warned"].values()))
    return Edited(in_order(d for some in warnings for d in some), change.proof, change.state["pages"], published, config.site_url)


def _dossier(box: Box, index: Mapping[str, Any], change: Change, read: Read, desk: Desk) -> Dossier:
    """The dossier as it is now; a record is unpacked when it is first read. `index`: those of its indexes that are at hand."""
    keys = list(change.state["bundles"].values())
    held: dict[str, Any] = dict(change.outcomes)
    homes = believed(box, "homes")

    def record(kind: str, id: str) -> Any:
        key = keys[homes[kind][id]]
        if key not in held:
            held[key] = desk.read(f"outcomes/{key}", key)
            if held[key] is None:
                raise Damaged(key)
        return unpacked(held[key][0][kind][id])

    def fetched(name: str) -> Any:
        value = index.get(name) or believed(box, f"index/{name}")
        return value | change.state["speech"] if name == "speech" else value

    sources, statements, facts = (Lazy(homes[kind], partial(record, kind)) for kind in KINDS)
    return indexes.of_index(read.records, fetched, sources, statements, facts, change.proof)


def _standing(things: Kept, stale: frozenset[str], name: str, handed: bytes) -> tuple[Any, frozenset[Key]] | None:
    """A value that was worked out before and still holds, and what it read."""
    one = things.get(VALUE + name) if VALUE + name not in stale else None
    return (one[2], frozenset(one[1])) if one is not None and one[0] == handed else None


def _press(asked: Asked, box: Box, config: SiteConfig) -> Press:
    plain, not_found = believed(box, "frames")
    frames = Lazy(plain, lambda key: frame_from_plain(plain[key]))
    last = frame_from_plain(not_found)
    assert last is not None, "it was a frame when it was kept"
    return site.Press.of(config, frames, last, Renderer(disk.compiled_templates(asked.cache)))


def _tasks(stale: Iterable[str], begun: Begun, whole: Dossier, press: Press) -> Iterator[Task]:
    """What makes each of these things, values aside. Raises TooMuch."""
    pages = Shelves("plan", begun.box.read)
    for name in stale:
        before = begun.things.get(name)
        assert before is not None
        task = None
        if name.startswith(VALUE):
            continue
        if name.startswith(site.PAGE):
            path = name.removeprefix(site.PAGE)
            plain = pages.get(path)
            task = site.page_task(whole, planned.from_plain(path, plain, whole), press, before[0]) if plain is not None else None
        elif name.startswith(site.ROWS):
            path = name.removeprefix(site.ROWS)
            plain = pages.get(path)
            task = site.rows_task(whole, planned.from_plain(path, plain, whole), before[0]) if plain is not None else None
        elif name.startswith(site.LINE):
            task = site.line_task(whole, name, before[0])
        else:
            from . import searching  # late: a site may do without

            task = searching.task(whole, name, before[0])
        if task is None:
            raise TooMuch
        yield task


# --- making -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made anew: things by name, and their files by path, staged."""

    things: dict[str, Thing]
    staged: dict[str, Staged]


def _made(tasks: Sequence[Task], before: Kept, noted: Noted, publication: Publication, jobs: int) -> _Made:
    """Each thing made; the files of the API are put together beside the pages, so that two processes have as much to do. Raises TooMuch."""
    made = _Made({}, {})
    _add(made, [task for task in tasks if not task.file], noted, publication, 1)
    files = [*_data(made.things, before, publication), *(task for task in tasks if task.file)]
    _add(made, sorted(files, key=partial(_size, publication), reverse=True), noted, publication, jobs)  # what takes long first, so that no process waits long
    return made


def _size(publication: Publication, task: Task) -> int:
    """How long a published file is, in bytes."""
    known = publication.known.get(task.file)
    return known.size if known is not None else 0


def _add(made: _Made, tasks: Sequence[Task], noted: Noted, publication: Publication, jobs: int) -> None:
    """Make some things more. Raises TooMuch."""
    with shared_out(tasks, partial(_done, noted, publication), jobs) as shares:
        for task, (read, kept, staged, values) in chain.from_iterable(shares):
            if staged:
                made.staged[task.file] = staged
            if not task.name.startswith(_DATA):
                made.things[task.name] = (task.handed, read, kept, staged[0] if staged else "")
            made.things.update(values)


def _done(noted: Noted, publication: Publication, task: Task) -> Any:
    """Of a task what it read, what is kept of it and its file, staged; and the values that were worked out on the way. Raises TooMuch, Damaged."""
    (data, kept), notes = noted.noting(task.make)
    staged = publication.stage_all([(task.file, data)])[task.file] if task.file else None
    new = [name for name in noted.new_values() if name in noted.worked_out]
    return _of_words(notes), kept, staged, {VALUE + name: (handed, _of_words(read), value, "") for name in new for value, read, handed in [noted.values[name]]}


def _of_words(notes: Iterable[Key]) -> tuple[Key, ...]:
    return tuple([key for key in notes if key[0] in WORDS])


def _gone(stale: Iterable[str]) -> dict[str, Thing]:
    """The values that do not hold any more, unless somebody asks for them: nothing is kept of them, and no value is handed that."""
    return {name: (b"nothing", (), None, "") for name in stale if name.startswith(VALUE)}


# --- files of data ------------------------------------------------------------------------------------------------------


def _data(made: Mapping[str, Thing], before: Kept, publication: Publication) -> Iterator[Task]:
    """What puts the files of the API together in which a line changed. Raises TooMuch."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for name, (_, _, now, _) in made.items():
        was = before.get(name)
        assert was is not None
        if name.startswith(site.LINE) and was[2] != now:
            if was[2][1] != now[1]:  # in another year
                raise TooMuch
            for path in api.files_with(name.removeprefix(site.LINE).partition("/")[0], now[1]):
                lines.setdefault(path, []).append((was[2][0], now[0]))
        elif name.startswith(site.ROWS) and was[2] != now:
            raise TooMuch
    for path, pairs in sorted(lines.items()):
        yield Task(_DATA + path, b"", lambda path=path, pairs=pairs: (_whole(spliced(publication.read(path), pairs)), None), path)


def _receipt(data: bytes, made: Mapping[str, Thing], before: Kept, proof: Proof) -> tuple[str, Data]:
    """The receipt with the quotations of the pages that were made. Raises TooMuch."""
    lines: list[tuple[str, str]] = []
    more = 0
    for name in sorted(name for name in made if name.startswith(site.PAGE)):
        was, now = _whole(before.get(name))[2], made[name][2]
        if set(was[1]) != set(now[1]) or bool(was[0]) != bool(now[0]):
            raise TooMuch
        if was != now:
            lines.append((was[0].replace("\n", ",\n"), now[0].replace("\n", ",\n")))
            more += now[0].count("\n") - was[0].count("\n")
    return receipt.PATH, _whole(spliced(data, lines, _whole(receipt.summed_up(data, proof, more))))


def _whole(value: T | None) -> T:
    if value is None:
        raise TooMuch
    return value


def _search(asked: Asked, stale: Iterable[str], made: Mapping[str, Thing], before: Kept, whole: Dossier, desk: Desk) -> Iterator[tuple[str, Data]]:
    """The files of the search index, where a record of it changed."""
    if not asked.with_search:
        return
    from . import searching  # late: a site may do without

    others = {name: made[name][2] for name in stale if name.startswith(searching.RECORD) and _whole(before.get(name))[2] != made[name][2]}
    if not others:
        return
    records = searching.prepared(before.beginning(searching.RECORD) | others)
    files = searching.files(records, whole)
    desk.keep_search(asked.out, searching.state(records, whole), tuple((path, hashlib.sha256(data).hexdigest()) for path, data in files.items()))
    yield from files.items()
