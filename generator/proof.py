"""Finds in the archived texts all words that the records claim, and what stands around them.

`prove` decides nothing: it places words and gathers what the rules judge. A word that
cannot be placed is a `Fault` on its `Keyed`, never an exception.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from . import attribution, quotes
from .attribution import Mention, Names, Surroundings, Tie
from .model import Answer, Elsewhere, Fact, NotSpeech, Passage, Person, Record, Selector, Source, Statement
from .placing import Fault, Wanted, place
from .reading import Entry, Records
from .speech import Speech, read_speech, speech_of

MAX_PARAGRAPHS_BACK = 1  # a speaker is named in the paragraph of the words or in the one before


@dataclass(frozen=True, slots=True)
class Keyed:
    """Archived words that a record claims, and where they stand.

    `path` leads to the value in the file of `entry`; `found` has a match for each part, or is
    empty where `fault` says why not.
    """

    role: str  # quote, evidence, attribution, phrase, condition, because, prompt, elsewhere, not-speech, passage, turn
    owner: str  # id of the statement, fact, source, event or question
    entry: Entry
    path: tuple[str | int, ...]
    wanted: tuple[str, ...]
    source: str
    found: tuple[quotes.Match, ...] = ()
    fault: Fault | None = None

    @property
    def start(self) -> int:
        """Offset of the first part; only where found."""
        return self.found[0].start

    @property
    def end(self) -> int:
        """Offset behind the last part; only where found."""
        return self.found[-1].end


@dataclass(frozen=True, slots=True)
class StatementCase:
    """A statement with its words placed, and what ties them to their speaker."""

    record: Statement
    path: tuple[str | int, ...]
    quote: Keyed
    speech: tuple[str, ...]  # a part: direct, partial, indirect, transcript, document, or mixed; empty where not placed
    attribution: tuple[Keyed, ...]
    extra: tuple[Keyed, ...]  # phrase, condition, because, prompt
    elsewhere: tuple[Keyed, ...]
    tie: Tie | None  # None where the words were not placed


@dataclass(frozen=True, slots=True)
class FactCase:
    """A fact with its evidence placed."""

    record: Fact
    path: tuple[str | int, ...]
    evidence: Keyed
    extra: tuple[Keyed, ...]


@dataclass(frozen=True)
class SourceCase:
    """A source, its archived text, and all that was placed in it."""

    entry: Entry
    seed: str  # file of the archived text
    text: str  # empty where it could not be read
    text_fault: str  # why it could not be read, else empty
    speech: Speech
    statements: tuple[StatementCase, ...]
    facts: tuple[FactCase, ...]
    not_speech: tuple[Keyed, ...]
    passages: tuple[Keyed, ...]  # words that events and questions claim here
    elsewhere: tuple[Keyed, ...]  # words that statements of other sources claim here
    turns: tuple[Keyed, ...]
    names: Names

    @property
    def record(self) -> Source:
        """The source's record."""
        assert isinstance(self.entry.record, Source)
        return self.entry.record

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
    def mentions(self) -> tuple[Mention, ...]:
        """All names in the text."""
        return self.names.mentions(self.text, 0, len(self.text))


@dataclass(frozen=True)
class Proofs:
    """Every source with its words placed, and every statement and fact by id."""

    records: Records
    sources: Mapping[str, SourceCase]
    statements: Mapping[str, tuple[SourceCase, StatementCase]]
    facts: Mapping[str, tuple[SourceCase, FactCase]]


def prove(records: Records, seeds: Mapping[str, bytes], country_names: Mapping[str, Sequence[str]]) -> Proofs:
    """Place all claimed words. `seeds`: archived bytes by source id; `country_names`: by ISO code."""
    actors = tuple((f"{kind}/{entry.id}", entry.record) for kind in ("people", "organisations", "countries")
                   for entry in records.by_kind[kind].values())
    names = attribution.build_names(actors, country_names)
    people = frozenset(a for a, _ in actors if a.startswith("people/"))
    visiting = _visiting(records)
    sources = {
        entry.id: _prove_source(entry, seeds.get(entry.id), names, people, records, visiting.get(entry.id, ()))
        for entry in records.by_kind["sources"].values()
    }
    statements = {c.record.id: (s, c) for s in sources.values() for c in s.statements}
    facts = {c.record.id: (s, c) for s in sources.values() for c in s.facts}
    return Proofs(records, sources, statements, facts)


