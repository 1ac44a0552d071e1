"""The list of statements: those of each speaker under the speaker's name, the oldest first."""

from __future__ import annotations

from ..resolved import Dossier
from .cards import terms_of_speech
from .links import record_path, statement_path
from .lists import ListView, Row, Section, list_head, list_pager
from .names import Name
from .paging import ROWS, Leaf, cut
from .phrases import RUNGS, count
from .survey import Survey, listed, survey

Titled = tuple[str, ...]  # the titles of the statements on a page, in their order


def list_leaves(dossier: Dossier, known: Survey) -> tuple[tuple[Leaf, Titled], ...]:
    """What stands on each page of the list, and its titles."""
    said = {key: listed(known, ids) for key, ids in dossier.by_speaker.items()}
    ordered = sorted(((_sort_name(dossier, key).casefold(), key.replace("/", "-"), key) for key, ids in said.items() if ids))
    leaves = cut([(key, said[key], 1) for _, _, key in ordered], ROWS)
    return tuple((leaf, tuple(known.titles[id] for _, ids in leaf.shown for id in ids)) for leaf in leaves)


def list_view(dossier: Dossier, leaf: Leaf | None = None, titled: Titled | None = None) -> ListView:
    """A page of the list of statements; the first where no leaf is given."""
    if leaf is None or titled is None:
        leaf, titled = list_leaves(dossier, survey(dossier))[0]
    titles = iter(titled)
    sections = tuple(_section(dossier, key, [(id, next(titles)) for id in ids]) for key, ids in leaf.shown)
    told = (f"{count(sum(number for _, number in leaf.totals), 'statement')} by {count(len(leaf.totals), 'speaker')}, "
            "each with a page of its own and the proof of its words.")
    return ListView(list_head("Statements", told, "statements/", leaf, sections),
                    "Everything that is on record here, by speaker. The timeline tells the same by day.", sections,
                    "No statement has been recorded yet.", list_pager(leaf, "statements"))


def _section(dossier: Dossier, key: str, said: list[tuple[str, str]]) -> Section:
    """What a speaker said: of each statement its id and its title. No record is read, so that an edit of words leaves the list as it is."""
    name = dossier.summaries[said[0][0]].speaker_name
    return Section(key.replace("/", "-", 1), name, tuple(_row(dossier, id, name, title) for id, title in said), record_path(*key.split("/", 1)))


def _sort_name(dossier: Dossier, key: str) -> str:
    kind, _, id = key.partition("/")
    person = dossier.people.get(id) if kind == "people" else None
    return (person.sort_name if person else None) or dossier.names.get(key, id)


def _row(dossier: Dossier, id: str, name: str, title: str) -> Row:
    """A statement by its title; the speaker's name stands above it already."""
    rest = title.removeprefix(name).lstrip(", ")
    return Row(Name(rest[:1].upper() + rest[1:], statement_path(id), id), "",
               (RUNGS[dossier.summaries[id].rung].label, *(term.label for term in terms_of_speech(dossier.speech[id]))))
