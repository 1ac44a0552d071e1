"""What may tie words to their speaker: exact words of the text that name the speaker and nobody else, or an earlier statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..cases import SourceCase
from ..mentions import Mention
from ..naming import says_pronoun, sayers
from ..yaml_lines import Value
from .who import Speaker
from .words import Region, words_of


def ties(source: SourceCase, spans: Sequence[Region], speaker: Speaker) -> Iterator[Mapping[str, Value]]:
    """What may tie the words to their speaker: nothing more, words with the name, a pronoun and the name, an earlier statement."""
    yield {}
    outer = [s.record.id for s in source.statements if s.quote.found and s.quote.start <= spans[0][0] and spans[-1][1] <= s.quote.end]
    quoted = source.speech.quoted_at(*spans[0])
    if outer and (source.speech.form != "marks" or quoted and quoted.level > 0):
        yield {"within": outer[0]}
    low, high = source.voices.neighbourhood(spans)
    near = [m for m in source.voices.named_in(low, high) if source.speech.outermost_at(m.start, m.end) is None]
    own = sorted((m for m in near if speaker.actor in m.actors), key=lambda m: (min(abs(m.start - s[0]) for s in spans), m.start))
    clauses = [words for m in own for words in _clauses(source, m, near)]
    earlier = [s for s in source.statements if s.words.speaker == speaker.actor and s.quote.found and s.quote.end <= spans[0][0]]
    continues = {"continues": max(earlier, key=lambda s: s.quote.end).record.id} if earlier else {}
    for words in dict.fromkeys(clauses):
        yield {"attribution": words}
    around = source.speech.sentences_over(spans[0][0], spans[-1][1])
    pronouns = [words_of(source.text, span) for span in says_pronoun(source.speech, around.start, around.end)]
    for pronoun in pronouns[:2]:
        for words in dict.fromkeys(clauses):
            yield {"attribution": [words, pronoun]}
    if continues:
        yield continues
        for words in dict.fromkeys((*clauses[:2], *pronouns[:1])):
            yield {**continues, "attribution": words}


def _clauses(source: SourceCase, mention: Mention, near: Sequence[Mention]) -> Iterator[str]:
    """Words that hold a name and no other: with the verb behind it, with the words before it, alone."""
    text, sentence = source.text, source.speech.sentences_over(mention.start, mention.end)
    outside = source.speech.outermost_over(sentence.start, sentence.end)
    low = max([sentence.start, *(m.end for m in near if m.end <= mention.start), *(q.outer_end for q in outside if q.outer_end <= mention.start)])
    high = min([sentence.end, *(m.start for m in near if m.start >= mention.end), *(q.outer_start for q in outside if q.outer_start >= mention.end)])
    behind = text[mention.end:high].split()
    before = text[low:mention.start].split()
    name = text[mention.start:mention.end]
    said = next((n for n, word in enumerate(behind[:10], 1) if sayers(source.speech, mention.start, mention.end + _reach(text, mention.end, n))), 0)
    if said:
        yield _tidy(text[mention.start:mention.end + _reach(text, mention.end, said)])
    if before:
        start = _back(text, mention.start, low, min(len(before), 2))
        yield _tidy(text[start:mention.end])
    if behind:
        yield _tidy(text[mention.start:mention.end + _reach(text, mention.end, min(len(behind), 3))])
    yield name


def _reach(text: str, at: int, words: int) -> int:
    """How many characters so many words behind a place take."""
    matches = re.compile(r"\S+").finditer(text, at)
    end = at
    for _, match in zip(range(words), matches, strict=False):
        end = match.end()
    return end - at


def _back(text: str, at: int, low: int, words: int) -> int:
    """Where the words before a place begin."""
    while words and at > low:
        space = text.rfind(" ", low, at - 1)
        at = low if space < 0 else space + 1
        words -= 1
    return at


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,.:;—–-")
