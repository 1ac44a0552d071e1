"""Wrong speakers: every statement given every other speaker, and each attribution moved to other statements. None may be accepted.

    python -m tests.measures.speakers [--jobs N]

Two swaps: the speaker alone is changed; the speaker is changed and the attribution that proves another statement of
that speaker comes with it. And the moved attribution: a statement keeps its words, and gets speaker and attribution of
another statement of its source. Of a document and its issuer each may stand for the other: that is no
wrong speaker; nor are words that were found at another place, where the dossier has the same words of that very speaker.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context

from generator.model import Statement

from .benches import DOSSIERS, Bench, Verdict, benches, statements


@dataclass
class Counts:
    """Tries and refusals by kind, the codes of refusal, and what was accepted."""

    tried: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    accepted: list[str] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Take in the counts of another source."""
        self.tried += other.tried
        self.refused += other.refused
        self.codes += other.codes
        self.accepted += other.accepted


def swaps(bench: Bench, statement: Statement) -> Iterator[tuple[str, Statement]]:
    """A statement in the mouth of everybody else."""
    own = {statement.speaker, *_in_own_name(bench, statement)}
    people = [id for kind in ("people", "organisations", "countries") for id in bench.records.by_kind[kind]]
    proofs = {s.speaker: s.attribution for s in statements(bench) if s.attribution}
    for speaker in people:
        if speaker in own:
            continue
        yield "another speaker", statement.model_copy(update={"speaker": speaker})
        if statement.attribution:
            yield "another speaker, no attribution", statement.model_copy(update={"speaker": speaker, "attribution": None})
        if speaker in proofs:
            yield "another speaker with an attribution of theirs", statement.model_copy(update={"speaker": speaker, "attribution": proofs[speaker]})
    for other in statements(bench):
        if other.speaker in own:
            continue
        if other.attribution:
            yield "an attribution moved", statement.model_copy(update={"speaker": other.speaker, "attribution": other.attribution})
        for words in _names_near(bench, other):
            yield "words that name another statement's speaker", statement.model_copy(update={"speaker": other.speaker, "attribution": (words,)})
        yield "continues another statement", statement.model_copy(update={"speaker": other.speaker, "attribution": None, "continues": other.id})
        yield "within another statement", statement.model_copy(update={"speaker": other.speaker, "within": other.id})


def _in_own_name(bench: Bench, statement: Statement) -> tuple[str, ...]:
    """A document and its issuer, where one of them speaks: each stands for the other."""
    both = tuple(id for id in (bench.entry.id, bench.source.issuer) if id)
    return both if bench.source.kind in ("document", "post") and statement.speaker in both else ()


def _is_theirs(bench: Bench, speaker: str | None, verdict: Verdict) -> bool:
    """Whether the words were found at a place where the dossier has the same words of this very speaker: the same "Yes." of another."""
    assert verdict.placed is not None
    places = [(m.start, m.end) for m in verdict.placed.quote.found]
    return any([(m.start, m.end) for m in s.quote.found] == places for s in bench.case.statements if s.record.speaker == speaker)


def _names_near(bench: Bench, other: Statement) -> Iterator[str]:
    """The archived words by which the proof ties another statement to its speaker."""
    case = next(s for s in bench.case.statements if s.record.id == other.id)
    for start, end in (case.tie.by if case.tie else ())[:2]:
        yield bench.text[start:end]


def measure(bench: Bench, only: tuple[str, ...] | None = None) -> Counts:
    """All swaps of a source's statements."""
    counts = Counts()
    for statement in statements(bench):
        if only is not None and statement.id not in only:
            continue
        for kind, changed in swaps(bench, statement):
            verdict = bench.judge_alone(changed)
            counts.tried[kind] += 1
            if verdict.codes or verdict.placed is None or not verdict.placed.quote.found or _is_theirs(bench, changed.speaker, verdict):
                counts.refused[kind] += 1
                counts.codes.update(verdict.codes)
            else:
                counts.accepted.append(f"{bench.entry.id}/{statement.id} ({kind}): {changed.speaker}, attribution {changed.attribution}")
    return counts


_BENCHES: list[Bench] = []


def _work(task: tuple[int, tuple[str, ...]]) -> Counts:
    return measure(_BENCHES[task[0]], task[1])


def measure_all(jobs: int, dossiers: tuple[str, ...] = DOSSIERS) -> Counts:
    """All dossiers."""
    _BENCHES[:] = list(benches(dossiers))
    tasks = []
    for number, bench in enumerate(_BENCHES):
        _ = bench.plain
        ids = [s.id for s in statements(bench)]
        tasks += [(number, tuple(ids[at:at + 4])) for at in range(0, len(ids), 4)]
    counts = Counts()
    with get_context("fork").Pool(jobs) as pool:
        for found in pool.imap_unordered(_work, tasks):
            counts.add(found)
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--jobs", type=int, default=2)
    begun = time.perf_counter()
    counts = measure_all(parser.parse_args().jobs)
    for kind in sorted(counts.tried):
        print(f"{kind:50}{counts.tried[kind]:>8,} tried{counts.refused[kind]:>8,} refused")
    print(f"{'all':50}{sum(counts.tried.values()):>8,} tried{sum(counts.refused.values()):>8,} refused, {time.perf_counter() - begun:.0f} s")
    for code, number in counts.codes.most_common():
        print(f"  {code}: {number:,}")
    for one in sorted(counts.accepted)[:60]:
        print("  ACCEPTED", one)
    return 1 if counts.accepted or not counts.tried else 0


if __name__ == "__main__":
    sys.exit(main())
