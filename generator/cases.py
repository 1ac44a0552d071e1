"""What was placed in the archived texts, as values: the words that records claim, and the statements, facts and sources
that they belong to. `proof` makes these; rules, coverage, rights and the resolved dossier read them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from . import quotes
from .attribution import Tie
from .counting import count_words
from .diagnostics import Span
from .frozen import dataclass
from .mentions import Mention, Names
from .model import Fact, Rung, Source, Statement
from .placing import Fault
from .reading import Entry, Records
from .speech import Speech, Stretch, own_voice
from .voices import Voices

Path = tuple[str | int, ...]

_MOST_LIKENED = 50  # words of a source that get a suggestion where they stand nowhere; to look for one takes long in a long text
NO_TEXT = "there is no archived text"  # the `text_fault` of a source without a file in `seeds/`


@dataclass(frozen=True, slots=True)
class Keyed:
    """Archived words that a record claims, and where they stand.

    `path` leads to the value in the file of `entry`; where that is a list of which only one is
    claimed here, `first` is its number. `found` has a match for each part, or is empty where `fault` says why not.
    """

    role: str  # quote, evidence, attribution, phrase, condition, because, prompt, elsewhere, not-speech, passage, turn
    owner: str  # id of the statement, fact, source, event or question
    entry: Entry
    path: Path
    wanted: tuple[str, ...]
    found: tuple[quotes.Match, ...] = ()
    fault: Fault | None = None
    first: int = 0

    @property
    def start(self) -> int:
        """Offset of the first part; only where found."""
        return self.found[0].start

    @property
    def end(self) -> int:
        """Offset behind the last part; only where found."""
        return self.found[-1].end

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each part; empty where not found."""
        return tuple([(m.start, m.end) for m in self.found])

    @property
    def place(self) -> tuple[str, Path, int]:
        """Where the words are claimed: a file, a path in it, and which of a list."""
        return self.entry.file, self.path, self.first

    def span(self, part: int = 0) -> Span:
        """The place of a part in the file that claims it."""
        return self.entry.span(*self.path, self.first + part)


@dataclass(frozen=True, slots=True)
class WordsCase:
    """The words of a statement in one source, and what ties them to their speaker: those of its `quote`, or of an `also_in`.

    `path` leads to the statement or to its entry of `also_in`, in the file of `quote.entry`.
    """

    record: Statement
    path: Path
    speaker: str  # kind/id; empty where no record has the id
    quote: Keyed  # role `quote`, or `elsewhere`
    is_inner: bool  # told by another speaker, in whose words these stand here
    speech: tuple[str, ...] = ()  # a part: direct, partial, indirect, transcript, document, or mixed; empty where not placed
    attribution: tuple[Keyed, ...] = ()
    tie: Tie | None = None  # None where the words were not placed

    @property
    def is_elsewhere(self) -> bool:
        """True for the wording in another source than the statement's own."""
        return self.quote.role == "elsewhere"

    def span(self, *path: str | int) -> Span:
        """The place of a value of the statement, or of its entry of `also_in`; of the whole where it has no such value."""
        return self.quote.entry.span(*self.path, *path)


@dataclass(frozen=True, slots=True)
class StatementCase:
    """A statement: its words in its own source, and what else of it was placed there."""

    words: WordsCase
    extra: tuple[Keyed, ...]  # phrase, condition, because, prompt
    rung: Rung | None  # as derived; None where the words were not placed or nobody has the speaker's id

    @property
    def record(self) -> Statement:
        """The statement's record."""
        return self.words.record

    @property
    def path(self) -> Path:
        """Its path in the source's file."""
        return self.words.path

    @property
    def quote(self) -> Keyed:
        """Its quote."""
        return self.words.quote

    @property
    def speech(self) -> tuple[str, ...]:
        """The kind of speech of each part."""
        return self.words.speech

    @property
    def attribution(self) -> tuple[Keyed, ...]:
        """Its typed attribution."""
        return self.words.attribution

    @property
    def tie(self) -> Tie | None:
        """What ties the words to their speaker."""
        return self.words.tie


