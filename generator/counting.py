"""Counting words of a text in any script."""

from __future__ import annotations

import re
from functools import lru_cache

# A word, with the marks that join its letters. Scripts without blanks count a character each.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|"
    "[^\\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
    "(?:['’.,-][^\\W_]+)*"
)
_LONG = 64  # characters; longer stretches without a blank are not remembered


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """The words of a text or of a stretch of it."""
    tokens = text[start:end].split()
    if max(map(len, tokens), default=0) > _LONG:
        return sum(len(_WORD.findall(token)) for token in tokens)
    return sum(map(_words_of_token, tokens))


@lru_cache(maxsize=1 << 14)  # most words of a text are met again, and no word goes over white space
def _words_of_token(token: str) -> int:
    return len(_WORD.findall(token))
