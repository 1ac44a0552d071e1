"""Hand-written pages: Markdown to safe HTML, with citations, headings, links and everything refused.

Three walls against script. Python-Markdown sees neither ``<`` (save before ``https://``) nor
``&``, no code and no citation: private-use characters stand for them, which no page may contain. Its
tree is checked: links and images lead to https: or into the site. Its HTML goes through nh3 with a list
of what may stand. Only then citations and code take their places, between tags and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from types import MappingProxyType
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

from ..patterns import compiled_late
from generator.prose.links import LINK_HELP, link_fault
from generator.prose.parts import CitationUse, CiteIn, Heading, Link, Page, Problem, Quoted
from generator.prose.quotation_marks import quoted_in
from generator.prose.source import AMP, ISLAND, LT, Source, read

_TAGS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "a", "img", "ul", "ol", "li", "dl", "dt", "dd",
    "blockquote", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ATTRIBUTES = {"a": {"href", "rel"}, "img": {"src", "alt"}, "ol": {"start"}} | {name: {"id"} for name in _HEADINGS}
_VALUES = {cell: {"align": {"left", "right", "center"}} for cell in ("th", "td")}
_LANGUAGES = frozenset("bash console html json markdown python text yaml".split())
_PLACE = compiled_late(rf"<p>\s*{ISLAND}\s*</p>|{ISLAND}".replace("(", "(?:").replace("(?:[0-9]+)", "([0-9]+)"))
_SLUG = compiled_late(r"[\W_]+")


def render(text: str, cite: CiteIn, link: Callable[[str], str]) -> Page:
    """As `prose.markdown` tells."""
    source = read(text)
    engine = _engine()
    checks = _Checks(engine, source, link)
    engine.treeprocessors.register(checks, "checks", -10)  # after all others, on the finished tree
    html = nh3.clean(
        engine.convert(source.markdown), tags=_TAGS, attributes=_ATTRIBUTES, tag_attribute_values=_VALUES,
        url_schemes={"https"}, link_rel=None, clean_content_tags=set(),
    )  # fmt: skip
    filled, citations = _fill(html, source, checks.misplaced, cite)
    shown = {place for place, _ in citations}
    lost = [
        Problem("markdown-refused", *source.place(island.start), "a citation stands where it cannot be shown: in a link, an address or a name",
                "move it behind the link")
        for number, island in enumerate(source.islands)
        if island.kind == "citation" and number not in shown
    ]
    title = next((heading.text for heading in checks.headings if heading.level == 1), "")
    return Page(
        title=source.meta.get("title", title),
        html=filled,
        headings=tuple(checks.headings),
        citations=tuple((one, use.line, use.column, use.block) for _, use in citations for one in use.ids),
        links=tuple(checks.links),
        quoted=_quoted(source),
        meta=MappingProxyType(source.meta),
        problems=tuple(sorted({*source.problems, *checks.problems, *lost}, key=lambda one: (one.line, one.column, one.code, one.message))),
    )


def _engine() -> Markdown:
    # Made here and not named: for a name the library looks through all installed packages.
    engine = Markdown(extensions=[TableExtension(use_align_attribute=True), SaneListExtension(), DefListExtension()])
    engine.preprocessors.deregister("html_block")
    for name in ("html", "entity", "backtick", "automail"):
        engine.inlinePatterns.deregister(name)
    engine.parser.blockprocessors.deregister("code")  # code stands between fences only, so that its place is known
    return engine


def _fill(html: str, source: Source, misplaced: set[int], cite: CiteIn) -> tuple[str, list[tuple[int, CitationUse]]]:
    """Citations, code, & and < put back in their places; the citations that were shown, with their islands."""
    used: list[tuple[int, CitationUse]] = []

    def one(match: re.Match[str]) -> str:
        block = match[1] is not None
        number = int(match[1] or match[2])
        island = source.islands[number]
        if island.kind == "fence":
            known = f' class="language-{island.language}"' if island.language in _LANGUAGES else ""
            return f"<pre><code{known}>{escape(island.text, quote=False)}</code></pre>"
        if island.kind == "citation":
            if number in misplaced:
                return ""
            use = CitationUse(island.ids, *source.place(island.start), block)
            used.append((number, use))
            return cite(use)
        shown = escape(island.text, quote=False)
        shown = f"<code>{shown}</code>" if island.kind == "code" else shown
        return f"<p>{shown}</p>" if block else shown

    # Split at the places first: what `cite` returns is never read again.
    pieces, end = [], 0
    for match in _PLACE.finditer(html):
        pieces += [_restored(html[end : match.start()]), one(match)]
        end = match.end()
    return "".join([*pieces, _restored(html[end:])]), used


def _restored(html: str) -> str:
    return html.replace(AMP, "&amp;").replace(LT, "&lt;")


def _quoted(source: Source) -> tuple[Quoted, ...]:
    found = []
    for words in (source.words, *source.meta.values()):
        for start, end in quoted_in(words):
            plain = re.sub(r"\]\([^()\s]*\)|[\[\]]|(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|\\(?=[^\w\s])", "", words[start:end])
            place = source.place(start) if words is source.words else (1, 1)  # front matter stands at the top
            found.append(Quoted(" ".join(plain.split()), *place))
    return tuple(found)


class _Checks(Treeprocessor):
    """Reads the finished tree: gives headings their ids, holds links and images to what is allowed."""

    def __init__(self, engine: Markdown, source: Source, link: Callable[[str], str]) -> None:
        super().__init__(engine)
        self.source, self.link = source, link
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.misplaced: set[int] = set()
        self._slugs: dict[str, int] = {}
        self._cursor = 0

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name, value in element.items():
                if re.search(ISLAND, value) and name not in ("href", "src"):
                    element.set(name, self._plain(value))
            if element.tag in _HEADINGS:
                self._heading(element)
            elif element.tag == "a":
                self.misplaced.update(self._citations("".join(element.itertext())))
                self._address(element, "href")
            elif element.tag == "img":
                self._address(element, "src")

    def _heading(self, element: Element) -> None:
        text = " ".join(self._plain("".join(element.itertext())).split())
        slug = _SLUG.sub("-", text.lower()).strip("-") or "section"
        count = self._slugs[slug] = self._slugs.get(slug, 0) + 1
        while count > 1 and f"{slug}-{count}" in self._slugs:
            count = self._slugs[slug] = count + 1
        if count > 1:
            slug = f"{slug}-{count}"
            self._slugs[slug] = 1
        element.set("id", slug)
        self.headings.append(Heading(_HEADINGS[element.tag], slug, text))

    def _address(self, element: Element, name: str) -> None:
        """Keep an address that is allowed, its target rewritten; drop any other and report it."""
        address = element.attrib.pop(name, "").replace(AMP, "&").replace(LT, "<")
        element.attrib.pop("title", None)
        line, column = self._place(address)
        fault = link_fault(address, image=element.tag == "img")
        if fault:
            self.problems.append(Problem(fault[0], line, column, fault[1], LINK_HELP[fault[0]]))
            if element.tag == "img":
                element.text = element.attrib.pop("alt", "")
            element.tag = "span"  # which nh3 drops, keeping its text
            return
        if not address.startswith("https://"):
            self.links.append(Link(address, line, column))
            address = address if address.startswith("#") else self.link(address)
        else:
            element.set("rel", "noopener noreferrer external")
        element.set(name, address.replace("&", AMP))

    def _place(self, address: str) -> tuple[int, int]:
        """Where an address stands: addresses come in the order of the page, save those of references."""
        found = self.source.words.find(address, self._cursor) if address else -1
        if found < 0:
            found = self.source.words.find(address)
        else:
            self._cursor = found
        return self.source.place(max(found, 0))

    def _citations(self, text: str) -> list[int]:
        return [number for number in map(int, re.findall(ISLAND, text)) if self.source.islands[number].kind == "citation"]

    def _plain(self, text: str) -> str:
        """Text without citations, with its code and signs as written."""

        def words(match: re.Match[str]) -> str:
            island = self.source.islands[int(match[1])]
            return "" if island.kind == "citation" else island.text

        return re.sub(ISLAND, words, text).replace(AMP, "&").replace(LT, "<")
