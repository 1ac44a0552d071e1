"""What the entries of a timeline are selected by, and the filters that a page or a whole timeline offers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ..frozen import dataclass
from ..resolved import Dossier, ResolvedStatement
from .phrases import RUNGS
from .scripts import language_name


class Keys(NamedTuple):
    """The values that an entry is selected by. A stance is question, colon, stance."""

    country: tuple[str, ...]
    person: tuple[str, ...]
    question: tuple[str, ...]
    stance: tuple[str, ...]
    rung: tuple[str, ...]
    language: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; `group` puts values under a heading."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Values of a filter under one heading, which may be empty."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: the name that it has in the address, its label and its values."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The values under their headings, in order."""
        found: dict[str, list[Choice]] = {}
        for choice in self.choices:
            found.setdefault(choice.group, []).append(choice)
        return tuple(Group(label, tuple(choices)) for label, choices in found.items())


def countries_of(dossier: Dossier, said: ResolvedStatement) -> tuple[str, ...]:
    """The countries that the speaker speaks for or holds an office of; for a country's own text the country."""
    ids = {*said.speaks_for, *(held.country for held in said.offices if held.country)}
    return tuple(sorted(id for id in ids if id in dossier.countries))


def keys_of(dossier: Dossier, said: ResolvedStatement) -> Keys:
    """What a statement is selected by."""
    return Keys(countries_of(dossier, said), (said.speaker,) if said.speaker_kind == "people" else (), tuple(answer.question for answer in said.answers),
                tuple(f"{answer.question}:{answer.stance}" for answer in said.answers), (said.rung,),
                (dossier.sources[said.source].record.language,), (said.source,))


def values_of(all: Iterable[Keys]) -> Mapping[str, frozenset[str]]:
    """The values that occur, by filter."""
    values: dict[str, set[str]] = {name: set() for name in Keys._fields}
    for keys in all:
        for name, found in zip(Keys._fields, keys, strict=True):
            values[name].update(found)
    return {name: frozenset(found) for name, found in values.items()}


def filters_of(dossier: Dossier, values: Mapping[str, Collection[str]]) -> tuple[Filter, ...]:
    """Filters with the values that occur; one without two values would select nothing and is left out."""
    found = (
        Filter("country", "Country", _by_label(Choice(id, dossier.names[f"countries/{id}"]) for id in values["country"])),
        Filter("person", "Person", _by_label(Choice(id, dossier.names[f"people/{id}"]) for id in values["person"])),
        Filter("question", "Question", tuple(Choice(id, question.short) for id, question in dossier.questions.items() if id in values["question"])),
        Filter("stance", "Stance", tuple(
            Choice(f"{id}:{stance.id}", stance.label, question.short) for id, question in dossier.questions.items()
            for stance in question.scale.stances if f"{id}:{stance.id}" in values["stance"])),
        Filter("rung", "How it is known", tuple(Choice(key, term.label) for key, term in RUNGS.items() if key in values["rung"])),
        Filter("language", "Language", _by_label(Choice(tag, language_name(tag)) for tag in values["language"])),
        Filter("source", "Source", _by_label(Choice(id, dossier.names[f"sources/{id}"]) for id in values["source"])),
    )
    return tuple(one for one in found if len(one.choices) > 1)


def _by_label(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value)))
