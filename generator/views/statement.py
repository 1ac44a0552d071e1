"""A statement's own page: the words, who, when and how that is known, our reading, the source and its history, the proof."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from ..model import Original
from ..resolved import Dossier, Part, ResolvedStatement
from . import quotation
from .cards import Card, Reading, card, links_to, saying
from .head import Head, TocEntry, contents
from .links import at_words, host, safe, statement_path
from .names import Name, actor, actors, named
from .notices import is_listed
from .ours import Runs, ours
from .phrases import ALTERATIONS, MEDIA, SPEECH, Term
from .quotation import WHOLE, Line, Quoted
from .scripts import direction, language_name
from .titles import titles
from .when import When, when, within

_DAY = re.compile(r"(?<=\d) (?=[A-Z])")  # between a day and its month no line of a heading breaks


@dataclass(frozen=True, slots=True)
class Checked:
    """One part for those who check: where it stands, what was accepted; `quoted` where it is marked as speech."""

    number: int
    speech: Term | None
    start: int
    end: int
    byte_start: int
    byte_end: int
    differences: tuple[str, ...]
    quoted: Quoted | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the site, and the host that it leads to."""

    label: str
    href: str
    host: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way from the speaker to the archive: what happened, whose text, when, with its differences."""

    what: str
    title: str
    path: str | None
    publisher: Name | None
    when: When | None
    url: str | None
    notes: tuple[tuple[str, Runs], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The same utterance in another source."""

    source: Name
    lines: tuple[Line, ...]
    parts: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class OwnTranslation:
    """A translation of ours, told apart from what is proven."""

    lang: str
    language: str
    dir: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Accusation:
    """Against whom, of what, and the reply on record or that there is none."""

    against: Name
    of: Runs
    reply: Name | None
    no_reply: Runs


@dataclass(frozen=True, slots=True)
class StatementView:
    """Everything that is known of a statement."""

    head: Head
    heading: str
    timeline: str  # path of its place on the timeline
    card: Card
    readings: tuple[Reading, ...]
    rung_reason: str
    is_interrupted: bool  # True where the reporter's words stand between whole sentences, or words are left out
    date_phrase: str | None  # archived words of the source, printed without marks
    date_lang: str
    date_basis: Runs
    date_is_bound: bool
    setting: tuple[tuple[str, str], ...]  # where, to whom, how it was said
    about: tuple[Name, ...]
    speaks_for_reason: Runs
    spoken_in: str | None
    translations: tuple[OwnTranslation, ...]
    accusation: Accusation | None
    relations: tuple[tuple[str, tuple[Name, ...]], ...]
    elsewhere: tuple[Wording, ...]
    to_words: Link | None
    history: tuple[Step, ...]
    parts: tuple[Checked, ...]
    sha256: str
    reviewed: tuple[str, str] | None


def view(dossier: Dossier, id: str, base: str = "", title: str | None = None, place: str = "timeline/",
         inner: tuple[str, ...] | None = None) -> StatementView:
    """The page of a statement. One that was withdrawn keeps its page without its words, one that was erased says only that.

    `title`: where it is known already, for it depends on the statements that it is alike with; `place`: its page of the timeline;
    `inner`: the statements whose words it tells, all of its source, where they are known already.
    """
    said = dossier.statements[id]
    record = dossier.sources[said.source].record
    one = card(dossier, id)
    hidden = bool(said.erased or said.withdrawn)
    parts = () if hidden else checked(said, said.parts, said.source, record.language)
    relations = () if hidden else _relations(dossier, said, _inner(dossier, said) if inner is None else inner)
    elsewhere = () if hidden else _elsewhere(dossier, said)
    accusation = None if hidden else _accusation(dossier, said)
    toc = _contents(not hidden, bool(one.readings), bool(accusation), bool(relations), bool(elsewhere), not said.erased, bool(parts))
    title = title or titles(dossier, [dossier.summaries[one] for one in dossier.statements])[id]
    head = Head(title, _description(dossier, said), statement_path(id), "statements", toc, dossier.files.get(f"statements/{id}"),
                _json_ld(dossier, said))
    return StatementView(
        head=head, heading=_DAY.sub("\u00a0", title), timeline="timeline/" if hidden else f"{place}#statement-{id}", card=one, readings=one.readings,
        rung_reason=said.rung_reason, is_interrupted=_is_interrupted(one.lines),
        date_phrase=None if hidden else said.said_phrase, date_lang=record.language,
        date_basis=ours(dossier, said.said_basis), date_is_bound=said.said_is_bound, setting=() if hidden else _setting(said),
        about=() if hidden else actors(dossier, said.about), speaks_for_reason=ours(dossier, said.speaks_for_reason),
        spoken_in=language_name(said.spoken_in) if said.spoken_in and not hidden else None,
        translations=() if hidden else _translations(said), accusation=accusation, relations=relations, elsewhere=elsewhere,
        to_words=None if hidden else _to_words(said, record.url), history=history(dossier, said.source), parts=parts, sha256=record.archive.sha256,
        reviewed=(said.reviewed_by, said.reviewed_why or "") if said.reviewed_by else None)


