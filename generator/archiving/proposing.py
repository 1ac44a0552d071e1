"""Which words of an archived text are nobody's speech: headings, captions, credits, calls of the publisher, words in ironic marks.

Proposals for a person to look at: what the page's own elements say is nearly sure, what the form of a line says is likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import quotes
from ..naming import says_pronoun, sayers
from ..sentences import saying_within
from ..speech import Speech
from .dayline import is_dayline
from .filing import Proposal
from .page import Block

_HEADING_WORDS = 14
_SCARE_WORDS = 5
_MOST = 200  # proposals of one source
_MOST_QUOTATIONS = 2_000  # that are looked at
_LONGEST_SENTENCE = 2_000  # characters; what is longer is none
_CREDIT = re.compile(r"(?:photo(?:graph)?s?|picture|image|credit|illustration|graphic|foto|bild)\s*(?:by\b|:|/|©)|©|by [A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){1,3}$|"
                     r"by our (?:correspondent|reporter)", re.IGNORECASE)
_BOILERPLATE = re.compile(r"read (?:more|also|next)\b|see also|subscribe|sign up|follow us|share this|newsletter|all rights reserved|advertisement$|"
                          r"telegram[- ]channel|download (?:our|the) app|copyright|this article (?:was|is|first)\b.{0,40}(?:updated|published|appeared)|"
                          r"(?:last )?updated:? |published:? |log ?in|\d+ comments?$|more on this", re.IGNORECASE)
_WORD = re.compile(r"(?<!\w)\w")
_ENDS = (".", "!", "?", "…", ":", ";", ",", '"', "”", "»", "’")


def proposals(speech: Speech, blocks: Sequence[Block]) -> tuple[Proposal, ...]:
    """What is proposed for `not_speech`, in the order of the text. `blocks`: its paragraphs, as the page has them."""
    found = [*_of_blocks(speech, blocks), *_scare_quotes(speech)]
    taken: list[tuple[int, int]] = []
    kept = []
    for start, end, kind, is_sure in sorted(found):
        if any(start < b and a < end for a, b in taken) or len(kept) >= _MOST:
            continue
        taken.append((start, end))
        words = " ".join(speech.text[start:end].split())
        places = quotes.find(words, speech.text, speech.language).matches
        number = next((n for n, match in enumerate(places, 1) if match.start == start), 0)
        if number:  # words that cannot be found by themselves, such as three asterisks, are no words
            kept.append(Proposal(kind, words, number if len(places) > 1 else 0, is_sure))
    return tuple(kept)


def _of_blocks(speech: Speech, blocks: Sequence[Block]) -> Iterator[tuple[int, int, str, bool]]:
    kinds = {" ".join(block.text.split()): block.kind for block in reversed(blocks)}
    every = speech.paragraphs
    for number, paragraph in enumerate(every):
        words = " ".join(speech.text[paragraph.start:paragraph.end].split())
        kind = kinds.get(words, "text")
        if kind in ("heading", "caption", "credit"):
            yield paragraph.start, paragraph.end, kind, True
            continue
        count = len(words.split())
        if count <= 30 and _CREDIT.match(words):
            yield paragraph.start, paragraph.end, "credit", False
        elif count <= 30 and _BOILERPLATE.match(words):
            yield paragraph.start, paragraph.end, "boilerplate", False
        elif _is_heading(words, count) and kind == "text" and speech.form == "marks" and number + 1 < len(every) and not speech.outermost_over(paragraph.start, paragraph.end):
            yield paragraph.start, paragraph.end, "heading", False


def _is_heading(words: str, count: int) -> bool:
    is_like = count <= _HEADING_WORDS and not words.endswith(_ENDS) and any(c.isalpha() for c in words) and words[0].isalnum() and not words[0].islower()
    return is_like and not is_dayline(words)


def _scare_quotes(speech: Speech) -> Iterator[tuple[int, int, str, bool]]:
    """Few words in marks within a sentence that has no verb of saying."""
    known: dict[tuple[int, int], bool] = {}
    for quoted in speech.outermost[:_MOST_QUOTATIONS] if speech.form == "marks" else ():
        words = speech.text[quoted.start:quoted.end].strip(" ,")
        if not 0 < len(words.split()) <= _SCARE_WORDS or words.endswith((".", "!", "?", "…")):
            continue
        around = speech.sentences_over(quoted.outer_start, quoted.outer_end)
        sentence = (around.start, around.end)
        if sentence not in known:
            known[sentence] = around.end - around.start > _LONGEST_SENTENCE or bool(
                sayers(speech, *sentence) or says_pronoun(speech, *sentence)) or _says_at_all(speech, *sentence)
        if not known[sentence]:
            start = quoted.start + len(speech.text[quoted.start:quoted.end]) - len(speech.text[quoted.start:quoted.end].lstrip())
            yield start, start + len(words), "scare-quote", False


def _says_at_all(speech: Speech, start: int, end: int) -> bool:
    """Whether any verb of saying stands in the reporter's words of a sentence; True for a language without a list of them."""
    pattern = saying_within(speech.language, 0)
    if pattern is None:
        return True
    return any(pattern.match(speech.text, m.start(), end) for m in _WORD.finditer(speech.text, start, end)
               if speech.outermost_at(m.start(), m.start() + 1) is None)
