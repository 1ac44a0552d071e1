"""The records of a dossier, frozen: the only declaration of the fields.

The reader turns YAML into these records, the JSON Schema and the contributors'
reference are made from them. Names follow Popolo (person, membership), W3C Web
Annotation (exact, prefix, suffix), EDTF, ISO 3166-1, BCP 47 and PROV-O.

Every scalar of YAML arrives here as text and is typed by its field alone, so that
`NO` is Norway and `010` is not 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a text as the id of a record of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """Marks what a text is: `edtf` a date, `prose` our own words with `[@id]`, `words` archived words,
    `name` a name or label of ours, `link` an https address, `language` a BCP 47 tag, `stance` a stance."""

    what: Literal["edtf", "prose", "words", "name", "link", "language", "stance"]


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
        return float(value)
    return value


def _yes_or_no(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[Text, Holds("name")]
Prose = Annotated[Text, Holds("prose")]
Words = Annotated[Text, Holds("words")]
WordsInParts = Annotated[tuple[Words, ...], BeforeValidator(_as_tuple, json_schema_input_type=str | list[str]), Field(min_length=1)]
Date = Annotated[Text, Holds("edtf")]
Link = Annotated[Text, Holds("link")]
Language = Annotated[Text, Holds("language")]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Share = Annotated[float, BeforeValidator(_number), Field(ge=0, le=1)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]

CountryId = Annotated[Id, Refers(("countries",))]
OrganisationId = Annotated[Id, Refers(("organisations",))]
PersonId = Annotated[Id, Refers(("people",))]
QuestionId = Annotated[Id, Refers(("questions",))]
SourceId = Annotated[Id, Refers(("sources",))]
StatementId = Annotated[Id, Refers(("statements",))]
ActorId = Annotated[Id, Refers(("people", "organisations", "countries"))]
AuthorityId = Annotated[Id, Refers(("countries", "organisations"))]
SpeakerId = Annotated[Id, Refers(("people", "organisations", "countries", "sources"))]

SpeechKind = Literal["direct", "partial", "indirect", "transcript", "document"]
Rung = Literal["on-record", "official", "reported", "ascribed", "anonymous", "unverified"]
RUNGS: tuple[Rung, ...] = ("on-record", "official", "reported", "ascribed", "anonymous", "unverified")
CARRYING_RUNGS = frozenset(RUNGS[:3])  # only these carry a position


class Record(BaseModel):
    """Base of all records: frozen, strict, no unknown keys."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", strict=True)


class ShortRecord(Record):
    """A record that a bare text may stand for, as the value of its first field."""

    short_for: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {cls.short_for: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core_schema))
        field = schema.get("properties", {}).get(cls.short_for, {})
        return {"anyOf": [{"type": "string", "description": field.get("description", "")}, schema]}


# --- the dossier and its questions -------------------------------------------------------------------------------


class Licence(Record):
    """Under what terms the data of this dossier may be used."""

    name: Name = Field(description="Name of the licence.", examples=["CC BY 4.0"])
    url: Link | None = Field(None, description="Where the licence can be read.")


class DossierRecord(Record):
    """`data/dossier.yml`: what the dossier is about."""

    title: Name = Field(description="Title of the site.", examples=["Security guarantees for Ukraine"])
    subject: Prose = Field(description="What is at issue, in one or two plain sentences.")
    languages: Annotated[tuple[Language, ...], BeforeValidator(_as_tuple)] = Field(
        ("en",), description="Languages of the site's own words, BCP 47; the first is used.")
    licence: Licence = Field(description="Licence of the data; the archived texts stay their publishers'.")
    positions_of: Literal["countries", "organisations", "people"] = Field(
        "countries", description="Whose positions the dossier compares.")
    questions: tuple[QuestionId, ...] = Field(
        (), description="The questions in the order in which they are shown; the first leads. Others follow by id.")


class Stance(Record):
    """One stance on the scale of a question."""

    id: Id = Field(description="Id of the stance, unique in its question.")
    label: Name = Field(description="A plain label, a few words.", examples=["Rules out its own troops"])
    note: Prose | None = Field(None, description="What falls under this stance and what does not.")


class Scale(Record):
    """The stances that a question can be answered with."""

    kind: Literal["ordered", "nominal"] = Field("ordered", description="`ordered`: the stances lie on a line, in the order given.")
    order: Prose | None = Field(None, description="What the order means, from the first stance to the last.")
    stances: tuple[Stance, ...] = Field(min_length=2, description="The stances.")