@lru_cache(maxsize=1 << 7)
def _contents(known: bool, reading: bool, accusation: bool, around: bool, elsewhere: bool, source: bool, check: bool) -> tuple[TocEntry, ...]:
    """The headings of a page with these parts: nearly all statements have the same."""
    return contents(("known", "How this is known", known), ("reading", "Our reading", reading), ("accusation", "An accusation", accusation),
                    ("around", "What belongs to it", around), ("elsewhere", "In other sources", elsewhere),
                    ("history", "The source and its history", source), ("check", "For those who check", check))


def _to_words(said: ResolvedStatement, url: str | None) -> Link | None:
    """The address of the source at the first words that it marks as speech, else at the first words."""
    first = next((part for part in said.parts if part.speech != "indirect"), said.parts[0] if said.parts else None)
    href = at_words(url, first.exact) if first else None
    return Link("Read the words at the source", href, host(url)) if href else None


def _translations(said: ResolvedStatement) -> tuple[OwnTranslation, ...]:
    return tuple(OwnTranslation(own.language, language_name(own.language), direction(own.language), own.words, own.by) for own in said.translations)


def _is_interrupted(lines: tuple[Line, ...]) -> bool:
    return any([piece.kind in ("gap", "pause") for line in lines if len(line.pieces) > 1 for piece in line.pieces])


def _description(dossier: Dossier, said: ResolvedStatement) -> str:
    if said.erased:
        return "This statement was erased; its page says why."
    source = dossier.sources[said.source]
    if said.withdrawn:
        return "This statement was withdrawn; its page says why."
    return f"What {said.speaker_name} said {within(said.said)}, {_KNOWN[said.rung]}; checked word for word against {source.record.title}."


_KNOWN = {"on-record": "on the record", "official": "in an official text", "reported": "as reported", "ascribed": "as another speaker tells it",
          "anonymous": "without a name", "unverified": "unverified"}


def checked(said: ResolvedStatement, parts: tuple[Part, ...], source: str, language: str) -> tuple[Checked, ...]:
    """The parts with their places. Reported words are not printed here."""
    found = []
    for number, part in enumerate(parts):
        is_speech = part.speech in WHOLE or part.speech == "partial"
        quoted = Quoted(part.exact, said.id, number, source, language, direction(language)) if is_speech else None
        found.append(Checked(number + 1, SPEECH.get(part.speech) if part.speech else None, part.start, part.end, part.byte_start, part.byte_end,
                             part.differences, quoted))
    return tuple(found)


def history(dossier: Dossier, id: str) -> tuple[Step, ...]:
    """The way of the text, from the first original that is known to the copy archived here. Made once for all its statements."""
    return dossier.remembered(("history", id), partial(_history, dossier, id))


