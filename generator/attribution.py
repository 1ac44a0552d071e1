"""Who said it: the names of actors in an archived text, and whether words are tied to their speaker.

A name is a run of words. A word that begins a name is looked up, then the runs of words that begin with it, once for each
length: a text costs the same however many actors the dossier knows, and however many hold an office.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from .frozen import dataclass, field
from .languages import language_lists
from .model import Country, Organisation, Person, Record
from .patterns import compiled_late

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


# --- a name inside the name of somebody else ---------------------------------------------------------------------------

# Who may speak beside somebody whose name is only used to say who they are. English; other languages have `kin` in their lists.
_KIN = (
    r"(?:(?:ex|step|half|grand|god|great)[ -]?)*(?:wife|wives|husband|widow|widower|fianc[ée]e?|son|daughter|child|children|brother|sister|mother|father|"
    r"parents|uncle|aunt|nephew|niece|cousin|spokesman|spokeswoman|spokesperson|spokespeople|aide|advis[eo]r|assistant|secretary|lawyer|attorney|deputy|"
    r"envoy|ambassador|emissary|servant|valet|bodyguard|doctor|physician|biographer|friend|ally|allies|rival|enemy|enemies|opponent|critic|predecessor|"
    r"successor|supporter|follower|impost[eo]r|impersonator|double|lookalike|namesake)s?"
)
_BESIDE = r"(?:beside|alongside|next\s+to|opposite|behind|near)"
_LEADING = frozenset("of for to beside alongside opposite behind near from by".split())  # a look at one word mostly says enough
_FAKED = r"(?:forged|fake|faked|bogus|fabricated|spurious)"
_PASSIVE = r"(?:told|asked|warned|informed|advised|reminded|assured|ordered|urged|instructed)"
_CLOSED = "”\"’»“"
_NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "i he she it they we you the a an and but or in on at to of for with from then when while".split())
_NEAR = 60  # characters on either side of a name that may make another's of it


def is_anothers(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name, as it stands in a text, only says who somebody else is that speaks there: "said the Duke’s wife"; not
    "in the Duke’s words". English only."""
    if language.partition("-")[0].lower() != "en":
        return False
    before, behind = text[max(0, start - _NEAR):start], text[end:end + _NEAR]
    words = before.split()
    last = words[-2:-1] if words[-1:] == ["the"] else words[-1:]
    likely = behind.startswith(("'", "’", "´")) or (last and last[0].casefold() in _LEADING)
    return bool(likely and any(pattern.search(before) and then.match(behind) for pattern, then in _anothers())) or _is_told_it(before, behind)


def is_of_staff(role: str) -> bool:
    """Whether an office speaks for or stands beside another: "spokesman of the foreign ministry"."""
    return _staff().search(role) is not None


@cache
def _staff() -> re.Pattern[str]:
    return re.compile(rf"\b{_KIN}\b", re.IGNORECASE)


def _is_told_it(before: str, behind: str) -> bool:
    """“…,” the Duke was told: right behind a quotation."""
    words = before.rstrip().removesuffix("the").rstrip()
    return words[-1:] in tuple(_CLOSED) and _was_told().match(behind) is not None


@cache
def _was_told() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:was|were|is|are|(?:has|had|have)\s+been)\s+(?:\w+ly\s+)?{_PASSIVE}\b", re.IGNORECASE)


