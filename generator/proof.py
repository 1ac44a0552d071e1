"""Finds in the archived texts all words that the records claim, and what stands around them.

`prove` decides nothing: it places words and gathers what the rules judge. A word that
cannot be placed is a `Fault` on its `Keyed`, never an exception.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from . import quotes, rung
from .attribution import Tie
from .cases import NO_TEXT, FactCase, Keyed, Path, Proofs, SourceCase, StatementCase, WordsCase
from .countries import country_names
from .frozen import dataclass, field, replace
from .mentions import Names, build_names
from .model import Answer, Elsewhere, Fact, Passage, Rung, Selector, Source, Statement
from .placing import Wanted, place
from .reading import Entry, Records
from .speech import read_speech, speech_as_cut
from .voices import Voices, actor_of

__all__ = ["FactCase", "Keyed", "Proofs", "SourceCase", "StatementCase", "WordsCase", "NamesIn", "languages_of", "names_by_language", "names_in", "prove", "prove_sources", "read_seed"]

NamesIn = Callable[[str], Names]  # by language


@dataclass(slots=True)
class _Visits:
    """What other files claim in one source: passages of events and questions, and the wording of other sources' statements."""

    passages: list[tuple[Entry, Path, Passage]] = field(default_factory=list)
    wordings: list[tuple[Entry, Path, Elsewhere, Statement]] = field(default_factory=list)


def names_in(records: Records, countries: Mapping[str, Sequence[str]]) -> Names:
    """The look-up of the names of all actors. `countries`: their names by ISO code."""
    actors = tuple((f"{kind}/{entry.id}", entry.record) for kind in ("people", "organisations", "countries")
                   for entry in records.by_kind[kind].values())
    return build_names(actors, countries)


def languages_of(records: Records) -> tuple[str, ...]:
    """The languages of the site; English where no record tells."""
    return records.dossier.record.languages if records.dossier else ("en",)  # type: ignore[attr-defined]


def names_by_language(records: Records, countries: Callable[[Sequence[str]], Mapping[str, Sequence[str]]] = country_names) -> NamesIn:
    """The look-up of names for a source in a language: countries are named in the languages of the site and in that one.

    `countries`: their names by ISO code, in the languages that it is given.
    """
    own = languages_of(records)
    known: dict[tuple[str, ...], Names] = {}

    def names(language: str) -> Names:
        languages = tuple(dict.fromkeys((*own, language)))
        if languages not in known:
            known[languages] = names_in(records, countries(languages))
        return known[languages]

    return names


def prove(records: Records, seeds: Mapping[str, bytes], countries: Mapping[str, Sequence[str]]) -> Proofs:
    """Place all claimed words. `seeds`: archived bytes by source id; `countries`: their names by ISO code."""
    names = names_in(records, countries)
    return prove_sources(records, seeds, lambda language: names)


def prove_sources(records: Records, seeds: Mapping[str, bytes], names: NamesIn) -> Proofs:
    """The same where each language has its own names, those of `names_by_language`; the records may be those of one bundle."""
    visits = _visits(records)
    sources = {
        entry.id: _prove_source(entry, seeds.get(entry.id), names(_language(entry)), records, visits.get(entry.id, _Visits()))
        for entry in records.by_kind["sources"].values()
    }
    statements = {c.record.id: (s, c) for s in sources.values() for c in s.statements}
    facts = {c.record.id: (s, c) for s in sources.values() for c in s.facts}
    return Proofs(records, sources, statements, facts)


def _visits(records: Records) -> dict[str, _Visits]:
    """By source id; wordings stand behind those that they lie `within` or `continue`."""
    found: dict[str, _Visits] = {}
    for kind, name in (("events", "evidence"), ("questions", "asked")):
        for entry in records.by_kind[kind].values():
            for number, passage in enumerate(getattr(entry.record, name)):
                found.setdefault(passage.source, _Visits()).passages.append((entry, (name, number), passage))
    for entry in records.by_kind["sources"].values():
        listed = _statements(entry)
        for number in _inner_last(listed):
            for other, elsewhere in enumerate(listed[number].also_in):
                path = ("statements", number, "also_in", other)
                found.setdefault(elsewhere.source, _Visits()).wordings.append((entry, path, elsewhere, listed[number]))
    return found


def _language(source: Entry) -> str:
    assert isinstance(source.record, Source)
    return source.record.language


def _statements(source: Entry) -> tuple[Statement, ...]:
    assert isinstance(source.record, Source)
    return source.record.statements


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


