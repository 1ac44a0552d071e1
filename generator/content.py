"""The pages of `content/`: read, and their faults as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from .diagnostics import Diagnostic, Span, diagnostic, in_order
from .prose import Heading, Link, Page, Problem, Quoted, markdown

HOME = "content/index.md"
_NAME = re.compile(r"content/(?:[a-z0-9][a-z0-9-]{0,63}/)*[a-z0-9][a-z0-9-]{0,63}\.md")


def read_content(files: Mapping[str, bytes]) -> tuple[Mapping[str, Page], tuple[Diagnostic, ...]]:
    """The pages by path, without their citations filled in, and every fault found.

    `files`: bytes by path relative to the dossier. A page with faults is among the pages, so that the rules judge it too.
    """
    pages: dict[str, Page] = {}
    faults: list[Diagnostic] = []
    for path, data in sorted(files.items()):
        page, found = read_page(path, data)
        faults += found
        if page is not None:
            pages[path] = page
    return MappingProxyType(pages), in_order(faults)


def read_page(path: str, data: bytes) -> tuple[Page | None, tuple[Diagnostic, ...]]:
    """One page, without its citations filled in, and its faults; None where there is none to read. Pure."""
    if not _NAME.fullmatch(path):
        return None, (diagnostic("unexpected-file", Span(path), "no such file belongs here",
                                 "a page is a file such as content/about.md: a-z, 0-9 and hyphens, and the ending .md"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (diagnostic("file-not-read", Span(path, data[:error.start].count(b"\n") + 1), "the file is not UTF-8",
                                 "save it with the encoding UTF-8"),)
    page = markdown(text, lambda use: "", lambda target: target)
    return page, tuple(diagnostic(p.code, Span(path, p.line, p.column), p.message, p.help) for p in page.problems)


def to_plain(page: Page) -> object:
    """A page as `marshal` can hold it."""
    return (page.title, page.html, tuple((h.level, h.id, h.text) for h in page.headings), page.citations,
            tuple((one.target, one.line, one.column) for one in page.links), tuple((q.text, q.line, q.column, q.mark, q.before, q.behind) for q in page.quoted),
            dict(page.meta), tuple((p.code, p.line, p.column, p.message, p.help) for p in page.problems))


def from_plain(plain: object) -> Page:
    """The page that `to_plain` was given. Raises ValueError for what it never gave."""
    try:
        title, html, headings, citations, links, quoted, meta, problems = plain  # type: ignore[misc]
        return Page(title, html, tuple(Heading(*one) for one in headings), citations, tuple(Link(*one) for one in links),
                    tuple(Quoted(*one) for one in quoted), MappingProxyType(meta), tuple(Problem(*one) for one in problems))
    except TypeError as fault:
        raise ValueError("this is no page") from fault


def address_of(path: str) -> str:
    """The address of a page: `content/about.md` is `about/`, `content/index.md` the home page."""
    name = path.removeprefix("content/").removesuffix(".md")
    return "" if path == HOME else name.removesuffix("/index") + "/"
