"""Mutants of every quotation: how many are refused, how many accepted with a difference named, how many are honest cuts, how many wrong.

    python -m tests.measures.mutants [--per-quote N] [--jobs N]

A mutant is the record with a changed quote, judged as `benches` says. What is accepted is looked at again with the
eyes of `own_eyes`, which know nothing of the matcher, and falls into exactly one class:

- `difference`: the places of the unchanged quote; the wording differs from the archived one by the named differences only;
- `cut`: other places of the same speaker's words, letter for letter or by named differences, in order, edges fair,
  shown alone only where they are whole sentences, and then no "not" or "?" of theirs left out (a part is shown inside
  its archived sentence; which of its cuts are refused as unfair is another measure);
- `wrong`: anything else.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context

from generator import quotes
from generator.model import Statement

from . import own_eyes
from .benches import DOSSIERS, Bench, Verdict, benches, statements
from .mutations import mutants

CLASSES = ("refused", "difference", "cut", "wrong")
_SEEN_MOST = 400  # wrong ones that are told


@dataclass
class Counts:
    """How many mutants of each kind fell into each class, how many were refused by which code, and the wrong ones."""

    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_code: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    quotes: int = 0
    left_to_sentence: int = 0  # cuts that leave out a negation which stands in the sentence shown around them

    def add(self, other: Counts) -> None:
        """Take in the counts of another source."""
        self.by_kind += other.by_kind
        self.by_code += other.by_code
        self.wrong += other.wrong
        self.quotes += other.quotes
        self.left_to_sentence += other.left_to_sentence

    def of(self, name: str) -> int:
        """How many fell into a class."""
        return sum(n for (_, found), n in self.by_kind.items() if found == name)

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


def measure(bench: Bench, per_quote: int, only: Sequence[str] | None = None) -> Counts:
    """Judge the mutants of all statements of a source, or of those listed."""
    counts = Counts()
    vocabulary = sorted(set(re.findall(r"\w+", bench.text)))
    alphabet = "".join(sorted(set(bench.text + "abcdefghijklmnopqrstuvwxyz0123456789äéłßøжїяδωאבجدあ漢")))
    listed = [s for s in statements(bench) if only is None or s.id in only]
    others = [s.quote for s in statements(bench) if s.quote]
    for statement in listed:
        assert statement.quote
        counts.quotes += 1
        for kind, parts in mutants(statement.quote, others, alphabet, vocabulary, per_quote, statement.id):
            verdict = bench.judge_words(_unreviewed(statement), parts)
            name, why = classify(bench, statement, parts, verdict)
            counts.by_kind[kind, name] += 1
            if name == "refused":
                counts.by_code.update(verdict.codes if verdict else ("no place, or an edge that is not fair",))
            elif name == "cut" and verdict and verdict.placed:
                now = [(m.start, m.end) for m in verdict.placed.quote.found]
                counts.left_to_sentence += bool(own_eyes.negation_lost(bench.text, bench.source.language, _places(bench, statement), now, now))
            elif name == "wrong":
                counts.wrong.append(f"{statement.id} ({kind}): {parts!r}: {why}")
        bench.forget()
    return counts


def _unreviewed(statement: Statement) -> Statement:
    """A review stands for the words that were reviewed, and for no others."""
    return statement.model_copy(update={"reviewed": None})


def classify(bench: Bench, statement: Statement, parts: tuple[str, ...], verdict: Verdict | None) -> tuple[str, str]:
    """The class of a judged mutant, and for a wrong one why."""
    if verdict is None or verdict.codes:
        return "refused", ""
    if verdict.placed is None or not verdict.placed.quote.found:
        return "wrong", "accepted without a place"
    now = [(m.start, m.end) for m in verdict.placed.quote.found]
    before = _places(bench, statement)
    text = bench.text
    for words, span in zip(parts, now, strict=True):
        named = quotes.same_words(words, text[slice(*span)])
        if named is None or not own_eyes.same(words, text[slice(*span)], named):
            return "wrong", f"{text[slice(*span)]!r} is shown, the differences named are {named}"
    if now == before:
        return "difference", ""
    why = _unfair(bench, statement, before, now, verdict)
    return ("wrong", why) if why else ("cut", "")


def _places(bench: Bench, statement: Statement) -> list[own_eyes.Span]:
    case = next(s for s in bench.case.statements if s.record.id == statement.id)
    return [(m.start, m.end) for m in case.quote.found]


def _unfair(bench: Bench, statement: Statement, before: list[own_eyes.Span], now: list[own_eyes.Span], verdict: Verdict) -> str:
    """Why words at other places than before are not an honest quotation of the speaker; empty where they are."""
    text, language = bench.text, bench.source.language
    if any(a[1] > b[0] for a, b in pairwise(now)):
        return "the parts are not in order"
    if any(own_eyes.cuts_word(text, span) for span in now):
        return "an edge cuts a word or a number"
    assert verdict.placed is not None
    allowed = _own_words(bench, statement)
    others = [(m.start, m.end) for s in bench.case.statements if s.record.speaker != statement.speaker for m in s.quote.found]
    for span, kind in zip(now, verdict.placed.speech, strict=True):
        first, last = own_eyes.trimmed(text, span)
        told = kind == "indirect" and not any(a < last and first < b for a, b in others)  # the reporter's words, shown without marks
        if not told and not any(a <= first and last <= b for a, b in allowed):
            return f"{text[first:last]!r} are not words of {statement.speaker}"
    alone = [span for span, kind in zip(now, verdict.placed.speech, strict=True) if kind != "partial"]
    lost = own_eyes.negation_lost(text, language, before, now, alone)
    if lost:
        return f"{lost!r} is left out"
    if own_eyes.question_lost(text, before, now):
        return "a question is shown as none"
    for span, kind in zip(now, verdict.placed.speech, strict=True):
        if kind in ("direct", "transcript", "document") and not own_eyes.is_whole(text, span) and not _goes_on(text, span, before, now):
            return f"{text[slice(*span)]!r} is shown as a whole sentence"
    return ""


def _goes_on(text: str, span: own_eyes.Span, before: list[own_eyes.Span], now: list[own_eyes.Span]) -> bool:
    """Whether a part begins where one did before, and the part in front of it ends where the one in front did: the reporter's words interrupt."""
    ends = {own_eyes.trimmed(text, a)[0]: own_eyes.trimmed(text, b)[1] for b, a in pairwise(before)}
    start = own_eyes.trimmed(text, span)[0]
    return start in ends and any(own_eyes.trimmed(text, other)[1] == ends[start] for other in now)


