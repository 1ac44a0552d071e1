"""Shared by the rules on quotation marks in our own text: which words may stand inside them, and what our sentence has to say with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import quotes
from ..cases import SourceCase, StatementCase
from ..clauses import Region, Told, contrast_at, governing_before, governing_behind
from ..frozen import dataclass
from ..grammar import grammar_of, has_negation, masked
from ..languages import LANGUAGES
from ..meaning import Finding, cut_findings
from ..prose import LOOK_ALIKES, Stretch, marked_in
from ..sentences import sentences
from .case import Case

_MARKED = frozenset({"direct", "partial", "transcript", "document"})
_LOOKED_AT = 50  # places of the same words in one statement; more are alike
# Our own sentence asks with a question mark, or says that somebody asks.
_ASKS = re.compile(r"\?|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|whether|ob|frag(?:t|te|ten|en)|demand(?:e|ent|ait|é)|si|czy|pyta\w*|zapyta\w*|чи|(?:за)?пита\w*)\b", re.I)
# Behind "never rests and ..." nothing is denied any more: two things that are both denied stand beside "or".
_AND = {"de": r"\bund\b", "en": r"\band\b", "fr": r"\bet\b", "pl": r"\b(?:i|oraz)\b", "uk": r"\b(?:і|й|та)\b"}


@dataclass(frozen=True, slots=True)
class Ours:
    """Words in quotation marks in our own text, with our words on either side of them."""

    words: str
    mark: str
    before: str
    behind: str

    @property
    def is_look_alike(self) -> bool:
        """True for a mark that only looks like a quotation mark."""
        return self.mark in LOOK_ALIKES


@dataclass(frozen=True, slots=True)
class Turned:
    """Something that the quoted words lack of their sentence in a source, and that our sentence does not say."""

    found: Finding
    source: SourceCase
    place: Region

    @property
    def sentence(self) -> Region:
        """The words of the source from one to the other, in whole sentences."""
        over = self.source.speech.sentences_over(min(self.place[0], self.found.start), max(self.place[1], self.found.end))
        return over.start, over.end


def in_paraphrase(statement: StatementCase) -> Iterator[Ours]:
    """What stands in quotation marks in a paraphrase."""
    text = statement.record.paraphrase or ""
    for one in marked_in(text) if statement.quote.found else ():
        yield _ours(text, one)


def _ours(text: str, one: Stretch) -> Ours:
    return Ours(text[one.start:one.end], one.mark, text[:one.start], text[one.end:])


def marked_spans(statement: StatementCase, source: SourceCase) -> Iterator[Region]:
    """Where the archived words of a statement stand that its source marks as speech."""
    for match, verdict in zip(statement.quote.found, statement.speech, strict=False):
        if verdict in _MARKED:
            yield match.start, match.end
        else:
            yield from ((q.start, q.end) for q in source.speech.outermost_over(match.start, match.end)
                        if match.start <= q.start and q.end <= match.end)


def places(stretch: str, statement: StatementCase, source: SourceCase) -> Iterator[Region]:
    """Where in those words the stretch is a cut with fair edges. A comma or full stop of our own sentence may end it."""
    for start, end in marked_spans(statement, source):
        for match in _found(stretch, source.text[start:end], source.record.language):
            yield start + match.start, start + match.end


def _found(stretch: str, words: str, language: str) -> Sequence[quotes.Match]:
    return quotes.find(stretch, words, language).matches or quotes.find(stretch.rstrip(" .,;"), words, language).matches


def is_proven(stretch: str, statement: StatementCase, source: SourceCase) -> bool:
    """True for words that the source marks as this speaker's."""
    return next(places(stretch, statement, source), None) is not None


def is_reported(stretch: str, statement: StatementCase, source: SourceCase) -> bool:
    """True for words of the quote, marked as speech or not."""
    return any(_found(stretch, source.text[m.start:m.end], source.record.language) for m in statement.quote.found)


# --- what a cut of ours leaves out --------------------------------------------------------------------------------------


def turned(ours: Ours, statement: StatementCase, source: SourceCase, case: Case) -> Turned | None:
    """What proven words lack wherever they stand in the statement; None where they are cut fairly, or our sentence says what they lack.

    What the statement's own quote leaves out is judged there.
    """
    own = case.cuts_of(statement.quote, source)
    first = None
    for place, _ in zip(places(ours.words, statement, source), range(_LOOKED_AT), strict=False):
        lacking = [f for f in cut_findings(source.speech, (place,)) if f not in own and not _is_said(f, ours, source, place)]
        if not lacking:
            return None
        first = first or Turned(lacking[0], source, place)
    return first


def _is_said(found: Finding, ours: Ours, source: SourceCase, place: Region) -> bool:
    """True where our own sentence says what the quoted words lack, in any language that has word lists; and for a name, of which no hedge takes anything."""
    before, behind = f"{ours.before.rstrip()} ".lstrip(), f" {ours.behind.lstrip()}" if ours.behind[:1].isspace() else ours.behind
    text, quoted = f"{before}{ours.words}{behind}", (len(before), len(before) + len(ours.words))
    left_out = source.text[found.start:place[0]] if found.start < place[0] else source.text[place[1]:found.end]
    denies = has_negation(left_out, grammar_of(source.record.language))
    if found.code == "quote-drops-negation" and not denies and _is_name(ours.words):
        return True
    return any(_says(found.code, denies, text, quoted, language) for language in LANGUAGES)


def _is_name(words: str) -> bool:
    """True for two words or more that all have capitals or are numbers: Article 5."""
    each = re.findall(r"\w+", words)
    return len(each) > 1 and all(word[0].isupper() or word[0].isdigit() for word in each)


def _says(code: str, denies: bool, text: str, quoted: Region, language: str) -> bool:
    all_of_it = sentences(text, 0, len(text), language)
    own = [s for s in all_of_it if s.start < quoted[1] and quoted[0] < s.end]
    start, end = (own[0].start, own[-1].end) if own else (0, len(text))
    before, behind = (min(start, quoted[0]), quoted[0]), (quoted[1], max(end, quoted[1]))
    if code == "quote-drops-question":
        return any(_ASKS.search(text[a:b]) for a, b in (before, behind))
    if code == "quote-stops-before-but":
        following = next(((s.start, s.end) for s in all_of_it if s.start >= end), None)
        return _contrasts(text, before, behind, language) or (following is not None and contrast_at(text, following, language) is not None)
    return any(_carries(told, denies, language) for told in _governing(text, before, quoted, behind, language))


def _contrasts(text: str, before: Region, behind: Region, language: str) -> bool:
    turn = grammar_of(language).turn
    return any(turn.search(text[a:b]) for a, b in (before, behind))


def _governing(text: str, before: Region, quoted: Region, behind: Region, language: str) -> Iterator[str]:
    """Our words from one that governs the quoted ones up to these, on either side."""
    ahead: Told | None = governing_before(text, (before,), quoted, language)
    if ahead:
        yield text[ahead.start:quoted[0]]
    after = governing_behind(text, (behind,), quoted, text[before[0]:before[1]], language)
    if after and not after.contrast:
        yield text[quoted[1]:after.end]


def _carries(told: str, denies: bool, language: str) -> bool:
    """Whether our words deny, where the source does, and with no "and" behind it; else whether they set a condition or hedge."""
    grammar = grammar_of(language)
    if denies:
        return has_negation(re.split(_AND[language], told, flags=re.I)[-1], grammar)
    return bool(grammar.limits.search(masked(told, grammar)) or grammar.fronted.search(masked(told, grammar)))