def _history(dossier: Dossier, id: str) -> tuple[Step, ...]:
    """Cycles end at the first repeat."""
    steps: list[Step] = []
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current in dossier.sources and current not in seen:
        seen.add(current)
        source = dossier.sources[current]
        record = source.record
        copied = source.original is not None
        notes = tuple((ALTERATIONS[change.kind], ours(dossier, change.note)) for change in source.alterations)
        steps.append(Step("Republished by" if copied else "Published by", record.title, f"sources/{current}/",
                          named(dossier, "organisations", record.publisher) if record.publisher else None, when(source.published),
                          safe(record.url), notes))
        if source.original is not None and source.original.source is None:
            steps.append(_unarchived(dossier, source.original, when(source.original_published) if source.original_published else None))
        current = source.original.source if source.original else None
    return tuple(reversed(steps))


def _unarchived(dossier: Dossier, original: Original, published: When | None) -> Step:
    return Step("First published by", original.title, None, named(dossier, "organisations", original.publisher) if original.publisher else None,
                published, safe(original.url))


def _setting(said: ResolvedStatement) -> tuple[tuple[str, str], ...]:
    told = (("Where", said.venue or ""), ("To", ", ".join(said.audience)), ("How it was said", MEDIA.get(said.medium or "", "")))
    return tuple((label, value) for label, value in told if value)


def _inner(dossier: Dossier, said: ResolvedStatement) -> tuple[str, ...]:
    return tuple(one for one in dossier.sources[said.source].statements if dossier.statements[one].within == said.id)


def _relations(dossier: Dossier, said: ResolvedStatement, inner_ids: tuple[str, ...]) -> tuple[tuple[str, tuple[Name, ...]], ...]:
    replies = links_to(dossier, dossier.replies.get(said.id, ()))
    if not (said.within or said.continues or said.replies_to or said.endorses or replies or inner_ids):
        return ()
    one_each = (("Told by", said.within), ("Goes on from", said.continues), ("In answer to", said.replies_to), ("Agrees with", said.endorses))
    found = [(label, links_to(dossier, (id,))) for label, id in one_each if id and id in dossier.statements]
    inner = links_to(dossier, inner_ids)
    return tuple((label, names) for label, names in (*found, ("Answered by", replies), ("Tells the words of", inner)) if names)


def _elsewhere(dossier: Dossier, said: ResolvedStatement) -> tuple[Wording, ...]:
    return tuple(
        Wording(named(dossier, "sources", other.source), quotation.lines_of(dossier, said, other.parts, other.source, None),
                checked(said, other.parts, other.source, dossier.sources[other.source].record.language))
        for other in said.also_in)


def _accusation(dossier: Dossier, said: ResolvedStatement) -> Accusation | None:
    made = said.allegation
    if made is None:
        return None
    reply = saying(dossier, made.reply) if made.reply in dossier.statements and made.reply else None
    return Accusation(actor(dossier, made.against), ours(dossier, made.of), reply, ours(dossier, made.no_reply))


def _json_ld(dossier: Dossier, said: ResolvedStatement) -> dict[str, Any] | None:
    """schema.org Quotation; its text only where whole sentences of the speaker make up the statement."""
    if not is_listed(said):
        return None
    kind = _SCHEMA_KINDS.get(said.speaker_kind)
    found: dict[str, Any] = {"@context": "https://schema.org", "@type": "Quotation"}
    if said.parts and all(part.speech in WHOLE for part in said.parts) and len(said.parts) == 1:
        found["text"] = said.parts[0].exact
    if kind and _is_named(dossier, said):
        found["creator"] = {"@type": kind, "name": said.speaker_name}
    machine = when(said.said).machine
    if machine:
        found["dateCreated"] = machine
    source = dossier.sources[said.source].record
    cited: dict[str, Any] = {"@type": "CreativeWork", "name": source.title, "inLanguage": source.language}
    if safe(source.url):
        cited["url"] = source.url
    found["isBasedOn"] = cited
    return found


_SCHEMA_KINDS = {"people": "Person", "organisations": "Organization", "countries": "Country"}


def _is_named(dossier: Dossier, said: ResolvedStatement) -> bool:
    """True where the speaker is more than a description of somebody unnamed."""
    return said.speaker_kind != "people" or dossier.people[said.speaker].identified_by != "description"
