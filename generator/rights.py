"""How many of a publisher's own words the site prints, against what the source's rights allow.

What speakers said may be shown whole. The publisher's own voice is what stands outside of all
marks of speech. Of it the site prints: reported words that have no paraphrase of ours, the
archived sentence around a partly quoted statement that has none, and conditions, reasons,
prompts and phrases of time. The evidence of facts and what is not speech prove only; they
are not printed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .cases import Keyed, SourceCase
from .counting import count_words
from .frozen import dataclass
from .speech import Stretch

__all__ = ["Contribution", "contributions", "count_words", "own_words", "own_words_published"]

_SHOWN_WITH_MARKS = frozenset({"direct", "transcript", "document"})


@dataclass(frozen=True, slots=True)
class Contribution:
    """How many of the publisher's own words one record prints, and as what."""

    owner: str
    what: str
    words: int


def own_words(source: SourceCase) -> int:
    """The words of a source in its publisher's own voice."""
    return source.own_words


def own_words_published(source: SourceCase) -> int:
    """How many of these the site prints; words that several records print count once."""
    spans = [span for printed in _printed(source) for span in printed.spans]
    return _own_within(source.text, source.own_voice, spans) if spans else 0


def contributions(source: SourceCase) -> tuple[Contribution, ...]:
    """What each record prints of the publisher's own words; words that two records print count for both."""
    own = source.own_voice
    found = (Contribution(p.owner, p.what, _own_within(source.text, own, p.spans)) for p in _printed(source))
    return tuple(c for c in found if c.words)


@dataclass(frozen=True, slots=True)
class _Printed:
    owner: str
    what: str
    spans: tuple[tuple[int, int], ...]


def _printed(source: SourceCase) -> Iterator[_Printed]:
    """The stretches of the archived text that the site prints, record by record, in whatever voice."""
    for case in source.statements:
        if case.record.withdrawn or case.record.erased or not case.quote.found:
            continue
        if case.record.paraphrase is None:
            yield from _words(case.record.id, case.quote, case.speech, source)
        for keyed in case.extra:
            if keyed.found:
                yield _Printed(case.record.id, keyed.role, tuple((m.start, m.end) for m in keyed.found))
    for fact in source.facts:
        for keyed in fact.extra:
            if keyed.found:
                yield _Printed(fact.record.id, keyed.role, tuple((m.start, m.end) for m in keyed.found))
    for words in source.wordings:
        if words.quote.found:
            yield from _words(words.record.id, words.quote, words.speech, source)


def _words(owner: str, keyed: Keyed, kinds: Sequence[str], source: SourceCase) -> Iterator[_Printed]:
    """Reported words as they stand, and the sentence around partly quoted ones."""
    for match, kind in zip(keyed.found, kinds, strict=True):
        if kind == "partial":
            sentence = source.speech.sentences_over(match.start, match.end)
            yield _Printed(owner, "the sentence around a part", ((sentence.start, sentence.end),))
        elif kind not in _SHOWN_WITH_MARKS:
            yield _Printed(owner, "reported words", ((match.start, match.end),))


def _own_within(text: str, own: Sequence[Stretch], spans: Sequence[tuple[int, int]]) -> int:
    """The publisher's own words inside of spans; a word that several spans hold counts once."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        start = max(start, reached)
        number = max(0, bisect_left(own, start, key=lambda s: s.start) - 1)
        while number < len(own) and own[number].start < end:
            low, high = max(start, own[number].start), min(end, own[number].end)
            total += count_words(text, low, high) if low < high else 0
            number += 1
        reached = max(reached, end)
    return total
