"""A saved page or text → its words in paragraphs, and what it says of itself.

The page is parsed by lxml, which fetches nothing and expands no entities of the page's own. Which blocks are the article is decided
here, in the open: everything left out is kept beside, so that a person can see it. No word is changed, and none is put in; white space
inside a paragraph is one blank, as a browser shows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ..frozen import dataclass, field

MIB = 1024 * 1024
_CAPS = {"html": 16 * MIB, "text": 64 * MIB}  # bytes of a file
CAP = MappingProxyType(_CAPS)
MAX_BLOCKS = 20_000

_SKIPPED = frozenset("script style noscript template svg math iframe object embed select option button form nav aside footer dialog menu textarea "
                     "input head audio video canvas map label fieldset datalist progress meter".split())
_BLOCKS = frozenset("address article blockquote body caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hgroup hr html li "
                    "main ol p pre section summary table tbody td tfoot th thead tr ul search".split())
_OUTSIDE = re.compile(r"(?:^|[\s_-])(?:related|shar(?:e|ing)|social|newsletter|subscri\w*|promo\w*|advert\w*|sponsor\w*|cookie\w*|consent|comments?|"
                      r"recommend\w*|sidebar|breadcrumbs?|nav\w*|menu|footer|skip|popup|modal|toolbar|trending|read-?more|most-?read|signup)(?=$|[\s_-])", re.IGNORECASE)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text|image-?credit)(?=$|[\s_-])", re.IGNORECASE)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|credits?|author)(?=$|[\s_-])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog menu".split())
_WHITE = re.compile(r"[ \t\n\r\f]+")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ENOUGH = 200  # characters without which an element is no article
_LINKED = 0.6  # share of a short block that may stand in links before it counts as one


class NotReadable(Exception):
    """The file is no text that can be archived; the message says why."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `kind`: text, heading, caption, credit or item (of a list)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The words of an article in order, what was left out, and what the page says of itself (empty texts where it says nothing).

    `says`: see `metadata.said`. `quoted_elements`: how many `<q>` were written with the marks that a browser shows around them.
    """

    blocks: tuple[Block, ...]
    left_out: tuple[Block, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    quoted_elements: int = 0
    is_html: bool = False

    @property
    def text(self) -> str:
        """The text as it is archived: one paragraph a line, an empty line between."""
        return "\n\n".join(block.text for block in self.blocks) + "\n" if self.blocks else ""


def read_text(data: bytes) -> Page:
    """A plain text, byte for byte; its lines are its paragraphs. Raises NotReadable."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotReadable(f"the text is not UTF-8 (byte {fault.start + 1}); save it again with the encoding UTF-8") from None
    if found := _CONTROL.search(text):
        raise NotReadable(f"the text holds the control character U+{ord(found.group()):04X}; it may be no text at all")
    return Page(tuple(Block("text", line.strip()) for line in text.splitlines() if line.strip()))


