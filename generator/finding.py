"""Where words stand in the archived texts. Likeness suggests a place; only the same words are found there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from . import quotes
from .cases import SourceCase
from .folding import folded
from .frozen import dataclass
from .placing import MAX_GAP

MAX_PLACES = 200  # places that are told; words that stand in more are no quotation
_AROUND = " \t\n,;“”„‟\"«»‹›‘’‚"  # what is copied along with words: marks, the comma of the reporter's sentence
_LEFT_OUT = re.compile(r"\s*(?:…|\.\.\.)\s*")
_CLOSE = 3  # nearest passages that are told
_FEW = 200  # texts that are all looked through for a near passage; of more, those that share a long word


@dataclass(frozen=True, slots=True)
class Place:
    """Words in an archived text: code points, end exclusive. `differences`: for a near passage what differs, as in `nearest`; else empty."""

    source: str
    start: int
    end: int
    is_exact: bool
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A place as people tell it: line and column of the text, and the number of the paragraph, all from 1."""

    line: int
    column: int
    paragraph: int


def find_words(words: str, texts: Mapping[str, tuple[str, str]]) -> tuple[Place, ...]:
    """The places of words in texts (`id` to text and language), or the nearest passages where they stand nowhere.

    "…" between words stands for what is left out there. Where an end of the words cuts a word or a number, the place is a near one: from word to word.
    """
    for wanted in dict.fromkeys((words, words.strip(_AROUND), words.strip(_AROUND + "."))):
        exact = [place for id in sorted(texts) for place in _exact(wanted, id, *texts[id])] if wanted else []
        if exact:
            return tuple(exact[:MAX_PLACES])
    parts = [part for part in _LEFT_OUT.split(words) if part.strip(_AROUND)]
    if len(parts) > 1 and (exact := [place for id in sorted(texts) for place in _in_order(parts, id, *texts[id])]):
        return tuple(exact[:MAX_PLACES])
    near = sorted(_near(words, texts), key=lambda found: (-found[0], found[1].source, found[1].start))
    return tuple(place for _, place in near[:_CLOSE])


def _exact(words: str, id: str, text: str, language: str) -> Iterator[Place]:
    for match in quotes.find(words, text, language).matches:
        yield Place(id, match.start, match.end, True)


def _in_order(parts: Sequence[str], id: str, text: str, language: str) -> Iterator[Place]:
    """Stretches that hold all parts in order, each not far behind the one before."""
    found = [quotes.find(part.strip(_AROUND), text, language).matches for part in parts]
    for first in found[0]:
        end = first.end
        for matches in found[1:]:
            following = next((m for m in matches if m.start >= end), None)
            if following is None or following.start - end > MAX_GAP:
                break
            end = following.end
        else:
            yield Place(id, first.start, end, True)


def _near(words: str, texts: Mapping[str, tuple[str, str]]) -> Iterator[tuple[float, Place]]:
    for id in _likely(words, texts):
        text, language = texts[id]
        cut = next((fault for fault in quotes.find(words, text, language).faults if fault.at), None)
        if cut is not None and cut.at is not None:
            start, end = _whole_words(text, *cut.at)
            yield 1.0, Place(id, start, end, False, (("replace", " ".join(words.split()), " ".join(text[start:end].split())),))
            continue
        found = quotes.nearest(words, text)
        if found is not None:
            same = sum(len(yours) for op, yours, _ in found.words if op == "equal")
            yield same / max(1, sum(max(len(yours), len(theirs)) for _, yours, theirs in found.words)), Place(id, found.start, found.end, False, found.words)


def _likely(words: str, texts: Mapping[str, tuple[str, str]]) -> Iterable[str]:
    if len(texts) <= _FEW:
        return sorted(texts)
    longest = sorted(set(folded(words).split()), key=lambda word: (-len(word), word))[:4]
    return (id for id in sorted(texts) if any(word in texts[id][0] for word in longest))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start and not text[start - 1].isspace() and text[start - 1] not in _AROUND:
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] not in _AROUND + ".":
        end += 1
    return start, end


def position(source: SourceCase, place: int) -> Position:
    """Line, column and paragraph of a place in an archived text."""
    line_start = source.text.rfind("\n", 0, place) + 1
    return Position(source.text.count("\n", 0, place) + 1, place - line_start + 1, (source.speech.paragraph_at(place) or 0) + 1)


def sentence_around(source: SourceCase, start: int, end: int) -> tuple[int, int]:
    """From the start of the first to the end of the last sentence that the words touch."""
    around = source.speech.sentences_over(start, end)
    return around.start, around.end


def keyed_at(source: SourceCase, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """What claims words of a stretch: pairs of role (`quote`, `evidence`, `not-speech` …) and id of the statement, fact or source."""
    roles = {"quote", "elsewhere", "evidence", "not-speech", "prompt", "passage"}
    return tuple(sorted({(keyed.role, keyed.owner) for keyed in source.claimed if keyed.role in roles
                         for first, last in keyed.spans if first < end and start < last}))
