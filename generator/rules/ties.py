"""Shared by the rules on who said it: the line of `attribution` that would prove it."""

from __future__ import annotations

from .. import quotes
from ..attribution import Tie
from ..cases import SourceCase, StatementCase, WordsCase
from ..diagnostics import Note, Span
from ..mentions import Mention
from ..voices import actor_of
from . import placed
from .case import Case

_MOST = 60  # characters of an attribution to paste


def name_of(actor: str, case: Case) -> str:
    """The name of `kind/id`."""
    kind, _, id = actor.partition("/")
    entry = case.records.by_kind.get(kind, {}).get(id)
    name = getattr(entry.record, "name", None) or getattr(entry.record, "title", None) if entry else None
    return name or next(iter(case.country_names.get(id, ())), id)


def judged(words: WordsCase) -> Tie | None:
    """What ties the words to their speaker; None where that was reported otherwise: no place for the words, no such speaker."""
    return words.tie if words.speaker else None


def of_prompt(statement: StatementCase, source: SourceCase, case: Case) -> tuple[str, Tie] | None:
    """Who is said to have asked, as `kind/id`, and what ties the prompt to them; None where nobody is named, no record has the id,
    or the publisher asked, whose own voice the text is."""
    prompt = next((keyed for keyed in statement.extra if keyed.role == "prompt" and keyed.found), None)
    if prompt is None or statement.record.prompt is None or statement.record.prompt.speaker is None:
        return None
    first = source.record.derived_from
    asker = actor_of(statement.record.prompt.speaker, case.records)
    if not asker or statement.record.prompt.speaker in (source.record.publisher, first.publisher if first else None):
        return None
    return asker, source.voices.tie(asker, prompt.spans, (), False)


def place_of(words: WordsCase) -> Span:
    """Where the fault is told: at the typed attribution, else at the speaker."""
    typed = words.attribution[0].span() if words.attribution else None
    return typed or words.span("speaker")


def to_paste(words: WordsCase, source: SourceCase) -> tuple[Note, ...]:
    """A line of `attribution` with words near the quote that tie it to its speaker; none where there are no such words."""
    mentions = [m for m in source.voices.named_in(*source.voices.neighbourhood(words.quote.spans))
                if source.speech.outermost_at(m.start, m.end) is None]
    own = sorted((m for m in mentions if words.speaker in m.actors), key=lambda m: (abs(m.start - words.quote.start), m.start))
    low, high = source.voices.neighbourhood(words.quote.spans)
    for mention in own:
        for line in (_clause(mention, mentions, source), source.text[mention.start:mention.end]):
            place = (mention.start, mention.start + len(line))
            ties = source.voices.tie(words.speaker, words.quote.spans, [place], words.is_inner).verdict == "tied"
            if ties and quotes.find(line, source.text[low:high], source.record.language).matches:
                return (Note("to paste", f"attribution: {placed.fragment(line)}"),)
    return ()


def nearby(words: WordsCase, source: SourceCase) -> Note:
    """The words in their paragraph."""
    return Note(f"the source has, {placed.place(source, words.quote.start)}", placed.around(source, words.quote.start, words.quote.end, 120))


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
