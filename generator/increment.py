"""A dossier read and judged bundle by bundle, and only as far as something changed since it was last.

The way of `program.read_and_judge` is the plain one: it reads, proves and judges everything at once, and its report is
the report. This one gives the same dossier and the same warnings for a dossier without errors. Where it meets an error, it gives
up, and the plain way tells what is wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from . import dossier, rules
from .bundles import Links, bundles, links_in
from .cases import FactCase, Proofs, SourceCase, StatementCase
from .content import read_content
from .countries import country_names
from .diagnostics import Diagnostic, has_errors, in_order
from .disk import Desk, Files
from .lazy import Lazy
from .model import DossierRecord
from .outcome import Common, Outcome, outcome, outcome_of_plain, unpacked
from .parallel import shared_out
from .progress import SILENT, Progress, telling
from .plain import from_plain, to_plain
from .proof import names_by_language, prove_sources
from .prose import Page
from .reading import Entry, Reading, Records, gather, read_file
from .reading import from_plain as entry_from_plain
from .reading import to_plain as entry_to_plain
from .resolved import Dossier

_HELD = 20_000  # unpacked records of a kind at one time: a larger dossier unpacks some of them anew sooner than it finds room for all
_FEW = 4  # bundles that are sooner worked out than another process started
_SOURCES = "data/sources/"

Held = dict[tuple[str, str], tuple[bytes, Any]]  # by kind and id: a value packed, and unpacked


@dataclass(frozen=True, slots=True)
class Judged:
    """A dossier without errors: what came of each bundle, and of the rest."""

    records: Records  # those that are no sources
    country_names: Mapping[str, Sequence[str]]
    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]  # warnings, in order of place
    planted: int  # how many planted false quotations were refused

    def prints(self) -> Mapping[str, Mapping[str, bytes]]:
        """A print of each source, statement and fact, and of their summaries, by kind and id."""
        kinds = ("sources", "statements", "facts", "source_summaries", "summaries")
        return {kind: {id: one for found in self.outcomes for id, one in found.prints[kind].items()} for kind in kinds}

    def dossier(self, held: Held | None = None) -> Dossier:
        """The resolved dossier; statements, facts and sources are unpacked when they are first read, and stay so in `held`."""
        def packed(kind: str) -> Mapping[str, Any]:
            found = {id: value for one in self.outcomes for id, value in one.packed[kind].items()}
            if held is not None:
                return Lazy(sorted(found), lambda id: _held(held, (kind, id), found[id]))
            return Lazy(sorted(found), lambda id: unpacked(found[id]), most=_HELD)

        return dossier.assemble(self.records, self.country_names, packed("sources"), packed("statements"), packed("facts"),
                                (summary for one in self.outcomes for summary in one.summaries))


def _held(held: Held, name: tuple[str, str], packed: bytes) -> Any:
    """A value unpacked, unless it was from the same bytes before."""
    known = held.get(name)
    if known is None or known[0] != packed:
        known = held[name] = packed, unpacked(packed)
    return known[1]


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of a dossier whose sources were not read yet: its other records, and who among the sources names whom."""

    records: Records
    links: Mapping[str, Links]  # by id of the source

    @property
    def dossier(self) -> DossierRecord:
        """The record of the whole."""
        assert self.records.dossier is not None
        record = self.records.dossier.record
        assert isinstance(record, DossierRecord)
        return record


