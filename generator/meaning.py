"""What a quotation leaves out of its sentence: a negation, a condition, a hedge, a question, a "but".

A quoted voice and the reporter's voice are apart: the reporter's words around a quotation are not words that the
speaker loses by a cut, except where the reporter denies the fragment ("denied having ..."). `clauses` decides which
of the words left out govern those kept; `docs/proof.md` has the measured shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .clauses import Region, Told, all_telling, contrast_at, denied_by, governing_before, governing_behind
from .frozen import dataclass
from .languages import language_lists
from .sentences import sentences
from .speech import Quoted, Speech

_NAME = re.compile(r"[^\W\d_]+")
_NEGATION, _QUESTION, _BUT, _GAP = "quote-drops-negation", "quote-drops-question", "quote-stops-before-but", "quote-gap-hides-negation"
_AND = frozenset(("and", "und", "et", "i", "oraz", "і", "й", "та"))
_CLOSING = " \t\n\"'”’»“)]\xa0\u202f"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was left out: a code of the catalogue, the telling words, and where they stand."""

    code: str
    words: str
    start: int
    end: int


def cut_findings(speech: Speech, spans: Sequence[Region]) -> tuple[Finding, ...]:
    """What the cuts before the first part and behind the last remove, in the same voice and sentence.

    `spans`: the parts of one statement in order.
    """
    first, last = spans[0], spans[-1]
    before, behind = _before(speech, first), _behind(speech, last)
    found = []
    if told := governing_before(speech.text, before, first, speech.language):
        found.append(_finding(speech, _NEGATION, told))
    elif denied := _denied(speech, first):
        found.append(_finding(speech, _NEGATION, denied))
    found += _dropped_questions(speech, spans, behind)
    earlier = " ".join(speech.text[start:end] for start, end in before)
    if told := governing_behind(speech.text, behind, last, earlier, speech.language):
        found.append(_finding(speech, _BUT if told.contrast else _NEGATION, told))
    if not (told and told.contrast) and (contrast := _next_contrast(speech, last, behind)):
        found.append(_finding(speech, _BUT, contrast))
    return tuple(found)


def gap_findings(speech: Speech, first: Region, second: Region) -> tuple[Finding, ...]:
    """Negations and conditions between two parts in the voice of either, across sentences too."""
    between = (first[1], second[0])
    start = speech.sentences_over(*first).start
    regions = [r for q in speech.outermost_from(start, second[1]) if (r := _overlap((q.start, q.end), between))]
    for span in (first, second):
        if speech.outermost_at(*span) is None:
            sentence = speech.sentences_over(*span)
            regions += _own_voice(speech, _overlap((sentence.start, sentence.end), between))
    found = all_telling(speech.text, tuple(dict.fromkeys(sorted(regions))), speech.language)
    return tuple(_finding(speech, _GAP, told) for told in found)


def _finding(speech: Speech, code: str, told: Told) -> Finding:
    return Finding(code, speech.text[told.start : told.end], told.start, told.end)


# --- the words that a cut removes -------------------------------------------------------------------------------------


def _before(speech: Speech, span: Region) -> tuple[Region, ...]:
    """The words of the same sentence and voice before a part."""
    quoted = speech.outermost_at(*span)
    if quoted is None:
        sentence = speech.sentence_at(span[0])
        return _own_voice(speech, (sentence.start, span[0]))
    inner = _inner_sentences(speech, quoted)
    start = max([s for s, _ in inner if s <= span[0]], default=quoted.start)
    regions = [(start, span[0])]
    if start == inner[0][0]:
        earlier = _neighbour(speech, quoted, -1)
        if earlier is not None and _runs_on(speech, earlier, quoted):
            regions.insert(0, _inner_sentences(speech, earlier)[-1])
    return tuple([r for r in regions if r[0] < r[1]])


def _behind(speech: Speech, span: Region) -> tuple[Region, ...]:
    """The words of the same sentence and voice behind a part."""
    quoted = speech.outermost_at(*span)
    if quoted is None:
        sentence = speech.sentence_at(span[1] - 1)
        return _own_voice(speech, (span[1], sentence.end))
    inner = _inner_sentences(speech, quoted)
    end = min([e for _, e in inner if e >= span[1]], default=quoted.end)
    regions = [(span[1], end)]
    if end == inner[-1][1]:
        later = _neighbour(speech, quoted, 1)
        if later is not None and _runs_on(speech, quoted, later):
            regions.append(_inner_sentences(speech, later)[0])
    return tuple([r for r in regions if r[0] < r[1]])


def _next_sentence(speech: Speech, span: Region, behind: Sequence[Region]) -> Region | None:
    """The sentence of the same voice that follows the one in which a part ends."""
    quoted = speech.outermost_at(*span)
    end = behind[-1][1] if behind else span[1]
    if quoted is None:
        paragraph = speech.paragraphs[speech.paragraph_at(span[0]) or 0]
        rest = sentences(speech.text, end, paragraph.end, speech.language)
        return (rest[0].start, rest[0].end) if rest else None
    for candidate in (quoted, _neighbour(speech, quoted, 1), _across(speech, quoted)):
        if candidate is None:
            continue
        for sentence in _inner_sentences(speech, candidate):
            if sentence[0] >= end:
                return sentence
    return None


def _inner_sentences(speech: Speech, quoted: Quoted) -> list[Region]:
    found = [(s.start, s.end) for s in speech.sentences_of(quoted).all]
    return found or [(quoted.start, quoted.end)]


