"""The attribution ladder: how near a statement is to its speaker's own recorded words. Derived, worst last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .languages import language_lists
from .model import RUNGS, Person, Record, Rung, Source, Statement

_ISSUED_MEDIA = frozenset({"statement", "letter", "document"})
_OWN_SPEECH = frozenset({"direct", "partial", "transcript", "document"})

REASONS: dict[Rung, str] = {
    "on-record": "A named speaker, in the speaker’s own words.",
    "official": "A document or statement issued in someone’s name.",
    "reported": "Reported without the speaker’s own words.",
    "ascribed": "Words that another speaker puts into this one’s mouth.",
    "anonymous": "The source does not name the speaker.",
    "unverified": "Nobody named vouches that this was said.",
}


def reason(rung: Rung, is_translated: bool) -> str:
    """Why a statement has its rung; words that the publisher translated are not the speaker's own."""
    return "A named speaker, in words that the publisher translated." if rung == "on-record" and is_translated else REASONS[rung]


def derive(statement: Statement, speaker: Record | None, source: Source, speech: Sequence[str], reporters_words: str) -> Rung:
    """The rung of a statement.

    `speech` is the kind of each part; `reporters_words` the words around the parts in the
    reporter's voice, in which "was reported as saying" would stand.
    """
    found: list[Rung] = []
    if is_unvouched(reporters_words, source.language):
        found.append("unverified")
    if isinstance(speaker, Person) and speaker.identified_by == "description":
        found.append("anonymous")
    if statement.within:
        found.append("ascribed")
    own = _own_or_reported(statement, speaker, source, speech)
    return max((*found, own), key=RUNGS.index) if found else own


def _own_or_reported(statement: Statement, speaker: Record | None, source: Source, speech: Sequence[str]) -> Rung:
    if not _OWN_SPEECH.intersection(speech):
        return "reported"
    issued = statement.medium in _ISSUED_MEDIA or source.kind == "document"
    by_office = isinstance(speaker, Person) and speaker.identified_by == "office"
    named = isinstance(speaker, Person) and not by_office
    return "on-record" if named and not issued else "official"


def effective(statement: Statement, derived: Rung) -> Rung:
    """The typed rung where it is worse than the derived one or was reviewed, else the derived one."""
    if statement.rung is None:
        return derived
    worse = RUNGS.index(statement.rung) >= RUNGS.index(derived)
    return statement.rung if worse or statement.reviewed else derived


def is_unvouched(text: str, language: str) -> bool:
    """True where the reporter vouches for nobody's saying: "was reported as saying"."""
    unvouched = _unvouched(language)
    return unvouched is not None and unvouched.search(text.casefold()) is not None


@cache
def _unvouched(language: str) -> re.Pattern[str] | None:
    phrases = language_lists(language).unvouched
    return re.compile("|".join(map(re.escape, phrases))) if phrases else None
