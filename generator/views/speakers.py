"""Who spoke for a country or organisation, and in which sources they are read."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from ..resolved import Dossier
from .cards import Card, card, saying
from .names import Held, Name, named, office, speaker
from .notices import is_listed


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement of a voice: in full, or only its link where the page shows it elsewhere."""

    link: Name
    card: Card | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who spoke for a country or organisation, with the offices held then and what they said."""

    name: Name
    offices: tuple[Held, ...]
    said: tuple[Spoken, ...]


def spoke_for(dossier: Dossier, holder: str, shown: Container[str]) -> tuple[Voice, ...]:
    """The voices of a holder in the order of their first statement; statements in `shown` are linked only."""
    by_speaker: dict[str, tuple[Name, list[Held], list[Spoken]]] = {}
    for id in dossier.speaking_for.get(holder, ()):
        said = dossier.statements[id]
        if not is_listed(said):
            continue
        name, offices, spoken = by_speaker.setdefault(f"{said.speaker_kind}/{said.speaker}", (speaker(dossier, said), [], []))
        offices += [office(dossier, held) for held in said.offices if held.represents and holder in (held.country, held.organisation)]
        spoken.append(Spoken(saying(dossier, id), None if id in shown else card(dossier, id)))
    return tuple(Voice(name, tuple({held.words: held for held in offices}.values()), tuple(spoken)) for name, offices, spoken in by_speaker.values())


def not_for(dossier: Dossier, country: str) -> tuple[str, ...]:
    """Statements by people with an office in the country who did not speak for it: lawmakers, officials, former ones."""
    people = [id for id, person in dossier.people.items() if any(held.country == country for held in person.memberships)]
    spoken = frozenset(dossier.speaking_for.get(country, ()))
    return tuple(one for id in people for one in dossier.by_speaker.get(f"people/{id}", ()) if one not in spoken)


def sources_of(dossier: Dossier, statements: Iterable[str], facts: Iterable[str]) -> tuple[Name, ...]:
    """The sources of these statements and facts, by title."""
    ids = {dossier.statements[id].source for id in statements} | {dossier.facts[id].source for id in facts}
    return tuple(sorted((named(dossier, "sources", id) for id in ids), key=lambda name: (name.label.casefold(), name.id)))
