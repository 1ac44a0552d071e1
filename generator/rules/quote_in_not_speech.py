"""The words lie in what the source's `not_speech` lists: a caption, heading, scare quote or boilerplate.

Why: a caption's quip was said by nobody, and a heading's words are the editor's.

Before:
    - id: michael-quip
      quote: "Get it?"
    not_speech:
      - {kind: caption, text: "Duke Michael to the King: Get it?"}
After:
    only the entry in `not_speech`, with a `note` that tells the reader what it is

Mend: delete the statement. Where the same words also stand in the running text, choose that place with
`prefix`, `suffix` or `occurrence`. Where the words really are speech, take them out of `not_speech`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..cases import SourceCase
from ..diagnostics import Diagnostic, Note, Span, diagnostic
from ..model import NotSpeech
from . import placed
from .case import Case

CODE = "quote-in-not-speech"


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement that a source carries, against all that is not speech there."""
    regions = sorted((m.start, m.end, number) for number, k in enumerate(source.not_speech) for m in k.found)
    if not regions:
        return
    longest = max(end - start for start, end, _ in regions)
    for keyed in (w.quote for w in source.words):
        for part, match in enumerate(keyed.found):
            first, behind = (bisect_left(regions, (place, 0, 0)) for place in (match.start - longest, match.end))
            for start, end, number in regions[first:behind]:
                item = source.record.not_speech[number]
                if end > match.start and (item.kind != "scare-quote" or start <= match.start and match.end <= end):
                    yield _fault(keyed.span(part), source.text[match.start:match.end], item, source, start, end)


def _fault(span: Span, words: str, item: NotSpeech, source: SourceCase, start: int, end: int) -> Diagnostic:
    return diagnostic(CODE, span, f"{placed.shown(words)} lies in a {item.kind}, which is nobody's speech",
                      "delete the statement, or choose another place of the words with `prefix`, `suffix` or `occurrence`",
                      (Note(f"the {item.kind}, {placed.place(source, start)}", placed.passage(source, start, end)),))
