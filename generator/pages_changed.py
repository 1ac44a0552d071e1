"""Which pages a change of a dossier changes: each page is made of both states where anything that it reads differs, and its bytes compared.

Nothing is written, and no theme engine runs: pages hang in a frame that is nothing but its slots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from . import disk, site
from .book import Book, Made
from .config import SiteConfig
from .difference import PagesChange
from .disk.places import Known
from .frames import Frame, Slots
from .frozen import dataclass, fields
from .making import Making, foresee, make
from .noted import Key, Noted
from .progress import SILENT, Progress
from .render import Kept, Renderer
from .views import PlannedPage

_KEPT = "difference-pages"  # the name under which the pages of the last base are kept
_AS_BUILT = "as built"  # stands for the hash of a page that a build made, in another frame
_PRESS = 16  # characters of what a page is handed are the print of the press


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a state without errors."""

    noted: Noted
    print_of: Callable[[Key], bytes]
    planned: tuple[PlannedPage, ...]
    config: SiteConfig

    def tasks(self, templates: Kept) -> list[site.Task]:
        """What makes each page. `templates`: where the renderer keeps its own."""
        bare = Frame(tuple(part for name in (one.name for one in fields(Slots)) for part in (("slot", name), ("text", "\0"))))
        press = site.Press.of(self.config, {key: bare for key in site.frame_keys(self.planned, self.config)}, bare, Renderer(templates))
        print_of_press = sha256(repr(self.config).encode()).hexdigest()[:_PRESS]
        return [task for task in site.tasks(self.noted.as_dossier, self.planned, press, print_of_press) if task.name.startswith(site.PAGE)]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Stands in for a published folder. `hashes`: of each page as it was made before, by its file."""

    hashes: Mapping[str, str]

    def standing(self, path: str) -> Known | None:
        digest = self.hashes.get(path)
        return None if digest is None else Known(digest, 0, 0)

    def stage(self, path: str, data: bytes) -> tuple[Known, bool]:
        return Known(sha256(data).hexdigest(), 0, 0), True


def pages_changed(old: Pages, new: Pages, is_framed_anew: bool, desk: disk.Desk, site_folder: Path, tool: str, cache: Path, jobs: int,
                  progress: Progress = SILENT) -> PagesChange:
    """The pages that come, go and differ. `is_framed_anew`: every page differs, since its frame does. `site_folder`: where the dossier is built.

    What its pages read is known of those that were compared or built before with the same tool.
    """
    templates = disk.compiled_templates(cache)
    old_tasks, new_tasks = old.tasks(templates), new.tasks(templates)
    kept = Book.of_plain(desk.read(_KEPT, tool)).standing(old.print_of)
    built = Book.of_plain(desk.book(site_folder, tool)).standing(old.print_of)
    before = _made(old, old_tasks, kept if kept.things else _of_build(built, old_tasks), jobs, progress)
    after = _made(new, new_tasks, before.book.standing(new.print_of), jobs, progress)
    unknown = [task for task in old_tasks if before.coming[task.file].hash == _AS_BUILT and task.file in after.coming
               and after.coming[task.file].hash != _AS_BUILT]
    hashes = {path: one.hash for path, one in (before.coming | _made(old, unknown, Book(), jobs, progress).coming).items()}
    if not any(one.hash == _AS_BUILT for one in before.coming.values()):
        desk.write(_KEPT, tool, before.book.plain())
    address = {task.file: task.name.removeprefix(site.PAGE) for task in (*old_tasks, *new_tasks)}
    both = hashes.keys() & after.coming.keys()
    changed = {path for path in both if hashes[path] != after.coming[path].hash}
    return PagesChange(*(tuple(sorted(address[path] for path in some)) for some in (after.coming.keys() - both, hashes.keys() - both, changed)),
                       is_framed_anew, len(new_tasks))


def _made(pages: Pages, tasks: list[site.Task], standing: Book, jobs: int, progress: Progress) -> Making:
    """Each page made, or taken from a book where all that it read is as it was."""
    shelf = _Shelf({task.file: one.file for task in tasks if (one := standing.things.get(task.name))})
    return make(tasks, standing, pages.noted, pages.print_of, shelf, jobs, progress)  # type: ignore[arg-type]


def _of_build(book: Book, tasks: Iterable[site.Task]) -> Book:
    """What a build knows of its pages: what each read. Its own hashes are those of other frames."""
    for task in tasks:
        one = book.things.get(task.name)
        if one is not None:
            book.things[task.name] = Made(task.handed[:_PRESS] + one.handed[_PRESS:], one.read, one.kept, _AS_BUILT)
    return book


def foreseen(noted: Noted, jobs: int) -> Noted:
    """The dossier with the values at hand that a plan asks for."""
    foresee(noted, [noted.position_maker(cell) for cell in noted.as_dossier.positions], jobs)
    return noted
