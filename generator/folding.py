"""What counts as the same characters: the differences that a quotation may have from its source.

Folding maps each accepted spelling to one: two passages are the same words if and only if they fold to
the same string. `fold` keeps, beside the folded text, where in the source each folded character came
from, so that a match is always told in offsets of the unmodified source.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .patterns import compiled_late

DIFFERENCES = (
    "white-space",
    "composition",
    "single-quotes",
    "double-quotes",
    "dash",
    "ellipsis",
    "ligature",
    "invisible-in-source",
)

# Unicode's White_Space property. str.isspace() also takes U+001C to U+001F, which are controls.
WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
# Soft hyphen, zero-width space, word joiner, byte order mark: unseen in the source, refused in a quote.
UNSEEN = "\u00ad\u200b\u2060\ufeff"
SINGLE_QUOTES = "‘’‚‛"
DOUBLE_QUOTES = "“”„‟"
LONG_DASHES = "‒–—―"
MINUS = "−"
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
# All white space folds to a blank, so a line feed is free to stand for "a dash": no text can fake it.
DASH = "\n"

_OTHER_WHITE = WHITE.replace(" ", "")
_ASCII_WHITE = "\t\n\v\f\r"
_DIGIT = r"[\d¼-¾⅐-↉²³¹⁰-₉]"
# "Never beside a digit": a joiner or a currency sign in between does not take the digit away.
_BEFORE_NUMBER = rf"[{UNSEEN}$¢-¥֏؋฿₠-⃀]*{_DIGIT}"
_AFTER_NUMBER = rf"(?<!{_DIGIT}.)(?<!{_DIGIT}[{UNSEEN}].)"
_LONG_DASH = compiled_late(rf"[{LONG_DASHES}]{_AFTER_NUMBER}(?!{_BEFORE_NUMBER})")
# A minus sign, and a hyphen between blanks, could be the sign of a number even across a blank.
_MINUS = compiled_late(rf"{MINUS}{_AFTER_NUMBER}(?![{WHITE}]*{_BEFORE_NUMBER})")
_HYPHEN = compiled_late(rf"-(?<![^{WHITE}].)(?=[{WHITE}]|\Z)(?![{WHITE}]*{_BEFORE_NUMBER})")
_PLAIN_RUNS = compiled_late(r"  +")
# One class of characters first: so the engine skips what cannot begin a match at speed.
_RUNS = rf"[ {UNSEEN}…{''.join(LIGATURES)}](?:(?<! )|[ {UNSEEN}]* )"
_EVERY = frozenset(DIFFERENCES)
# A difference can only be needed where one of these stands; composition has a test of its own.
_SIGNS = {
    "white-space": compiled_late(rf"[{_OTHER_WHITE}]| [{UNSEEN}]* "),
    "single-quotes": compiled_late(f"[{SINGLE_QUOTES}]"),
    "double-quotes": compiled_late(f"[{DOUBLE_QUOTES}]"),
    "dash": compiled_late(f"[{LONG_DASHES}{MINUS}]"),
    "ellipsis": compiled_late("…"),
    "ligature": compiled_late(f"[{''.join(LIGATURES)}]"),
    "invisible-in-source": compiled_late(f"[{UNSEEN}]"),
}
_MOST_MARKS = 60  # on one letter; a longer heap is compared as it stands
_MAYBE_HEAP = compiled_late(rf"[^\0-\u02ff][^\0-\u02ff]{{{_MOST_MARKS - 1}}}")  # all marks stand behind U+02FF
# Where no run of blanks stands: what folds to itself, and what may change by one sign for another only, with nothing to compose and nothing unseen.
_SAME = compiled_late(r"[ -,.-~¡-¬®-ɏЀ-ҁ]*")
_NEARLY_SAME = compiled_late(rf"[ -~¡-¬®-ɏЀ-ҁ{SINGLE_QUOTES}{DOUBLE_QUOTES}{LONG_DASHES}…]*")
_MANY_SPELLINGS = frozenset(" .'\"" + DASH)


class _Composition(NamedTuple):
    """What canonical composition (Unicode NFC) needs to know, worked out from Python's own tables."""

    clusters: str  # regular expression of a stretch that NFC may change
    targets: frozenset[str]  # characters that another single character turns into
    marks: str  # inside of a character class: what changes or reorders with what stands before it
    joining: frozenset[str]  # the same as a set


