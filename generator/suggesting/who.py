"""Who says it: by the labels, the issuer, or the reporter's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..cases import SourceCase
from ..frozen import dataclass, replace
from ..mentions import Mention
from ..naming import Sayer, sayers
from ..voices import actor_of
from .names import as_recorded
from .words import Region


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who seems to be speaking. `actor`: `kind/id`, empty where no record has the name; `sayer`: the name or description in the text, if any.

    `is_sure`: the reporter's words name this one and nobody else. `others`: who else could be meant. `label`: that of a transcript.
    """

    actor: str
    sayer: Sayer | None
    is_sure: bool
    others: tuple[str, ...] = ()
    label: str = ""

    @property
    def id(self) -> str:
        """The id of the speaker; empty where nobody is known."""
        return self.actor.partition("/")[2]


def speaker_of(source: SourceCase, spans: Sequence[Region], wanted: str = "") -> Speaker:
    """Who seems to be speaking, by the labels, the issuer or the reporter's own words; `wanted` is the contributor's word for it."""
    voices, speech = source.voices, source.speech
    if wanted:
        return Speaker(actor_of(wanted, voices.records), None, True)
    low, high = voices.neighbourhood(spans)
    around = speech.sentences_over(spans[0][0], spans[-1][1])
    named = [m for m in voices.named_in(low, high) if speech.outermost_at(m.start, m.end) is None]
    issuer = actor_of(source.record.issuer or "", voices.records) if speech.form == "document" else ""
    labelled = [actor_of(id, voices.records) for id in (*source.record.labels.values(), *(turn.speaker for turn in source.record.turns))]
    possible = dict.fromkeys(actor for actor in (*labelled, *(a for m in named for a in m.actors)) if actor)
    if speech.form == "document":
        return Speaker(issuer or f"sources/{source.entry.id}", None, True)
    if speech.form == "transcript":
        heard = (m for t in speech.turns_over(*spans[0]) for m in source.names.mentions(t.label, 0, len(t.label)))
        return _labelled(source, spans, [*possible, *(actor for mention in heard for actor in mention.actors)])
    found = _by_reporter(source, spans, (around.start, around.end), named, tuple(possible))
    return found if found.actor or found.sayer is None else replace(found, sayer=as_recorded(speech, found.sayer))


def _labelled(source: SourceCase, spans: Sequence[Region], possible: Sequence[str]) -> Speaker:
    tied = [actor for actor in dict.fromkeys(possible) if source.voices.tie(actor, spans, (), False).verdict == "tied"]
    if len(tied) == 1:
        return Speaker(tied[0], None, True)
    turns = source.speech.turns_over(*spans[0])
    label = Sayer(turns[0].label_start, turns[0].label_end, turns[0].label, turns[0].label, "", turns[0].label_end) if turns else None
    return Speaker("", label, False, tuple(tied), turns[0].label if turns else "")


def _by_reporter(source: SourceCase, spans: Sequence[Region], around: Region, named: Sequence[Mention], possible: tuple[str, ...]) -> Speaker:
    """In the sentence a name beside a verb of saying; else the only one whom the rules tie to the words."""
    for sayer in _nearest_first(sayers(source.speech, *around), spans):
        actors = _bearing(sayer, named)
        if not actors and not sayer.name and sayer.head < sayer.end:  # "a statement from the Prime Minister"
            actors = _people_first([a for m in named if sayer.head <= m.start < around[1] for a in m.actors])
            return Speaker("", sayer, False, actors)
        return Speaker(actors[0], sayer, True) if len(actors) == 1 else Speaker("", sayer, False, actors)
    tied = tuple(actor for actor in possible if source.voices.tie(actor, spans, (), False).verdict == "tied")
    is_marked = any(source.speech.outermost_over(*span) for span in spans)
    here = {actor for m in named if around[0] <= m.start < around[1] for actor in m.actors if actor.startswith("people/")}
    if len(here) == 1 and here <= set(tied) and is_marked:
        return Speaker(min(here), None, True)
    low, high = source.voices.neighbourhood(spans)
    paragraph = source.speech.paragraphs[source.speech.paragraph_at(spans[0][0]) or 0].start
    for sayer in _nearest_first(sayers(source.speech, paragraph, high), spans):  # in the other sentences of the paragraph
        actors = _bearing(sayer, named)
        return Speaker(actors[0], sayer, True) if len(actors) == 1 and actors[0] in tied and is_marked else Speaker("", sayer, False, actors)
    people = tuple(actor for actor in tied if actor.startswith("people/"))
    if len(people) == 1 and is_marked:
        return Speaker(people[0], None, True)
    for sayer in reversed(sayers(source.speech, low, spans[0][0])):
        return Speaker("", sayer, False, _bearing(sayer, named))
    return Speaker("", None, False, _people_first(possible))


def _bearing(sayer: Sayer, named: Sequence[Mention]) -> tuple[str, ...]:
    """The actors whose name holds the last word of those that mean the speaker: in "the French spokesman Jean Exemple" not France."""
    return _people_first([a for m in named if m.start < sayer.head <= m.end for a in m.actors])


def _nearest_first(found: Sequence[Sayer], spans: Sequence[Region]) -> list[Sayer]:
    return sorted(found, key=lambda sayer: (min(max(start - sayer.end, sayer.start - end, 0) for start, end in spans), sayer.start))


def _people_first(actors: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """The people among some actors, or all of them where none is a person: an office names its country too."""
    every = tuple(dict.fromkeys(actors))
    return tuple(a for a in every if a.startswith("people/")) or every
