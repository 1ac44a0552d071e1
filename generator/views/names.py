"""Names of people, organisations, countries, sources and questions, each with the path of its page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ..frozen import dataclass
from ..resolved import Dossier, Office, ResolvedStatement
from .links import record_path

ACTORS = ("people", "organisations", "countries")  # in the order in which the records look an actor up


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, and the path of its page from the site's root; None where it has none."""

    label: str
    path: str | None = None
    id: str = ""


def named(dossier: Dossier, kind: str, id: str) -> Name:
    """The name of a record of one kind."""
    label = dossier.names.get(f"{kind}/{id}")
    return Name(label or id, record_path(kind, id) if label else None, id)


def kind_of(dossier: Dossier, id: str, kinds: Iterable[str] = ACTORS) -> str | None:
    """Of which of these kinds an actor is; None where no record has the id."""
    for kind in kinds:
        if f"{kind}/{id}" in dossier.names:
            return kind
    return None


def actor(dossier: Dossier, id: str) -> Name:
    """The name of a person, organisation or country; made once, since few of them are named very often."""
    return dossier.remembered(("actor", id), partial(_actor, dossier, id))


def _actor(dossier: Dossier, id: str) -> Name:
    return named(dossier, kind_of(dossier, id) or "people", id)


def actors(dossier: Dossier, ids: Iterable[str]) -> tuple[Name, ...]:
    """The names of several actors, in the order given."""
    return tuple(actor(dossier, id) for id in ids)


def speaker(statement: ResolvedStatement) -> Name:
    """The speaker of a statement: a person, organisation, country or the source itself."""
    if not statement.speaker:
        return Name("Not shown")
    return Name(statement.speaker_name, record_path(statement.speaker_kind, statement.speaker), statement.speaker)


def asked(dossier: Dossier, id: str) -> Name:
    """A question by its short name, as tables and cards show it; made once."""
    return dossier.remembered(("asked", id), partial(_asked, dossier, id))


def _asked(dossier: Dossier, id: str) -> Name:
    return Name(dossier.questions[id].short, record_path("questions", id), id)


@dataclass(frozen=True, slots=True)
class Held:
    """An office in words: "President, France". `certain` is False where its dates do not settle that it was held that day."""

    words: str
    certain: bool


def office(dossier: Dossier, held: Office) -> Held:
    """An office that a speaker held; made once for all that was said in it."""
    return dossier.remembered(("office", held.role, held.organisation, held.country, held.certain), partial(_office, dossier, held))


def _office(dossier: Dossier, held: Office) -> Held:
    where = f"organisations/{held.organisation}" if held.organisation else f"countries/{held.country}"
    place = dossier.names.get(where)
    # A role such as "President of France" already names its place.
    return Held(held.role if not place or place.casefold() in held.role.casefold() else f"{held.role}, {place}", held.certain)
