"""Statement cards, the same on every page: the words, who, when, how they are known, our reading, the source; what answers
them and what they answer; and facts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ..frozen import dataclass
from ..resolved import Dossier, ResolvedAnswer, ResolvedFact, ResolvedSource, ResolvedStatement
from . import quotation
from .links import fact_path, statement_path
from .names import Held, Name, actor, asked, named, office, speaker
from .notices import Change, changes
from .ours import Runs, ours, voice
from .phrases import RUNGS, SPEECH, Term
from .quotation import Line, Quoted
from .scripts import direction, language_name
from .stances import Chip, chip_of
from .when import When, when


@dataclass(frozen=True, slots=True)
class Reading:
    """Our reading of a statement or fact as an answer, labelled so. The words are the speaker's, or None."""

    question: Name
    chip: Chip
    is_conditional: bool
    condition: Quoted | None
    because: Quoted | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where archived words stand: code points and bytes, ends exclusive."""

    start: int
    end: int
    byte_start: int
    byte_end: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers a statement, on the card of what it answers; its words where they are short enough, else only the link."""

    what: str
    name: Name
    lines: tuple[Line, ...]
    is_live: bool  # False where it was taken back


@dataclass(frozen=True, slots=True)
class Accusation:
    """Against whom, of what, and what was looked for where no reply is on record; a reply stands among the card's replies."""

    against: Name
    of: Runs
    is_answered: bool
    no_reply: Runs


@dataclass(frozen=True, slots=True)
class Card:
    """A statement as every page shows it."""

    id: str
    path: str
    speaker: Name
    offices: tuple[Held, ...]
    speaks_for: tuple[Name, ...]
    when: When
    lines: tuple[Line, ...]
    speech: tuple[Term, ...]  # each kind of speech in it, once
    rung: Term
    context: tuple[tuple[str, Name], ...]  # through whom it came, and from which language: a label, and who or what
    told_by: Name | None  # the statement in which another speaker tells these words
    answers_to: tuple[tuple[str, tuple[Name, ...]], ...]  # what it answers, agrees with, goes on from: a label, and links
    prompt: str | None  # archived words of the question that is answered; printed without marks
    lang: str  # of the source
    dir: str
    prompt_by: Name | None
    readings: tuple[Reading, ...]
    source: Name
    original_missing: bool
    changes: tuple[Change, ...]
    accusation: Accusation | None
    replies: tuple[Reply, ...]  # statements that answer this one
    is_live: bool
    is_withdrawn: bool  # who and when are shown, the words are not
    is_erased: bool  # nothing is shown but that it was erased, and why


@dataclass(frozen=True, slots=True)
class FactCard:
    """What a source says in its own voice: our claim; its words stay in the archive."""

    anchor: str
    path: str
    claim: Runs
    about: tuple[Name, ...]
    when: When
    voice: Name
    source: Name
    original_missing: bool
    rung: Term
    readings: tuple[Reading, ...]
    changes: tuple[Change, ...]
    places: tuple[Place, ...]  # where its evidence stands; the evidence itself is not printed


def card(dossier: Dossier, id: str) -> Card:
    """The card of a statement; made once, since a statement stands on about seven pages."""
    return dossier.remembered(("card", id), partial(_card, dossier, id))


def _card(dossier: Dossier, id: str) -> Card:
    said = dossier.statements[id]
    source = dossier.sources[said.source]
    hidden = bool(said.erased or said.withdrawn)
    language = source.record.language
    return Card(
        said.id, statement_path(said.id), speaker(said), tuple([office(dossier, held) for held in said.offices]),
        tuple([actor(dossier, holder) for holder in said.speaks_for]), when(said.said), quotation.lines(dossier, said),
        terms_of_speech([part.speech for part in said.parts]), RUNGS[said.rung], () if hidden else _context(dossier, said),
        saying(dossier, said.within) if said.within and not hidden else None, () if hidden else _answers_to(dossier, said),
        None if hidden else said.prompt, language, direction(language),
        actor(dossier, said.prompt_speaker) if said.prompt_speaker else None, () if hidden else readings(dossier, said),
        named(dossier, "sources", said.source), is_original_missing(source),
        changes(dossier, said), None if hidden else _accusation(dossier, said), _replies(dossier, said), said.is_live,
        bool(said.withdrawn), bool(said.erased),
    )  # fmt: skip


def is_original_missing(source: ResolvedSource) -> bool:
    """Whether a source is a republished text whose original is not archived here: then the copy alone is proven against."""
    return source.original is not None and not source.original_is_archived


def cards(dossier: Dossier, ids: Iterable[str]) -> tuple[Card, ...]:
    """Cards of the statements that lists show, in the order given."""
    return tuple(card(dossier, id) for id in ids if dossier.summaries[id].is_listed)


def terms_of_speech(kinds: Iterable[str | None]) -> tuple[Term, ...]:
    """What each kind of speech is called, each once and in their order."""
    return tuple([SPEECH[kind] for kind in dict.fromkeys(kinds) if kind in SPEECH])


