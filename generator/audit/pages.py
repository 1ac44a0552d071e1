"""A finished page read as a browser reads it, as far as words go: flows of text, what claims to be quoted, what else is shown.

Nothing here knows how the pages were made, only what readers get: elements, classes, attributes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body button caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "head header html label legend li main nav noscript ol optgroup option p pre search section select summary svg table tbody td text textarea "
    "tfoot th thead title tr ul".split())
_FLOWS = frozenset(("cite", "cite-card", "cite-head", "cite-words", "cite-source"))  # spans that are shown as a card of their own
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_WHOLE = frozenset("words-quote words-partial words-reported checks cite-quote cite-partial cite-reported".split())  # hold no mere stretches
_CODE = frozenset("code kbd samp pre".split())
_UNSHOWN = frozenset("action class d datetime dir for href id integrity lang media rel src srcset style type viewbox xmlns".split())
_DESCRIBES = re.compile(r"(?:^|:)(?:title|description)$")
_STATEMENT = re.compile(r"(?:^|/)statements/([^/?#]+)/?(?:[?#]|$)")

RunKind = Literal["plain", "quoted", "archived", "reporter", "label", "code"]
_KINDS: Mapping[str, RunKind] = {"reporter": "reporter", "archived": "archived", "whose": "label"}  # by class


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a flow. `line` is where it begins; `shown` the number of the quotation that it belongs to."""

    text: str
    line: int
    kind: RunKind
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An element that shows words as somebody's: q, blockquote, class `quote`, or data-statement or data-part on anything."""

    tag: str
    line: int
    text: str
    statement: str | None
    part: str | None
    source: str | None
    marked: bool  # the reader sees quotation marks, or a block that stands for them
    whole: bool  # stands where the whole words stand, not a stretch of them
    nested: tuple[str, ...]  # tags inside
    inside: bool  # inside another such element
    in_heading: bool
    block: int | None  # the number of the block quotation that it stands in


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of one block, without that of the blocks inside it. `cited` are the statements that it cites by a citation."""

    tag: str
    classes: frozenset[str]
    line: int
    runs: tuple[Run, ...]
    cited: frozenset[str]
    block: int | None  # the number of the block quotation that it stands in

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Label:
    """A text that is shown apart from the flow: an attribute, a description; `is_title` if it stands for the page."""

    what: str
    text: str
    line: int
    is_title: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its path from the site's root. `linked_data` and `styles` are texts with their line."""

    path: str
    flows: tuple[Flow, ...]
    shown: tuple[Shown, ...]
    labels: tuple[Label, ...]
    linked_data: tuple[tuple[str, int], ...]
    styles: tuple[tuple[str, int], ...]
    ids: frozenset[str]


