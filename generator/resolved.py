"""The resolved dossier: proven, indexed, frozen. Nothing that reads it can fail on data.

`dossier.resolve` makes it from records without errors; the views and exports read it.
Records refer to each other by id, and `Dossier` holds the indexes, so that there is
no cycle and no "current page".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from .dates import Edtf
from .frozen import dataclass, field
from .model import (Allegation, Alteration, Country, DossierRecord, Event, Notice, Organisation, Original, Person, Question, Rung, Source,
                    SpeechKind, Translation)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of archived words that proves a statement, fact or passage. Offsets are code points, end exclusive."""

    exact: str  # the archived words, not the contributor's typing
    start: int
    end: int
    byte_start: int
    byte_end: int
    speech: SpeechKind | None  # None for evidence of a fact
    differences: tuple[str, ...]
    before: str  # archived words of the same sentence before the part, for a partial
    after: str  # and after it
    quoted: tuple[tuple[int, int], ...] = ()  # quoted stretches within an indirect part, as offsets in `exact`
    omits: bool = False  # True where words of the same speech between this part and the one before are left out
    lead: str = ""  # the words directly before, where the part alone is too short or stands twice: a link to it needs them
    trail: str = ""  # and directly after


@dataclass(frozen=True, slots=True)
class Office:
    """An office that somebody held on the day of a statement."""

    role: str
    country: str | None  # id
    organisation: str | None  # id
    represents: bool
    certain: bool  # False where the dates leave open whether it was held that day


@dataclass(frozen=True, slots=True)
class ResolvedAnswer:
    """Our reading of a statement or fact as an answer to a question."""

    question: str
    stance: str
    label: str
    rank: int  # place of the stance on its scale, from 0
    strength: str  # states, implies
    condition: str | None  # archived words
    because: str | None


@dataclass(frozen=True, slots=True)
class ResolvedStatement:
    """A proven statement with everything that was derived for it."""

    id: str
    source: str  # id
    speaker: str  # id of a person, organisation, country or source
    speaker_name: str
    speaker_kind: str  # people, organisations, countries, sources
    offices: tuple[Office, ...]  # held that day, those that represent first
    speaks_for: tuple[str, ...]  # ids of countries or organisations, sorted
    speaks_for_reason: str | None
    parts: tuple[Part, ...]
    paraphrase: str | None
    speech: SpeechKind  # the first part's own kind of speech that is not indirect, else indirect
    rung: Rung
    rung_reason: str  # one plain sentence
    said: Edtf
    said_phrase: str | None
    said_basis: str | None
    said_is_bound: bool  # True where the date was not recorded but bounded by publication
    answers: tuple[ResolvedAnswer, ...]
    attribution: tuple[str, ...]  # archived words that tie the speaker to the words
    venue: str | None
    medium: str | None
    audience: tuple[str, ...]  # names
    about: tuple[str, ...]
    on_behalf_of: str | None
    via: str | None
    within: str | None
    continues: str | None
    prompt: str | None
    prompt_speaker: str | None
    replies_to: str | None
    endorses: str | None
    also_in: tuple[ElsewherePart, ...]
    spoken_in: str | None
    translations: tuple[Translation, ...]
    allegation: Allegation | None
    corrections: tuple[Notice, ...]
    disputed: tuple[Notice, ...]
    retracted: Notice | None
    withdrawn: Notice | None
    erased: Notice | None
    reviewed_by: str | None
    reviewed_why: str | None
    still_stands: bool = True  # False where a newer version of the source no longer carries the words

    @property
    def is_live(self) -> bool:
        """Not retracted, withdrawn or erased."""
        return not (self.retracted or self.withdrawn or self.erased)

    @property
    def is_declared(self) -> bool:
        """True where it has words to show."""
        return bool(self.parts) and not (self.erased or self.withdrawn)

    @property
    def is_told_in_our_words(self) -> bool:
        """True where its own page tells it in our sentence alone, with none of the archived words."""
        return bool(self.paraphrase) and self.is_declared and all(part.speech == "indirect" for part in self.parts)


