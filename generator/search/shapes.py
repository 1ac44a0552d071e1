"""The shapes that pass from the dossier to the index: plain values. This module needs nothing, so that the index needs little."""

from __future__ import annotations

from ..frozen import dataclass


Piece = tuple[str, str]  # kind and text of a `quotation.Piece`, or of a run of our prose; "paragraphs" is a quote that runs over some
Line = tuple[str, tuple[Piece, ...]]  # kind of a `quotation.Line`, or "prompt"


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that a search can find. Plain texts and numbers in tuples throughout."""

    key: str  # kind and id, "statements/leavitt-rules-out-boots"; unique
    order: tuple[int, int]  # group, and within it the older first
    kind: str  # what it is, in a word
    path: str  # of its page, from the site's root; may end in a fragment
    title: str  # in our words
    date: tuple[str, str]  # in words and for machines; empty where there is none
    lines: tuple[Line, ...] = ()  # what a result shows of it, searched too
    lang: tuple[str, str] = ("", "")  # BCP 47 and direction of archived words in `lines`
    known: tuple[str, ...] = ()  # rung, kinds of speech, through whom it came
    readings: tuple[str, ...] = ()  # our reading: question and stance
    notes: tuple[str, ...] = ()  # corrected, disputed, answered
    source: str = ""  # title of the source
    also: tuple[str, ...] = ()  # words that find it and are not shown
    filters: tuple[str, ...] = ()  # "country:de", "question:troops", "stance:troops:rules-out", "rung:reported", "year:2025"

    def plain(self) -> tuple[object, ...]:
        """The same as a tuple of plain values, which `marshal` takes."""
        return (self.key, self.order, self.kind, self.path, self.title, self.date, self.lines, self.lang, self.known, self.readings,
                self.notes, self.source, self.also, self.filters)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; `group` puts values under a heading."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter and its values, those that occur."""

    name: str
    label: str
    choices: tuple[Choice, ...]
