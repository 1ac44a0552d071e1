"""The passage of a text that is most like a quotation that was not found. It only suggests."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from generator.folding import folded

from .frozen import dataclass

_WORD = re.compile(r"\S+")
_MOST_TEXT = 200_000  # characters of source that are read closely
_MOST_WORDS = 400  # words of the quotation that are compared


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage [start, end) of the source, in code points, and how the quotation differs from it.

    `words` are triples (op, yours, source): equal; replace; missing, source words that yours lacks;
    extra, words that only yours has.
    """

    start: int
    end: int
    words: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    shape: str  # folded, lower case, without punctuation: for likeness only


def nearest(quote: str, text: str) -> Nearest | None:
    """The nearest passage, or None where not a third of the words are shared and none is spelled alike.

    Time is bounded: of a long text only the neighbourhoods of the quotation's longest words are read.
    """
    yours = _words(quote, 0)[:_MOST_WORDS]
    if not yours:
        return None
    best: tuple[int, int, list[_Word]] | None = None
    for low, high in _neighbourhoods([word.shape for word in yours], text):
        words = _words(text[low:high], low)
        shared, at = _densest(yours, words)
        if words and (best is None or shared > best[0]):
            best = shared, at, words
    if best is None or best[0] * 3 < len(yours):
        return _spelled_alike(quote, yours, text)
    _, at, words = best
    spare = len(yours) // 4 + 2
    return _compared(quote, text, yours, words[max(0, at - spare) : at + len(yours) + spare])


def _words(text: str, offset: int) -> list[_Word]:
    return [_Word(m.start() + offset, m.end() + offset, _shape(m.group())) for m in _WORD.finditer(text)]


def _shape(word: str) -> str:
    plain = folded(word).casefold()
    return "".join(c for c in plain if c.isalnum()) or plain


def _neighbourhoods(shapes: list[str], text: str) -> list[tuple[int, int]]:
    """Stretches of the text that are worth reading: all of a short one."""
    if len(text) <= _MOST_TEXT:
        return [(0, len(text))]
    reach = 12 * len(shapes) + 200
    places: list[int] = []
    for shape in sorted(set(shapes), key=lambda s: (-len(s), s))[:6]:
        at = text.find(shape)
        for _ in range(30):
            if at < 0:
                break
            places.append(at)
            at = text.find(shape, at + 1)
    return [(max(0, at - reach), min(len(text), at + reach)) for at in places[: _MOST_TEXT // (2 * reach) + 1]]


def _densest(yours: list[_Word], words: list[_Word]) -> tuple[int, int]:
    """The window, as long as the quotation, that shares most words with it: how many, and its first word."""
    wanted = Counter(word.shape for word in yours)
    have: Counter[str] = Counter()
    shared = best = best_at = 0
    size = len(yours)
    for place, word in enumerate(words):
        have[word.shape] += 1
        shared += have[word.shape] <= wanted[word.shape]
        if place >= size:
            old = words[place - size].shape
            shared -= have[old] <= wanted[old]
            have[old] -= 1
        if shared > best:
            best, best_at = shared, max(0, place - size + 1)
    return best, best_at


def _spelled_alike(quote: str, yours: list[_Word], text: str) -> Nearest | None:
    """For a quotation of few or misspelled words: the stretch with the likest letters."""
    from rapidfuzz import fuzz

    if len(quote) > 300:
        return None
    near = fuzz.partial_ratio_alignment(quote, text[:_MOST_TEXT], score_cutoff=70)
    if near is None or near.dest_end <= near.dest_start:
        return None
    low = max(0, near.dest_start - 80)
    words = _words(text[low : near.dest_end + 80], low)
    first = bisect_left([word.end for word in words], near.dest_start + 1)
    last = bisect_left([word.start for word in words], near.dest_end)
    return _compared(quote, text, yours, words[first:last])


def _compared(quote: str, text: str, yours: list[_Word], theirs: list[_Word]) -> Nearest | None:
    """The words of both, side by side; source words before and after what corresponds are left out."""
    from rapidfuzz.distance import Indel

    def mine(first: int, last: int) -> str:
        return quote[yours[first].start : yours[last - 1].end] if last > first else ""

    def source(first: int, last: int) -> str:
        return text[theirs[first].start : theirs[last - 1].end] if last > first else ""

    blocks = [list(code) for code in Indel.opcodes([word.shape for word in yours], [word.shape for word in theirs])]
    steps: list[list[int]] = []  # [same, yours from, to, source from, to], neighbours that differ put together
    for tag, a, b, c, d in blocks:
        same = int(tag == "equal")
        if steps and not same and not steps[-1][0]:
            steps[-1][2], steps[-1][4] = b, d
        else:
            steps.append([same, a, b, c, d])
    if steps and not steps[0][0]:
        step = steps[0]
        step[3] = max(step[3], step[4] - (step[2] - step[1]))
    if len(steps) > 1 and not steps[-1][0]:
        step = steps[-1]
        step[4] = min(step[4], step[3] + (step[2] - step[1]))
    steps = _apart(steps, [folded(quote[word.start : word.end]) for word in yours], [folded(text[word.start : word.end]) for word in theirs])
    steps = [step for step in steps if step[2] > step[1] or step[4] > step[3]]
    if not any(step[4] > step[3] for step in steps):
        return None
    diff = []
    for same, a, b, c, d in steps:
        op = "equal" if same else "missing" if a == b else "extra" if c == d else "replace"
        diff.append((op, mine(a, b), source(c, d)))
    first = min(step[3] for step in steps if step[4] > step[3])
    last = max(step[4] for step in steps if step[4] > step[3])
    return Nearest(theirs[first].start, theirs[last - 1].end, tuple(diff))


def _apart(steps: list[list[int]], left: list[str], right: list[str]) -> list[list[int]]:
    """The steps, with words that are alike but for case and punctuation as ones that differ; neighbours of one kind are put together."""
    found: list[list[int]] = []
    for same, a, b, c, d in steps:
        pairs = [[int(left[a + n] == right[c + n]), a + n, a + n + 1, c + n, c + n + 1] for n in range(b - a)] if same else [[0, a, b, c, d]]
        for one in pairs:
            if found and found[-1][0] == one[0]:
                found[-1][2], found[-1][4] = one[2], one[4]
            else:
                found.append(one)
    return found
