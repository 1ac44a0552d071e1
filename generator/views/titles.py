"""Titles of statements: in our own words, each once, and never a word of what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..resolved import Dossier, Summary
from .names import actors
from .phrases import RUNGS, listed
from .when import day


def titles(dossier: Dossier, all_of_them: Iterable[Summary]) -> Mapping[str, str]:
    """Titles of statements in our own words, by id, each once: "Karoline Leavitt, 19 August 2025: Troops". Never a word of what was said.

    Where several would be alike, how each is known tells them apart: " (unverified)"; where that does not, their order in the
    text: " (1 of 2)". A change to one statement changes only the titles of those that it is alike with.
    """
    topics = {id: question.short for id, question in dossier.questions.items()}
    alike: dict[str, list[Summary]] = {}
    for said in all_of_them:
        alike.setdefault(_bare(dossier, said, topics), []).append(said)
    found: dict[str, str] = {}
    for bare, group in alike.items():
        if len(group) == 1:
            found[group[0].id] = bare
        else:
            group.sort(key=lambda one: (one.source, one.start, one.id))
            found |= {said.id: bare + more for said, more in zip(group, _apart(group), strict=True)}
    return found


def _bare(dossier: Dossier, said: Summary, short: Mapping[str, str]) -> str:
    if said.is_erased:
        return "An erased statement"
    # The short name of a question stands after a colon: it is a label, and need not fit into a sentence.
    topics = ", ".join([short[question] for question, _, _ in said.answers])
    if not topics and said.about and said.is_listed:
        about = listed([name.label for name in actors(dossier, said.about) if name.id != said.speaker.partition("/")[2]])
        topics = f"about {about}" if about else ""
    return f"{said.speaker_name}, {day(said.date).words}{': ' if topics else ''}{topics}"


def _apart(group: Sequence[Summary]) -> Sequence[str]:
    """What tells apart statements whose titles would be alike, in the order given."""
    rungs = [said.rung for said in group]
    if len(set(rungs)) == len(group) and not any(said.is_erased for said in group):
        return [f" ({RUNGS[rung].label.lower()})" for rung in rungs]
    return [f" ({number} of {len(group)})" for number in range(1, len(group) + 1)]
