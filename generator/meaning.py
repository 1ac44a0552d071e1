"""What a quotation leaves out of its sentence: a negation, a condition, a hedge, a question, a "but".

A quoted voice and the reporter's voice are apart: the reporter's words around a quotation
are not words that the speaker loses by a cut. Word lists are in `languages/`; they catch
what they list and no more (`docs/proof.md` has the measured shares).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .languages import language_lists
from .sentences import sentences
from .speech import Quoted, Speech

Region = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was left out: a code of the catalogue, the telling words, and where they stand."""

    code: str
    words: str
    start: int
    end: int


def cut_findings(speech: Speech, spans: Sequence[Region]) -> tuple[Finding, ...]:
    """What the cuts before the first part and behind the last remove, in the same voice and sentence.

    `spans`: the parts of one statement in order.
    """
    first, last = spans[0], spans[-1]
    found = list(_telling(speech, "quote-drops-negation", _before(speech, first)))
    behind = _behind(speech, last)
    found += _telling(speech, "quote-drops-negation", behind)
    found += _dropped_question(speech, last, behind)
    found += _contrast(speech, last, behind)
    return tuple(found)


def gap_findings(speech: Speech, first: Region, second: Region) -> tuple[Finding, ...]:
    """Negations and conditions between two parts in the voice of either, across sentences too."""
    between = (first[1], second[0])
    start = speech.sentences_over(*first).start
    regions = [r for q in _outermost(speech, start, second[1]) if (r := _overlap((q.start, q.end), between))]
    for span in (first, second):
        if speech.outermost_at(*span) is None:
            sentence = speech.sentences_over(*span)
            regions += _own_voice(speech, _overlap((sentence.start, sentence.end), between))
    found = _telling(speech, "quote-gap-hides-negation", tuple(dict.fromkeys(sorted(regions))), hedges=False)
    return tuple(dict.fromkeys(found))


# --- the words that a cut removes -------------------------------------------------------------------------------------


def _before(speech: Speech, span: Region) -> tuple[Region, ...]:
    """The words of the same sentence and voice before a part."""
    quoted = speech.outermost_at(*span)
    if quoted is None:
        sentence = speech.sentence_at(span[0])
        return _own_voice(speech, (sentence.start, span[0]))
    inner = _inner_sentences(speech, quoted)
    start = max((s for s, _ in inner if s <= span[0]), default=quoted.start)
    regions = [(start, span[0])]
    if start == inner[0][0]:
        earlier = _neighbour(speech, quoted, -1)
        if earlier is not None and _runs_on(speech, earlier, quoted):
            regions.insert(0, _inner_sentences(speech, earlier)[-1])
    return tuple(r for r in regions if r[0] < r[1])


def _behind(speech: Speech, span: Region) -> tuple[Region, ...]:
    """The words of the same sentence and voice behind a part."""
    quoted = speech.outermost_at(*span)
    if quoted is None:
        sentence = speech.sentence_at(span[1] - 1)
        return _own_voice(speech, (span[1], sentence.end))
    inner = _inner_sentences(speech, quoted)
    end = min((e for _, e in inner if e >= span[1]), default=quoted.end)
    regions = [(span[1], end)]
    if end == inner[-1][1]:
        later = _neighbour(speech, quoted, 1)
        if later is not None and _runs_on(speech, quoted, later):
            regions.append(_inner_sentences(speech, later)[0])
    return tuple(r for r in regions if r[0] < r[1])


def _next_sentence(speech: Speech, span: Region, behind: Sequence[Region]) -> Region | None:
    """The sentence of the same voice that follows the one in which a part ends."""
    quoted = speech.outermost_at(*span)
    end = behind[-1][1] if behind else span[1]
    if quoted is None:
        paragraph = speech.paragraphs[speech.paragraph_at(span[0]) or 0]
        rest = sentences(speech.text, end, paragraph.end, speech.language)
        return (rest[0].start, rest[0].end) if rest else None
    for candidate in (quoted, _neighbour(speech, quoted, 1), _across(speech, quoted)):
        if candidate is None:
            continue
        for sentence in _inner_sentences(speech, candidate):
            if sentence[0] >= end:
                return sentence
    return None


def _inner_sentences(speech: Speech, quoted: Quoted) -> list[Region]:
    found = [(s.start, s.end) for s in sentences(speech.text, quoted.start, quoted.end, speech.language)]
    return found or [(quoted.start, quoted.end)]


