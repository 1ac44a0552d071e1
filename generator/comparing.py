"""Two states of a dossier compared: what the change means, and which pages it changes. Nothing is published, and no theme engine runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from . import difference, disk, first_look, increment, site
from .config import SiteConfig
from .diagnostics import Diagnostic, has_errors, in_order
from .difference import Difference, FileChange
from .disk import Desk, Files
from .engine import fingerprint, overrides_of
from .frozen import dataclass
from .increment import Judged
from .judging import HOUSE, WrongUse, config_of, judge_plainly
from .noted import Noted, prints_of
from .pages_changed import Pages, foreseen, pages_changed
from .progress import SILENT, Progress
from .reading import Records, gather, read_file
from .resolved import Dossier
from .rules.against import compare as vanished
from .rules.against import published
from .views.content import with_pages


@dataclass(frozen=True, slots=True)
class State:
    """A dossier as it was read: how it was named, its files, and the faults of the reading."""

    name: str
    files: Files
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """What a comparison works with: the dossier's folder, the program's folder in the user's cache, the print of the program, how many processes."""

    folder: Path
    cache: Path
    tool: str
    jobs: int
    progress: Progress = SILENT


@dataclass(frozen=True, slots=True)
class _Sound:
    """What is known of a state without errors."""

    judged: Judged
    dossier: Dossier
    pages: Pages
    frame: object  # equal where the frames of the pages are


@dataclass(frozen=True, slots=True)
class _Seen:
    """What came of judging a state. `names`: of people, organisations, countries and sources, by id."""

    sound: _Sound | None
    faults: tuple[Diagnostic, ...]
    names: Mapping[str, str]


def state_of(where: str, folder: Path) -> State:
    """A folder, or a git revision of the dossier in `folder`. Raises WrongUse where it is neither."""
    advice = "name a folder with data/ and seeds/, or a commit, branch or tag, such as origin/main"
    if where and Path(where).is_dir():
        if not (Path(where) / "data").is_dir():
            raise WrongUse(f"{where}: this folder is no dossier, since it has no data/", advice)
        return State(where, *disk.read_dossier(Path(where)))
    found = disk.dossier_at(folder, where)
    if isinstance(found, disk.NoHistory):
        raise WrongUse(f"{where}: {found.message}" if where else "nothing is named to compare with", advice)
    return State(where, *found)


def compare(base: State, head: State, bench: Bench) -> Difference:
    """What the change from one state to the other means."""
    paths = [path for path in sorted(base.files.data.keys() | head.files.data.keys()) if _digest(base, path) != _digest(head, path) or _is_of_changed_archive(path, base, head)]
    old_records, new_records = (gather([read_file(path, one.files.data[path]) for path in paths if path in one.files.data], is_whole=False)[0]
                                for one in (base, head))
    unread = _unread(base, old_records, paths) | _unread(head, new_records, paths)
    desk = Desk.of(bench.cache, bench.folder)
    of_base = disk.SideDesk(desk.folder / "base", (desk,))
    old = _seen(base, of_base, bench)
    new = _seen(head, disk.SideDesk(desk.folder / "head", (of_base,)), bench)
    records = difference.record_changes(*([entry for entry in _entries(one) if entry.file not in unread] for one in (old_records, new_records)),
                                        {**old.names, **new.names})
    positions = following = pages = None
    if old.sound and new.sound:
        positions = _positions(old.sound, new.sound)
        edited = {one.id for one in records if one.kind in ("statements", "facts")}
        following = difference.following_changes(old.sound.dossier, new.sound.dossier, sorted(_told_otherwise(old.sound.judged, new.sound.judged) - edited))
        pages = pages_changed(old.sound.pages, new.sound.pages, old.sound.frame != new.sound.frame, of_base, bench.folder / "site", bench.tool, bench.cache,
                              bench.jobs, bench.progress)
    known = {(one.code, one.span.file, one.message) for one in old.faults}
    is_old = [(one.code, one.span.file, one.message) in known for one in new.faults]
    gone = vanished(published(old_records, base.files.seeds), new_records, head.files.seeds)
    return Difference(
        base.name, head.name, positions, records, following, tuple(_files(base, head, "seeds/")), tuple(_files(base, head, "content/")),
        tuple(_files(base, head, "overrides/", "mkdocs.yml")), pages,
        in_order((*gone, *(one for one, was in zip(new.faults, is_old, strict=True) if not was))),
        tuple(one for one, was in zip(new.faults, is_old, strict=True) if was), sum(one.severity == "error" for one in old.faults))


