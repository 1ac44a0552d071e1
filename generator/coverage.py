"""How much of the quoted words of a source is keyed, and what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .cases import SourceCase
from .counting import count_words
from .diagnostics import Span
from .frozen import dataclass
from .meaning import cut_findings
from .speech import Stretch, unkeyed

_ACCOUNTS = frozenset({"quote", "evidence", "prompt", "not-speech"})


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Words in quotation marks that nothing accounts for: offsets in the archived text, and their place in its file."""

    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """Words in quotation marks of a source, how many of them are keyed, how many a reviewed cut leaves out, and the
    stretches that nothing accounts for, in order."""

    quoted: int
    keyed: int
    left_out: int
    left_over: tuple[LeftOver, ...]


def of_source(source: SourceCase) -> Coverage:
    """The coverage of a source. Statements, prompts, facts, passages of events and questions, and `not_speech` account
    for words; transcripts and documents have no words in quotation marks to account for."""
    left, rest = _unkeyed(source)
    quoted = sum(count_words(source.text, q.start, q.end) for q in source.speech.outermost) if source.speech.form == "marks" else 0
    missing, remaining = (sum(count_words(source.text, s.start, s.end) for s in stretches) for stretches in (left, rest))
    return Coverage(quoted, quoted - missing, missing - remaining, tuple(_placed(source, rest)))


def left_over(source: SourceCase) -> tuple[LeftOver, ...]:
    """Only what nothing accounts for, without counting words: all that a check needs."""
    return tuple(_placed(source, _unkeyed(source)[1]))


def _unkeyed(source: SourceCase) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The stretches that nothing is keyed for, and what of them is left where a reviewed cut accounts for some."""
    if source.speech.form != "marks":
        return (), ()
    claimed = [k for k in source.keyed if k.role in _ACCOUNTS] + [*source.passages, *source.elsewhere]
    spans = [span for k in claimed for span in k.spans]
    left = unkeyed(source.speech, spans)
    reviewed = list(_reviewed(source)) if left else []
    return left, unkeyed(source.speech, [*spans, *reviewed]) if reviewed else left


def _reviewed(source: SourceCase) -> Iterator[tuple[int, int]]:
    """The quoted sentences that a reviewed cut takes words from, and those that a rule on cuts asked about."""
    for record, keyed in (*((w.record, w.quote) for w in source.words), *((f.record, f.evidence) for f in source.facts)):
        if record.reviewed is None or not keyed.found:
            continue
        for start, end in (*keyed.spans, *((f.start, f.end) for f in cut_findings(source.speech, keyed.spans))):
            quoted = source.speech.outermost_at(start, end)
            if quoted is not None:
                inner = source.speech.sentences_of(quoted).all
                yield from ((s.start, s.end) for s in inner if s.start < end and start < s.end)


def _placed(source: SourceCase, stretches: Iterable[Stretch]) -> Iterator[LeftOver]:
    """The stretches, which come in order, with their lines: the text is counted through once."""
    text, line, at = source.text, 1, 0
    for stretch in stretches:
        line += text.count("\n", at, stretch.start)
        at = stretch.start
        more = text.count("\n", stretch.start, stretch.end)
        column = stretch.start - text.rfind("\n", 0, stretch.start)
        end_column = stretch.end - text.rfind("\n", 0, stretch.end)
        yield LeftOver(stretch.start, stretch.end, Span(source.seed, line, column, line + more, end_column))
