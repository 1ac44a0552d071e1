"""Whether words are tied to their speaker, given who is named around them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from .frozen import dataclass
from .mentions import Mention


@dataclass(frozen=True, slots=True)
class Tie:
    """What stands near the words about who speaks.

    `verdict`: `tied`; `not-near` nothing names the speaker; `unclear` several could be meant;
    `another` somebody else is named. `by`: the stretches that name the speaker. `others`: actors in the way.
    """

    verdict: str
    by: tuple[tuple[int, int], ...] = ()
    others: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """The names in a stretch around one part of a quotation, and whether a typed attribution stands in it."""

    mentions: tuple[Mention, ...]
    attribution: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Mentions around a statement's words, without those that stand inside quotations."""

    sentence: tuple[Mention, ...]  # in the sentences that hold the parts
    paragraph: tuple[Mention, ...]  # in the rest of their paragraph
    attribution: tuple[Mention, ...]  # in the typed attribution
    attribution_typed: bool
    attribution_in_sentence: bool
    parts: tuple[Iterable[Area], ...] = ()  # for each part its sentences, its paragraphs, these and the one before


def tie(speaker: str, rivals: Container[str], around: Surroundings) -> Tie:
    """Whether the words are tied to `speaker` (`kind/id`), given who else could be meant.

    `rivals`: the actors that count as other speakers: all people, and the organisations and
    countries that speak in this source.
    """
    verdict = _tie_typed(speaker, rivals, around) if around.attribution_typed else _tie_near(speaker, rivals, around)
    return (_spliced(speaker, rivals, around) or verdict) if verdict.verdict == "tied" else verdict


def _tie_near(speaker: str, rivals: Container[str], around: Surroundings) -> Tie:
    for area in (around.sentence, around.paragraph):
        verdict = _tie_within(speaker, rivals, area)
        if verdict is not None:
            return verdict
    return Tie("not-near")


def _spliced(speaker: str, rivals: Container[str], around: Surroundings) -> Tie | None:
    """Who else is named beside a part where nothing names the speaker: a name lends its voice to the parts around it, not to all."""
    for areas in around.parts:
        for area in areas:
            verdict = _tie_within(speaker, rivals, area.mentions)
            if verdict is not None and verdict.verdict != "tied" and not area.attribution:
                return verdict
            if verdict is not None or area.attribution:
                break
        else:
            if len(around.parts) > 1:
                return Tie("not-near")
    return None


def _tie_typed(speaker: str, rivals: Container[str], around: Surroundings) -> Tie:
    verdict = _tie_within(speaker, rivals, around.attribution)
    if verdict is None:
        return Tie("unclear", reason="the attribution names nobody: add the words that the pronoun stands for")
    if verdict.verdict != "tied":
        own = [m for m in around.attribution if speaker in m.actors]
        return Tie("another" if not own or verdict.verdict == "another" else "unclear", verdict.by, verdict.others, "the attribution")
    if not around.attribution_in_sentence:
        here = _tie_within(speaker, rivals, around.sentence)
        if here is not None and here.verdict == "another":
            return here
    return verdict


def _tie_within(speaker: str, rivals: Container[str], mentions: Sequence[Mention]) -> Tie | None:
    """The verdict of one area; None where it names nobody who could speak."""
    if not mentions:
        return None
    own = [m for m in mentions if speaker in m.actors]
    named = {a for m in mentions if speaker not in m.actors for a in m.actors if a in rivals}
    alone = [m for m in own if len(m.actors) == 1 or not any(a in rivals for a in m.actors if a != speaker)]
    if alone and not named:
        return Tie("tied", tuple((m.start, m.end) for m in alone))
    if own:
        shared = {a for m in own for a in m.actors if a != speaker and a in rivals}
        return Tie("unclear", tuple((m.start, m.end) for m in own), tuple(sorted(named or shared)))
    if named:
        return Tie("another", (), tuple(sorted(named)))
    return None
