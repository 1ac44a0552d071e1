"""The pages of `content/`: read, and their faults as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from .diagnostics import Diagnostic, Span, diagnostic, in_order
from .prose import Page, markdown

HOME = "content/index.md"
_NAME = re.compile(r"content/(?:[a-z0-9][a-z0-9-]{0,63}/)*[a-z0-9][a-z0-9-]{0,63}\.md")


def read_content(files: Mapping[str, bytes]) -> tuple[Mapping[str, Page], tuple[Diagnostic, ...]]:
    """The pages by path, without their citations filled in, and every fault found.

    `files`: bytes by path relative to the dossier. A page with faults is among the pages, so that the rules judge it too.
    """
    pages: dict[str, Page] = {}
    faults: list[Diagnostic] = []
    for path, data in sorted(files.items()):
        if not _NAME.fullmatch(path):
            faults.append(diagnostic("unexpected-file", Span(path), "no such file belongs here",
                                     "a page is a file such as content/about.md: a-z, 0-9 and hyphens, and the ending .md"))
            continue
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            faults.append(diagnostic("file-not-read", Span(path, data[:error.start].count(b"\n") + 1), "the file is not UTF-8",
                                     "save it with the encoding UTF-8"))
            continue
        page = markdown(text, lambda use: "", lambda target: target)
        pages[path] = page
        faults += [diagnostic(p.code, Span(path, p.line, p.column), p.message, p.help) for p in page.problems]
    return MappingProxyType(pages), in_order(faults)


def address_of(path: str) -> str:
    """The address of a page: `content/about.md` is `about/`, `content/index.md` the home page."""
    name = path.removeprefix("content/").removesuffix(".md")
    return "" if path == HOME else name.removesuffix("/index") + "/"
