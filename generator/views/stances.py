"""Stances for the eye: each with a label, a place on the colour ramp and a shape, so that colour never stands alone."""

from __future__ import annotations

from functools import partial
from typing import Literal

from ..frozen import dataclass
from ..model import Question
from ..resolved import Dossier
from .phrases import NOTHING

RAMP = 6  # colours and shapes that the stylesheets have, `stance-1` to `stance-6`

Form = Literal["states", "implies", "none"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A stance as it is shown. `css` names colour and shape; `form` tells what is stated from what is only implied."""

    id: str
    label: str
    css: str
    form: Form = "states"


NO_STANCE = Chip("", NOTHING, "stance-none", "none")


def place_on_ramp(rank: int, stances: int) -> int:
    """The step of the ramp, from 1 to 6, for a stance counted from 0: a short scale still reaches both ends."""
    if stances < 2:
        return 1
    return 1 + (rank * (RAMP - 1) * 2 + stances - 1) // (2 * (stances - 1))


def chip(question: Question, stance: str, form: Form = "states") -> Chip:
    """The stance of a question. A nominal scale takes the steps in turn: it has no ends."""
    stances = question.scale.stances
    rank = next(number for number, one in enumerate(stances) if one.id == stance)
    step = place_on_ramp(rank, len(stances)) if question.scale.kind == "ordered" else 1 + rank % RAMP
    return Chip(stance, stances[rank].label, f"stance-{step}", form)


def scale(question: Question) -> tuple[Chip, ...]:
    """All stances of a question in the order of its scale."""
    return tuple(chip(question, stance.id) for stance in question.scale.stances)


def chip_of(dossier: Dossier, question: str, stance: str, form: Form = "states") -> Chip:
    """The stance of a question of the dossier; made once, since few stances are shown very often."""
    return dossier.remembered(("chip", question, stance, form), partial(_chip_of, dossier, question, stance, form))


def _chip_of(dossier: Dossier, question: str, stance: str, form: Form) -> Chip:
    return chip(dossier.questions[question], stance, form)