def _visiting(records: Records) -> dict[str, list[tuple[str, Entry, tuple[str | int, ...], Passage | Elsewhere, str]]]:
    """Words that other files claim in a source: (role, entry, path, selector, owner) by source id."""
    found: dict[str, list[tuple[str, Entry, tuple[str | int, ...], Passage | Elsewhere, str]]] = {}
    for kind, name in (("events", "evidence"), ("questions", "asked")):
        for entry in records.by_kind[kind].values():
            for number, passage in enumerate(getattr(entry.record, name)):
                found.setdefault(passage.source, []).append(("passage", entry, (name, number), passage, entry.id))
    for entry in records.by_kind["sources"].values():
        for number, statement in enumerate(entry.record.statements):
            for other, elsewhere in enumerate(statement.also_in):
                path = ("statements", number, "also_in", other)
                found.setdefault(elsewhere.source, []).append(("elsewhere", entry, path, elsewhere, statement.id))
    return found


def read_seed(record: Source, data: bytes | None) -> tuple[str, str]:
    """The archived text, and why it cannot be used (else empty)."""
    if data is None:
        return "", "there is no archived text"
    digest = hashlib.sha256(data).hexdigest()
    if digest != record.archive.sha256:
        return "", f"the archived bytes have the SHA-256 {digest}"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return "", f"the archived bytes are not UTF-8 (byte {error.start})"


def _prove_source(entry: Entry, data: bytes | None, names: Names, people: frozenset[str], records: Records,
                  visiting: Sequence[tuple[str, Entry, tuple[str | int, ...], Passage | Elsewhere, str]]) -> SourceCase:
    record = entry.record
    assert isinstance(record, Source)
    text, fault = read_seed(record, data)
    speech = read_speech(text, record.language, _form(record), labels=tuple(record.labels))
    bench = _Bench(entry, text, speech, quotes.prepare(text), names, _rivals(entry, people, records), records)
    not_speech = tuple(bench.keyed("not-speech", entry.id, ("not_speech", n), "text", (item.text,), item)
                       for n, item in enumerate(record.not_speech))
    turns = tuple(bench.keyed("turn", entry.id, ("turns", n), "starts", (t.starts,), None) for n, t in enumerate(record.turns))
    bench = bench.without(not_speech, turns)
    placed: dict[str, StatementCase] = {}
    for number in _inner_last(record.statements):
        statement = record.statements[number]
        if statement.quote is not None:
            placed[statement.id] = bench.statement(number, statement, placed)
    facts = tuple(bench.fact(n, fact) for n, fact in enumerate(record.facts) if fact.evidence is not None)
    others = [bench.visitor(*v) for v in visiting]
    return SourceCase(
        entry, f"seeds/{entry.id}.txt", text, fault, speech,
        tuple(placed[s.id] for s in record.statements if s.id in placed), facts, not_speech,
        tuple(k for k in others if k.role == "passage"), tuple(k for k in others if k.role == "elsewhere"),
        turns, names)


def _form(record: Source) -> str:
    return {"transcript": "transcript", "document": "document", "post": "document"}.get(record.kind, "marks")


def _rivals(source: Entry, people: frozenset[str], records: Records) -> frozenset[str]:
    """Who counts as another speaker: all people but those whom only another source describes, and what else speaks in this source."""
    assert isinstance(source.record, Source)
    strangers = {f"people/{entry.id}" for entry in records.by_kind["people"].values()
                 if is_unnamed(entry.record) and getattr(entry.record, "source", None) != source.id}
    return (people - strangers) | {actor for s in source.record.statements if s.speaker and (actor := actor_of(s.speaker, records))}


def actor_of(id: str, records: Records) -> str:
    """`kind/id` of a speaker; empty where no record has the id."""
    for kind in ("people", "organisations", "countries", "sources"):
        if id in records.by_kind[kind]:
            return f"{kind}/{id}"
    return ""


def _inner_last(statements: Sequence[Statement]) -> list[int]:
    """Numbers of the statements, each behind those that it lies `within` or `continues`. A circle is cut where it is met."""
    number_of = {statement.id: n for n, statement in enumerate(statements)}
    order: dict[int, None] = {}
    begun: set[int] = set()
    for first in range(len(statements)):
        waiting = [first]
        while waiting:
            number = waiting[-1]
            begun.add(number)
            named = (statements[number].within, statements[number].continues)
            before = next((n for id in named if id and (n := number_of.get(id)) is not None and n not in begun), None)
            if before is not None:
                waiting.append(before)
            else:
                order[waiting.pop()] = None
    return list(order)


