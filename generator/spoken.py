"""An archived text and all that it marks as speech, with look-ups by place.

Offsets are code points of the unmodified text, end exclusive. Look-ups take a time that grows with the logarithm of
the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from . import transcript
from .frozen import dataclass, field
from .marks import Quoted, read_marks
from .sentences import Stretch, paragraphs, sentences
from .transcript import Turn


class Sentences(NamedTuple):
    """The sentences of a stretch, in order, and where they start."""

    all: tuple[Stretch, ...]
    starts: list[int]


@dataclass(frozen=True)
class Speech:
    """What an archived text marks as speech; each part is worked out once, when first asked for.

    `form`: `marks` (an article), `transcript` or `document`. `labels`: the transcript's labels that the record lists.
    """

    text: str
    language: str
    form: str = "marks"
    labels: tuple[str, ...] = ()
    _sentences: dict[tuple[int, int], Sentences] = field(default_factory=dict, init=False, repr=False, compare=False)
    _over: dict[tuple[int, int], Stretch] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def paragraphs(self) -> tuple[Stretch, ...]:
        """The paragraphs in order."""
        return paragraphs(self.text)

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """All marked stretches in order of their start, nested ones behind those around them."""
        return read_marks(self.text, self.paragraphs, self.language, dashes=self.form == "marks")

    @cached_property
    def outermost(self) -> tuple[Quoted, ...]:
        """The marked stretches of level 0, in order; they do not overlap."""
        return tuple(q for q in self.quoted if q.level == 0)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of a transcript, in order; else empty."""
        return transcript.turns(self.text, self.paragraphs, self.labels) if self.form == "transcript" else ()

    @cached_property
    def asides(self) -> tuple[Stretch, ...]:
        """Stage directions and heckles of a transcript; else empty."""
        return transcript.asides(self.text, 0, len(self.text)) if self.form == "transcript" else ()

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [q.outer_start for q in self.quoted]

    @cached_property
    def _outermost_starts(self) -> list[int]:
        return [q.outer_start for q in self.outermost]

    @cached_property
    def _outermost_insides(self) -> list[int]:
        return [q.start for q in self.outermost]

    @cached_property
    def _turn_starts(self) -> list[int]:
        return [t.start for t in self.turns]

    @cached_property
    def around(self) -> list[int]:
        """For each marked stretch the number of the one directly around it, or -1."""
        found: list[int] = []
        open_: list[int] = []
        for number, quoted in enumerate(self.quoted):
            del open_[quoted.level :]
            found.append(open_[-1] if open_ else -1)
            open_.append(number)
        return found

    def paragraph_at(self, i: int) -> int | None:
        """The number of the paragraph that holds a place; None between paragraphs."""
        number = bisect_right(self._paragraph_starts, i) - 1
        return number if number >= 0 and i < self.paragraphs[number].end else None

    def sentence_at(self, i: int) -> Stretch:
        """The sentence that holds a place, or the last one before it; an empty stretch where there is none."""
        number = bisect_right(self._paragraph_starts, i) - 1
        if number < 0:
            return Stretch(i, i)
        found = self.sentences_of(self.paragraphs[number])
        return found.all[max(0, bisect_right(found.starts, i) - 1)] if found.all else Stretch(i, i)

    def sentences_of(self, stretch: Stretch | Quoted) -> Sentences:
        """The sentences of a paragraph, or inside a pair of marks; worked out once."""
        found = self._sentences.get((stretch.start, stretch.end))
        if found is None:
            all_ = sentences(self.text, stretch.start, stretch.end, self.language)
            found = self._sentences[stretch.start, stretch.end] = Sentences(all_, [s.start for s in all_])
        return found

    def sentences_over(self, start: int, end: int) -> Stretch:
        """From the start of the first to the end of the last sentence that a span touches, across paragraphs too.

        Kept, for the same span is asked about again and again.
        """
        found = self._over.get((start, end))
        if found is None:
            found = self._over[start, end] = Stretch(self.sentence_at(start).start, self.sentence_at(max(start, end - 1)).end)
        return found

    def quoted_at(self, start: int, end: int) -> Quoted | None:
        """The innermost marked stretch that holds a whole span (its marks may belong to the span); else None."""
        number = self.innermost(start, end)
        return self.quoted[number] if number >= 0 else None

    def innermost(self, start: int, end: int) -> int:
        """The number in `quoted` of the innermost marked stretch that holds a whole span; else -1."""
        number = bisect_right(self._quoted_starts, start) - 1
        while number >= 0 and self.quoted[number].outer_end < end:
            number = self.around[number]
        return number

    def outermost_at(self, start: int, end: int) -> Quoted | None:
        """The marked stretch of level 0 that holds a whole span; else None."""
        number = bisect_right(self._outermost_starts, start) - 1
        return self.outermost[number] if number >= 0 and end <= self.outermost[number].outer_end else None

    def outermost_over(self, start: int, end: int) -> tuple[Quoted, ...]:
        """The marked stretches of level 0 that a span touches, in order."""
        first = bisect_right(self._outermost_starts, start) - 1
        if first < 0 or self.outermost[first].outer_end <= start:
            first += 1
        return self.outermost[first : bisect_left(self._outermost_starts, end)]

    def outermost_from(self, start: int, end: int) -> tuple[Quoted, ...]:
        """The marked stretches of level 0 whose words begin in a stretch of the text, in order."""
        return self.outermost[bisect_left(self._outermost_insides, start) : bisect_left(self._outermost_insides, end)]

    def turns_over(self, start: int, end: int) -> tuple[Turn, ...]:
        """The turns that a span touches, in order; none for a span inside a stage direction or heckle."""
        if self._is_aside(start, end):
            return ()
        first = max(0, bisect_right(self._turn_starts, start) - 1)
        behind = bisect_left(self._turn_starts, end)
        return tuple(t for t in self.turns[first:behind] if t.end > start)

    def _is_aside(self, start: int, end: int) -> bool:
        number = bisect_right(self.asides, start, key=lambda s: s.start) - 1
        return number >= 0 and end <= self.asides[number].end