def read_seed(record: Source, data: bytes | None) -> tuple[str, str, str]:
    """The archived text, why it cannot be used (else empty), and the SHA-256 of its bytes (empty where there are none)."""
    if data is None:
        return "", NO_TEXT, ""
    digest = hashlib.sha256(data).hexdigest()
    if digest != record.archive.sha256:
        return "", "the archived bytes are not the hashed ones", digest
    try:
        return data.decode("utf-8"), "", digest
    except UnicodeDecodeError as error:
        return "", f"the archived bytes are not UTF-8 (byte {error.start + 1})", digest


def _prove_source(entry: Entry, data: bytes | None, names: Names, records: Records, visits: _Visits) -> SourceCase:
    record = entry.record
    assert isinstance(record, Source)
    text, fault, digest = read_seed(record, data)
    speech = read_speech(text, record.language, _form(record), labels=tuple(record.labels))
    speaking = (s.speaker for s in (*record.statements, *(v[3] for v in visits.wordings)))
    bench = _Bench(Voices(entry, text, speech, names, names.rivals_in(entry.id, _speaking(speaking, records)), records), quotes.prepare(text))
    not_speech = tuple(bench.keyed("not-speech", entry.id, ("not_speech", n), "text", (item.text,), item)
                       for n, item in enumerate(record.not_speech))
    turns = tuple(bench.keyed("turn", entry.id, ("turns", n), "starts", (t.starts,), None) for n, t in enumerate(record.turns))
    bench = bench.knowing(not_speech, turns)
    placed: dict[str, WordsCase] = {}
    statements: dict[int, StatementCase] = {}
    for number in _inner_last(record.statements):
        if record.statements[number].quote is not None:
            statements[number] = bench.statement(number, record.statements[number], placed)
    wordings = tuple(bench.words("elsewhere", by, path, statement, elsewhere, placed) for by, path, elsewhere, statement in visits.wordings)
    return SourceCase(
        entry, f"seeds/{entry.id}.txt", text, fault, digest, bench.voices, tuple(statements[n] for n in sorted(statements)),
        tuple(bench.fact(n, fact) for n, fact in enumerate(record.facts) if fact.evidence is not None), not_speech,
        tuple(bench.keyed("passage", by.id, path, "text", (p.text,), p, entry=by) for by, path, p in visits.passages), wordings, turns)


def _form(record: Source) -> str:
    return {"transcript": "transcript", "document": "document", "post": "document"}.get(record.kind, "marks")


def _speaking(wanted: Iterable[str | None], records: Records) -> Iterator[str]:
    """The actors behind the ids of speakers."""
    return (actor for id in wanted if id and (actor := actor_of(id, records)))