def read_page(path: str, text: str) -> Page:
    """The page of this HTML. Never fails: what a browser would mend is mended, roughly."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page(path)


@dataclass(slots=True)
class _OpenFlow:
    tag: str
    classes: frozenset[str]
    line: int
    block: int | None
    runs: list[Run] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    classes: frozenset[str]
    attributes: dict[str, str]
    line: int
    flow: _OpenFlow | None  # the flow that it opened
    shown: int | None = None  # its number where it shows words as somebody's
    text: list[str] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        root = _OpenFlow("", frozenset(), 1, None)
        self._stack: list[_Open] = []
        self._open_flows: list[_OpenFlow] = [root]
        self._flows: list[_OpenFlow] = [root]
        self._shown: list[Shown | None] = []
        self._labels: list[Label] = []
        self._linked_data: list[tuple[str, int]] = []
        self._styles: list[tuple[str, int]] = []
        self._ids: set[str] = set()

    def page(self, path: str) -> Page:
        while self._stack:
            self._shut()
        flows = tuple(Flow(f.tag, f.classes, f.line, tuple(f.runs), frozenset(f.cited), f.block) for f in self._flows if f.runs)
        return Page(path, flows, tuple(s for s in self._shown if s), tuple(self._labels), tuple(self._linked_data), tuple(self._styles),
                    frozenset(self._ids))

    # --- what the parser meets -------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}  # of doubles, browsers take the first
        line = self.getpos()[0]
        self._read_attributes(tag, attributes, line)
        for open_one in self._stack:
            if open_one.shown is not None:
                open_one.nested.append(tag)
        if tag in _VOID:
            return
        if tag in _BLOCKS and self._stack and self._stack[-1].tag == "p":
            self._shut()
        classes = frozenset(attributes.get("class", "").split())
        flow = None
        if tag in _BLOCKS or classes & _FLOWS:
            flow = _OpenFlow(tag, classes, line, len(self._shown) if tag == "blockquote" else self._block())
            self._flows.append(flow)
            self._open_flows.append(flow)
        opened = _Open(tag, classes, attributes, line, flow)
        if tag in ("q", "blockquote") or "quote" in classes or "data-statement" in attributes or "data-part" in attributes:
            opened.shown = len(self._shown)
            self._shown.append(None)  # its place, so that they keep their order
        self._stack.append(opened)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and any(one.tag == "svg" for one in self._stack):
            self._shut()  # outside of drawings a slash closes nothing

    def handle_endtag(self, tag: str) -> None:
        if tag in (one.tag for one in reversed(self._stack)):
            while self._shut() != tag:
                pass

    def handle_data(self, data: str) -> None:
        line, top = self.getpos()[0], self._stack[-1] if self._stack else None
        if top and top.tag == "script":
            if "ld+json" in top.attributes.get("type", ""):
                self._linked_data.append((data, line))
            return
        if top and top.tag == "style":
            self._styles.append((data, line))
            return
        number = None
        for one in self._stack:
            if one.shown is not None:
                one.text.append(data)
                number = one.shown if number is None and one.tag != "blockquote" else number
        self._open_flows[-1].runs.append(Run(data, line, self._kind(number is not None), number))

    # --- what follows ------------------------------------------------------------------------------------------------

    def _kind(self, is_quoted: bool) -> RunKind:
        if is_quoted:
            return "quoted"
        for one in reversed(self._stack):
            for name in one.classes & _KINDS.keys():
                return _KINDS[name]
            if one.tag in _CODE:
                return "code"
        return "plain"

    def _block(self) -> int | None:
        """The number of the innermost block quotation that is open."""
        return next((one.shown for one in reversed(self._stack) if one.tag == "blockquote"), None)

    def _read_attributes(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self._ids.update(attributes[name] for name in ("id", "name") if name == "id" and name in attributes)
        for name, value in attributes.items():
            if tag == "meta" and name == "content":
                key = attributes.get("property") or attributes.get("name") or ""
                self._labels.append(Label(f"<meta {key}>", value, line, bool(_DESCRIBES.search(key.lower()))))
            elif name not in _UNSHOWN and not name.startswith("on") and value:
                self._labels.append(Label(f"attribute {name}", value, line, False))
        if tag == "a" and any("cite" in one.classes for one in self._stack):
            cited = _STATEMENT.search(attributes.get("href", ""))
            if cited:
                for flow in self._open_flows:
                    flow.cited.add(cited[1])

    def _shut(self) -> str:
        one = self._stack.pop()
        if one.flow is not None:
            self._open_flows.pop()
            self._open_flows[-1].runs.append(Run(" ", self.getpos()[0], "plain"))
        if one.shown is not None:
            holds = frozenset().union(*(outer.classes for outer in self._stack))
            tags = {outer.tag for outer in self._stack}
            is_marked = one.tag in ("q", "blockquote") or "quote" in one.classes
            self._shown[one.shown] = Shown(
                one.tag, one.line, "".join(one.text), one.attributes.get("data-statement"), one.attributes.get("data-part"),
                one.attributes.get("data-source"), is_marked,
                bool(holds & _WHOLE) or "blockquote" in tags, tuple(one.nested),
                any(outer.shown is not None and outer.tag != "blockquote" for outer in self._stack), bool(tags & _HEADINGS),
                self._block())
        return one.tag
