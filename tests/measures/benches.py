"""Every statement of the measured dossiers, each ready to be judged again with other words or another speaker.

A changed statement is judged by the real path: `proof.prove` over its source, then every rule. Four things
only save time, and `tests/test_measures.py` holds them against the plain path: words that `quotes.find` finds nowhere
are refused at once, since `placing.place` begins with the same call and has no other source of matches;
changed words that stand at the same places share one verdict, since placing sees words only through these places;
parts that `placing.place` finds no order for where nothing limits the places find none where the record does;
and the statements of the source that have no bearing on this one are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator import placing, proof, quotes, rules
from generator.countries import country_names
from generator.diagnostics import Diagnostic
from generator.disk import read_dossier
from generator.frozen import replace
from generator.model import Source, Statement
from generator.reading import Entry, Records, read_records

ROOT = Path(__file__).parents[2]
DOSSIERS = (".", "tests/corpus/arn-bridge", "tests/dossiers/ruritania")
_OF_ALL = frozenset({"source-over-quoted", "unknown-reference"})  # what can only be judged with all statements at hand
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Verdict:
    """What the rules found of a changed statement: the codes of its errors, and its words as placed."""

    codes: tuple[str, ...]
    placed: proof.StatementCase | None


@dataclass
class Bench:
    """One source of a dossier, with all records that it needs."""

    dossier: str
    entry: Entry
    records: Records
    seed: bytes
    names: Mapping[str, tuple[str, ...]]
    _places: dict[str, Spans] = field(default_factory=dict)
    _verdicts: dict[tuple[str, tuple[Spans, ...]], Verdict] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        assert isinstance(self.entry.record, Source)
        return self.entry.record

    @cached_property
    def text(self) -> str:
        return self.seed.decode()

    @cached_property
    def haystack(self) -> quotes.Haystack:
        return quotes.prepare(self.text)

    @cached_property
    def plain(self) -> tuple[proof.SourceCase, frozenset[tuple[str, str]]]:
        """The unchanged source as proven, and the errors that come only from leaving the other sources out."""
        case, errors = self._run(self.source)
        return case, frozenset((d.code, d.message) for d in errors)

    @property
    def case(self) -> proof.SourceCase:
        return self.plain[0]

    def judge(self, changed: Statement) -> Verdict:
        """The verdict on a statement in place of the one with its id: by `prove` and every rule."""
        record = self.source.model_copy(update={"statements": tuple(changed if s.id == changed.id else s for s in self.source.statements)})
        case, errors = self._run(record)
        codes = tuple(sorted({d.code for d in errors if (d.code, d.message) not in self.plain[1]}))
        return Verdict(codes, next((s for s in case.statements if s.record.id == changed.id), None))

    def judge_alone(self, changed: Statement) -> Verdict:
        """The same with the facts and most other statements left out: those stay that it hangs on, and one of each speaker who is no person."""
        wanted, hangs_on = {changed.id}, [changed.within, changed.continues]
        by_id = {s.id: s for s in self.source.statements}
        while hangs_on:
            other = by_id.get(hangs_on.pop() or "")
            if other and other.id not in wanted:
                wanted.add(other.id)
                hangs_on += [other.within, other.continues]
        speakers = {s.speaker: s.id for s in self.source.statements if s.speaker and s.speaker not in self.records.by_kind["people"]}
        wanted |= set(speakers.values())
        kept = tuple(changed if s.id == changed.id else s for s in self.source.statements if s.id in wanted)
        case, errors = self._run(self.source.model_copy(update={"statements": kept, "facts": ()}))
        codes = tuple(sorted({d.code for d in errors if (d.code, d.message) not in self.plain[1] and d.code not in _OF_ALL}))
        return Verdict(codes, next((s for s in case.statements if s.record.id == changed.id), None))

    def judge_words(self, statement: Statement, parts: tuple[str, ...]) -> Verdict | None:
        """The verdict on other words for a statement; None where a part stands nowhere or has no fair edge."""
        places = tuple(self.places(part) for part in parts)
        if not all(places):
            return None
        key = (statement.id, places)
        found = self._verdicts.get(key)
        if found is None:
            _, fault = placing.place(parts, self.haystack, self.case.speech, placing.Wanted(), self.source.language)
            if fault is not None and fault.code in ("quote-parts-out-of-order", "quote-gap-too-long"):
                found = self._verdicts[key] = Verdict((fault.code,), None)
        if found is None:
            found = self._verdicts[key] = self.judge_alone(statement.model_copy(update={"quote": parts}))
        return found

    def places(self, words: str) -> Spans:
        """Every place that the matcher allows for words."""
        found = self._places.get(words)
        if found is None:
            found = tuple((m.start, m.end) for m in quotes.find(words, self.haystack, self.source.language).matches)
            if found or len(self._places) < 1000:  # those that are asked for again: the unchanged parts
                self._places[words] = found
        return found

    def forget(self) -> None:
        """Drop what was kept of earlier verdicts."""
        self._places.clear()
        self._verdicts.clear()

    def _run(self, record: Source) -> tuple[proof.SourceCase, list[Diagnostic]]:
        entry = replace(self.entry, record=record)
        by_kind = {kind: ({entry.id: entry} if kind == "sources" else of_kind if kind in ("people", "organisations", "countries") else {})
                   for kind, of_kind in self.records.by_kind.items()}
        proofs = proof.prove(Records(None, by_kind), {entry.id: self.seed}, self.names)
        case = rules.Case(proofs, {}, self.names)
        errors = [d for d in rules._judge(case) if d.severity == "error" and d.span.file == entry.file]  # `check` without its self-test
        return proofs.sources[entry.id], errors


def benches(dossiers: tuple[str, ...] = DOSSIERS) -> Iterator[Bench]:
    """A bench for each source of the dossiers, in order. Raises ValueError for a dossier with errors: it measures nothing."""
    names = country_names(("en",))
    for dossier in dossiers:
        files, faults = read_dossier(ROOT / dossier)
        records, misread = read_records(files.data)
        errors = [d for d in (*faults, *misread) if d.severity == "error"]
        if errors:
            raise ValueError(f"{dossier}: {errors[0].code} {errors[0].message}")
        slim = Records(None, {kind: {id: _slim(entry) for id, entry in of_kind.items()} for kind, of_kind in records.by_kind.items()})
        for id, entry in records.by_kind["sources"].items():
            yield Bench(dossier, entry, slim, files.seeds[id], names)


def _slim(entry: Entry) -> Entry:
    """A person, organisation or country without its summary: our own prose, which no quotation hangs on."""
    if entry.kind not in ("people", "organisations", "countries"):
        return entry
    return replace(entry, record=entry.record.model_copy(update={"summary": None}))


def statements(bench: Bench) -> Iterator[Statement]:
    """The statements of a source that have words."""
    return (s for s in bench.source.statements if s.quote is not None and s.speaker is not None)
