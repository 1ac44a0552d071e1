"""The labelled cuts of `data/cuts/` and `fair_cuts.py`, and what the code says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import yaml

from generator.meaning import Finding, cut_findings, gap_findings
from generator.speech import read_speech

from .fair_cuts import fair_cuts

DATA = Path(__file__).resolve().parent.parent / "data" / "cuts"
_MARKED = re.compile(r"⟦(.*?)⟧", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut with its label. `marked`: the archived text with ⟦ ⟧ around each part; `verdict`: reverse or fair."""

    language: str
    verdict: str
    kind: str
    marked: str
    by_hand: bool = True

    @property
    def text(self) -> str:
        """The archived text."""
        return _MARKED.sub(r"\1", self.marked)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The parts as places in the text."""
        return [(m.start(1) - 1 - 2 * n, m.end(1) - 1 - 2 * n) for n, m in enumerate(_MARKED.finditer(self.marked))]


def by_hand() -> Iterator[Cut]:
    """The cuts written one by one, file after file."""
    for path in sorted(DATA.glob("??.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        yield from _of(data["language"], data)
    yield from _many("second.yml")


def unseen() -> tuple[Cut, ...]:
    """The last list, written when the code and its word lists were done."""
    return tuple(_many("unseen.yml"))


def _many(name: str) -> Iterator[Cut]:
    for language, verdicts in yaml.safe_load((DATA / name).read_text("utf-8")).items():
        yield from _of(language, verdicts)


def _of(language: str, data: dict[str, dict[str, list[str]]]) -> Iterator[Cut]:
    for verdict in ("reverse", "fair"):
        for kind, texts in data[verdict].items():
            yield from (Cut(language, verdict, kind, text) for text in texts)


def all_cuts() -> tuple[Cut, ...]:
    """Those by hand, then those made from frames."""
    return (*by_hand(), *(Cut(language, "fair", kind, text, by_hand=False) for language, kind, text in fair_cuts()))


def findings(cut: Cut) -> tuple[Finding, ...]:
    """All that the code finds left out by a cut."""
    speech, spans = read_speech(cut.text, cut.language), cut.spans
    gaps = (f for a, b in pairwise(spans) for f in gap_findings(speech, a, b))
    return (*cut_findings(speech, spans), *gaps)
