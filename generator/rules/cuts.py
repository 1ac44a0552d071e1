"""Shared by the rules on what a cut leaves out of its sentence: a negation, a question, a "but"."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Note, diagnostic
from ..meaning import Finding
from ..model import Fact, Statement
from ..proof import Keyed, SourceCase
from . import placed
from .case import Case

REVIEW = "reviewed: {by: <somebody else>, why: <why the cut is fair>}"


def of_record(code: str, keyed: Keyed, record: Statement | Fact, source: SourceCase, case: Case, message: str) -> Iterator[Diagnostic]:
    """A diagnostic for each finding of this code, unless somebody reviewed the cut. `message` has a place for the words."""
    if record.reviewed is not None:  # by whom is judged by `self-review`
        return
    for finding in case.cuts.get((keyed.owner, source.entry.id), ()):
        if finding.code == code:
            yield _cut(finding, keyed, source, message)


def elsewhere(code: str, source: SourceCase, case: Case, message: str) -> Iterator[Diagnostic]:
    """The same for the wording that statements of other sources have here."""
    for keyed in source.elsewhere:
        yield from of_record(code, keyed, case.statements[keyed.owner][2], source, case, message)


def _cut(finding: Finding, keyed: Keyed, source: SourceCase, message: str) -> Diagnostic:
    first, last = keyed.found[0], keyed.found[-1]
    part = 0 if finding.start < first.start else len(keyed.found) - 1
    start, end = min(first.start if part == 0 else last.start, finding.start), max(last.end if part else first.end, finding.end)
    around = source.speech.sentences_over(start, end)
    return diagnostic(finding.code, keyed.entry.span(*keyed.path, part), message.format(placed.shown(finding.words)),
                      "take these words into the quote; where the cut is fair, somebody else than the author says so and why",
                      (Note(f"the source has, {placed.place(source, around.start)}", " ".join(source.text[around.start:around.end].split())),
                       Note("to paste, where it is fair", REVIEW)))
