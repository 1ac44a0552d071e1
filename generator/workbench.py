"""A dossier on the workbench: one source at a time, with its words placed, and what the rules say of an entry before it is written.

Only the bundle of the source is proven and judged, so that a dossier of thousands of sources answers at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from . import proof, rules
from .bundles import bundles, links_in
from .cases import SourceCase, StatementCase
from .countries import country_names
from .diagnostics import Diagnostic
from .frozen import dataclass, field
from .inserting import Block, with_entry
from .model import Source
from .proof import NamesIn, names_by_language
from .reading import Entry, Records, read_entry, read_records
from .rules import Case


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry that was tried: the text of the file with it, what the rules say of it, and the statement as placed (None where it is none)."""

    text: str
    first: int
    last: int
    errors: tuple[Diagnostic, ...]
    statement: StatementCase | None


@dataclass(frozen=True)
class Workbench:
    """The records of a dossier and its archived texts. `data`: the files of `data/` by path; `seeds`: the texts by id."""

    data: Mapping[str, bytes]
    seeds: Mapping[str, bytes]
    faults: tuple[Diagnostic, ...]
    records: Records
    names: NamesIn
    country_names: Mapping[str, tuple[str, ...]]
    _cases: dict[str, SourceCase] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, data: Mapping[str, bytes], seeds: Mapping[str, bytes]) -> Workbench:
        """The workbench of the files of a dossier."""
        records, faults = read_records(data)
        languages = records.dossier.record.languages if records.dossier else ("en",)  # type: ignore[attr-defined]
        return cls(data, seeds, faults, records, names_by_language(records), country_names(languages))

    def has(self, source: str) -> bool:
        """Whether there is a source that can be read."""
        return source in self.records.by_kind["sources"]

    def record(self, source: str) -> Source:
        """The record of a source."""
        record = self.records.by_kind["sources"][source].record
        assert isinstance(record, Source)
        return record

    def source(self, id: str) -> SourceCase:
        """A source with all that is claimed in it placed."""
        if id not in self._cases:
            self._cases[id] = self.case(id).proofs.sources[id]
        return self._cases[id]

    def case(self, id: str) -> Case:
        """The bundle of a source, to be judged."""
        return self._case(id, self.records.by_kind["sources"][id])

    @cached_property
    def taken(self) -> frozenset[str]:
        """Every id that a statement or fact bears."""
        sources = [entry.record for entry in self.records.by_kind["sources"].values()]
        own = (one.id for source in sources for one in (*source.statements, *source.facts))  # type: ignore[attr-defined]
        return frozenset((*own, *(id for kind, id in self.records.unread if kind == "statements")))

    @cached_property
    def _bundle(self) -> Mapping[str, tuple[str, ...]]:
        links = {entry.id: links_in(self.data[entry.file]) for entry in self.records.by_kind["sources"].values()}
        return {id: ids for ids in bundles(links) for id in ids}

    def _case(self, id: str, entry: Entry) -> Case:
        """The bundle of a source to be judged, with this entry in the place of the one that there is."""
        known = self.records.by_kind["sources"]
        own = {other: entry if other == id else known[other] for other in self._bundle.get(id, (id,))}
        by_kind = MappingProxyType({**self.records.by_kind, "sources": MappingProxyType(own | {id: entry})})
        proofs = proof.prove_sources(Records(self.records.dossier, by_kind, self.records.unread), self.seeds, self.names)
        return Case(proofs, {}, self.country_names, frozenset(self.seeds))

    def judge(self, source: str, make: Block, key: str = "statements") -> Judged:
        """What the rules say of one more entry of a source. Raises `inserting.CannotInsert`."""
        path = self.records.by_kind["sources"][source].file
        text, first, last = with_entry(path, self.data[path].decode("utf-8"), key, make)
        entry, faults = read_entry(path, text.encode())
        if entry is None:
            return Judged(text, first, last, faults, None)
        case = self._case(source, entry)
        found = rules.check_sources(case)
        told = {"source-over-quoted"} | ({"quote-in-not-speech"} if key == "not_speech" else set())  # elsewhere in the file, by this entry
        errors = tuple(d for d in found if d.severity == "error" and (d.span.file == path and first <= d.span.line <= last or d.code in told))
        statements = case.proofs.sources[source].statements
        placed = statements[-1] if key == "statements" and statements else None
        return Judged(text, first, last, errors, placed)
