"""Sources, and what was found in them: statements, facts, words that are nobody's speech."""

# Without `from __future__ import annotations`: the types of the fields are read as values, and as texts they would be evaluated in each run.

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from .record import Field, Record, ShortRecord
from .values import (
    ActorId, AtLeast, AuthorityId, Between, Date, Holds, Id, Language, Link, Name, OrganisationId, Pattern, Prose, QuestionId, ReadBy, Rung,
    Share, SourceId, SpeakerId, SpeechKind, StatementId, Text, WholeNumber, Words, WordsInParts, YesNo, as_tuple,
)


class Archive(Record):
    """The archived bytes in `seeds/<id>.txt`."""

    sha256: Annotated[str, Pattern(r"^[0-9a-f]{64}$")] = Field(description="SHA-256 of the file, hexadecimal.")
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
    occurrence: Annotated[WholeNumber, Between(1)] | None = Field(None, description="Which occurrence of the first part, counted from 1.")


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
    stance: Annotated[Text, Holds("stance")] = Field(description="A stance of the question's scale.")
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
    answers: Answers = Field({}, description="Question id to stance, or to stance with strength, condition, because.")
    said: Said | None = Field(None, description="When; where left out: not after the source's original was published.")
    attribution: WordsInParts | None = Field(
        None, description="Exact words that name the speaker; a list where a pronoun needs the words that it stands for.")
    venue: Name | None = Field(None, description="Where it was said.")
    medium: Literal["speech", "interview", "press-conference", "briefing", "broadcast", "statement", "post", "letter", "document",
                    "conversation"] | None = Field(None, description="How it was said; `statement` is one issued in writing.")
    audience: Annotated[tuple[Name, ...], ReadBy(as_tuple, short=True)] = Field(
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

    @classmethod
    def fault(cls, given: Mapping[str, Any]) -> str:
        missing = [f"`{key}`" for key in ("speaker", "quote") if key not in given]
        return "" if "erased" in given or not missing else f"a statement needs {' and '.join(missing)}"


class Fact(Selector, Changes):
    """What a source says in its own voice: our claim is shown, its words only prove it."""

    id: Id = Field(description="Id; it never changes once published.")
    about: Annotated[tuple[ActorId, ...], AtLeast(1)] = Field(description="Whom it is about.")
    claim: Prose | None = Field(None, description="The claim in our own plain words.")
    evidence: WordsInParts | None = Field(None, description="The exact words that prove it; they are not printed.")
    answers: Answers = Field({}, description="Question id to stance.")
    date: Date | None = Field(None, description="EDTF; where left out: when the source's original was published.")
    recorded_by: Name | None = Field(None, description="Who keyed it.")
    reviewed: Review | None = Field(None, description="Who, other than the author, stands for it.")

    @classmethod
    def fault(cls, given: Mapping[str, Any]) -> str:
        return "" if "erased" in given or given.keys() >= {"claim", "evidence"} else "a fact needs a `claim` and its `evidence`"


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
    rights: Rights = Field(Rights(), description="Whose the text is.")
    derived_from: Original | None = Field(None, description="The original, where this is a republished copy.")
    alterations: tuple[Alteration, ...] = Field((), description="How the copy differs from the original.")
    supersedes: SourceId | None = Field(None, description="The earlier version that this replaces.")
    corrections: tuple[Notice, ...] = Field((), description="Corrections that the publisher made.")
    retracted: Notice | None = Field(None, description="The publisher took it back.")
    labels: dict[str, ActorId] = Field({}, description="For a transcript: label to speaker.")
    turns: tuple[Turn, ...] = Field((), description="For a transcript: turns whose label lacks or errs.")
    recorded_by: Name | None = Field(None, description="Who keyed this file.")
    note: Prose | None = Field(None, description="What a reader should know of this source.")
    not_speech: tuple[NotSpeech, ...] = Field((), description="Words that are nobody's reported speech.")
    statements: tuple[Statement, ...] = Field((), description="What was said.")
    facts: tuple[Fact, ...] = Field((), description="What the source says in its own voice.")
