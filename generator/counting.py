"""Counting words of a text in any script."""

from __future__ import annotations

import re

# Scripts without blanks count a character each.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_ANY_UNSPACED = re.compile(f"[{_UNSPACED}]")
# A word, with the marks that join its letters.
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+(?:['’.,-][^\\W_]+)*")


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """The words of a text or of a stretch of it."""
    stretch = text[start:end]
    if _ANY_UNSPACED.search(stretch):
        return len(_WORD.findall(stretch))
    # No word goes over white space, and most of what stands between is one word: only the rest needs the pattern, which is slow.
    pieces = stretch.split()
    mixed = [piece for piece in pieces if not piece.isalnum()]
    return len(pieces) - len(mixed) + len(_WORD.findall(" ".join(mixed)))
