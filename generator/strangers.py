"""Whether a name of the speaker, as it stands in a text, is only part of who somebody else is: "said the Duke’s wife", "Duke Michael Stroganoff".

And whether somebody stands beside the verb of saying whom no record knows: ”, said Baker. English, where it is not said otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from .frozen import dataclass, field
from .languages import language_lists
from .mentions import Mention, Named
from .patterns import compiled_late
from .reading import Records
from .subjects import GROUPS, HERE, TITLE, Beside, is_called, is_of_kin, is_of_work, says_another

Region = tuple[int, int]

_RUN = compiled_late(r"[\w'’-]+")
_FEW = 40  # characters before a name in which the word stands that it may be glued to


@dataclass(frozen=True)
class Strangers:
    """Of one text, in which names of the speaker mean somebody else."""

    named: Named
    language: str
    records: Records
    _known: dict[tuple[str, int], bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The text that these names stand in."""
        return self.named.text

    def is_strange(self, speaker: str, mention: Mention) -> bool:
        """Whether a name of the speaker is only a part of another's: "the Duke’s wife", "Duke Michael Stroganoff", "Archduke Michael"."""
        found = self._known.get((speaker, mention.start))
        if found is None:
            found = self._known[speaker, mention.start] = _is_anothers(self.text, mention.start, mention.end, self.language) or (
                speaker.startswith("people/") and (self._is_of_kin(speaker, mention) or self._is_longer(speaker, mention) or self._is_glued(speaker, mention)))
        return found

    def says_another(self, speaker: str, lead: Region, tag: Region) -> bool:
        """Whether somebody else is the subject of the verb of saying in the words before a quotation (`lead`) or behind it (`tag`);
        in other languages than English, whether the words before it say what others call the speaker. Of people."""
        if not speaker.startswith("people/"):
            return False
        base = self.language.partition("-")[0].lower()
        if base != "en":
            return is_called(self._with_sign(speaker, *lead), base)
        words = frozenset(word.casefold() for name in (*self._names_of(speaker), *self._roles_of(speaker)) for word in _RUN.findall(name))
        return says_another(Beside(self._with_sign(speaker, *lead), self._with_sign(speaker, *tag), words))

    def unknown_beside(self, speaker: str, lead: Region, tag: Region) -> Region | None:
        """Where a name that shares no word with a name of the speaker stands beside the verb of saying behind a quotation, or before it;
        or somebody who comes up there for the first time: ”, a resident said."""
        if not speaker.startswith("people/"):
            return None
        place = _name_in_tag(self.text, *tag, self.language) or _name_ahead(self.text, *lead, self.language)
        names = self._names_of(speaker) if place else (*self._names_of(speaker), *self._roles_of(speaker))
        place = place or _new_beside(self.text, lead, tag, self.language)
        known = {word.casefold() for name in names for word in _RUN.findall(name)}
        return place if place and known.isdisjoint(_RUN.findall(self.text[place[0]:place[1]].casefold())) else None

    def _with_sign(self, speaker: str, start: int, end: int) -> str:
        """A stretch of the text with a sign for each name of the speaker."""
        pieces, at = [], start
        for m in self.named.within(start, end) if start < end else ():
            if speaker in m.actors:
                pieces += [self.text[at:m.start], HERE]
                at = m.end
        return "".join((*pieces, self.text[at:end]))

    def _roles_of(self, speaker: str) -> tuple[str, ...]:
        """The offices of a person."""
        record = self.records.by_kind["people"][speaker.partition("/")[2]].record
        return tuple(membership.role for membership in getattr(record, "memberships", ()))

    def _names_of(self, speaker: str) -> tuple[str, ...]:
        """The name and aliases of a person."""
        record = self.records.by_kind["people"][speaker.partition("/")[2]].record
        return (getattr(record, "name", ""), *getattr(record, "aliases", ()))

    def _is_of_kin(self, speaker: str, mention: Mention) -> bool:
        """Whether a name only says whose kin or staff somebody is, not in English; not of who is a spokesman: «…» – сказав речник Сапт."""
        return is_of_kin(self.text, mention.start, mention.end, self.language) and not any(map(_is_of_staff, self._roles_of(speaker)))

    def _is_longer(self, speaker: str, mention: Mention) -> bool:
        """Whether a further name follows that no record bears: "Duke Michael Stroganoff". An office is no name."""
        place = _further_name(self.text, mention.start, mention.end, self.language)
        if place is None or any(speaker in m.actors for m in self.named.within(*place)):
            return False
        words = _RUN.findall(self.text[mention.start:mention.end])
        return any(_RUN.findall(name)[-len(words):] == words for name in self._names_of(speaker))

    def _is_glued(self, speaker: str, mention: Mention) -> bool:
        """Whether the last word of a name stands behind a longer word than the name has there: "Archduke Michael" for Duke Michael."""
        name = self._names_of(speaker)[0]
        if not name.endswith(self.text[mention.start:mention.end]) or mention.end - mention.start == len(name):
            return False
        words = _RUN.findall(name)
        before = _RUN.findall(self.text[max(0, mention.start - _FEW):mention.start])
        if len(words) < 2 or not before or self.text[mention.start:mention.end] != words[-1]:
            return False
        return len(before[-1]) > len(words[-2]) and before[-1].casefold().endswith(words[-2].casefold())


