"""What stands behind a position, as a page shows it: each card in full once, a short line where it is shown already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..frozen import dataclass
from ..resolved import Dossier, Evidence, Position
from .cards import Card, FactCard, card, fact_card
from .cells import Cell, cell
from .changes import Shift, shifts
from .names import Name, asked
from .paging import Leaf
from .phrases import count
from .stances import Chip, chip_of
from .survey import EVIDENCE
from .when import day


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence. `card` or `fact` in full; neither where the page shows it above, then `link` leads there."""

    link: Name
    chip: Chip
    office: str | None  # that carried it, where the card does not tell it
    card: Card | None
    fact: FactCard | None


@dataclass(frozen=True, slots=True)
class Voiced:
    """A statement by somebody from there who does not speak for the holder, and the stance it takes."""

    link: Name
    chip: Chip


DISSENT = "dissent"  # the section of a leaf with such statements
DISSENTING = 5  # of them, as many as a position shows


@dataclass(frozen=True, slots=True)
class Stand:
    """A position with all its evidence, for the holder's page."""

    question: Name
    title: str
    anchor: str
    cell: Cell | None  # on the first page of a holder
    shifts: tuple[Shift, ...]  # there too
    dissent: tuple[Voiced, ...]  # there too: who from there takes another stance
    current: tuple[Exhibit, ...]
    since: tuple[Exhibit, ...]
    implied: tuple[Exhibit, ...]
    others: tuple[Exhibit, ...]
    earlier: tuple[Exhibit, ...]
    goes_on: bool  # True where more of its evidence stands on the pages that follow

    @property
    def at_a_glance(self) -> str:
        """Of when its newest evidence is, that it changed or is reported to have, and how many from there say otherwise; else empty."""
        told = (self.cell.newest.words if self.cell and self.cell.newest else "", "changed" if self.shifts else "",
                "since reported otherwise" if self.cell and self.cell.since else "",
                count(len(self.dissent), "other voice") + " from there" if self.dissent else "")
        return " · ".join(filter(None, told))

    @property
    def is_silent(self) -> bool:
        """True where nothing is on record."""
        return self.cell is not None and self.cell.kind.key == "none"


def stands(dossier: Dossier, holder: str, leaf: Leaf) -> tuple[Stand, ...]:
    """Where a holder stands on each question, in the dossier's order; empty where positions are not of its kind.

    The first page has every position and the evidence that it has room for, the others what follows of the evidence.
    """
    shown: set[str] = set()
    here = {key: frozenset(ids) for key, ids in leaf.shown}
    asked_here = {key.partition("/")[0] for key in here}
    found = []
    for question in dossier.questions:
        if leaf.is_first or question in asked_here:
            position = dossier.positions.get((holder, question))
            if position is not None:
                found.append(_stand(dossier, position, shown, leaf, here))
    return tuple(found)


def _stand(dossier: Dossier, position: Position, shown: set[str], leaf: Leaf, here: Mapping[str, frozenset[str]]) -> Stand:
    id = position.question
    groups: list[tuple[Exhibit, ...]] = []
    goes_on = False
    for name in EVIDENCE:
        evidence = getattr(position, name)
        ids = here.get(f"{id}/{name}", frozenset()) if evidence else frozenset()
        groups.append(tuple(_exhibits(dossier, [one for one in evidence if one.id in ids], shown)) if ids else ())
        goes_on = goes_on or len(ids) < len(evidence)
    return Stand(asked(dossier, id), dossier.questions[id].title, f"on-{id}", cell(dossier, position) if leaf.is_first else None,
                 shifts(dossier, position) if leaf.is_first else (), _dissent(dossier, position, leaf) if leaf.is_first else (), *groups,
                 goes_on and leaf.is_first and leaf.of > 1)


def _dissent(dossier: Dossier, position: Position, leaf: Leaf) -> tuple[Voiced, ...]:
    """The newest first, and only what differs from the holder's own stances."""
    own = {one.answer.stance for one in position.implied} if position.kind == "implied" else set(position.stances)
    found = []
    for id in leaf.ids(DISSENT):
        said = dossier.summaries[id]
        for question, stance, strength in said.answers:
            if question == position.question and stance not in own:
                link = Name(f"{said.speaker_name}, {day(said.date).words}", f"statements/{id}/", id)
                found.append(Voiced(link, chip_of(dossier, question, stance, "implies" if strength == "implies" else "states")))
    return tuple(found[:DISSENTING])


def _exhibits(dossier: Dossier, evidence: Iterable[Evidence], shown: set[str]) -> Iterable[Exhibit]:
    for one in evidence:
        is_new = one.id not in shown
        shown.add(one.id)
        stance = chip_of(dossier, one.answer.question, one.answer.stance, "implies" if one.answer.strength == "implies" else "states")
        if one.kind == "statement":
            whole = card(dossier, one.id)
            link = Name(f"{whole.speaker.label}, {whole.when.words}", whole.path, one.id)
            is_told = len(whole.offices) == 1 and is_new  # the card tells the office then
            yield Exhibit(link, stance, None if is_told else one.office, whole if is_new else None, None)
        else:
            fact = fact_card(dossier, one.id)
            link = Name(f"{fact.voice.label}, {fact.when.words}", fact.path, one.id)
            yield Exhibit(link, stance, None, None, fact if is_new else None)