@cache
def _anothers() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of what stands before a name and what behind it, where another speaks."""
    then, first = rf",?\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?{_said()}\b", rf"\b{_said()}\s+"
    ones = r"(?:the|an?|one|another|his|her)\s+"
    kin, man = rf"(?:{ones})?(?:[\w-]+\s+){{0,3}}?{_KIN}\s+(?:of|for|to)\s+(?:the\s+)?\Z", rf"{ones}(?:[\w-]+\s+){{1,4}}?{_BESIDE}\s+(?:the\s+)?\Z"
    pairs = (
        (rf"{first}(?:the\s+)?\Z", rf"['’´]s?\s+(?:[\w-]+\s+){{0,3}}?{_KIN}\b"), ("", rf"['’´]s?\s+(?:[\w-]+\s+){{0,3}}?{_KIN}{then}"),
        (rf"{first}(?:{kin}|{man})", ""), (rf"\b(?:{kin}|{man})", then),
        (rf"\b{_FAKED}\s+(?:[\w-]+\s+){{1,3}}?(?:from|by|of|attributed\s+to|signed\s+by)\s+(?:the\s+)?\Z", ""),
    )
    return tuple((re.compile(a, re.IGNORECASE), re.compile(b, re.IGNORECASE)) for a, b in pairs)


def further_name(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where a further name stands right behind a name beside a verb of saying: "said Duke Michael Stroganoff", "Duke Michael II said". English only."""
    further = _FURTHER.match(text, end) if language.partition("-")[0].lower() == "en" else None
    if further is None or not _is_name(further["names"]):
        return None
    before, behind = _beside_name()
    beside = before.search(text[max(0, start - _NEAR):start]) or behind.match(text[further.end():further.end() + _NEAR])
    return further.span("names") if beside else None


def name_in_tag(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where a name stands beside the verb of saying right behind a quotation: ”, said Baker; ”, Baker said. English only."""
    found = _tag().match(text, start, end) if language.partition("-")[0].lower() == "en" else None
    if found is None:
        return None
    place = found.span("first") if found["first"] else found.span("last")
    return place if _is_name(text[place[0]:place[1]]) else None


def name_ahead(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where a name stands beside the verb of saying that leads up to a quotation: Baker said: “; Baker, the miller, told the town, “. English only."""
    found = _lead().search(text[start:end]) if language.partition("-")[0].lower() == "en" else None
    return (start + found.start("name"), start + found.end("name")) if found and _is_name(found["name"]) else None


def _is_name(words: str) -> bool:
    """Whether no word of a run of capitalised words is a day, a month, a pronoun, or a verb of saying in a headline."""
    return not any(word in _NO_NAME or word in language_lists("en").saying for word in words.casefold().replace(".", "").split())


_NAMES = r"[A-Z][\w-]*(?:[ \xa0][A-Z][\w-]*){0,2}"
_FURTHER = compiled_late(rf"[ \xa0](?P<names>{_NAMES})")


@cache
def _said() -> str:
    return rf"(?:{'|'.join(re.escape(verb) for verb in language_lists('en').saying)})"


@cache
def _beside_name() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb of saying right before a name, or right behind it."""
    return re.compile(rf"\b{_said()}\s+(?:the\s+)?\Z"), re.compile(rf"\s+(?:\w+ly\s+|also\s+)?{_said()}\b")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(rf"[ \xa0,]*(?:(?P<first>{_NAMES})[ \xa0]{_said()}|{_said()}[ \xa0](?P<last>{_NAMES}))(?=[.,;:!?]|\s*\Z|\s+[a-z])")


@cache
def _lead() -> re.Pattern[str]:
    """Words up to a quotation. Behind "the" or a capital stands no whole name: "the Prime Minister said"."""
    begins = r"(?:\A|[,;:—–.!?][ \xa0]*|\b(?!(?:the|an?|his|her|its|their|our|my|of)\b)[a-z]+[ \xa0])"
    aside, then = r"(?:,[^,.;:“”\"\n]{1,80},)?", r"(?:[ \xa0](?:[a-z][\w-]*|on[ \xa0][A-Z][a-z]+day)){0,4}"
    return re.compile(rf"{begins}(?P<name>{_NAMES}){aside}[ \xa0](?:\w+ly[ \xa0]|also[ \xa0]|later[ \xa0])?{_said()}(?![\w’']){then}[,:]?\s*\Z")


def is_unvouched(text: str, language: str) -> bool:
    """True where the reporter vouches for nobody's saying: "was reported as saying"."""
    unvouched = _unvouched(language)
    return unvouched is not None and unvouched.search(text.casefold()) is not None


@cache
def _unvouched(language: str) -> re.Pattern[str] | None:
    phrases = language_lists(language).unvouched
    return re.compile("|".join(map(re.escape, phrases))) if phrases else None
