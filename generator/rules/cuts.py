"""Shared by the rules on what a cut leaves out of its sentence: a negation, a question, a "but"."""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase, WordsCase
from ..diagnostics import Diagnostic, Note, diagnostic
from ..meaning import Finding
from ..model import Fact, Statement
from . import placed
from .case import Case

AUTHOR = "recorded_by: <who keyed it>"  # nobody reviews their own work, so it has to be known whose it is
REVIEW = "reviewed: {by: <somebody else>, why: <why the cut is fair>}"


def of_words(code: str, words: WordsCase, source: SourceCase, case: Case, message: str, help: str) -> Iterator[Diagnostic]:
    """A diagnostic for each finding of this code in the words of a statement. `message` has a place for what was found."""
    yield from of_record(code, words.quote, words.record, source, case, message, help)


def of_record(code: str, keyed: Keyed, record: Statement | Fact, source: SourceCase, case: Case, message: str,
              help: str) -> Iterator[Diagnostic]:
    """The same for any words that a record claims, unless somebody reviewed the cut."""
    if record.reviewed is not None or not keyed.found:  # by whom is judged by `self-review`
        return
    for finding in case.cuts_of(keyed, source):
        if finding.code == code:
            yield told(finding, keyed, source, message, help, record.recorded_by or source.record.recorded_by)


def told(finding: Finding, keyed: Keyed, source: SourceCase, message: str, help: str, author: str | None) -> Diagnostic:
    """The diagnostic of one finding. `author`: who keyed the words, where that is known."""
    first, last = keyed.found[0], keyed.found[-1]
    part = 0 if finding.start < first.start else len(keyed.found) - 1
    start, end = min(first.start if part == 0 else last.start, finding.start), max(last.end if part else first.end, finding.end)
    sentences = source.speech.sentences_over(start, end)
    return diagnostic(finding.code, keyed.span(part), message.format(placed.shown(finding.words)),
                      f"{help}; where the cut is fair, somebody else than the author says so and why",
                      (Note(f"the source has, {placed.place(source, sentences.start)}", placed.passage(source, sentences.start, sentences.end)),
                       Note("to paste, where it is fair", REVIEW if author else f"{REVIEW}\n{AUTHOR}")))
