"""The sentences of a prose field, and which of them cite nothing."""

from __future__ import annotations

import re

from ..patterns import compiled_late
from generator.prose.citations import plain

_CITED = "\ue000"  # stands for each character of a citation while sentences are sought

# The end of a sentence with its closing marks, then the citations that follow it: they belong to it.
_END = compiled_late(
    r"(?:[.!?…؟۔]+[\"'”’»›“‘)\]]*(?=[\s\ue000]|\Z)|[。！？]+[」』”’）]*|(?=\n[ \t]*\n))(?:[^\S\n]{0,40}\n?[^\S\n]{0,40}\ue000+)*",
)
_WORD_BEFORE = compiled_late(r"(\S{1,40})\Z")
_NEXT_WORD = compiled_late(r"\s*[\"'“‘„«»(\[]*(\S{0,40})")
_HAS_WORDS = compiled_late(r"\w")

# A full stop after these ends no sentence.
_TITLES = frozenset(
    "mr. mrs. ms. dr. prof. gen. col. lt. maj. capt. sgt. sen. rep. gov. amb. st. rev. hon. pres. adm. cmdr. no. vs. "
    "art. para. approx. ca. c. cf. e.g. i.e. al. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
# "U.S." or "5 p.m." ends one only where a word follows that mostly begins one.
_DOTTED = compiled_late(r"(?:\w\.)+|\w\.")
_OPENERS = frozenset(
    "a an the it its he she they we you i his her their our this that these those there but and or yet so if when while "
    "as in on at by for from after before since with no not both all some most many each it's what who".split()
)


def sentences_without_citation(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end (code points, end exclusive) of each sentence that carries no citation, without the space around it.

    A citation belongs to the sentence in which it stands, or, after the full stop, to the sentence
    before. A blank line ends a sentence. What has no letter or digit is no sentence.
    """
    pieces = []
    for run in plain(text):
        piece = text[run.start : run.end]
        # A private-use character in the text itself must not pass for a citation.
        pieces.append(_CITED * len(piece) if run.kind == "citation" else piece.replace(_CITED, "x"))
    masked = "".join(pieces)
    uncited = []
    start = 0
    for end in [*_ends(masked), len(masked)]:
        piece = masked[start:end]
        if _CITED not in piece and _HAS_WORDS.search(piece):
            uncited.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return tuple(uncited)


def _ends(masked: str) -> list[int]:
    return [match.end() for match in _END.finditer(masked) if match.end() and _is_end(masked, match)]


def _is_end(masked: str, match: re.Match[str]) -> bool:
    """False for the full stop of an abbreviation and before a lower-case word."""
    mark = match[0]
    if not mark.startswith((".", "…", "!", "?")) or _CITED in mark:
        return not mark or _CITED in mark or mark[0] in "。！？؟۔"
    following = _NEXT_WORD.match(masked, match.end())
    word = following[1] if following else ""
    if not word or masked[match.end() : match.end() + 40].lstrip(" \t").startswith("\n\n"):
        return True
    if word[0].islower():
        return False
    if mark != ".":
        return True
    before = _WORD_BEFORE.search(masked[max(0, match.start() - 40) : match.start() + 1])
    last = before[1].lstrip("\"'“‘„«(").lower() if before else ""
    if last in _TITLES:
        return False
    return not _DOTTED.fullmatch(last) or word.rstrip(",.;:").lower() in _OPENERS