@dataclass(frozen=True, slots=True)
class ElsewherePart:
    """The wording of an utterance in another source, proven there."""

    source: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ResolvedFact:
    """A proven fact: the claim is ours, the evidence stays in the archive."""

    id: str
    source: str
    about: tuple[str, ...]
    claim: str
    parts: tuple[Part, ...]
    answers: tuple[ResolvedAnswer, ...]
    date: Edtf
    date_is_bound: bool
    corrections: tuple[Notice, ...]
    disputed: tuple[Notice, ...]
    retracted: Notice | None
    withdrawn: Notice | None
    erased: Notice | None

    @property
    def is_live(self) -> bool:
        """Not retracted, withdrawn or erased."""
        return not (self.retracted or self.withdrawn or self.erased)


@dataclass(frozen=True, slots=True)
class ResolvedNotSpeech:
    """Archived words that are nobody's reported speech, told on the source's page."""

    kind: str
    text: str
    start: int
    end: int
    note: str | None


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """A source, its archive and what was found in it."""

    id: str
    record: Source
    published: Edtf
    retrieved: Edtf
    original: Original | None
    original_published: Edtf | None
    original_is_archived: bool
    alterations: tuple[Alteration, ...]
    statements: tuple[str, ...]  # ids in order of the text
    facts: tuple[str, ...]
    not_speech: tuple[ResolvedNotSpeech, ...]
    characters: int
    words: int
    own_words: int  # words of the publisher's own voice
    own_words_published: int  # of these, how many the site prints
    quoted_words: int  # words in quotation marks
    quoted_words_keyed: int  # of these, how many a statement or `not_speech` accounts for
    superseded_by: str | None
    root: str  # id of the origin: the source at the end of `derived_from`, counted once


@dataclass(frozen=True, slots=True)
class ResolvedEvent:
    """An event with its date worked out."""

    id: str
    record: Event
    date: Edtf


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that stands behind a position: a statement or a fact and its answer."""

    kind: str  # statement, fact
    id: str
    answer: ResolvedAnswer
    when: Edtf
    rung: Rung
    office: str | None  # the office that carried it


@dataclass(frozen=True, slots=True)
class Position:
    """Where a country, organisation or person stands on a question: derived, never typed."""

    holder: str  # id
    question: str
    kind: str  # "stated", "divided", "implied" (nothing stated, something implied), "none"
    stances: tuple[str, ...]  # ids; one where stated, several where divided
    labels: tuple[str, ...]
    current: tuple[Evidence, ...]  # what carries it
    since_reported: tuple[Evidence, ...]  # later, weaker evidence
    implied: tuple[Evidence, ...]
    earlier: tuple[Evidence, ...]  # superseded by something newer
    statements: int  # how many statements stand behind it
    facts: int
    newest: Edtf | None
    weakest_rung: Rung | None
    conditions: tuple[str, ...]  # archived words of the current evidence
    others: tuple[Evidence, ...] = ()  # weaker evidence, not later, that does not change it


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven, for the build's last line and the pages."""

    statements: int
    checked: int  # of these, whose words are shown and were all placed
    facts: int
    parts: int
    passages: int
    spans: int  # all archived spans that were found: parts, passages, attributions, conditions, not speech
    sources: int
    digest: str  # SHA-256 over every source's hash and every span


class Summary(NamedTuple):
    """What the plan and the indexes need to know of a statement or a fact: to put it in its place, not to show it. Plain values."""

    id: str
    order: tuple[int, int, int, str, str, int]  # first day, second, last day, text of the date; source, offset
    speaker: str  # kind/id; of a fact, and of what was erased: empty
    speaker_name: str
    answers: tuple[tuple[str, str, str], ...]  # question, stance, strength
    speaks_for: tuple[str, ...]
    about: tuple[str, ...]
    within: str | None  # the statement whose speaker tells it
    targets: tuple[str, ...]  # ids of the statements that it replies to or endorses
    rung: Rung
    is_listed: bool  # lists show it: it was neither withdrawn nor erased
    is_erased: bool
    is_proven: bool  # False where its words were erased
    is_declared: bool  # it has words to show
    is_told: bool  # its own page tells it in our sentence alone
    weight: bytes  # a print of all that a position could be made of
    is_noticed: bool = False  # corrected, disputed, taken back, withdrawn or erased
    reply: str | None = None  # of an accusation: the statement that replies to it

    @property
    def date(self) -> str:
        """When it was said, or the day that a fact is of, in EDTF."""
        return self.order[3]

    @property
    def source(self) -> str:
        """The id of its source."""
        return self.order[4]

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.order[5]


