"""An unnamed speaker of one source is used in another.

Why: "a senior official" in two articles may be two people. Who is not named belongs to the one source
that describes them, and is never merged with another.

Before:
    speaker: ruritanian-official       (described in another source)
After:
    speaker: ruritanian-official-2     (a person of its own, with `source:` of this file)

Mend: add a person for this source. Copies and versions of one text (`derived_from`, `supersedes`) may
share one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, diagnostic
from ..model import Person, Source
from ..reading import Entry
from .case import Case, Path


def reference(entry: Entry, path: Path, kinds: tuple[str, ...], id: str, case: Case) -> Iterator[Diagnostic]:
    """Every person that a source's file names."""
    if "people" not in kinds or entry.kind != "sources":
        return
    home = _home(id, case)
    if home and _origin(home, case) != _origin(entry.id, case):
        yield diagnostic("anonymous-speaker-shared", entry.span(*path), f"`{id}` is an unnamed person of the source `{home}`; nobody can say that `{entry.id}` means the same one",
                         f"add a person of its own, with `source: {entry.id}`")


def record(entry: Entry, case: Case) -> Iterator[Diagnostic]:
    """Utterances of unnamed people that are said to stand in other sources too."""
    if not isinstance(entry.record, Source):
        return
    for number, statement in enumerate(entry.record.statements):
        for other, elsewhere in enumerate(statement.also_in if _home(statement.speaker or "", case) else ()):
            if _origin(elsewhere.source, case) != _origin(entry.id, case):
                yield diagnostic("anonymous-speaker-shared", entry.span("statements", number, "also_in", other),
                                 f"`{statement.speaker}` is not named, so nobody can say that `{elsewhere.source}` quotes the same person",
                                 "make a statement in that source, by a person of its own")


def _home(id: str, case: Case) -> str | None:
    person = case.records.by_kind["people"].get(id)
    record = person.record if person else None
    return record.source if isinstance(record, Person) and record.identified_by == "description" else None


def _origin(id: str, case: Case) -> str:
    return case.origins.get(id, id)
