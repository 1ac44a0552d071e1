"""A question's page: its scale, who stands where, the statements by stance; and the list of questions."""

from __future__ import annotations

from dataclasses import dataclass

from ..resolved import Dossier
from .cards import Card, FactCard, card, fact_card
from .cells import Group, groups, read_period
from .head import Head, TocEntry, contents
from .lists import ListView, Row, Section
from .names import Name, named
from .notices import is_listed
from .ours import Runs, ours
from .phrases import count, tally
from .stances import NO_STANCE, Chip, chip, scale


@dataclass(frozen=True, slots=True)
class Step:
    """A stance of the scale: what falls under it, who takes it, and the words."""

    chip: Chip
    anchor: str
    note: Runs
    statements: tuple[Card, ...]
    implied: tuple[Card, ...]
    facts: tuple[FactCard, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its scale; `board` is the holders along it, `silent` those with nothing on record."""

    head: Head
    title: str
    text: Runs
    is_ordered: bool
    order: Runs
    asked_in: tuple[Name, ...]
    board: tuple[Group, ...]
    silent: tuple[Name, ...]
    holders: str  # what the positions are of: countries, organisations, people
    steps: tuple[Step, ...]
    answered: str
    period: str


def view(dossier: Dossier, id: str, base: str = "") -> QuestionView:
    """The page of a question."""
    question = dossier.questions[id]
    facts_by_stance = facts_by_question(dossier).get(id, {})
    steps = tuple(_step(dossier, id, number, facts_by_stance) for number in range(len(question.scale.stances)))
    board = groups(dossier, id, NO_STANCE)
    silent = tuple(standing.holder for standing in board[-1].standings)
    statements = sum(is_listed(dossier.statements[one]) for one in dossier.by_question.get(id, ()))
    facts = sum(len(step.facts) for step in steps)
    answered = f"{count(statements, 'statement')} and {count(facts, 'fact')}"
    sources = dict.fromkeys(passage.source for passage in question.asked)
    toc = (*contents(("scale", "The scale", True), ("positions", f"Where {dossier.record.positions_of} stand", dossier.holders)),
           TocEntry("answers", "The answers"), *(TocEntry(step.anchor, step.chip.label, 3) for step in steps),
           *contents(("silent", "Nothing on record", silent)))
    head = Head(question.title, f"{question.title} Who answers it and how: {answered}, each with its source.", f"questions/{id}/", "questions",
                toc, dossier.files.get(f"questions/{id}"))
    return QuestionView(head, question.title, ours(dossier, question.text), question.scale.kind == "ordered", ours(dossier, question.scale.order),
                        tuple(named(dossier, "sources", one) for one in sources), board[:-1], silent, dossier.record.positions_of, steps,
                        answered, read_period(dossier))


def facts_by_question(dossier: Dossier) -> dict[str, dict[str, list[str]]]:
    """Ids of the facts that answer, by question and stance."""
    found: dict[str, dict[str, list[str]]] = {}
    for fact in dossier.facts.values():
        if is_listed(fact):
            for answer in fact.answers:
                found.setdefault(answer.question, {}).setdefault(answer.stance, []).append(fact.id)
    return found


def _step(dossier: Dossier, id: str, number: int, facts: dict[str, list[str]]) -> Step:
    question = dossier.questions[id]
    stance = question.scale.stances[number]
    stated: list[Card] = []
    implied: list[Card] = []
    for one in dossier.by_question.get(id, ()):
        said = dossier.statements[one]
        answer = next(answer for answer in said.answers if answer.question == id)
        if answer.stance == stance.id and is_listed(said):
            (implied if answer.strength == "implies" else stated).append(card(dossier, one))
    return Step(chip(question, stance.id), f"stance-{stance.id}", ours(dossier, stance.note), tuple(stated), tuple(implied),
                tuple(fact_card(dossier, one) for one in facts.get(stance.id, ())))


def list_view(dossier: Dossier, base: str = "") -> ListView:
    """The list of questions, in the dossier's order."""
    facts = facts_by_question(dossier)
    rows = tuple(Row(Name(question.title, f"questions/{id}/", id), "", tally(
        (sum(is_listed(dossier.statements[one]) for one in dossier.by_question.get(id, ())), "statement", None),
        (len({one for ids in facts.get(id, {}).values() for one in ids}), "fact", None),
    ), stances=scale(question)) for id, question in dossier.questions.items())
    head = Head("Questions", f"{count(len(rows), 'question')} that this dossier asks, with the stances on each.", "questions/", "questions")
    return ListView(head, "The contested questions. Each has a scale of stances; which stance a statement takes is our reading and labelled so.",
                    (Section("all", "", rows),), "This dossier asks no question yet.")
