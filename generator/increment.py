"""A dossier read and judged bundle by bundle, and only as far as something changed since it was last.

The way of `judging.read_and_judge` is the plain one: it reads, proves and judges everything at once, and its report is
the report. This one gives the same dossier, the same warnings and the same errors. Where a file cannot be read as a record, or two
records share an id, it gives up, and the plain way tells what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any

from . import dossier, rules
from .bundles import Links, adds_nothing
from .cases import FactCase, Proofs, SourceCase, StatementCase
from .content import read_content
from .countries import country_names
from .diagnostics import Diagnostic, has_errors, in_order
from .disk import Desk, Files
from .first_look import SOURCES, Read, bundle_key, bundle_keys, digest_of, shared_print
from .frozen import dataclass
from .lazy import Lazy
from .mentions import Names
from .outcome import Common, Outcome, outcome, outcome_of_plain
from .parallel import shared_out
from .progress import SILENT, Progress
from .plain import from_plain, to_plain, unpacked
from .proof import languages_of, names_in, prove_sources
from .prose import Page
from .reading import Entry, Records, gather, read_file
from .resolved import Dossier

_HELD = 2_000  # unpacked records of a kind at one time: what is made of a record is made together, and to unpack some anew costs less than room for all
_SPARE = 100  # outcomes of earlier states: an edit is compared with what was published last, and a check in between publishes nothing
_FEW = 4  # bundles that are sooner worked out than another process started

Held = dict[tuple[str, str], tuple[bytes, Any]]  # by kind and id: a value packed, and unpacked
Tried = dict[tuple[str, ...], tuple[str, Outcome]]  # by the ids of a bundle's sources: a print of its files, and what came of them


@dataclass(frozen=True, slots=True)
class Others:
    """What the rules over the whole found; `asked`: ids of the sources whose words they asked for, since a page or a summary may cite a statement."""

    asked: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A dossier without errors: what came of each bundle, and of the rest."""

    common: Common
    outcomes: tuple[Outcome, ...]
    others: Others
    diagnostics: tuple[Diagnostic, ...]  # warnings, in order of place
    planted: int  # how many planted false quotations were refused

    def prints(self) -> Mapping[str, Mapping[str, bytes]]:
        """A print of each source, statement and fact, and of their summaries, by kind and id."""
        kinds = ("sources", "statements", "facts", "source_summaries", "summaries")
        return {kind: {id: one for found in self.outcomes for id, one in found.prints[kind].items()} for kind in kinds}

    def dossier(self, held: Held | None = None, before: Dossier | None = None) -> Dossier:
        """The resolved dossier; statements, facts and sources are unpacked when they are first read, and stay so in `held`.

        `before`: an earlier one of the same summaries, but for what was proven.
        """
        def packed(kind: str) -> Mapping[str, Any]:
            found = {id: value for one in self.outcomes for id, value in one.packed[kind].items()}
            if held is not None:
                return Lazy(sorted(found), lambda id: _held(held, (kind, id), found[id]))
            return Lazy(sorted(found), lambda id: unpacked(found[id]), most=_HELD)

        said = (packed("sources"), packed("statements"), packed("facts"))
        summaries = [summary for one in self.outcomes for summary in one.summaries]
        return dossier.said_anew(before, *said, summaries) if before else dossier.assemble(self.common.records, self.common.country_names, *said, summaries)


def _held(held: Held, name: tuple[str, str], packed: bytes) -> Any:
    """A value unpacked, unless it was from the same bytes before."""
    known = held.get(name)
    if known is None or known[0] != packed:
        known = held[name] = packed, unpacked(packed)
    return known[1]


def judge(files: Files, read: Read, desk: Desk, tool: str, jobs: int, progress: Progress = SILENT) -> Judged | tuple[Diagnostic, ...] | None:
    """Prove and judge what changed. Where there is an error, every fault in order of place; None where a source cannot be read.

    `tool`: the fingerprint of the program; `jobs`: processes.
    """
    planted = _planted(desk, tool)
    shared = shared_print(files, tool)
    common = common_of(read.records, desk, tool, shared)
    outcomes = _outcomes(files, read.links, common, desk, shared, jobs, progress)
    if outcomes is None:
        return None
    if faults := _of_broken(files, common, outcomes):
        return faults
    others = _others(files, common, outcomes, desk, shared)
    found = in_order((*others.diagnostics, *(d for one in outcomes for d in one.diagnostics)))
    return found if has_errors(found) else Judged(common, outcomes, others, found, planted)


