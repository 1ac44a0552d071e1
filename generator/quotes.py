"""The matcher: where the words of a quotation stand in an archived text, and whether they are cut fairly.

Pure: no YAML, no files. Offsets are code points of the unmodified source, end exclusive. What counts as
the same words is in `folding`, what counts as a fair edge in `boundaries`. Nothing here accepts by
likeness; `generator.nearest` only suggests.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from generator import boundaries
from generator.folding import DIFFERENCES, UNSEEN, WHITE, Folded, differences, fold, folded, is_stable
from generator.nearest import Nearest
from generator.nearest import nearest as _nearest

from .frozen import dataclass
from .patterns import compiled_late

__all__ = [
    "DIFFERENCES",
    "Fault",
    "Found",
    "Haystack",
    "Match",
    "Nearest",
    "byte_span",
    "find",
    "nearest",
    "prepare",
    "same_words",
]

_STRIDE = 1024  # code points between two places whose bytes are counted once
# Texts up to this many characters are folded once; longer ones only around the places that may match.
_FOLD_WHOLE = 1 << 20
_FAULTS_TOLD = 100
_PLACES_JUDGED = 10_000  # far beyond what anybody can tell apart; bounds the time on hostile texts
_NOTHING = dict.fromkeys(map(ord, UNSEEN))
# Format characters that are seen: signs that span Arabic or Syriac numbers.
_SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_BLANKS = compiled_late("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufff0-\ufff8\ufffc\U000e0000-\U000e0fff]")
_SELECTORS = compiled_late("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PLAIN = compiled_late("[ -~\n¡-¬®-ɏЀ-ҁ‐‑–—‘-„…]*")


@dataclass(frozen=True, slots=True)
class Match:
    """One place where the words stand. `differences` are the accepted ones really needed, sorted."""

    start: int
    end: int
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a place was refused, or why there is none.

    `code` is quote-invisible-character, quote-not-in-source, quote-mid-word or quote-cuts-number;
    `at` the refused span of the source, if any; `detail` the fault in plain words.
    """

    code: str
    at: tuple[int, int] | None
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """All places with fair edges, in order, overlaps too; and the faults of those refused (at most 100).

    Of words that stand in a text more than 10,000 times, the first 10,000 places are judged.
    """

    matches: tuple[Match, ...]
    faults: tuple[Fault, ...]


