"""Speech that a dash opens, and a reporter's words inside what is marked as speech.

Polish, Ukrainian, French, Spanish and others open direct speech with a dash at the start of a paragraph;
between further dashes stands what the reporter says: — Nie — powiedział X — nigdy.
"""

from __future__ import annotations

import re

from .sentences import Stretch, saying_within

_TERMINAL = frozenset(".!?…")
_DASH = re.compile(r"[—–―-](?=\s?\S)\s*")
_DASH_BREAK = re.compile(r"\s+[—–―]\s*|\s+-\s+|(?<=\S)[—–―](?=[,.;:!?…]|\s|\Z)[,.;:!?…]*\s*")
# Where a dash at the start of a paragraph opens speech.
DASH_LANGUAGES = frozenset("pl fr uk ru be bg es pt it ca gl ro hu cs sk sr hr sl mk lt lv et fi sv nb nn no da tr el ka hy".split())
# Where a reporter's words between dashes stand inside the marks: «Ні, — сказав він, — ніколи».
_INSERTING = frozenset("uk ru be bg mk sr pl".split())
_AWAY = re.compile(r"(?<=[,!?…])\s+[—–―]\s+")
_BACK = re.compile(r"[,.:!]\s*[—–―]\s+")
_FRENCH_VERBS = (
    "dit|déclare|affirme|ajoute|prévient|répond|répondit|explique|assure|souligne|insiste|annonce|estime|précise|lance|lança|demanda|"
    "demande|reprit|poursuit|confie|résume|conclut|rappelle|juge|avoue"
)
# French inserts between commas alone, inside the marks too: « Parfois, explique M. Sapt, il est trop tard. »
_FRENCH_INSERTION = re.compile(
    rf"(?<=[,!?…])\s(?:\w+-t-(?:il|elle)|\w+-(?:ils?|elles?|on|je)|(?:{_FRENCH_VERBS})\s(?:(?:MM?|Dr)\.\s)?[\w'’-]+)"
    r"(?:\s(?:MM?\.|[\w'’-]+)){0,7}?\s?[,.](?:\s|\Z)"
)


def insertion(text: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """A reporter's words inside a quotation, the first ", — said X, —": from behind the comma to where the speech goes on."""
    if language.startswith("fr"):
        said = _FRENCH_INSERTION.search(text, start, end)
        return said.span() if said else None
    pattern = saying_within(language, 2) if language.partition("-")[0].lower() in _INSERTING else None
    if pattern is None:
        return None
    for match in _AWAY.finditer(text, start, end):
        if pattern.match(text, match.end(), end):
            back = _BACK.search(text, match.end(), end)
            return match.start(), back.end() if back else end
    return None


def dashed(text: str, paragraph: Stretch, language: str) -> list[tuple[int, int, int]]:
    """The speech of a paragraph that a dash opens, without what the reporter says between further dashes.

    Of each stretch: where its dash stands (or its own start), its start and its end. Empty where the dash opens no speech.
    """
    if language.partition("-")[0].lower() not in DASH_LANGUAGES:
        return []
    opening = _DASH.match(text, paragraph.start, paragraph.end)
    if opening is None or not _may_be_speech(text, opening, paragraph, language):
        return []
    saying = saying_within(language, 2)
    breaks = list(_DASH_BREAK.finditer(text, opening.end(), paragraph.end))
    ends = [*(b.start() for b in breaks[1:]), paragraph.end]
    made: list[tuple[int, int, int]] = []
    at, start, speaks = paragraph.start, opening.end(), True
    for gap, end in zip(breaks, ends, strict=False):
        if speaks:
            new = text[gap.end() : gap.end() + 1].isupper() and text[gap.start() - 1] in _TERMINAL
            if saying is None or new or saying.match(text, gap.end(), end):
                made.append((at, start, gap.start()))
                speaks = False
        else:
            at, start, speaks = gap.start() + len(gap.group()) - len(gap.group().lstrip()), gap.end(), True
    if speaks:
        made.append((at, start, paragraph.end))
    if language.startswith("fr"):
        made = [piece for part in made for piece in _french(text, *part)]
    return [part for part in made if part[2] > part[1]]


def _may_be_speech(text: str, opening: re.Match[str], paragraph: Stretch, language: str) -> bool:
    """Tell speech from a list: it begins with a capital and ends as a sentence does; a hyphen needs "he said" too."""
    first = text[opening.end() : opening.end() + 1]
    if first.islower() or text[paragraph.end - 1] not in ".!?…»”\"“":
        return False
    if opening.group()[0] != "-":
        return True
    saying = saying_within(language, 2)
    return saying is not None and any(saying.match(text, b.end(), paragraph.end) for b in _DASH_BREAK.finditer(text, opening.end(), paragraph.end))


def _french(text: str, at: int, start: int, end: int) -> list[tuple[int, int, int]]:
    """Speech without ", dit-il," inside it."""
    made = []
    for match in _FRENCH_INSERTION.finditer(text, start, end):
        made.append((at, start, match.start()))
        at = start = match.end()
    return [*made, (at, start, end)]
