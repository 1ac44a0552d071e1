"""An edit of words: what shows them is made again, and nothing else is looked at.

The plain way of `program.build` plans all pages, asks of each whether it stands, and puts the files of data together from all their lines. That
is a second for each ten thousand statements. But most edits change words and nothing that has to do with order: no id, name, date, answer or
relation, nothing that stands in a `Summary`. Then the plan and all indexes are what they were, the book knows what read these words, and the
place of each line in the files of data can be found. `keep` lays down what is needed for that beside the book; `build` does it. Whatever is
not plainly such an edit gives None: then the plain way builds. After many edits too, so that what they changed of the book never grows long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import disk, dossier, increment, planned, site
from .book import VALUE, WORDS, Kept
from .config import from_plain as config_from_plain
from .config import to_plain as config_to_plain
from .diagnostics import Diagnostic, has_errors, in_order
from .disk.places import Known
from .disk.publishing import print_of
from .exports import api, receipt
from .exports.splice import spliced
from .frames import from_plain as frame_from_plain
from .frozen import dataclass
from .lazy import Lazy
from .noted import Key, Noted
from .outcome import is_refused, outcome_of_plain, unpacked
from .plain import from_plain, to_plain
from .progress import SILENT, Progress
from .render import Renderer
from .resolved import Dossier, Proof, SourceSummary
from .shelves import Damaged, Shelves, shelved

if TYPE_CHECKING:
    from .config import SiteConfig
    from .disk import Desk, Files, Publication, Published
    from .disk.box import Box
    from .engine import BuiltFrames
    from .increment import Judged, Read
    from .site import Press
    from .views import PlannedPage

MOST = 300  # things that are sooner made than another process started
LONGEST = 600  # things made anew by edits, before the book is put together again
_BUNDLES = 3  # that an edit changes at most
_KINDS = ("sources", "statements", "facts")

Thing = tuple[bytes, tuple[Key, ...], Any, str]  # as `Kept.get` gives it
State = dict[str, Any]  # what `keep` lays down as `state`, and an edit lays down anew


class TooMuch(Exception):
    """More than words changed."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A site in which an edit was published."""

    diagnostics: tuple[Diagnostic, ...]
    proof: Proof
    pages: int
    published: Published
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a build: where the site goes, the program's folder in the user's cache, whether there is a search index, and a print of all
    that it depends on beside the words of sources."""

    out: Path
    cache: Path
    with_search: bool
    print: str


def surroundings(files: Files, *asked: object) -> str:
    """A print of all that a build depends on, the words of sources and of their archived texts aside."""
    known = (f"{path} {one.digest}" if not path.startswith(("data/sources/", "seeds/")) else path for path, one in files.signatures.items())
    return hashlib.sha256("\n".join((repr(asked), *known)).encode()).hexdigest()


# --- laying down ------------------------------------------------------------------------------------------------------


def keep(judged: Judged, keys: Mapping[tuple[str, ...], str], whole: Dossier, pages: Iterable[PlannedPage], read_by_plan: Iterable[Key], press: Press,
         built: BuiltFrames, asked: Asked) -> dict[str, Any]:
    """What an edit needs beside the book, by name. `keys`: of the bundles; `read_by_plan`: what of the dossier was read to plan the pages."""
    pages = tuple(pages)
    summaries = [one for found in judged.outcomes for one in found.summaries]
    warned = {ids: to_plain(one.diagnostics) for ids, one in zip(keys, judged.outcomes, strict=True) if one.diagnostics}
    homes = {kind: {id: number for number, one in enumerate(judged.outcomes) for id in one.packed[kind]} for kind in _KINDS}
    state: State = {
        "asked": asked.print, "site": print_of(asked.out), "bundles": dict(keys), "judged by words": tuple(judged.others.asked), "warned": warned,
        "rest": to_plain(judged.others.diagnostics), "proven": {one.id: (one.proven, one.digest) for one in sorted(summaries)}, "pages": len(pages),
        "config": config_to_plain(press.config), "read by plan": tuple(key for key in read_by_plan if key[0] in WORDS)}
    return {
        "state": state, "homes": {kind: dict(sorted(ids.items())) for kind, ids in homes.items()},
        **{f"index/{name}": value for name, value in dossier.index_of(whole).items()},
        **shelved("plan", {page.path: found for page in pages if (found := planned.to_plain(page)) is not None}),
        "frames": ({(spec.section, spec.depth): frame.plain() for spec, frame in built.frames.items()}, built.not_found.plain())}


# --- what changed -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build laid down, and edits since."""

    box: Box
    state: State
    things: Kept

    @classmethod
    def of(cls, box: Box, since: object) -> Last:
        """Raises Damaged where something of it cannot be believed."""
        state, made = since if isinstance(since, tuple) else (_believed(box, "state"), {})
        return cls(box, state, Kept(box.read, made))


