"""Which words: ways to cut a stretch of an archived text into the parts of a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..cases import SourceCase
from ..folding import UNSEEN

Region = tuple[int, int]

_EDGE = " \t\n\xa0\u202f\"“”„«»‹›‘’'「」"
_SEEN = re.compile(r"[^\W_]")


def selections(source: SourceCase, start: int, end: int) -> Iterator[tuple[Region, ...]]:
    """Ways to cut a stretch into the parts of a quotation: as it is, then whole sentences, then all that is quoted there, then what follows."""
    seen = set()
    for spans in (_parts(source, start, end), _sentences(source, start, end), _run(source, start, end), _onward(source, start, end)):
        if spans and spans not in seen:
            seen.add(spans)
            yield spans


def _parts(source: SourceCase, start: int, end: int) -> tuple[Region, ...]:
    """The stretch without marks; where it goes from one quotation into another, without the reporter's words between."""
    speech = source.speech
    if speech.form != "marks":
        return trimmed(source.text, in_turns(source, start, end))
    touched = speech.outermost_over(start, end)
    marked = [(max(start, q.start), min(end, q.end)) for q in touched]
    inside = trimmed(source.text, marked)
    if inside and not _SEEN.search(source.text, start, inside[0][0]) and not _SEEN.search(source.text, inside[-1][1], end):
        return inside
    pieces, at = [], start
    for quoted, region in zip(touched, marked, strict=True):
        pieces += [(at, min(end, max(at, quoted.outer_start))), region]
        at = max(at, quoted.outer_end)
    return trimmed(source.text, [*pieces, (at, end)])


def in_turns(source: SourceCase, start: int, end: int) -> list[Region]:
    """The stretch without labels and stage directions; all of it in a document."""
    turns = source.speech.turns_over(start, end)
    edges = [(max(start, turn.start), min(end, turn.end)) for turn in turns] or [(start, end)]
    found: list[Region] = []
    for first, last in edges:
        for aside in source.speech.asides:
            if first < aside.end and aside.start < last:
                found.append((first, aside.start))
                first = aside.end
        found.append((first, last))
    return [region for region in found if region[0] < region[1]]


def _sentences(source: SourceCase, start: int, end: int) -> tuple[Region, ...]:
    """The parts widened to whole sentences of the same voice."""
    found: list[Region] = []
    if source.speech.form != "marks":
        around = source.speech.sentences_over(start, end)
        return trimmed(source.text, in_turns(source, around.start, around.end))
    for first, last in _parts(source, start, end):
        quoted = source.speech.quoted_at(first, last)
        if quoted is not None:
            inner = [s for s in source.speech.sentences_of(quoted).all if s.start < last and first < s.end]
            region = (inner[0].start, inner[-1].end) if inner else (quoted.start, quoted.end)
        else:
            around = source.speech.sentences_over(first, last)
            quotations = source.speech.outermost_over(around.start, around.end)
            region = (max([q.outer_end for q in quotations if q.outer_end <= first], default=around.start),
                      min([q.outer_start for q in quotations if q.outer_start >= last], default=around.end))
        found += [] if found and region[0] < found[-1][1] else [region]
    return trimmed(source.text, found)


def _run(source: SourceCase, start: int, end: int) -> tuple[Region, ...]:
    """All quotations of the sentences that the stretch touches; in a transcript the whole turn."""
    speech = source.speech
    turns = speech.turns_over(start, end)
    if turns:
        return trimmed(source.text, in_turns(source, turns[0].start, turns[-1].end))
    around = speech.sentences_over(start, end)
    return trimmed(source.text, [(q.start, q.end) for q in speech.outermost_over(around.start, around.end)])


def _onward(source: SourceCase, start: int, end: int) -> tuple[Region, ...]:
    """The quotations of the sentences, and the one that follows in the paragraph: there may stand the speaker's "but"."""
    speech, spans = source.speech, _run(source, start, end)
    if not spans or speech.form != "marks":
        return ()
    paragraph = speech.paragraphs[speech.paragraph_at(spans[-1][1] - 1) or 0]
    behind = [q for q in speech.outermost_over(spans[-1][1], paragraph.end) if q.start >= spans[-1][1]]
    return trimmed(source.text, [*spans, *((q.start, q.end) for q in behind[:1])])


def trimmed(text: str, regions: Sequence[Region]) -> tuple[Region, ...]:
    """Regions with words in them, without white space, marks and the comma of the reporter's sentence at their ends."""
    found = []
    for start, end in regions:
        while start < end and (text[start] in _EDGE + UNSEEN or text[start] in ",;" or text[start] in "—–-" and text[start + 1:start + 2].isspace()):
            start += 1
        while end > start and (text[end - 1] in _EDGE + UNSEEN or text[end - 1] in ",;—–"):
            end -= 1
        if start < end and _SEEN.search(text, start, end):
            found.append((start, end))
    return tuple(found)


def utterances(source: SourceCase) -> tuple[Region, ...]:
    """The quotations of an article, those that a reporter's words only interrupt as one: “Sometimes,” she said, “it rains.” """
    speech = source.speech
    found: list[Region] = []
    for quoted in speech.outermost if speech.form == "marks" else ():
        before = found[-1] if found else None
        goes_on = (before is not None and source.text[quoted.start:quoted.end].lstrip()[:1].islower() and source.text[before[0]:before[1]].rstrip()[-1:] in (",", "—", "–")
                   and speech.sentences_over(*before) == speech.sentences_over(before[0], quoted.end))
        if goes_on and before is not None:
            found[-1] = (before[0], quoted.end)
        else:
            found.append((quoted.start, quoted.end))
    return tuple(found)


def words_of(text: str, span: Region) -> str:
    """Archived words as a contributor would type them: one blank for white space, nothing that is not seen."""
    return " ".join("".join(c for c in text[span[0]:span[1]] if c not in UNSEEN).split())
