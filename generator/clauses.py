"""Which of the words that a cut leaves out govern the words that it keeps.

A sentence is taken apart at its commas, dashes and semicolons. A telling word (not, unless, perhaps, denied ...)
counts where it stands in the clause of the quoted words, or in one that governs it ("I do not believe that ...",
"..., unless he pays"); not where it stands in a clause of its own ("..., and nobody helped us", "because nobody came").
No grammar is known here, only the word lists of `languages/`: a missed case is possible, and `docs/proof.md` counts them.

Regions are code points of a text, start inclusive and end exclusive; those of one sentence follow each other in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .frozen import dataclass
from .grammar import APOSTROPHES, Grammar, grammar_of, masked

Region = tuple[int, int]

_BREAK = re.compile(r"[;:()]|,(?!\d)|…|\.{3}|[—―]|(?<!\w)–|–(?!\w)|\s-\s|--")
_STRONG = (";", ":")  # behind these the words stand on their own
_OUTER = " \t\n\r\xa0\u202f\"'”’“‘»«›‹.!?"
_OPENING = 100  # characters in which a sentence says that it takes the last one back
_LONG = 4  # words from which on an opening with "the ..." is a clause rather than one more thing in a list


@dataclass(frozen=True, slots=True)
class Told:
    """A telling word in the text; `contrast` marks a "but"."""

    start: int
    end: int
    contrast: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words between two marks, as written and with straight apostrophes and blanked idioms; `mark` stands before it."""

    start: int
    words: str
    mark: str

    def told(self, found: re.Match[str], contrast: bool = False) -> Told:
        return Told(self.start + found.start("t"), self.start + found.end("t"), contrast)


def governing_before(text: str, regions: Sequence[Region], span: Region, language: str) -> Told | None:
    """The telling word that governs a quoted span from before it; `regions` end where the span begins."""
    grammar = grammar_of(language)
    if not any(grammar.may_tell(text[start:end]) for start, end in regions):
        return None
    pieces = _pieces(text, regions, grammar, "")
    if not pieces:
        return None
    if regions[-1][1] < span[0]:
        pieces.append(_Piece(span[0], "", ","))
    lead, quote = pieces[-1], _folded(text[span[0] : span[1]], grammar)
    begins = _own_clause(lead, quote, grammar)
    inside = _Piece(lead.start, " " * begins + lead.words[begins:] if begins > 0 else lead.words, lead.mark)
    found = _search(grammar.ahead, inside) or grammar.fronted.match(inside.words)
    if not found and lead.mark:
        found = grammar.alternative.match(lead.words)
    if found:
        return lead.told(found)
    if begins >= 0 or lead.mark == ";" or (_aside(lead, grammar) and not grammar.complement.match(lead.words)):
        return None
    head = f"{lead.words.strip()} {quote}".lstrip()
    governed = grammar.hanging.search(lead.words) or grammar.complement.match(quote)
    own = not governed and (grammar.subject.match(head) or (grammar.noun.match(head) and len(quote.split()) >= _LONG))
    return _climb(pieces[:-1], lead, bool(own), grammar)


def governing_behind(text: str, regions: Sequence[Region], span: Region, before: str, language: str) -> Told | None:
    """The telling word or "but" that governs a quoted span from behind it; `before`: the words before it in its sentence."""
    grammar = grammar_of(language)
    if not any(grammar.may_tell(text[start:end]) for start, end in regions):
        return None
    hung = grammar.complement.match(before.translate(APOSTROPHES)) is not None
    kept, quote = text[span[0] : span[1]].rstrip(_OUTER), _folded(text[span[0] : span[1]], grammar)
    for piece in _pieces(text, regions, grammar, kept[-1:] if kept[-1:] in (",", *_STRONG, "—", "–") else ""):
        if not piece.words.strip(_OUTER):
            continue
        if piece.mark in _STRONG:
            return None
        if found := grammar.turn.match(piece.words):
            return None if _corrects(piece, found, quote, before, grammar) else piece.told(found, contrast=True)
        found, ended = _tail(piece, grammar) if not piece.mark else _clause(piece, grammar)
        if hung and not found:  # "That ⟦...⟧, is a lie": the main clause follows
            found = _search(grammar.ahead, piece)
        if found or ended:
            return piece.told(found) if found else None
    return None


def all_telling(text: str, regions: Sequence[Region], language: str) -> Iterator[Told]:
    """The first telling word of each region, hedges aside, whatever it governs."""
    grammar = grammar_of(language)
    for start, end in regions:
        if not grammar.may_tell(text[start:end]):
            continue
        piece = _Piece(start, masked(text[start:end], grammar), "")
        if found := _search(grammar.unhedged, piece):
            yield piece.told(found)


def contrast_at(text: str, region: Region, language: str) -> Told | None:
    """The "but" that a sentence opens with."""
    words = text[region[0] : min(region[1], region[0] + _OPENING)].translate(APOSTROPHES)
    found = grammar_of(language).contrast.match(words)
    if found is None:
        return None
    start, end = found.span("t" if found["t"] else "f")
    return Told(region[0] + start, region[0] + end, contrast=True)


def denied_by(introduction: str, language: str) -> Region | None:
    """Where a reporter's words right before a marked fragment deny it: "denied having ...", "was not ..."."""
    grammar = grammar_of(language)
    if not grammar.may_tell(introduction):
        return None
    words = masked(introduction, grammar)
    for found in grammar.denial.finditer(words):
        rest = words[found.end("t") :]
        if len(rest.split()) <= 6 and not grammar.liking.search(rest):
            return found.span("t")
    near = re.search(r"(?:[\w'-]+\s+){0,1}[\w'-]+\W*\Z", words)
    found_near = grammar.telling.search(words, near.start()) if near else None
    return found_near.span("t") if found_near and grammar.negation.match(words, found_near.start()) else None