@cache
def _composition() -> _Composition:
    joining: set[int] = set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))
    unstable: list[int] = []
    targets: list[str] = []
    for first, last in ((0x80, 0x3400), (0xA000, 0xAC00), (0xF900, 0x20000), (0x2F800, 0x2FA20)):
        for code in range(first, last):
            character = chr(code)
            if unicodedata.combining(character):
                joining.add(code)
            parts = unicodedata.decomposition(character)
            if parts and parts[0] != "<":
                composed = unicodedata.normalize("NFC", character)
                if composed != character:
                    unstable.append(code)
                    targets.append(composed if len(composed) == 1 else "")
                elif " " in parts:
                    joining.add(int(parts.split()[1], 16))
    marks, alone = _ranges(joining), _ranges(set(unstable) - joining)
    others = UNSEEN + "… "
    clusters = rf"[^{marks}{others}]?[{UNSEEN}]*[{marks}](?:[{UNSEEN}]*[{marks}])*|[{alone}]"
    return _Composition(clusters, frozenset(targets) - {""}, marks, frozenset(map(chr, joining)))


def _ranges(codes: set[int]) -> str:
    """A set of code points as the inside of a character class."""
    pieces: list[list[int]] = []
    for code in sorted(codes):
        if pieces and pieces[-1][1] == code - 1:
            pieces[-1][1] = code
        else:
            pieces.append([code, code])
    return "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in pieces)


@cache
def _changes(composing: bool) -> re.Pattern[str]:
    """Stretches that folding replaces by something of another length, or composes."""
    return re.compile(f"{_composition().clusters}|{_RUNS}" if composing else _RUNS, re.DOTALL)


class Folded:
    """A folded stretch of a source, with the way back.

    `text` is the folded stretch. The four arrays hold the stretches that changed length, in order:
    folded [start, end) stands for source [start, end). All else is one character for one.
    """

    __slots__ = ("text", "_offset", "_from", "_to", "_start", "_end")

    def __init__(self, text: str, offset: int, pieces: tuple[array[int], ...]) -> None:
        self.text = text
        self._offset = offset
        self._from, self._to, self._start, self._end = pieces

    def spans(self, needle: str) -> Iterator[tuple[int, int]]:
        """Source spans (code points, end exclusive) whose folded text is `needle`; overlaps too.

        A span that would begin or end inside one source character or combining sequence is left out.
        """
        at = self.text.find(needle)
        while at >= 0:
            start, end = self._source(at, False), self._source(at + len(needle), True)
            if start is not None and end is not None:
                yield start, end
            at = self.text.find(needle, at + 1)

    def _source(self, place: int, is_end: bool) -> int | None:
        piece = bisect_right(self._from, place - is_end) - 1
        if piece < 0:
            return place + self._offset
        if place - is_end < self._to[piece]:
            edge = self._to[piece] if is_end else self._from[piece]
            if edge != place:
                return None
            return self._end[piece] if is_end else self._start[piece]
        return place - self._to[piece] + self._end[piece]

    def folded_at(self, place: int) -> int:
        """The folded offset of a source offset."""
        piece = bisect_right(self._start, place) - 1
        if piece < 0:
            return place - self._offset
        if place < self._end[piece]:
            return self._from[piece]
        return place - self._end[piece] + self._to[piece]


def fold(text: str, start: int = 0, end: int | None = None) -> Folded:
    """Fold text[start:end]. Characters outside that stretch are not looked at."""
    stretch = _one_for_one(text[start:end], _EVERY)
    pieces = tuple(array("q") for _ in range(4))
    parts: list[str] = []
    done = length = 0
    for first, last, new in _replacements(stretch, _EVERY):
        parts.append(stretch[done:first])
        length += first - done
        done = last
        for numbers, value in zip(pieces, (length, length + len(new), start + first, start + last)):
            numbers.append(value)
        parts.append(new)
        length += len(new)
    parts.append(stretch[done:])
    return Folded("".join(parts), start, pieces)


def folded(text: str, differences: frozenset[str] = _EVERY) -> str:
    """The folded text alone, under the named differences only."""
    if "  " not in text:
        if _SAME.fullmatch(text):
            return text
        if differences is _EVERY and _NEARLY_SAME.fullmatch(text):
            return _signs_folded(text).replace("…", "...")
    stretch = _one_for_one(text, differences)
    parts: list[str] = []
    done = 0
    for first, last, new in _replacements(stretch, differences):
        parts += (stretch[done:first], new)
        done = last
    parts.append(stretch[done:])
    return "".join(parts)


