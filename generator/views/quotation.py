"""How the words of a statement are shown: what stands inside quotation marks, what is told, what is ours.

Only archived words that the source marks as speech become a `Quoted`, and only a
`Quoted` is printed between quotation marks. A part of a sentence stands inside that
archived sentence, or inside our own; reported words stand without marks, and only
where there is no sentence of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from ..frozen import dataclass
from ..patterns import compiled_late
from ..prose import quoted_in
from ..resolved import Dossier, Part, ResolvedStatement
from .scripts import direction

WHOLE = frozenset(("direct", "transcript", "document"))  # kinds of speech that may be shown alone
_MARKS = "“”„‟\"«»‹›‘’‚‛'「」『』〝〞〟＂❝❞〈〉《》❛❜"  # those that `prose.quoted_in` knows
_MARK_BEFORE = compiled_late(rf"[{_MARKS}]\s*$")
_MARK_CLOSING = compiled_late(rf"\s*[{_MARKS}]")
# A blank line, or a line that opens with a mark again, as a speech over several paragraphs does.
_PARAGRAPH = compiled_late(rf"\n[ \t]*\n\s*|\n[ \t]*(?=[{_MARKS}])")
_MARK_AFTER = compiled_late(rf"^([.,;:!?…]?)[{_MARKS}]")
# One character for one, so that a place in the folded text is the same place in the text.
_FOLD = str.maketrans("“”„‟«»‘’‚‛\n\t\u00a0", '""""""' + "''''" + "   ")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Archived words of a speaker: all that an element with `data-statement` and `data-part` holds."""

    text: str
    statement: str
    part: int  # from 0
    source: str
    lang: str
    dir: Literal["ltr", "rtl"]

    @property
    def has_paragraphs(self) -> bool:
        """True where the words run over paragraphs and their line breaks mean nothing else: a page keeps them. Each paragraph
        then opens as the archive has it, and only the last one closes."""
        if "\n" not in self.text:
            return False
        rest, breaks = _PARAGRAPH.subn("", self.text)
        return breaks > 0 and "\n" not in rest


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: `quote` archived words in marks, `reporter` the source's own words, `reported` archived words
    without marks, `text` our own words, `gap` words of the speech that are left out, `pause` the reporter's words alone between two quotations."""

    kind: Literal["quote", "reporter", "reported", "text", "gap", "pause"]
    text: str = ""
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a statement: `quote` whole words of the speaker, `partial` a part inside its sentence, `reported`
    the source's telling, `ours` our own sentence."""

    kind: Literal["quote", "partial", "reported", "ours"]
    pieces: tuple[Piece, ...]


def lines(dossier: Dossier, statement: ResolvedStatement) -> tuple[Line, ...]:
    """The words of a statement as its cards and its page show them; empty where it has none to show."""
    if statement.erased or statement.withdrawn:
        return ()
    return lines_of(dossier, statement, statement.parts, statement.source, statement.paraphrase)


def lines_of(dossier: Dossier, statement: ResolvedStatement, parts: Sequence[Part], source: str, paraphrase: str | None) -> tuple[Line, ...]:
    """The lines of these parts, which stand in `source`; for the wording of another source `paraphrase` is None."""
    language = dossier.sources[source].record.language
    way = direction(language)
    if paraphrase is None and len(parts) == 1 and parts[0].speech in WHOLE:  # the commonest, made without going round
        return (Line("quote", (Piece("quote", parts[0].exact, Quoted(parts[0].exact, statement.id, 0, source, language, way)),)),)
    quoted = [Quoted(part.exact, statement.id, number, source, language, way) for number, part in enumerate(parts)]
    told = tuple(_told(parts, quoted, with_sentences=paraphrase is None))
    if paraphrase is None:
        return told
    ours = Line("ours", tuple(_in_our_words(paraphrase, parts, quoted)))
    shown = {piece.quoted.part for piece in ours.pieces if piece.quoted}
    whole = tuple(line for line in told if line.kind == "quote" and not _parts_of(line) <= shown)
    return (*whole, ours)


def _parts_of(line: Line) -> set[int]:
    return {piece.quoted.part for piece in line.pieces if piece.quoted}


def _told(parts: Sequence[Part], quoted: Sequence[Quoted], with_sentences: bool) -> Iterator[Line]:
    """The parts in order: whole words joined by gaps, partials in their sentence, reported words plain."""
    number = 0
    while number < len(parts):
        kind = parts[number].speech
        if kind in WHOLE:
            last = _whole_run(parts, number)
            yield Line("quote", tuple(_with_gaps(parts[number:last], quoted[number:last])))
            number = last
        elif kind == "partial":
            last = _same_sentence(parts, number)
            if with_sentences:
                yield Line("partial", tuple(_in_sentence(parts[number:last], quoted[number:last])))
            number = last
        else:
            if with_sentences and not _is_told_around(parts, number):
                yield Line("reported", (Piece("reported", parts[number].exact, quoted[number]),))
            number += 1


