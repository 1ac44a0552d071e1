"""The stretches of our own prose that stand inside quotation marks.

Our words must not look like a quotation that nobody proved, so doubt counts as a mark: a quotation that
is never closed reaches to the end of its paragraph. (What a *source* marks as speech is another question
and is not answered here.)
"""

from __future__ import annotations

import re

from ..patterns import compiled_late

# Which marks may close which: English, German, Swedish, French, »reversed«, Polish, CJK; and the slips
# of real texts, such as a straight mark closed by a curly one.
_CLOSERS = {
    '"': '"”“‟＂', "“": '”"‟“', "”": '”"', "„": '“”"‟', "‟": '”"“', "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "「": "」", "『": "』", "〝": "〞〟", "＂": "＂", "❝": "❞", "〈": "〉", "《": "》",
    "‘": "’'", "‚": "‘’'", "‛": "’'", "'": "'’", "’": "’'", "❛": "❜",
}  # fmt: skip
_ALWAYS_OPENS = frozenset("„「『〝❝〈《❛")
_CURLY_SINGLE = frozenset("‘‚‛")
_STRAIGHT_SINGLE = frozenset("'’")
_MARK = compiled_late("[" + "".join(dict.fromkeys("".join(_CLOSERS) + "".join(_CLOSERS.values()))) + "]")
_PARAGRAPH = compiled_late(r"\n[ \t]*\n")
# Words that begin with an apostrophe: 'tis, ’90s.
_APOSTROPHE_WORD = compiled_late(r".(?:tis|twas|twere|til|em|cause|bout|round|n|\d0s|\d\d)\b", re.I)
_NEXT_SINGLE = compiled_late(r"‘|’(?!\w)")
_SINGLE_CLOSER = compiled_late(r"(?<=\S)['’‘](?!\w)")
_MAX_DEPTH = 8


def quoted_in(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end (code points, end exclusive) of what stands inside marks; the outermost where they nest.

    The marks and the space beside them are not part of it; empty marks count for nothing. Double marks
    and guillemets of every style count, and single marks in pairs; an apostrophe is no mark.
    """
    if _MARK.search(text) is None:
        return ()
    found: list[tuple[int, int]] = []
    begin = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_paragraph(text, begin, end))
        begin = gap.end() if gap else end
    return tuple(found)


def _paragraph(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    stack: list[tuple[str, int]] = []  # marks that are open, with the place after them
    found: list[tuple[int, int]] = []
    last_single = _last_single_closer(text, begin, end)
    for match in _MARK.finditer(text, begin, end):
        mark, place = match[0], match.start()
        before = text[place - 1] if place > begin else " "
        after = text[place + 1] if place + 1 < end else " "
        if mark in "'’‘" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        plural = mark == "’" and before in "sS" and _another_closes(text, place + 1, end)
        level = _closes(stack, mark, before, after, plural)
        if level is not None:
            if level == 0:
                found.append((stack[0][1], place))
            del stack[level:]
        elif _opens(mark, before, after, stack, last_single > place, text, place) and len(stack) < _MAX_DEPTH:
            stack.append((mark, place + 1))
    if stack:
        found.append((stack[0][1], end))
    return [(start, stop) for start, stop in (_trimmed(text, *pair) for pair in found) if start < stop]


def _last_single_closer(text: str, begin: int, end: int) -> int:
    """Place of the last single mark in the paragraph that can close: after a word, before none; -1 if there is none."""
    return max((match.start() for match in _SINGLE_CLOSER.finditer(text, begin, end)), default=-1)


def _another_closes(text: str, start: int, end: int) -> bool:
    """Whether the next single mark closes too: then this one is the apostrophe of a plural, ‘the generals’ view’."""
    following = _NEXT_SINGLE.search(text, start, min(end, start + 300))
    return following is not None and following[0] == "’"


def _closes(stack: list[tuple[str, int]], mark: str, before: str, after: str, plural: bool) -> int | None:
    """The level of the open mark that this one closes, the innermost first; None if it closes none."""
    looks_open = (before.isspace() or before in "([{—–-" or before in _CLOSERS) and not after.isspace() and after.isalnum()
    if looks_open and mark not in "»›":
        return None
    for level in range(len(stack) - 1, -1, -1):
        if mark in _CLOSERS[stack[level][0]]:
            if mark in _STRAIGHT_SINGLE and (before.isspace() or plural):
                return None
            return level
    return None


def _opens(mark: str, before: str, after: str, stack: list[tuple[str, int]], closed_later: bool, text: str, place: int) -> bool:
    if mark not in _CLOSERS:
        return False
    if mark in _CURLY_SINGLE | _STRAIGHT_SINGLE:
        if before.isalnum() or after.isspace() or _APOSTROPHE_WORD.match(text, place):
            return False
        # A straight or a right mark opens only if another one closes it; ‘ means to open in any case.
        return mark in _CURLY_SINGLE or (closed_later and (after.isalnum() or after in _CLOSERS))
    if mark in _ALWAYS_OPENS or not stack:
        return True
    return not after.isspace() and (before.isspace() or not before.isalnum())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
