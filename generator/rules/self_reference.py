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
from ..model import Organisation, Source
from ..reading import Entry
from .case import Case, Path

Place = tuple[Entry, Path]


def dossier(case: Case) -> Iterator[Diagnostic]:
    """Every relation that cannot run in a circle."""
    for relation in ("within", "continues", "replies_to", "endorses"):
        yield from _circles(relation, {id: (target, (entry, ("statements", number, relation))) for id, (entry, number, s) in case.statements.items()
                                       if (target := getattr(s, relation))})
    sources = [(e, e.record) for e in case.records.by_kind["sources"].values() if isinstance(e.record, Source)]
    yield from _circles("supersedes", {e.id: (s.supersedes, (e, ("supersedes",))) for e, s in sources if s.supersedes})
    yield from _circles("derived_from", {e.id: (s.derived_from.source, (e, ("derived_from", "source"))) for e, s in sources
                                         if s.derived_from and s.derived_from.source})
    yield from _direct(case)


def _circles(relation: str, edges: Mapping[str, tuple[str, Place]]) -> Iterator[Diagnostic]:
    """One diagnostic for each circle, at the member that comes first. Each record has at most one such relation."""
    done: set[str] = set()
    for start in edges:
        path: dict[str, None] = {}
        at = start
        while at in edges and at not in done and at not in path:
            path[at] = None
            at = edges[at][0]
        if at in path:
            members = list(path)[list(path).index(at):]
            first = min(members)
            entry, place = edges[first][1]
            way = " → ".join(f"`{id}`" for id in (*members[members.index(first):], *members[:members.index(first)], first))
            told = f"`{first}` names itself in `{relation}`" if len(members) == 1 else f"`{relation}` leads back to where it began: {way}"
            yield diagnostic("self-reference", entry.span(*place), told, "name another record, or leave the key out")
        done.update(path)


def _direct(case: Case) -> Iterator[Diagnostic]:
    """Relations in which only the record itself is wrong."""
    for id, (entry, number, statement) in case.statements.items():
        path = ("statements", number)
        for key in ("via", "on_behalf_of"):
            if getattr(statement, key) is not None and getattr(statement, key) == statement.speaker:
                yield _self(entry, (*path, key), f"`{key}` names the speaker", f"leave `{key}` out")
        if statement.allegation and statement.allegation.reply == id:
            yield _self(entry, (*path, "allegation", "reply"), "an allegation is no reply to itself", "name the statement that replies")
        for other, elsewhere in enumerate(statement.also_in):
            if elsewhere.source == entry.id:
                yield _self(entry, (*path, "also_in", other), f"`also_in` names this source, `{entry.id}`", "name another source")
    for entry in case.records.by_kind["organisations"].values():
        if isinstance(entry.record, Organisation) and entry.id in entry.record.members:
            yield _self(entry, ("members", entry.record.members.index(entry.id)), f"`{entry.id}` is listed as a member of itself", "delete it")


def _self(entry: Entry, path: Path, message: str, help: str) -> Diagnostic:
    return diagnostic("self-reference", entry.span(*path), message, help)
