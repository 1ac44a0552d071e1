"""Who said it: the names of actors in an archived text, and whether words are tied to their speaker.

A name is a run of words. Names are looked up by their first word, so that a
paragraph costs one look-up a word, however many actors the dossier knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .languages import language_lists
from .model import Country, Organisation, Person, Record

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"a", "an", "the", "one", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: code points, end exclusive, and the actors (`kind/id`) that bear it."""

    start: int
    end: int
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bearer:
    words: tuple[str, ...]  # as matched: folded where `folded`
    folded: bool
    actor: str


@dataclass(frozen=True, slots=True)
class Names:
    """All names of all actors, by their folded first word."""

    by_first: Mapping[str, tuple[_Bearer, ...]]

    def mentions(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """The names between `start` and `end`, longest first, none overlapping, in order."""
        tokens = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]
        found: list[Mention] = []
        number = 0
        while number < len(tokens):
            length, actors = self._longest(tokens, number)
            if length:
                found.append(Mention(tokens[number][0], tokens[number + length - 1][1], actors))
            number += length or 1
        return tuple(found)

    def _longest(self, tokens: Sequence[tuple[int, int, str]], number: int) -> tuple[int, tuple[str, ...]]:
        length, actors = 0, set[str]()
        for bearer in self.by_first.get(tokens[number][2].casefold(), ()):
            size = len(bearer.words)
            if size < length:
                continue
            there = tuple(t[2].casefold() if bearer.folded else t[2] for t in tokens[number:number + size])
            if there != bearer.words:
                continue
            if size > length:
                length, actors = size, set()
            actors.add(bearer.actor)
        return length, tuple(sorted(actors))


def names_of(actor: str, record: Record, countries: Mapping[str, Sequence[str]]) -> Iterable[_Bearer]:
    """The names that tie words to an actor: name, aliases, a person's last name, description and offices.

    `countries` gives the names of each country, for offices such as "French President".
    """
    if isinstance(record, Country):
        yield from _bearers((*countries.get(actor.partition("/")[2], ()), *record.aliases), actor, folded=False)
    elif isinstance(record, Organisation):
        yield from _bearers((record.name, *record.aliases), actor, folded=False)
    elif isinstance(record, Person):
        described = record.identified_by != "name"
        yield from _bearers((record.name, *record.aliases), actor, folded=described)
        if described:
            yield from _bearers((_without_article(n) for n in (record.name, *record.aliases)), actor, folded=True)
        elif len(words := _words(record.name)) > 1:
            yield _Bearer(words[-1:], False, actor)
        for membership in record.memberships:
            role = membership.role
            if len(_words(role)) > 1:
                yield from _bearers((role,), actor, folded=True)
            for country in countries.get(membership.country or "", ()):
                yield from _bearers((f"{country} {role}", f"{role} of {country}"), actor, folded=True)


def build_names(actors: Iterable[tuple[str, Record]], countries: Mapping[str, Sequence[str]]) -> Names:
    """The look-up of all names. `actors` are pairs of `kind/id` and record; `countries` as in `names_of`."""
    by_first: dict[str, dict[_Bearer, None]] = {}
    for actor, record in actors:
        for bearer in names_of(actor, record, countries):
            by_first.setdefault(bearer.words[0].casefold(), {})[bearer] = None
    return Names({first: tuple(bearers) for first, bearers in by_first.items()})


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in _ARTICLES else name


def _bearers(names: Iterable[str], actor: str, folded: bool) -> Iterable[_Bearer]:
    for name in names:
        words = _words(name)
        if not words:
            continue
        yield _Bearer(tuple(w.casefold() for w in words) if folded else words, folded, actor)
        if not folded and len(words) > 1 and words[0].casefold() in _ARTICLES:  # "the Duke" opens a sentence as "The Duke"
            yield _Bearer((_other_case(words[0]), *words[1:]), False, actor)


def _other_case(article: str) -> str:
    return article.lower() if article[0].isupper() else article.capitalize()


# --- is the speaker tied to the words? ------------------------------------------------------------------------------


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
    parts: tuple[tuple[Area, ...], ...] = ()  # for each part its sentences, its paragraphs, these and the one before


def tie(speaker: str, rivals: frozenset[str], around: Surroundings) -> Tie:
    """Whether the words are tied to `speaker` (`kind/id`), given who else could be meant.

    `rivals`: the actors that count as other speakers: all people, and the organisations and
    countries that speak in this source.
    """
    verdict = _tie_typed(speaker, rivals, around) if around.attribution_typed else _tie_near(speaker, rivals, around)
    return (_spliced(speaker, rivals, around) or verdict) if verdict.verdict == "tied" else verdict


def _tie_near(speaker: str, rivals: frozenset[str], around: Surroundings) -> Tie:
    for area in (around.sentence, around.paragraph):
        verdict = _tie_within(speaker, rivals, area)
        if verdict is not None:
            return verdict
    return Tie("not-near")


def _spliced(speaker: str, rivals: frozenset[str], around: Surroundings) -> Tie | None:
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


def _tie_typed(speaker: str, rivals: frozenset[str], around: Surroundings) -> Tie:
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


def _tie_within(speaker: str, rivals: frozenset[str], mentions: Sequence[Mention]) -> Tie | None:
    """The verdict of one area; None where it names nobody who could speak."""
    own = [m for m in mentions if speaker in m.actors]
    named = {a for m in mentions if speaker not in m.actors for a in m.actors if a in rivals}
    shared = {a for m in own for a in m.actors if a != speaker and a in rivals}
    alone = [m for m in own if not any(a in rivals for a in m.actors if a != speaker)]
    if own and not named and (alone or not shared):
        return Tie("tied", tuple((m.start, m.end) for m in alone or own))
    if own:
        return Tie("unclear", tuple((m.start, m.end) for m in own), tuple(sorted(named or shared)))
    if named:
        return Tie("another", (), tuple(sorted(named)))
    return None


def is_unvouched(text: str, language: str) -> bool:
    """True where the reporter vouches for nobody's saying: "was reported as saying"."""
    folded = text.casefold()
    return any(phrase in folded for phrase in language_lists(language).unvouched)