def _planted(desk: Desk, tool: str) -> int:
    """How many planted false quotations this program refuses: found out once, since nothing but the program decides it."""
    kept = desk.read("planted", tool)
    if isinstance(kept, int):
        return kept
    refused = rules.self_test_of_rules()
    desk.write("planted", tool, refused)
    return refused


def common_of(records: Records, desk: Desk, tool: str, shared: str) -> Common:
    """What all bundles share; `shared`: the `shared_print` of it. Names of countries and of actors are kept: to load the one takes longer than a small build, and to work
    out the other of a large dossier longer than an edit."""
    countries = _kept_by_languages(desk, "countries", tool, country_names)
    plain_names = _kept_by_languages(desk, "names", shared, lambda languages: names_in(records, countries(languages)).plain())
    own = languages_of(records)
    made: dict[str, Names] = {}

    def names(language: str) -> Names:
        if language not in made:
            made[language] = Names(*plain_names(tuple(dict.fromkeys((*own, language)))))
        return made[language]

    return Common(records, countries(own), names)


def judge_again(before: Judged, files: Files, ids: frozenset[str], has_other_pages: bool, tried: Tried) -> Judged | tuple[Diagnostic, ...] | None:
    """What `judge` would give after sources with these ids were saved, and nothing else but pages of `content/` (`has_other_pages`).

    `tried`: what came of bundles that were judged so since `before`; it grows. None where it takes more to know: a source cannot be read.
    Who belongs to whom is to be as it was.
    """
    common, outcomes = before.common, list(before.outcomes)
    for number, one in enumerate(outcomes):
        of_bundle = tuple(outline.id for outline in one.outlines)
        if not ids.isdisjoint(of_bundle):
            key = bundle_key(files, of_bundle, "")
            if tried.get(of_bundle, ("",))[0] != key:
                entries = _entries(files, of_bundle)
                if entries is None:
                    return None
                tried[of_bundle] = key, outcome(entries, _seeds(files, of_bundle), common)
            outcomes[number] = tried[of_bundle][1]
    if faults := _of_broken(files, common, outcomes):
        return faults
    is_same = not has_other_pages and ids.isdisjoint(before.others.asked) and all(one.outlines == then.outlines for one, then in zip(outcomes, before.outcomes, strict=True))
    others = before.others if is_same else of_others(files, common, outcomes)
    found = in_order((*others.diagnostics, *(d for one in outcomes for d in one.diagnostics)))
    return found if has_errors(found) else Judged(common, tuple(outcomes), others, found, before.planted)


def _of_broken(files: Files, common: Common, outcomes: Sequence[Outcome]) -> tuple[Diagnostic, ...]:
    """Every fault of a dossier where a bundle has errors, in order of place; none where no bundle has."""
    broken = frozenset(one.id for found in outcomes if has_errors(found.diagnostics) for one in found.outlines)
    if not broken:
        return ()
    content, ill_written = read_content(files.content)
    case = _whole_case(files, common, content, outcomes, set())
    # These are judged once more with all others at hand: what is near to a name that nobody has may stand in another bundle.
    return in_order((*ill_written, *rules.check_others(case), *rules.check_sources(case, broken),
                     *(d for one in outcomes if not has_errors(one.diagnostics) for d in one.diagnostics)))


def _kept_by_languages(desk: Desk, name: str, key: str, make: Callable[[Sequence[str]], Any]) -> Callable[[Sequence[str]], Any]:
    """What `make` gives for some languages, a plain value; kept under a name and a key, with those for others."""
    kept = desk.read(name, key)
    known: dict[tuple[str, ...], Any] = dict(kept) if isinstance(kept, dict) else {}

    def get(languages: Sequence[str]) -> Any:
        languages = tuple(languages)
        if languages not in known:
            known[languages] = make(languages)
            desk.write(name, key, dict(known))
        return known[languages]

    return get


# --- sources, bundle by bundle ------------------------------------------------------------------------------------------