class Haystack:
    """A source text and what is worked out once for many quotations of it, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def whole(self) -> Folded:
        """The folded text."""
        return fold(self.text)

    @cached_property
    def unseen(self) -> tuple[int, ...]:
        """The places of invisible characters that a match may step over."""
        places: list[int] = []
        for character in UNSEEN:
            places.extend(_places(self.text, character))
        return tuple(sorted(places))

    def spans(self, words: str) -> list[tuple[int, int]]:
        """Every span that equals the words under the accepted differences, in order."""
        if not self.text:
            return []
        needle = folded(words)
        # Letter for letter is always the same words, also where an edge hides what stands beside a dash.
        found = {(place, place + len(words)) for place in _places(self.text, words)}
        first, word = _anchor(self.text, needle) if len(self.text) > _FOLD_WHOLE else (0, "")
        if not word:
            found.update(self.whole.spans(needle))
            return sorted(found)
        once = needle.count(word) == words.count(word) == 1
        before = words.find(word)
        for place in self._candidates(needle, first, word):
            # One place of an anchor that occurs once can lie in one span only.
            if not (once and (place - before, place - before + len(words)) in found):
                found.update(_spans_near(self.text, needle, place))
        return sorted(found)

    def _candidates(self, needle: str, first: int, word: str) -> Iterator[int]:
        """Places where a match may hold its anchor: the word itself, or the word broken by unseen characters."""
        for place in _places(self.text, word):
            if _may_continue(self.text, place, needle, first, len(word)):
                yield place
        for place in self.unseen:
            if _may_be_broken(self.text, place, word):
                yield place


def prepare(text: str) -> Haystack:
    """A text made ready for many searches."""
    return Haystack(text)


def find(quote: str, text: str | Haystack, language: str = "en") -> Found:
    """Where a quotation stands in a text.

    White space around the quotation does not count. `language` is the BCP 47 tag of the text; it chooses
    the words of numbers (`languages/numbers.json`), and one that is not known chooses those of all.
    """
    words = quote.strip(WHITE)
    faults = _unfit(quote) or _wordless(words)
    if faults:
        return Found((), faults)
    source = text if isinstance(text, Haystack) else Haystack(text)
    matches: list[Match] = []
    refused: list[Fault] = []
    spans = source.spans(words)
    for start, end in spans[:_PLACES_JUDGED]:
        cuts = boundaries.faults(source.text, start, end, language)
        if not cuts:
            names = differences(words, source.text[start:end])
            matches.append(Match(start, end, names or ()))
        elif len(refused) < _FAULTS_TOLD:
            refused += [Fault(code, (start, end), detail) for code, detail in cuts]
    if not spans:
        refused.append(Fault("quote-not-in-source", None, "these words do not stand in the source in this order"))
    return Found(tuple(matches), tuple(refused[:_FAULTS_TOLD]))


def same_words(quote: str, passage: str) -> tuple[str, ...] | None:
    """The accepted differences by which a quotation equals a whole passage; None if it does not."""
    if _unfit(quote):
        return None
    return differences(quote.strip(WHITE), passage.strip(WHITE))


def nearest(quote: str, text: str | Haystack) -> Nearest | None:
    """The passage most like a quotation, to show in help; None where nothing is like it. Never accepts."""
    return _nearest(quote, text.text if isinstance(text, Haystack) else text)


def byte_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The UTF-8 offsets of a span of code points."""
    if text.isascii():
        return start, end
    first, past = start - start % _STRIDE, _bytes_before(text)[start // _STRIDE]
    low = past + len(text[first:start].encode("utf-8", "surrogatepass"))
    return low, low + len(text[start:end].encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=2)  # a source's statements come one after the other
def _bytes_before(text: str) -> tuple[int, ...]:
    """The length in bytes of what stands before each of the places 0, 1,024, 2,048 …: or each part would encode all before it."""
    lengths = (len(text[at:at + _STRIDE].encode("utf-8", "surrogatepass")) for at in range(0, len(text), _STRIDE))
    return tuple(accumulate(lengths, initial=0))


# --- what a quotation may not hold -------------------------------------------------------------------


def _unfit(quote: str) -> tuple[Fault, ...]:
    """A fault for each kind of character in the quotation that a reader would not see."""
    if _PLAIN.fullmatch(quote):
        return ()
    faults: dict[str, Fault] = {}
    for place, character in enumerate(quote):
        if character not in faults and _is_invisible(quote, place):
            name = unicodedata.name(character, "a control or unassigned character")
            detail = f"U+{ord(character):04X} {name} at character {place + 1} of the quote cannot be seen"
            faults[character] = Fault("quote-invisible-character", None, detail)
    return tuple(faults.values())


def _is_invisible(quote: str, place: int) -> bool:
    """Controls, formats, surrogates, noncharacters and blanks, but white space, ZWJ and ZWNJ.

    A variation selector is allowed where it belongs: on a symbol, a Han or a Mongolian letter.
    """
    character = quote[place]
    if character in "\u200c\u200d" or character in WHITE or character in _SEEN_FORMATS:
        return False
    if _SELECTORS.match(character):
        before = quote[place - 1] if place else " "
        if character >= "\U000e0100":
            return not ("\u3400" <= before <= "\u9fff" or "\U00020000" <= before <= "\U0003ffff")
        if character < "\ufe00":
            return not "\u1800" <= before <= "\u18af"
        keycap = before in "0123456789#*" and quote[place + 1 : place + 2] == "\u20e3"
        return not keycap and unicodedata.category(before) not in ("So", "Sm") and before not in "‼⁉"
    if _BLANKS.match(character) or 0xFDD0 <= ord(character) <= 0xFDEF or ord(character) & 0xFFFE == 0xFFFE:
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def _wordless(words: str) -> tuple[Fault, ...]:
    if any(character.isalnum() or unicodedata.category(character) == "So" for character in words):
        return ()
    kind = "holds no words, only punctuation" if words else "is empty"
    return (Fault("quote-not-in-source", None, f"the quote {kind}"),)


# --- long texts --------------------------------------------------------------------------------------


def _places(text: str, needle: str) -> Iterator[int]:
    """Every place of a string in a text, overlaps too."""
    place = text.find(needle)
    while place >= 0:
        yield place
        place = text.find(needle, place + 1)


def _anchor(text: str, needle: str) -> tuple[int, str]:
    """The rarest stretch of the folded quotation that a source can spell in one way only, and its offset.

    Rarity is guessed from three samples of the text. Empty where there is no such stretch.
    """
    stretches: dict[str, int] = {}
    first = 0
    for place in range(len(needle) + 1):
        if place < len(needle) and is_stable(needle, place):
            continue
        if place > first:
            stretches.setdefault(needle[first:place], first)
        first = place + 1
    if not stretches:
        return 0, ""
    size = 1 << 15
    samples = [text[at : at + size] for at in (0, len(text) // 2, len(text) - size)]
    longest = sorted(stretches, key=lambda word: (-len(word), word))[:12]
    word = min(longest, key=lambda word: (sum(sample.count(word) for sample in samples), -len(word), word))
    return stretches[word], word


def _may_continue(text: str, place: int, needle: str, first: int, length: int) -> bool:
    """A cheap look at the neighbours of an anchor: False only where no match can be."""
    after, last = place + length, first + length
    if last < len(needle) and after < len(text) and _differs(text[after], needle[last]):
        return False
    if first and place and _differs(text[place - 1], needle[first - 1]):
        return False
    if needle[last : last + 1] == " " == text[after : after + 1] and last + 1 < len(needle) and after + 1 < len(text):
        return not _differs(text[after + 1], needle[last + 1])
    return True


def _may_be_broken(text: str, place: int, word: str) -> bool:
    """Whether an anchor may stand in the text around an invisible character that breaks it."""
    around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    if around not in word and not any(character in UNSEEN for character in around):
        return False
    near = text[max(0, place - 2 * len(word)) : place + 2 * len(word)]
    seen = near.translate(_NOTHING)
    return word in seen or len(seen) < len(near) - len(word)


def _differs(character: str, wanted: str) -> bool:
    """Whether an ASCII letter or digit of the source cannot be the folded character that is wanted."""
    return character.isascii() and character.isalnum() and wanted.isascii() and character != wanted


def _spans_near(text: str, needle: str, place: int) -> Iterator[tuple[int, int]]:
    """The spans that fold to `needle` and reach over a place, found by folding only around it."""
    margin = len(needle) + 8  # folded characters on either side; the source may spend more on them
    reach = 2 * margin + 64
    while True:
        low, high = max(0, place - reach), min(len(text), place + reach)
        near = fold(text, low, high)
        middle = near.folded_at(place)
        if (middle >= margin or low == 0) and (len(near.text) - middle >= margin or high == len(text)):
            break
        reach *= 4
    for start, end in near.spans(needle):
        if start <= place < end:
            yield start, end
