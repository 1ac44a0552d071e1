"""What is taken out of a Markdown page before Markdown sees it, and what is refused there.

Code, citations, ``<`` and ``&`` are replaced by private-use characters; blocks that would take
Python-Markdown very long (it needs 57 s for 20 kB of ``[``) are left out and reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from generator.prose.citations import CITATION, cites_in
from generator.prose.parts import Problem

from ..frozen import dataclass, field
from ..patterns import compiled_late

AMP, LT = "\ue002", "\ue003"
ISLAND = "\ue000([0-9]+)\ue001"

_QUOTES = "\"'“”„«»‘’‚‹›"

# Caps, measured as tests/test_prose.py tells: under them no sample took over 2 s on one core, and a long
# page of prose stays far below. The cost of the marks grows with their square (of brackets: their cube) in a block.
MAX_BYTES = 1 << 20
MAX_LINES = 6_000
MAX_LINE = 10_000
MAX_BLOCK = 40_000
MAX_BLOCK_LINES = 1_000
MAX_NESTING = 8
MAX_MARKS = {"[": (120, 2_000), "*_": (400, 8_000), "!(`\\<#~=+": (800, 20_000), "|": (4_000, 40_000), _QUOTES: (2_000, 40_000)}  # in a block, in a page
MAX_ISLANDS = 20_000

_FORBIDDEN = compiled_late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff0-\ufffb\ud800-\udfff"
    "\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
_FENCE = compiled_late(r"(?P<indent>[ ]{0,40})(?P<marks>`{3,}|~{3,})[ ]*(?P<language>[\w+#.-]{0,30})[ ]*")
_META = compiled_late(r"(title|description):[ \t]+(\S.*)")
_TOKEN = compiled_late(r"\\(?=\[@)|\\[\\`]|`+|" + CITATION + r"|<(?:https://[^\s<>\"'`&\\]{1,2000}>)?|&")
_TAG = compiled_late(r"</?[A-Za-z]|<[!?]")
_LEADING = compiled_late(r"(?:[ \t]{0,200}(?:>|[-*+:](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*[ \t]*")
_BLANK = compiled_late(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Island:
    """What was taken out: ``text`` is the code, or the characters of a malformed citation."""

    kind: Literal["fence", "code", "citation", "text"]
    text: str
    start: int
    ids: tuple[str, ...] = ()
    language: str = ""


@dataclass(slots=True)
class Source:
    """A page taken apart; only `read` makes one, and nobody changes it after.

    ``markdown`` is what Markdown may see; ``words`` is the page as written with code, citations and
    front matter blanked, each character in its place.
    """

    starts: list[int]
    meta: dict[str, str] = field(default_factory=dict)
    islands: list[Island] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    markdown: str = ""
    words: str = ""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the page."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def problem(self, code: str, offset: int, message: str, help: str = "") -> None:
        self.problems.append(Problem(code, *self.place(offset), message, help))

    def island(self, *parts: object) -> str:
        self.islands.append(Island(*parts))  # type: ignore[arg-type]
        return f"\ue000{len(self.islands) - 1}\ue001"


def read(text: str) -> Source:
    """Take a page apart. Lines end with LF, CRLF or CR; a byte order mark at the start is passed over."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = Source([0, *(match.end() for match in re.finditer("\n", text))])
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES or len(source.starts) > MAX_LINES:
        source.problem("markdown-too-heavy", 0, f"the page has more than 1 MiB or more than {MAX_LINES:,} lines", "make several pages of it")
        return source
    for match in _FORBIDDEN.finditer(text):
        source.problem("invisible-character", match.start(), f"the character U+{ord(match[0]):04X} may not stand in a page",
                       "delete it, and type the words around it anew")
    text = _FORBIDDEN.sub("\ufffd", text)
    seen: list[str] = []
    words: list[str] = []
    totals = dict.fromkeys(MAX_MARKS, 0)
    regions, unclosed = _regions(text, _front_matter(text, source, words), source)
    for start, end, fence in regions:
        if fence is None:
            _prose(text, start, end, source, seen, words, totals)
        else:
            # The lines between the two fences; a fence that is never closed has no last line to leave out.
            lines = text[start:end].removesuffix("\n").split("\n")[1 : None if end == unclosed else -1]
            code = "".join(line.removeprefix(fence["indent"]) + "\n" for line in lines)
            mark = source.island("fence", code, start, (), fence["language"])
            seen.append(f"\n\n{fence['indent']}{mark}\n\n")
            words.append(_blanked(text[start:end]))
    source.markdown, source.words = "".join(seen), "".join(words)
    if len(source.islands) > MAX_ISLANDS or any(totals[marks] > cap for marks, (_, cap) in MAX_MARKS.items()):
        source.problem("markdown-too-heavy", 0, "the page has too many marks of Markdown to be rendered safely", "make several pages of it")
        source.markdown, source.words, source.islands = "", "", []
    return source