def _whole_run(parts: Sequence[Part], first: int) -> int:
    """One past the last of the parts from `first` on that may be shown alone."""
    last = first + 1
    while last < len(parts) and parts[last].speech in WHOLE:
        last += 1
    return last


def _with_gaps(parts: Sequence[Part], quoted: Sequence[Quoted]) -> Iterator[Piece]:
    for number, (part, one) in enumerate(zip(parts, quoted, strict=True)):
        if number:
            yield Piece("gap" if part.omits else "pause")
        yield Piece("quote", one.text, one)


def _same_sentence(parts: Sequence[Part], first: int) -> int:
    """One past the last of the partials that share the sentence of the first."""
    last = first + 1
    while last < len(parts) and parts[last].speech == "partial" and parts[last - 1].exact in parts[last].before:
        last += 1
    return last


def _in_sentence(parts: Sequence[Part], quoted: Sequence[Quoted]) -> Iterator[Piece]:
    """The archived sentence with its marked parts. The marks that it has around them go: the page sets its own."""
    before, reach = parts[0].before, len(parts[0].before)
    for number, part in enumerate(parts):
        if number:
            at = part.before.find(parts[number - 1].exact, reach)
            reach = (at if at >= 0 else reach) + len(parts[number - 1].exact)
            before = _MARK_AFTER.sub(r"\1", part.before[reach:])
            reach = len(part.before)
        before = _MARK_BEFORE.sub("", before)
        if before:
            yield Piece("reporter", before)
        yield Piece("quote", part.exact, quoted[number])
    after = _MARK_AFTER.sub(r"\1", parts[-1].after)
    if after:
        yield Piece("reporter", after)


def _is_told_around(parts: Sequence[Part], number: int) -> bool:
    """True where the sentence around another part already shows these reported words."""
    words = parts[number].exact
    return any(part.speech == "partial" and (words in part.before or words in part.after) for part in parts)


def _in_our_words(text: str, parts: Sequence[Part], quoted: Sequence[Quoted]) -> Iterator[Piece]:
    """Our sentence; each stretch of it that stands in quotation marks becomes the archived words."""
    for words, is_marked in stretches(text):
        found = find_quoted(words, parts, quoted) if is_marked else None
        yield Piece("quote", found.text, found) if found else Piece("text", words)


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Our text cut where its quotation marks are, and True for what stood inside them. The marks themselves go: the page
    sets its own around archived words, and around nothing else (a rule refuses other words in marks before they get here)."""
    at = 0
    for start, end in quoted_in(text):
        before = _MARK_BEFORE.sub("", text[at:start])
        if before:
            yield before, False
        yield text[start:end], True
        closing = _MARK_CLOSING.match(text, end)
        at = closing.end() if closing else end
    if text[at:]:
        yield text[at:], False


def find_quoted(words: str, parts: Sequence[Part], quoted: Sequence[Quoted]) -> Quoted | None:
    """The archived words that a stretch in quotation marks repeats, in a part marked as speech; None where none does."""
    for part, whole in zip(parts, quoted, strict=True):
        for start, end in _marked(part):
            found = _find(words, part.exact[start:end])
            if found is not None:
                return Quoted(found, whole.statement, whole.part, whole.source, whole.lang, whole.dir)
    return None


def _marked(part: Part) -> tuple[tuple[int, int], ...]:
    """The stretches of a part that the source marks as speech."""
    return part.quoted if part.speech == "indirect" else ((0, len(part.exact)),)


def _find(words: str, archived: str) -> str | None:
    wanted, text = words.translate(_FOLD), archived.translate(_FOLD)
    at = text.find(wanted)
    if at >= 0:
        return archived[at : at + len(words)]
    match = re.search(r"\s+".join(map(re.escape, wanted.split())), text) if wanted.strip() else None
    return archived[match.start() : match.end()] if match else None


def words_within(dossier: Dossier, statement: ResolvedStatement, words: str | None) -> Quoted | None:
    """Exact words of a statement (a condition, what a reading rests on) as a quotation; None where they are the reporter's."""
    if words is None or statement.erased or statement.withdrawn:
        return None
    language = dossier.sources[statement.source].record.language
    quoted = [Quoted(part.exact, statement.id, number, statement.source, language, direction(language)) for number, part in enumerate(statement.parts)]
    return find_quoted(words, statement.parts, quoted)
