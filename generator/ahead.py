"""What a save of sources or of hand-written pages changes, worked out from the last build that a process holds.

A build looks at everything, if only to see that it is as it was. Here only the bundles that were saved are proven again, and the pages that
read something else than before are made; the verdict is that of the whole dossier all the same. The pages are for those who wait, and
the build that follows makes the whole site: it takes nothing from here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from . import disk, increment, site
from .book import Book
from .bundles import bundles, links_in
from .diagnostics import Diagnostic, in_order
from .disk import Files
from .frozen import dataclass, fields, replace
from .increment import Held, Judged
from .making import Last
from .noted import Key, Noted
from .outcome import Outcome
from .resolved import Dossier
from .site import PAGE, Press
from .views import PlannedPage
from .views.content import with_pages

_SOURCES = "data/sources/"


@dataclass(frozen=True, slots=True)
class Ahead:
    """A dossier after a save. `paths`: of the pages that are not what they were, as far as the site has them already."""

    dossier: Noted
    planned: Mapping[str, PlannedPage]
    paths: frozenset[str]
    press: Press

    def pages(self, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Some pages: the file of each, and its bytes."""
        for path in paths:
            page = self.planned[path]
            assert isinstance(page.make, partial)
            now = replace(page, make=partial(page.make.func, self.dossier, *site.bound(page)))  # the plan may be that of the last build
            yield site.file_of(path), self.press.page(now)


@dataclass(frozen=True, slots=True)
class Refused:
    """A dossier with errors after a save: every fault in order of place."""

    files: Files
    diagnostics: tuple[Diagnostic, ...]


def ahead(last: Last, folder: Path, saved: Collection[str], held: Held) -> Ahead | Refused | None:
    """What became of the dossier since the last build, by the paths of all files that were saved since.

    None where it takes a build to tell: a file came or went, another kind of record was saved, sources belong together that did not.
    """
    files, changed = disk.read_again(folder, last.files, saved)
    if files is None or not all(path.startswith((_SOURCES, "seeds/", "content/")) for path in changed):
        return None
    links = {**last.links, **{_id(path): links_in(files.data[path]) for path in changed if path.startswith(_SOURCES)}}
    if links != last.links and bundles(links) != tuple(_ids(one) for one in last.judged.outcomes):
        return None
    has_other_pages = any(path.startswith("content/") for path in changed)
    judged = increment.judge_again(last.judged, files, frozenset(_id(path) for path in changed if not path.startswith("content/")), has_other_pages, last.tried)
    if not isinstance(judged, Judged):
        return None if judged is None else Refused(files, judged)
    resolved, keys = _resolved(last, judged, held)
    dossier = Noted(resolved, partial(_standing, last.book, keys))
    planned, content = last.planned, last.content
    if has_other_pages or not keys.isdisjoint(last.read):
        content = with_pages(files.content) if has_other_pages else content
        pages, collisions = site.plan(dossier.as_dossier, content, last.press.config)
        if collisions:
            return Refused(files, in_order((*judged.diagnostics, *collisions)))
        if not site.frame_keys(pages, last.press.config) <= last.press.frames.keys():
            return None
        planned = {page.path: page for page in pages}
    paths = {name.removeprefix(PAGE) for name in last.book.reading(keys, PAGE)} & planned.keys() & last.planned.keys()
    if planned is not last.planned:
        paths |= {path for path, page in planned.items() if (before := last.planned.get(path)) and not _is_handed_the_same(page, before)}
    return Ahead(dossier, planned, frozenset(paths), last.press)


def get_ready(last: Last) -> None:
    """Work out which page read what, before anybody waits for it."""
    last.book.reading((), PAGE)


def as_it_was(last: Last) -> Ahead:
    """The pages as the last build made them."""
    return Ahead(Noted(last.resolved, last.book.value), last.planned, frozenset(), last.press)


def _is_handed_the_same(page: PlannedPage, before: PlannedPage) -> bool:
    return page is before or (page.section, page.kind, site.bound(page)) == (before.section, before.kind, site.bound(before))


def _id(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _ids(one: Outcome) -> tuple[str, ...]:
    return tuple(outline.id for outline in one.outlines)


def _standing(book: Book, changed: frozenset[Key], name: str, handed: bytes) -> tuple[Any, frozenset[Key]] | None:
    found = book.value(name, handed)
    return found if found is not None and changed.isdisjoint(found[1]) else None


# --- what changed -------------------------------------------------------------------------------------------------------


def _resolved(last: Last, judged: Judged, held: Held) -> tuple[Dossier, frozenset[Key]]:
    """The dossier as it is now, and every part of it that is not as it was."""
    keys: set[Key] = set()
    for one, before in zip(judged.outcomes, last.judged.outcomes, strict=True):
        if one is not before:
            for kind in one.prints:
                keys |= _differing(kind, one.prints[kind], before.prints[kind])
    if not any(kind in ("summaries", "source_summaries") for kind, _ in keys):
        resolved = judged.dossier(held, last.resolved)  # what is worked out of the summaries is as it was
        return resolved, frozenset(keys.union(*(_differing(name, getattr(resolved, name), getattr(last.resolved, name)) for name in ("proof", "speech"))))
    resolved = judged.dossier(held)
    for field in fields(Dossier):
        if not field.name.startswith("_") and field.name not in ("statements", "facts", "sources", "source_summaries", "positions"):
            keys |= _differing(field.name, getattr(resolved, field.name), getattr(last.resolved, field.name))
    return resolved, frozenset(keys | _positions(resolved, last.resolved))


def _differing(name: str, now: Any, before: Any) -> set[Key]:
    """The keys of what differs in a field; with None as its key the field as a whole, which of a mapping is the list of its keys."""
    if now is before:
        return set()
    if not isinstance(now, Mapping):
        return {(name, None)} if now != before else set()
    found: set[Key] = {(name, key) for key, value in now.items() if (old := before.get(key)) is not value and old != value}
    found |= {(name, key) for key in before if key not in now}
    return found | {(name, None)} if list(now) != list(before) else found


def _positions(now: Dossier, before: Dossier) -> set[Key]:
    """A position is worked out of the evidence and of the weight of each piece of it."""
    others = {id for id, one in now.summaries.items() if (old := before.summaries.get(id)) is not one and (old is None or old.weight != one.weight)}
    found: set[Key] = {("positions", cell) for cell, behind in now.evidence.items()
                       if before.evidence.get(cell) != behind or any(not others.isdisjoint(ids) for ids in behind)}
    found |= {("positions", cell) for cell in before.evidence if cell not in now.evidence}
    return found | {("positions", None)} if list(now.positions) != list(before.positions) else found