class Passage(Record):
    """Archived words that show where something comes from: proven like a quote, printed only as `rights` allow."""

    source: SourceId = Field(description="The source that the words stand in.")
    text: Words = Field(description="The exact words.")
    prefix: Words | None = Field(None, description="Words directly before, where the same words stand twice.")
    suffix: Words | None = Field(None, description="Words directly after, where the same words stand twice.")
    occurrence: WholeNumber | None = Field(None, ge=1, description="Which one, counted from 1, where the same words stand several times.")


class Question(Record):
    """`data/questions/<id>.yml`: a contested question and its scale of stances."""

    title: Name = Field(description="The question, as a question.")
    short: Name = Field(description="One or two words for tables.", examples=["Troops"])
    text: Prose | None = Field(None, description="What the question means.")
    asked: tuple[Passage, ...] = Field((), description="Where a source asks it.")
    scale: Scale = Field(description="The stances.")


# --- who ---------------------------------------------------------------------------------------------------------


class Country(Record):
    """`data/countries/<iso2>.yml`: a country; the file name is its ISO 3166-1 code, lower case."""

    name: Name | None = Field(None, description="Only where the name in CLDR does not serve.")
    aliases: tuple[Name, ...] = Field((), description="Other names that a text uses for it, its capital and adjectives included.",
                                      examples=[["Ankara", "Turkish"]])
    summary: Prose | None = Field(None, description="Our own plain sentences; each cites with `[@id]`.")


class Organisation(Record):
    """`data/organisations/<id>.yml`: an organisation, or a group that speaks as one."""

    name: Name = Field(description="Full name.")
    aliases: tuple[Name, ...] = Field((), description="Other names, short forms included.")
    classification: Name | None = Field(None, description="What it is, in plain words (Popolo).", examples=["military alliance"])
    country: CountryId | None = Field(None, description="The country that it belongs to.")
    represents: YesNo = Field(False, description="`true` for a body that speaks for its country, such as a foreign ministry.")
    members: tuple[AuthorityId, ...] = Field((), description="Countries and organisations that are its members.")
    url: Link | None = Field(None, description="Its own site.")
    interest: Prose | None = Field(None, description="For a publisher: who stands behind it, and why that matters.")
    summary: Prose | None = Field(None, description="Our own plain sentences; each cites with `[@id]`.")


class Membership(Record):
    """An office or membership of a person (Popolo membership)."""

    role: Name = Field(description="The office, as a text names it.", examples=["President"])
    organisation: OrganisationId | None = Field(None, description="Where the office is held.")
    country: CountryId | None = Field(None, description="The country that the office belongs to.")
    dates: Date | None = Field(None, description="EDTF interval; an empty end is unknown, `..` is open.",
                               examples=["2017-05-14/..", "2024-07-05/"])
    represents: YesNo = Field(False, description="`true` for an office that speaks for its country or organisation.")

    @model_validator(mode="after")
    def _somewhere(self) -> Membership:
        if self.represents and not (self.country or self.organisation):
            raise ValueError("an office that `represents` needs the `country` or `organisation` that it speaks for")
        return self


class Person(Record):
    """`data/people/<id>.yml`: a person; one who is not named too (Popolo person)."""

    name: Name = Field(description="Name as the site shows it; for an unnamed person the description that the source gives.")
    sort_name: Name | None = Field(None, description="Name for sorting, family name first.")
    aliases: tuple[Name, ...] = Field((), description="Other names and spellings, the family name alone included.")
    identified_by: Literal["name", "office", "description"] = Field(
        "name", description="How the source identifies the person; `description` is an unnamed speaker.")
    plural: YesNo = Field(False, description="`true` where several unnamed people are quoted as one, as in French officials.")
    source: SourceId | None = Field(None, description="For an unnamed person: the one source that describes them.")
    anonymity: Prose | None = Field(None, description="For an unnamed person: what the source says of why they are not named.")
    memberships: tuple[Membership, ...] = Field((), description="Offices held.")
    summary: Prose | None = Field(None, description="Our own plain sentences; each cites with `[@id]`.")

    @model_validator(mode="after")
    def _one_source(self) -> Person:
        if self.identified_by == "description" and self.source is None:
            raise ValueError("a person identified by description needs the one `source` that describes them")
        return self


class Event(Record):
    """`data/events/<id>.yml`: something that happened, for the timeline."""

    name: Name = Field(description="A short name.")
    date: Date = Field(description="When it happened, in EDTF.", examples=["2025-08-18"])
    basis: Prose | None = Field(None, description="How the date is known.")
    place: Name | None = Field(None, description="Where.")
    participants: tuple[ActorId, ...] = Field((), description="Who took part, as far as the sources say.")
    summary: Prose | None = Field(None, description="What happened, in our own words.")
    evidence: tuple[Passage, ...] = Field((), description="Where a source tells of it.")


