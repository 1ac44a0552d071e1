"""A hand-written page of `content/`: its Markdown as safe HTML, cut where it cites, so that a template prints the citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from ..content import address_of, from_plain, to_plain
from ..frozen import astuple, dataclass, replace
from ..patterns import compiled_late
from ..prose import CitationUse, Page, markdown
from ..resolved import Dossier
from .cards import Card, FactCard, card, fact_card
from .head import Head, TocEntry
from .links import Links
from .ours import Citation, citation

# Stands for a citation until the page is cut; `prose.markdown` lets no private-use character of a page through.
_PLACE = compiled_late("\ue100([0-9]+)\ue101")
_TAG = compiled_late("<(/?)(h2|blockquote|ul|ol|dl|table)\\b")  # a heading, and what a heading may stand inside of


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A file of `content/` as it stands: its path in the dossier, its address on the site, its Markdown."""

    file: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """A whole statement or fact, for a paragraph that is nothing but a citation."""

    card: Card | None
    fact: FactCard | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a page: `html` that is safe by its making, then the citations that follow it."""

    html: str
    cites: tuple[Citation, ...]
    blocks: tuple[CitedRecord, ...]


@dataclass(frozen=True, slots=True)
class ContentView:
    """The inside of a page of `content/`."""

    head: Head
    title: str | None  # printed as the heading where the Markdown has none of its own
    stretches: tuple[Stretch, ...]


def with_pages(files: Mapping[str, bytes]) -> Mapping[str, ContentPage]:
    """The pages by address, from the bytes of `content/` by path in the dossier. The files were checked: they are UTF-8."""
    pages = (ContentPage(path, address_of(path), data.decode("utf-8")) for path, data in sorted(files.items()))
    return {page.path: page for page in pages}


def view(dossier: Dossier, page: ContentPage) -> ContentView:
    """A page of the site's own words; its front matter may bring a `description`."""
    written, stretches = read(dossier, page)
    head = _head(page, written)
    return ContentView(head, None if has_heading(written) else head.title, tuple(_in_sections(stretches)))


def without_citations(dossier: Dossier, page: ContentPage) -> tuple[Head, str]:
    """The head of a page and its HTML, with a blank where it cites: nothing is read of what is cited."""
    plain, _ = _kept(dossier, page)
    written: Page = from_plain(plain)
    return _head(page, written), _PLACE.sub(" ", written.html)


def _head(page: ContentPage, written: Page) -> Head:
    # A page that names itself nowhere is called what its file is called.
    title = written.title or page.path.rstrip("/").rpartition("/")[2].replace("-", " ").capitalize()
    return Head(title, describe(written) or title, page.path, headings(written), page.file)


def read(dossier: Dossier, page: ContentPage) -> tuple[Page, tuple[Stretch, ...]]:
    """The Markdown rendered for the page's place on the site, and its HTML cut where it cites."""
    plain, uses = _kept(dossier, page)
    written: Page = from_plain(plain)
    return written, tuple(_cut(dossier, written.html, [CitationUse(*use) for use in uses]))


def _kept(dossier: Dossier, page: ContentPage) -> tuple[Any, Any]:
    # The libraries behind it take longer to load than a small build takes.
    return dossier.kept(f"markdown/{page.path}", lambda: _rendered(page), sha256(page.text.encode()).digest())


def _rendered(page: ContentPage) -> tuple[Any, Any]:
    """The page as a plain value, with a mark in its HTML for each citation; and the citations."""
    links = Links(page.path.count("/"))
    uses: list[CitationUse] = []

    def cite(use: CitationUse) -> str:
        uses.append(use)
        return f"\ue100{len(uses) - 1}\ue101"

    written = to_plain(markdown(page.text, cite, links.to))
    return written, tuple(astuple(use) for use in uses)


def _cut(dossier: Dossier, html: str, uses: list[CitationUse]) -> Iterator[Stretch]:
    numbers: dict[str, int] = {}
    at = 0
    for place in _PLACE.finditer(html):
        use = uses[int(place[1])]
        ids = tuple(id for id in use.ids if id in dossier.statements or id in dossier.facts)
        cites = () if use.block else tuple(citation(dossier, id, numbers.setdefault(id, len(numbers) + 1)) for id in ids)
        before = html[at : place.start()]
        yield Stretch(before if use.block else before.rstrip(), cites, tuple(_block(dossier, id) for id in ids) if use.block else ())
        at = place.end()
    yield Stretch(html[at:], (), ())


def _in_sections(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches with each heading of the second level and what follows it in a section of its own, as on all other pages.

    A heading inside a quotation, list or table opens none.
    """
    depth, is_open = 0, False
    for stretch in stretches:
        pieces: list[str] = []
        at = 0
        for tag in _TAG.finditer(stretch.html):
            if tag[2] != "h2":
                depth += -1 if tag[1] else 1
            elif not tag[1] and not depth:
                pieces += [stretch.html[at : tag.start()], "</section>\n<section>" if is_open else "<section>"]
                at, is_open = tag.start(), True
        yield replace(stretch, html="".join((*pieces, stretch.html[at:])))
    if is_open:
        yield Stretch("</section>", (), ())


def _block(dossier: Dossier, id: str) -> CitedRecord:
    if id in dossier.statements:
        return CitedRecord(card(dossier, id), None)
    return CitedRecord(None, fact_card(dossier, id))


def headings(page: Page) -> tuple[TocEntry, ...]:
    """The table of contents of a page."""
    return tuple(TocEntry(heading.id, heading.text, heading.level) for heading in page.headings if heading.level in (2, 3))


def has_heading(page: Page) -> bool:
    """True where the Markdown brings the page's heading itself."""
    return any(heading.level == 1 for heading in page.headings)


def describe(page: Page) -> str:
    """The description that the front matter gives, or nothing."""
    return page.meta.get("description", "")
