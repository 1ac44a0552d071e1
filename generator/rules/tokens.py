"""Shared by the rule on claims: the numbers and proper names of a sentence, as far as they can be told without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..frozen import dataclass
from ..patterns import compiled_late

_NUMBER = compiled_late(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f]\d+)*(?![\w])|(?<![\w.,])\d+(?:[.,]\d+)*(?=(?:st|nd|rd|th|s|m|bn|k|%)\b)")
_GROUPED = compiled_late(r"\d{1,3}(?:([.,\u00a0\u202f])\d{3})(?:\1\d{3})*")
_WORD = compiled_late(r"[^\W_]+")
_SMALL = {word: value for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_GREAT = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
          "m": 1_000_000, "bn": 1_000_000_000, "k": 1_000}
_COUNTED = compiled_late(r"(?P<number>[\w.,\u00a0\u202f]*\w)[\s-]*(?P<great>" + "|".join(sorted(_GREAT, key=len, reverse=True)) + r")\b", re.I)
_OPENS = compiled_late(r"[:–—]\s*[\"'“‘„«(]*\Z|[\"'“‘„«(]\Z|\A\W*\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a word of a text: what it counts as, and how it is written."""

    value: str
    text: str


def numbers(text: str, words_too: bool) -> Iterator[Token]:
    """The numbers, "5,000" and "five thousand" alike. `words_too`: English number words count; "one" is left out, it is seldom one."""
    counted: list[tuple[int, int]] = []
    if words_too:
        for match in _COUNTED.finditer(text):
            base = _value(match["number"])
            if base is not None:
                counted.append(match.span())
                yield Token(_plain(base * _GREAT[match["great"].lower()]), match.group())
    for match in _NUMBER.finditer(text):
        if not any(a <= match.start() < b for a, b in counted):
            yield Token(_plain(_digits(match.group())), match.group())
    if words_too:
        for match in _WORD.finditer(text):
            small = _SMALL.get(match.group().lower())
            if match.start() and text[match.start() - 1] in "-‐‑":  # "twenty-five" is not five
                continue
            if small is not None and small > 1 and not any(a <= match.start() < b for a, b in counted):
                yield Token(_plain(float(small)), match.group())


def _value(text: str) -> float | None:
    if text.lower() in ("a", "an", "one"):
        return 1.0
    if text.lower() in _SMALL:
        return float(_SMALL[text.lower()])
    return _digits(text) if _NUMBER.fullmatch(text) else None


def _digits(text: str) -> float:
    plain = re.sub(r"[.,\u00a0\u202f]", "", text) if _GROUPED.fullmatch(text) else re.sub(r"[\u00a0\u202f]", "", text).replace(",", ".")
    head, _, tail = plain.partition(".")
    return float(f"{head}.{tail.replace('.', '') or 0}")


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def capitals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Capitalised words of a sentence that stand neither at its beginning nor behind a colon or an opening mark."""
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if len(word) > 1 and word[0].isupper() and not _OPENS.search(text[start:match.start()]):
            yield match.span()


def word_set(text: str) -> frozenset[str]:
    """All words, without regard to case."""
    return frozenset(word.casefold() for word in _WORD.findall(text))