# --- sources and what was found in them ----------------------------------------------------------------------------


class Archive(Record):
    """The archived bytes in `seeds/<id>.txt`."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(description="SHA-256 of the file, hexadecimal.")
    retrieved: Date = Field(description="When the text was retrieved.", examples=["2026-11-22"])


class Rights(Record):
    """Whose the archived text is and how much of its own words may be shown."""

    holder: Name | None = Field(None, description="Who holds the rights.")
    notice: Name | None = Field(None, description="The notice, in a few words.")
    own_words: Share = Field(0.15, description="Largest share of the publisher's own words that the site may publish.")
    whole_text: YesNo = Field(False, description="`true` where the whole text may be published.")


class Original(Record):
    """What a republished copy was derived from (PROV-O wasDerivedFrom)."""

    title: Name = Field(description="Its title.")
    publisher: OrganisationId | None = Field(None, description="Its publisher.")
    published: Date | None = Field(None, description="When it was published, in EDTF.")
    url: Link | None = Field(None, description="Its address.")
    source: SourceId | None = Field(None, description="Its own record, where the original is archived here too.")


class Alteration(Record):
    """How a copy differs from its original, in our own words."""

    kind: Literal["omission", "addition", "change"] = Field(description="What was done.")
    note: Prose = Field(description="What differs.")


class Selector(Record):
    """What tells apart the same words standing in several places (W3C TextQuoteSelector)."""

    prefix: Words | None = Field(None, description="Words directly before the first part.")
    suffix: Words | None = Field(None, description="Words directly after the last part.")
    occurrence: WholeNumber | None = Field(None, ge=1, description="Which occurrence of the first part, counted from 1.")


class NotSpeech(Selector):
    """Archived words, or words in quotation marks, that are nobody's reported speech."""

    kind: Literal["caption", "credit", "heading", "boilerplate", "scare-quote"] = Field(description="What they are.")
    text: Words = Field(description="The exact words.")
    note: Prose | None = Field(None, description="What a reader should know about them; told on the source's page.")


class Said(ShortRecord):
    """When the words were said, and how we know."""

    short_for: ClassVar[str] = "date"
    date: Date = Field(description="When, in EDTF; `../` is on or before.", examples=["2025-08-19", "../2025-08-19"])
    phrase: Words | None = Field(None, description="The words of the source that tell the time.", examples=["On Tuesday"])
    basis: Prose | None = Field(None, description="How the date follows.")


class Answer(ShortRecord):
    """Our reading of a statement or fact as an answer to a question."""

    short_for: ClassVar[str] = "stance"
    stance: Annotated[Id, Holds("stance")] = Field(description="A stance of the question's scale.")
    strength: Literal["states", "implies"] = Field("states", description="`implies` carries no position.")
    condition: Words | None = Field(None, description="The condition in exact words of the span.")
    because: Words | None = Field(None, description="The exact words of the span that the reading rests on.")


Answers = dict[QuestionId, Answer]


class SpeaksFor(Record):
    """For whom the speaker speaks here, where memberships do not tell."""

    countries: tuple[AuthorityId, ...] = Field(description="Empty where the speaker speaks for nobody.")
    reason: Prose = Field(description="Why.")


class Elsewhere(Selector):
    """The same utterance in another source; its wording is proven there."""

    source: SourceId = Field(description="The other source.")
    quote: WordsInParts = Field(description="The exact words there.")
    attribution: WordsInParts | None = Field(None, description="Exact words there that name the speaker.")


class Prompt(ShortRecord):
    """The question or remark that is answered."""

    short_for: ClassVar[str] = "quote"
    quote: Words = Field(description="The exact words.")
    speaker: ActorId | None = Field(None, description="Who asked, where known.")


class Translation(Record):
    """A translation of our own; the archived words are what is proven."""

    language: Language = Field(description="BCP 47.")
    words: Prose = Field(description="The translation.")
    by: Name = Field(description="Who translated.")


class Allegation(Record):
    """An accusation against somebody, and the reply on record."""

    against: ActorId = Field(description="Against whom.")
    of: Prose = Field(description="Of what.")
    reply: StatementId | None = Field(None, description="The statement that replies.")
    no_reply: Prose | None = Field(None, description="Where no reply is on record: what was looked for.")


class Notice(Record):
    """A dated notice with its reason: a correction, dispute, retraction, withdrawal or erasure."""

    date: Date = Field(description="When.")
    reason: Prose = Field(description="Why, and what changed.")
    by: Name | None = Field(None, description="Who asked for it or made it.")


