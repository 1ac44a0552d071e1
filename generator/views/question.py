"""A question's page: its scale, who stands where, the statements by stance; and the list of questions."""

from __future__ import annotations


from ..frozen import dataclass
from ..resolved import Dossier
from .atlas import MapView, atlas
from .cards import Card, FactCard, cards, fact_cards
from .cells import Group, groups, read_period
from .changes import Shift, shifts_on
from .head import Head, TocEntry, contents
from .lists import ListView, Row, Section
from .names import Name, named
from .ours import Runs, ours
from .paging import A_CARD, A_LINE, Cut, Leaf, Pager, cut, described, leaf_path, pager, titled
from .phrases import count, tally
from .spectrum import Spectrum, spectrum, voices_key
from .stances import NO_STANCE, Chip, chip_of, scale
from .survey import Survey, survey


@dataclass(frozen=True, slots=True)
class Step:
    """A stance of the scale: what falls under it, who takes it, and the words."""

    chip: Chip
    anchor: str
    note: Runs
    statements: tuple[Card, ...]
    implied: tuple[Card, ...]
    facts: tuple[FactCard, ...]
    href: str  # from the question's first page to where it begins
    is_here: bool  # True where something of it, or that there is nothing, stands on this page


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its scale; `spectrum` is the holders along it, `board` by stance where it has no order, `silent` those with nothing on record."""

    head: Head
    title: str
    text: Runs
    is_ordered: bool
    order: Runs
    asked_in: tuple[Name, ...]
    atlas: MapView | None
    spectrum: Spectrum | None
    board: tuple[Group, ...]
    shifts: tuple[Shift, ...]
    silent: tuple[Name, ...]
    holders: str  # what the positions are of: countries, organisations, people
    steps: tuple[Step, ...]
    answered: str  # "2 statements and 1 fact"; empty where nothing does
    period: str
    leaf: Leaf
    pager: Pager | None

    @property
    def scale_title(self) -> str:
        return scale_title(self.is_ordered)

    @property
    def is_scale_first(self) -> bool:
        return scale_first(self.is_ordered, self.atlas)


def leaves(dossier: Dossier, known: Survey, id: str) -> tuple[Leaf, ...]:
    """What stands on each page of a question: by stance what is stated, the facts, what is implied."""
    by_stance: dict[str, tuple[list[str], list[str]]] = {stance.id: ([], []) for stance in dossier.questions[id].scale.stances}
    for one in dossier.by_question.get(id, ()):
        brief = known.briefs[one]
        if brief.is_listed:
            for asked_one, stance, strength in brief.answers:
                if asked_one == id:
                    by_stance[stance][strength == "implies"].append(one)
                    break
    facts = known.facts_on.get(id, {})
    sections: list[Cut] = _voices(dossier, known, id)
    for stance, (stated, implied) in by_stance.items():
        found = ((f"{stance}/stated", stated, A_CARD), (f"{stance}/facts", facts.get(stance, ()), A_CARD), (f"{stance}/implied", implied, A_CARD))
        sections += [one for one in found if one[1]] or [(f"{stance}/none", (), A_CARD)]
    return cut(sections)


VOICES = 100  # statements by people who do not speak for where they are from, that a spectrum marks


def _voices(dossier: Dossier, known: Survey, id: str) -> list[Cut]:
    """By holder, the newest statement for each stance by people from there who do not speak for it."""
    prefix, found, left = f"{dossier.record.positions_of}/", dict[str, dict[str, str]](), VOICES
    for one in reversed(dossier.by_question.get(id, ())):
        said = known.briefs[one]
        kind, _, person = said.speaker.partition("/")
        for place in known.places_of.get(person, ()) if kind == "people" and said.is_listed else ():
            holder = place.removeprefix(prefix)
            if place == holder or holder in said.speaks_for or not left:
                continue
            for asked, stance, _ in said.answers:
                if asked == id and stance not in found.setdefault(holder, {}):
                    found[holder][stance] = one
                    left -= 1
    return [(voices_key(holder), tuple(dict.fromkeys(by_stance.values())), A_LINE) for holder, by_stance in sorted(found.items())]


def view(dossier: Dossier, id: str, leaf: Leaf | None = None, period: str | None = None) -> QuestionView:
    """A page of a question; the first where no leaf is given. `period`: what was read, where it is known already."""
    leaf = leaf or leaves(dossier, survey(dossier), id)[0]
    question, first, path = dossier.questions[id], leaf.is_first, f"questions/{id}/"
    steps = tuple(_step(dossier, id, number, leaf) for number in range(len(question.scale.stances)))
    board = groups(dossier, id, NO_STANCE) if first else ()
    stand = f"Where {dossier.record.positions_of} stand"
    shifts = shifts_on(dossier, id, dossier.holders) if first else ()
    silent = tuple(standing.holder for standing in board[-1].standings) if board else ()
    answered = _answered(leaf) if first else ""
    sources = dict.fromkeys(passage.source for passage in question.asked)
    ordered, drawn = question.scale.kind == "ordered", atlas(dossier, id, stand) if first else None
    stances, standing = ("scale", scale_title(ordered), first), ("positions", stand, first and dossier.holders)
    toc = (*contents(*((stances, standing) if scale_first(ordered, drawn) else (standing, stances)), ("changes", "What changed", shifts)),
           TocEntry("answers", "The answers"), *(TocEntry(step.anchor, step.chip.label, 3) for step in steps if step.is_here))
    head = Head(titled(question.title, leaf),
                described(f"{question.title} {_told(answered)}", question.title, leaf),
                leaf_path(path, leaf.number), toc, dossier.files.get(f"questions/{id}"))
    return QuestionView(head, question.title, ours(dossier, question.text), ordered, ours(dossier, question.scale.order),
                        tuple(named(dossier, "sources", one) for one in sources), drawn,
                        spectrum(dossier, id, leaf) if first else None, board[:-1], shifts, silent, dossier.record.positions_of, steps,
                        answered, read_period(dossier) if period is None else period, leaf, pager(leaf, question.title, leaf_path, path))


def scale_title(is_ordered: bool) -> str:
    """What has no order is no scale."""
    return "The scale" if is_ordered else "The stances"


def scale_first(is_ordered: bool, drawn: MapView | None) -> bool:
    """Who stands where comes first, unless it cannot be read alone: on a narrow screen the spectrum has no names over its columns, and no map with a key."""
    return is_ordered and drawn is None


def _answered(leaf: Leaf) -> str:
    facts = sum(number for key, number in leaf.totals if key.endswith("/facts"))
    said = sum(number for key, number in leaf.totals if key.endswith(("/stated", "/implied")))
    return " and ".join(tally((said, "statement", None), (facts, "fact", None))) if said or facts else ""


def _told(answered: str) -> str:
    return f"Who answers it and how: {answered}, each with its source." if answered else "Nothing on record answers it yet."


def _step(dossier: Dossier, id: str, number: int, leaf: Leaf) -> Step:
    """A stance and what of it stands on this page. From the first page a link leads to where it begins."""
    stance = dossier.questions[id].scale.stances[number]
    stated, facts, implied = (f"{stance.id}/{part}" for part in ("stated", "facts", "implied"))
    anchor, parts = f"stance-{stance.id}", (stated, facts, implied, f"{stance.id}/none")
    page = next((number for key, number in leaf.begins if key in parts), 1)
    return Step(chip_of(dossier, id, stance.id), anchor, ours(dossier, stance.note) if leaf.is_first else (), cards(dossier, leaf.ids(stated)),
                cards(dossier, leaf.ids(implied)), fact_cards(dossier, leaf.ids(facts)),
                f"#{anchor}" if page == 1 else f"{page}/#{anchor}", any(leaf.has(key) for key in parts))


def list_view(dossier: Dossier) -> ListView:
    """The list of questions, in the dossier's order."""
    facts: dict[str, set[str]] = {}
    for id in dossier.facts:
        fact = dossier.summaries[id]
        for question_id, _, _ in fact.answers if fact.is_listed else ():
            facts.setdefault(question_id, set()).add(id)
    rows = tuple(Row(Name(question.title, f"questions/{id}/", id), "", tally(
        (sum(dossier.summaries[one].is_listed for one in dossier.by_question.get(id, ())), "statement", None),
        (len(facts.get(id, ())), "fact", None),
    ), stances=scale(question)) for id, question in dossier.questions.items())
    head = Head("Questions", f"{count(len(rows), 'question')} that this dossier asks, with the stances on each.", "questions/")
    return ListView(head, "The contested questions. Each has a scale of stances; which stance a statement takes is our reading and labelled so.",
                    (Section("all", "", rows),), "This dossier asks no question yet.")
