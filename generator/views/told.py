"""What somebody said where it is much: by question, the newest first, and above it where their own words stand and stood before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .. import dates
from ..frozen import dataclass
from ..model import CARRYING_RUNGS
from ..resolved import Dossier, Summary
from .cards import Card, cards
from .names import Name, asked
from .paging import A_CARD, Cut, Leaf, leaf_path
from .phrases import count
from .stances import Chip, chip_of
from .survey import Survey
from .when import When, day

MUCH = 12  # statements; up to here one list by date is read more easily than groups
SAID = "said/"  # before the question, in the keys of sections; alone: on no question


@dataclass(frozen=True, slots=True)
class Turn:
    """From when on somebody took a stance, and the page of the statement that says so."""

    chip: Chip
    when: When
    path: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody said on one question, as far as it stands on this page; `question` is None for what answers none."""

    question: Name | None
    title: str
    anchor: str
    page: str  # that its heading stands on; empty where it is this one
    counted: str  # of what stands below it on all pages; empty but on the first of them
    now: tuple[Turn, ...]  # the newest words on it; several where they differ and the dates leave open which came last
    turns: tuple[Turn, ...]  # all stances, the first first; empty where there is but one
    also: tuple[Name, ...]  # what answers it too and stands below another question
    cards: tuple[Card, ...]

    @property
    def changed(self) -> str:
        """How often their stance changed; or that it differs and the dates leave open how."""
        if len(self.now) > 1:
            return "which came last is not known"
        times = max(0, len(self.turns) - 1)
        return ("", "changed once", "changed twice")[times] if times < 3 else f"changed {times} times"


def sections(dossier: Dossier, known: Survey, ids: Sequence[str]) -> list[Cut]:
    """The statements of somebody as sections of their pages: by question, the newest first, where they are many, else one by date."""
    first = {id: _first_question(dossier, known.briefs[id].answers) for id in ids}
    if len(ids) <= MUCH or not any(first.values()):
        return [("said", ids, A_CARD)]
    found = [(f"{SAID}{question}", [id for id in reversed(ids) if first[id] == question], A_CARD) for question in (*dossier.questions, "")]
    return [one for one in found if one[1]]


def topics(dossier: Dossier, speaker: str, leaf: Leaf) -> tuple[Topic, ...]:
    """The groups on this page of a person; none where their statements are one list. Totals and stances stand on the first page."""
    here = [(key.removeprefix(SAID), ids) for key, ids in leaf.shown if key.startswith(SAID) and ids]
    if not here and not any(key.startswith(SAID) for key, _ in leaf.totals):
        return ()
    of_all = [dossier.summaries[id] for id in dossier.by_speaker.get(speaker, ())] if leaf.is_first else []
    totals = dict(leaf.totals)
    shown = dict(here)
    begins = dict(leaf.begins)
    found = []
    for id in (*dossier.questions, ""):
        key = f"{SAID}{id}"
        page = leaf_path(f"{speaker}/", begins.get(key, 1)) if begins.get(key, 1) > 1 else ""
        one = _topic(dossier, id, page, shown.get(id, ()), totals.get(key, 0), of_all)
        if one.cards or one.counted or one.also:
            found.append(one)
    return tuple(found)


def _topic(dossier: Dossier, id: str, page: str, shown: tuple[str, ...], total: int, of_all: Sequence[Summary]) -> Topic:
    anchor, counted = f"said-{id or 'else'}", count(total, "statement") if total else ""
    if not id:
        return Topic(None, "On none of the questions", anchor, page, counted, (), (), (), cards(dossier, shown))
    found = list(_answering(dossier, id, of_all))
    turns = _turns(dossier, id, found)
    also = tuple(Name(day(one.date).words, f"statements/{one.id}/", one.id) for one in of_all if one.is_listed and _is_below_another(dossier, one, id))
    return Topic(asked(dossier, id), dossier.questions[id].title, anchor, page, counted, _now(dossier, id, found),
                 turns if len(turns) > 1 else (), also, cards(dossier, shown))


def _is_below_another(dossier: Dossier, one: Summary, question: str) -> bool:
    return any(id == question for id, _, _ in one.answers) and _first_question(dossier, one.answers) != question


def _first_question(dossier: Dossier, answers: Iterable[tuple[str, str, str]]) -> str:
    """The first of the questions that some words answer, in the order of the dossier: they stand below it. Empty where they answer none."""
    answered = {id for id, _, _ in answers}
    return next((id for id in dossier.questions if id in answered), "")


def _answering(dossier: Dossier, question: str, of_all: Iterable[Summary]) -> Iterable[tuple[Summary, str, str]]:
    """What they stated on a question, or only implied where they stated nothing; nothing that others ascribe to them or that was taken back."""
    found = [(one, stance, strength) for one in of_all for id, stance, strength in one.answers
             if id == question and one.is_listed and one.rung in CARRYING_RUNGS and (not one.is_noticed or dossier.statements[one.id].is_live)]
    stated = [one for one in found if one[2] != "implies"]
    return sorted(stated or found, key=lambda one: one[0].order)


def _turns(dossier: Dossier, question: str, found: Iterable[tuple[Summary, str, str]]) -> tuple[Turn, ...]:
    """The first of each run of one stance."""
    turns: list[Turn] = []
    for one, stance, strength in found:
        if not turns or turns[-1].chip.id != stance:
            turns.append(_turn(dossier, question, one, stance, strength))
    return tuple(turns)


def _now(dossier: Dossier, question: str, found: Sequence[tuple[Summary, str, str]]) -> tuple[Turn, ...]:
    """The stances than which no other is newer: whose latest day no earliest day of another lies after."""
    begun = [value.earliest.toordinal() for one, _, _ in found if isinstance(value := dates.parse(one.date), dates.Edtf) and value.earliest]
    last = max(begun, default=0)
    newest = {stance: _turn(dossier, question, one, stance, strength) for one, stance, strength in found if one.order[2] >= last}
    return tuple(newest.values())


def _turn(dossier: Dossier, question: str, one: Summary, stance: str, strength: str) -> Turn:
    return Turn(chip_of(dossier, question, stance, "implies" if strength == "implies" else "states"), day(one.date), f"statements/{one.id}/")