class Review(Record):
    """Somebody other than the author read the words in their place and stands for the cut."""

    by: Name = Field(description="Who reviewed.")
    why: Prose = Field(description="Why the cut is fair.")


class Changes(Record):
    """What happened to a record after it was published."""

    corrections: tuple[Notice, ...] = Field((), description="Corrections made.")
    disputed: tuple[Notice, ...] = Field((), description="Who disputes it, and why.")
    retracted: Notice | None = Field(None, description="The speaker or the source took it back.")
    withdrawn: Notice | None = Field(None, description="We took the record back; its page stays and says why.")
    erased: Notice | None = Field(None, description="Erased for law or privacy; the id stays without its words.")

    @property
    def is_live(self) -> bool:
        """Not retracted, withdrawn or erased."""
        return not (self.retracted or self.withdrawn or self.erased)


class Statement(Selector, Changes):
    """What somebody said, wrote or is reported to have said."""

    id: Id = Field(description="Id; it never changes once published.")
    speaker: SpeakerId | None = Field(None, description="Who says it: a person, organisation, country or document.")
    quote: WordsInParts | None = Field(
        None, description="The exact words; a list where they stand in parts. The site shows the archived words, never these.")
    paraphrase: Prose | None = Field(
        None, description="Our own sentence that says what was said, for reported or partly quoted words; "
        "words in quotation marks in it must be words of the quote.")
    answers: Answers = Field(default_factory=dict, description="Question id to stance, or to stance with strength, condition, because.")
    said: Said | None = Field(None, description="When; where left out: not after the source's original was published.")
    attribution: WordsInParts | None = Field(
        None, description="Exact words that name the speaker; a list where a pronoun needs the words that it stands for.")
    venue: Name | None = Field(None, description="Where it was said.")
    medium: Literal["speech", "interview", "press-conference", "briefing", "broadcast", "statement", "post", "letter", "document",
                    "conversation"] | None = Field(None, description="How it was said; `statement` is one issued in writing.")
    audience: Annotated[tuple[Name, ...], BeforeValidator(_as_tuple, json_schema_input_type=str | list[str])] = Field(
        (), description="To whom: names of ours, or ids of people, organisations and countries.")
    about: tuple[ActorId, ...] = Field((), description="Whom it is about.")
    speaks_for: SpeaksFor | None = Field(None, description="Overrides what memberships tell.")
    on_behalf_of: ActorId | None = Field(None, description="For a spokesperson: for whom.")
    via: SpeakerId | None = Field(None, description="Who read the words aloud or passed them on.")
    within: StatementId | None = Field(None, description="The statement in which another speaker tells these words.")
    continues: StatementId | None = Field(None, description="The statement of the same speaker that this goes on from.")
    prompt: Prompt | None = Field(None, description="The question or remark that is answered.")
    replies_to: StatementId | None = Field(None, description="The statement that this answers.")
    endorses: StatementId | None = Field(None, description="The statement that this agrees with.")
    also_in: tuple[Elsewhere, ...] = Field((), description="Other sources that carry the utterance.")
    spoken_in: Language | None = Field(None, description="The language spoken, where the publisher translated.")
    translations: tuple[Translation, ...] = Field((), description="Translations of our own.")
    speech: SpeechKind | None = Field(None, description="Only where the derived one errs.")
    rung: Rung | None = Field(None, description="Only where the derived one errs; never better than derived without review.")
    allegation: Allegation | None = Field(None, description="Where it accuses somebody.")
    recorded_by: Name | None = Field(None, description="Who keyed it.")
    reviewed: Review | None = Field(None, description="Who, other than the author, stands for a cut that a rule questions.")

    @model_validator(mode="after")
    def _words(self) -> Statement:
        if self.erased is None and (self.quote is None or self.speaker is None):
            raise ValueError("a statement needs a `speaker` and a `quote`")
        return self


class Fact(Selector, Changes):
    """What a source says in its own voice: our claim is shown, its words only prove it."""

    id: Id = Field(description="Id; it never changes once published.")
    about: tuple[ActorId, ...] = Field(description="Whom it is about.", min_length=1)
    claim: Prose | None = Field(None, description="The claim in our own plain words.")
    evidence: WordsInParts | None = Field(None, description="The exact words that prove it; they are not printed.")
    answers: Answers = Field(default_factory=dict, description="Question id to stance.")
    date: Date | None = Field(None, description="EDTF; where left out: when the source's original was published.")
    recorded_by: Name | None = Field(None, description="Who keyed it.")
    reviewed: Review | None = Field(None, description="Who, other than the author, stands for it.")

    @model_validator(mode="after")
    def _words(self) -> Fact:
        if self.erased is None and (self.claim is None or self.evidence is None):
            raise ValueError("a fact needs a `claim` and its `evidence`")
        return self


