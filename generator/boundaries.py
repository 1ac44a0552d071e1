"""Whether a quotation begins and ends fairly: not inside a word, a character or a number.

Judged on the source's own characters, never on the contributor's typing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, cached_property
from typing import NamedTuple

from generator.folding import UNSEEN, WHITE
from generator.packaged import packaged
from generator.patterns import compiled_late

# Unseen characters that do not part two letters: also joiners and marks of writing direction.
_UNSEEN = frozenset(UNSEEN + "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZWJ = "\u200d"
# Hyphens and apostrophes that join letters; so do the Hebrew maqaf and geresh, and the Catalan dot. Typed and scanned texts have
# accents, primes and a wide mark for apostrophes.
_JOINERS = frozenset("-\u2010\u2011\u058a\u05be\u05f3'’‘‛·\u2027´`′‵＇\u055a\u1fef\u1ffd")
_HEBREW_JOINERS = frozenset('"\u05f4')
# Scripts written without blanks between words: Thai, Lao, Myanmar, Khmer, Tai, Kana, Bopomofo, Han.
_UNSPACED = compiled_late(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u303c\u3040-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uaa80-\uaadf\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff]"
)
_PARTING = frozenset(WHITE + "“”„«»,;:!?()[]…")  # no word goes over these
_REACH = 90  # characters of the source looked at on either side of a boundary
_SPACES = str.maketrans(dict.fromkeys(WHITE, " "))
_DIGIT = r"[\d¼-¾⅐-↉]"
_HAN_NUMERALS = "一二三四五六七八九十百千万萬億亿兆两零〇"
_NEAR_DIGIT = compiled_late(rf"[\d¼-¾⅐-↉{_HAN_NUMERALS}]")  # one class: an engine is slow at alternatives
_CURRENCY = "[$¢-¥֏؋৲৳฿៛₠-⃀﷼]"
_CODES = (
    "(?-i:USD|EUR|GBP|CHF|PLN|UAH|JPY|CNY|RMB|RUB|SEK|NOK|DKK|CZK|HUF|RON|TRY|CAD|AUD|INR|KRW|BRL|ILS|Rs|zł|грн|руб|kr)"
)

# A cheap look at both sides of a place, before any pattern: what no number holds, what may stand between its words, its short words.
_NUMBERLESS = frozenset("“”„«»;!?()[]…")
_LOOSE = WHITE + ","
_SHORT = ("USD EUR GBP CHF PLN UAH JPY CNY RMB RUB SEK NOK DKK CZK HUF RON TRY CAD AUD INR KRW BRL ILS Rs zł грн руб kr "
          "k m bn tn mn mln th st nd rd er re e x h a am p pm c f and und et i і",)
_SIDE = 40  # characters; longer than any listed word
_RUN = compiled_late(r"\w+\*?")
_GUARDS = ("bars", "times")  # lists of words that stand in no number: what a share is not preceded or followed by
_ODD_CASE = frozenset("ıİ")  # the letters that `re` takes for "i" in any case, and casefolding does not


def faults(text: str, start: int, end: int, language: str) -> list[tuple[str, str]]:
    """What is wrong with the edges of text[start:end]: pairs of a code and plain words."""
    found = []
    for place, side in ((start, "starts"), (end, "ends")):
        if 0 < place < len(text):
            fault = _edge(text, place, side, language)
            if fault and fault not in found:
                found.append(fault)
    return found


def _edge(text: str, place: int, side: str, language: str) -> tuple[str, str] | None:
    if text[place] > "\x7f" and _cuts_character(text, place):
        return "quote-mid-word", f"it {side} inside the character “{_character(text, place)}”"
    joined = _is_joined(text, place)
    near_digit = _NEAR_DIGIT.search(text, max(0, place - 16), place + 16) is not None
    if (near_digit or not joined) and _may_lie_in_number(text, place, language) and (
        near_digit or _grammar(language).opening.match(text[place : place + 40].lower())
    ):
        number = _number_over(text, place, language)
        if number and (not joined or any(_NEAR_DIGIT.match(c) for c in number)):
            return "quote-cuts-number", f"it {side} inside the number “{number}”"
    if joined:
        return "quote-mid-word", f"it {side} inside the word “{_word_over(text, place)}”"
    return None


def _cuts_character(text: str, place: int) -> bool:
    """Whether a place lies inside what a reader sees as one character (most of Unicode's UAX #29)."""
    before, after = text[place - 1], text[place]
    if unicodedata.category(after)[0] == "M":
        return before not in WHITE
    if _ZWJ in (before, after):
        around = text[max(0, place - 2) : place + 2].replace(_ZWJ, "").replace("\ufe0f", "")
        return any(unicodedata.category(c) in ("So", "Sk") for c in around)
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True
    if _is_flag_half(after) and _is_flag_half(before):
        first = place
        while first > 0 and _is_flag_half(text[first - 1]):
            first -= 1
        return (place - first) % 2 == 1
    return False


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _character(text: str, place: int) -> str:
    first, last = place - 1, place + 1
    while first > 0 and _cuts_character(text, first):
        first -= 1
    while last < len(text) and text[last] > "\x7f" and _cuts_character(text, last):
        last += 1
    return text[first:last]


def _is_word(character: str) -> bool:
    """Letters, digits, marks and connectors (the underscore)."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc", "Me", "Pc")


def _visible(text: str, place: int, step: int) -> str:
    """Up to three seen characters from a place on, nearest first; backwards where step is -1."""
    seen = ""
    at = place if step > 0 else place - 1
    while len(seen) < 3 and 0 <= at < len(text):
        if text[at] not in _UNSEEN:
            seen += text[at]
        at += step
    return seen


def _is_joined(text: str, place: int) -> bool:
    """Whether the characters on both sides of a place belong to one word."""
    if text[place - 1] in _PARTING or text[place] in _PARTING:
        return False
    left, right = _visible(text, place, -1), _visible(text, place, 1)
    if not left or not right:
        return False
    if _is_word(left[0]):
        if _is_word(right[0]):
            return not _UNSPACED.match(left[0]) and not _UNSPACED.match(right[0])
        return len(right) > 1 and _joins(left[0], right[0], right[1], left[1:2], right[2:3])
    return len(left) > 1 and _joins(left[1], left[0], right[0], left[2:3], right[1:2])


def _joins(before: str, joiner: str, after: str, further_before: str, further_after: str) -> bool:
    """Whether a joiner makes one word of the letters around it."""
    if not (_is_word(before) and _is_word(after)) or _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    if joiner == ".":
        alone = not any(c and _is_word(c) for c in (further_before, further_after))
        return alone and before.isupper() and after.isupper()
    if joiner in _HEBREW_JOINERS:
        return all("\u05d0" <= c <= "\u05ea" for c in (before, after))
    return joiner in _JOINERS


def _word_over(text: str, place: int) -> str:
    """The whole word around a place that lies inside it."""
    first = last = place
    while first > max(0, place - _REACH) and _continues(text, first):
        first -= 1
    while last < min(len(text), place + _REACH) and _continues(text, last):
        last += 1
    return text[first:last]


def _continues(text: str, place: int) -> bool:
    return _is_joined(text, place) or text[place] in _UNSEEN or _cuts_character(text, place)


# --- numbers ---------------------------------------------------------------------------------------


def _may_lie_in_number(text: str, place: int, language: str) -> bool:
    """False where a look at the words on both sides shows that no number goes over a place: seldom is a pattern needed."""
    if text[place - 1] in _NUMBERLESS or text[place] in _NUMBERLESS:
        return False
    before, after = text[max(0, place - _SIDE) : place], text[place : place + _SIDE]
    if not _ODD_CASE.isdisjoint(before + after) or not (before[-1] in _LOOSE or after[0] in _LOOSE):
        return True  # “12|°C”: only where the words stand apart do they tell
    words = _number_words(language)
    return words.may_hold(_last_run(before.rstrip(_LOOSE))) and words.may_hold(_first_run(after.lstrip(_LOOSE)))


def _is_run(character: str) -> bool:
    return character.isalnum() or character == "_"


def _last_run(text: str) -> str:
    first = len(text)
    while first and _is_run(text[first - 1]):
        first -= 1
    return text[first:]


def _first_run(text: str) -> str:
    last = 0
    while last < len(text) and _is_run(text[last]):
        last += 1
    return text[:last] if text[last : last + 1] not in tuple("$£") else ""  # "US$": any letters may be a currency


class _NumberWords(NamedTuple):
    """The single words that numbers of a language are written with, folded."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def may_hold(self, word: str) -> bool:
        """Whether a word may be a part of a number. Nothing, where no word stands, may be."""
        folded = word.casefold()
        return not word or folded in self.whole or folded.startswith(self.beginnings) or _NEAR_DIGIT.search(word) is not None


@cache
def _number_words(language: str) -> _NumberWords:
    entries = [word for lists in _lists_of(language) for kind, words in lists.items() if kind not in _GUARDS for word in words]
    runs = [run.casefold() for entry in (*entries, *_SHORT) for run in _RUN.findall(entry)]
    return _NumberWords(frozenset(run for run in runs if not run.endswith("*")), tuple(run[:-1] for run in runs if run.endswith("*")))


class _Grammar:
    """How numbers are written in a language, and which words open an expression; each compiled when first needed."""

    def __init__(self, lists: list[dict[str, list[str]]]) -> None:
        self._words = {kind: _alternatives([w for one in lists for w in one[kind]]) for kind in lists[0]}

    @cached_property
    def number(self) -> re.Pattern[str]:
        """A whole expression of a number."""
        return re.compile(_number_pattern(self._words), re.IGNORECASE)

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """What opens one, behind a comma or white space; for lower-case text: far quicker than in any case."""
        follows = "|".join(self._words[k] for k in ("openers", "number_words", "magnitudes", "percents", "currencies", "closers",
                                                    "ranges", "joints", "shares"))
        return re.compile(rf"[,{WHITE}]*(?:(?:{self._words['articles'].lower()}) (?=(?:{self._words['magnitudes'].lower()})\b)|(?:{follows.lower()})\b)")


@cache
def _word_lists() -> dict[str, dict[str, list[str]]]:
    return json.loads(packaged("languages/numbers.json"))


@cache
def _grammar(language: str) -> _Grammar:
    """The grammar of a BCP 47 language tag; where its language is not known, of all languages."""
    return _Grammar(_lists_of(language))


def _lists_of(language: str) -> list[dict[str, list[str]]]:
    """The lists of a language; where it is not known, of all languages."""
    primary = language.split("-")[0].lower()
    return [_word_lists()[primary]] if primary in _word_lists() else list(_word_lists().values())


def _alternatives(words: list[str]) -> str:
    """Words as a regular expression, longest first; a star stands for any ending."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in ordered) or r"(?!)"


def _number_pattern(words: dict[str, str]) -> str:
    unseen = f"[{UNSEEN}]*"
    digits = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)"
    chain = rf"(?:{digits}|(?<![.\w])\.\d+)(?:{unseen}[.,:/'’·٫٬]{unseen}\d+)*(?: \d+/\d+| ?[¼-¾⅐-↉])?"
    once = rf"(?:{chain}|[¼-¾⅐-↉])"
    dashes = "[-‐‑‒–—−]"
    figure = (
        rf"{once}(?:(?:{unseen}{dashes}{unseen}| [-–] | ?[×÷*^] ?| ?x ?(?=\d)| (?:{words['ranges']}) )[-−]?{once})*"
        rf"(?:(?:k|m|bn|tn|mn|mln|th|st|nd|rd|er|re|e|x|h|a\.?m|p\.?m)\b| [ap]\.m\.?| pm\b|[{_HAN_NUMERALS}]+)?"
        rf"(?:\.(?= (?-i:[a-zäöüа-яіїєґąćęłńóśźż]))|\.(?= (?:{words['months']})\b))?"
    )
    sign = r"(?:(?<![\w)\]])[-+−‒–±~≈<>≤≥])"
    money = (
        rf"(?:(?:(?<!\w){_CODES} ?|(?-i:[A-Z]{{1,3}})(?=[$£]))?{_CURRENCY} ?|(?<!\w){_CODES} ?)?"
    )
    spelled = rf"(?:{words['number_words']}|{words['magnitudes']})"
    article = rf"(?:\b(?:{words['articles']}) (?=(?:{words['magnitudes']})\b))?"
    spelled = rf"{article}\b{spelled}\b(?:[ -](?:(?:and|und|et|i|і|{words['ranges']}) )?{spelled}\b)*"
    after = (
        rf"(?: ?(?:[%‰٪+]|°[CF]?|{_CURRENCY})| ?(?:{_CODES})\b"
        rf"|[ -](?:{words['magnitudes']}|{words['percents']}|{words['currencies']})\b| (?-i:[mk])\b(?!['’])){{0,4}}"
    )
    amount = rf"{sign}?{money}{sign}?(?:{figure}|{spelled}){after}"
    pair = rf"(?<!\w)(?:{words['pairs']}) {amount} (?:{words['joints']}) "  # "between 5 and" 10
    share = (  # "one in" five; not "three in" five years
        rf"{_not_behind(words['bars'])}{_not_behind(words['months'])}(?<![\w.,])(?:\d{{1,2}}|{words['articles']}|{words['number_words']}) (?:{words['shares']}) "
        rf"(?=(?:\d{{1,3}}\b(?!\.?\d)|\d,000\b|{words['number_words']}|(?:{words['articles']}) (?:{words['magnitudes']}))"
        rf"(?![\w-]| (?:{words['times']})\b))"
    )
    return (
        rf"(?:(?<!\w)(?:{words['openers']}) )*(?:{pair}|{share})?{amount}"
        rf"(?:,? (?:{words['closers']})\b)?|[{_HAN_NUMERALS}]{{2,}}"
    )


def _not_behind(words: str) -> str:
    """A pattern for a place before which none of the words stands."""
    return "".join(rf"(?<!(?<!\w){word} )" for word in words.split("|"))


def _number_over(text: str, place: int, language: str) -> str | None:
    """The expression of number that a place lies inside, if any."""
    first = max(0, place - _REACH)
    window = text[first : place + _REACH].translate(_SPACES)
    for match in _grammar(language).number.finditer(window):
        if match.start() < place - first < match.end():
            return text[first + match.start() : first + match.end()].strip()
        if match.start() >= place - first:
            return None
    return None
