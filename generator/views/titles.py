"""Titles of statements: in our own words, each once, and never a word of what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .. import dates
from ..resolved import Dossier, ResolvedStatement
from .names import actors, speaker
from .phrases import RUNGS, listed


def titles(dossier: Dossier, ids: Iterable[str]) -> Mapping[str, str]:
    """Titles in our own words, each once: "Karoline Leavitt, 19 August 2025: Troops". Never a word of what was said.

    Where several would be alike, how each is known tells them apart: " (unverified)"; where that does not, their order in the
    text: " (1 of 2)". A change to one statement changes only the titles of those that it is alike with.
    """
    alike: dict[str, list[ResolvedStatement]] = {}
    days: dict[str, str] = {}  # many statements share a day
    for id in ids:
        said = dossier.statements[id]
        day = days.get(said.said.text)
        if day is None:
            day = days[said.said.text] = dates.words(said.said)
        alike.setdefault(_bare(dossier, said, day), []).append(said)
    found: dict[str, str] = {}
    for bare, group in alike.items():
        if len(group) == 1:
            found[group[0].id] = bare
        else:
            group.sort(key=_place)
            found |= {said.id: bare + more for said, more in zip(group, _apart(group), strict=True)}
    return found


def _bare(dossier: Dossier, said: ResolvedStatement, day: str) -> str:
    if said.erased:
        return "An erased statement"
    # The short name of a question stands after a colon: it is a label, and need not fit into a sentence.
    topics = ", ".join([dossier.questions[answer.question].short for answer in said.answers])
    if not topics and said.about and not said.withdrawn:
        about = listed([name.label for name in actors(dossier, said.about) if name.id != said.speaker])
        topics = f"about {about}" if about else ""
    return f"{speaker(dossier, said).label}, {day}{': ' if topics else ''}{topics}"


def _place(said: ResolvedStatement) -> tuple[str, int, str]:
    return said.source, said.parts[0].start if said.parts else 0, said.id


def _apart(group: Sequence[ResolvedStatement]) -> Sequence[str]:
    """What tells apart statements whose titles would be alike, in the order given."""
    rungs = [said.rung for said in group]
    if len(set(rungs)) == len(group) and not any(said.erased for said in group):
        return [f" ({RUNGS[rung].label.lower()})" for rung in rungs]
    return [f" ({number} of {len(group)})" for number in range(1, len(group) + 1)]
