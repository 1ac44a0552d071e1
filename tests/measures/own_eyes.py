"""What a measure checks with its own eyes: nothing here uses the matcher, its folding, its boundaries or its word lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

Span = tuple[int, int]

_STEPS = {
    "invisible-in-source": ("[\u00ad\u200b\u2060\ufeff]", ""),
    "ligature": None,
    "ellipsis": ("\u2026", "..."),
    "single-quotes": ("[\u2018\u2019\u201a\u201b]", "'"),
    "double-quotes": ("[\u201c\u201d\u201e\u201f]", '"'),
}
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_ALONE = re.compile(r"(?:(?<=\s)|^)-(?=\s|$)|[\u2012-\u2015\u2212]")
_LETTERS = re.compile(r"[^\W\d_]")
_NEGATIONS = {
    "en": r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b",
    "de": r"\b(?:nicht|nie|niemals|kein(?:e[nmrs]?)?|nichts|niemand(?:en|em)?|ohne|weder)\b",
    "fr": r"\b(?:ne|pas|jamais|rien|aucune?|sans|personne)\b|\bn['’]",
    "pl": r"\b(?:nie|nigdy|nic|nikt|żad(?:en|na|ne|nego|nej|nych)|bez)\b",
    "uk": r"\b(?:не|ні|ніколи|ніхто|без|немає)\b",
}
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CLOSERS = "\"'”’“‘»«›‹」』)] \u00a0\u202f"


def same(typed: str, archived: str, named: Sequence[str]) -> bool:
    """Whether two wordings are the same under exactly the named differences: with all of them yes, without any one of them no."""
    if _plain(typed, archived, named) is False:
        return False
    return all(not _plain(typed, archived, [n for n in named if n != name]) for name in named)


def _plain(typed: str, archived: str, named: Sequence[str]) -> bool:
    return _spelt(typed, named, False).strip() == _spelt(archived, named, True).strip()


def _spelt(text: str, named: Sequence[str], is_source: bool) -> str:
    if "invisible-in-source" in named and is_source:
        text = re.sub(*_STEPS["invisible-in-source"], text)  # type: ignore[misc]
    if "ligature" in named:
        text = "".join(_LIGATURES.get(c, c) for c in text)
    for name in ("ellipsis", "single-quotes", "double-quotes"):
        if name in named:
            text = re.sub(*_STEPS[name], text)  # type: ignore[misc]
    if "composition" in named:
        text = unicodedata.normalize("NFC", text)
    if "white-space" in named:
        text = re.sub(r"\s+", " ", text)
    if "dash" in named:
        text = _ALONE.sub(lambda m: m.group() if _beside_digit(text, m.start()) else "\u2014", text)
    return text


def _beside_digit(text: str, at: int) -> bool:
    return text[at - 1 : at].isnumeric() or text[at + 1 : at + 2].isnumeric()


def trimmed(text: str, span: Span) -> Span:
    """A span without what is no letter, digit or symbol at its ends."""
    start, end = span
    while start < end and not _is_seen(text[start]):
        start += 1
    while end > start and not _is_seen(text[end - 1]):
        end -= 1
    return start, end


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or unicodedata.category(character) == "So"


def cuts_word(text: str, span: Span) -> bool:
    """Whether an edge of a span has a letter or digit on both sides, or one joined to the next by a hyphen, apostrophe, point or sign."""
    return any(_cuts(text, place) for place in span if 0 < place < len(text))


def _cuts(text: str, place: int) -> bool:
    left, right = text[place - 1], text[place]
    if _UNSPACED.match(left) or _UNSPACED.match(right):
        return unicodedata.category(right)[0] == "M"
    if unicodedata.category(right)[0] == "M" or (left.isalnum() and right.isalnum()):
        return True
    far_left, far_right = text[place - 2 : place - 1], text[place + 1 : place + 2]
    joined = ((left in "-'’\u2011\u200c\u200d" and far_left.isalnum() and right.isalnum())
              or (right in "-'’\u2011\u200c\u200d" and left.isalnum() and far_right.isalnum()))
    number = ((left in ".,:/٫" and far_left.isdecimal() and right.isdecimal()) or (right in ".,:/٫" and left.isdecimal() and far_right.isdecimal())
              or (left in "$€£-−+" and right.isdecimal() and not far_left.isalnum()) or (left.isdecimal() and right in "%€"))
    return joined or number


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a stretch, cut at every full stop, mark of question or exclamation before white space."""
    found, at = [], span[0]
    for match in re.finditer(r"[.!?…؟。！？]+[»”’“\")\]]*(?=\s|$)|[。！？]", text[span[0]:span[1]]):
        found.append((at, span[0] + match.end()))
        at = span[0] + match.end()
    return [*found, (at, span[1])] if at < span[1] else found


def is_whole(text: str, span: Span) -> bool:
    """Whether a span begins behind an opening mark, a label, a dash or an ended sentence, and ends where a sentence does or at a closing mark."""
    start, end = trimmed(text, span)
    before = text[:start].rstrip(" \t\u00a0\u202f")
    begins = not before or re.search(r"(?:^|\n)\W*[QA]\W*$", before) is not None or before[-1] in "\n“„‘‚«»”’\"'「『—–―-:.!?…([)]。*" or before.endswith((", ",))
    after = text[end:].lstrip(" \t\u00a0\u202f")
    ends = not after or after[0] in ".!?…,;\n”“’‘»«\"'」』؟。—–-)" or not text[end - 1].isalnum()
    return begins and ends


def negation_lost(text: str, language: str, before: Sequence[Span], now: Sequence[Span], alone: Sequence[Span]) -> str:
    """A word of negation in the words quoted `before` that is dropped from a sentence of which words are shown `alone`; else empty.

    `now`: all that is still quoted.
    """
    pattern = _NEGATIONS.get(language.partition("-")[0])
    if pattern is None:
        return ""
    for part in before:
        for start, end in sentences(text, part):
            shown = any(_LETTERS.search(text, max(a, start), min(b, end)) for a, b in alone if max(a, start) < min(b, end))
            for match in re.finditer(pattern, text[start:end], re.IGNORECASE) if shown else ():
                if not any(a <= start + match.start() < b for a, b in now):
                    return match.group()
    return ""


def question_lost(text: str, before: Sequence[Span], now: Sequence[Span]) -> bool:
    """Whether the last kept words belong to a question whose mark is dropped."""
    end = now[-1][1]
    for part in before:
        for sentence in sentences(text, part):
            if sentence[0] < end <= sentence[1] and text[sentence[0]:sentence[1]].rstrip(_CLOSERS).endswith(("?", "؟")):
                return not re.search("[?؟]", text[max(sentence[0], now[-1][0]):end])
    return False