def _own_words(bench: Bench, statement: Statement) -> list[own_eyes.Span]:
    """Where the speaker's words stand by the dossier's own word: the spans keyed to them, joined where only marks lie between."""
    if bench.source.kind in ("document", "post"):
        return [(0, len(bench.text))]
    spans = sorted((m.start, m.end) for s in bench.case.statements if s.record.speaker == statement.speaker for m in s.quote.found)
    joined: list[own_eyes.Span] = []
    for span in spans:
        if joined and not re.search(r"\w", bench.text[joined[-1][1]:span[0]]):
            joined[-1] = (joined[-1][0], max(span[1], joined[-1][1]))
        else:
            joined.append(span)
    return joined


_BENCHES: list[Bench] = []


def _work(task: tuple[int, tuple[str, ...], int]) -> Counts:
    number, ids, per_quote = task
    return measure(_BENCHES[number], per_quote, ids)


def measure_all(per_quote: int, jobs: int, dossiers: tuple[str, ...] = DOSSIERS) -> Counts:
    """All dossiers, a few statements at a time on each of `jobs` processes."""
    _BENCHES[:] = list(benches(dossiers))
    tasks = []
    for number, bench in enumerate(_BENCHES):
        ids = [s.id for s in statements(bench)]
        tasks += [(number, tuple(ids[at:at + 4]), per_quote) for at in range(0, len(ids), 4)]
        _ = bench.plain  # once, before the processes part
    counts = Counts()
    with get_context("fork").Pool(jobs) as pool:
        for found in pool.imap_unordered(_work, tasks):
            counts.add(found)
    return counts


def report(counts: Counts, seconds: float) -> str:
    """The table of a run."""
    kinds = sorted({kind for kind, _ in counts.by_kind})
    lines = [f"{'kind of mutant':34}" + "".join(f"{name:>12}" for name in ("mutants", *CLASSES))]
    for kind in kinds:
        found = [counts.by_kind[kind, name] for name in CLASSES]
        lines.append(f"{kind:34}" + "".join(f"{n:>12,}" for n in (sum(found), *found)))
    found = [counts.of(name) for name in CLASSES]
    lines.append(f"{'all':34}" + "".join(f"{n:>12,}" for n in (sum(found), *found)))
    lines.append(f"{counts.left_to_sentence} of the cuts leave out a negation of their sentence, and are shown inside it")
    spent = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    lines.append(f"{counts.quotes} quotations, {seconds:.0f} s, {spent:.0f} s of one processor")
    lines += [f"  refused by {code}: {n:,}" for code, n in counts.by_code.most_common()]
    lines += [f"  WRONG {one}" for one in sorted(counts.wrong)[:_SEEN_MOST]]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--per-quote", type=int, default=5500)
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    begun = time.perf_counter()
    counts = measure_all(wanted.per_quote, wanted.jobs)
    print(report(counts, time.perf_counter() - begun))
    return 1 if counts.of("wrong") or not counts.total else 0


if __name__ == "__main__":
    sys.exit(main())