# --- patterns -----------------------------------------------------------------------------------------------------------

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
_STAFF = frozenset(
    "spokesman spokesmen spokeswoman spokesperson spokespeople aide adviser advisor staffer ally allies loyalist lawyer attorney biographer supporter voter "
    "surrogate strategist insider confidant appointee critic opponent fan manager official".split())
_TEAMS = frozenset("campaign administration government transition legal team office media policy foreign longtime".split())
_NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "i he she it they we you the a an and but or in on at to of for with from then when while".split())
_NEAR = 60  # characters on either side of a name that may make another's of it


def is_described(words: str) -> bool:
    """Whether words that stand beside a verb of saying are no name: "a resident"."""
    return words[0].islower() or words.split()[0].casefold() in _MANY


def _is_anothers(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name, as it stands in a text, only says who somebody else is that speaks there: "said the Duke’s wife"; not
    "in the Duke’s words". English only."""
    if language.partition("-")[0].lower() != "en":
        return False
    before, behind = text[max(0, start - _NEAR):start], text[end:end + _NEAR]
    if _is_staffs(behind):
        return True
    words = before.split()
    last = words[-2:-1] if words[-1:] == ["the"] else words[-1:]
    likely = behind.startswith(("'", "’", "´")) or (last and last[0].casefold() in _LEADING)
    return bool(likely and any(pattern.search(before) and then.match(behind) for pattern, then in _anothers())) or _is_told_it(before, behind)


def _is_staffs(behind: str) -> bool:
    """Whether a word for staff follows right behind a name: "a Duke Michael aide said", "said Duke Michael campaign manager Baker"."""
    words = [word.rstrip(".,;:!?”\"’") for word in behind[1:].split(maxsplit=2)[:2]] if behind[:1] == " " else []
    return any((word in _STAFF or word.removesuffix("s") in _STAFF) and (number == 0 or words[0] in _TEAMS) for number, word in enumerate(words))


def _is_of_staff(role: str) -> bool:
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


def _further_name(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where a further name stands right behind a name beside a verb of saying: "said Duke Michael Stroganoff", "Duke Michael II said". English only."""
    further = _FURTHER.match(text, end) if language.partition("-")[0].lower() == "en" else None
    if further is None or not _is_name(further["names"]):
        return None
    before, behind = _beside_name()
    beside = before.search(text[max(0, start - _NEAR):start]) or behind.match(text[further.end():further.end() + _NEAR])
    return further.span("names") if beside else None


def _name_in_tag(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where a name stands beside the verb of saying right behind a quotation: ”, said Baker; ”, Baker said. English only."""
    found = _tag().match(text, start, end) if language.partition("-")[0].lower() == "en" else None
    if found is None:
        return None
    place = found.span("first") if found["first"] else found.span("last")
    return place if _is_name(text[place[0]:place[1]]) else None


def _new_beside(text: str, lead: Region, tag: Region, language: str) -> tuple[int, int] | None:
    """Where somebody stands beside the verb of saying whom nobody named before: ”, said one baker; ”, residents say; A baker told us: “."""
    if (base := language.partition("-")[0].lower()) != "en":
        return _told_by_new(text, tag, base)
    first, last = text[tag[0]:min(tag[1], tag[0] + _NEAR)], text[max(lead[0], lead[1] - 2 * _NEAR):lead[1]]
    for words, at, number in ((first, tag[0], 0), (last, lead[1] - len(last), 1)):
        runs = {word.casefold() for word in _RUN.findall(words)}
        found = _new()[number].search(words) if runs & _MANY else None
        if found and not is_of_work(found.group()) and _PRONOUNS.isdisjoint(_RUN.findall(found.group(found.lastgroup or 0).casefold())):
            return at + found.start(found.lastgroup or 0), at + found.end(found.lastgroup or 0)
    return None


def _told_by_new(text: str, tag: Region, language: str) -> tuple[int, int] | None:
    """Where a name or a word like "a" follows a verb of saying right behind a quotation: “, sagte eine Anwohnerin; “, sagte Karl Huber.

    In Polish and Ukrainian a name there may be the listener's: „…” – powiedział Onetowi.
    """
    ones = _ONES_ELSEWHERE.get(language)
    if ones is None:
        return None
    words = list(_RUN.finditer(text, tag[0], min(tag[1], tag[0] + _NEAR)))[:5]
    at = next((n for n, word in enumerate(words[:2], 1) if word.group().casefold() in language_lists(language).saying), 0)
    if not 0 < at < len(words) or not set(text[tag[0]:words[0].start()]) <= set(_PAUSES) or (at == 2 and words[0].group() != "a"):
        return None
    who, then = words[at], words[at + 1:]
    if who.group().casefold() in ones:
        return (who.start(), then[0].end()) if then else None
    if language not in ("de", "fr") or not who.group()[0].isupper() or "-" in who.group():
        return None
    last = next((word for word in reversed(then[:1]) if word.group()[0].isupper() and text[who.end():word.start()] in (" ", ". ")), who)
    return who.start(), last.end()


def _name_ahead(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Where a name stands beside the verb of saying that leads up to a quotation: Baker said: “; Baker, the miller, told the town, “. English only."""
    found = _lead().search(text[start:end]) if language.partition("-")[0].lower() == "en" else None
    return (start + found.start("name"), start + found.end("name")) if found and _is_name(found["name"]) else None


def _is_name(words: str) -> bool:
    """Whether no word of a run of capitalised words is a day, a month, a pronoun, or a verb of saying in a headline."""
    return not any(word in _NO_NAME or word in language_lists("en").saying for word in words.casefold().replace(".", "").split())


_NAMES = r"[A-Z](?:[’'][A-Z])?[\w-]*(?:[ \xa0][A-Z](?:[’'][A-Z])?[\w-]*){0,2}"
# Who comes up for the first time, and so is nobody who was named before.
_ONES = "a an one another two three several some many most".split()
_PRONOUNS = frozenset("i he she it they we you".split())
_ONES_ELSEWHERE = {
    "de": frozenset("ein eine einer mehrere viele".split()), "fr": frozenset("un une des plusieurs certains".split()),
    "pl": frozenset("jeden jedna pewien pewna".split()), "uk": frozenset("один одна дехто".split())}
_PAUSES = " \xa0\u202f,.—–-!?”“\"’»«"
_MANY = frozenset((*_ONES, *GROUPS))
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
    aside, calling = r"(?:,[^.;:“”\"\n]{1,60},)?", r"(?:(?!(?:the|his|her|our|my|its|their)\b)[a-z0-9][\w-]*[ \xa0]){0,3}"  # said nurse Ilse Braun
    return re.compile(
        rf"[ \xa0,]*(?:{TITLE}(?P<first>{_NAMES}){aside}[ \xa0]{_said()}|{_said()}[ \xa0]{calling}{TITLE}(?P<last>{_NAMES}))(?=[.,;:!?]|\s*\Z|\s+[a-z])")


@cache
def _new() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Behind a quotation, and before it."""
    ones = rf"(?:{'|'.join(_ONES)})(?:[ \xa0][\w’'-]+){{0,5}}?"
    who, verb = rf"(?:{ones}|(?:[a-z][\w-]*[ \xa0]){{0,2}}?(?:{'|'.join(GROUPS)}))", rf"(?:\w+ly[ ]|also[ ]|later[ ]|has[ ]|had[ ])?(?:{_said()}|put[ ]it)(?![\w’'])"
    return (
        re.compile(rf"\A[ \xa0,]*(?:(?P<a>{who})[ \xa0]{verb}|{_said()}[ \xa0](?P<b>{who})(?=[.,;:!?]|\s*\Z|[ ](?:who|whose|from|in|at|of|near|outside)\b))"),
        re.compile(rf"(?:\A|[,;:—–][ ])(?:(?i:as[ ])?(?P<a>(?i:{who}))[ ]{verb}(?:[ ][a-z][\w-]*){{0,4}}[,:]?|(?i:according[ ]to)[ ](?P<b>{who}),)\s*\Z"),
    )


@cache
def _lead() -> re.Pattern[str]:
    """Words up to a quotation. Behind "the" or a capital stands no whole name: "the Prime Minister said"."""
    begins = r"(?:\A|[,;:—–.!?][ \xa0]*|\b(?!(?:the|an?|his|her|its|their|our|my|of)\b)[a-z]+[ \xa0])"
    aside, then = r"(?:,[^,.;:“”\"\n]{1,80},)?", r"(?:[ \xa0](?:[a-z][\w-]*|on[ \xa0][A-Z][a-z]+day)){0,4}"
    return re.compile(rf"{begins}(?P<name>{_NAMES}){aside}[ \xa0](?:\w+ly[ \xa0]|also[ \xa0]|later[ \xa0])?{_said()}(?![\w’']){then}[,:]?\s*\Z")
