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

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, diagnostic
from ..model import Person, Source
from .case import Case
from .outline import Outline, entry_of, references_to

CODE = "anonymous-speaker-shared"


def dossier(case: Case) -> Iterator[Diagnostic]:
    """Every unnamed person that a source names, or whose words it finds in another one."""
    homes = {id: record.source for id, entry in case.records.by_kind["people"].items()
             if isinstance(record := entry.record, Person) and record.identified_by == "description" and record.source}
    if not homes:
        return
    origin = case.origins
    for one in case.outlines:
        here = origin[one.id]
        for id, *kinds in one.names:
            if id in homes and "people" in kinds and origin.get(homes[id], homes[id]) != here:
                yield from _named(id, homes[id], one, case)
        if any(speaker in homes and origin.get(other, other) != here for speaker, other in one.shared):
            yield from _quoted_elsewhere(homes, origin, one, case)


def _named(id: str, home: str, one: Outline, case: Case) -> Iterator[Diagnostic]:
    entry = entry_of(one, case)
    for path in references_to(id, "people", entry):
        yield diagnostic(CODE, entry.span(*path), f"`{id}` is an unnamed person of the source `{home}`; nobody can say that `{entry.id}` means the same one",
                         f"add a person of its own, with `source: {entry.id}`")


def _quoted_elsewhere(homes: Mapping[str, str], origin: Mapping[str, str], one: Outline, case: Case) -> Iterator[Diagnostic]:
    entry = entry_of(one, case)
    assert isinstance(entry.record, Source)
    for number, statement in enumerate(entry.record.statements):
        for other, elsewhere in enumerate(statement.also_in if statement.speaker in homes else ()):
            if origin.get(elsewhere.source, elsewhere.source) != origin[one.id]:
                yield diagnostic(CODE, entry.span("statements", number, "also_in", other),
                                 f"`{statement.speaker}` is not named, so nobody can say that `{elsewhere.source}` quotes the same person",
                                 "make a statement in that source, by a person of its own")
