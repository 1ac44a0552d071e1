"""What the rules look at: the proven words, the pages of `content/`, and what several rules need of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..cases import Keyed, Proofs, SourceCase
from ..diagnostics import Span
from ..meaning import Finding, cut_findings
from ..model import Fact, Holds, Refers, Source, Statement, marked
from ..prose import Page
from ..reading import Entry, Records

Path = tuple[str | int, ...]

@dataclass(frozen=True, slots=True)
class Value:
    """One text of a record and what it holds: `edtf`, `prose`, `words`, `name`, `link`, `language`, `stance`."""

    entry: Entry
    path: Path
    holds: str
    text: str

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.entry.span(*self.path)


@dataclass(frozen=True)
class Case:
    """Everything that is judged. `content`: pages by path; `country_names`: names by ISO code; `seeds`: the ids of all archived texts."""

    proofs: Proofs
    content: Mapping[str, Page]
    country_names: Mapping[str, Sequence[str]]
    seeds: frozenset[str] = frozenset()
    _cuts: dict[tuple[str, Path], tuple[Finding, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def records(self) -> Records:
        """All records that could be read."""
        return self.proofs.records

    @cached_property
    def statements(self) -> Mapping[str, tuple[Entry, int, Statement]]:
        """Every statement by id, erased ones too: its source's entry, its number there, its record."""
        return {s.id: (e, n, s) for e in self.records.by_kind["sources"].values() for n, s in enumerate(_source(e).statements)}

    @cached_property
    def facts(self) -> Mapping[str, tuple[Entry, int, Fact]]:
        """Every fact by id, erased ones too."""
        return {f.id: (e, n, f) for e in self.records.by_kind["sources"].values() for n, f in enumerate(_source(e).facts)}

    @cached_property
    def marks(self) -> Sequence[tuple[Entry, Path, Refers | Holds, str]]:
        """Every marked text of every record, file after file."""
        entries = [e for of_kind in self.records.by_kind.values() for e in of_kind.values()]
        if self.records.dossier is not None:
            entries.append(self.records.dossier)
        return [(entry, *mark) for entry in entries for mark in marked(entry.record)]

    def cuts_of(self, keyed: Keyed, source: SourceCase) -> tuple[Finding, ...]:
        """What the cut of placed words leaves out of its sentence; several rules ask, and it is worked out once."""
        where = (keyed.entry.id, keyed.path)
        if where not in self._cuts:
            self._cuts[where] = cut_findings(source.speech, keyed.spans) if keyed.found else ()
        return self._cuts[where]

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """For each source the one at the end of `derived_from` and `supersedes`: versions and copies of one text share it."""
        before = {e.id: _before(_source(e)) for e in self.records.by_kind["sources"].values()}
        return {id: _last(id, before) for id in before}


def _source(entry: Entry) -> Source:
    assert isinstance(entry.record, Source)
    return entry.record


def _before(source: Source) -> str:
    return (source.derived_from.source if source.derived_from else None) or source.supersedes or ""


def _last(id: str, before: Mapping[str, str]) -> str:
    seen = {id}
    while before.get(id, "") in before and before[id] not in seen:
        id = before[id]
        seen.add(id)
    return id
