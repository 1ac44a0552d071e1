"""Shared by the rules on who said it: the line of `attribution` that would prove it."""

from __future__ import annotations

from ..attribution import Mention, Tie
from ..diagnostics import Note
from ..proof import SourceCase, StatementCase, actor_of
from . import placed
from .case import Case

_MOST = 60  # characters of an attribution to paste


def name_of(actor: str, case: Case) -> str:
    """The name of `kind/id`."""
    kind, _, id = actor.partition("/")
    entry = case.records.by_kind.get(kind, {}).get(id)
    name = getattr(entry.record, "name", None) or getattr(entry.record, "title", None) if entry else None
    return name or next(iter(case.country_names.get(id, ())), id)


def speaker_of(statement: StatementCase, case: Case) -> str:
    """`kind/id` of the speaker."""
    return actor_of(statement.record.speaker or "", case.records)


def judged(statement: StatementCase, case: Case) -> Tie | None:
    """What ties the words to their speaker; None where that was reported otherwise: no place for the words, no such speaker."""
    return statement.tie if speaker_of(statement, case) else None


def near(statement: StatementCase, source: SourceCase) -> tuple[int, int]:
    """Where an attribution may stand: the paragraphs of the words and the one before."""
    speech = source.speech
    first, last = speech.paragraph_at(statement.quote.start) or 0, speech.paragraph_at(statement.quote.end - 1) or 0
    return speech.paragraphs[max(0, first - 1)].start, speech.paragraphs[last].end


def to_paste(statement: StatementCase, source: SourceCase, case: Case) -> tuple[Note, ...]:
    """A line of `attribution` with words that name the speaker near the quote, where there are such words."""
    speaker = speaker_of(statement, case)
    mentions = [m for m in source.names.mentions(source.text, *near(statement, source)) if source.speech.outermost_at(m.start, m.end) is None]
    own = [m for m in mentions if speaker in m.actors]
    if not own:
        return ()
    start = statement.quote.start
    best = min(own, key=lambda m: (abs(m.start - start), m.start))
    return (Note("to paste", f"attribution: {placed.fragment(_clause(best, mentions, source))}"),)


def nearby(statement: StatementCase, source: SourceCase) -> Note:
    """The paragraph that the words stand in."""
    return Note(f"the source has, {placed.place(source, statement.quote.start)}", placed.around(source, statement.quote.start, statement.quote.end, 90))


def _clause(mention: Mention, mentions: list[Mention], source: SourceCase) -> str:
    """The name and the words behind it, up to another name, a quotation or the end of the sentence."""
    end = min(source.speech.sentences_over(mention.start, mention.end).end, mention.start + _MOST)
    end = min((m.start for m in mentions if mention.end <= m.start < end), default=end)
    end = min((q.outer_start for q in source.speech.outermost_over(mention.end, end) if q.outer_start >= mention.end), default=end)
    words = source.text[mention.start:end].split("\n")[0]
    if end < len(source.text) and source.text[end - 1].isalnum() and source.text[end].isalnum():
        words = words.rpartition(" ")[0]
    words = words.rstrip(" ,.:;—–-")
    return words if len(words) >= mention.end - mention.start else source.text[mention.start:mention.end]
