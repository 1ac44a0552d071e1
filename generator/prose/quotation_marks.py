"""The stretches of our own prose that stand inside quotation marks.

Our words must not look like a quotation that nobody proved, so doubt counts as a mark: a quotation that
is never closed reaches to the end of its paragraph. (What a *source* marks as speech is another question
and is not answered here.)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..patterns import compiled_late

# Which marks may close which: English, German, Swedish, French, »reversed«, Polish, CJK; and the slips
# of real texts, such as a straight mark closed by a curly one.
_USUAL = {
    '"': '"”“‟＂', "“": '”"‟“', "”": '”"', "„": '“”"‟', "‟": '”"“', "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "「": "」", "『": "』", "〝": "〞〟", "＂": "＂", "❝": "❞", "〈": "〉", "《": "》",
    "‘": "’'", "‚": "‘’'", "‛": "’'", "'": "'’", "’": "’'", "❛": "❜",
}  # fmt: skip
# What a reader takes for a quotation mark, and no page may have in place of one. Primes and accents; ornaments; pairs that open
# only where their other half stands behind; single ones, which open only where one of theirs stands behind.
_PRIMES, _DOUBLES, _LOW = "″‶‴‷⁗〃", "ˮʺ˝˵˶״", ",,"
_POINTED = ("❮❯", "❬❭", "❰❱", "⟪⟫", "⟨⟩", "\u2329\u232a", "⦑⦒", "≪≫", "⪡⪢", "︽︾", "︿﹀", "﹁﹂", "﹃﹄", "｢｣")
_PAIRED = {"<<": ">>", ">>": "<<", **{a: b for a, b in _POINTED}, **{b: a for a, b in _POINTED}}
_SINGLE = {"´": "´'’", "`": "´'’", "′": "′'’", "‵": "′'’", "ʻ": "ʼ’", "ʽ": "ʼ’", "ʼ": "ʼ", "＇": "＇", "❜": "❜", "❟": "❛❜"}
LOOK_ALIKES = {
    **dict.fromkeys(_PRIMES + _DOUBLES, _PRIMES + _DOUBLES + '"”'), _LOW: "“”‟\"‘’'",
    "❞": "❞❝", "❠": "❝❞", "〞": "〞〟", "〟": "〞〟", "⹂": '⹂“”‟"', "🙶": "🙶🙷", "🙷": "🙶🙷", "🙸": "🙶🙷", **_PAIRED, **_SINGLE,
}  # fmt: skip
_CLOSERS = _USUAL | LOOK_ALIKES
_ALWAYS_OPENS = frozenset("„「『〝❝〈《❛")
_CURLY_SINGLE = frozenset("‘‚‛")
_STRAIGHT_SINGLE = frozenset("'’")
_INSIDE_WORDS = frozenset("'’‘ʼʻʽ´`′＇״ˮʺ")  # between two letters an apostrophe, or the sign of an abbreviation
_MARK = compiled_late(rf"<<|>>|{_LOW}(?=\w)|[{''.join(sorted({c for c in ''.join([*_CLOSERS, *_CLOSERS.values()]) if c not in '<>,'}))}]")
_PARAGRAPH = compiled_late(r"\n[ \t]*\n")
# Words that begin with an apostrophe: 'tis, ’90s.
_APOSTROPHE_WORD = compiled_late(r".(?:tis|twas|twere|til|em|cause|bout|round|n|\d0s|\d\d)\b", re.I)
_SMALL_AND = compiled_late(r"['’‘]n['’‘](?!\w)", re.I)  # rock ’n’ roll
_NEXT_SINGLE = compiled_late(r"‘|’(?!\w)")
_SINGLE_CLOSER = compiled_late(r"(?<=\S)['’‘](?!\w)")
_FIRM_CLOSER = compiled_late(r"(?<=[^\ssS])(?<!['’‘][nN])['’‘](?!\w)")  # no apostrophe of a plural, nor of ’n’
_GRAVE_PAIR = compiled_late(r"`[^`]{1,400}?(?<=\S)[´’'](?!\w)")
_MAX_DEPTH = 8


class Stretch(NamedTuple):
    """What stands inside marks: start and end (code points, end exclusive), and the mark that opens it."""

    start: int
    end: int
    mark: str


def quoted_in(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end (code points, end exclusive) of what stands inside marks; the outermost where they nest.

    The marks and the space beside them are not part of it; empty marks count for nothing. Double marks
    and guillemets of every style count, what only looks like them too, and single marks in pairs; an apostrophe is no mark,
    nor are the signs of feet and inches behind a number.
    """
    return tuple((one.start, one.end) for one in marked_in(text))


