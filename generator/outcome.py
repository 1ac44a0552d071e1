"""What came of one bundle of sources: every fault found in it, and what it adds to the dossier. Pure.

An outcome depends on the records of its sources, on their archived texts and on the records that are no sources, and on
nothing else; so it can be worked out in a process of its own, and kept under a key of these.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from . import dossier, proof, rules
from .diagnostics import Diagnostic, has_errors
from .frozen import dataclass
from .plain import from_plain, to_plain, tuples
from .proof import NamesIn
from .reading import Entry, Records
from .resolved import SourceSummary
from .rules.outline import Outline

_FLAT = 2  # the last version of marshal without references between values: equal values have equal bytes


@dataclass(frozen=True, slots=True)
class Common:
    """What all bundles share: the records that are no sources, and what is made of these once."""

    records: Records  # with no source
    country_names: Mapping[str, Sequence[str]]
    names: NamesIn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a bundle. Its values are kept packed, since most of them are not read in most builds.

    `packed` has by kind (`sources`, `statements`, `facts`) and id the value's bytes; none where there are errors.
    """

    diagnostics: tuple[Diagnostic, ...]
    outlines: tuple[Outline, ...]
    summaries: tuple[SourceSummary, ...]
    packed: Mapping[str, Mapping[str, bytes]]
    prints: Mapping[str, Mapping[str, bytes]]  # of each packed value: equal values have equal ones

    @property
    def print(self) -> bytes:
        """A fingerprint of all that it adds to the dossier."""
        return blake2b(b"".join(one for of_kind in self.prints.values() for one in of_kind.values()), digest_size=16).digest()

    def plain(self) -> tuple[Any, ...]:
        """As values that can be kept, `packed` first; `outcome_of_plain` makes it again. All else is packed once more: an edit reads the records of
        a hundred bundles and nothing else of them."""
        told = (to_plain(self.diagnostics), tuple(one.plain() for one in self.outlines), tuples(self.summaries),
                {kind: dict(prints) for kind, prints in self.prints.items()})
        return {kind: dict(packed) for kind, packed in self.packed.items()}, marshal.dumps(told)


def outcome_of_plain(plain: Any) -> Outcome:
    """The outcome that was kept."""
    packed, told = plain
    diagnostics, outlines, summaries, prints = marshal.loads(told)
    return Outcome(from_plain(diagnostics), tuple(Outline(*one) for one in outlines), tuple(map(SourceSummary.of_plain, summaries)), packed, prints)


def outcome(sources: Iterable[Entry], seeds: Mapping[str, bytes], common: Common) -> Outcome:
    """Prove, judge and resolve the sources of one bundle. `seeds`: archived bytes by source id, those of the bundle."""
    of_bundle = {entry.id: entry for entry in sources}
    by_kind = MappingProxyType({**common.records.by_kind, "sources": MappingProxyType(of_bundle)})
    records = Records(common.records.dossier, by_kind)
    proofs = proof.prove_sources(records, seeds, common.names)
    case = rules.Case(proofs, MappingProxyType({}), common.country_names, frozenset(seeds))
    diagnostics = rules.check_sources(case)
    outlines = tuple(case.outlines)
    if has_errors(diagnostics):
        return Outcome(diagnostics, outlines, (), MappingProxyType({}), MappingProxyType({}))
    found = dossier.resolve_sources(proofs, common.country_names)
    of_kind = {"sources": found.sources, "statements": found.statements, "facts": found.facts}
    packed = {kind: {id: marshal.dumps(to_plain(value), _FLAT) for id, value in values.items()} for kind, values in of_kind.items()}
    prints = {kind: {id: _print(one) for id, one in values.items()} for kind, values in packed.items()}
    # What was proven is summed up in the dossier's `proof`, and read nowhere else; so are the kinds of speech.
    prints["source_summaries"] = {one.id: _print(marshal.dumps(tuples(one.without_words()), _FLAT)) for one in found.summaries}
    prints["summaries"] = {one.id: _print(marshal.dumps(tuples(one), _FLAT)) for source in found.summaries for one in (*source.statements, *source.facts)}
    return Outcome(diagnostics, outlines, found.summaries, packed, prints)


def _print(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