# --- clauses ----------------------------------------------------------------------------------------------------------


def _climb(pieces: Sequence[_Piece], lead: _Piece, own: bool, grammar: Grammar) -> Told | None:
    """Go through the clauses before, the nearest first. `own`: the quoted clause has a subject of its own."""
    mark = lead.mark
    # "I do not think, and I said so, that ...": what stands between such commas is put in.
    put_in = not grammar.strict_commas and grammar.complement.match(lead.words) is not None
    for piece in reversed(pieces):
        if mark == ";":
            return None
        bare = grammar.coordinator.sub("", piece.words, count=1) if grammar.coordinator.match(piece.words) else piece.words
        shift = len(piece.words) - len(bare)
        opening = " " * shift + bare
        found = grammar.limits.match(opening) or grammar.fronted.match(opening)
        if own:
            found = found or grammar.denial.search(piece.words) or grammar.misgiving.search(piece.words)
        elif not found and not _aside(piece, grammar):
            found = _search(grammar.ahead, piece)
        if found:
            return piece.told(found)
        if shift and not put_in and (own or grammar.strict_commas or grammar.subject.match(bare)):
            return None
        put_in = False
        own = own or bool(piece.mark and grammar.subject.match(piece.words))
        mark = piece.mark
    return None


def _aside(piece: _Piece, grammar: Grammar) -> bool:
    """Whether a clause says nothing about the truth of the main one: "because ...", and behind a mark "who ..."."""
    pattern = grammar.aside if piece.mark else grammar.although
    return pattern.match(piece.words) is not None


def _tail(piece: _Piece, grammar: Grammar) -> tuple[re.Match[str] | None, bool]:
    """The rest of the quoted clause itself: a telling word in it, or whether a clause of its own follows."""
    joint, because = grammar.joint.search(piece.words), grammar.because.search(piece.words)
    cuts = [m.start() for m in (joint, because) if m]
    found = _search(grammar.telling, piece)
    if found and found.start("t") <= min(cuts, default=len(piece.words)):
        return found, True
    return None, bool(joint and joint.start() == min(cuts))


def _clause(piece: _Piece, grammar: Grammar) -> tuple[re.Match[str] | None, bool]:
    """A clause behind the quoted one: a telling word that opens it, or whether all from here stands on its own."""
    opening = grammar.coordinator.match(piece.words)
    bare = " " * opening.end() + piece.words[opening.end() :] if opening else piece.words
    if opening and grammar.subject.match(bare):
        return None, True
    limits = grammar.firm_limits if opening else grammar.limits
    if found := (limits.match(bare) or grammar.bare_negator.match(bare)):
        return found, True
    if grammar.subject.match(bare):
        return None, True
    found = grammar.negation.match(bare)
    return (None, False) if found and grammar.negator.fullmatch(found["t"]) else (found, bool(found))


def _corrects(piece: _Piece, found: re.Match[str], quote: str, before: str, grammar: Grammar) -> bool:
    """Whether a "but" only says what holds instead ("not a threat but a promise") or as well ("not only ...")."""
    rest = piece.words[found.end("t") :]
    spoken = f"{before.translate(APOSTROPHES)} {quote}"
    if grammar.paired.search(spoken):
        return True
    denied = any(grammar.negator.fullmatch(m["t"]) or m["t"].endswith("'t") for m in grammar.telling.finditer(quote))
    return denied and grammar.corrective.match(found["t"]) is not None and not grammar.subject.match(rest)


def _own_clause(lead: _Piece, quote: str, grammar: Grammar) -> int:
    """Where in the words right before a quote a clause of its own begins ("but ...", "and we ..."); else -1."""
    size, head = len(lead.words), f"{lead.words} {quote}"
    opening = grammar.coordinator.match(head)
    if lead.mark and opening and opening.end() <= size + 1 + len(opening.group().lstrip()):
        if grammar.strict_commas or grammar.noun.match(head[opening.end() :]):
            return 0
    begins = [m.end() for m in grammar.corrective.finditer(lead.words)]
    begins += [min(m.start(), size) for m in grammar.joint.finditer(head) if m.start() <= size + 1]
    return max(begins, default=-1)


# --- words ------------------------------------------------------------------------------------------------------------


def _pieces(text: str, regions: Sequence[Region], grammar: Grammar, mark: str) -> list[_Piece]:
    """The clauses of regions; a new region goes on as behind a comma. `mark`: what stands before the first."""
    made: list[_Piece] = []
    for number, (start, end) in enumerate(regions):
        words = masked(text[start:end], grammar)
        at, before = 0, mark if number == 0 else ","
        for found in _BREAK.finditer(words):
            made.append(_Piece(start + at, words[at : found.start()], before))
            at, before = found.end(), found.group().strip()
        made.append(_Piece(start + at, words[at:], before))
    return made


def _folded(words: str, grammar: Grammar) -> str:
    return masked(words, grammar).lstrip(_OUTER)


def _search(pattern: re.Pattern[str], piece: _Piece) -> re.Match[str] | None:
    """The first telling word that is no name: "May" inside a sentence is a month."""
    for found in pattern.finditer(piece.words):
        word = found["t"]
        named = word[0].isupper() and word[1:].islower() and " " not in word and any(c.isalnum() for c in piece.words[: found.start("t")])
        if not named:
            return found
    return None
