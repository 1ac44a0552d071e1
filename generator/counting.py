"""Counting words of a text in any script."""

from __future__ import annotations

import re

# A word, with the marks that join its letters. Scripts without blanks count a character each.
_WORD = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|"
    "[^\\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
    "(?:['’.,-][^\\W_]+)*"
)


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """The words of a text or of a stretch of it."""
    return len(_WORD.findall(text, start, len(text) if end is None else end))
