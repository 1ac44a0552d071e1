"""Paragraphs and sentences of an archived text, as offsets into it: code points, end exclusive.

A paragraph is a line with something in it. Sentences are found inside a paragraph by their final
punctuation; abbreviations, initials, ordinals and a reporter's sentence that goes on behind a quotation
("Where?" he asked) do not end one. Every rule prefers a sentence too long to one too short.
"""

from __future__ import annotations

import re
from functools import cache

from .frozen import dataclass
from .languages import language_lists
from .patterns import compiled_late

_LINE = compiled_late(r"[^\n\r\v\f\x85\u2028\u2029]+")
# White space, and unseen characters that stand at the edges of lines: byte order mark, zero-width space, word joiner.
_OUTER = (
    " \t\x1c\x1d\x1e\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\ufeff\u200b\u2060"
)
_PLAIN_QUOTES = "\"'”’“‘«‹」』"
_QUOTE_SET = frozenset(_PLAIN_QUOTES + "»›")
# A run is taken whole and never begun in its midst, and no character fits two alternatives: so the time is linear.
_STOP = compiled_late(
    r"(?P<stop>(?<![.!?…؟⸮۔।‽])[.!?…؟⸮۔।‽]++)"
    rf"(?P<close>(?:[ \xa0\u202f]?[»›]|[{_PLAIN_QUOTES})\]}}*]|\[\d{{1,3}}\])*)(?=\s|\Z)"
    r"|(?P<wide>[。！？｡]+[」』”’）»]*)"
)
# What may be a stop, far quicker to find: one class of characters first, so the engine skips what is none at speed.
_RUN = compiled_late(r"[.!?…؟⸮۔।‽。！？｡](?:(?<=[。！？｡])[。！？｡]*+|(?<![。！？｡])[.!?…؟⸮۔।‽]*+)")
_NEXT = compiled_late(r"\s*(?P<dash>[—–―-]+\s*)?(?P<open>[\"'“„«»‘‚‹›「『(\[¿¡”’*\s]*)(?P<word>[^\W_]*)(?P<behind>.?)", re.DOTALL)
_TOKEN = compiled_late(r"[^\s(\[\"“„«»‘'—–/]*")  # of the text read backwards: from the left it would be tried at each character
_DOTTED = compiled_late(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}\Z")
_REACH = 40  # characters looked at before a full stop
BEFORE_NAME = " …"  # the end of a listed word of saying that counts before a name only

# Abbreviations only before a number; elsewhere they are words: "the answer is no."
_BEFORE_NUMBER = frozenset({"no", "nr", "art", "abs", "fig", "n°", "mar"})
# Abbreviations that may also end a sentence, as dotted ones and single letters may.
_MAY_END = frozenset("etc inc ltd co corp jr sr usw itd itp r д п р рр грн млн млрд тис mln mld tys mio mrd".split())
# Words that begin a sentence, and hardly ever a name: behind "U.K." they show that the sentence ended there.
_STARTERS = {
    "en": "the this that these those they we i he she it you but and in on at if when what why how there here as for to so our "
    "his her their my no not yet while after before with who where then now let even both all",
    "de": "der die das er sie es wir ich ihr ein eine aber und doch dann wenn was warum wie im in am auch so hier dort",
    "fr": "le la les il elle ils elles nous vous je on un une mais et ce cette ces si quand dans en au aux puis",
    "pl": "on ona oni to my wy ja ale i w na jeśli kiedy co dlaczego jak tam tu ten ta te potem",
    "uk": "він вона воно вони ми ви я це але і й та у в на якщо коли що чому як там тут цей ця ці потім",
}
_STARTER_SETS = {language: frozenset(words.split()) for language, words in _STARTERS.items()}
_ORDINAL_BEFORE = frozenset("am im vom zum zur der die das dem den des seit bis ab beim und jeder jeden jedes".split())
_ORDINAL_BEHIND = frozenset(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert".split()
)

