"""Speech that a dash opens, and a reporter's words inside what is marked as speech.

Polish, Ukrainian, French, Spanish and others open direct speech with a dash at the start of a paragraph;
between further dashes stands what the reporter says: — Nie — powiedział X — nigdy.
"""

from __future__ import annotations

import re
from functools import cache

from .languages import language_lists
from .patterns import compiled_late
from .sentences import Stretch, inverted, saying_within

_TERMINAL = frozenset(".!?…")
_DASH = compiled_late(r"[—–―-](?=\s?\S)\s*")
# A run of white space is not begun in its midst, or a long one would take the square of its length.
_DASH_BREAK = compiled_late(r"(?<!\s)\s+(?:[—–―]\s*|-\s+)|(?<=\S)[—–―](?=[,.;:!?…]|\s|\Z)[,.;:!?…]*\s*")
# Where a dash at the start of a paragraph opens speech.
DASH_LANGUAGES = frozenset("pl fr uk ru be bg es pt it ca gl ro hu cs sk sr hr sl mk lt lv et fi sv nb nn no da tr el ka hy".split())
# Where a reporter's words between dashes stand inside the marks: «Ні, — сказав він, — ніколи».
_INSERTING = frozenset("uk ru be bg mk sr pl".split())
_AWAY = compiled_late(r"(?<=[,!?…])\s+[—–―]\s+")
_BACK = compiled_late(r"[,.:!]\s*[—–―]\s+")
# Polish inserts between dashes alone: „Czy ktoś – zapytała Flawia – widział króla?”
_AWAY_POLISH = compiled_late(r"(?<!\s)\s+[—–―]\s+")
_BACK_POLISH = compiled_late(r"[,.:!]?(?<!\s)\s*[—–―]\s+")
# What the reporter only tells of the speaker's words, and may put a dash in of their own: і додав, що брама — та, що від річки, — …
_TOLD = compiled_late(r",\s(?:że|iż|żeby|aby|jakoby|що|щоб|чи|ніби|что|чтобы|que|qu[e’'])\b")
_SCANDINAVIAN_VERBS = (
    "säger|sade|sa|svarar|svarade|frågar|frågade|tillägger|tillade|sier|svarer|svarte|spør|spurte|legger|la|siger|sagde|svarede|spurgte|tilføjer"
)
_BETWEEN_COMMAS = {language: "scandinavian" for language in ("sv", "nb", "nn", "no", "da")} | {"fr": "fr"}


def insertion(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """A reporter's words inside a quotation, the first ", — said X, —": from behind the comma to where the speech goes on."""
    base = language.partition("-")[0].lower()
    if base == "fr":
        said = _between_commas(base).search(text, start, end)
        return said.span() if said else None
    if base not in _INSERTING or saying_within(language, 2) is None:
        return None
    away, back = (_AWAY_POLISH, _BACK_POLISH) if base == "pl" else (_AWAY, _BACK)
    for match in away.finditer(text, start, end):
        if _speaks(text, match.end(), end, language, 0 if base == "pl" else 2):
            behind = back.search(text, match.end(), end)
            return match.start(), behind.end() if behind else end
    return None


def _speaks(text: str, at: int, end: int, language: str, words: int = 2) -> bool:
    """Whether a reporter's "said X" begins at a place, its verb behind at most so many words."""
    return any(pattern is not None and pattern.match(text, at, end) for pattern in (saying_within(language, words), inverted(language)))


@cache
def _between_commas(base: str) -> re.Pattern[str]:
    """A reporter's words that stand between commas alone: « Parfois, explique M. Sapt, il est trop tard. »"""
    if _BETWEEN_COMMAS[base] == "scandinavian":
        said = rf"(?:{_SCANDINAVIAN_VERBS})\s"
    else:
        verbs = "|".join(sorted(map(re.escape, language_lists(base).saying), key=lambda v: (-len(v), v)))
        said = (
            rf"(?:\w+-t-(?:il|elle)|\w+-(?:ils?|elles?|on|je)|(?:(?:a|ont|avait|avaient)\s(?:\w+\s)?)?(?:{verbs})\s"
            # a verb of the past that no list has, before a name or its article
            r"|(?!cela|voilà|déjà)[a-zà-ÿ]{3,}a\s(?=(?:le|la|un|une|M\.|Mme)\s|l[’']|[A-ZÀ-Ý]))(?:(?:MM?|Dr)\.\s)?[\w'’-]*"
        )
    return re.compile(rf"(?<=[,!?…])\s{said}(?:\s?(?:MM?\.|[\w'’-]+)){{0,8}}?\s?[,.](?:\s|\Z)")


def dashed(text: str, paragraph: Stretch, language: str) -> list[tuple[int, int, int]]:
    """The speech of a paragraph that a dash opens, without what the reporter says between further dashes.

    Of each stretch: where its dash stands (or its own start), its start and its end. Empty where the dash opens no speech.
    """
    if language.partition("-")[0].lower() not in DASH_LANGUAGES:
        return []
    opening = _DASH.match(text, paragraph.start, paragraph.end)
    if opening is None or not _may_be_speech(text, opening, paragraph, language):
        return []
    breaks = list(_DASH_BREAK.finditer(text, opening.end(), paragraph.end))
    ends = [*(b.start() for b in breaks[1:]), paragraph.end]
    listed = saying_within(language, 0) is not None
    made: list[tuple[int, int, int]] = []
    at, start, speaks, told_from = paragraph.start, opening.end(), True, 0
    for gap, end in zip(breaks, ends, strict=False):
        closed = text[gap.start() - 1] in _TERMINAL
        if speaks:
            new = text[gap.end() : gap.end() + 1].isupper() and closed
            if not listed or new or _speaks(text, gap.end(), end, language):
                made.append((at, start, gap.start()))
                speaks, told_from = False, gap.end()
        elif closed or not _TOLD.search(text, told_from, gap.start()):
            at, start, speaks = gap.start() + len(gap.group()) - len(gap.group().lstrip()), gap.end(), True
    if speaks:
        made.append((at, start, paragraph.end))
    if language.partition("-")[0].lower() in _BETWEEN_COMMAS:
        made = [piece for part in made for piece in _without_insertions(text, *part, language)]
    return [part for part in made if part[2] > part[1]]


def _may_be_speech(text: str, opening: re.Match[str], paragraph: Stretch, language: str) -> bool:
    """Tell speech from a list: it begins with a capital and ends as a sentence does; a hyphen needs "he said" too."""
    first = text[opening.end() : opening.end() + 1]
    if first.islower() or text[paragraph.end - 1] not in ".!?…»”\"“":
        return False
    if opening.group()[0] != "-":
        return True
    return any(_speaks(text, b.end(), paragraph.end, language) for b in _DASH_BREAK.finditer(text, opening.end(), paragraph.end))


def _without_insertions(text: str, at: int, start: int, end: int, language: str) -> list[tuple[int, int, int]]:
    """Speech without ", dit-il," inside it."""
    made = []
    for match in _between_commas(language.partition("-")[0].lower()).finditer(text, start, end):
        made.append((at, start, match.start()))
        at = start = match.end()
    return [*made, (at, start, end)]
