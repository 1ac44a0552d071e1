"""Makes what has to be made anew, in several processes, and leaves the rest as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from .book import VALUE, Book, Made
from .disk import Publication
from .disk.places import Known
from .frozen import dataclass, field
from .noted import Key, Noted
from .parallel import shared_out
from .progress import SILENT, Progress
from .site import Task

if TYPE_CHECKING:
    from .bundles import Links
    from .disk import Files
    from .increment import Judged, Tried
    from .resolved import Dossier
    from .site import Press
    from .views import PlannedPage
    from .views.content import ContentPage

_FEW = 40  # tasks that are sooner done than another process started; with 300 a cold build of 74 pages took a twentieth longer
_FEW_VALUES = 300  # values of which the same holds, each of which is far less work


@dataclass(frozen=True, slots=True)
class Making:
    """What a build made: the book of all things, each file that has one as it is published, and the paths of those that were written."""

    book: Book
    coming: dict[str, Known]
    written: set[str]


@dataclass(frozen=True, slots=True)
class Last:
    """The last build that was published, as a process holds it. `read`: what its plan read of the dossier; `book`: what its pages read;
    `tried`: what came of bundles that were judged since."""

    files: Files
    links: Mapping[str, Links]  # by id of the source
    judged: Judged
    resolved: Dossier
    planned: Mapping[str, PlannedPage]  # by path
    read: frozenset[Key]
    book: Book
    press: Press
    content: Mapping[str, ContentPage]
    tried: Tried = field(default_factory=dict)


def make(tasks: Iterable[Task], standing: Book, dossier: Noted, print_of: Callable[[Key], bytes], publication: Publication, jobs: int,
         progress: Progress = SILENT) -> Making:
    """Every thing, from the book of the last build where it stands, else made. `standing`: of that book what still holds."""
    coming: dict[str, Known] = {}
    kept = standing.values()
    missing: list[Task] = []
    for task in tasks:
        known = publication.standing(task.file) if task.file else None
        before = standing.get(task.name, task.handed)
        if before is None or task.file and (known is None or known.hash != before.file):
            missing.append(task)
            continue
        kept.append(task.name)
        if known is not None:
            coming[task.file] = known

    progress.stage("making", "pages and lines of data", len(missing))

    jobs = jobs if len(missing) > _FEW else 1
    keys: dict[Key, int] = {}

    def work(group: Sequence[Task]) -> Any:
        results = []
        for task in group:
            results.append(_done(task, dossier, publication, keys))
            progress.step(jobs)  # the others are not heard, and do as many meanwhile
        return results, [(name, *dossier.values[name]) for name in dossier.new_values()]

    book = standing.next(kept)
    written: set[str] = set()

    def note(name: str, value: Any, read: Iterable[Key], handed: bytes) -> None:
        book.things[VALUE + name] = Made(handed, tuple(book.numbered(read, print_of)), value)

    dossier.new_values()  # these are noted here, once
    for name, (value, read, handed) in dossier.values.items():
        note(name, value, read, handed)
    with shared_out(_by_record(missing), work, jobs) as shares:
        for share in shares:
            numbers: list[int] = []  # those of the book by those of the share: a part of the dossier is read by many things
            for group, (results, values) in share:
                for task, (new, of_task, kept_of_it, file) in zip(group, results, strict=True):
                    numbers += book.numbered(new, print_of)
                    book.things[task.name] = Made(task.handed, tuple([numbers[number] for number in of_task]), kept_of_it, file[0] if file else "")
                    if file is not None:
                        coming[task.file] = Known(*file[:3])
                        if file[3]:
                            written.add(task.file)
                for value in values:
                    note(*value)
    return Making(book, coming, written)


def _by_record(tasks: Iterable[Task]) -> list[list[Task]]:
    """What is made of one record together, since its record is unpacked for all of it; statements first, since others show their cards."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.name.partition(":")[2].rstrip("/"), []).append(task)
    return [groups[key] for key in sorted(groups, key=lambda key: not key.startswith("statements/"))]


def foresee(dossier: Noted, makers: Sequence[tuple[str, Callable[[], Any]]], jobs: int) -> None:
    """Work out the values that the plan will ask for, in several processes where there are many. `makers`: the name of each, and what gives it."""
    def work(one: tuple[str, Callable[[], Any]]) -> Any:
        dossier.kept(*one)
        value, read, _ = dossier.values[one[0]]
        return value, tuple(read)

    missing = [one for one in makers if not dossier.has(one[0])]
    if jobs > 1 and len(missing) > _FEW_VALUES:
        with shared_out(missing, work, jobs) as shares:
            for (name, _), (value, read) in chain.from_iterable(shares):
                dossier.values[name] = (value, frozenset(read), b"")


def _done(task: Task, dossier: Noted, publication: Publication, keys: dict[Key, int]) -> tuple[list[Key], tuple[int, ...], Any, tuple[str, int, int, bool] | None]:
    """A task done: what it read that no task before it read; all that it read, as numbers of `keys`, which grow; what is kept of it; and its file, staged."""
    (data, kept), read = dossier.noting(task.make)
    before = len(keys)
    numbers = tuple([keys.setdefault(key, len(keys)) for key in read])
    new = [key for key, number in zip(read, numbers, strict=True) if number >= before] if len(keys) > before else []
    if not task.file:
        return new, numbers, kept, None
    known, is_new = publication.stage(task.file, data)
    return new, numbers, kept, (known.hash, known.size, known.time, is_new)
