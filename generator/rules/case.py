"""What the rules look at: the proven words, the pages of `content/`, and what several rules need of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from ..cases import Keyed, Proofs, SourceCase
from ..diagnostics import Span
from ..frozen import dataclass, field
from ..lazy import Lazy
from ..meaning import Finding, cut_findings
from ..model import Fact, Mark, Source, Statement, marked
from ..prose import Page
from ..reading import Entry, Records
from .outline import Outline, origins, outline

T = TypeVar("T")
Path = tuple[str | int, ...]
Marked = tuple[Path, Mark, str]


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
    """Everything that is judged. `content`: pages by path; `country_names`: names by ISO code; `seeds`: the ids of all archived texts.

    `known`: the outlines of all sources where they are at hand; then no source's record is read unless a rule asks for one.
    `tells_nearest`: whether a fault tells which passage is most like the words; what finds it takes longer to import than a run without faults needs.
    """

    proofs: Proofs
    content: Mapping[str, Page]
    country_names: Mapping[str, Sequence[str]]
    seeds: frozenset[str] = frozenset()
    known: Sequence[Outline] | None = None
    tells_nearest: bool = True
    _marks: dict[str, Sequence[Marked]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _cuts: dict[tuple[str, Path], tuple[Finding, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def records(self) -> Records:
        """All records that could be read."""
        return self.proofs.records

    @cached_property
    def outlines(self) -> Sequence[Outline]:
        """Of each source what other records may need to know, in the order of their ids."""
        if self.known is not None:
            return self.known
        return tuple(outline(entry, self.proofs.sources.get(entry.id), self.marks_of(entry)) for entry in self.records.by_kind["sources"].values())

    @cached_property
    def statements(self) -> Mapping[str, tuple[Entry, int, Statement]]:
        """Every statement by id, erased ones too: its source's entry, its number there, its record."""
        homes = {id: (one.id, number) for one in self.outlines for number, id in enumerate(one.statements)}
        return Lazy(homes, lambda id: self._found(homes[id], lambda source: source.statements))

    @cached_property
    def facts(self) -> Mapping[str, tuple[Entry, int, Fact]]:
        """Every fact by id, erased ones too."""
        homes = {id: (one.id, number) for one in self.outlines for number, id in enumerate(one.facts)}
        return Lazy(homes, lambda id: self._found(homes[id], lambda source: source.facts))

    def _found(self, home: tuple[str, int], listed: Callable[[Source], Sequence[T]]) -> tuple[Entry, int, T]:
        entry = self.records.by_kind["sources"][home[0]]
        return entry, home[1], listed(_source(entry))[home[1]]

    def marks_of(self, entry: Entry) -> Sequence[Marked]:
        """Every marked text of a record; of a source kept, for its outline is made of them too."""
        if entry.kind != "sources":
            return marked(entry.record)
        found = self._marks.get(entry.id)
        if found is None:
            found = self._marks[entry.id] = marked(entry.record)
        return found

    def cuts_of(self, keyed: Keyed, source: SourceCase) -> tuple[Finding, ...]:
        """What the cut of placed words leaves out of its sentence; several rules ask, and it is worked out once."""
        where = (keyed.entry.id, keyed.path)
        if where not in self._cuts:
            self._cuts[where] = cut_findings(source.speech, keyed.spans) if keyed.found else ()
        return self._cuts[where]

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """For each source the one at the end of `derived_from` and `supersedes`: versions and copies of one text share it."""
        return origins(self.outlines)


def _source(entry: Entry) -> Source:
    assert isinstance(entry.record, Source)
    return entry.record
