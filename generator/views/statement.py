"""A statement's own page: the words, who, when and how that is known, our reading, the source and its history, the proof."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ..frozen import dataclass
from ..resolved import Dossier, Part, ResolvedStatement
from . import quotation
from .cards import Card, Reading, card, is_original_missing, links_to
from .cite import Reference, reference
from .head import Head, TocEntry, contents
from .links import at_words, host, record_path, statement_path
from .names import Name, actors, named
from .notices import is_listed
from .ours import Runs, ours
from .phrases import SPEECH, Term
from .provenance import Stop, source_in_json_ld, way, way_of_source
from .quotation import WHOLE, Line, Quoted
from .scripts import direction, language_name
from .titles import titles
from .when import when, within

_DATE = re.compile(r"(?<=\d) (?=[A-Z])|(?<=[a-z]) (?=\d{4}\b)")  # between a day, its month and its year no line of a heading breaks


@dataclass(frozen=True, slots=True)
class Checked:
    """One part for those who check: where it stands, what was accepted; `quoted` where it is marked as speech."""

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
class StatementView:
    """Everything that is known of a statement."""

    head: Head
    heading: str
    timeline: str  # path of its place on the timeline
    card: Card
    readings: tuple[Reading, ...]
    rung_reason: str
    signs: tuple[bool, bool, bool]  # True where the words have the dot for the reporter's words between, the sign for words left out, brackets of the source
    date_phrase: str | None  # archived words of the source, printed without marks
    date_basis: Runs
    date_is_bound: bool
    about: tuple[Name, ...]
    speaks_for_reason: Runs
    translations: tuple[OwnTranslation, ...]
    tells: tuple[Name, ...]  # statements of others whose words it tells
    elsewhere: tuple[Wording, ...]
    to_words: Link | None
    way: tuple[Stop, ...]  # of the words, up to who reported them
    way_of_source: tuple[Stop, ...]  # from there on: the same for all statements of the source
    reference: Reference | None
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
    tells = () if hidden else links_to(dossier, _inner(dossier, said) if inner is None else inner)
    elsewhere = () if hidden else _elsewhere(dossier, said)
    toc = _contents(not hidden, bool(one.readings), bool(tells), bool(elsewhere), bool(parts))
    title = title or titles(dossier, [dossier.summaries[one] for one in dossier.statements])[id]
    head = Head(title, _description(dossier, said, title), statement_path(id), toc, dossier.files.get(f"statements/{id}"),
                _json_ld(dossier, said, base))
    return StatementView(
        head=head, heading=_DATE.sub("\u00a0", title), timeline="timeline/" if hidden else f"{place}#statement-{id}", card=one, readings=one.readings,
        rung_reason=said.rung_reason, signs=_signs(one.lines),
        date_phrase=None if hidden else said.said_phrase,
        date_basis=ours(dossier, said.said_basis), date_is_bound=said.said_is_bound,
        about=() if hidden else actors(dossier, said.about), speaks_for_reason=ours(dossier, said.speaks_for_reason),
        translations=() if hidden else _translations(said), tells=tells, elsewhere=elsewhere,
        to_words=None if hidden else _to_words(said, record.url), way=() if hidden else way(dossier, said, one),
        way_of_source=way_of_source(dossier, said.source), reference=None if hidden else reference(dossier, said, one, title, base),
        parts=parts, sha256=record.archive.sha256,
        reviewed=(said.reviewed_by, said.reviewed_why or "") if said.reviewed_by else None)


@lru_cache(maxsize=1 << 7)
def _contents(known: bool, reading: bool, tells: bool, elsewhere: bool, check: bool) -> tuple[TocEntry, ...]:
    """The headings of a page with these parts: nearly all statements have the same."""
    return contents(("way", "How the words came here", known), ("known", "How this is known", known), ("reading", "Our reading", reading),
                    ("tells", "Whose words it tells", tells), ("elsewhere", "In other sources", elsewhere),
                    ("check", "For those who check", check), ("reference", "Cite and share", known))


def _to_words(said: ResolvedStatement, url: str | None) -> Link | None:
    """The address of the source at the first words that it marks as speech, else at the first words."""
    first = next((part for part in said.parts if part.speech != "indirect"), said.parts[0] if said.parts else None)
    href = at_words(url, first.exact, first.lead, first.trail) if first else None
    return Link("Read the words at the source", href, host(url)) if href else None


def _translations(said: ResolvedStatement) -> tuple[OwnTranslation, ...]:
    return tuple(OwnTranslation(own.language, language_name(own.language), direction(own.language), own.words, own.by) for own in said.translations)


def _signs(lines: tuple[Line, ...]) -> tuple[bool, bool, bool]:
    kinds = [piece.kind for line in lines if len(line.pieces) > 1 for piece in line.pieces]
    return "pause" in kinds, "gap" in kinds, any("[" in piece.quoted.text for line in lines for piece in line.pieces if piece.quoted)


def _description(dossier: Dossier, said: ResolvedStatement, title: str) -> str:
    """In our own words, and no other page has it: with what tells the title apart from those of the same speaker and day."""
    if said.erased:
        return "This statement was erased; its page says why."
    source = dossier.sources[said.source]
    if said.withdrawn:
        return "This statement was withdrawn; its page says why."
    proven = "told in our words, checked against" if said.is_told_in_our_words else "checked word for word against"
    copy = "a republished copy of " if is_original_missing(source) else ""
    apart = title.removeprefix(f"{said.speaker_name}, {when(said.said).words}")
    more = "" if apart == title else apart
    return f"What {said.speaker_name} said {within(said.said)}, {_KNOWN[said.rung]}{more}; {proven} {copy}{source.record.title}."


_KNOWN = {"on-record": "on the record", "official": "in an official text", "reported": "as reported", "ascribed": "as another speaker tells it",
          "anonymous": "without a name", "unverified": "unverified"}


def checked(said: ResolvedStatement, parts: tuple[Part, ...], source: str, language: str) -> tuple[Checked, ...]:
    """The parts with their places. Reported words are not printed here."""
    found = []
    for number, part in enumerate(parts):
        is_speech = part.speech in WHOLE or part.speech == "partial"
        quoted = Quoted(part.exact, said.id, number, source, language, direction(language)) if is_speech else None
        found.append(Checked(SPEECH.get(part.speech) if part.speech else None, part.start, part.end, part.byte_start, part.byte_end,
                             part.differences, quoted))
    return tuple(found)


def _inner(dossier: Dossier, said: ResolvedStatement) -> tuple[str, ...]:
    return tuple(one for one in dossier.sources[said.source].statements if dossier.statements[one].within == said.id)


def _elsewhere(dossier: Dossier, said: ResolvedStatement) -> tuple[Wording, ...]:
    return tuple(
        Wording(named(dossier, "sources", other.source), quotation.lines_of(dossier, said, other.parts, other.source, None),
                checked(said, other.parts, other.source, dossier.sources[other.source].record.language))
        for other in said.also_in)


def _json_ld(dossier: Dossier, said: ResolvedStatement, base: str) -> dict[str, Any] | None:
    """schema.org Quotation; its text only where whole sentences of the speaker make up the statement."""
    if not is_listed(said):
        return None
    kind = _SCHEMA_KINDS.get(said.speaker_kind)
    found: dict[str, Any] = {"@type": "Quotation"}
    language = dossier.sources[said.source].record.language
    if len(said.parts) == 1 and said.parts[0].speech in WHOLE:
        found |= {"text": said.parts[0].exact, "inLanguage": language}
    if kind and said.rung in _VOUCHED and _is_named(dossier, said):
        found["creator"] = {"@type": kind, "name": said.speaker_name, "url": f"{base}{record_path(said.speaker_kind, said.speaker)}"}
    machine = when(said.said).machine
    if machine:
        found["dateCreated"] = machine
    found["isBasedOn"] = source_in_json_ld(dossier, said.source)
    return found


_VOUCHED = ("on-record", "official")  # who said it is certain only where somebody named vouches for words of the speaker's own
_SCHEMA_KINDS = {"people": "Person", "organisations": "Organization", "countries": "Country"}


def _is_named(dossier: Dossier, said: ResolvedStatement) -> bool:
    """True where the speaker is more than a description of somebody unnamed."""
    return said.speaker_kind != "people" or dossier.people[said.speaker].identified_by != "description"