class Turn(Record):
    """A turn of a transcript whose label lacks or errs."""

    starts: Words = Field(description="The first words of the turn, exact.")
    speaker: ActorId = Field(description="Who speaks.")


class Source(Record):
    """`data/sources/<id>.yml`: one source, and what was found in it. Its text is `seeds/<id>.txt`."""

    title: Name = Field(description="Title, as the site shows it.")
    kind: Literal["article", "transcript", "document", "post", "broadcast"] = Field("article", description="What it is.")
    publisher: OrganisationId | None = Field(None, description="Who published the archived copy.")
    author: Name | None = Field(None, description="Who wrote it.")
    issuer: ActorId | None = Field(None, description="For a document or post: in whose name it was issued.")
    url: Link | None = Field(None, description="Where it was published.")
    language: Language = Field("en", description="BCP 47.")
    published: Date = Field(description="When it was published, in EDTF; `/..` behind a day is from that day on.", examples=["2025-08-19", "2025-08-19/.."])
    archive: Archive = Field(description="The archived bytes.")
    rights: Rights = Field(default_factory=Rights, description="Whose the text is.")
    derived_from: Original | None = Field(None, description="The original, where this is a republished copy.")
    alterations: tuple[Alteration, ...] = Field((), description="How the copy differs from the original.")
    supersedes: SourceId | None = Field(None, description="The earlier version that this replaces.")
    corrections: tuple[Notice, ...] = Field((), description="Corrections that the publisher made.")
    retracted: Notice | None = Field(None, description="The publisher took it back.")
    labels: dict[str, ActorId] = Field(default_factory=dict, description="For a transcript: label to speaker.")
    turns: tuple[Turn, ...] = Field((), description="For a transcript: turns whose label lacks or errs.")
    recorded_by: Name | None = Field(None, description="Who keyed this file.")
    note: Prose | None = Field(None, description="What a reader should know of this source.")
    not_speech: tuple[NotSpeech, ...] = Field((), description="Words that are nobody's reported speech.")
    statements: tuple[Statement, ...] = Field((), description="What was said.")
    facts: tuple[Fact, ...] = Field((), description="What the source says in its own voice.")


KINDS: dict[str, type[Record]] = {
    "dossier": DossierRecord,
    "questions": Question,
    "countries": Country,
    "organisations": Organisation,
    "people": Person,
    "events": Event,
    "sources": Source,
}


Mark = Refers | Holds
_QUESTION = Refers(("questions",))


def marked(record: Record) -> list[tuple[tuple[str | int, ...], Mark, str]]:
    """Every marked text of a record, depth first in the order of the fields: its path, its mark, its value.

    Values that were not given are left out.
    """
    found: list[tuple[tuple[str | int, ...], Mark, str]] = []
    _gather(record, (), found)
    return found


def _gather(record: Record, path: tuple[str | int, ...], found: list[tuple[tuple[str | int, ...], Mark, str]]) -> None:
    given, values = record.model_fields_set, record.__dict__
    for name, marks in _plan(type(record)):
        if name in given:
            _gather_value(values[name], (*path, name), marks, found)


def _gather_value(value: Any, path: tuple[str | int, ...], marks: tuple[Mark, ...], found: list[tuple[tuple[str | int, ...], Mark, str]]) -> None:
    if isinstance(value, str):
        found.extend((path, mark, value) for mark in marks)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _gather_value(item, (*path, number), marks, found)
    elif isinstance(value, Record):
        _gather(value, path, found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if path[-1] == "answers":
                found.append(((*path, key), _QUESTION, key))
            _gather_value(item, (*path, key), marks, found)


@cache
def _plan(owner: type[Record]) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    """The fields of a record that are marked or hold records, and their marks."""
    plan = ((name, tuple(_marks_in((field.annotation, *field.metadata))), field) for name, field in owner.model_fields.items())
    return tuple((name, marks) for name, marks, field in plan if marks or _holds_records(field.annotation))


def _holds_records(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(_holds_records(part) for part in getattr(annotation, "__args__", ()) or ())


def _marks_in(parts: Any) -> Iterator[Mark]:
    for part in parts:
        if isinstance(part, Refers | Holds):
            yield part
        elif isinstance(part, type) and issubclass(part, Record):
            continue
        else:
            yield from _marks_in(getattr(part, "__metadata__", ()))
            yield from _marks_in(a for a in (getattr(part, "__args__", ()) or ()) if a is not Id)