@dataclass(frozen=True)
class _Bench:
    """What placing the words of one source needs."""

    entry: Entry
    text: str
    speech: Speech
    haystack: quotes.Haystack
    names: Names
    rivals: frozenset[str]
    records: Records
    not_speech: tuple[tuple[int, int], ...] = ()
    turns: tuple[Keyed, ...] = ()  # the beginnings of turns whose label lacks or errs

    def without(self, not_speech: Sequence[Keyed], turns: tuple[Keyed, ...]) -> _Bench:
        """The same bench that prefers places outside of what is not speech, and knows the corrected turns."""
        spans = tuple((m.start, m.end) for k in not_speech for m in k.found)
        return _Bench(self.entry, self.text, self.speech, self.haystack, self.names, self.rivals, self.records, spans, turns)

    def keyed(self, role: str, owner: str, path: tuple[str | int, ...], key: str, wanted: tuple[str, ...],
              selector: Selector | Passage | None, near: tuple[int, int] | None = None, entry: Entry | None = None,
              weigh: Wanted | None = None) -> Keyed:
        """Words placed in this source's text; `near` limits where, `weigh` prefers among several places."""
        wish = weigh or Wanted()
        if selector is not None:
            wish = wish.selected(selector.prefix, selector.suffix, selector.occurrence)
        found, fault = place(wanted, self.haystack, self.speech, wish.within(near), self.entry.record.language) if self.text else ((), None)
        return Keyed(role, owner, entry or self.entry, (*path, key), wanted, self.entry.id, found, fault)

    def statement(self, number: int, record: Statement, placed: Mapping[str, StatementCase]) -> StatementCase:
        path = ("statements", number)
        speaker = actor_of(record.speaker or "", self.records)
        outer = placed.get(record.within or "")
        inside = (outer.quote.start, outer.quote.end) if outer and outer.quote.found else None
        wish = Wanted(self.not_speech, self._names_speaker(speaker), record.attribution or (), turns=self._turns_of(speaker))
        quote = self.keyed("quote", record.id, path, "quote", record.quote or (), record, inside, weigh=wish)
        if not quote.found:
            return StatementCase(record, path, quote, (), (), (), (), None)
        spans = [(m.start, m.end) for m in quote.found]
        near = self._neighbourhood(spans, placed.get(record.continues or ""))
        typed = tuple(
            self.keyed("attribution", record.id, path, "attribution", (words,), None, near, weigh=Wanted(close_to=(quote.start, quote.end)))
            for words in record.attribution or ())
        return StatementCase(record, path, quote, speech_of(self.speech, spans), typed, self._extra(record, path, quote), (),
                             self._tie(speaker, spans, typed, record, placed))

    def _names_speaker(self, speaker: str) -> tuple[Mention, ...]:
        return tuple(m for m in self._all_mentions if speaker in m.actors)

    @cached_property
    def _all_mentions(self) -> tuple[Mention, ...]:
        return self.names.mentions(self.text, 0, len(self.text))

    def _neighbourhood(self, spans: Sequence[tuple[int, int]], continued: StatementCase | None) -> tuple[int, int]:
        """From the paragraph before the words (or of the continued statement) to the end of their paragraph."""
        paragraphs = self.speech.paragraphs
        first = self.speech.paragraph_at(spans[0][0]) or 0
        last = self.speech.paragraph_at(spans[-1][0]) or 0
        start = paragraphs[max(0, first - MAX_PARAGRAPHS_BACK)].start
        if continued is not None and continued.quote.found:
            start = min(start, paragraphs[self.speech.paragraph_at(continued.quote.start) or 0].start)
        return start, paragraphs[last].end

    def _extra(self, record: Statement, path: tuple[str | int, ...], quote: Keyed) -> tuple[Keyed, ...]:
        found = []
        if record.said and record.said.phrase:
            found.append(self.keyed("phrase", record.id, (*path, "said"), "phrase", (record.said.phrase,), None,
                                    weigh=Wanted(close_to=(quote.start, quote.end))))
        if record.prompt:
            found.append(self.keyed("prompt", record.id, (*path, "prompt"), "quote", (record.prompt.quote,), None,
                                    weigh=Wanted(close_to=(quote.start, quote.end))))
        found += self._answers(record.answers, record.id, path, quote)
        return tuple(found)

    def _answers(self, answers: Mapping[str, Answer], owner: str, path: tuple[str | int, ...], span: Keyed) -> Iterator[Keyed]:
        for question, answer in answers.items():
            for key in ("condition", "because"):
                words = getattr(answer, key)
                if words:
                    yield self.keyed(key, owner, (*path, "answers", question), key, (words,), None, (span.start, span.end),
                                     weigh=Wanted(close_to=(span.start, span.end)))

    def fact(self, number: int, record: Fact) -> FactCase:
        path = ("facts", number)
        evidence = self.keyed("evidence", record.id, path, "evidence", record.evidence or (), record)
        extra = tuple(self._answers(record.answers, record.id, path, evidence)) if evidence.found else ()
        return FactCase(record, path, evidence, extra)

    def visitor(self, role: str, entry: Entry, path: tuple[str | int, ...], selector: Passage | Elsewhere, owner: str) -> Keyed:
        if isinstance(selector, Elsewhere):
            return self.keyed(role, owner, path, "quote", selector.quote, selector, entry=entry)
        return self.keyed(role, owner, path, "text", (selector.text,), selector, entry=entry)

    # --- who said it

    def _tie(self, speaker: str, spans: Sequence[tuple[int, int]], typed: Sequence[Keyed], record: Statement,
             placed: Mapping[str, StatementCase]) -> Tie:
        source = self.entry.record
        by_form = self._tie_by_form(speaker, spans, source)
        if by_form is not None:
            return by_form
        around = self._surroundings(speaker, spans, typed, record)
        verdict = attribution.tie(speaker, self.rivals, around)
        if verdict.verdict == "not-near" and not typed:
            before = placed.get(record.continues or "")
            if before and before.record.speaker == record.speaker and before.tie and before.tie.verdict == "tied":
                return Tie("tied", before.tie.by)
        return verdict

    def _tie_by_form(self, speaker: str, spans: Sequence[tuple[int, int]], source: Source) -> Tie | None:
        """The verdict where labels or an issuer say who speaks; None where the text's own words must."""
        if source.kind == "transcript":
            heard = {actor for span in spans for actor in self._heard_in(*span)}
            if heard == {speaker}:
                return Tie("tied")
            named = tuple(sorted(actor for actor in heard if actor and actor != speaker))
            return Tie("another", (), named) if named else Tie("not-near")
        if source.kind in ("document", "post"):
            issuer = actor_of(source.issuer or "", self.records)
            if speaker in (issuer, f"sources/{self.entry.id}"):
                return Tie("tied")
        return None

    @cached_property
    def _heard(self) -> tuple[tuple[int, str], ...]:
        """Who is heard from which place on in a transcript, by its labels and the record's `turns`; in order. Empty: nobody known."""
        heard = {turn.start: self._speaker_of(turn.label) for turn in self.speech.turns}
        for keyed, turn in zip(self.turns, self.entry.record.turns, strict=False):
            if keyed.found:
                labelled = next((t.start for t in self.speech.turns if t.label_start <= keyed.start < t.start), keyed.start)
                heard[labelled] = actor_of(turn.speaker, self.records)
        return tuple(sorted(heard.items()))

    def _heard_in(self, start: int, end: int) -> set[str]:
        """The speakers of a stretch of a transcript; empty for a stage direction."""
        labelled = self.speech.turns
        if labelled and start >= labelled[0].start and not self.speech.turns_over(start, end):
            return set()
        first = bisect_right(self._heard, start, key=lambda h: h[0]) - 1
        behind = bisect_left(self._heard, end, key=lambda h: h[0])
        return {actor for _, actor in self._heard[max(0, first):behind]} | ({""} if first < 0 else set())

    def _turns_of(self, speaker: str) -> tuple[tuple[int, int], ...]:
        """Where a speaker is heard in a transcript, in order; elsewhere nothing."""
        if not speaker or self.entry.record.kind != "transcript":
            return ()
        ends = [*(start for start, _ in self._heard[1:]), len(self.text)]
        return tuple((start, end) for (start, actor), end in zip(self._heard, ends, strict=True) if actor == speaker)

    def _speaker_of(self, label: str) -> str:
        source = self.entry.record
        named = source.labels.get(label)
        if named:
            return actor_of(named, self.records)
        found = {a for m in self.names.mentions(label, 0, len(label)) for a in m.actors if a in self.rivals}
        return found.pop() if len(found) == 1 else ""

    def _surroundings(self, speaker: str, spans: Sequence[tuple[int, int]], typed: Sequence[Keyed], record: Statement) -> Surroundings:
        speech = self.speech
        sentences = speech.sentences_over(spans[0][0], spans[-1][1])
        low = speech.paragraph_at(spans[0][0]) or 0
        high = speech.paragraph_at(spans[-1][0]) or 0
        area = (speech.paragraphs[low].start, speech.paragraphs[high].end)
        inner = record.within is not None
        free = [m for m in self._between(*area) if inner or self._outside(m, spans)]
        placed = [k for k in typed if k.found]
        return Surroundings(
            tuple(m for m in free if sentences.start <= m.start and m.end <= sentences.end),
            tuple(m for m in free if not (sentences.start <= m.start and m.end <= sentences.end)),
            tuple(m for k in placed for m in self._between(k.start, k.end) if inner or self._outside(m, spans)),
            bool(placed),
            any(sentences.start <= k.start and k.end <= sentences.end for k in placed))

    def _between(self, start: int, end: int) -> tuple[Mention, ...]:
        return self.names.mentions(self.text, start, end)

    def _outside(self, mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
        """True for a name in the reporter's voice: not inside a quotation."""
        return self.speech.outermost_at(mention.start, mention.end) is None


def is_unnamed(record: Record) -> bool:
    """True for a person whom the source does not name."""
    return isinstance(record, Person) and record.identified_by == "description"


def is_placed(items: Sequence[NotSpeech | Keyed]) -> bool:
    """True where all of them were placed."""
    return all(isinstance(i, Keyed) and i.found for i in items)
