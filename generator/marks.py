"""Which stretches of a text stand inside quotation marks, or behind a dash that opens speech.

Marks are read paragraph by paragraph, tolerant of what real texts do: marks of one family close each other
(straight “ and curly), nested marks, apostrophes, inch marks. An unclosed mark never reaches beyond its
paragraph, and never over a reporter's "he said"; where it is unclear what an unclosed mark holds, it holds less.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .dashes import dashed, insertion
from .frozen import dataclass, field, replace
from .patterns import compiled_late
from .sentences import Stretch, saying_within

MAX_DEPTH = 6  # marks nested deeper are left aside
MAX_PARAGRAPHS = 12  # a quotation that is opened once reaches over so many more at most

# One class of characters first: so the engine skips what is no mark at speed.
_MARK = compiled_late(r"[\"“”„‟＂«»‹›「」『』〝〞'‘’‚‛`](?:(?<=')'|(?<=`)`|(?<=’)’)?")
_COMMAS = compiled_late(r"(?<![^\s(\[»])[,‚]{2}(?=[^\W_])")  # typed for „
_FAMILY = {mark: "double" for mark in ('"', "“", "”", "„", "‟", "＂", "''", "``", ",,", "‚‚", "’’", "〝", "〞")}
_FAMILY |= {"«": "guillemet", "»": "guillemet", "‹": "angle", "›": "angle", "「": "corner", "」": "corner", "『": "white-corner", "』": "white-corner"}
_FAMILY |= {mark: "single" for mark in "'‘’‚‛"}
_PLAIN = frozenset(_FAMILY).difference("'‘’‚‛", ("''", "’’", '"'))
_STYLE = {
    '"': "straight", "''": "straight", ",,": "low", "‚‚": "low", "＂": "straight", "“": "curly", "``": "curly", "‟": "curly", "〝": "curly", "„": "low",
    "”": "right-right", "«": "guillemet", "»": "reversed", "‹": "guillemet", "›": "reversed", "'": "single", "‘": "single", "‛": "single",
    "‚": "low", "’": "right-right", "「": "corner", "『": "corner",
}  # fmt: skip
_ALWAYS_OPEN = frozenset({"„", ",,", "‚‚", "‟", "``", "〝", "「", "『"})
_ALWAYS_CLOSE = frozenset({"〞", "」", "』"})
# What closes a quotation that is opened once and goes on over several paragraphs.
_CLOSERS = {"“": "”", "„": "“”", ",,": "“”", "‟": "”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"'}
_BEFORE_OPENING = frozenset("([{<—–―-/¿¡|:=*_")
_BEGINNING = frozenset("[(…¿¡$€£.*_")  # with letters, digits and opening marks: what a quotation may begin with
_NOT_OPENING = compiled_late(r"['’‘](?:\d0s\b|n['’](?=\s)|(?:em|tis|twas|til|cause|round|bout|cos|coz)\b)", re.IGNORECASE)
_RIGHT_RIGHT = frozenset({"sv", "fi"})  # ”Swedish”, ’Finnish’: one mark opens and closes
_TERMINAL = frozenset(".!?…")
_PAUSE = compiled_late(r"[,.!?…]\s+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of marked speech: code points, end exclusive.

    `start` to `end` is inside the marks, `outer_start` to `outer_end` with them (equal where a side has no
    mark of its own). `level` 0 is outermost. `closed` is False where its closing mark is missing, as at the
    end of each but the last paragraph of a long quotation. `style`: straight, curly, low („), right-right
    (”…”), guillemet («), reversed (»), single, corner, dash.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    level: int
    closed: bool
    paragraph: int
    style: str


@dataclass(slots=True)
class _Node:
    """A quotation while it is being read."""

    at: int
    start: int
    family: str
    style: str
    mark: str
    end: int = -1
    outer_end: int = -1
    closed: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads the marks of one paragraph, left to right."""

    text: str
    begin: int
    finish: int
    language: str
    marks: list[re.Match[str]]
    left_open: str = ""  # the family of the marks that the paragraph before left open
    stack: list[_Node] = field(default_factory=list)
    found: list[_Node] = field(default_factory=list)

    def read(self) -> None:
        opened_to = -1  # where the mark just before ended, if it opened
        for number, match in enumerate(self.marks):
            mark, at, behind = match.group(), match.start(), match.end()
            if mark == "’’" and self._open("double") is None:
                mark = "’"  # an apostrophe and a closing mark
            if mark == "»" and at == self.begin and self.left_open == "guillemet" and not self.stack:
                self.stack.append(_Node(at, behind, "guillemet", "guillemet", "«"))  # old French: » at each paragraph's start
                opened_to = behind
                continue
            before = self.text[at - 1] if at > self.begin and at != opened_to else " "
            after = self.text[behind] if behind < self.finish else " "
            action = self._action(mark, at, before, after, number)
            if action == "open" and len(self.stack) < MAX_DEPTH:
                self.stack.append(_Node(at, behind, _FAMILY[mark], _STYLE.get(mark, "straight"), mark))
                opened_to = behind
            elif action == "close":
                self._close(mark, at, behind, before)

    def _action(self, mark: str, at: int, before: str, after: str, number: int) -> str:
        family = _FAMILY[mark]
        top = self._open(family)
        opens = not after.isspace() and (before.isspace() or (before in _BEFORE_OPENING and self._begins(after)))
        if opens and top is not None and before.isspace() and after in ".,;:!?)" and self.text[at + 1 : at + 3] != "..":
            opens = False
        if mark in _ALWAYS_CLOSE:
            return "close"
        if mark in _ALWAYS_OPEN:
            return "open" if not after.isspace() else ""
        if family == "single":
            return self._single(mark, at, before, number, opens, top)
        if family in ("guillemet", "angle"):
            return self._guillemet(mark, before, after, opens, top)
        if opens and not (mark == "”" and top is not None):
            return "open"
        if mark == "“" and top is None and not after.isspace():
            return "open"
        if top is None:
            return "open" if after.isalnum() and before not in _TERMINAL and not before.isalnum() else ""
        return "" if before.isdigit() and self._is_passing(number, at + len(mark), any_closer=True) else "close"

    def _single(self, mark: str, at: int, before: str, number: int, opens: bool, top: _Node | None) -> str:
        if mark == "‚":
            return "open" if opens else ""
        if opens and not _NOT_OPENING.match(self.text, at):
            right = mark == "’"
            if right and not (top is None and self.language.partition("-")[0] in _RIGHT_RIGHT):
                return ""
            return "open"
        if opens or top is None or before.isspace():
            return ""
        if before.isalnum() and self._is_passing(number, at + 1, any_closer=before in "szxSZX"):
            return ""
        return "close"

    def _guillemet(self, mark: str, before: str, after: str, opens: bool, top: _Node | None) -> str:
        left = mark in "«‹"
        if left:
            if top is not None and top.mark != mark and not opens:
                return "close"
            return "open" if opens or before.isspace() or before in _BEFORE_OPENING or after.isalnum() else ("close" if top else "")
        if top is not None and top.mark != mark:
            return "close"
        return "open" if opens else ("close" if top is not None else "")

    def _begins(self, after: str) -> bool:
        return after.isalnum() or after in _BEGINNING or after in _FAMILY

    def _is_passing(self, number: int, behind: int, any_closer: bool) -> bool:
        """Whether a mark that could close is an apostrophe or inch mark: the words go on, and a plainer closer follows."""
        if not re.match(r"\s+[^\W\d_]", self.text[behind : behind + 4]) or not self.text[behind:behind + 4].strip()[:1].islower():
            return False
        family = _FAMILY[self.marks[number].group()]
        for match in self.marks[number + 1 : number + 9]:
            if _FAMILY[match.group()] == family:
                before = self.text[match.start() - 1]
                return not before.isspace() and (any_closer or not before.isalnum())
        return False

    def _open(self, family: str) -> _Node | None:
        for node in reversed(self.stack):
            if node.family == family:
                return node
        return None

    def _close(self, mark: str, at: int, behind: int, before: str) -> None:
        family = _FAMILY[mark]
        node = self._open(family)
        if node is None:
            return
        if family == "single" and before.isalnum() and any(n.family != "single" for n in self.stack[self.stack.index(node) + 1 :]):
            return  # an apostrophe inside an inner quotation
        while self.stack[-1] is not node:
            inner = self.stack.pop()
            if inner.family != "single":
                inner.end = inner.outer_end = at
                self.found.append(inner)
        self.stack.pop()
        node.end, node.outer_end, node.closed = at, behind, True
        self.found.append(node)

    def alone_open(self) -> _Node | None:
        """The outermost quotation, where it is left open and holds no closed one of its kind."""
        node = self.stack[0] if self.stack and self.stack[0].mark in _CLOSERS else None
        return None if node is None or any(n.family == node.family and n.at > node.at for n in self.found) else node

    def settle(self, goes_on: str) -> None:
        """Give the marks that were left open an end. `goes_on`: the family of the mark that opens the next paragraph."""
        while self.stack:
            node = self.stack.pop()
            if node.family == "single" and not (node.at == self.begin and goes_on == "single"):
                continue
            child = min((n for n in self.found if n.family == node.family and n.at > node.at and n.closed), key=lambda n: n.at, default=None)
            if child is not None:
                self._settle_with_inner(node, child)
            else:
                node.end = node.outer_end = self.finish if goes_on == node.family else self._bound(node.start)
            self.found.append(node)

    def _settle_with_inner(self, node: _Node, child: _Node) -> None:
        """An open mark with a closed one of its kind inside: one mark is missing."""
        between = self.text[node.start : child.at].rstrip()
        if between[-1:] in _TERMINAL:  # each sentence was opened, only the last closed
            node.end, node.outer_end, node.closed = child.end, child.outer_end, True
            self.found.remove(child)
        elif node.family == "guillemet" and node.mark == child.mark == "«" and not re.search(r"[.!?…:]\s", between + " "):
            node.end, node.outer_end, node.closed = child.outer_end, child.outer_end, True  # one » closes both
        else:
            node.end = node.outer_end = min(self._bound(node.start), node.start + len(between))

    def _bound(self, start: int) -> int:
        """The end of an unclosed quotation: before a reporter's "he said", else the end of the paragraph."""
        pattern = saying_within(self.language, 4)
        if pattern is None:
            return self.finish
        for match in _PAUSE.finditer(self.text, start, self.finish):
            if pattern.match(self.text, match.end(), self.finish):
                return match.start() + 1
        return self.finish


