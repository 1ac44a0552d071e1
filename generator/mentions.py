"""The names of actors in an archived text.

A name is a run of words. A word that begins a name is looked up, then the runs of words that begin with it, once for each
length: a text costs the same however many actors the dossier knows, and however many hold an office.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from .frozen import dataclass, field
from .model import Country, Organisation, Person, Record

_WORD = re.compile(r"[^\W_]+")
_NO_WORD = re.compile(r"[\W_]")
_MANY = 60  # different characters from which on one pass with a pattern is quicker than one for each
_ARTICLES = frozenset({"a", "an", "the", "one", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une"})

_Countries = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: code points, end exclusive, and the actors (`kind/id`) that bear it, sorted."""

    start: int
    end: int
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """The actors (`kind/id`) that count as other speakers: sets that many sources share, and what only this one adds."""

    sets: tuple[frozenset[str], ...]

    def __contains__(self, actor: object) -> bool:
        for one in self.sets:  # a loop, for this is asked more often than anything else here
            if actor in one:
                return True
        return False

    def and_also(self, *more: frozenset[str]) -> Rivals:
        """These and more."""
        return Rivals((*self.sets, *(actors for actors in more if actors)))


@dataclass(frozen=True, slots=True)
class Names:
    """All names of all actors, and which actors there are.

    `lengths`: by the folded first word of names, how many words they have, longest first. `bearers`: by the folded
    words of a name, who bears it, each with the words as they must be written (empty: in any case of letters).
    """

    lengths: Mapping[str, tuple[int, ...]]
    bearers: Mapping[str, Sequence[tuple[str, str]]]
    people: frozenset[str] = frozenset()  # all but those whom a source only describes
    described: Mapping[str, frozenset[str]] = field(default_factory=dict)  # these, by the id of the source
    bodies: frozenset[str] = frozenset()  # organisations and countries
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def plain(self) -> tuple[Any, ...]:
        """For a cache: mappings, sets and texts that marshal can hold, from which `Names` is made again."""
        return self.lengths, self.bearers, self.people, self.described, self.bodies

    def mentions(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """The names between `start` and `end`, longest first, none overlapping, in order."""
        stretch = _words_alone(text[start:end])
        folded = stretch.casefold().split()
        beginnings = [number for number, word in enumerate(folded) if word in self.lengths]
        if not beginnings:
            return ()
        words, stretch = stretch.split(), f" {stretch} "  # so that each word stands between blanks
        found: list[Mention] = []
        behind, at = 0, -1
        for first in beginnings:
            at = stretch.index(f" {words[first]} ", at + 1)  # the next such word: all of them are beginnings
            if first < behind:
                continue
            for length in self.lengths[folded[first]]:
                last = first + length
                if last <= len(words) and (actors := self._bearing(" ".join(words[first:last]), folded[first:last])):
                    found.append(Mention(start + at, start + _end_of(words[first:last], stretch, at), actors))
                    behind = last
                    break
        return tuple(found)

    def _bearing(self, written: str, folded: Sequence[str]) -> tuple[str, ...]:
        """Who bears a name that is written like this, sorted; worked out once, for many may hold an office."""
        actors = self._known.get(written)
        if actors is None:
            bearers = self.bearers.get(" ".join(folded), ())
            actors = self._known[written] = tuple(sorted({actor for exact, actor in bearers if exact in ("", written)}))
        return actors

    def rivals_in(self, source: str, speaking: Iterable[str]) -> Rivals:
        """Who counts as another speaker in a source: all people but those whom only another source describes, and
        what else speaks there (`speaking`, as `kind/id`)."""
        return Rivals((self.people,)).and_also(self.described.get(source, frozenset()), frozenset(speaking))


@dataclass(frozen=True)
class Named:
    """The names in one text, looked up once for all who ask about a stretch of it."""

    text: str
    names: Names

    @cached_property
    def all(self) -> tuple[Mention, ...]:
        """All of them, in order."""
        return self.names.mentions(self.text, 0, len(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.all]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The names in a stretch: of those in the whole text, unless an edge of the stretch cuts a word or a name."""
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        cut = (first and self.all[first - 1].end > start) or (behind > first and self.all[behind - 1].end > end)
        if cut or _is_inside_word(self.text, start) or _is_inside_word(self.text, end):
            return self.names.mentions(self.text, start, end)
        return self.all[first:behind]

    def has(self, actor: str, start: int, end: int) -> bool:
        """Whether a name of an actor (`kind/id`) begins in a stretch."""
        first, behind = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return any(actor in m.actors for m in self.all[first:behind])


def _is_inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _words_alone(text: str) -> str:
    """The text with a blank for each character that belongs to no word; as long as before."""
    others = [character for character in set(text) if not character.isalnum()]
    if len(others) > _MANY:
        return _NO_WORD.sub(" ", text)
    for character in others:  # some ten passes at the speed of memory: a pattern takes thrice as long
        text = text.replace(character, " ")
    return text


def _end_of(words: Sequence[str], stretch: str, at: int) -> int:
    """Where the last of some words ends in the unpadded stretch; the first stands behind the blank at `at`."""
    for word in words[1:]:
        at = stretch.index(f" {word} ", at + 1)
    return at + len(words[-1])


def build_names(actors: Iterable[tuple[str, Record]], countries: _Countries) -> Names:
    """The look-up of all names. `actors` are pairs of `kind/id` and record; `countries` gives the names of each country,
    for offices such as "French President"."""
    bearers: dict[str, list[tuple[str, str]]] = {}
    people, described, bodies = set[str](), dict[str, set[str]](), set[str]()
    offices: dict[tuple[str, str | None], tuple[str, ...]] = {}  # the same few words again and again
    for actor, record in actors:
        for written in _written(actor, record, countries):
            bearers.setdefault(written.casefold(), []).append((written, actor))
        for name in _in_any_case(record, countries, offices):
            bearers.setdefault(name, []).append(("", actor))
        if not isinstance(record, Person):
            bodies.add(actor)
        elif record.identified_by == "description":
            described.setdefault(record.source or "", set()).add(actor)
        else:
            people.add(actor)
    lengths: dict[str, set[int]] = {}
    for name in bearers:
        lengths.setdefault(name.partition(" ")[0], set()).add(name.count(" ") + 1)
    return Names({first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}, bearers, frozenset(people),
                 {source: frozenset(actors) for source, actors in described.items()}, frozenset(bodies))


def _written(actor: str, record: Record, countries: _Countries) -> Iterator[str]:
    """The names that count as they are written: of a country or organisation, of a person known by name, and the last word of it."""
    if isinstance(record, Country):
        names: Sequence[str] = (*countries.get(actor.partition("/")[2], ()), *record.aliases)
    elif isinstance(record, (Organisation, Person)):
        names = (record.name, *record.aliases)
    else:
        return
    if isinstance(record, Person) and record.identified_by != "name":
        return
    for name in names:
        words = _WORD.findall(name)
        if words:
            yield " ".join(words)
        if len(words) > 1 and words[0].casefold() in _ARTICLES:  # "the Duke" opens a sentence as "The Duke"
            yield " ".join((_other_case(words[0]), *words[1:]))
    if isinstance(record, Person) and len(words := _WORD.findall(record.name)) > 1:
        yield words[-1]


def _in_any_case(record: Record, countries: _Countries, offices: dict[tuple[str, str | None], tuple[str, ...]]) -> Iterator[str]:
    """The names of a person that count in any case of letters, folded: descriptions and offices. `offices` grows by those met."""
    if not isinstance(record, Person):
        return
    if record.identified_by != "name":
        for name in (record.name, *record.aliases):
            yield from _folded((name, _without_article(name)))
    for membership in record.memberships:
        office = (membership.role, membership.country)
        if office not in offices:
            offices[office] = tuple(_offices(membership.role, countries.get(membership.country or "", ())))
        yield from offices[office]


def _offices(role: str, countries: Sequence[str]) -> Iterator[str]:
    if len(_WORD.findall(role)) > 1:
        yield from _folded((role,))
    for country in countries:
        yield from _folded((f"{country} {role}", f"{role} of {country}"))


def _folded(names: Iterable[str]) -> Iterator[str]:
    """The words of names, without what stands between them."""
    for name in names:
        if words := _WORD.findall(name):
            yield " ".join(words).casefold()


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in _ARTICLES else name


def _other_case(article: str) -> str:
    return article.lower() if article[0].isupper() else article.capitalize()
