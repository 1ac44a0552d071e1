"""Positions for the eye: one cell of the matrix, and the holders along the scale of a question."""

from __future__ import annotations

from typing import Literal

from .. import dates
from ..frozen import dataclass
from ..resolved import Dossier, Evidence, Position
from . import quotation
from .names import Name, asked, named
from .phrases import NOTHING, RUNGS, Term, count, held
from .quotation import Quoted
from .stances import Chip, chip_of, scale
from .when import When, day, when, years

Kind = Literal["stated", "divided", "implied", "none"]

KINDS: dict[str, Term] = {
    "stated": Term("stated", "Stated", "Somebody who speaks for the holder, or a source, states it."),
    "divided": Term("divided", "Divided", "Those who speak for the holder differ, or the dates leave open which came last."),
    "implied": Term("implied", "Implied only", "Nothing is stated; something said implies it. An implied stance carries no position."),
    "none": Term("none", NOTHING, "No statement made for it and no fact about it answers this here. That is not a no."),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a position: whose, and in which words; `quoted` is None where they are not the speaker's own."""

    who: str
    path: str
    quoted: Quoted | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a holder stands on a question, and what stands behind it."""

    holder: Name
    question: Name
    kind: Term
    chips: tuple[Chip, ...]
    behind: str  # "2 statements and 1 fact"
    newest: When | None
    weakest: Term | None
    conditions: tuple[Condition, ...]
    since: tuple[Chip, ...]  # stances of later, weaker evidence
    href: str  # path of the place where the evidence stands


def read_period(dossier: Dossier) -> str:
    """What was read and for which period: "1 source read, first published on 19 August 2025, archived by 22 November 2026"."""
    until = f", archived by {day(dossier.as_of).words}" if dossier.as_of and dossier.published else ""
    return read_words(dossier) + until


def read_words(dossier: Dossier) -> str:
    """The same without the day: "1 source read, first published on 19 August 2025"; what was read may be a copy published later."""
    published = dossier.published
    dated = [parsed for text in published if isinstance(parsed := dates.parse(text), dates.Edtf)]
    first, last = years(dated)
    if first is None or last is None:
        return "no source has been read yet"
    if any(one.earliest is None for one in dated):
        spoken = f"first published by {day(last.isoformat()).words}"
    elif first == last:
        spoken = f"first published on {day(first.isoformat()).words}"
    else:
        spoken = f"first published {day(f'{first.isoformat()}/{last.isoformat()}').words}"
    return f"{count(len(published), 'source')} read, {spoken}"


def cell(dossier: Dossier, position: Position) -> Cell:
    """The cell of a position; made once, since the matrix, the lists, a question and its holder show it."""
    if dossier.positions.get((position.holder, position.question)) is not position:
        return _cell(dossier, position)
    return dossier.remembered(("cell", position.holder, position.question), lambda: _cell(dossier, position))


def _cell(dossier: Dossier, position: Position) -> Cell:
    question = position.question
    kind = dossier.record.positions_of
    holder = named(dossier, kind, position.holder)
    if position.kind == "implied":
        stances = dict.fromkeys(one.answer.stance for one in position.implied)
        chips = tuple(chip_of(dossier, question, stance, "implies") for stance in stances)
    else:
        chips = tuple(chip_of(dossier, question, stance) for stance in position.stances)
    since = dict.fromkeys(one.answer.stance for one in position.since_reported)
    return Cell(
        holder, asked(dossier, position.question), KINDS[position.kind], chips, _behind(position),
        when(position.newest) if position.newest else None, RUNGS[position.weakest_rung] if position.weakest_rung else None,
        conditions(dossier, position.current), tuple(chip_of(dossier, question, stance) for stance in since),
        f"{holder.path or ''}#on-{position.question}",
    )  # fmt: skip


def _behind(position: Position) -> str:
    counted = [count(position.statements, "statement")] if position.statements else []
    counted += [count(position.facts, "fact")] if position.facts else []
    return " and ".join(counted)


def conditions(dossier: Dossier, evidence: tuple[Evidence, ...]) -> tuple[Condition, ...]:
    """The conditions of what carries a position. Those of facts are the publisher's words and are not printed."""
    found = []
    for one in evidence:
        if one.kind == "statement" and one.answer.condition is not None:
            said = dossier.statements[one.id]
            found.append(Condition(said.speaker_name, f"statements/{one.id}/", quotation.words_within(dossier, said, one.answer.condition)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """A holder within a group of the board; `flag` says "divided", "implied only" or nothing."""

    holder: Name
    flag: str
    is_implied: bool
    newest: When | None
    weakest: Term | None
    is_conditional: bool
    since: tuple[Chip, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The holders that take one stance; the last group holds those with nothing on record."""

    chip: Chip
    standings: tuple[Standing, ...]

    @property
    def held(self) -> str:
        """How many: "2", or "1 + 1 implied", since an inference is no position."""
        implied = sum(one.is_implied for one in self.standings)
        return held(len(self.standings) - implied, implied)


def groups(dossier: Dossier, question: str, none: Chip) -> tuple[Group, ...]:
    """All holders by stance on a question, in the order of its scale; who is divided stands under each of their stances."""
    by_stance: dict[str, list[Standing]] = {}
    for holder in dossier.holders:
        position = dossier.positions.get((holder, question))
        if position is None:
            continue
        one = cell(dossier, position)
        flag = one.kind.label if position.kind in ("divided", "implied") else ""
        standing = Standing(one.holder, flag, position.kind == "implied", one.newest, one.weakest, bool(one.conditions), one.since, one.href)
        for stance in [shown.id for shown in one.chips] or [""]:
            by_stance.setdefault(stance, []).append(standing)
    chips = (*scale(dossier.questions[question]), none)
    return tuple(Group(shown, tuple(by_stance.get(shown.id, ()))) for shown in chips)