def _seen(state: State, desk: Desk, bench: Bench) -> _Seen:
    """A state judged bundle by bundle, and the plain way where that gives up."""
    config, misconfigured = config_of(state.files)
    read = None if state.faults or misconfigured else first_look.read(state.files, desk, bench.tool)
    judged = increment.judge(state.files, read, desk, bench.tool, bench.jobs, bench.progress) if read else None
    if isinstance(judged, Judged) and read and config:
        sound, faults = _sound(state.files, config, read, judged, bench)
        return _Seen(sound if not has_errors(faults) else None, in_order((*judged.diagnostics, *faults)), _names(sound.dossier))
    if isinstance(judged, tuple) and read:
        return _Seen(None, judged, _names_of(read.records))
    checked = judge_plainly(state.files, state.faults)
    return _Seen(None, checked.diagnostics, _names_of(checked.case.records))


def _sound(files: Files, config: SiteConfig, read: first_look.Read, judged: Judged, bench: Bench) -> tuple[_Sound, tuple[Diagnostic, ...]]:
    """A state without errors, and the pages whose addresses collide."""
    resolved = judged.dossier()
    noted = foreseen(Noted(resolved), bench.jobs)
    planned, collisions = site.plan(noted.as_dossier, with_pages(files.content), config)
    config = site.for_dossier(config, read.dossier, {page.path for page in planned}, files.config is not None)
    chrome = files.overrides or disk.own_overrides(HOUSE)
    pages = Pages(noted, prints_of(resolved, judged.prints()), planned, config)
    return _Sound(judged, resolved, pages, fingerprint("mkdocs", config, overrides_of(chrome), ())), collisions


def _positions(old: _Sound, new: _Sound) -> tuple[difference.PositionChange, ...]:
    return difference.position_changes(old.dossier, new.dossier, lambda cell: old.pages.print_of(("positions", cell)) == new.pages.print_of(("positions", cell)))


def _told_otherwise(old: Judged, new: Judged) -> set[str]:
    """The ids of statements and facts whose resolved values differ."""
    before, after = old.prints(), new.prints()
    return {id for kind in ("statements", "facts") for id, one in after[kind].items() if before[kind].get(id, one) != one}


def _names(dossier: Dossier) -> Mapping[str, str]:
    return {key.partition("/")[2]: name for key, name in dossier.names.items()}


def _names_of(records: Records) -> Mapping[str, str]:
    return {id: name for kind in ("people", "organisations", "countries", "sources") for id, entry in records.by_kind[kind].items()
            if (name := getattr(entry.record, "name", None) or getattr(entry.record, "title", None))}


def _entries(records: Records) -> list[difference.Entry]:
    return [*(entry for of_kind in records.by_kind.values() for entry in of_kind.values()), *([records.dossier] if records.dossier else [])]


def _unread(state: State, records: Records, paths: Iterable[str]) -> frozenset[str]:
    """The files that are there and cannot be read: of what stands in them nobody can say that it came or went."""
    read = {entry.file for entry in _entries(records)}
    return frozenset(path for path in paths if path in state.files.data and path not in read)


def _is_of_changed_archive(path: str, base: State, head: State) -> bool:
    """Whether a file is of a source whose archived text differs."""
    seed = path.replace("data/sources/", "seeds/").replace(".yml", ".txt")
    return path.startswith("data/sources/") and _digest(base, seed) != _digest(head, seed)


def _digest(state: State, path: str) -> str:
    signature = state.files.signatures.get(path)
    return signature.digest if signature else ""


def _files(base: State, head: State, *starts: str) -> Iterator[FileChange]:
    """The files that came, went and differ, of those whose paths begin so."""
    for path in sorted(base.files.signatures.keys() | head.files.signatures.keys()):
        before, after = _digest(base, path), _digest(head, path)
        if before != after and path.startswith(starts):
            yield FileChange(path, "changed" if before and after else "added" if after else "removed")
