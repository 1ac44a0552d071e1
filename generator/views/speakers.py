"""Who spoke for a country or organisation, and in which sources they are read."""

from __future__ import annotations


from .. import dates
from ..frozen import dataclass
from ..resolved import Dossier
from .cards import Card, card, saying
from .names import Held, Name, office, speaker
from .paging import Leaf


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who spoke for a country or organisation, with the offices held then and what they said."""

    name: Name
    offices: tuple[Held, ...]
    said: tuple[Card, ...]  # in full
    linked: tuple[Name, ...]  # only linked, since the page shows it elsewhere


def spoke_for(dossier: Dossier, holder: str, leaf: Leaf) -> tuple[Voice, ...]:
    """The voices of a holder on this page, in the order of their first statement; what stands with the positions is linked only."""
    by_voice: dict[str, list[tuple[str, bool]]] = {}
    for section, ids in leaf.shown:
        kind, _, voice = section.partition("/")
        if kind in ("spoke", "linked"):
            by_voice.setdefault(voice, []).extend((id, kind == "spoke") for id in ids)
    return tuple(_voice(dossier, holder, said) for said in by_voice.values() if said)


def _voice(dossier: Dossier, holder: str, shown: list[tuple[str, bool]]) -> Voice:
    said = [(dossier.statements[id], in_full) for id, in_full in shown]
    said.sort(key=lambda one: (dates.sort_key(one[0].said), one[0].source, one[0].parts[0].start if one[0].parts else 0, one[0].id))
    offices = [office(dossier, held) for one, _ in said for held in one.offices if held.represents and holder in (held.country, held.organisation)]
    return Voice(speaker(said[0][0]), tuple({held.words: held for held in offices}.values()),
                 tuple(card(dossier, one.id) for one, in_full in said if in_full), tuple(saying(dossier, one.id) for one, in_full in said if not in_full))
