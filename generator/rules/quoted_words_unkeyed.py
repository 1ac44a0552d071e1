"""Words in quotation marks in a source that nothing accounts for. This is a warning.

Why: whoever reads a source completely finds every quotation in it. What is left over was overlooked, or
is nobody's speech and should be listed as such.

Before:
    (the source has: the "coalition of the willing" met, and no record has these words)
After:
    not_speech:
      - {kind: scare-quote, text: "coalition of the willing"}

Mend: key the words as a statement, or as `not_speech` with its kind: caption, credit, heading,
boilerplate, scare-quote. The place named is that in the archived text. Words that a reviewed cut leaves out
of its sentence are accounted for.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import coverage
from ..cases import SourceCase
from ..diagnostics import Diagnostic, diagnostic
from . import placed
from .case import Case


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every source in which all words were placed: those of a faulty quote are not left over."""
    if any(k.fault for k in source.claimed):
        return
    for left in coverage.left_over(source):
        yield diagnostic("quoted-words-unkeyed", left.span,
                         f"{placed.shown(source.text[left.start:left.end])} stands in quotation marks, and no record of `{source.entry.id}` has these words",
                         "add a statement (`onrecord quote` writes it), or an entry of `not_speech` with `kind: scare-quote`, `caption` or `heading`")
