"""The list of statements: those of each speaker under the speaker's name, the oldest first."""

from __future__ import annotations

from collections.abc import Mapping

from ..resolved import Dossier, ResolvedStatement
from .cards import kinds_of_speech
from .head import Head, contents
from .links import statement_path
from .lists import ListView, Row, Section
from .names import Name, speaker
from .notices import is_listed
from .phrases import RUNGS, count
from .statement import titles


def list_view(dossier: Dossier, base: str = "", titled: Mapping[str, str] | None = None) -> ListView:
    """The list of statements. `titled`: the titles of all statements, where they are known already."""
    titled = titled or titles(dossier, dossier.statements)
    rows: dict[str, list[Row]] = {}
    names: dict[str, Name] = {}
    for said in (dossier.statements[id] for id in dossier.timeline):
        if is_listed(said):
            key = f"{said.speaker_kind}-{said.speaker}"
            names[key] = speaker(dossier, said)
            rows.setdefault(key, []).append(_row(said, names[key], titled[said.id]))
    ordered = sorted(rows, key=lambda key: (_sort_name(dossier, key, names[key]).casefold(), key))
    sections = tuple(Section(key, names[key].label, tuple(rows[key]), names[key].path) for key in ordered)
    listed = sum(len(section.rows) for section in sections)
    head = Head("Statements", f"{count(listed, 'statement')} by {count(len(sections), 'speaker')}, each with a page of its own and the proof of its words.",
                "statements/", "statements", contents(*((one.anchor, one.label, True) for one in sections)))
    return ListView(head, "Everything that is on record here, by speaker. The timeline tells the same by day.", sections,
                    "No statement has been recorded yet.")


def _sort_name(dossier: Dossier, key: str, name: Name) -> str:
    kind, _, id = key.partition("-")
    person = dossier.people.get(id) if kind == "people" else None
    return (person.sort_name if person else None) or name.label


def _row(said: ResolvedStatement, name: Name, title: str) -> Row:
    """A statement by its title; the speaker's name stands above it already."""
    rest = title.removeprefix(name.label).lstrip(", ")
    return Row(Name(rest[:1].upper() + rest[1:], statement_path(said.id), said.id), "",
               (RUNGS[said.rung].label, *(term.label for term in kinds_of_speech(said))))
