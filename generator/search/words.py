"""Words as the search knows them. `search-index.js` does the same in the browser; a test holds the two together.

A term is a run of letters and digits in lower case, without accents, apostrophes and invisible characters: `don’t` is
`dont`, `п’ять` is `пять`, `Łódź` is `lodz`. Scripts that put no spaces between words give pairs of neighbouring signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Letters that Unicode does not take apart, by what people type instead.
LETTERS = {"ß": "ss", "ς": "σ", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
PREFIX = 2  # so many characters of a term decide in which file it stands: a search needs as many to begin

_LETTERS = str.maketrans(LETTERS)
_APOSTROPHE = re.compile(r"(?<=[^\W_])['’ʼ‘](?=[^\W_])")
_TERM = re.compile(r"[^\W_]+")
# Thai and Lao, Burmese, Khmer, kana, Chinese characters.
SPACELESS = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACELESS = re.compile(f"([{SPACELESS}]+)")


class Terms:
    """Terms of texts. It remembers what it worked out, since most words come again: one object serves a whole index."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The terms of these texts, each once, in the order of the alphabet of code points."""
        known, found = self._known, set()
        for text in texts:
            for chunk in text.split():
                terms = known.get(chunk)
                if terms is None:
                    terms = known[chunk] = tuple(_terms(chunk))
                found.update(terms)
        return tuple(sorted(found))


def _terms(chunk: str) -> Iterator[str]:
    for word in _TERM.findall(_APOSTROPHE.sub("", fold(chunk))):
        for number, run in enumerate(_SPACELESS.split(word)):
            if number % 2 and len(run) > 1:  # every second piece is a run of a script without spaces
                yield from (run[at : at + 2] for at in range(len(run) - 1))
            elif run:
                yield run


def fold(text: str) -> str:
    """Lower case without accents and without characters that nobody sees."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf"))


def place(text: str, places: int) -> int:
    """A number below `places` (a power of two) for a text: FNV-1a over its code points, 32 bits, with the high half mixed in."""
    number = 2166136261
    for point in map(ord, text):
        number = ((number ^ point) * 16777619) & 0xFFFFFFFF
    return (number ^ number >> 16) & places - 1