def _believed(box: Box, name: str) -> Any:
    value = box.read(name)
    if value is None:
        raise Damaged(name)
    return value


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit changed of the dossier, and the state of the whole with it. `outcomes`: of the changed bundles, plain, by key."""

    keys: frozenset[Key]
    state: State
    proof: Proof
    outcomes: Mapping[str, Any]


def _change(state: State, files: Files, read: Read, desk: Desk, tool: str) -> Change:
    """What changed since that state. Raises TooMuch."""
    bundles = increment.bundle_keys(files, read.links, increment.shared_print(files, tool))
    edited = [ids for ids, key in bundles.items() if state["bundles"].get(ids) != key]
    touched = {id for ids in edited for id in ids}
    if bundles.keys() != state["bundles"].keys() or len(edited) > _BUNDLES:
        raise TooMuch
    changed: set[Key] = set()
    outcomes, warned, proven = {}, dict(state["warned"]), dict(state["proven"])
    for ids in edited:
        before = desk.read(f"outcomes/{state['bundles'][ids]}", state["bundles"][ids])
        after = _outcome(files, ids, bundles[ids], read, desk, tool)
        if before is None or after is None or is_refused(after):
            raise TooMuch
        changed |= _differing(before, after)
        outcomes[bundles[ids]] = after
        warned.pop(ids, None)
        if after[0]:
            warned[ids] = after[0]
        proven |= {one.id: (one.proven, one.digest) for one in map(SourceSummary.of_plain, after[2])}
    if proven != state["proven"]:
        changed.add(("proof", None))
    judged = {} if touched.isdisjoint(state["judged by words"]) else _judged(files, read, bundles.values(), outcomes, desk, tool)
    return Change(frozenset(changed), state | {"bundles": bundles, "warned": warned, "proven": proven} | judged, dossier.proof_of(proven.values()), outcomes)


def _judged(files: Files, read: Read, keys: Iterable[str], outcomes: Mapping[str, Any], desk: Desk, tool: str) -> State:
    """What the rules over the rest of the dossier find now: a page or a summary cites words that may have changed. Raises TooMuch for an error."""
    kept = [outcomes.get(key) or desk.read(f"outcomes/{key}", key) for key in keys]
    if any(one is None for one in kept):
        raise TooMuch
    others = increment.of_others(files, increment.common_of(read, desk, tool), tuple(map(outcome_of_plain, kept)))
    if has_errors(others.diagnostics):
        raise TooMuch
    return {"rest": to_plain(others.diagnostics), "judged by words": tuple(others.asked)}


def _outcome(files: Files, ids: tuple[str, ...], key: str, read: Read, desk: Desk, tool: str) -> Any:
    """What came of a bundle as it is now, plain; None where it cannot be read."""
    kept = desk.read(f"outcomes/{key}", key)
    if kept is None:
        kept = increment.worked_out(files, ids, increment.common_of(read, desk, tool))
        if kept is not None and not is_refused(kept):
            desk.write(f"outcomes/{key}", key, kept)
    return kept


def _differing(before: Any, after: Any) -> set[Key]:
    """The records that differ between two outcomes of a bundle. Raises TooMuch where anything but words does."""
    (_, outlines, _, _, prints), (_, outlines_now, _, _, prints_now) = before, after
    has_same_order = outlines == outlines_now and all(prints[kind] == prints_now[kind] for kind in ("summaries", "source_summaries"))
    if not has_same_order or any(prints[kind].keys() != prints_now[kind].keys() for kind in _KINDS):
        raise TooMuch
    return {(kind, id) for kind in _KINDS for id, one in prints_now[kind].items() if prints[kind][id] != one}


# --- building ---------------------------------------------------------------------------------------------------------


def build(asked: Asked, files: Files, read: Read, desk: Desk, tool: str, progress: Progress = SILENT) -> Edited | None:
    """Publish an edit of words; None where more changed since the last build to that folder, or where nothing of it is known.

    Raises disk.PublishError, OSError.
    """
    box = desk.box(asked.out, tool)
    if box is None:
        return None
    try:
        last = Last.of(box, desk.since(asked.out, box.print.hex()))
        if last.state["asked"] != asked.print:
            return None
        return _published(asked, last, _change(last.state, files, read, desk, tool), read, desk, progress)
    except (Damaged, TooMuch):
        return None


def _published(asked: Asked, last: Last, change: Change, read: Read, desk: Desk, progress: Progress) -> Edited:
    stale = last.things.reading(change.keys)
    if not change.keys.isdisjoint(last.state["read by plan"]) or len(stale) > MOST or len(last.things.since) + len(stale) > LONGEST:
        raise TooMuch
    noted = Noted(_dossier(last.box, change, read, desk), partial(_standing, last.things, frozenset(stale)))
    config = config_from_plain(change.state["config"])
    with disk.publication(asked.out) as publication:
        if publication.print != last.state["site"] or not publication.stands:
            raise TooMuch
        progress.stage("making", "pages and lines of data", len(stale))
        made, coming, written = _made(_tasks(stale, last, noted.as_dossier, _press(asked, last.box, config) if stale else None), noted, publication)
        since = last.things.since | _values(stale, noted) | made
        for path, data in chain(_data(made, last.things, change.proof, publication), _search(asked, stale, made, last.things, noted.as_dossier, desk)):
            if path not in publication.known:
                raise TooMuch
            coming[path], is_new = publication.stage(path, data)
            if is_new:
                written.add(path)
        published = publication.finish({**publication.known, **coming}, written)
    desk.keep_since(asked.out, last.box.print.hex(), (change.state | {"site": print_of(asked.out)}, since))
    desk.keep_only("outcomes", change.state["bundles"].values())
    rest = (from_plain(change.state["rest"]), *map(from_plain, change.state["warned"].values()))
    return Edited(in_order(d for some in rest for d in some), change.proof, change.state["pages"], published, config.site_url)


def _dossier(box: Box, change: Change, read: Read, desk: Desk) -> Dossier:
    """The dossier as it is now; a record is unpacked when it is first read."""
    keys = list(change.state["bundles"].values())
    held: dict[str, Any] = dict(change.outcomes)
    homes = _believed(box, "homes")

    def record(kind: str, id: str) -> Any:
        key = keys[homes[kind][id]]
        if key not in held:
            held[key] = desk.read(f"outcomes/{key}", key)
            if held[key] is None:
                raise Damaged(key)
        return unpacked(held[key][3][kind][id])

    sources, statements, facts = (Lazy(homes[kind], partial(record, kind)) for kind in _KINDS)
    return dossier.of_index(read.records, lambda name: _believed(box, f"index/{name}"), sources, statements, facts, change.proof)


def _standing(things: Kept, stale: frozenset[str], name: str, handed: bytes) -> tuple[Any, frozenset[Key]] | None:
    """A value that was worked out before and still holds, and what it read."""
    one = things.get(VALUE + name) if VALUE + name not in stale else None
    return (one[2], frozenset(one[1])) if one is not None and one[0] == handed else None


def _press(asked: Asked, box: Box, config: SiteConfig) -> Press:
    plain, not_found = _believed(box, "frames")
    frames = Lazy(plain, lambda key: frame_from_plain(plain[key]))
    last = frame_from_plain(not_found)
    assert last is not None, "it was a frame when it was kept"
    return site.Press.of(config, frames, last, Renderer(disk.compiled_templates(asked.cache)))


def _tasks(stale: Iterable[str], last: Last, whole: Dossier, press: Press | None) -> Iterator[site.Task]:
    """What makes each of these things, values aside. Raises TooMuch."""
    pages = Shelves("plan", last.box.read)
    for name in stale:
        before = last.things.get(name)
        assert before is not None and press is not None
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


def _made(tasks: Iterable[site.Task], noted: Noted, publication: Publication) -> tuple[dict[str, Thing], dict[str, Known], set[str]]:
    """Each thing made and staged: the things by name, their files by path, and the paths of those that are others now."""
    made: dict[str, Thing] = {}
    coming: dict[str, Known] = {}
    written: set[str] = set()
    for task in tasks:
        (data, kept), notes = noted.noting(task.make)
        file = ""
        if task.file:
            coming[task.file], is_new = publication.stage(task.file, data)
            file = coming[task.file].hash
            if is_new:
                written.add(task.file)
        made[task.name] = (task.handed, _of_words(notes), kept, file)
    return made, coming, written


def _of_words(notes: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(key for key in notes if key[0] in WORDS)


def _values(stale: Iterable[str], noted: Noted) -> dict[str, Thing]:
    """The values that pages asked for. Of those that do not hold and that nobody asked for nothing is kept: no value is handed that."""
    gone: dict[str, Thing] = {name: (b"nothing", (), None, "") for name in stale if name.startswith(VALUE)}
    return gone | {VALUE + name: (handed, _of_words(read), value, "") for name, (value, read, handed) in noted.values.items()}


# --- files of data ------------------------------------------------------------------------------------------------------


def _data(made: Mapping[str, Thing], before: Kept, proof: Proof, publication: Publication) -> Iterator[tuple[str, bytes]]:
    """The files of the API in which a line changed, and the receipt. Raises TooMuch."""
    lines: dict[str, list[tuple[str, str]]] = {}
    shown: list[tuple[str, str]] = []
    for name, (_, _, now, _) in made.items():
        was = before.get(name)
        assert was is not None
        if name.startswith(site.LINE) and was[2] != now:
            if was[2][1] != now[1]:  # in another year
                raise TooMuch
            for path in api.files_with(name.removeprefix(site.LINE).partition("/")[0], now[1]):
                lines.setdefault(path, []).append((was[2][0], now[0]))
        elif name.startswith(site.PAGE) and was[2] != now:
            if set(was[2][1]) != set(now[1]) or not (was[2][0] and now[0]):
                raise TooMuch
            shown.append((was[2][0], now[0]))
        elif name.startswith(site.ROWS) and was[2] != now:
            raise TooMuch
    for path, changed in lines.items():
        yield path, _whole(spliced(publication.read(path), changed))
    listed = [(was.replace("\n", ",\n"), now.replace("\n", ",\n")) for was, now in shown]
    more = sum(now.count("\n") - was.count("\n") for was, now in shown)
    yield "proof.json", _whole(receipt.summed_up(_whole(spliced(publication.read("proof.json"), listed)), proof, more))


def _whole(data: bytes | None) -> bytes:
    if data is None:
        raise TooMuch
    return data


def _search(asked: Asked, stale: Iterable[str], made: Mapping[str, Thing], before: Kept, whole: Dossier, desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The files of the search index, where a record of it changed."""
    if not asked.with_search:
        return
    from . import searching  # late: a site may do without

    changed = {name: made[name][2] for name in stale if name.startswith(searching.RECORD) and before.get(name)[2] != made[name][2]}
    if not changed:
        return
    records = searching.prepared(before.beginning(searching.RECORD) | changed)
    files = searching.files(records, whole)
    desk.keep_search(asked.out, searching.state(records, whole), tuple((path, hashlib.sha256(data).hexdigest()) for path, data in files.items()))
    yield from files.items()
