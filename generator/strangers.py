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
from .subjects import HERE, Beside, is_of_kin, says_another

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
        """Whether somebody else is the subject of the verb of saying in the words before a quotation (`lead`) or behind it (`tag`). English, of people."""
        if not speaker.startswith("people/") or self.language.partition("-")[0].lower() != "en":
            return False
        words = frozenset(word.casefold() for name in (*self._names_of(speaker), *self._roles_of(speaker)) for word in _RUN.findall(name))
        return says_another(Beside(self._with_sign(speaker, *lead), self._with_sign(speaker, *tag), words))

    def unknown_beside(self, speaker: str, lead: Region, tag: Region) -> Region | None:
        """Where a name that shares no word with a name of the speaker stands beside the verb of saying behind a quotation, or before it."""
        if not speaker.startswith("people/"):
            return None
        place = _name_in_tag(self.text, *tag, self.language) or _name_ahead(self.text, *lead, self.language)
        known = {word.casefold() for name in self._names_of(speaker) for word in _RUN.findall(name)}
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
_NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "i he she it they we you the a an and but or in on at to of for with from then when while".split())
_NEAR = 60  # characters on either side of a name that may make another's of it


def _is_anothers(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name, as it stands in a text, only says who somebody else is that speaks there: "said the Duke’s wife"; not
    "in the Duke’s words". English only."""
    if language.partition("-")[0].lower() != "en":
        return False
    before, behind = text[max(0, start - _NEAR):start], text[end:end + _NEAR]
    words = before.split()
    last = words[-2:-1] if words[-1:] == ["the"] else words[-1:]
    likely = behind.startswith(("'", "’", "´")) or (last and last[0].casefold() in _LEADING)
    return bool(likely and any(pattern.search(before) and then.match(behind) for pattern, then in _anothers())) or _is_told_it(before, behind)


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


def _name_ahead(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
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
