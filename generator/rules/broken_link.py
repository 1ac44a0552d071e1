"""A link in a page of `content/` leads to no page of the site.

Why: a reader who follows it finds nothing.

Before:
    [the board](position/)
After:
    [the board](positions/)

Mend: links within the site are written from its root: `countries/de/`, `people/`, `questions/troops/`,
`how-to-read/` for `content/how-to-read.md`. A heading of the same page is `#the-heading`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..content import address_of
from ..diagnostics import Diagnostic, Span, diagnostic
from ..prose import Page
from .case import Case
from .near import did_you_mean

CODE = "broken-link"
_LISTS = ("statements/", "countries/", "people/", "organisations/", "questions/", "timeline/", "positions/", "sources/", "corrections/")
_API = tuple(f"api/v1/{name}.json" for name in
             ("index", "statements", "facts", "countries", "people", "questions", "organisations", "events", "sources", "positions"))


def page(path: str, page: Page, case: Case) -> Iterator[Diagnostic]:
    """Every link into the site."""
    for link in page.links:
        span = Span(path, link.line, link.column, link.line, link.column + len(link.target))
        target, _, anchor = link.target.partition("#")
        target = target.partition("?")[0]
        if not target:
            if anchor and anchor not in {heading.id for heading in page.headings}:
                yield diagnostic(CODE, span, f"this page has no heading `#{anchor}`", did_you_mean(anchor, (h.id for h in page.headings)))
        elif not _leads_somewhere(target, case):
            near = did_you_mean(target, (*_LISTS, *_API, *_written(case), *_of_its_kind(target, case)))
            yield diagnostic(CODE, span, f"`{target}` is no page of this site", near or "links are written from the site's root, as in `countries/`")


def _of_its_kind(target: str, case: Case) -> list[str]:
    """The pages of the kind that the link names, as `people/`."""
    kind = target.partition("/")[0]
    ids = case.statements if kind == "statements" else case.records.by_kind.get(kind, {})
    return [f"{kind}/{id}/" for id in ids] if f"{kind}/" in _LISTS else []


def _leads_somewhere(target: str, case: Case) -> bool:
    if target in _LISTS or target in _API or target in _written(case) or target.startswith("assets/") or target in ("sitemap.xml", "proof.json", "feed.xml"):
        return True
    kind, _, id = target.removesuffix("/").partition("/")
    if not target.endswith("/") or "/" in id:
        return False
    if kind == "statements":
        return id in case.statements or (kind, id) in case.records.unread
    return f"{kind}/" in _LISTS and (id in case.records.by_kind.get(kind, {}) or (kind, id) in case.records.unread)


def _written(case: Case) -> frozenset[str]:
    """The addresses of the pages of `content/`."""
    return frozenset(address_of(path) for path in case.content)
