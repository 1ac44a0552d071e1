"""Changed wordings of a quotation, by kind of change. All that can be listed is listed; the rest is drawn by a seeded generator."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence

Parts = tuple[str, ...]

_MARKS = ".,;:!?'\"()-–—…“”‘’«»„%$€+*/ "
_DIGITS = "0123456789"
_UNSEEN = ("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u202c", "\u2066", "\u2069", "\u00ad", "\u2060", "\ufeff",
           "\ufe0f", "\u034f", "\u061c", "\u180e", "\u3164", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\ue000", "\U000e0041")
_NEGATIONS = ("not", "never", "no", "nicht", "nie", "kein", "keine", "ne", "pas", "jamais", "rien", "nigdy", "не", "ні", "ніколи", "inte", "aldrig",
              "δεν", "μην", "לא", "لا", "لن", "نه", "ない", "n't", "un", "non-", "n’")
_LOOKALIKES = ("aаα", "eе", "oоοσ", "pрρ", "cсϲ", "xхχ", "yуγ", "iіι", "sѕ", "jј", "AАΑ", "BВΒ", "EЕΕ", "HНΗ", "IІΙ", "KКΚ", "MМΜ", "NΝ", "OОΟ0",
               "PРΡ", "CСϹ", "TТΤ", "XХΧ", "ZΖ", "YҮΥ", "vν", "uυ", "nп", "kκк", "tт", "l1I|", "hһ", "ґr", "ыbl", "יו", "هة", "یي", "کك", "ー一", "へヘ")
_LIKE = {one: tuple(other for other in group if other != one) for group in _LOOKALIKES for one in group}


def mutants(quote: Parts, others: Sequence[Parts], alphabet: str, vocabulary: Sequence[str], most: int, seed: str) -> Iterator[tuple[str, Parts]]:
    """Up to `most` different mutants of a quotation, with their kind. `others`: the quotations of its source; `vocabulary`: words of its text.

    First the kinds of which a quotation has few, all of them; then the many in random order; then two changes at once.
    """
    seen: set[Parts] = {quote}
    draw = random.Random(seed)
    rest = [*_listed(quote), *_many(quote, alphabet, vocabulary)]
    draw.shuffle(rest)
    for kind, parts in (*_few(quote, others), *rest):
        if parts not in seen and len(seen) <= most:
            seen.add(parts)
            yield kind, parts
    tries = 0
    while len(seen) <= most and tries < 5 * most:
        tries += 1
        kind, parts = draw.choice(rest)
        number = draw.randrange(len(parts))
        twice = list(parts)
        twice[number] = _changed_once(twice[number], alphabet, draw)
        if tuple(twice) not in seen:
            seen.add(tuple(twice))
            yield "two changes", tuple(twice)


def _with(quote: Parts, number: int, words: str) -> Parts:
    return (*quote[:number], words, *quote[number + 1:])


def _few(quote: Parts, others: Sequence[Parts]) -> Iterator[tuple[str, Parts]]:
    yield from _parts(quote, others)
    for number, part in enumerate(quote):
        for kind, words in (*_characters(part), *_words(part), *_numbers(part), *_cases(part)):
            if words:
                yield kind, _with(quote, number, words)
        for kind, pieces in _pieces(part):
            yield kind, (*quote[:number], *pieces, *quote[number + 1:])


def _listed(quote: Parts) -> Iterator[tuple[str, Parts]]:
    for number, part in enumerate(quote):
        for kind, words in (*_negations(part), *_marks(part), *_scripts(part)):
            if words:
                yield kind, _with(quote, number, words)


def _many(quote: Parts, alphabet: str, vocabulary: Sequence[str]) -> Iterator[tuple[str, Parts]]:
    for number, part in enumerate(quote):
        for at in range(len(part) + 1):
            for character in alphabet:
                yield "insert a character", _with(quote, number, part[:at] + character + part[at:])
                if at < len(part):
                    yield "substitute a character", _with(quote, number, part[:at] + character + part[at + 1:])
        words = part.split(" ")
        for at in range(len(words) + 1):
            for word in vocabulary:
                yield "insert a word", _with(quote, number, " ".join((*words[:at], word, *words[at:])))
                if at < len(words):
                    yield "substitute a word", _with(quote, number, " ".join((*words[:at], word, *words[at + 1:])))


def _changed_once(part: str, alphabet: str, draw: random.Random) -> str:
    at = draw.randrange(len(part) + 1)
    how = draw.randrange(3)
    return part[:at] + (draw.choice(alphabet) if how else "") + part[at + (how != 1):]


def _characters(part: str) -> Iterator[tuple[str, str]]:
    for at in range(len(part)):
        yield "delete a character", part[:at] + part[at + 1:]
        yield "swap characters", part[:at] + part[at + 1:at + 2] + part[at] + part[at + 2:]
        yield "double a character", part[:at + 1] + part[at:]


def _words(part: str) -> Iterator[tuple[str, str]]:
    words = part.split(" ")
    for at in range(len(words)):
        yield "delete a word", " ".join((*words[:at], *words[at + 1:]))
        yield "double a word", " ".join((*words[:at + 1], *words[at:]))
        for other in range(at + 1, len(words)):
            yield "swap words", " ".join((*words[:at], words[other], *words[at + 1:other], words[at], *words[other + 1:]))
            yield "cut to a stretch of words", " ".join(words[at:other])
        yield "cut to a stretch of words", " ".join(words[at:])
    for match in re.finditer("|".join(re.escape(n) for n in sorted(_NEGATIONS, key=len, reverse=True)), part, re.IGNORECASE):
        yield "delete a negation", (part[:match.start()] + part[match.end():]).replace("  ", " ")
    yield "reverse the words", " ".join(reversed(words))


def _negations(part: str) -> Iterator[tuple[str, str]]:
    words = part.split(" ")
    for at in range(len(words) + 1):
        for negation in _NEGATIONS:
            yield "insert a negation", " ".join((*words[:at], negation, *words[at:]))
            if at < len(words):
                yield "insert a negation", " ".join((*words[:at], negation + words[at], *words[at + 1:]))
                yield "insert a negation", " ".join((*words[:at], words[at] + negation, *words[at + 1:]))


def _numbers(part: str) -> Iterator[tuple[str, str]]:
    for at, character in enumerate(part):
        if character.isdecimal():
            for digit in _DIGITS + "٠۰５O":
                yield "change a digit", part[:at] + digit + part[at + 1:]
                yield "change a digit", part[:at] + digit + part[at:]
            for sign in "+-−–±~<>$€%":
                yield "change a sign", part[:at] + sign + part[at:]
                yield "change a sign", part[:at + 1] + sign + part[at + 1:]
        if character in "+-−–$€%.,:/":
            for sign in "+-−–—$€%.,:/٫ ":
                yield "change a sign", part[:at] + sign + part[at + 1:]


def _cases(part: str) -> Iterator[tuple[str, str]]:
    for at, character in enumerate(part):
        yield "change the case", part[:at] + character.swapcase() + part[at + 1:]
    for match in re.finditer(r"\w+", part):
        for word in (match.group().upper(), match.group().lower(), match.group().capitalize()):
            yield "change the case", part[:match.start()] + word + part[match.end():]
    yield from (("change the case", whole) for whole in (part.upper(), part.lower(), part.title(), part.casefold()))


def _marks(part: str) -> Iterator[tuple[str, str]]:
    for at in range(len(part) + 1):
        for mark in _MARKS:
            yield "change a mark", part[:at] + mark + part[at:]
            if at < len(part) and not part[at].isalnum():
                yield "change a mark", part[:at] + mark + part[at + 1:]
        for space in "\n\t\u00a0\u2009\u3000":
            yield "change white space", part[:at] + space + part[at:]
            if part[at:at + 1] == " ":
                yield "change white space", part[:at] + space + part[at + 1:]


def _scripts(part: str) -> Iterator[tuple[str, str]]:
    for at, character in enumerate(part):
        for like in _LIKE.get(character, ()):
            yield "homoglyph", part[:at] + like + part[at + 1:]
        if "!" <= character <= "~":
            yield "homoglyph", part[:at] + chr(ord(character) + 0xFEE0) + part[at + 1:]
        bare = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))
        yield "change an accent", part[:at] + bare + part[at + 1:]
        for accent in "\u0301\u0308\u0327\u0323\u20dd":
            yield "change an accent", part[:at + 1] + accent + part[at + 1:]
    for at in range(len(part) + 1):
        for unseen in _UNSEEN:
            yield "invisible character", part[:at] + unseen + part[at:]
    yield "reverse the characters", part[::-1]
    yield from (("another form of Unicode", unicodedata.normalize(form, part)) for form in ("NFD", "NFKC", "NFKD"))


def _pieces(part: str) -> Iterator[tuple[str, Parts]]:
    words = part.split(" ")
    for at in range(1, len(words)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        yield "split into parts", (head, tail)
        yield "split and reorder", (tail, head)
        if at + 1 < len(words):
            yield "split and drop a word", (head, " ".join(words[at + 1:]))
            yield "split and drop a word", (" ".join(words[:1]), " ".join(words[at + 1:]))
        yield "parts that overlap", (head, " ".join(words[at - 1:]))
        yield "a part twice", (head, head, tail)
    for at in range(1, len(part)):
        yield "split inside of words", (part[:at], part[at:])


def _parts(quote: Parts, others: Sequence[Parts]) -> Iterator[tuple[str, Parts]]:
    if len(quote) > 1:
        yield "reorder the parts", tuple(reversed(quote))
        yield "join the parts", (" ".join(quote),)
        yield "join the parts", ("".join(quote),)
        for at in range(len(quote)):
            yield "drop a part", (*quote[:at], *quote[at + 1:])
    yield "a part twice", (*quote, *quote)
    for other in others:
        if other != quote:
            yield "splice with another quotation", (*quote, *other)
            yield "splice with another quotation", (*other, *quote)
            yield "splice with another quotation", (quote[0], other[-1])
            yield "splice with another quotation", (other[0], quote[-1])
            yield "another quotation of the source", other
            for word in (other[0].split(" ")[0], other[-1].split(" ")[-1]):
                yield "splice with another quotation", (*quote, word)
                yield "splice with another quotation", (word, *quote)
