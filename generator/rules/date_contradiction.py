"""Two dates cannot both be right.

Why: a source cannot report words that are said after it was published, a copy is not older than its
original, and an answer does not come before what it answers. One of the two dates is a slip.

Before:
    published: 2025-08-19
    statements:
      - id: michael-denies
        said: 2025-09-19
After:
    published: 2025-08-19
    statements:
      - id: michael-denies
        said: 2025-08-19

Mend: look both dates up again and correct the wrong one. Where the day is not known, do not guess:
write `../2025-08-19`, "on or before".
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import dates
from ..dates import Edtf
from ..diagnostics import Diagnostic, diagnostic
from ..model import Source, Statement
from ..reading import Entry
from .case import Case, Path


def record(entry: Entry, case: Case) -> Iterator[Diagnostic]:
    """The dates of a source and of what was said in it."""
    source = entry.record
    if not isinstance(source, Source):
        return
    yield from _of_source(entry, source, case)
    for number, statement in enumerate(source.statements):
        yield from _of_statement(entry, ("statements", number), statement, source, case)


def _of_source(entry: Entry, source: Source, case: Case) -> Iterator[Diagnostic]:
    published = source.published
    original = source.derived_from
    if original and original.published:
        yield from _before(entry, ("published",), published, original.published, "the copy was published", "its original")
    yield from _before(entry, ("archive", "retrieved"), source.archive.retrieved, published, "the text was retrieved", "it was published")
    older = case.records.by_kind["sources"].get(source.supersedes or "")
    if older is not None and isinstance(older.record, Source):
        yield from _before(entry, ("published",), published, older.record.published, "this version was published", "the one that it supersedes")
    for name, notices in (("corrections", source.corrections), ("retracted", (source.retracted,) if source.retracted else ())):
        for number, notice in enumerate(notices):
            path: Path = (name, number, "date") if name == "corrections" else (name, "date")
            first = (original.published if original else None) or published
            yield from _before(entry, path, notice.date, first, "the notice was made", "the source was published")


def _of_statement(entry: Entry, path: Path, statement: Statement, source: Source, case: Case) -> Iterator[Diagnostic]:
    if statement.said is None:
        return
    said = statement.said.date
    at = (*path, "said", "date")
    original = source.derived_from
    if original and original.published:
        yield from _before(entry, at, original.published, said, "the original was published", "the words were said")
    else:
        yield from _before(entry, at, source.published, said, "the source was published", "the words were said")
    for elsewhere in statement.also_in:
        other = case.records.by_kind["sources"].get(elsewhere.source)
        if other is not None and isinstance(other.record, Source):
            yield from _before(entry, at, other.record.published, said, f"`{other.id}` was published", "the words were said")
    for name in ("replies_to", "endorses"):
        named = getattr(statement, name)
        answered = case.statements.get(named) if named else None
        if answered and answered[2].said:
            yield from _before(entry, at, said, answered[2].said.date, "this was said", f"`{answered[2].id}`, which it answers")


def _before(entry: Entry, path: Path, one: str, other: str, what: str, than: str) -> Iterator[Diagnostic]:
    """A fault where `one` is before `other`, whatever days the two may mean."""
    a, b = dates.parse(one), dates.parse(other)
    if isinstance(a, Edtf) and isinstance(b, Edtf) and dates.newer(b, a):
        yield diagnostic("date-contradiction", entry.span(*path), f"{what} on `{one}`, before {than} on `{other}`",
                         "look both dates up again; where a day is not known, write a bound such as `../2025-08-19`")
