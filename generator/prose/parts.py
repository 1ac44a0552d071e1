"""A rendered page and what was found on it, as values: nothing here needs what renders."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..frozen import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something refused, with its code of the catalogue. Line and column count from 1, in code points."""

    code: str
    line: int
    column: int
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class CitationUse:
    """A citation where it stands; ``block`` if it is a paragraph of its own. Line and column count from 1."""

    ids: tuple[str, ...]
    line: int
    column: int
    block: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """For the table of contents: ``id`` is unique on the page, ``text`` is plain text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image into the site, as written, for the caller to follow."""

    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of the page that stand inside quotation marks, as plain as can be had, and the mark that opens them.

    ``before`` and ``behind`` are our words around them in the same paragraph, without citations; empty for words in code.
    """

    text: str
    line: int
    column: int
    mark: str = "“"
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page. ``title`` is the front matter's, else the first heading of level 1, else empty.

    ``html`` is safe as long as what ``cite`` returned is. ``citations`` holds an entry for each id:
    (id, line, column, block). A page with problems still has its HTML, with what is refused left out.
    """

    title: str
    html: str
    headings: tuple[Heading, ...]
    citations: tuple[tuple[str, int, int, bool], ...]
    links: tuple[Link, ...]
    quoted: tuple[Quoted, ...]
    meta: Mapping[str, str]
    problems: tuple[Problem, ...]


CiteIn = Callable[[CitationUse], str]
