"""Words are declared or shown as somebody's own, and the source does not mark them as speech.

Why: between quotation marks stand only words that the source itself marks as spoken: by its quotation
marks, a dash, or a speaker's label. A reporter's summary is not what was said.

Before:
    quote: "Michael said he would march"
    paraphrase: Michael said "he would march".
    (the source has, without marks: Michael said he would march.)
After:
    quote: "Michael said he would march"
    paraphrase: Michael said that he would march.

Mend: leave `speech:` out, since it is derived from the source's own marks. Write the quote as parts, so
that the reporter's words between them stay out. In `paraphrase`, put no reported words into marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Note, diagnostic
from ..proof import SourceCase, StatementCase
from . import placed, wording
from .case import Case

CODE = "words-not-marked-as-speech"
_MARKED = frozenset({"direct", "partial", "transcript", "document"})


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every placed statement."""
    for number, (match, verdict) in enumerate(zip(statement.quote.found, statement.speech, strict=False)):
        words = placed.shown(source.text[match.start:match.end])
        note = (Note(f"the source has, {placed.place(source, match.start)}", placed.around(source, match.start, match.end)),)
        span = source.entry.span(*statement.path, "quote", number)
        if verdict == "mixed":
            yield diagnostic(CODE, span, f"only a part of {words} is marked as speech in the source",
                             "write the quote as a list of parts and leave the reporter's words between them out", note)
        elif not _agrees(statement.record.speech, verdict):
            yield diagnostic(CODE, source.entry.span(*statement.path, "speech"),
                             f"`speech: {statement.record.speech}`, and the source does not mark {words} as that: it is {verdict}",
                             "leave `speech` out", note)
    for start, end in wording.unproven(statement, source):
        assert statement.record.paraphrase is not None
        stretch = statement.record.paraphrase[start:end]
        if wording.is_reported(stretch, statement, source):
            yield diagnostic(CODE, source.entry.span(*statement.path, "paraphrase"),
                             f"the paraphrase puts {placed.shown(stretch)} in quotation marks, and the source does not mark the words as speech",
                             "take the quotation marks out of the paraphrase")


def _agrees(declared: str | None, verdict: str) -> bool:
    if declared in ("direct", "partial"):
        return verdict in _MARKED
    return declared in (None, "indirect", verdict)
