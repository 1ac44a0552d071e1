"""How the audit compares words: white space as a browser shows it, and nothing else.

No letter, mark, digit or invisible character is ever folded: the pages show archived words, so the
same characters have to stand in the archive.
"""

from __future__ import annotations

import re
import unicodedata

SPACE = " \t\n\r\f"  # what HTML collapses; a no-break space is a character like any other
_RUN = re.compile(f"[{SPACE}]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # scripts that write words without spaces between
STYLES = ("“”„‟\"＂❝❞〝〞〟", "«»", "‹›", "「」", "『』", "《》", "〈〉", "‘’‚‛'❛❜")  # marks that open and close for each other
MARKS = "".join(STYLES)
_MARK = re.compile(rf"(?!(?<=\w)['’‘](?=\w))[{MARKS}]")


def collapsed(text: str) -> str:
    """Runs of white space as one space."""
    return _RUN.sub(" ", text)


def flat(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return collapsed(text).strip(SPACE)


def is_stretch(words: str, text: str) -> bool:
    """True if `words` stand in `text` somewhere without cutting a word in two. Both are flat."""
    at = text.find(words) if words else -1
    while at >= 0:
        if not cuts_word(text, at) and not cuts_word(text, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def cuts_word(text: str, at: int) -> bool:
    """True if the place `at` (a code point's number) lies between two letters or digits of one word."""
    return 0 < at < len(text) and _is_of_word(text[at - 1]) and _is_of_word(text[at])


def _is_of_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM" and unicodedata.east_asian_width(sign) not in "WF" and not _UNSPACED.match(sign)


def stands_in_marks(text: str, start: int, end: int) -> bool:
    """True if text[start:end] lies inside quotation marks of its own paragraph: after an odd number of marks of one style, before one."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = _marks(text, first, start), _marks(text, end, len(text) if last < 0 else last)
    return any(sum(mark in style for mark in before) % 2 and any(mark in style for mark in after) for style in STYLES)


def _marks(text: str, start: int, end: int) -> list[str]:
    """The marks of a stretch in order, apostrophes apart."""
    return [found[0] for found in _MARK.finditer(text, start, end)]
