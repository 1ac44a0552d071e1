"""Which words of an archived text its source marks as speech, and in what way.

The source's own marks decide: quotation marks, a dash that opens speech, the labels of a transcript.
Where they leave doubt, less counts as speech. Offsets are code points of the unmodified text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .marks import Quoted
from .patterns import compiled_late
from .sentences import Stretch, inverted, saying_within, sentences
from .spoken import Speech
from .transcript import Turn

__all__ = ["Quoted", "Speech", "Stretch", "Turn", "edges", "own_voice", "read_speech", "speech_as_cut", "speech_of", "unkeyed"]

_SEEN = compiled_late(r"[^\W_]")
_SYMBOL = compiled_late("[\u2190-\u2bff\U0001f000-\U0001faff]")  # pictures too can turn the sense of a sentence
_CLOSING = " \xa0\u202f\t\"'”’“‘»«›‹)]"
_TERMINAL = tuple(".!?…؟⸮۔।‽。！？")
_BROKEN_OFF = ("—", "–", "--")
_DASHES = "—–―"
_LINKS = tuple(",—–―-:")
_RELATIVE = compiled_late(r"[\s,]*(?:which|who|whose|where|that|and|or|but|a|an|the|his|her|its|their|as|is|are|was|were|has|have|had|will|would)\b")
# A clause that hangs on the reporter's is a fragment, however long: said that “Ruritania is lost.”
_JOINING = frozenset("that whether as dass daß ob als wie que qu’ qu' comme że iż czy jako що чи як che что".split())
_QUOTATIVE = compiled_late(r"と[^。「」]{0,30}?(?:言|云|述べ|語|話|告げ|尋ね|聞|問|答え|叫|主張|強調|説明|発言|訴え)")  # Japanese "… said so"
_LABELLED = frozenset({"transcript", "document"})  # marked as speech by their form
_MANY_WORDS = 6  # a stretch of so many words with a capital and a full stop is a sentence, whatever introduces it
_SOME_WORDS = 4  # and of so many, where its place in the reporter's sentence speaks for it too
_REACH = 250  # characters of the reporter's clause that are searched for a verb of saying


def read_speech(text: str, language: str = "en", form: str = "marks", labels: tuple[str, ...] = ()) -> Speech:
    """The speech of an archived text (which may be empty). `language` is BCP 47; `form` and `labels` as in `Speech`."""
    return Speech(text, language, form, tuple(labels))


# --- the kind of speech -----------------------------------------------------------------------------------------------


def speech_of(speech: Speech, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The kind of speech of each part of one statement.

    `direct`: whole sentences marked as speech (a final comma or full stop may be left out). `partial`: a marked
    fragment, or a cut out of a marked sentence. `indirect`: the reporter's words, with whole quotations in them
    perhaps. `mixed`: a part that crosses the edge of a quotation or of a turn. `transcript`, `document`: by form.
    Words inside inner marks are judged by the inner marks.
    """
    return tuple(_kind(speech, start, end) for start, end in spans)


