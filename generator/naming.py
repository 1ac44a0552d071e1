"""Who an archived text says is speaking: names beside a verb of saying, known to the dossier or not. It suggests and never decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .frozen import dataclass
from .languages import language_lists
from .sentences import BEFORE_NAME
from .speech import Speech
from .subjects import RANKS

_CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐŁŚŻŹĆŃÓŠŽČ]"
_PARTICLE = "(?:von|van|der|den|de|du|di|da|del|della|la|le|of|al|el|bin|ibn|zu)"
_WORD = r"[\w’'.-]*[\w’'-]"
_NAME = rf"(?:(?:{_CAPITAL}[\w’'.-]*|{_PARTICLE})[ \xa0]+){{0,6}}{_CAPITAL}{_WORD}|{_CAPITAL}\w*"
_ASIDE = r"(?:,(?P<aside>[^,.;:“”\"«»\n]{1,120}),)?"
_HELPING = r"(?:would|will|could|may|might|has|had|have|did|does|is|was|were|also|then|later|only|even|now|once)"
_ADVERB = rf"(?:[ \xa0](?:{_HELPING}|\w+ly)){{0,3}}"
_ONE = r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Ee]ine?|[Uu]ne?|[Dd](?:er|ie|as)|[Ll][ea])"
_STOPS = r"(?:who|that|which|granted|speaking|when|after|before|during|at|in|on|to|as|while|and|with|whose)"
_LOOSE = frozenset("for of from by at in on to with near".split())
_INDEFINITE = frozenset("a an one another ein eine un une".split())
_ARTICLES = frozenset("the a an".split())
_PAUSE = re.compile(r"[,.;:—–]\s+|[”“’\"»«]\s*")
_INITIAL = re.compile(_CAPITAL)
_CALLED = re.compile(rf"[ \xa0](?P<name>{_CAPITAL}{_WORD}(?:[ \xa0]+(?:{_CAPITAL}[\w’'.-]*|{_PARTICLE})){{0,4}}[ \xa0]+{_CAPITAL}{_WORD})")
_OF_ANOTHER = re.compile(rf"[^.:“”\"«»\n]{{0,60}}[ \xa0](?:from|by|of)[ \xa0](?:the[ \xa0])?{_CAPITAL}")
_WHO = re.compile(r"(?:^|[ \xa0]+)(?:who|which)$")  # "a clerk who asked not to be named"
_FULL = rf"{_CAPITAL}{_WORD}(?:[ \xa0]+(?:{_CAPITAL}[\w’'.-]*|{_PARTICLE}))*?[ \xa0]+(?P<last>{_CAPITAL}{_WORD})"
_BEHIND_NAME = re.compile(rf"{_FULL}(?=[ \xa0]+(?:(?:of|from|for)[ \xa0](?:the|a|an)|yesterday|today|later|earlier|again)\b)")  # "Jane Example of the town council"


@dataclass(frozen=True, slots=True)
class Sayer:
    """Who stands beside a verb of saying, in the reporter's voice: its place, and its words.

    `name`: the name at its end, empty where it only describes somebody; `title`: the words before the name.
    `head`: where the words end that mean the speaker: "an aide" in "an aide of the Duke".
    """

    start: int
    end: int
    words: str
    name: str
    title: str
    head: int


def sayers(speech: Speech, start: int, end: int) -> tuple[Sayer, ...]:
    """Who says something between two places, by the reporter's words; in order of place. Empty for a language without verbs of saying."""
    patterns = _patterns(speech.language.partition("-")[0].lower())
    if patterns is None:
        return ()
    behind, before = patterns
    found: dict[int, Sayer] = {}
    for first, last in _outside(speech, start, end):
        inverted = behind.match(speech.text, first, last) if first > start else None  # right behind a quotation, or "told Jane" would name her
        for match in (*((inverted,) if inverted else ()), *before.finditer(speech.text, first, last)):
            sayer = _called(match) or _sayer(speech, first, *match.span("who"))
            if sayer is not None:
                found.setdefault(sayer.end, sayer)
    return tuple(sorted(found.values(), key=lambda sayer: sayer.start))


def _called(match: re.Match[str]) -> Sayer | None:
    """The name between commas behind a description: "The energy minister, Jane Example, said"."""
    aside = match.groupdict().get("aside") or ""
    named, words = _CALLED.fullmatch(aside), match["who"].split()
    if _OF_ANOTHER.match(match.string, match.end()):  # "The announcer, Jane Example, read out a letter from the King: “…”"
        return None
    if named is None or len(words) < 2 or words[0].casefold() not in _ARTICLES or _INITIAL.match(words[-1]):
        return None
    start = match.start("aside") + named.start("name")
    return Sayer(start, start + len(named["name"]), named["name"], named["name"], " ".join(words[1:]), start + len(named["name"]))