def judge(files: Files, read: Read, desk: Desk, tool: str, jobs: int, progress: Progress = SILENT) -> Judged | None:
    """Prove and judge what changed; None where there is an error. `tool`: the fingerprint of the program; `jobs`: processes."""
    planted = rules.self_test_of_rules()
    countries = _country_names(desk, tool)
    names = countries(read.dossier.languages)
    common = Common(read.records, names, names_by_language(read.records, countries))
    shared = _digest(tool, *(f"{path} {one.digest}" for path, one in files.signatures.items()
                             if path.startswith("data/") and not path.startswith(_SOURCES)))
    outcomes = _outcomes(files, read.links, common, desk, shared, jobs, progress)
    if outcomes is None:
        return None
    found = (*_others(files, common, outcomes, desk, shared), *(d for one in outcomes for d in one.diagnostics))
    return None if has_errors(found) else Judged(read.records, names, outcomes, in_order(found), planted)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _country_names(desk: Desk, tool: str) -> Callable[[Sequence[str]], Mapping[str, Sequence[str]]]:
    """`countries.country_names`, kept: the library behind it takes longer to load than a small build takes."""
    kept = desk.read("countries", tool)
    known: dict[tuple[str, ...], Mapping[str, Sequence[str]]] = kept if isinstance(kept, dict) else {}

    def names(languages: Sequence[str]) -> Mapping[str, Sequence[str]]:
        languages = tuple(languages)
        if languages not in known:
            known[languages] = country_names(languages)
            desk.write("countries", tool, {key: dict(one) for key, one in known.items()})
        return known[languages]

    return names


# --- reading ----------------------------------------------------------------------------------------------------------


def read(files: Files, desk: Desk, tool: str) -> Read | None:
    """Read what changed of the records that are no sources; None where a file has a fault."""
    kept = desk.read("records", tool)
    before: dict[str, Any] = kept if isinstance(kept, dict) else {}
    book: dict[str, Any] = {}
    readings: list[Reading] = []
    links: dict[str, Links] = {}
    for path in files.data:
        digest = files.signatures[path].digest
        known = before.get(path)
        if known is None or known[0] != digest:
            known = (digest, _plain_of(path, files.data[path]))
        if known[1] is None:
            return None
        book[path] = known
        if path.startswith(_SOURCES):
            links[path.removeprefix(_SOURCES).removesuffix(".yml")] = Links(*known[1])
        else:
            entry = entry_from_plain(known[1], partial(files.data.__getitem__, path))
            readings.append(Reading(path, entry.kind, entry.id, entry, ()))
    if book != before:
        desk.write("records", tool, book)
    records, faults = gather(readings)
    return None if faults or records.dossier is None else Read(records, links)


def _plain_of(path: str, data: bytes) -> Any:
    """What is kept of a file: the links of a source, the reading of any other; None where it has a fault."""
    if path.startswith(_SOURCES) and path.endswith(".yml"):
        links = links_in(data)
        return links.declared, links.named
    reading = read_file(path, data)
    return None if reading.diagnostics or reading.entry is None else entry_to_plain(reading.entry)


# --- sources, bundle by bundle ------------------------------------------------------------------------------------------


def _outcomes(files: Files, links: Mapping[str, Links], common: Common, desk: Desk, shared: str, jobs: int,
              progress: Progress) -> tuple[Outcome, ...] | None:
    """The outcome of each bundle, kept or worked out; None where one has an error."""
    all_bundles = bundles(links)
    keys = [_bundle_key(files, ids, shared) for ids in all_bundles]
    kept = [desk.read(f"outcomes/{key}", key) for key in keys]
    missing = [number for number, one in enumerate(kept) if one is None]
    progress.stage("proving", "sources", sum(len(all_bundles[number]) for number in missing))

    def work(share: Sequence[int]) -> list[Any]:
        return [_worked_out(files, all_bundles[number], common) for number in telling(share, progress, len(missing), lambda n: len(all_bundles[n]))]

    for numbers, made in shared_out(missing, work, jobs if len(missing) > _FEW else 1):
        for number, plain in zip(numbers, made, strict=True):
            kept[number] = plain
            if plain is not None:
                desk.write(f"outcomes/{keys[number]}", keys[number], plain)
    if any(one is None for one in kept):
        return None
    if missing:
        desk.keep_only("outcomes", keys)
    return tuple(outcome_of_plain(one) for one in kept)


def _bundle_key(files: Files, ids: Sequence[str], shared: str) -> str:
    paths = [path for id in ids for path in (f"{_SOURCES}{id}.yml", f"seeds/{id}.txt")]
    return _digest(shared, *(f"{path} {files.signatures[path].digest}" for path in paths if path in files.signatures))