@dataclass(frozen=True, slots=True)
class FactCase:
    """A fact with its evidence placed."""

    record: Fact
    path: Path
    evidence: Keyed
    extra: tuple[Keyed, ...]


@dataclass(frozen=True)
class SourceCase:
    """A source, its archived text, and all that was placed in it."""

    entry: Entry
    seed: str  # file of the archived text
    text: str  # empty where it could not be read
    text_fault: str  # why it could not be read, else empty
    digest: str  # SHA-256 of the archived bytes; empty where there are none
    voices: Voices
    statements: tuple[StatementCase, ...]
    facts: tuple[FactCase, ...]
    not_speech: tuple[Keyed, ...]
    passages: tuple[Keyed, ...]  # words that events and questions claim here
    wordings: tuple[WordsCase, ...]  # words that statements of other sources have here
    turns: tuple[Keyed, ...]

    @property
    def record(self) -> Source:
        """The source's record."""
        assert isinstance(self.entry.record, Source)
        return self.entry.record

    @property
    def speech(self) -> Speech:
        """What the text marks as speech."""
        return self.voices.speech

    @property
    def names(self) -> Names:
        """All names of all actors."""
        return self.voices.names

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All names in the text."""
        return self.voices.mentions

    @cached_property
    def words(self) -> tuple[WordsCase, ...]:
        """The words of all statements that this source carries, its own and others'."""
        return (*(s.words for s in self.statements), *self.wordings)

    @cached_property
    def own_voice(self) -> tuple[Stretch, ...]:
        """The publisher's own words, in order."""
        return own_voice(self.speech)

    @cached_property
    def own_words(self) -> int:
        """How many they are."""
        return sum(count_words(self.text, s.start, s.end) for s in self.own_voice)

    @cached_property
    def elsewhere(self) -> tuple[Keyed, ...]:
        """The quotes that statements of other sources have here."""
        return tuple(w.quote for w in self.wordings)

    @cached_property
    def keyed(self) -> tuple[Keyed, ...]:
        """All words claimed by the source's own file, in no order that matters."""
        found = [*self.not_speech, *self.turns]
        for statement in self.statements:
            found += [statement.quote, *statement.attribution, *statement.extra]
        for fact in self.facts:
            found += [fact.evidence, *fact.extra]
        return tuple(found)

    @cached_property
    def claimed(self) -> tuple[Keyed, ...]:
        """All words claimed in this source, by its own file and by others."""
        return (*self.keyed, *self.passages, *(k for w in self.wordings for k in (w.quote, *w.attribution)))

    def is_likened(self, keyed: Keyed) -> bool:
        """Whether claimed words that stand nowhere are among the first such of the source, which are compared with what is most like them."""
        return keyed.place in self._likened

    @cached_property
    def _likened(self) -> frozenset[tuple[str, Path, int]]:
        return frozenset([k.place for k in self.claimed if k.fault is not None and k.fault.code == "quote-not-in-source" and not k.fault.places][:_MOST_LIKENED])


@dataclass(frozen=True)
class Proofs:
    """Every source with its words placed, and every statement and fact by id."""

    records: Records
    sources: Mapping[str, SourceCase]
    statements: Mapping[str, tuple[SourceCase, StatementCase]]
    facts: Mapping[str, tuple[SourceCase, FactCase]]

    @cached_property
    def wordings(self) -> Mapping[str, tuple[tuple[SourceCase, WordsCase], ...]]:
        """By id of a statement, its words in other sources, in the order of the sources' ids."""
        found: dict[str, tuple[tuple[SourceCase, WordsCase], ...]] = {}
        for source in self.sources.values():
            for words in source.wordings:
                found[words.record.id] = (*found.get(words.record.id, ()), (source, words))
        return found
