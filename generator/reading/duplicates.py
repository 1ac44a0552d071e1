"""Ids that two records share. Each check looks over all files at once, so none of them is in `records.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..diagnostics import Diagnostic, Note, Span, diagnostic
from ..model import Question, Source
from .entries import Entry

Named = tuple[str, Entry, tuple[str | int, ...]]  # an id, its entry, and where it stands in it

_ACTORS = {"people": "a person", "organisations": "an organisation", "countries": "a country"}
_WHICH = "the one that is not published yet, since a published id never changes"  # no file tells which one that is


def shared_files(files: Iterable[tuple[str, str, str]]) -> Iterator[Diagnostic]:
    """Files whose ids are equal but for case, or two actors of one id.

    `files` are kind, file stem and path. People, organisations and countries share one set of ids: a speaker is named by id alone.
    """
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, stem, path in files:
        group = "actors" if kind in _ACTORS else kind
        other = seen.setdefault((group, stem.casefold()), (kind, path))
        if other[1] == path:
            continue
        why = (f"{_ACTORS[other[0]]} has it, and a speaker is named by id alone" if other[0] != kind
               else "two ids that differ only in case are one")
        yield diagnostic("duplicate-id", Span(path), f"the id `{stem}` is taken: {why}", f"give another name to {_WHICH}",
                         (Note("the other", other[1]),))


def shared_ids(by_kind: Mapping[str, Mapping[str, Entry]]) -> Iterator[Diagnostic]:
    """Statements and facts that share an id, over all sources; stances that share one within their question."""
    yield from _twice((named for entry in by_kind["sources"].values() for named in _said(entry)),
                      "statements and facts share one set of ids over all sources")
    for entry in by_kind["questions"].values():
        yield from _twice(_stances(entry), "each stance of a question has its own")


def _said(entry: Entry) -> Iterator[Named]:
    if isinstance(entry.record, Source):
        for number, statement in enumerate(entry.record.statements):
            yield statement.id, entry, ("statements", number, "id")
        for number, fact in enumerate(entry.record.facts):
            yield fact.id, entry, ("facts", number, "id")


def _stances(entry: Entry) -> Iterator[Named]:
    if isinstance(entry.record, Question):
        for number, stance in enumerate(entry.record.scale.stances):
            yield stance.id, entry, ("scale", "stances", number, "id")


def _twice(named: Iterable[Named], rule: str) -> Iterator[Diagnostic]:
    seen: dict[str, Named] = {}
    for one in named:
        id, entry, path = one
        other = seen.setdefault(id, one)
        if other is not one:  # places are asked for only now: they cost more than all else
            first = other[1].span(*other[2])
            yield diagnostic("duplicate-id", entry.span(*path), f"the id `{id}` stands here and at {first.file}:{first.line}:{first.column}",
                             f"give another id to {_WHICH}; {rule}")