def _neighbour(speech: Speech, quoted: Quoted, step: int) -> Quoted | None:
    """The quotation before or behind in the same paragraph, where a reporter's words interrupt."""
    same = _outermost(speech, speech.paragraphs[quoted.paragraph].start, speech.paragraphs[quoted.paragraph].end)
    number = same.index(quoted) + step
    return same[number] if 0 <= number < len(same) else None


def _outermost(speech: Speech, start: int, end: int) -> list[Quoted]:
    """The outermost quotations that begin between two places."""
    low = bisect_left(speech.quoted, start, key=lambda q: q.start)
    high = bisect_left(speech.quoted, end, key=lambda q: q.start)
    return [q for q in speech.quoted[low:high] if q.level == 0]


def _across(speech: Speech, quoted: Quoted) -> Quoted | None:
    """The quotation that goes on in the next paragraph, where this one was left open at the end of its own."""
    if quoted.closed:
        return None
    following = speech.paragraphs[quoted.paragraph + 1:quoted.paragraph + 2]
    return next(iter(_outermost(speech, following[0].start, following[0].end)), None) if following else None


def _runs_on(speech: Speech, a: Quoted, b: Quoted) -> bool:
    """True where a sentence begun in one quotation goes on in the next: a comma ends one, lower case opens the other."""
    ending = speech.text[a.start:a.end].rstrip()
    opening = speech.text[b.start:b.end].lstrip()
    ended = ending[-1:] in ".!?…" if ending else True
    return not ended and (opening[:1].islower() or opening[:1] in "—–-")


def _own_voice(speech: Speech, region: Region | None) -> tuple[Region, ...]:
    """A region without the quotations in it."""
    if region is None:
        return ()
    found, at = [], region[0]
    for quoted in _outermost(speech, *region):
        found.append((at, quoted.outer_start))
        at = max(at, quoted.outer_end)
    found.append((at, region[1]))
    return tuple(r for r in found if r[0] < r[1])


def _overlap(a: Region, b: Region) -> Region | None:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return (low, high) if low < high else None


# --- telling words ----------------------------------------------------------------------------------------------------


def _telling(speech: Speech, code: str, regions: Sequence[Region], hedges: bool = True) -> Iterator[Finding]:
    pattern = _pattern(speech.language, hedges)
    if pattern is None:
        return
    for start, end in regions:
        piece = speech.text[start:end]
        match = pattern.search(piece.replace("’", "'"))
        if match:
            yield Finding(code, piece[match.start():match.end()], start + match.start(), start + match.end())


def _dropped_question(speech: Speech, span: Region, behind: Sequence[Region]) -> Iterator[Finding]:
    if "?" in speech.text[span[0]:span[1]].rstrip()[-2:]:
        return
    for start, end in behind:
        tail = speech.text[start:end].rstrip(" \t\n\"'”’»“)]")
        if tail.endswith(("?", "？", "؟")):
            yield Finding("quote-drops-question", "?", start + len(tail) - 1, start + len(tail))
            return


def _contrast(speech: Speech, span: Region, behind: Sequence[Region]) -> Iterator[Finding]:
    pattern = _opener(speech.language)
    if pattern is None:
        return
    for start, end in behind:  # the same sentence goes on with a "but"
        rest = re.compile(r"[\s,;:—–-]*").match(speech.text, start, end)
        match = pattern.match(speech.text, rest.end() if rest else start, end)
        if match:
            yield Finding("quote-stops-before-but", match.group(), match.start(), match.end())
            return
    following = _next_sentence(speech, span, behind)
    if following is None:
        return
    match = pattern.match(speech.text, *following)
    if match:
        yield Finding("quote-stops-before-but", match.group(), match.start(), match.end())


@cache
def _pattern(language: str, hedges: bool) -> re.Pattern[str] | None:
    lists = language_lists(language)
    words = (*lists.negations, *lists.conditions, *lists.denials, *(lists.hedges if hedges else ()))
    return re.compile("|".join(_bounded(w) for w in sorted(set(words), key=lambda w: (-len(w), w))), re.IGNORECASE) if words else None


@cache
def _opener(language: str) -> re.Pattern[str] | None:
    words = language_lists(language).contrasts
    return re.compile("|".join(_bounded(w) for w in sorted(set(words), key=lambda w: (-len(w), w))), re.IGNORECASE) if words else None


def _bounded(word: str) -> str:
    """A pattern for a listed word or phrase: whole words; an ending such as n't may follow letters."""
    plain = word.replace("’", "'")
    before = "" if plain == "n't" or not plain[0].isalnum() else r"(?<!\w)"
    after = "" if not plain[-1].isalnum() else r"(?!\w)"
    return before + r"\s+".join(re.escape(w) for w in plain.split()) + after