def read_marks(text: str, paragraphs: Sequence[Stretch], language: str, dashes: bool = True) -> tuple[Quoted, ...]:
    """All marked stretches in order of their start, properly nested. `dashes`: whether a dash may open speech."""
    marks = _marks(text)
    found: list[Quoted] = []
    place, left_open = 0, ""
    carried: tuple[_Node, int] | None = None  # a quotation opened before, and the number of the paragraph that closes it
    for number, paragraph in enumerate(paragraphs):
        first = place
        while place < len(marks) and marks[place].start() < paragraph.end:
            place += 1
        nodes: list[_Node] = []
        if place > first or carried:
            reader = _Reader(text, paragraph.start, paragraph.end, language, marks[first:place], left_open)
            if carried:
                reader.stack.append(replace(carried[0], at=paragraph.start, start=paragraph.start))
            reader.read()
            if carried and number == carried[1]:
                reader.stack = [node for node in reader.stack if node.at > paragraph.start]  # its mark was no closing one after all
            if carried is None and (opened := reader.alone_open()):
                closing = _closed_by(text, marks, place, paragraphs, number, opened, language)
                carried = (opened, closing) if closing else None
            left_open = carried[0].family if carried and number < carried[1] else _opens_next(marks, place, paragraphs, number)
            reader.settle(left_open)
            nodes = [part for node in reader.found for part in _without_insertions(text, node, language)]
            if carried and number == carried[1]:
                carried = None
        else:
            left_open = ""
        if dashes and text[paragraph.start] in "—–―-":
            nodes += [_Node(a, b, "dash", "dash", "—", e, e, True) for a, b, e in dashed(text, paragraph, language)]
        if nodes:
            found += _nested(nodes, number)
    return tuple(found)