def speech_as_cut(speech: Speech, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The kind of speech of each part as it may be shown: as `speech_of`, but a part that goes on with a sentence whose
    beginning no part holds is `partial`. “Sometimes,” she said, “it is too late.” does not say that it is too late.
    So is a cut out of a sentence of a transcript or document.
    """
    kinds = speech_of(speech, spans)
    return tuple(
        "partial" if (kind == "direct" and _lacks_beginning(speech, *span, spans)) or (kind in _LABELLED and not _is_uncut(speech, *span)) else kind
        for kind, span in zip(kinds, spans, strict=True))  # fmt: skip


def _is_uncut(speech: Speech, start: int, end: int) -> bool:
    """Whether a span of a transcript or document begins where a sentence does (behind its label) and ends where one does."""
    whole = (start, end)
    start, end = _seen(speech.text, start, end)
    first, last = speech.sentence_at(start), speech.sentence_at(end - 1)
    begins = max([first.start, *(t.start for t in speech.turns_over(start, start + 1)), *(a.end for a in speech.asides if first.start <= a.end <= start)])
    stops = min([last.end, *(a.start for a in speech.asides if end <= a.start <= last.end)])
    if _SYMBOL.search(speech.text, begins, max(begins, whole[0])) or _SYMBOL.search(speech.text, whole[1], max(whole[1], stops)):
        return False
    return not _has_words(speech.text, begins, start) and not _has_words(speech.text, end, stops)


def _lacks_beginning(speech: Speech, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a part goes on with a sentence that the reporter's words interrupt, and no part holds what stands before them."""
    start, end = _seen(speech.text, start, end)
    number = speech.innermost(start, end) if speech.text[start].islower() else -1
    if number < 0:
        return False
    quoted = speech.quoted[number]
    if quoted.style == "dash" or start != _seen(speech.text, quoted.start, quoted.end)[0]:
        return False
    earlier = _before(speech, number)
    if earlier < 0:
        return False
    ends = {_seen(speech.text, *span)[1] for span in spans}
    return _seen(speech.text, speech.quoted[earlier].start, speech.quoted[earlier].end)[1] not in ends


def _kind(speech: Speech, start: int, end: int) -> str:
    start, end = _seen(speech.text, start, end)
    if speech.form == "document":
        return "document"
    if speech.form == "transcript":
        return _kind_in_transcript(speech, start, end)
    number = speech.innermost(start, end)
    if number >= 0:
        return "direct" if _is_whole(speech, number, number, start, end) else "partial"
    return _kind_across(speech, start, end)


def _kind_in_transcript(speech: Speech, start: int, end: int) -> str:
    if not speech.turns:
        return "transcript"
    found = speech.turns_over(start, end)
    if not found:
        return "indirect"
    return "transcript" if len(found) == 1 and found[0].start <= start and end <= found[0].end else "mixed"


def _kind_across(speech: Speech, start: int, end: int) -> str:
    """The kind of a span that no marked stretch holds whole."""
    touched = [q for q in speech.outermost_over(start, end) if _has_words(speech.text, max(start, q.start), min(end, q.end))]
    cut = [q for q in touched if _has_words(speech.text, q.start, min(start, q.end)) or _has_words(speech.text, max(end, q.start), q.end)]
    first, last = (touched[0], touched[-1]) if touched else (None, None)
    if first and last and first is not last and _is_one_quotation(speech, touched) and first.start <= start and end <= last.end:
        a, b = (speech.innermost(q.start, q.end) for q in (first, last))
        return "direct" if _is_whole(speech, a, b, start, end) else "partial"
    return "mixed" if cut or (touched and _goes_over(speech, touched[0], touched[-1])) else "indirect"


def _goes_over(speech: Speech, first: Quoted, last: Quoted) -> bool:
    """Whether the quotation of a span's first or last marked stretch has more of it in the paragraph before or behind."""
    all_ = speech.outermost
    a, b = (bisect_left(all_, q.outer_start, key=lambda q: q.outer_start) for q in (first, last))
    return (a > 0 and _is_one_quotation(speech, all_[a - 1 : a + 1])) or (b + 1 < len(all_) and _is_one_quotation(speech, all_[b : b + 2]))


def _is_one_quotation(speech: Speech, touched: Sequence[Quoted]) -> bool:
    """True for a quotation over several paragraphs, each opened and only the last closed."""
    return all(
        not a.closed and b.paragraph == a.paragraph + 1
        and a.end == speech.paragraphs[a.paragraph].end and b.outer_start == speech.paragraphs[b.paragraph].start
        for a, b in zip(touched, touched[1:], strict=False)
    )  # fmt: skip


def edges(speech: Speech, start: int, end: int) -> tuple[int, int] | None:
    """Where the innermost quotation that holds a span opens and where it closes, over several paragraphs too; None where none does."""
    number = speech.innermost(start, end)
    if number < 0:
        return None
    first = last = number
    if speech.quoted[number].level == 0:
        while (before := _outer_neighbour(speech, first, -1)) >= 0 and _is_one_quotation(speech, (speech.quoted[before], speech.quoted[first])):
            first = before
        while (behind := _outer_neighbour(speech, last, 1)) >= 0 and _is_one_quotation(speech, (speech.quoted[last], speech.quoted[behind])):
            last = behind
    return speech.quoted[first].outer_start, speech.quoted[last].outer_end


def _outer_neighbour(speech: Speech, number: int, step: int) -> int:
    """The number of the next marked stretch of level 0 in one direction; else -1."""
    number += step
    while 0 <= number < len(speech.quoted) and speech.quoted[number].level:
        number += step
    return number if number < len(speech.quoted) else -1


def _is_whole(speech: Speech, first: int, last: int, start: int, end: int) -> bool:
    """Whether a span begins where a marked sentence begins and ends where one ends."""
    inner = speech.sentences_of(speech.quoted[first])
    number = bisect_right(inner.starts, start) - 1
    if number < 0 or _seen(speech.text, inner.all[number].start, inner.all[number].end)[0] != start or (number == 0 and not _begins(speech, first)):
        return False
    inner = speech.sentences_of(speech.quoted[last])
    number = bisect_left(inner.starts, end) - 1
    if number < 0 or _seen(speech.text, inner.all[number].start, inner.all[number].end)[1] != end:
        return False
    return number + 1 < len(inner.all) or _ends(speech, last)


def _seen(text: str, start: int, end: int) -> tuple[int, int]:
    """A span from its first to behind its last letter or digit; unchanged where it has none."""
    first = _SEEN.search(text, start, end)
    if first is None:
        return start, end
    while not (text[end - 1].isalnum()):
        end -= 1
    return first.start(), end


def _has_words(text: str, start: int, end: int) -> bool:
    return start < end and _SEEN.search(text, start, end) is not None


def _begins(speech: Speech, number: int) -> bool:
    """Whether a marked stretch begins a sentence, or goes on with one that the reporter's words interrupt."""
    while True:
        quoted = speech.quoted[number]
        if quoted.style == "dash" or quoted.outer_start == quoted.start:
            return True
        first = _SEEN.search(speech.text, quoted.start, quoted.end)
        if first is None:
            return False
        if not first.group().islower():
            return _may_begin(speech, quoted)
        earlier = _interrupted(speech, number)
        if earlier < 0:
            return False
        number = earlier


def _interrupted(speech: Speech, number: int) -> int:
    """The number of the marked stretch that a reporter's words cut off from this one, in the midst of a sentence; else -1."""
    earlier = _before(speech, number)
    return earlier if earlier >= 0 and _interrupts(speech, speech.quoted[earlier], speech.quoted[number]) else -1


def _before(speech: Speech, number: int) -> int:
    """The number of the marked stretch before, in the same paragraph and inside the same marks; else -1."""
    quoted, other = speech.quoted[number], number - 1
    while other >= 0 and speech.quoted[other].level > quoted.level:
        other = speech.around[other]
    same = other >= 0 and speech.quoted[other].level == quoted.level and speech.quoted[other].paragraph == quoted.paragraph
    return other if same else -1


def _interrupts(speech: Speech, earlier: Quoted, later: Quoted) -> bool:
    """Whether the words between two marked stretches only interrupt one sentence: “Sometimes,” she said, “it is …”."""
    gap = speech.text[earlier.outer_end : later.outer_start].strip()
    pause = speech.text[earlier.start : earlier.end].rstrip(_CLOSING)[-1:]
    if not gap or not (pause in (*_LINKS, *"!?…") or gap[0] in _LINKS) or gap[-1] not in (*_LINKS, ";"):
        return False
    if gap[0] in _DASHES and gap[-1] in _DASHES and len(gap) > 1:
        return True  # “The king” — she paused — “is ill.”
    if len(sentences(gap, 0, len(gap), speech.language)) > 1:
        return False
    return _says(speech, earlier.outer_end, later.outer_start)


def _says(speech: Speech, start: int, end: int) -> bool:
    """Whether a verb of saying stands between; True for a language without a list of them."""
    pattern, at_once = saying_within(speech.language, 0), inverted(speech.language)
    if pattern is None:
        return True
    if (word := _WORD.search(speech.text, start, min(end, start + _REACH))) and pattern.match(speech.text, word.start(), end):
        return True  # said right behind the mark: the commonest
    first = _PAUSES.match(speech.text, start, end)
    if at_once is not None and first is not None and at_once.match(speech.text, first.end(), end):
        return True
    return any(pattern.match(speech.text, m.start(), end) for m in _WORD.finditer(speech.text, start, min(end, start + _REACH)))


_PAUSES = compiled_late(r"[\s,—–―-]*+")
_WORD = compiled_late(r"(?<![\w])[^\W\d_]+")


def _may_begin(speech: Speech, quoted: Quoted) -> bool:
    """Whether what introduces a stretch with a capital lets it be a sentence of its own."""
    text = speech.text
    edge = speech.paragraphs[quoted.paragraph].start
    before = text[max(edge, quoted.outer_start - _REACH) : quoted.outer_start].rstrip(" \t\xa0\u202f")
    inside = text[quoted.start : quoted.end].rstrip(_CLOSING)
    word = before.rsplit(None, 1)[-1].lstrip("(“\"") if before else ""
    if word.casefold() in _JOINING:
        return False
    if not before or not (before[-1].isalnum() or before[-1] == ","):
        return True
    words = len(inside.split())
    if inside.endswith(("!", "?")) or words >= _MANY_WORDS:
        return True
    if before[-1] == ",":
        return words >= _SOME_WORDS or _says(speech, max(speech.sentence_at(quoted.outer_start).start, quoted.outer_start - _REACH), quoted.outer_start)
    pattern = saying_within(speech.language, 0)
    return pattern is not None and pattern.fullmatch(word) is not None


def _ends(speech: Speech, number: int) -> bool:
    """Whether a marked stretch ends a sentence: by its own punctuation, or by the comma before "he said"."""
    text, quoted = speech.text, speech.quoted[number]
    if quoted.style == "dash" or (quoted.outer_end == quoted.end and quoted.closed and text[quoted.end - 1] not in _CLOSING):
        return True
    edge = speech.paragraphs[quoted.paragraph].end
    inside = text[quoted.start : quoted.end].rstrip(_CLOSING)
    behind = text[quoted.outer_end : min(edge, quoted.outer_end + _REACH)].lstrip(" \xa0\u202f")
    if inside.endswith((*_TERMINAL, *_BROKEN_OFF)):
        return not (inside.endswith(".") and behind[:1].islower()) or _reported(speech, quoted)
    if behind.startswith(_TERMINAL):
        return True
    if inside.endswith(",") or behind.startswith(_LINKS):
        return _reported(speech, quoted) or (len(inside.split()) >= _SOME_WORDS and not _RELATIVE.match(behind) and _opens(speech, quoted))
    if not behind:
        return speech.text[max(0, quoted.outer_start - _REACH) : quoted.outer_start].rstrip().endswith(":") or _interrupted(speech, number) >= 0
    if quoted.style == "corner" and _opens(speech, quoted) and _QUOTATIVE.match(behind):
        return True
    near = saying_within(speech.language, 2)
    return len(inside.split()) > 2 and near is not None and near.match(behind) is not None


def _opens(speech: Speech, quoted: Quoted) -> bool:
    """Whether a marked stretch opens the reporter's sentence."""
    return not _has_words(speech.text, speech.sentence_at(quoted.outer_start).start, quoted.outer_start)


def _reported(speech: Speech, quoted: Quoted) -> bool:
    """Whether a verb of saying follows in the reporter's clause."""
    end = speech.sentence_at(quoted.outer_end - 1).end
    following = next((q for q in speech.outermost_over(quoted.outer_end, end) if q.outer_start >= quoted.outer_end), None)
    if following:
        end = following.outer_start
    return _says(speech, quoted.outer_end, end)


# --- coverage and voice -----------------------------------------------------------------------------------------------


def unkeyed(speech: Speech, covered: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """Words in quotation marks that no span covers: stretches inside outermost marks, in order, for form `marks` only.

    Of a quotation that is covered in part, the rest is given, from its first to its last letter or digit.
    """
    if speech.form != "marks":
        return ()
    found: list[Stretch] = []
    spans = sorted(covered)
    number, reached = 0, 0
    for quoted in speech.outermost:
        at = max(quoted.start, min(reached, quoted.end))
        while number < len(spans) and spans[number][0] < quoted.end:
            found += _words(speech.text, at, min(spans[number][0], quoted.end))
            reached = max(reached, spans[number][1])
            at = max(at, min(reached, quoted.end))
            number += 1
        found += _words(speech.text, at, quoted.end)
    return tuple(found)


def own_voice(speech: Speech) -> tuple[Stretch, ...]:
    """The publisher's own words, in order: those outside all marks; of a transcript its labels and stage directions
    and what stands before the first label; of a document none."""
    if speech.form == "document":
        return ()
    if speech.form == "transcript":
        taken = [(t.start, t.end) for t in speech.turns] or [(0, len(speech.text))]
        aside = [part for a in speech.asides if speech.turns and (part := _overlap(a, taken))]
        return tuple(sorted([*_between(speech, taken), *aside], key=lambda s: s.start))
    return tuple(_between(speech, [(q.outer_start, q.outer_end) for q in speech.outermost]))


def _overlap(aside: Stretch, taken: Sequence[tuple[int, int]]) -> Stretch | None:
    """A stage direction inside a turn; None for one that already counts as outside of the turns."""
    number = bisect_right(taken, (aside.start, len(taken) and taken[-1][1])) - 1
    return aside if number >= 0 and aside.end <= taken[number][1] else None


def _between(speech: Speech, taken: Sequence[tuple[int, int]]) -> list[Stretch]:
    found, at = [], 0
    for start, end in [*taken, (len(speech.text), len(speech.text))]:
        found += _words(speech.text, at, start)
        at = max(at, end)
    return found


def _words(text: str, start: int, end: int) -> list[Stretch]:
    """A stretch from its first to its last letter or digit, or nothing."""
    return [Stretch(*_seen(text, start, end))] if _has_words(text, start, end) else []
