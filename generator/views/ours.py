"""Our own words for a page: plain text, archived words inside their marks, citations as numbered links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from .. import prose
from ..frozen import dataclass
from ..resolved import Dossier, ResolvedFact, ResolvedStatement
from . import quotation
from .links import fact_path, statement_path
from .names import Name, named, speaker
from .phrases import RUNGS, Term
from .quotation import Line, Quoted
from .when import When, when


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered link to a statement or fact, and what its card tells: who, when, the words or our claim."""

    number: int
    path: str
    who: str
    when: When
    rung: Term | None  # None for what was erased
    lines: tuple[Line, ...]  # of a statement; empty for a fact
    claim: str  # of a fact; else empty
    source: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of our prose: plain `text`, archived words as a `quote`, or a `cite`."""

    kind: Literal["text", "quote", "cite"]
    text: str = ""
    quoted: Quoted | None = None
    cite: Citation | None = None


Runs = tuple[Run, ...]


def ours(dossier: Dossier, text: str | None) -> Runs:
    """Prose of ours with its citations numbered from 1 and each quoted stretch replaced by the archived words."""
    if not text:
        return ()
    pieces = prose.plain(text)
    cited = tuple(dict.fromkeys(cite.id for piece in pieces for cite in piece.cites))
    numbers = {id: number for number, id in enumerate(cited, 1)}
    sayings = [dossier.statements[id] for id in cited if id in dossier.statements]
    found: list[Run] = []
    for piece in pieces:
        if piece.cites:
            # The number stands at the word before it, as a raised one does.
            if found and found[-1].kind == "text":
                before = found.pop().text.rstrip()
                found += [Run("text", before)] if before else []
            found += (Run("cite", cite=citation(dossier, cite.id, numbers[cite.id])) for cite in piece.cites)
        else:
            found += _with_quotations(dossier, piece.text, sayings)
    return tuple(found)


def unmarked(text: str | None) -> str:
    """Prose of ours as bare text, for descriptions: without citations."""
    if not text:
        return ""
    bare = "".join(words for piece in prose.plain(text) if not piece.cites for words, _ in quotation.stretches(piece.text))
    return " ".join(bare.split()).replace(" .", ".").replace(" ,", ",")


def citation(dossier: Dossier, id: str, number: int) -> Citation:
    """The citation of a statement or a fact. Its id is one of the dossier's: a rule has seen to it."""
    if id in dossier.statements:
        return _of_statement(dossier, dossier.statements[id], number)
    return _of_fact(dossier, dossier.facts[id], number)


def _of_statement(dossier: Dossier, said: ResolvedStatement, number: int) -> Citation:
    who = "An erased statement" if said.erased else speaker(said).label
    return Citation(number, statement_path(said.id), who, when(said.said), None if said.erased else RUNGS[said.rung],
                    quotation.lines(dossier, said), "", dossier.sources[said.source].record.title)


def _of_fact(dossier: Dossier, fact: ResolvedFact, number: int) -> Citation:
    source = named(dossier, "sources", fact.source)
    claim = "" if fact.withdrawn or fact.erased else unmarked(fact.claim)
    return Citation(number, fact_path(fact.source, fact.id), voice(dossier, fact.source).label, when(fact.date),
                    RUNGS["reported"], (), claim, source.label)


def voice(dossier: Dossier, source: str) -> Name:
    """Whose own voice a source speaks in: the publisher of its original, else its own, else its title.

    What is keyed from a copy whose original is archived too is the copy's: the original's is keyed from the original.
    """
    record = dossier.sources[source]
    original = None if record.original_is_archived else record.original
    publisher = (original.publisher if original else None) or record.record.publisher
    return named(dossier, "organisations", publisher) if publisher else named(dossier, "sources", source)


def _with_quotations(dossier: Dossier, text: str, sayings: list[ResolvedStatement]) -> Iterator[Run]:
    for words, is_marked in quotation.stretches(text):
        quoted = next((q for said in sayings if (q := quotation.words_within(dossier, said, words))), None) if is_marked else None
        yield Run("quote", quoted.text, quoted) if quoted else Run("text", words)
