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
from generator.prose.quotation_marks import marked_in
from generator.prose.source import AMP, ISLAND, LT, Island, Source, read

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
_SYNTAX = compiled_late("[\"'`<>,]")  # marks that a language of programs uses
_MARKDOWN = compiled_late(r"\]\([^()\s]*\)|[\[\]]|(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|\\(?=[^\w\s])")
_ITEM = compiled_late(r"\s*(?:(?:[-*+:>]|[0-9]{1,9}[.)])(?=\s)|#{1,6})\s*")  # what opens a paragraph of its own
_APART = compiled_late(r"\s*(?:#|[=-]+\s*$|$)")  # a heading, or nothing
_BLOCK_QUOTATION = compiled_late(r"[ \t]*(?:(?:[-*+:]|[0-9]{1,9}[.)])[ \t]+)*>")
_AROUND = 400  # characters kept on either side of quoted words


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
    blocks = _block_quotations(source) if checks.has_block_quotation else []
    title = next((heading.text for heading in checks.headings if heading.level == 1), "")
    return Page(
        title=source.meta.get("title", title),
        html=filled,
        headings=tuple(checks.headings),
        citations=tuple((one, use.line, use.column, use.block) for _, use in citations for one in use.ids),
        links=tuple(checks.links),
        quoted=_quoted(source),
        meta=MappingProxyType(source.meta),
        problems=tuple(sorted({*source.problems, *checks.problems, *lost, *blocks}, key=lambda one: (one.line, one.column, one.code, one.message))),
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
        for one in marked_in(words):
            place = source.place(one.start) if words is source.words else (1, 1)  # front matter stands at the top
            found.append(Quoted(_plain(words[one.start : one.end]), *place, one.mark, _before(words, one.start), _behind(words, one.end)))
    for island in source.islands:
        if island.kind in ("code", "fence"):
            found += _quoted_in_code(source, island)
    return tuple(sorted(found, key=lambda one: (one.line, one.column)))


def _quoted_in_code(source: Source, island: Island) -> list[Quoted]:
    """Words in quotation marks in code. A block of it may be of a language in which straight marks are syntax; a stretch in a sentence is read as words."""
    line, column = source.place(island.start)
    if island.kind == "code":
        return [Quoted(_plain(island.text[one.start : one.end]), line, column, one.mark) for one in marked_in(island.text)]
    text = _SYNTAX.sub(" ", island.text)
    return [Quoted(_plain(text[one.start : one.end]), line + 1 + text.count("\n", 0, one.start), one.start - text.rfind("\n", 0, one.start), one.mark)
            for one in marked_in(text)]


def _plain(words: str) -> str:
    """Words of a page without the marks of Markdown, on one line."""
    return " ".join(_MARKDOWN.sub("", words).split())


def _before(words: str, place: int) -> str:
    """The words before a place, back to the beginning of their paragraph, item or cell."""
    lines = words[max(0, place - _AROUND) : place].split("\n")
    taken = [lines.pop()]
    while lines and not _ITEM.match(taken[0]) and not _APART.match(lines[-1]):
        taken.insert(0, lines.pop())
    taken[0] = _ITEM.sub("", taken[0], count=1) if _ITEM.match(taken[0]) else taken[0]
    return _plain("\n".join(taken).rpartition("|")[2])


def _behind(words: str, place: int) -> str:
    """The words behind a place, up to the end of their paragraph, item, heading or cell."""
    first, *lines = words[place : place + _AROUND].split("\n")
    taken = [first]
    if not words[words.rfind("\n", 0, place) + 1 : place].lstrip().startswith("#"):
        for line in lines:
            if _ITEM.match(line) or _APART.match(line):
                break
            taken.append(line)
    return _plain("\n".join(taken).partition("|")[0])


def _block_quotations(source: Source) -> list[Problem]:
    """One problem for each block of lines with `>`."""
    found, inside, offset = [], False, 0
    for line in source.words.split("\n"):
        match = _BLOCK_QUOTATION.match(line)
        if match and not inside:
            found.append(offset + match.end() - 1)
        inside = bool(line.strip()) and (inside or match is not None)
        offset += len(line) + 1
    return [Problem("quotation-in-our-words", *source.place(at), "a block quotation shows words as somebody's, and nothing proves them",
                    "cite the statement alone in a paragraph, `[@id]`, which shows its archived words; write words of ours without `>`") for at in found or [0]]


class _Checks(Treeprocessor):
    """Reads the finished tree: gives headings their ids, holds links and images to what is allowed."""

    def __init__(self, engine: Markdown, source: Source, link: Callable[[str], str]) -> None:
        super().__init__(engine)
        self.source, self.link = source, link
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.misplaced: set[int] = set()
        self.has_block_quotation = False
        self._slugs: dict[str, int] = {}
        self._cursor = 0

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name, value in element.items():
                if re.search(ISLAND, value) and name not in ("href", "src"):
                    element.set(name, self._plain(value))
            if element.tag == "blockquote":
                self.has_block_quotation = True
            elif element.tag in _HEADINGS:
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