def decoded(data: bytes) -> str:
    """The characters of an HTML file, by its byte order mark, as UTF-8, or as the charset that it names. Raises NotReadable."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
    encoding = named[1].decode("ascii").lower() if named else "windows-1252"
    try:
        return data.decode({"iso-8859-1": "windows-1252", "latin1": "windows-1252"}.get(encoding, encoding), "strict")
    except (LookupError, UnicodeError):
        raise NotReadable(f"the page is neither UTF-8 nor what it says it is ({encoding}); save it again as UTF-8") from None


def read_page(data: bytes, everything: bool = False) -> Page:
    """The article of an HTML page; with `everything` all that a reader sees on it. Raises NotReadable."""
    from lxml import etree, html  # late: a tenth of a second

    text = _CONTROL.sub("", decoded(data))
    if not text.strip():
        return Page((), is_html=True)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        if "empty" in str(fault):
            return Page((), is_html=True)
        raise NotReadable(f"the page cannot be read as HTML: {str(fault)[:100]}") from None
    from .metadata import said

    says = said(root)
    body = root.find("body")
    start = body if body is not None else root
    walked = _Walk(everything)
    walked.walk(_article(start) if not everything else start)
    if not everything:
        walked.prune()
    return Page(tuple(walked.blocks[:MAX_BLOCKS]), tuple(walked.left_out), says, walked.quoted, True)


# --- which part of the page -------------------------------------------------------------------------------------------


def _article(body: Any) -> Any:
    """The element that holds the article: the fullest `article`, else `main`, else what holds most paragraphs, else the body."""
    sizes = _sizes(body)
    for path in (".//article", ".//main", ".//*[@role='main']", ".//*[@itemprop='articleBody']"):
        best = max(body.iterfind(path), key=lambda element: sizes.get(element, 0), default=None)
        if best is not None and sizes.get(best, 0) >= _ENOUGH:
            return best
    weights: dict[Any, int] = {}
    for paragraph in body.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            weights[parent] = weights.get(parent, 0) + sizes.get(paragraph, 0)
    fullest = max(weights, key=lambda element: weights[element], default=None)
    if fullest is None or weights[fullest] < _ENOUGH:
        return body
    around = fullest.getparent()  # its headline often stands one step out
    return around if around is not None and around.tag in ("div", "section") and around.find(".//h1") is not None else fullest


def _sizes(body: Any) -> dict[Any, int]:
    """How many characters of text each element holds, in one pass."""
    from lxml import etree

    sizes: dict[Any, int] = {}
    for _, element in etree.iterwalk(body, events=("end",)):
        own = 0 if element.tag in ("script", "style") else len(element.text or "") + sum(sizes.get(child, 0) + len(child.tail or "") for child in element)
        sizes[element] = own
    return sizes


def _visible(element: Any) -> str:
    return " ".join("".join(part for part in element.itertext() if isinstance(part, str)).split())


# --- its blocks -------------------------------------------------------------------------------------------------------


class _Walk:
    """Goes through an element once, and gathers blocks."""

    def __init__(self, everything: bool) -> None:
        self.everything = everything
        self.blocks: list[Block] = []
        self.left_out: list[Block] = []
        self.linked: list[int] = []  # of each block how many characters stand in links
        self.quoted = 0
        self._pieces: list[str] = []
        self._in_links = self._links = self._pre = 0
        self._kinds = ["text"]

    def walk(self, top: Any) -> None:
        """All blocks of an element."""
        from lxml import etree

        walker = etree.iterwalk(top, events=("start", "end"))
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if element is not top and self._is_outside(element, tag):
                    self._leave_out(element)
                    walker.skip_subtree()
                else:
                    self._open(element, tag)
                    self._say(element.text)
                continue
            if element is not top and self._is_outside(element, tag):
                self._say(element.tail)
                continue
            self._close(element, tag)
            if element is not top:
                self._say(element.tail)
        self._flush()

    def _is_outside(self, element: Any, tag: str) -> bool:
        if not tag or tag in ("script", "style", "noscript", "template", "head"):
            return True
        style = element.get("style")
        if element.get("hidden") is not None or element.get("aria-hidden") == "true" or (style and _HIDDEN.search(style)):
            return True
        if self.everything:
            return tag in _SKIPPED and tag not in ("nav", "aside", "footer", "form")
        if tag in _SKIPPED or element.get("role") in _ROLES:
            return True
        named = f"{element.get('class', '')} {element.get('id', '')}"
        return tag in _BLOCKS and tag not in ("p", "body", "html", "article", "main") and named != " " and _OUTSIDE.search(named) is not None

    def _leave_out(self, element: Any) -> None:
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "noscript", "template", "head", "svg") and len(self.left_out) < 500:
            text = _visible(element)
            if text:
                self.left_out.append(Block("text", text[:2000]))
        if isinstance(element.tag, str) and element.tag in _BLOCKS:
            self._flush()

    def _open(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._kinds.append(self._kind(element, tag))
        elif tag == "br":
            self._flush()
        elif tag == "q":
            self._pieces.append("“")
            self.quoted += 1
        elif tag == "a":
            self._links += 1
        self._pre += tag == "pre"

    def _kind(self, element: Any, tag: str) -> str:
        named = f"{element.get('class', '')}"
        if tag in ("figcaption", "caption") or _CAPTION.search(named):
            return "caption"
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            return "heading"
        if tag in ("p", "div", "address") and _BYLINE.search(named):
            return "credit"
        inherited = self._kinds[-1]
        return "item" if tag == "li" and inherited == "text" else inherited

    def _close(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            self._kinds.pop()
        elif tag == "q":
            self._pieces.append("”")
        elif tag == "a":
            self._links -= 1
        self._pre -= tag == "pre"

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            first, *more = text.split("\n")
            self._pieces.append(first)
            for line in more:
                self._flush()
                self._pieces.append(line)
            return
        self._pieces.append(text)
        if self._links:
            self._in_links += len(text.strip())

    def _flush(self) -> None:
        text = _WHITE.sub(" ", "".join(self._pieces)).strip(" ")
        linked, self._in_links = self._in_links, 0
        self._pieces.clear()
        if text.strip() and len(self.blocks) < MAX_BLOCKS:
            self.blocks.append(Block(self._kinds[-1], text))
            self.linked.append(linked)

    def prune(self) -> None:
        """Leave out short blocks that are links for the most part."""
        kept = []
        for block, linked in zip(self.blocks, self.linked, strict=True):
            is_link = linked > _LINKED * len(block.text) and len(block.text) < 300 and block.kind in ("text", "item")
            (self.left_out if is_link else kept).append(block)
        self.blocks = kept
