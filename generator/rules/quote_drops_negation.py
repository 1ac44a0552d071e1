"""The cut leaves out a negation, a condition or a hedge of its sentence.

Why: "we will march" out of "we will not march" is a true quote of false words. Looked at are the words
of the same voice in the sentence around the quote: not, never, unless, if, perhaps, denied that ...

Before:
    quote: "we will send troops"
    (the source has: "If Strelsau falls, we will send troops")
After:
    quote: "If Strelsau falls, we will send troops"

The same holds for `because` and `condition`: “march” of “we will not march” is no reason to read that
they march. Words that the source itself calls made up are not said either: those of a play, of a forgery,
or on a banner.

Mend: take the words into the quote. Where the cut changes nothing, somebody other than the author reads
it and says why:
    reviewed: {by: Fritz von Tarlenheim, why: The "if" belongs to another clause.}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import FactCase, Keyed, SourceCase, StatementCase, WordsCase
from ..clauses import Region
from ..diagnostics import Diagnostic, Note, diagnostic
from ..grammar import grammar_of, has_negation
from ..meaning import Finding
from ..speech import edges
from ..unsaid import denied_later, refuted_around, staged_before, unsaid_before, unsaid_behind
from . import cuts, placed
from .case import Case

CODE = "quote-drops-negation"
_MESSAGE = "the cut leaves out {} of its sentence"
_HELP = "take the words into the quote"


def words(words: WordsCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words of every statement, in each source that carries them."""
    found = list(cuts.of_words(CODE, words, source, case, _MESSAGE, _HELP))
    yield from found or _unsaid(words, source)


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """The words that a reading rests on, and its condition: the page shows them apart, and the negation belongs to them."""
    for keyed in statement.extra:
        if keyed.role in ("because", "condition") and keyed.found and statement.record.reviewed is None:
            lost = [f for f in case.cuts_of(keyed, source) if f.code == CODE and _turns(f, keyed, source)]
            if lost:
                yield cuts.told(lost[0], keyed, source, f"{placed.name_of(keyed)} leaves out {{}} of its sentence", f"take the words into {placed.name_of(keyed)}",
                                statement.record.recorded_by or source.record.recorded_by)


def fact(fact: FactCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every evidence of a fact."""
    yield from cuts.of_record(CODE, fact.evidence, fact.record, source, case, _MESSAGE, _HELP)


def _turns(found: Finding, keyed: Keyed, source: SourceCase) -> bool:
    """Whether words of a reading lack a negation. A condition or hedge is told beside them; and where the words open a clause of
    their own ("until the King falls"), what stands before them belongs to another."""
    grammar = grammar_of(source.record.language)
    if found.start < keyed.start and keyed.role == "condition" and grammar.opening.match(source.text, keyed.start):
        return False
    return has_negation(source.text[found.start:found.end], grammar)


def _unsaid(words: WordsCase, source: SourceCase) -> Iterator[Diagnostic]:
    """Whole sentences too that the reporter says were not said: "the Duke never said: “…”"."""
    if words.record.reviewed is not None:
        return
    for number, match in enumerate(words.quote.found):
        denial = _denial(words, source, match.start, match.end)
        if denial is None:
            continue
        sentences = source.speech.sentences_over(min(denial[0], match.start), max(denial[1], match.end))
        review = cuts.REVIEW if words.record.recorded_by or source.record.recorded_by else f"{cuts.REVIEW}\n{cuts.AUTHOR}"
        yield diagnostic(CODE, words.quote.span(number), f"the source says that this was not said: {placed.shown(source.text[denial[0]:denial[1]])}",
                         "leave the statement out; where the source does not deny the words, somebody else than the author says so and why",
                         (Note(f"the source has, {placed.place(source, sentences.start)}", placed.passage(source, sentences.start, sentences.end)),
                          Note("to paste, where they were said", review)))
        return


def _denial(words: WordsCase, source: SourceCase, start: int, end: int) -> Region | None:
    """Where the words around the quotation that holds a span say that it was not said, or not by the person who is to have said it."""
    speech = source.speech
    quotation = edges(speech, start, end)
    if quotation is None:
        return None
    opened, closed = quotation
    behind = speech.sentence_at(closed - 1).end
    text, language = speech.text, speech.language
    found = unsaid_before(text, opened, language) or unsaid_behind(text, closed, behind, language) or refuted_around(text, opened, closed, language)
    if found is None and (later := denied_later(text, closed, language)) and _is_named(words.speaker, source, *later[1]):
        return later[0]
    return found or (staged_before(text, opened, language) if words.speaker.startswith("people/") else None)


def _is_named(speaker: str, source: SourceCase, start: int, end: int) -> bool:
    """Whether the speaker is named between two places."""
    return any(m.start < end and start < m.end and speaker in m.actors for m in source.mentions)