@dataclass(frozen=True)
class _Bench:
    """What placing the words of one source needs."""

    voices: Voices
    haystack: quotes.Haystack
    not_speech: tuple[tuple[int, int], ...] = ()

    def knowing(self, not_speech: Sequence[Keyed], turns: Sequence[Keyed]) -> _Bench:
        """The same bench that prefers places outside of what is not speech, and knows the corrected turns."""
        source = self.voices.entry.record
        assert isinstance(source, Source)
        corrected = tuple((keyed.start, actor_of(turn.speaker, self.voices.records))
                          for keyed, turn in zip(turns, source.turns, strict=True) if keyed.found)
        return _Bench(replace(self.voices, corrected=corrected), self.haystack, tuple(span for k in not_speech for span in k.spans))

    def keyed(self, role: str, owner: str, path: Path, key: str, wanted: tuple[str, ...], selector: Selector | Passage | None,
              near: tuple[int, int] | None = None, entry: Entry | None = None, weigh: Wanted | None = None, first: int = 0) -> Keyed:
        """Words placed in this source's text; `near` limits where, `weigh` prefers among several places."""
        wish = weigh or Wanted()
        if selector is not None:
            wish = wish.selected(selector.prefix, selector.suffix, selector.occurrence)
        speech, own = self.voices.speech, self.voices.entry
        found, fault = place(wanted, self.haystack, speech, wish.within(near), speech.language) if speech.text else ((), None)
        return Keyed(role, owner, entry or own, (*path, key), wanted, found, fault, first)

    def words(self, role: str, entry: Entry, path: Path, record: Statement, wording: Statement | Elsewhere,
              placed: dict[str, WordsCase]) -> WordsCase:
        """The words that a statement has in this source, by its `quote` or an `also_in`; `placed` grows by them."""
        voices = self.voices
        speaker = actor_of(record.speaker or "", voices.records)
        outer = placed.get(record.within or "")
        inside = (outer.quote.start, outer.quote.end) if outer and outer.quote.found else None
        typed = wording.attribution or ()
        wish = Wanted(self.not_speech, partial(voices.is_named_in, speaker), typed, turns=voices.turns_of(speaker))
        quote = self.keyed(role, record.id, path, "quote", wording.quote or (), wording, inside, entry, wish)
        is_inner = record.within is not None if role == "quote" else outer is not None
        if quote.found:
            before = placed.get(record.continues or "")
            named = self._attribution(record, path, typed, quote, before) if typed else ()
            tie = self._tie(speaker, quote, is_inner, named, before)
            case = WordsCase(record, path, speaker, quote, is_inner, speech_as_cut(voices.speech, quote.spans), named, tie)
        else:
            case = WordsCase(record, path, speaker, quote, is_inner)
        placed.setdefault(record.id, case)
        return case

    def _attribution(self, record: Statement, path: Path, typed: Sequence[str], quote: Keyed, before: WordsCase | None) -> tuple[Keyed, ...]:
        near = self.voices.neighbourhood(quote.spans, before.quote.start if before and before.quote.found else None)
        return tuple(self.keyed("attribution", record.id, path, "attribution", (words,), None, near, quote.entry, _close_to(quote), first=number)
                     for number, words in enumerate(typed))

    def _tie(self, speaker: str, quote: Keyed, is_inner: bool, named: Sequence[Keyed], before: WordsCase | None) -> Tie:
        verdict = self.voices.tie(speaker, quote.spans, [span for k in named for span in k.spans], is_inner)
        leans = verdict.verdict == "not-near" and not named and before and before.speaker == speaker
        if leans and before and before.tie and before.tie.verdict == "tied" and self.voices.goes_on(speaker, before.quote.spans, quote.spans):
            return Tie("tied", before.tie.by)
        return verdict

    def statement(self, number: int, record: Statement, placed: dict[str, WordsCase]) -> StatementCase:
        """A statement of this source; `placed` grows by its words."""
        path = ("statements", number)
        words = self.words("quote", self.voices.entry, path, record, record, placed)
        if not words.quote.found:
            return StatementCase(words, (), None)
        return StatementCase(words, tuple(self._extra(record, path, words)), self._rung(words))

    def _extra(self, record: Statement, path: Path, words: WordsCase) -> Iterator[Keyed]:
        quote = words.quote
        if record.said and record.said.phrase:
            yield self.keyed("phrase", record.id, (*path, "said"), "phrase", (record.said.phrase,), None, weigh=_close_to(quote))
        if record.prompt:
            asked_in = self.voices.asked_in(words.speaker, quote.start)
            yield self.keyed("prompt", record.id, (*path, "prompt"), "quote", (record.prompt.quote,), None, asked_in, weigh=_close_to(quote))
        yield from self._answers(record.answers, record.id, path, quote)

    def _answers(self, answers: Mapping[str, Answer], owner: str, path: Path, span: Keyed) -> Iterator[Keyed]:
        for question, answer in answers.items():
            for key in ("condition", "because"):
                words = getattr(answer, key)
                if words:
                    yield self.keyed(key, owner, (*path, "answers", question), key, (words,), None, (span.start, span.end), weigh=_close_to(span))

    def _rung(self, words: WordsCase) -> Rung | None:
        """The rung that follows from the record and the text, before a typed one is weighed."""
        source = self.voices.entry.record
        if not words.speaker:
            return None
        assert isinstance(source, Source)
        kind, _, id = words.speaker.partition("/")
        speaker = self.voices.records.by_kind[kind][id].record
        return rung.derive(words.record, speaker, source, words.speech, self._reporters_words(words.quote))

    def _reporters_words(self, quote: Keyed) -> str:
        """The words around the parts that stand in no quotation marks."""
        speech = self.voices.speech
        sentence = speech.sentences_over(quote.start, quote.end)
        pieces, at = [], sentence.start
        for quoted in speech.outermost_over(sentence.start, sentence.end):
            if sentence.start <= quoted.start and quoted.end <= sentence.end:
                pieces.append(speech.text[at:quoted.start])
                at = max(at, quoted.end)
        return " ".join([*pieces, speech.text[at:sentence.end]])

    def fact(self, number: int, record: Fact) -> FactCase:
        """A fact with its evidence and what else of it was placed."""
        path = ("facts", number)
        evidence = self.keyed("evidence", record.id, path, "evidence", record.evidence or (), record)
        extra = tuple(self._answers(record.answers, record.id, path, evidence)) if evidence.found else ()
        return FactCase(record, path, evidence, extra)


def _close_to(quote: Keyed) -> Wanted:
    return Wanted(close_to=(quote.start, quote.end))
