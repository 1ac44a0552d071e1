"""Frames: the theme's page with slots in it, cut once and filled for each page. Pure.

A template marks a slot as `%%onrecord:NAME%%` and a part that is left out where its slot is empty as
`%%onrecord:if NAME%%` … `%%onrecord:end NAME%%`. Pages are joined from the pieces and never searched
for markers, since their text may contain one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Literal

from .frozen import dataclass, field, fields
from .patterns import compiled_late

Kind = Literal["text", "slot", "if", "end"]
Part = tuple[Kind, str]
Step = tuple[str, bytes, str]  # the slot that must not be empty ("" is none), text, the slot that follows it ("" is none)

MARK_OF_OWN = "zz-onrecord-frame"  # stands in a frame's own title and path, so that a trace of them is found
REQUIRED = ("title", "description", "canonical", "head", "content", "toc", "edit", "lang", "kind", "correction", "quote")

_MARKER = compiled_late(r"%%onrecord:(?:(if|end) )?([a-z]+)%%")
_BLANK = compiled_late(r"\s*\n\s*")
_OTHER_HOST = compiled_late(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?(?:src|srcset|data)\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]*"""
    r"""|<link\b[^>]*?href\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]*"""
    r"""|@import[^;]*//[^;]*|url\(\s*["']?(?:https?:)?//[^)]*""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slots:
    """What one page puts into its frame. `head`, `content` and `toc` are HTML, the rest is plain text.

    `toc` is a row of list items (see `toc_items`). Where `canonical`, `toc`, `edit`, `correction` (the address of a form that
    reports an error on the page) or `quote` (of one that suggests a quote) is empty, the part of the frame around it is left out.
    """

    title: str
    description: str
    content: str
    canonical: str = ""
    head: str = ""
    toc: str = ""
    edit: str = ""
    lang: str = "en"
    kind: str = "page"
    correction: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame cut at its markers: pieces of text, slots, and the ends of conditional parts.

    `steps` are the same pieces as `fill_bytes` walks them, encoded once for all pages.
    """

    parts: tuple[Part, ...]
    steps: tuple[Step, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(_steps(self.parts)))

    def plain(self) -> list[list[str]]:
        """For a cache: lists of text that JSON and marshal can hold."""
        return [list(part) for part in self.parts]


@dataclass(frozen=True, slots=True)
class FrameFault:
    """Why HTML is no frame: one plain sentence for each reason."""

    reasons: tuple[str, ...]


def from_plain(plain: object) -> Frame | None:
    """The frame that `Frame.plain` wrote, or None where it is none (a cache may be damaged)."""
    if not isinstance(plain, list | tuple):
        return None
    parts = tuple(tuple(part) for part in plain if isinstance(part, list | tuple))
    sound = len(parts) == len(plain) and all(
        len(part) == 2 and part[0] in ("text", "slot", "if", "end") and isinstance(part[1], str) for part in parts
    )
    if not sound or _part_faults(parts):
        return None
    return Frame(parts)


def cut(html: str, own: Sequence[str] = ()) -> Frame | FrameFault:
    """Cut the engine's page at its markers and check that it can frame other pages.

    `own`: texts (title, address, path of the frame itself) that must not be left in it. Blank lines and the
    indentation of lines are dropped, since each page pays for them: a frame holds no `<pre>`.
    """
    html = _BLANK.sub("\n", html)
    parts: list[Part] = []
    end = 0
    for marker in _MARKER.finditer(html):
        if marker.start() > end:
            parts.append(("text", html[end : marker.start()]))
        kind: Kind = marker[1] or "slot"  # type: ignore[assignment]
        parts.append((kind, marker[2]))
        end = marker.end()
    if end < len(html):
        parts.append(("text", html[end:]))
    reasons = _part_faults(tuple(parts)) + _text_faults(html, own)
    return FrameFault(tuple(reasons)) if reasons else Frame(tuple(parts))


def _part_faults(parts: tuple[Part, ...]) -> list[str]:
    slots = {value for kind, value in parts if kind == "slot"}
    faults = [f"the slot `{name}` is missing" for name in REQUIRED if name not in slots]
    known = {known.name for known in fields(Slots)}
    named = {value for kind, value in parts if kind != "text"}
    faults += [f"there is no slot of the name `{name}`" for name in sorted(named - known)]
    inside = ""
    for kind, value in parts:
        if kind == "if" and inside:
            faults.append(f"`if {value}` stands inside `if {inside}`")
        elif kind == "end" and value != inside:
            faults.append(f"`end {value}` closes nothing")
        inside = value if kind == "if" else "" if kind == "end" else inside
    if inside:
        faults.append(f"`if {inside}` is never closed")
    return faults


def _text_faults(html: str, own: Sequence[str]) -> list[str]:
    faults = [f"the frame's own `{text}` is left in it" for text in own if text and text in html]
    if "%%onrecord" in _MARKER.sub("", html):
        faults.append("a marker is misspelt")
    if "<html" not in html or "</html>" not in html:
        faults.append("it is not a whole page")
    faults += [f"it calls another host: {call[0]}" for call in _OTHER_HOST.finditer(html)]
    return faults


def _steps(parts: tuple[Part, ...]) -> Iterator[Step]:
    needs, text = "", b""
    for kind, value in parts:
        if kind == "text":
            text = value.encode("utf-8")
            continue
        if text or kind == "slot":
            yield needs, text, value if kind == "slot" else ""
        text = b""
        if kind != "slot":
            needs = value if kind == "if" else ""
    if text:
        yield needs, text, ""


def fill_bytes(frame: Frame, slots: Slots) -> bytes:
    """The page in UTF-8: the frame with its slots filled, text escaped, HTML as it is."""
    # Written out: this runs once a page, and a loop over the fields costs more than the escaping.
    values = {
        "": b"",
        "title": escape(slots.title).encode(),
        "description": escape(slots.description).encode(),
        "canonical": escape(slots.canonical).encode(),
        "edit": escape(slots.edit).encode(),
        "lang": escape(slots.lang).encode(),
        "kind": escape(slots.kind).encode(),
        "correction": escape(slots.correction).encode(),
        "quote": escape(slots.quote).encode(),
        "head": slots.head.encode(),
        "content": slots.content.encode(),
        "toc": slots.toc.encode(),
    }
    return b"".join([part for needs, text, slot in frame.steps if not needs or values[needs] for part in (text, values[slot])])


def fill(frame: Frame, slots: Slots) -> str:
    """The page as text."""
    return fill_bytes(frame, slots).decode("utf-8")


def toc_items(headings: Sequence[tuple[int, str, str]]) -> str:
    """List items for the `toc` slot from headings in order: (level, id, title), title as plain text.

    A heading of a deeper level is nested once under the one before it, however deep it is.
    """
    return _toc_items(tuple(headings))


@lru_cache(maxsize=1 << 10)
def _toc_items(headings: tuple[tuple[int, str, str], ...]) -> str:
    """Pages of a kind have mostly the same headings."""
    if not headings:
        return ""
    top = min(level for level, _, _ in headings)
    out: list[str] = []
    nested = opened = False
    for level, anchor, title in headings:
        deep = level > top and opened
        if deep and not nested:
            out.append("<ul>")
        elif not deep and nested:
            out.append("</li></ul></li>")
        elif opened:
            out.append("</li>")
        nested, opened = deep, True
        out.append(f'<li><a href="#{escape(anchor)}">{escape(title)}</a>')
    out.append("</li></ul></li>" if nested else "</li>")
    return "".join(out)
