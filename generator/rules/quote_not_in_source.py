"""The words do not stand in the archived source.

Why: this is the promise of the site. A reader who opens the source finds every quoted word there, in this
order. One changed word can change what somebody is held to.

Before:
    quote: "Strelsau will never bargain about the crown"
    (the source has: "Strelsau will not bargain about the crown")
After:
    quote: "Strelsau will not bargain about the crown"

Mend: copy the words from the archived text in `seeds/`, do not type them. Below the fault stands the
passage that is most like yours: compare word by word. It is a hint only; look whether it is really what
you mean. Where more than fifty texts are not found in one source, only the first fifty get it. Where
something was left out in the middle, write the quote as a list of parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import quotes
from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic, Note
from . import placed
from .case import Case

CODE = "quote-not-in-source"
_MARKS = tuple("\"'“”‘’„«»‹›,.;:!?…)]}([{")


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All claimed words but those with a code of their own."""
    if placed.code_of(keyed) != CODE or keyed.fault is None:
        return
    words = placed.words_of(keyed)
    name = placed.name_of(keyed)
    if keyed.fault.places:
        message = f"{name} {placed.shown(words)} stands in the archived text, but not inside the words that it belongs to"
        help = "take the words from the quote or evidence of this record" if placed.is_inside(keyed) else "choose words that stand there"
        yield from placed.report(CODE, keyed, message, help, (Note("it stands at", placed.place(source, keyed.fault.places[0][0])),))
        return
    if keyed.fault.detail and "stand there" in keyed.fault.detail:  # found, but the selectors exclude every place
        yield from placed.report(CODE, keyed, f"{name} {placed.shown(words)}: {keyed.fault.detail}", "correct `prefix`, `suffix` or `occurrence`")
        return
    yield from placed.report(CODE, keyed, f"{name} {placed.shown(words)} does not stand in the archived text of `{source.entry.id}`",
                             f"copy the words from {source.seed}, where something is left out as a list of parts", nearest_notes(keyed, source, case))


def nearest_notes(keyed: Keyed, source: SourceCase, case: Case) -> tuple[Note, ...]:
    """The passage that is most like the words, and what differs, word by word. A hint, never accepted, for the first such words of a source."""
    near = quotes.nearest(placed.words_of(keyed), source.text) if case.tells_nearest and source.is_likened(keyed) else None
    if near is None:
        return ()
    passage = Note(f"nearest passage, {placed.place(source, near.start)}", " ".join(source.text[near.start:near.end].split()))
    last = len(near.words) - 1
    trimmed = (_trimmed(*step, at_start=n == 0, at_end=n == last) for n, step in enumerate(near.words))
    steps = [_told(*step) for step in trimmed if step[0] != "equal"]
    return (passage, Note("word by word", "\n".join(steps))) if steps else (passage,)


def _told(op: str, yours: str, theirs: str) -> str:
    if op == "replace":
        return f"yours has {placed.marked(yours)}, the source has {placed.marked(theirs)}"
    return f"yours lacks {placed.marked(theirs)}" if op == "missing" else f"only yours has {placed.marked(yours)}"


def _trimmed(op: str, yours: str, theirs: str, at_start: bool, at_end: bool) -> tuple[str, str, str]:
    """A difference without the marks that only the source has beside its first or last word: a quote may leave them out."""
    yours, theirs = " ".join(yours.split()), " ".join(theirs.split())
    if at_start and not yours.startswith(_MARKS):
        theirs = theirs.lstrip("".join(_MARKS))
    if at_end and not yours.endswith(_MARKS):
        theirs = theirs.rstrip("".join(_MARKS))
    return ("equal" if yours == theirs or op == "missing" and not theirs else op), yours, theirs
