"""An id is named that no record has.

Why: every name on the site leads to a page, and every position to its evidence. A slip in an id would
leave a hole.

Before:
    speaker: duke-micheal
After:
    speaker: duke-michael

Mend: correct the id, or add the record that it names. An id is the name of a file without `.yml`; those
of statements and facts stand in their source's file, under `id`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span, diagnostic
from ..reading import Entry
from .case import Case, Path
from .near import did_you_mean

_ONE = {"countries": "country", "organisations": "organisation", "people": "person", "questions": "question", "sources": "source",
        "statements": "statement", "events": "event"}


def reference(entry: Entry, path: Path, kinds: tuple[str, ...], id: str, case: Case) -> Iterator[Diagnostic]:
    """Every id that a record names."""
    by_kind, unread = case.records.by_kind, case.records.unread
    for kind in kinds:
        # A record that is there but could not be read is reported for its own fault, not for being unknown.
        if id in (case.statements if kind == "statements" else by_kind[kind]) or unread and (kind, id) in unread:
            return
    yield _unknown(entry, path, kinds, id, case)


def _unknown(entry: Entry, path: Path, kinds: tuple[str, ...], id: str, case: Case) -> Diagnostic:
    if kinds == ("statements",) and id in case.facts:
        return diagnostic("unknown-reference", place_of(entry, path), f"`{id}` is a fact, and a statement is asked for here")
    what = " or ".join(filter(None, (", ".join(_ONE[kind] for kind in kinds[:-1]), _ONE[kinds[-1]])))
    known = [case.statements if kind == "statements" else case.records.by_kind[kind] for kind in kinds]
    near = did_you_mean(id, (other for ids in known for other in ids))
    add = f"add `data/{kinds[0]}/{id}.yml`" if kinds[0] != "statements" else "add the statement"
    if kinds == ("countries",) or "countries" in kinds and len(id) == 2:
        from .unknown_country import NO_COUNTRY, country_hint  # the codes that people often take for another

        is_code = id in case.country_names and id not in NO_COUNTRY
        near = "" if is_code else country_hint(id, case)
        if kinds == ("countries",):
            add = f"make its record: `onrecord new country {id}`" if is_code else ""
    help = f"{near} Or {add}" if near.endswith("?") and add else "; or ".join(filter(None, (near, add)))
    return diagnostic("unknown-reference", place_of(entry, path), f"there is no {what} `{id}`", help)


def place_of(entry: Entry, path: Path) -> Span:
    """The place of an id: of the key itself for the questions of `answers`."""
    return entry.key_span(*path) if len(path) > 1 and path[-2] == "answers" else entry.span(*path)