def marked_in(text: str) -> tuple[Stretch, ...]:
    """The same stretches, each with the mark that opens it."""
    if _MARK.search(text) is None:
        return ()
    found: list[Stretch] = []
    begin = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_paragraph(text, begin, end))
        begin = gap.end() if gap else end
    return tuple(found)


def _paragraph(text: str, begin: int, end: int) -> list[Stretch]:
    stack: list[tuple[str, int]] = []  # marks that are open, with the place after them
    found: list[Stretch] = []
    last: dict[str, int] = {}
    last_single, last_firm = (_last_closer(pattern, text, begin, end) for pattern in (_SINGLE_CLOSER, _FIRM_CLOSER))
    for match in _MARK.finditer(text, begin, end):
        mark, place = match[0], match.start()
        before = text[place - 1] if place > begin else " "
        after = text[match.end()] if match.end() < end else " "
        if mark in _INSIDE_WORDS and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        plural = mark == "’" and before in "sS" and _another_closes(text, place + 1, end)
        level = _closes(stack, mark, before, after, plural)
        if level is not None:
            if level == 0:
                found.append(_stretch(text, stack[0], place))
            del stack[level:]
        elif mark in LOOK_ALIKES and not _is_opened(mark, before, after, text, begin, place, end, last):
            continue
        elif _opens(mark, before, after, stack, last_single > place, last_firm > place, text, place) and len(stack) < _MAX_DEPTH:
            stack.append((mark, match.end()))
    if stack:
        found.append(_stretch(text, stack[0], end))
    return [one for one in found if one.start < one.end]


def _is_opened(mark: str, before: str, after: str, text: str, begin: int, place: int, end: int, last: dict[str, int]) -> bool:
    """Whether a look-alike may open a quotation here. `last`: the last place of each mark in the paragraph, kept."""
    if mark in _PRIMES and before.isdigit():
        return False  # inches or seconds; feet are single marks
    if (mark in _SINGLE or mark == _LOW) and (before.isalnum() or after.isspace()):
        return False
    if mark == "`":
        return _GRAVE_PAIR.match(text, place, end) is not None
    if mark not in _PAIRED and mark not in _SINGLE:
        return True
    partners = (_PAIRED[mark],) if mark in _PAIRED else tuple(_SINGLE[mark])
    for one in partners:
        if one not in last:
            last[one] = text.rfind(one, begin, end)
    return any(last[one] > place for one in partners)


def _last_closer(closer: re.Pattern[str], text: str, begin: int, end: int) -> int:
    """Place of the last single mark in the paragraph that can close: after a word, before none; -1 if there is none."""
    return max((match.start() for match in closer.finditer(text, begin, end)), default=-1)


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


def _opens(mark: str, before: str, after: str, stack: list[tuple[str, int]], closed_later: bool, closed_firmly: bool, text: str,
           place: int) -> bool:
    if mark not in _CLOSERS:
        return False
    if mark in _CURLY_SINGLE | _STRAIGHT_SINGLE:
        if before.isalnum() or after.isspace():
            return False
        if _APOSTROPHE_WORD.match(text, place):
            # ‘Til dawn we march’ is a quotation all the same: where another closes that is no plural’s, or where the mark itself is one that opens.
            return (closed_later if mark == "‘" and after.isalpha() else closed_firmly) and not _SMALL_AND.match(text, place)
        # A straight or a right mark opens only if another one closes it; ‘ means to open in any case.
        return mark in _CURLY_SINGLE or (closed_later and (after.isalnum() or after in _CLOSERS))
    if mark in _ALWAYS_OPENS or not stack:
        return True
    return not after.isspace() and (before.isspace() or not before.isalnum())


def _stretch(text: str, opened: tuple[str, int], end: int) -> Stretch:
    """What stands behind an open mark, without the space beside the marks."""
    mark, start = opened
    inside = text[start:end]
    return Stretch(start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip()), mark)