def _sayer(speech: Speech, low: int, start: int, end: int) -> Sayer | None:
    text = _name_alone(_WHO.sub("", speech.text[start:end]))
    words, end = text.split(), start + len(text)
    if not words or words[0].casefold() in language_lists(speech.language).pronouns or (len(words) == 1 and words[0].islower()):
        return None
    if words[0][0].lower() + words[0][1:] in _INDEFINITE:  # "Un", not "UN"
        loose = next((number for number, word in enumerate(words) if word in _LOOSE), 0)
        head = start + len(text[:_offset(text, loose)].rstrip()) if loose else end
        return Sayer(start, end, text, "", " ".join(words[1:]), head)
    first = len(words)
    while first and (_INITIAL.match(words[first - 1]) or first < len(words) and words[first - 1] in ("von", "van", "de", "der", "of", "du", "al", "bin", "la")):
        first -= 1
    while first < len(words) and not _INITIAL.match(words[first]):
        first += 1
    title = " ".join(words[:first]) or _office(speech.text[max(low - 1, start - 80, 0):start], speech.language)
    return Sayer(start, end, text, " ".join(words[first:]), re.sub("^[Tt]he(?: |$)", "", title), end)


def _name_alone(text: str) -> str:
    """A name at the beginning of some words without what tells more of it: "Jane Example of the town council", "Jane Example yesterday"."""
    full = _BEHIND_NAME.match(text)
    return full.group() if full and full["last"] not in RANKS else text


def _office(before: str, language: str) -> str:
    """The words of an office that stand before a name, from the last pause on: ", council speaker Jane Example said"; else nothing."""
    words = _PAUSE.split(before)[-1].split()
    is_office = 0 < len(words) <= 6 and words[-1][:1].islower() and words[-1] not in _LOOSE and not any(word in ("and", "but", "that", "when") for word in words)
    is_said = any(word in language_lists(language).saying for word in words)  # ",” said Jane Example"
    return " ".join(words) if is_office and not is_said and _PAUSE.search(before) else ""


def _offset(text: str, words: int) -> int:
    """Where the word of a number begins."""
    return [m.start() for m in re.finditer(r"\S+", text)][words]


def says_pronoun(speech: Speech, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where a pronoun or "the official" stands beside a verb of saying in the reporter's voice: "he told", "the official said"."""
    pattern = _pronouns(speech.language.partition("-")[0].lower())
    return () if pattern is None else tuple(m.span() for first, last in _outside(speech, start, end) for m in pattern.finditer(speech.text, first, last))


def _outside(speech: Speech, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for quoted in speech.outermost_over(start, end):
        if quoted.outer_start > at:
            yield at, quoted.outer_start
        at = max(at, quoted.outer_end)
    if at < end:
        yield at, end


@cache
def _verbs(language: str) -> str:
    listed = language_lists(language).saying
    return "|".join(sorted({re.escape(verb.removesuffix(BEFORE_NAME)) for verb in listed if " " not in verb}, key=lambda verb: (-len(verb), verb)))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Who stands behind the verb ("said Jane Example"), and before it ("Jane Example, a baker, said")."""
    verbs = _verbs(language)
    if not verbs:
        return None
    phrase = rf"{_WORD}(?:[ \xa0]+(?!{_STOPS}\b){_WORD}){{0,11}}"
    described = rf"{_ONE}(?:[ ](?!{_HELPING}\b){_WORD}){{1,6}}?"
    phrases = "".join(f"|{re.escape(verb)}" for verb in language_lists(language).saying if " " in verb and not verb.endswith(BEFORE_NAME))  # "according to"
    return (re.compile(rf"[\s,—–-]*(?:{verbs}{phrases})[ \xa0]+(?P<who>{phrase})"),
            re.compile(rf"(?<![\w’'])(?P<who>{described}|{_NAME}){_ASIDE}{_ADVERB}[ \xa0]+(?:{verbs})(?![\w’'])"))


@cache
def _pronouns(language: str) -> re.Pattern[str] | None:
    verbs, pronouns = _verbs(language), language_lists(language).pronouns
    if not (verbs and pronouns):
        return None
    either = "|".join(sorted(map(re.escape, pronouns), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:(?:{either}|the[ ]\w+)[ ](?:\w+[ ])??(?:{verbs})(?!\w)(?:[ ]\w+)?|(?:{verbs})[ ](?:{either})(?!\w))", re.IGNORECASE)
