"""The words of `prompt` do not stand directly before the answer, or are the speaker's own.

Why: "Yes." to another question is another statement. The question stands before its answer, in the same
paragraph or the one before, or in the last turns of a transcript; no other question stands between, and
somebody else asks it.

Before:
    quote: "Yes."
    prompt: Will you march on Zenda?
    (the source has: Will you march on Zenda? Will you stay at home? Yes.)
After:
    quote: "Yes."
    prompt: Will you stay at home?

Mend: copy the words that stand directly before the answer. Where somebody else asked, and the source says
so further up, quote the reporter's words that tell it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase, StatementCase
from ..diagnostics import Diagnostic, Note, diagnostic
from ..placing import MAX_GAP
from . import placed
from .case import Case

CODE = "prompt-not-before-answer"
_ASKS = ("?", "？", "؟")
_CLOSING = " \t\n\"'”’“‘»«›‹)]?？؟"
_HELP = "copy the words that stand directly before the answer and ask for it"


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every prompt that stands in the source, but not before its answer."""
    if placed.code_of(keyed) == CODE and keyed.fault is not None:
        notes = (Note("it stands at", placed.place(source, keyed.fault.places[0][0])),)
        yield from placed.report(CODE, keyed, f"the prompt {placed.shown(placed.words_of(keyed))} does not stand directly before the answer", _HELP, notes)


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every prompt that stands before its answer: whether it is what was asked."""
    prompt = statement.record.prompt
    if prompt is None or not statement.quote.found:
        return
    if prompt.speaker is not None and prompt.speaker == statement.record.speaker:
        yield diagnostic(CODE, source.entry.span(*statement.path, "prompt", "speaker"), f"`{prompt.speaker}` is the speaker, who answers", "name who asked")
    for keyed in statement.extra:
        if keyed.role == "prompt" and keyed.found:
            why = _fault(keyed, statement, source)
            if why:
                end = max(statement.quote.start, keyed.end)
                notes = (Note(f"the source has, {placed.place(source, keyed.start)}", placed.passage(source, keyed.start, end)),)
                yield diagnostic(CODE, keyed.span(), f"the prompt {placed.shown(keyed.wanted[0])} {why}", _HELP, notes)


def _fault(prompt: Keyed, statement: StatementCase, source: SourceCase) -> str:
    """What is wrong with a placed prompt, as the end of a sentence; empty where nothing is."""
    if _is_own(prompt, statement, source):
        return "is said by the speaker, who answers"
    between = source.text[prompt.end:source.voices.begins(statement.quote.start)]
    asked = between.lstrip(_CLOSING)
    if any(mark in asked for mark in _ASKS):
        return "is not what is answered: another question stands between"
    return f"stands {len(between)} characters before the answer, and {MAX_GAP} are the most" if len(between) > MAX_GAP else ""


def _is_own(prompt: Keyed, statement: StatementCase, source: SourceCase) -> bool:
    """True for words of the speaker: in the same quotation as the answer, keyed as theirs, or with their name right behind."""
    speech, speaker = source.speech, statement.words.speaker
    held = speech.quoted_at(prompt.start, prompt.end)
    if held is not None and held == speech.quoted_at(statement.quote.start, statement.quote.end):
        return True
    if any(w.speaker == speaker and start < prompt.end and prompt.start < end for w in source.words for start, end in w.quote.spans):
        return True
    if held is None or statement.words.is_inner:
        return False
    behind = next(iter(source.voices.named_in(held.outer_end, held.outer_end + _REACH)), None)
    first = source.text[held.outer_end:behind.start].split() if behind else []
    return behind is not None and speaker in behind.actors and len(first) <= 1 and "\n" not in source.text[held.outer_end:behind.start]


_REACH = 80  # characters behind a quotation in which "Michael said" or "said Michael" begins
