"""What the record of a speaker would be called: the name without the office before it, and in full where the text has it in full.

Nothing is guessed where two would fit. The words that tell a name from what stands before it are English; elsewhere a name stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..frozen import dataclass, replace
from ..languages import language_lists
from ..naming import Sayer
from ..speech import Speech
from ..subjects import RANKS

_OPENERS = frozenset("On And But Yet So As When While If Although Though Because Since Then Now Later Earlier Still Yesterday Today "
                     "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())  # they open a sentence, and no name
_BEFORE_PLACES = frozenset("In At From Near For To With After Before By Like Unlike Outside Inside".split())  # "In Oslo Vogel": what follows may be a place
_COURTESY = frozenset("Mr Mrs Ms Miss Dr Prof Sir Lady Lord".split())
_PARTICLES = frozenset("von van der den de du di da del la le al el bin ibn zu of".split())
_OF_OFFICE = frozenset("Prime Vice Deputy Former Acting Interim Foreign Defence Defense Interior Home Finance Justice Economy Energy Trade Health Education "
                       "Transport Press General of State".split())
_OF_COUNTRY = re.compile(r"\w+(?:ian|ean|ish|ese|ican|[’']s)|French|German|Dutch|Greek|Czech|Swiss|Iraqi|Israeli|Saudi|EU|UN|U\.?S\.?|U\.?K\.?")
_JOINING = frozenset("and but that when as for of from by at in on to with near".split())  # before an office, and no part of it
_TOKEN = re.compile(r"[\w’'-]+(?:\.[\w’'-]+)*\.?|[^\w\s]")
_ENDS = (".", "!", "?", "…", "”", "\"", "»", "’")
_BACK = 100  # characters before a last name in which the rest of the name is looked for
_MOST = 500  # places of a last name that are looked at


@dataclass(frozen=True, slots=True)
class _Full:
    """A name in full, somewhere in the reporter's words. `is_sure`: what stands before it is not a part of it by mistake."""

    start: int
    name: tuple[str, ...]
    office: tuple[str, ...]
    title: str
    is_sure: bool


def as_recorded(speech: Speech, sayer: Sayer) -> Sayer:
    """The sayer with the name and title that a record would have; the words stay those of the text.

    The name loses the office before it. A lone last name becomes the full one that stands before it, if the text has no other with this last name.
    """
    if not sayer.name or speech.language.partition("-")[0].lower() != "en":
        return sayer
    office, name, _ = _parted(sayer.name.split())
    if name[-1] in RANKS and not office:
        return replace(sayer, name="", title=f"{sayer.title} {' '.join(name)}".strip())  # "the Foreign Minister": nobody's name
    lead = sayer.title.split()
    title = _title(speech, sayer.start, lead, office) if office else sayer.title
    full = tuple(_in_full(speech, name[-1]))
    if _is_lone(name) and len({one.name for one in full}) == 1 and full[0].start < sayer.start and _fits(name, office, full):
        name = full[0].name
    if not title and not lead and _stands_alone(speech, sayer.start):
        title = next((one.title for one in full if one.title and one.name == name), "")
    return replace(sayer, name=" ".join(name), title=title)


def _parted(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The office before a name, the name, and whether nothing else is taken for a part of it. Without the words that open a sentence."""
    first = 0
    while first < len(words) - 1 and words[first] in _OPENERS:
        first += 1
    is_sure = words[first] not in _BEFORE_PLACES
    run = tuple(words[first:])
    behind = next((number for number in range(len(run) - 1, 0, -1) if RANKS & set(run[number - 1].split("-"))), 0)
    if behind:
        behind += run[behind] == "General"
        behind += 2 * (run[behind:behind + 2] == ("of", "State"))
    office, name = run[:behind], run[behind:]
    if not name or name[0] == "of" or len(name) == 1 and not all(map(_is_of_office, office)):
        return (), run, is_sure  # "Secretary of State", "Mayor of Hentzau Anna Vogel", "Federico Mayor Zaragoza"
    while len(name) > 1 and name[0].endswith(("’s", "'s")):
        name = name[1:]  # "Norway’s Espen Barth Eide"
    return office, name, is_sure


def _title(speech: Speech, start: int, lead: Sequence[str], office: Sequence[str]) -> str:
    """The office before a name as a role, with the words before it; empty where a word of it is not known, or belongs to something else.

    Of several words only with a country's: a role such as "Foreign Minister" would be taken for the name of one person in all texts.
    """
    is_own = len(office) == 1 and not lead or any(_OF_COUNTRY.fullmatch(word) for word in office)
    return " ".join([*lead, *office]) if is_own and all(map(_is_of_office, office)) and (lead or _stands_alone(speech, start)) else ""


def _is_of_office(word: str) -> bool:
    return _OF_COUNTRY.fullmatch(word) is not None or all(part in RANKS | _OF_OFFICE for part in word.split("-"))


def _stands_alone(speech: Speech, start: int) -> bool:
    """Whether the word before an office is no part of it, as "former" would be."""
    word = (_TOKEN.findall(speech.text, max(speech.sentence_at(start).start, start - _BACK), start) or [""])[-1]
    return not word[:1].islower() or word in _JOINING or word in language_lists(speech.language).saying


def _is_lone(name: Sequence[str]) -> bool:
    """Whether a name is a last name only, as "von der Leyen" is."""
    return all(word in _PARTICLES for word in name[:-1])


def _fits(name: Sequence[str], office: Sequence[str], full: Sequence[_Full]) -> bool:
    """Whether a last name can be that of a full name: "President Eide" is not Foreign Minister Espen Barth Eide."""
    offices = {one.office[-1] for one in full if one.office}
    return full[0].name[-len(name):] == tuple(name) and any(one.is_sure for one in full) and not (office and offices and office[-1] not in offices)


def _in_full(speech: Speech, last: str) -> Iterator[_Full]:
    """Where a last name stands with what is before it, outside of headings and quotations."""
    text = speech.text
    for number, match in enumerate(re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", text)):
        if number >= _MOST:
            return
        paragraph = speech.paragraph_at(match.start())
        if paragraph is None or speech.outermost_at(*match.span()) is not None or not text[:speech.paragraphs[paragraph].end].endswith(_ENDS):
            continue
        run = _run(text, max(speech.sentence_at(match.start()).start, match.end() - _BACK), match.end())
        if not run:
            continue  # "pro-Vogel"
        office, name, is_sure = _parted([word for _, word in run])
        told = [word for word in name[:-1] if word not in _PARTICLES and word.rstrip(".") not in _COURTESY]
        if told and "of" not in name:
            is_sure = is_sure and not all(map(_OF_COUNTRY.fullmatch, told))  # "the Norwegian Eide", but Brian Eide too
            at = run[len(run) - len(name) - len(office)][0]
            yield _Full(match.start(), name, office, _title(speech, at, (), office) if office else "", is_sure)


def _run(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The words with a capital at the end of a stretch, and particles of names between them, each with its place."""
    words = [(match.start(), match.group()) for match in _TOKEN.finditer(text, start, end)]
    first = len(words)
    while first and (words[first - 1][1][0].isupper() or words[first - 1][1] in _PARTICLES):
        first -= 1
    while first < len(words) - 1 and words[first][1] in _PARTICLES:
        first += 1
    return words[first:]
