"""What a dossier is about and who speaks in it: questions, countries, organisations, people, events."""

# Without `from __future__ import annotations`: the types of the fields are read as values, and as texts they would be evaluated in each run.

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from .record import Field, Record
from .values import (
    ActorId, AtLeast, AuthorityId, Between, CountryId, Date, Id, Language, Link, Name, OrganisationId, Prose, QuestionId, ReadBy, SourceId, WholeNumber,
    Words, YesNo, as_tuple,
)


class Licence(Record):
    """Under what terms the data of this dossier may be used."""

    name: Name = Field(description="Name of the licence.", examples=["CC BY 4.0"])
    url: Link | None = Field(None, description="Where the licence can be read.")


class DossierRecord(Record):
    """`data/dossier.yml`: what the dossier is about."""

    title: Name = Field(description="Title of the site.", examples=["Security guarantees for Ukraine"])
    subject: Prose = Field(description="What is at issue, in one or two plain sentences.")
    languages: Annotated[tuple[Language, ...], ReadBy(as_tuple)] = Field(
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
    stances: Annotated[tuple[Stance, ...], AtLeast(2)] = Field(description="The stances.")


class Passage(Record):
    """Archived words that show where something comes from: proven like a quote, printed only as `rights` allow."""

    source: SourceId = Field(description="The source that the words stand in.")
    text: Words = Field(description="The exact words.")
    prefix: Words | None = Field(None, description="Words directly before, where the same words stand twice.")
    suffix: Words | None = Field(None, description="Words directly after, where the same words stand twice.")
    occurrence: Annotated[WholeNumber, Between(1)] | None = Field(None, description="Which one, counted from 1, where the same words stand several times.")


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

    @classmethod
    def fault(cls, given: Mapping[str, Any]) -> str:
        if given.get("represents") and not given.keys() & {"country", "organisation"}:
            return "an office that `represents` needs the `country` or `organisation` that it speaks for"
        return ""


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

    @classmethod
    def fault(cls, given: Mapping[str, Any]) -> str:
        if given.get("identified_by") == "description" and "source" not in given:
            return "a person identified by description needs the one `source` that describes them"
        return ""


class Event(Record):
    """`data/events/<id>.yml`: something that happened, for the timeline."""

    name: Name = Field(description="A short name.")
    date: Date = Field(description="When it happened, in EDTF.", examples=["2025-08-18"])
    basis: Prose | None = Field(None, description="How the date is known.")
    place: Name | None = Field(None, description="Where.")
    participants: tuple[ActorId, ...] = Field((), description="Who took part, as far as the sources say.")
    summary: Prose | None = Field(None, description="What happened, in our own words.")
    evidence: tuple[Passage, ...] = Field((), description="Where a source tells of it.")