def _neighbour(speech: Speech, quoted: Quoted, step: int) -> Quoted | None:
    """The quotation before or behind in the same paragraph, where a reporter's words interrupt."""
    paragraph = speech.paragraphs[quoted.paragraph]
    near = speech.outermost_from(paragraph.start, quoted.start) if step < 0 else speech.outermost_from(quoted.start + 1, paragraph.end)
    return (near[-1] if step < 0 else near[0]) if near else None


def _across(speech: Speech, quoted: Quoted) -> Quoted | None:
    """The quotation that goes on in the next paragraph, where this one was left open at the end of its own."""
    if quoted.closed:
        return None
    following = speech.paragraphs[quoted.paragraph + 1:quoted.paragraph + 2]
    return next(iter(speech.outermost_from(following[0].start, following[0].end)), None) if following else None


def _runs_on(speech: Speech, a: Quoted, b: Quoted) -> bool:
    """True where a sentence begun in one quotation goes on in the next: a comma ends one, lower case opens the other, and what
    stands between them is at most one sentence of the reporter's. A second one has the other quotation as a fragment of its own."""
    ending = speech.text[a.start:a.end].rstrip()
    opening = speech.text[b.start:b.end].lstrip()
    ended = ending[-1:] in ".!?…" if ending else True
    if ended or not (opening[:1].islower() or opening[:1] in "—–-"):
        return False
    if _opens_lower(speech, a) and speech.text[a.outer_end:b.outer_start].strip(" \t\n,").casefold() in _AND:
        return False  # “not serious” and “dangerous”: two fragments, and nobody interrupts
    return len(sentences(speech.text, a.outer_end, b.outer_start, speech.language)) <= 1


def _own_voice(speech: Speech, region: Region | None) -> tuple[Region, ...]:
    """A region without the quotations in it."""
    if region is None:
        return ()
    found, at = [], region[0]
    for quoted in speech.outermost_from(*region):
        found.append((at, quoted.outer_start))
        at = max(at, quoted.outer_end)
    found.append((at, region[1]))
    return tuple(r for r in found if r[0] < r[1])


def _overlap(a: Region, b: Region) -> Region | None:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return (low, high) if low < high else None


# --- questions, denials, contrasts ------------------------------------------------------------------------------------


def _dropped_questions(speech: Speech, spans: Sequence[Region], behind: Sequence[Region]) -> Iterator[Finding]:
    """The question mark of the sentence of each part, unless that part or a later one reaches it. `behind`: what follows the last part."""
    reached = spans[-1][1]
    for number, span in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else None
        if "?" in speech.text[span[0] : span[1]].rstrip()[-2:]:
            continue
        for start, end in behind if following is None else _behind(speech, span):
            tail = speech.text[start:end].rstrip(_CLOSING)
            at = start + len(tail) - 1
            if tail.endswith(("?", "？", "؟", "⸮")) and (at >= reached or (following is not None and at < following)):
                yield Finding(_QUESTION, "?", at, at + 1)
                return


def _denied(speech: Speech, span: Region) -> Told | None:
    """The reporter's words right before a marked fragment that deny it."""
    quoted = speech.outermost_at(*span)
    if quoted is None or not _opens_lower(speech, quoted) or span[0] >= _inner_sentences(speech, quoted)[0][1]:
        return None
    start = speech.sentence_at(quoted.outer_start).start
    own = _own_voice(speech, (start, quoted.outer_start))
    if not own or own[-1][1] != quoted.outer_start:
        return None
    found = denied_by(speech.text[own[-1][0] : own[-1][1]], speech.language)
    return Told(own[-1][0] + found[0], own[-1][0] + found[1]) if found else None


def _opens_lower(speech: Speech, quoted: Quoted) -> bool:
    first = _NAME.search(speech.text, quoted.start, quoted.end)
    return first is not None and first.group()[0].islower()


def _next_contrast(speech: Speech, span: Region, behind: Sequence[Region]) -> Told | None:
    """The "but" with which the same voice opens its next sentence."""
    following = _next_sentence(speech, span, behind)
    if following is None:
        return None
    a, b = speech.outermost_at(*span), speech.outermost_at(*following)
    if a is not None and b is not None and a != b and a.paragraph == b.paragraph and _changes(speech, a, b):
        return None
    return contrast_at(speech.text, following, speech.language)


def _changes(speech: Speech, a: Quoted, b: Quoted) -> bool:
    """Whether the reporter gives the second of two quotations to somebody else: “...,” said X. “But ...,” said Y."""
    between = sentences(speech.text, a.outer_end, b.outer_start, speech.language)
    rest = speech.sentence_at(b.outer_end - 1).end
    tag = _words(speech, (between[0].start, between[0].end)) if between else frozenset()
    lists = language_lists(speech.language)
    saying, pronouns = frozenset(lists.saying), frozenset(lists.pronouns)
    for region in (*((s.start, s.end) for s in between[1:]), (b.outer_end, rest)):
        words = _words(speech, region)
        if words & saying and not words & pronouns and not {w for w in words & tag - saying if len(w) > 3}:
            return True
    return False


def _words(speech: Speech, region: Region) -> frozenset[str]:
    own = _own_voice(speech, region)
    return frozenset(w.casefold() for start, end in own for w in _NAME.findall(speech.text[start:end]))
