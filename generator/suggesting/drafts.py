"""A statement as it would be written, tried by the rules."""

from __future__ import annotations

from collections.abc import Mapping

from .. import quotes
from ..canonical import canonical
from ..cases import SourceCase
from ..diagnostics import Diagnostic
from ..frozen import dataclass, field, replace
from ..workbench import Judged, Workbench
from ..yaml_lines import Value, entry
from .ids import new_id
from .ties import ties
from .who import Speaker, speaker_of
from .words import Region, in_turns, selections, trimmed, words_of

_CUTS = frozenset({"quote-drops-negation", "quote-drops-question", "quote-stops-before-but", "quote-gap-hides-negation", "quote-mid-word",
                   "quote-cuts-number", "words-not-marked-as-speech"})  # what more words may mend
_TIES = frozenset({"quote-inside-a-quote", "speaker-not-near-quote", "attribution-unclear", "attribution-names-another", "attribution-not-in-source"})
_TRIES = 24  # attributions that are tried for one selection of words


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as it would be written. `errors`: what `check` would say of it; empty where it passes.

    `is_widened`: more words were taken than asked for, since these alone do not pass, for the reasons in `because`.
    """

    source: str
    spans: tuple[Region, ...]
    speaker: Speaker
    fields: Mapping[str, Value]
    errors: tuple[Diagnostic, ...]
    judged: Judged | None
    is_widened: bool = False
    because: tuple[Diagnostic, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether `check` would find no error in it."""
        return self.judged is not None and not self.errors

    @property
    def is_reported(self) -> bool:
        """Whether some of the words are not marked as speech, so that a sentence of ours should say what was said."""
        placed = self.judged.statement if self.judged else None
        return placed is not None and "indirect" in placed.speech and "paraphrase" not in self.fields

    def block(self, indent: int = 2) -> str:
        """The lines of YAML, as an entry of `statements:`."""
        return in_form(self.fields, indent)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a contributor gave: the speaker's id, the statement's id, answers (question to stance or to a mapping).

    `paraphrase`: a sentence of ours that says what was said. `whole`: take whole sentences where the words are a part of some.
    """

    speaker: str = ""
    id: str = ""
    answers: Mapping[str, Value] = field(default_factory=dict)
    whole: bool = False
    paraphrase: str = ""


def draft(bench: Workbench, id: str, start: int, end: int, wish: Wish) -> Draft | None:
    """The first way to state the words of a stretch that passes, else the one with the words as asked for and its errors.

    None where nobody can say them: a stage direction, a label.
    """
    source = bench.source(id)
    first: Draft | None = None
    ways = list(selections(source, start, end))
    for spans in ways[1:] if wish.whole and len(ways) > 1 else ways:
        speaker = speaker_of(source, spans, wish.speaker)
        made = _tried(bench, source, spans, speaker, wish)
        if first is None:
            first = made
        if made.passes:
            return replace(made, is_widened=made is not first, because=first.errors if made is not first else ())
        if not {d.code for d in made.errors} & _CUTS:
            break
    return first


def in_form(fields: Mapping[str, Value], indent: int, key: str = "statements") -> str:
    """An entry of a list of a source's file, in the one form of YAML."""
    alone = canonical("data/sources/alone.yml", f"{key}:\n{entry(fields, 2)}".encode()).data
    lines = (alone or b"").decode("utf-8").partition(f"{key}:\n")[2].splitlines()
    return "".join(f"{' ' * indent}{line[2:]}\n" for line in lines) or entry(fields, indent)


def _tried(bench: Workbench, source: SourceCase, spans: tuple[Region, ...], speaker: Speaker, wish: Wish) -> Draft:
    """The statement with the first tie between words and speaker that passes."""
    quoted = [words_of(source.text, span) for span in spans]
    base: dict[str, Value] = {
        "id": wish.id or new_id(bench, speaker, quoted), "speaker": speaker.id or "SPEAKER", "quote": quoted[0] if len(quoted) == 1 else quoted,
        **({"paraphrase": wish.paraphrase} if wish.paraphrase else {})}
    tail: dict[str, Value] = {"answers": dict(wish.answers)} if wish.answers else {}
    if not speaker.actor:
        return Draft(source.entry.id, spans, speaker, base | tail, (), None)
    first: Draft | None = None
    for number, tie in enumerate(ties(source, spans, speaker)):
        made = _judged(bench, source, spans, speaker, base, {**tie, **tail})
        if {d.code for d in made.errors} == {"prompt-missing"} and (asked := _question(source, spans[0][0], speaker.actor)):
            made = _judged(bench, source, spans, speaker, base, {**tie, "prompt": asked, **tail})
        first = first or made
        if made.passes or number == _TRIES or not {d.code for d in made.errors} <= _TIES:
            return made
    assert first is not None
    return first


def _judged(bench: Workbench, source: SourceCase, spans: tuple[Region, ...], speaker: Speaker, base: Mapping[str, Value], more: Mapping[str, Value]) -> Draft:
    """The statement, with `occurrence` where its words stand in several places and the rules would take another."""
    for selector in ({}, {"occurrence": str(_occurrence(source, spans[0]))}):
        fields = {**base, **selector, **more}
        judged = bench.judge(source.entry.id, lambda indent, fields=fields: in_form(fields, indent))  # type: ignore[misc]
        placed = judged.statement
        there = placed is not None and placed.quote.found and placed.quote.start == spans[0][0] and placed.quote.end == spans[-1][1]
        is_elsewhere = placed is not None and (bool(placed.quote.found) or any(d.code == "quote-ambiguous" for d in judged.errors)) and not there
        if not is_elsewhere:
            break
    return Draft(source.entry.id, spans, speaker, fields, judged.errors, judged)


def _question(source: SourceCase, place: int, speaker: str) -> str:
    """The last sentence before an answer that asks, without its label; empty where none does."""
    low, high = source.voices.asked_in(speaker, place)
    asked = [(max(low, s.start), s.end) for p in source.speech.paragraphs if p.start < high and low < p.end
             for s in source.speech.sentences_of(p).all if low < s.end <= high and source.text[s.end - 1] in "?؟？"]
    parts = trimmed(source.text, in_turns(source, *asked[-1])) if asked else ()
    return words_of(source.text, parts[-1]) if parts else ""


def _occurrence(source: SourceCase, span: Region) -> int:
    """Which of the places of the words of a span it is, from 1."""
    places = quotes.find(words_of(source.text, span), source.text, source.record.language).matches
    return 1 + sum(match.start < span[0] for match in places)
