"""Counting words of a text in any script."""

from __future__ import annotations

from .patterns import compiled_late

# Scripts without blanks count a character each.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_ANY_UNSPACED = compiled_late(f"[{_UNSPACED}]")
# A word, with the marks that join its letters.
_SPACED_WORD = compiled_late("[^\\W_]+(?:['’.,-][^\\W_]+)*")
_WORD = compiled_late(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+(?:['’.,-][^\\W_]+)*")


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """The words of a text or of a stretch of it."""
    stretch = text[start:end]
    if _has_unspaced(stretch):
        return len(_WORD.findall(stretch))
    # No word goes over white space, and most of what stands between is one word: only the rest needs the pattern, which is slow.
    pieces = stretch.split()
    mixed = [piece for piece in pieces if not piece.isalnum()]
    return len(pieces) - len(mixed) + len(_SPACED_WORD.findall(" ".join(mixed)))


def _has_unspaced(text: str) -> bool:
    """Whether a script without blanks is in it. A look at the letters mostly says that it is not, and spares the compiling of the pattern."""
    return any("\u0e00" <= letter <= "\u1fff" or "\u3000" <= letter <= "\u9fff" for letter in set(text)) and _ANY_UNSPACED.search(text) is not None