def _blanked(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _front_matter(text: str, source: Source, words: list[str]) -> int:
    """Read ``title:`` and ``description:`` between two lines ``---``; where the page itself begins."""
    if not text.startswith("---\n"):
        return 0
    close = text.find("\n---\n", 3)
    if close < 0:
        source.problem("markdown-refused", 0, "the front matter is not closed by a line ---", "write a line `---` below `title` and `description`")
        return 0
    offset = 4
    for line in text[4 : max(close, 3)].split("\n") if close > 3 else []:
        match = _META.fullmatch(line.rstrip())
        if match and match[1] not in source.meta:
            value = match[2]
            source.meta[match[1]] = value[1:-1] if len(value) > 1 and value[0] == value[-1] in "\"'" else value
        elif line.strip():
            source.problem("markdown-refused", offset, "this line of the front matter is neither `title: …` nor `description: …`, or stands there twice",
                           "front matter has these two lines, each once, and no others")
        offset += len(line) + 1
    words.append(_blanked(text[: close + 5]))
    return close + 5


Region = tuple[int, int, "re.Match[str] | None"]


def _regions(text: str, begin: int, source: Source) -> tuple[list[Region], int]:
    """The page cut at its code fences: (start, end, the opening fence or None); the end of a fence never closed, or -1."""
    regions: list[Region] = []
    opened: tuple[int, re.Match[str]] | None = None
    offset = begin
    for line in text[begin:].split("\n"):
        after = min(offset + len(line) + 1, len(text))
        match = _FENCE.fullmatch(line)
        if opened is None and match:
            regions.append((begin, offset, None))
            opened = offset, match
        elif opened and match and not match["language"] and match["marks"].startswith(opened[1]["marks"]):
            regions.append((opened[0], after, opened[1]))
            opened, begin = None, after
        offset += len(line) + 1
    if opened:
        source.problem("markdown-refused", opened[0], "this block of code is opened and never closed", "write a line with the same marks below its last line")
        return [*regions, (opened[0], len(text), opened[1])], len(text)
    return [*regions, (begin, len(text), None)], -1


def _prose(text: str, start: int, end: int, source: Source, seen: list[str], words: list[str], totals: dict[str, int]) -> None:
    """Everything between two fences, block by block (blocks end at blank lines)."""
    while start < end:
        gap = _BLANK.search(text, start, end)
        stop = gap.start() if gap else end
        block, shown = _tokens(text, start, stop, source)
        fault = _too_heavy(block, totals)
        if fault:
            source.problem("markdown-too-heavy", start, *fault)
            shown = _blanked(shown)
        else:
            seen.append(block)
        words.append(shown)
        after = gap.end() if gap else end
        seen.append(text[stop:after] and "\n\n")
        words.append(text[stop:after])
        start = after


def _too_heavy(block: str, totals: dict[str, int]) -> tuple[str, str] | None:
    """Why a block is not given to Markdown and what to do; None if it is. Counts its marks into the totals of the page."""
    lines = block.split("\n")
    if len(block) > MAX_BLOCK or len(lines) > MAX_BLOCK_LINES or max(map(len, lines)) > MAX_LINE:
        told = f"this block of text has {len(block):,} characters in {_lines(len(lines))}, the longest line {max(map(len, lines)):,}"
        return told, (f"a block has at most {MAX_BLOCK:,} characters and {MAX_BLOCK_LINES:,} lines, a line {MAX_LINE:,} characters; "
                      "divide it by blank lines")
    for line in lines:
        lead = _LEADING.match(line)
        lead_text = lead[0].expandtabs(4) if lead else ""
        if len(lead_text) - len(lead_text.lstrip()) > 4 * MAX_NESTING or len(re.findall(r"\S+", lead_text.replace(">", "> "))) > MAX_NESTING:
            return f"lists and quoted blocks are nested more than {MAX_NESTING} deep", "take indentation or `>` away"
    counts = {marks: sum(map(block.count, marks)) for marks in MAX_MARKS}
    for marks, (cap, _) in MAX_MARKS.items():
        if counts[marks] > cap:
            return f"this block of text has {counts[marks]:,} of the marks {' '.join(marks)}, and {cap:,} are the most", "divide it by blank lines"
    for marks, count in counts.items():
        totals[marks] += count
    return None


def _lines(count: int) -> str:
    return f"{count:,} line" if count == 1 else f"{count:,} lines"


def _tokens(text: str, start: int, end: int, source: Source) -> tuple[str, str]:
    """A block as Markdown may see it, and as written with code and citations blanked."""
    closers = _code_spans(text, start, end)
    seen: list[str] = []
    words: list[str] = []
    done = position = start
    while match := _TOKEN.search(text, position, end):
        begin, position, token = match.start(), match.end(), match[0]
        replaced = _replacement(text, match, end, closers, source)
        if replaced is None:
            if token == "\\":
                position += 2  # the escaped [@ is no citation
            continue
        piece, position = replaced
        seen += [text[done:begin], piece]
        words.append(text[done:begin])
        words.append(_blanked(text[begin:position]) if piece.startswith("\ue000") else text[begin:position])
        done = position
    seen.append(text[done:end])
    words.append(text[done:end])
    return "".join(seen), "".join(words)


def _replacement(text: str, match: re.Match[str], end: int, closers: dict[int, int], source: Source) -> tuple[str, int] | None:
    """What stands for a token and where reading goes on; None to leave it as it is."""
    begin, stop, token = match.start(), match.end(), match[0]
    if token == "&":
        return AMP, stop
    if token == "<":
        if _TAG.match(text, begin, end):
            source.problem("raw-html", begin, "HTML is not used here; it would be shown as it stands", "write it in Markdown; HTML that is to be shown goes between backticks")
        return LT, stop
    if token[0] == "`":
        close = closers.get(begin)
        if close is None:
            return None
        code = text[stop:close].replace("\n", " ")
        code = code[1:-1] if len(code) > 2 and code[0] == code[-1] == " " else code
        return source.island("code", code, begin), close + len(token)
    if not token.startswith("[@"):
        return None
    cites = cites_in(match["ids"], begin + 2)
    if cites:
        return source.island("citation", token, begin, tuple(cite.id for cite in cites)), stop
    source.problem("unknown-citation", begin, "this begins like a citation and is none", r"write [@id] or [@id; @id]; write \[@ to show it as it stands")
    return source.island("text", token, begin), stop


def _code_spans(text: str, start: int, end: int) -> dict[int, int]:
    """Each run of backticks that opens a code span, with the place of the run of the same length that closes it."""
    runs = [(match.start(), len(match[0])) for match in re.finditer("`+", text[start:end])]
    following: dict[int, int] = {}
    closers: dict[int, int] = {}
    for begin, length in reversed(runs):
        if length in following:
            closers[start + begin] = start + following[length]
        following[length] = begin
    return closers