def _marks(text: str) -> list[re.Match[str]]:
    marks = [m for m in _MARK.finditer(text) if m.group() in _PLAIN or _may_mark(text, m)]
    if ",," in text or "‚‚" in text:
        marks = [m for m in marks if m.group() != "‚" or "‚" not in (text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1])]
        marks = sorted([*marks, *_COMMAS.finditer(text)], key=lambda m: m.start())
    return marks


def _opens_next(marks: Sequence[re.Match[str]], place: int, paragraphs: Sequence[Stretch], number: int) -> str:
    """The family of the mark with which the next paragraph begins; else nothing."""
    following = marks[place] if place < len(marks) and number + 1 < len(paragraphs) else None
    return _FAMILY[following.group()] if following and following.start() == paragraphs[number + 1].start else ""


def _closed_by(
    text: str, marks: Sequence[re.Match[str]], place: int, paragraphs: Sequence[Stretch], number: int, opened: _Node, language: str
) -> int:
    """The number of the later paragraph that closes a quotation which its own leaves open; 0 where none does for sure.

    For sure: whole sentences, no reporter's "he said" before the next mark of the family, and that mark closes.
    """
    mark = next((m for m in marks[place : place + 4 * MAX_DEPTH] if _FAMILY[m.group()] == opened.family), None)
    if mark is None or mark.group() not in _CLOSERS.get(opened.mark, ()) or text[mark.start() - 1].isspace() or text[mark.end() : mark.end() + 1].isalnum():
        return 0
    if text[opened.start : opened.start + 2].strip()[:1].islower():
        return 0
    last = number + 1
    while last < len(paragraphs) and last <= number + MAX_PARAGRAPHS and paragraphs[last].end <= mark.start():
        last += 1
    if last > number + MAX_PARAGRAPHS or last >= len(paragraphs):
        return 0
    before = [Stretch(opened.start, paragraphs[number].end), *paragraphs[number + 1 : last]]
    whole = all(text[p.end - 1] in ".!?…:" and not _said_in(text, p.start, p.end, language) for p in before)
    return last if whole and not _said_in(text, paragraphs[last].start, mark.start(), language) else 0