def _outcomes(files: Files, links: Mapping[str, Links], common: Common, desk: Desk, shared: str, jobs: int,
              progress: Progress) -> tuple[Outcome, ...] | None:
    """The outcome of each bundle, kept or worked out; None where a source cannot be read. Those with errors are not kept."""
    known = bundle_keys(files, links, shared)
    all_bundles, keys = list(known), list(known.values())
    kept = [desk.read(f"outcomes/{key}", key) for key in keys]
    missing = [number for number, one in enumerate(kept) if one is None]
    progress.stage("proving", "sources", sum(len(all_bundles[number]) for number in missing))

    jobs = jobs if len(missing) > _FEW else 1

    def work(number: int) -> Any:
        made = worked_out(files, all_bundles[number], common)
        progress.step(jobs * len(all_bundles[number]))  # the others are not heard, and do as many meanwhile
        return made

    with shared_out(missing, work, jobs) as shares:
        for number, plain in chain.from_iterable(shares):
            kept[number] = plain
            if not adds_nothing(plain):
                desk.write(f"outcomes/{keys[number]}", keys[number], plain)
    if any(one is None for one in kept):
        return None
    if missing:
        desk.keep_only("outcomes", keys, _SPARE)
    return tuple(outcome_of_plain(one) for one in kept)


def worked_out(files: Files, ids: Sequence[str], common: Common) -> Any:
    """The outcome of a bundle as it is kept; None where a file cannot be read."""
    entries = _entries(files, ids)
    if entries is None:
        return None
    return outcome(entries, _seeds(files, ids), common).plain()


def _seeds(files: Files, ids: Sequence[str]) -> Mapping[str, bytes]:
    return {id: files.seeds[id] for id in ids if id in files.seeds}


def _entries(files: Files, ids: Sequence[str]) -> list[Entry] | None:
    """The records of these sources; None where a file has a fault, or two statements share an id. Who shares one is of one bundle."""
    records, faults = gather([read_file(path, files.data[path]) for path in (f"{SOURCES}{id}.yml" for id in ids)], is_whole=False)
    return None if faults else list(records.by_kind["sources"].values())


# --- the rest -----------------------------------------------------------------------------------------------------------


def _others(files: Files, common: Common, outcomes: Sequence[Outcome], desk: Desk, shared: str) -> Others:
    """The faults of the other records and of the pages, and those that only the whole dossier shows; kept where there is no error."""
    key = digest_of(shared, *(f"{path} {files.signatures[path].digest}" for path in files.content), *files.seeds,
                  *(repr(one.plain()) for found in outcomes for one in found.outlines))
    homes = {one.id: found for found in outcomes for one in found.outlines}
    kept = desk.read("others", key)
    if isinstance(kept, tuple) and all(homes[id].print == print_then for id, print_then in kept[0]):
        return Others(frozenset(id for id, _ in kept[0]), tuple(from_plain(kept[1])))
    found = of_others(files, common, outcomes)
    if not has_errors(found.diagnostics):
        desk.write("others", key, (tuple((id, homes[id].print) for id in sorted(found.asked)), to_plain(found.diagnostics)))
    return found


def of_others(files: Files, common: Common, outcomes: Sequence[Outcome]) -> Others:
    """What the rules over the rest of the dossier find."""
    content, ill_written = read_content(files.content)
    asked: set[str] = set()
    found = (*ill_written, *rules.check_others(_whole_case(files, common, content, outcomes, asked)))
    return Others(frozenset(asked), found)


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

    said = {one.id: source.id for found in outcomes for source in found.summaries for one in source.statements if one.is_proven}
    told = {one.id: source.id for found in outcomes for source in found.summaries for one in source.facts if one.is_proven}
    for found in outcomes:
        if not found.summaries:  # it has errors
            proofs = proofs_of(found.outlines[0].id)
            said |= {id: source.entry.id for id, (source, _) in proofs.statements.items()}
            told |= {id: source.entry.id for id, (source, _) in proofs.facts.items()}
    sources: Lazy[str, SourceCase] = Lazy(entries, lambda id: proofs_of(id).sources[id])
    statements: Lazy[str, tuple[SourceCase, StatementCase]] = Lazy(said, lambda id: proofs_of(said[id]).statements[id])
    facts: Lazy[str, tuple[SourceCase, FactCase]] = Lazy(told, lambda id: proofs_of(told[id]).facts[id])
    return rules.Case(Proofs(records, sources, statements, facts), content, common.country_names, frozenset(files.seeds), tuple(outlines))