class SourceSummary(NamedTuple):
    """What the plan and the indexes need to know of a source. Plain values."""

    id: str
    title: str
    file: str
    retrieved: str
    published: str  # the original, else the copy; EDTF
    statements: tuple[Summary, ...]
    facts: tuple[Summary, ...]
    proven: tuple[int, int, int, int, int, int]  # statements, those of them with words to show, facts, parts, passages, spans
    digest: str  # SHA-256 over its archived bytes and every span
    publishing: tuple[str, ...]  # ids of those who published it or its original
    acting: tuple[str, ...]  # ids of those who do something else in it: speak, are spoken for, are what a fact answers for
    is_noticed: bool = False  # its publisher corrected it or took it back
    beside: int = 0  # how many stretches of it are told to be nobody's reported speech
    speech: tuple[tuple[str, ...], ...] = ()  # of each of its statements the kinds of speech

    def without_words(self) -> SourceSummary:
        """What the dossier has of it. What was proven is summed up apart (`Proof`), and the kinds of speech stand apart too: both change with the words."""
        return self._replace(proven=(0, 0, 0, 0, 0, 0), digest="", speech=())

    @property
    def speech_by_id(self) -> dict[str, tuple[str, ...]]:
        """The kinds of speech of each of its statements."""
        return {one.id: kinds for one, kinds in zip(self.statements, self.speech, strict=True)}

    @classmethod
    def of_plain(cls, plain: Sequence[Any]) -> SourceSummary:
        """The summary that was kept as plain tuples."""
        id, title, file, retrieved, published, statements, facts, *rest = plain
        return cls(id, title, file, retrieved, published, tuple(map(Summary._make, statements)), tuple(map(Summary._make, facts)), *rest)


@dataclass(frozen=True, slots=True)
class ResolvedSources:
    """What some sources add to the dossier, by id."""

    sources: Mapping[str, ResolvedSource]
    statements: Mapping[str, ResolvedStatement]
    facts: Mapping[str, ResolvedFact]
    summaries: tuple[SourceSummary, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything, by id. Mappings are read-only and sorted by id."""

    record: DossierRecord
    language: str
    questions: Mapping[str, Question]  # in the dossier's order
    countries: Mapping[str, Country]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    events: Mapping[str, ResolvedEvent]
    sources: Mapping[str, ResolvedSource]
    statements: Mapping[str, ResolvedStatement]
    facts: Mapping[str, ResolvedFact]
    source_summaries: Mapping[str, SourceSummary]
    summaries: Mapping[str, Summary]  # of all statements, in order of saying, and of all facts
    names: Mapping[str, str]  # (kind + "/" + id) of every actor and source to its display name
    evidence: Mapping[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]  # (holder, question) to ids of statements and facts, where there are any
    positions: Mapping[tuple[str, str], Position]  # (holder, question); worked out of the evidence
    holders: tuple[str, ...]  # ids whose positions are compared, by name
    by_speaker: Mapping[str, tuple[str, ...]]  # (kind + "/" + id) to statement ids, oldest first
    by_question: Mapping[str, tuple[str, ...]]  # statement ids, oldest first
    speaking_for: Mapping[str, tuple[str, ...]]  # country or organisation id to statement ids
    statements_about: Mapping[str, tuple[str, ...]]  # actor id to ids of statements about it
    facts_about: Mapping[str, tuple[str, ...]]
    replies: Mapping[str, tuple[str, ...]]  # statement id to ids of those that reply to or endorse it
    speech: Mapping[str, tuple[str, ...]]  # statement id to the kinds of speech in it, each once
    timeline: tuple[str, ...]  # statement ids in order of saying
    files: Mapping[str, str]  # "kind/id" to the file behind it, relative to the dossier
    proof: Proof
    published: tuple[str, ...]  # when each source was published, the original or else the copy, in the order of their ids; EDTF
    as_of: str  # the newest day on which a source was retrieved, ISO 8601
    accusations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # statement id to ids of the accusations that it is the reply to
    _made: dict[tuple[str, ...], Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def kept(self, name: str, make: Callable[[], T], handed: bytes = b"") -> T:
        """What `make` gives, a plain value; a dossier whose reads are noted may have it from an earlier build that handed it the same."""
        return make()

    def remembered(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once: a value that many pages show, such as the card of a statement. It depends on the dossier alone."""
        try:
            return self._made[key]
        except KeyError:
            made = self._made[key] = make()
            return made
