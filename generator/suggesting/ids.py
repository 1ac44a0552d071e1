"""Ids: made from who speaks and from the first telling words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..languages import language_lists
from ..model import Person
from ..workbench import Workbench
from .who import Speaker

_ID_WORDS = 4
_ID_LENGTH = 64
_MOST = _ID_LENGTH - 4  # room for a number behind it
_SMALL = frozenset(
    "the and for that this with from have has had was were are his her its our their they she you but what who will would there than then been "
    "into about which when where also very just more some such only your them could should der die das und ist ein eine les des est que "
    "une dans pour jest się".split())


def new_id(bench: Workbench, speaker: Speaker, quoted: Sequence[str]) -> str:
    """An id that nothing has yet: who speaks, and the first telling words."""
    who = speaker.id or (slug(speaker.sayer.name or speaker.sayer.title) if speaker.sayer else "") or "statement"
    kind, _, id = speaker.actor.partition("/")
    record = bench.records.by_kind[kind][id].record if speaker.actor else None
    if isinstance(record, Person) and record.identified_by == "name":
        who = id.rpartition("-")[2]
    turning = {slug(word) for word in language_lists("en").negations}  # an id without its "not" would say the contrary
    telling = [word for word in slug(" ".join(quoted).replace("’", "").replace("'", "")).split("-")
               if word in turning or word.endswith("nt") or len(word) > 2 and word not in _SMALL]
    made = "-".join([who, *telling[:_ID_WORDS]])
    if len(made) > _MOST:  # cut between words, where there is more than one
        made = made[:_MOST + 1].rpartition("-")[0] or made[:_MOST]
    return unique(made.strip("-"), bench.taken)


def unique(id: str, taken: frozenset[str] | set[str]) -> str:
    """The id, with a number behind it where it is taken."""
    number, made = 1, id
    while made in taken:
        number += 1
        made = f"{id}-{number}"
    return made


def slug(text: str) -> str:
    """The text in the letters of an id: accents off, hyphens between words; empty where it has no Latin letters."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)).lower()).strip("-")[:_ID_LENGTH].strip("-")