_INVERTED = {
    "en": compiled_late(
        r"[a-z]{2,}ed\s+(?:the\b|an?\b|one\b|his\b|her\b|s?he\b|[A-Z])"
        r"|(?:s?he|they|the\s[\w’'-]+|(?:[A-Z][\w’'-]+\s?){1,3})\s?\b[a-z]{2,}ed(?=[.,;:]|\s?[“\"‘—]|\Z)"
    ),
    "de": compiled_late(r"[a-zäöüß]{2,}te\s+(?:sich\s+)?(?:der\b|die\b|das\b|eine?\b|er\b|sie\b|[A-ZÄÖÜ])"),
    "fr": compiled_late(r"\w+-t-(?:il|elle)\b|(?!cela|voilà|déjà)[a-zà-ÿ]{3,}a\s(?:(?:le|la|un|une|M\.|Mme)\s|l[’']|[A-ZÀ-Ý])"),
    "pl": compiled_late(
        r"(?!(?:cał|mał|biał|mił|był|miał)[ao]?\b|czyli\b)[a-ząćęłńóśźż]+(?:[aiyęą]ł|[aiyę]ła|[aiyę]l[io])(?:\s+się)?(?=[\s.,])"
    ),
    "uk": compiled_late(r"(?!(?:був|була|були|мав|мала|мали|коли|поки|знов)\b)[а-щьюяґєії’']+(?:[аяиуї]в|л[аи])(?:ся|сь)?(?=[\s.,])"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text: code points, end exclusive."""

    start: int
    end: int


def paragraphs(text: str) -> tuple[Stretch, ...]:
    """The lines of a text that are not empty, without white space (or a byte order mark) around them."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group().rstrip(_OUTER)
        kept = line.lstrip(_OUTER)
        if kept:
            start = match.start() + len(line) - len(kept)
            found.append(Stretch(start, start + len(kept)))
    return tuple(found)


def sentences(text: str, start: int, end: int, language: str) -> tuple[Stretch, ...]:
    """The sentences between two offsets of one paragraph, in order, without white space around them.

    A closing quotation mark or bracket belongs to the sentence that it ends. A heading without final
    punctuation is one sentence. `language` is BCP 47; one without word lists is split by punctuation alone.
    """
    found = []
    first = _skip_white(text, start, end)
    for run in _RUN.finditer(text, first, end):
        match = _STOP.match(text, run.start(), end)
        if match is None or match.start() < first:
            continue
        behind = match.end()
        if behind < end and not _ends(text, match, first, end, language):
            continue
        found.append(Stretch(first, behind))
        first = _skip_white(text, behind, end)
    last = end
    while last > first and text[last - 1] in _OUTER:
        last -= 1
    if last > first:
        found.append(Stretch(first, last))
    return tuple(found)


def _skip_white(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in _OUTER):
        at += 1
    return at


def _ends(text: str, found: re.Match[str], first: int, end: int, language: str) -> bool:
    """Whether final punctuation, behind which the stretch goes on, ends a sentence that began at `first`."""
    if found["wide"]:
        return True
    if text[found.end()] == " " and (after := text[found.end() + 1 : found.end() + 2]).islower() and after.isalpha() and found.end() + 1 < end:
        return False  # by far the commonest; what follows says the same at length
    behind = _NEXT.match(text, found.end(), end)
    assert behind is not None  # every piece of the pattern is optional
    word = behind["word"]
    if not word:
        return behind["behind"] not in tuple(".…")
    quoted = not _QUOTE_SET.isdisjoint(found["close"])
    if word[0].islower():
        opens = not _QUOTE_SET.isdisjoint(behind["open"]) or "„" in behind["open"]
        return opens and not quoted and not behind["dash"] and not _abbreviates(text, found, first, behind, language)
    if _abbreviates(text, found, first, behind, language):
        return False
    if found["stop"][-1] in "…" or found["stop"].endswith("..."):
        return not (word == "I" and language.startswith("en") and not quoted)
    goes_on = (quoted or behind["dash"]) and found["stop"][-1] != "." and not behind["open"].strip()
    return not (goes_on and _reports(text, behind.start("word"), end, language))


def _reports(text: str, at: int, end: int, language: str) -> bool:
    """Whether a reporter's "Duke Michael said" follows."""
    pattern = saying_within(language, 7)
    return pattern is not None and pattern.match(text, at, end) is not None


@cache
def saying_within(language: str, words: int) -> re.Pattern[str] | None:
    """Matches up to `words` words in one clause and then a verb of saying; None for a language without a list.

    A listed word that ends in `BEFORE_NAME` counts in front of a capital only: German "so Prinzessin Flavia".
    """
    verbs = language_lists(language).saying
    if not verbs:
        return None
    before_names = "|".join(re.escape(v.removesuffix(BEFORE_NAME)) for v in verbs if v.endswith(BEFORE_NAME)) or r"\b\B"
    either = "|".join(sorted((re.escape(v) for v in verbs if not v.endswith(BEFORE_NAME)), key=lambda v: (-len(v), v)))
    return re.compile(
        rf"(?:(?:[^\W_]{{1,4}}\.|[\w'’-]+|(?:\w\.){{2,4}}),?[ \xa0\u202f]+){{0,{words}}}?"
        rf"(?:(?i:{either})(?!\w)|(?:{before_names})(?=[ \xa0\u202f]+[A-ZÄÖÜ]))"
    )


def inverted(language: str) -> re.Pattern[str] | None:
    """Matches a verb of the past that no list need have where a reporter names the speaker: "grunted the coachman".

    For a place right behind a comma, a dash or a mark only: elsewhere any verb of the past would do.
    """
    return _INVERTED.get(language.partition("-")[0].lower())


def _abbreviates(text: str, found: re.Match[str], first: int, behind: re.Match[str], language: str) -> bool:
    """Whether a full stop only shortens a word, so that the sentence goes on."""
    if found["stop"] != "." or found["close"]:
        return False
    before = text[max(first, found.start() - _REACH) : found.start()]
    token = _TOKEN.match(before[::-1])
    short = token.group()[::-1] if token else ""
    word, folded = behind["word"], short.casefold()
    base = language.partition("-")[0].lower()
    if short.isdecimal():
        return base == "de" and len(short) < 3 and _is_ordinal(before, word)
    listed = folded in _abbreviations(language)
    letter = len(short) == 1 and short.isupper() and not (short == "I" and base == "en")
    dotted = "." in short and _DOTTED.match(short) is not None
    if not (listed or letter or dotted):
        return False
    if folded in _BEFORE_NUMBER:
        return word[0].isdecimal()
    if dotted or (letter and not listed) or folded in _MAY_END:
        starts = word.casefold() in _STARTER_SETS.get(base, frozenset()) and behind["behind"] != "."
        return not starts
    return True


def _is_ordinal(before: str, word: str) -> bool:
    """Whether a number with a full stop is a German ordinal: "am 3. Oktober"."""
    words = before.split()
    return word in _ORDINAL_BEHIND or (len(words) > 1 and words[-2].casefold() in _ORDINAL_BEFORE)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(language_lists(language).abbreviations)
