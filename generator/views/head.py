"""What every view carries for the frame around its page: title, description, address, contents, file behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from ..frozen import dataclass
from .links import Links


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading of the page: its id, its text, its level (2 or 3)."""

    id: str
    label: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame shows of a page. Titles and descriptions are our own words, never a part of a quotation."""

    title: str
    description: str
    path: str  # from the site's root, ends with a slash; "" for the home page, "404.html" for the page not found
    toc: tuple[TocEntry, ...] = ()
    edit_file: str | None = None  # the file behind the page, from the dossier's root
    json_ld: dict[str, Any] | tuple[dict[str, Any], ...] | None = None  # schema.org; only what is known for certain
    root: str = ""  # path of the site on its host, for a page that is served at any address; else empty

    @property
    def depth(self) -> int:
        """How many folders the page lies below the site's root."""
        return self.path.count("/")

    @property
    def links(self) -> Links:
        """The way from this page to the site's root."""
        return Links(self.path.count("/"), self.root)


class View(Protocol):
    """Any view: a frozen value with a head; `render.render` makes the page's inside from it."""

    @property
    def head(self) -> Head: ...


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that the site will have; `make` builds its view, and only what the view reads decides what it shows."""

    path: str
    section: str
    kind: str
    make: Callable[[], View]


def contents(*entries: tuple[str, str, object]) -> tuple[TocEntry, ...]:
    """The headings whose third member, what stands below them, is not empty."""
    return tuple([_entry(anchor, label) for anchor, label, below in entries if below])


@lru_cache(maxsize=1 << 8)
def _entry(anchor: str, label: str) -> TocEntry:
    """Most headings stand on thousands of pages."""
    return TocEntry(anchor, label)