def _worked_out(files: Files, ids: Sequence[str], common: Common) -> Any:
    """The outcome of a bundle as it is kept; None where a file cannot be read or there is an error."""
    entries = _entries(files, ids)
    if entries is None:
        return None
    found = outcome(entries, {id: files.seeds[id] for id in ids if id in files.seeds}, common)
    return None if has_errors(found.diagnostics) else found.plain()


def _entries(files: Files, ids: Sequence[str]) -> list[Entry] | None:
    """The records of these sources; None where a file has a fault, or two statements share an id. Who shares one is of one bundle."""
    records, faults = gather([read_file(path, files.data[path]) for path in (f"{_SOURCES}{id}.yml" for id in ids)], is_whole=False)
    return None if faults else list(records.by_kind["sources"].values())


# --- the rest -----------------------------------------------------------------------------------------------------------


def _others(files: Files, common: Common, outcomes: Sequence[Outcome], desk: Desk, shared: str) -> tuple[Diagnostic, ...]:
    """The faults of the other records and of the pages, and those that only the whole dossier shows.

    They are kept with the names of the sources whose words the rules asked for, since a page or a summary may cite a statement.
    """
    key = _digest(shared, *(f"{path} {files.signatures[path].digest}" for path in files.content), *files.seeds,
                  *(repr(one.plain()) for found in outcomes for one in found.outlines))
    homes = {one.id: found for found in outcomes for one in found.outlines}
    kept = desk.read("others", key)
    if isinstance(kept, tuple) and all(homes[id].print == print_then for id, print_then in kept[0]):
        return tuple(from_plain(kept[1]))
    content, ill_written = read_content(files.content)
    asked: set[str] = set()
    found = (*ill_written, *rules.check_others(_whole_case(files, common, content, outcomes, asked)))
    if not has_errors(found):
        desk.write("others", key, (tuple((id, homes[id].print) for id in sorted(asked)), to_plain(found)))
    return found


def _whole_case(files: Files, common: Common, content: Mapping[str, Page], outcomes: Sequence[Outcome], asked: set[str]) -> rules.Case:
    """The case of the whole dossier. Of a source only its outline is at hand; its record is read, and its words placed, when a rule
    asks. `asked` grows by the ids of these sources."""
    outlines = sorted((one for found in outcomes for one in found.outlines), key=lambda one: one.id)
    bundle_of = {one.id: found for found in outcomes for one in found.outlines}
    proven: dict[int, Proofs] = {}

    def entry(id: str) -> Entry:
        asked.add(id)
        found = _entries(files, [id])
        assert found, f"{id} was read before"
        return found[0]

    entries = Lazy((one.id for one in outlines), entry)
    records = Records(common.records.dossier, MappingProxyType({**common.records.by_kind, "sources": entries}))

    def proofs_of(source: str) -> Proofs:
        bundle = bundle_of[source]
        asked.update(one.id for one in bundle.outlines)
        if id(bundle) not in proven:
            own = {one.id: entries[one.id] for one in bundle.outlines}
            by_kind = MappingProxyType({**common.records.by_kind, "sources": MappingProxyType(own)})
            proven[id(bundle)] = prove_sources(Records(common.records.dossier, by_kind), files.seeds, common.names)
        return proven[id(bundle)]

    summaries = [one for found in outcomes for one in found.summaries]
    homes = {one.id: source.id for source in summaries for one in (*source.statements, *source.facts)}
    sources: Lazy[str, SourceCase] = Lazy(entries, lambda id: proofs_of(id).sources[id])
    statements: Lazy[str, tuple[SourceCase, StatementCase]] = Lazy(
        (one.id for source in summaries for one in source.statements if one.is_proven), lambda id: proofs_of(homes[id]).statements[id])
    facts: Lazy[str, tuple[SourceCase, FactCase]] = Lazy(
        (one.id for source in summaries for one in source.facts if one.is_proven), lambda id: proofs_of(homes[id]).facts[id])
    return rules.Case(Proofs(records, sources, statements, facts), content, common.country_names, frozenset(files.seeds), tuple(outlines))
