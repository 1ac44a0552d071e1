"""Words listed in `not_speech` do not stand in the source, or stand there several times.

Why: `not_speech` says that a caption, a heading or a scare quote is nobody's speech. It protects only
words that are really there.

Before:
    not_speech:
      - {kind: heading, text: "A quiet kingdom"}
    (the source has: "A quiet Kingdom")
After:
    not_speech:
      - {kind: heading, text: "A quiet Kingdom"}

Mend: copy the words from the archived text. Where they stand there several times, add `prefix`, `suffix`
or `occurrence`, and list each place that is not speech.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic
from . import placed, selecting
from .case import Case
from .quote_not_in_source import nearest_notes

CODE = "not-speech-not-in-source"


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every entry of `not_speech`."""
    if placed.code_of(keyed) != CODE or keyed.fault is None:
        return
    words, fault = placed.words_of(keyed), keyed.fault
    if fault.code == "quote-ambiguous":
        yield from placed.report(CODE, keyed, f"the text {placed.shown(words)} stands in {len(fault.places)} places of the archived text",
                                 "paste the line of the place that is meant; where all of them are no speech, make an entry for each",
                                 selecting.notes(keyed, source))
    else:
        detail = f": {fault.detail}" if "stand there" in fault.detail else ""
        yield from placed.report(CODE, keyed, f"the text {placed.shown(words)} does not stand in the archived text{detail}",
                                 f"copy the words from {source.seed}", nearest_notes(keyed, source, case))