def readings(dossier: Dossier, said: ResolvedStatement) -> tuple[Reading, ...]:
    """How we read a statement; the condition and its reason only as far as they are the speaker's own words."""
    return tuple([
        _reading(dossier, answer, quotation.words_within(dossier, said, answer.condition), quotation.words_within(dossier, said, answer.because))
        for answer in said.answers
    ])


def _reading(dossier: Dossier, answer: ResolvedAnswer, condition: Quoted | None = None, because: Quoted | None = None) -> Reading:
    form = "implies" if answer.strength == "implies" else "states"
    return Reading(asked(dossier, answer.question), chip_of(dossier, answer.question, answer.stance, form),
                   answer.condition is not None, condition, because)


def _context(dossier: Dossier, said: ResolvedStatement) -> tuple[tuple[str, Name], ...]:
    if not (said.on_behalf_of or said.via or said.spoken_in):
        return ()
    found: list[tuple[str, Name]] = []
    if said.on_behalf_of and said.on_behalf_of not in (*said.speaks_for, said.speaker):
        found.append(("On behalf of", actor(dossier, said.on_behalf_of)))
    if said.via:
        found.append(("Passed on by", actor(dossier, said.via)))
    if said.spoken_in:
        found.append(("Spoken in", Name(f"{language_name(said.spoken_in)}; the publisher translated")))
    return tuple(found)


def _answers_to(dossier: Dossier, said: ResolvedStatement) -> tuple[tuple[str, tuple[Name, ...]], ...]:
    """What a statement answers, agrees with or goes on from. A reply to an accusation says so, also where only the accusation names it."""
    accusations = tuple([id for id in dossier.accusations.get(said.id, ()) if id != said.replies_to])
    if not (said.replies_to or said.endorses or said.continues or accusations):
        return ()
    related = (("In answer to", (said.replies_to,)), ("In answer to the accusation by", accusations), ("Agrees with", (said.endorses,)),
               ("Goes on from", (said.continues,)))
    found = [(label, links_to(dossier, [id for id in ids if id and id in dossier.statements])) for label, ids in related]
    return tuple([(label, names) for label, names in found if names])


def _replies(dossier: Dossier, said: ResolvedStatement) -> tuple[Reply, ...]:
    """What answers a statement; the reply that its accusation names comes first."""
    ids = dossier.replies.get(said.id, ())
    reply = said.allegation.reply if said.allegation else None
    if not ids and not reply:
        return ()
    ordered = dict.fromkeys((reply, *ids) if reply and reply in dossier.statements else ids)
    listed = [id for id in ordered if dossier.summaries[id].is_listed]
    return tuple([_reply(dossier, said.id, id, number < IN_FULL) for number, id in enumerate(listed)])


IN_FULL, SHORT = 3, 280  # how many replies are shown with their words, and of how many characters at most


def _reply(dossier: Dossier, to: str, id: str, may_be_full: bool) -> Reply:
    one = dossier.statements[id]
    lines = quotation.lines(dossier, one) if may_be_full else ()
    is_short = sum([len(piece.text) for line in lines for piece in line.pieces]) <= SHORT
    return Reply("Endorsed by" if one.endorses == to else "Answered by", saying(dossier, id), lines if is_short else (), one.is_live)


def _accusation(dossier: Dossier, said: ResolvedStatement) -> Accusation | None:
    made = said.allegation
    if made is None:
        return None
    is_answered = made.reply in dossier.statements if made.reply else False
    return Accusation(actor(dossier, made.against), ours(dossier, made.of), is_answered, ours(dossier, made.no_reply))


def saying(dossier: Dossier, id: str) -> Name:
    """A statement as a link in our words: its speaker and date."""
    said = dossier.statements[id]
    return Name(f"{speaker(said).label}, {when(said.said).words}", statement_path(id), id)


def links_to(dossier: Dossier, ids: Iterable[str]) -> tuple[Name, ...]:
    """Links to the statements that lists show."""
    return tuple([saying(dossier, id) for id in ids if dossier.summaries[id].is_listed])


def fact_card(dossier: Dossier, id: str) -> FactCard:
    """The card of a fact; made once."""
    return dossier.remembered(("fact", id), partial(_fact_card, dossier, id))


def _fact_card(dossier: Dossier, id: str) -> FactCard:
    fact: ResolvedFact = dossier.facts[id]
    hidden = bool(fact.erased or fact.withdrawn)
    return FactCard(
        f"fact-{fact.id}", fact_path(fact.source, fact.id), () if hidden else ours(dossier, fact.claim),
        tuple(actor(dossier, about) for about in fact.about), when(fact.date), voice(dossier, fact.source),
        named(dossier, "sources", fact.source), is_original_missing(dossier.sources[fact.source]), RUNGS["reported"],
        () if hidden else tuple(_reading(dossier, answer) for answer in fact.answers), changes(dossier, fact),
        () if hidden else tuple(Place(part.start, part.end, part.byte_start, part.byte_end) for part in fact.parts),
    )  # fmt: skip


def fact_cards(dossier: Dossier, ids: Iterable[str]) -> tuple[FactCard, ...]:
    """Cards of the facts that lists show, in the order given."""
    return tuple(fact_card(dossier, id) for id in ids if dossier.summaries[id].is_listed)
