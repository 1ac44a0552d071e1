"""A record refers to itself, or in a circle.

Why: a statement cannot answer itself, and a text cannot be the copy of its own copy.

Before:
    - id: michael-answers
      replies_to: michael-answers
After:
    - id: michael-answers
      replies_to: flavia-asks

Mend: name the other record, or leave the key out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, diagnostic
from ..frozen import dataclass
from ..model import Organisation, Source, Statement
from ..reading import Entry
from .case import Case, Path
from .outline import RELATIONS, Outline, entry_of, places_of


@dataclass(frozen=True, slots=True)
class Edge:
    """From a statement or source to the one that it names. `one`: the source in whose file that stands."""

    named: str
    one: Outline

    def place(self, relation: str, id: str, case: Case) -> tuple[Entry, Path]:
        """Where it stands: looked up only where it is part of a circle."""
        if relation in RELATIONS:
            entry, number = places_of(self.one, id, case)
            return entry, ("statements", number, relation)
        return entry_of(self.one, case), ("derived_from", "source") if relation == "derived_from" else (relation,)


def dossier(case: Case) -> Iterator[Diagnostic]:
    """Every relation that cannot run in a circle."""
    outlines = case.outlines
    edges: dict[str, dict[str, Edge]] = {relation: {} for relation in RELATIONS}
    for one in outlines:
        for relation, id, named in one.relations:
            edges[relation][id] = Edge(named, one)
    for relation in RELATIONS:
        yield from _circles(relation, edges[relation], case)
    for relation in ("supersedes", "derived_from"):
        yield from _circles(relation, {one.id: Edge(named, one) for one in outlines if (named := getattr(one, relation))}, case)


def record(entry: Entry, case: Case) -> Iterator[Diagnostic]:
    """Relations in which only the record itself is wrong."""
    if isinstance(entry.record, Source):
        for number, statement in enumerate(entry.record.statements):
            yield from _of_statement(entry, ("statements", number), statement)
    elif isinstance(entry.record, Organisation) and entry.id in entry.record.members:
        yield _self(entry, ("members", entry.record.members.index(entry.id)), f"`{entry.id}` is listed as a member of itself", "delete it")


def _of_statement(entry: Entry, path: Path, statement: Statement) -> Iterator[Diagnostic]:
    for key in ("via", "on_behalf_of"):
        if getattr(statement, key) is not None and getattr(statement, key) == statement.speaker:
            yield _self(entry, (*path, key), f"`{key}` names the speaker", f"leave `{key}` out")
    if statement.allegation and statement.allegation.reply == statement.id:
        yield _self(entry, (*path, "allegation", "reply"), "an allegation is no reply to itself", "name the statement that replies")
    for other, elsewhere in enumerate(statement.also_in):
        if elsewhere.source == entry.id:
            yield _self(entry, (*path, "also_in", other), f"`also_in` names this source, `{entry.id}`", "name another source")


def _circles(relation: str, edges: Mapping[str, Edge], case: Case) -> Iterator[Diagnostic]:
    """One diagnostic for each circle, at the member that comes first. Each record has at most one such relation."""
    done: set[str] = set()
    for start in edges:
        path: dict[str, None] = {}
        at = start
        while at in edges and at not in done and at not in path:
            path[at] = None
            at = edges[at].named
        if at in path:
            members = list(path)[list(path).index(at):]
            first = min(members)
            entry, place = edges[first].place(relation, first, case)
            way = " → ".join(f"`{id}`" for id in (*members[members.index(first):], *members[:members.index(first)], first))
            told = f"`{first}` names itself in `{relation}`" if len(members) == 1 else f"`{relation}` leads back to where it began: {way}"
            yield diagnostic("self-reference", entry.span(*place), told, "name another record, or leave the key out")
        done.update(path)


def _self(entry: Entry, path: Path, message: str, help: str) -> Diagnostic:
    return diagnostic("self-reference", entry.span(*path), message, help)