def _said_in(text: str, start: int, end: int, language: str) -> bool:
    """Whether a reporter's "he said" follows a pause; True for a language without a list: then nothing is sure."""
    pattern = saying_within(language, 4)
    return pattern is None or any(pattern.match(text, m.end(), end) for m in _PAUSE.finditer(text, start, end))


def _may_mark(text: str, match: re.Match[str]) -> bool:
    """False for an apostrophe between letters, a Hebrew gershayim, and a lone grave accent."""
    mark, before = match.group(), text[match.start() - 1 : match.start()]
    inside = before.isalnum() and text[match.end() : match.end() + 1].isalnum()
    return mark != "`" and not (inside and (mark != '"' or "\u05d0" <= before <= "\u05ea"))


def _nested(nodes: list[_Node], paragraph: int) -> list[Quoted]:
    """The nodes of a paragraph in order, cut where one would cross the edge of another, with their levels."""
    nodes.sort(key=lambda n: (n.at, -n.outer_end))
    made: list[Quoted] = []
    around: list[_Node] = []
    for node in nodes:
        while around and around[-1].end <= node.at:
            around.pop()
        if around and node.outer_end > around[-1].end:
            node.end, node.outer_end = min(node.end, around[-1].end), around[-1].end
        if node.end <= node.start:
            continue
        made.append(Quoted(node.start, node.end, node.at, node.outer_end, len(around), node.closed, paragraph, node.style))
        around.append(node)
    return made


def _without_insertions(text: str, node: _Node, language: str) -> list[_Node]:
    """A quotation in parts where the reporter's words stand between dashes inside its marks («Ні, — сказав він, — ніколи»)."""
    parts = [node]
    while node.family in ("guillemet", "double") and (gap := insertion(text, parts[-1].start, parts[-1].end, language)):
        last = parts[-1]
        rest = _Node(gap[1], gap[1], last.family, last.style, last.mark, last.end, last.outer_end, last.closed)
        last.end = last.outer_end = gap[0]
        if rest.start >= rest.end:
            break
        parts.append(rest)
    return parts