def _signs_folded(text: str) -> str:
    """Quotation marks and dashes folded, each to one character."""
    if "-" in text:
        text = _HYPHEN.sub(DASH, text)
    for character in SINGLE_QUOTES:
        text = text.replace(character, "'")
    for character in DOUBLE_QUOTES:
        text = text.replace(character, '"')
    if any(character in text for character in LONG_DASHES):
        text = _LONG_DASH.sub(DASH, text)
    return text


def _one_for_one(text: str, differences: frozenset[str]) -> str:
    """The replacements that keep the length: white space, quotation marks, dashes."""
    plain = text.isascii()
    if "white-space" in differences:
        for character in _ASCII_WHITE if plain else _OTHER_WHITE:
            text = text.replace(character, " ")
    if "dash" in differences and "-" in text:
        text = _HYPHEN.sub(DASH, text)
    if plain:
        return text
    if "single-quotes" in differences:
        for character in SINGLE_QUOTES:
            text = text.replace(character, "'")
    if "double-quotes" in differences:
        for character in DOUBLE_QUOTES:
            text = text.replace(character, '"')
    if "dash" in differences:
        if MINUS in text:
            text = _MINUS.sub(DASH, text)
        if any(character in text for character in LONG_DASHES):
            text = _LONG_DASH.sub(DASH, text)
    return text


def _replacements(text: str, differences: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches [start, end) of a text and what they fold to, where lengths may change."""
    if text.isascii():
        if "white-space" in differences:
            for match in _PLAIN_RUNS.finditer(text):
                yield match.start(), match.end(), " "
        return
    composing = "composition" in differences and _may_compose(text)
    for match in _changes(composing).finditer(text):
        old = match.group()
        new = _replaced(old, differences)
        if new != old:
            yield match.start(), match.end(), new


def _may_compose(text: str) -> bool:
    """Whether canonical composition may change the text, invisible characters left out."""
    if any(character in text for character in UNSEEN):
        return True
    if (any(ligature in text for ligature in LIGATURES) or _MAYBE_HEAP.search(text)) and _odd_marks().search(text):
        return True
    return not unicodedata.is_normalized("NFC", text)


@cache
def _odd_marks() -> re.Pattern[str]:
    """Marks on a ligature, and heaps of marks: to put n of them in order takes n squared steps."""
    marks = _composition().marks
    return re.compile(rf"[{''.join(LIGATURES)}][{marks}]|[{marks}]{{{_MOST_MARKS}}}")


def _replaced(old: str, differences: frozenset[str]) -> str:
    new = old
    if "invisible-in-source" in differences:
        for character in UNSEEN:
            new = new.replace(character, "")
    if old == "…":
        return "..." if "ellipsis" in differences else old
    if old[0] in LIGATURES and "ligature" in differences:
        new = LIGATURES[old[0]] + new[1:]
    if old[0] == " " == old[-1]:
        return _PLAIN_RUNS.sub(" ", new) if "white-space" in differences else new
    if "composition" not in differences or len(new) > _MOST_MARKS:
        return new
    return unicodedata.normalize("NFC", new)


def differences(one: str, other: str) -> tuple[str, ...] | None:
    """The names of the differences that two wordings need to be the same; None if they are not.

    A smallest set: each name in it is really needed. Sorted by name.
    """
    if one == other:
        return ()
    if folded(one) != folded(other):
        return None
    both = one + "x" + other
    needed = frozenset(name for name, signs in _SIGNS.items() if signs.search(both))
    if not both.isascii() and _may_compose(both):
        needed |= {"composition"}
    for name in DIFFERENCES[::-1]:
        fewer = needed - {name}
        if name in needed and len(needed) > 1 and folded(one, fewer) == folded(other, fewer):
            needed = fewer
    return tuple(sorted(needed))


def is_stable(text: str, place: int) -> bool:
    """Whether the character at `place` of a folded text has no other spelling in any source.

    Invisible characters that a source may hold between two characters are not counted here.
    """
    character, after = text[place], text[place + 1 : place + 2]
    if character in _MANY_SPELLINGS or after in _composition().joining:
        return False
    if character in "fil" and (text[place - 1 : place] == "f" or character == "f" and after in tuple("fil")):
        return False
    if character in _composition().targets or character in _composition().joining:
        return False
    return not unicodedata.decomposition(character) and not "\uac00" <= character <= "\ud7a3"
