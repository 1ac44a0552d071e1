"""What may not change once it was published: ids, and archived texts. Compares two states of a dossier; no rule of a single one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, Note, Span, diagnostic, in_order
from ..frozen import dataclass
from ..model import Source
from ..reading import Records
from .near import did_you_mean

_WITH_PAGES = ("questions", "countries", "organisations", "people", "events", "sources")


@dataclass(frozen=True, slots=True)
class Published:
    """What an earlier state of the dossier had: the file of each (kind, id), and the SHA-256 of each archived text by source id.

    Statements and facts have one kind, `statements`: they share one set of ids.
    """

    files: Mapping[tuple[str, str], str]
    archives: Mapping[str, str]


def published(records: Records, seeds: Mapping[str, bytes]) -> Published:
    """What can be compared of a state. `seeds`: archived bytes by source id."""
    files = {(kind, id): entry.file for kind in _WITH_PAGES for id, entry in records.by_kind[kind].items()}
    for entry in records.by_kind["sources"].values():
        if isinstance(entry.record, Source):
            files |= {("statements", item.id): entry.file for item in (*entry.record.statements, *entry.record.facts)}
    return Published(files, {id: hashlib.sha256(data).hexdigest() for id, data in seeds.items()})


def compare(old: Published, new: Records, seeds: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Every id of the old state that is gone, and every archived text that differs, in order of place."""
    now = published(new, seeds)
    return in_order([*_vanished(old, now, new), *_changed(old, now)])


def _vanished(old: Published, now: Published, new: Records) -> Iterator[Diagnostic]:
    for (kind, id), file in old.files.items():
        if (kind, id) in now.files or (kind, id) in new.unread:
            continue
        one = "statement or fact" if kind == "statements" else f"record of {kind}"
        span = Span(file)
        if kind == "statements" and (entry := next((e for e in new.by_kind["sources"].values() if e.file == file), None)):
            span = entry.span("statements")
        added = (other for known, other in now.files if known == kind and (known, other) not in old.files)
        near = did_you_mean(id, added)
        yield diagnostic("published-id-vanished", span, f"the {one} `{id}` was published and is no longer there",
                         (near.replace("did you mean", "was it renamed to") + " An id never changes: " if near else "")
                         + "bring it back; where it was wrong, withdraw it, and its page says why",
                         (Note("to paste", "withdrawn: {date: <today>, reason: <why>}"),) if kind == "statements" else ())


def _changed(old: Published, now: Published) -> Iterator[Diagnostic]:
    for id, digest in old.archives.items():
        if ("sources", id) not in old.files:
            continue  # a text that no source had was never published
        there = now.archives.get(id)
        if there != digest:
            what = "is gone" if there is None else f"was changed: its SHA-256 was {digest} and is {there}"
            yield diagnostic("archive-changed", Span(f"seeds/{id}.txt"), f"the archived text of `{id}` {what}",
                             "bring it back as it was; a new version of a text is a new source with `supersedes`")
