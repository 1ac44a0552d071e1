"""Checked records to the resolved dossier: references followed, orders made, positions derived. Cannot fail on data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from . import coverage, dates, positions, quotes, rights, rung
from .cases import FactCase, Keyed, Proofs, SourceCase, StatementCase, WordsCase
from .dates import Edtf
from .model import Answer, Event, Organisation, Person, Question, Source, Statement
from .resolved import (Dossier, ElsewherePart, Office, Part, Proof, ResolvedAnswer, ResolvedEvent, ResolvedFact, ResolvedNotSpeech,
                       ResolvedSource, ResolvedStatement)
from .voices import actor_of

Successors = Mapping[str, SourceCase]  # by the id of the source that each replaces


def resolve(proofs: Proofs, country_names: Mapping[str, Sequence[str]]) -> Dossier:
    """The dossier of records in which no rule found an error.

    `country_names`: names by ISO code, the first for display.
    """
    records = proofs.records
    assert records.dossier is not None
    record = records.dossier.record
    names = _display_names(proofs, country_names)
    questions = _questions(proofs)
    successors = {s.record.supersedes: s for s in proofs.sources.values() if s.record.supersedes}
    statements = {s.id: s for s in (_statement(source, case, proofs, names, questions, successors)
                                    for source in proofs.sources.values() for case in source.statements)}
    statements |= _erased(proofs, names)
    facts = {f.id: f for f in (_fact(source, case, questions) for source in proofs.sources.values() for case in source.facts)}
    events = {e.id: ResolvedEvent(e.id, e.record, _date(e.record.date)) for e in records.by_kind["events"].values()
              if isinstance(e.record, Event)}
    ordered = tuple(s.id for s in sorted(statements.values(), key=lambda s: (dates.sort_key(s.said), s.source, _start(s), s.id)))
    holders = _holders(proofs, names)
    return Dossier(
        record=record, language=record.languages[0], questions=MappingProxyType(questions),
        countries=_of_kind(proofs, "countries"), organisations=_of_kind(proofs, "organisations"), people=_of_kind(proofs, "people"),
        events=_by_id(events), sources=_by_id({s.entry.id: _source(s, proofs, successors) for s in proofs.sources.values()}),
        statements=_by_id(statements), facts=_by_id(facts), names=MappingProxyType(names),
        positions=MappingProxyType(dict(positions.derive(
            holders, tuple(questions), (statements[i] for i in ordered), (facts[i] for i in sorted(facts)),
            _carried_by(record.positions_of), lambda e: e.answer.condition))),
        holders=holders,
        by_speaker=_index((f"{statements[i].speaker_kind}/{statements[i].speaker}", i) for i in ordered),
        by_question=_index((a.question, i) for i in ordered for a in statements[i].answers),
        speaking_for=_index((holder, i) for i in ordered for holder in statements[i].speaks_for),
        statements_about=_index((actor, i) for i in ordered for actor in statements[i].about),
        facts_about=_index((actor, i) for i in sorted(facts, key=lambda i: (facts[i].source, facts[i].parts[0].start if facts[i].parts else 0))
                           for actor in facts[i].about),
        replies=_index((target, i) for i in ordered for target in (statements[i].replies_to, statements[i].endorses) if target),
        timeline=ordered, files=MappingProxyType(_files(proofs)), proof=_proof(proofs),
        as_of=max((s.record.archive.retrieved for s in proofs.sources.values()), default=""))


# --- small things ------------------------------------------------------------------------------------------------


def _by_id(items: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType({key: items[key] for key in sorted(items)})


def _of_kind(proofs: Proofs, kind: str) -> Mapping[str, Any]:
    return _by_id({e.id: e.record for e in proofs.records.by_kind[kind].values()})


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return MappingProxyType({key: tuple(found[key]) for key in sorted(found)})


def _date(text: str) -> Edtf:
    parsed = dates.parse(text)
    assert isinstance(parsed, Edtf), f"an unchecked date: {text}"
    return parsed


def _start(statement: ResolvedStatement) -> int:
    return statement.parts[0].start if statement.parts else 0


def _questions(proofs: Proofs) -> dict[str, Question]:
    records = proofs.records
    assert records.dossier is not None
    entries = records.by_kind["questions"]
    order = dict.fromkeys((*records.dossier.record.questions, *sorted(entries)))
    return {id: entries[id].record for id in order}


def _display_names(proofs: Proofs, country_names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for kind in ("countries", "organisations", "people", "sources"):
        for entry in proofs.records.by_kind[kind].values():
            record = entry.record
            own = record.title if isinstance(record, Source) else record.name
            names[f"{kind}/{entry.id}"] = own or next(iter(country_names.get(entry.id, ())), entry.id.upper())
    return names


def _files(proofs: Proofs) -> dict[str, str]:
    records = proofs.records
    assert records.dossier is not None
    found = {f"{kind}/{e.id}": e.file for kind, entries in records.by_kind.items() for e in entries.values()}
    found |= {f"statements/{id}": source.entry.file for id, (source, _) in proofs.statements.items()}
    found |= {f"facts/{id}": source.entry.file for id, (source, _) in proofs.facts.items()}
    return found | {"dossier": records.dossier.file}


def _holders(proofs: Proofs, names: Mapping[str, str]) -> tuple[str, ...]:
    records = proofs.records
    assert records.dossier is not None
    kind = records.dossier.record.positions_of
    left_out = _mere_publishers(proofs) if kind == "organisations" else frozenset()
    return tuple(sorted(records.by_kind[kind].keys() - left_out, key=lambda id: (names[f"{kind}/{id}"].casefold(), id)))


def _mere_publishers(proofs: Proofs) -> frozenset[str]:
    """Organisations that publish sources and do nothing else here: no position can be theirs, so none is missing."""
    sources = [s.record for s in proofs.sources.values()]
    said = [case.record for _, case in proofs.statements.values()]
    bodies = proofs.records.by_kind["organisations"]
    held = [m for e in proofs.records.by_kind["people"].values() if isinstance(e.record, Person) for m in e.record.memberships]
    acting = {s.speaker for s in said} | {one for s in said if s.speaks_for for one in s.speaks_for.countries} | {s.issuer for s in sources}
    acting |= {about for _, case in proofs.facts.values() if case.record.answers for about in case.record.about}
    acting |= {m.organisation for m in held if m.represents}
    acting |= {one for id, e in bodies.items() if isinstance(e.record, Organisation) and e.record.members for one in (id, *e.record.members)}
    publishing = {s.publisher for s in sources} | {s.derived_from.publisher for s in sources if s.derived_from}
    return frozenset(bodies) & publishing - acting


def _carried_by(positions_of: str) -> Any:
    if positions_of == "people":
        return lambda s: (s.speaker,) if s.speaker_kind == "people" else ()
    return lambda s: s.speaks_for


# --- statements and facts ------------------------------------------------------------------------------------------


def _part(source: SourceCase, match: quotes.Match, speech: str | None) -> Part:
    text = source.text
    before, after = "", ""
    quoted: tuple[tuple[int, int], ...] = ()
    if speech == "partial":
        sentence = source.speech.sentences_over(match.start, match.end)
        before, after = text[sentence.start:match.start], text[match.end:sentence.end]
    elif speech == "indirect":
        quoted = tuple((q.start - match.start, q.end - match.start) for q in source.speech.quoted
                       if q.level == 0 and match.start <= q.start and q.end <= match.end)
    low, high = quotes.byte_span(text, match.start, match.end)
    return Part(text[match.start:match.end], match.start, match.end, low, high, speech, match.differences, before, after, quoted)


def _parts(source: SourceCase, case: WordsCase) -> tuple[Part, ...]:
    """The parts of a statement in one source. Between two of them a reporter may only have interrupted, or words of the speech are left out."""
    found = []
    end = case.quote.start
    for match, kind in zip(case.quote.found, case.speech, strict=True):
        between = [source.text[max(q.start, end):min(q.end, match.start)] for q in source.speech.outermost_over(end, match.start)]
        omits = source.speech.form != "marks" or any(c.isalnum() for words in between for c in words)
        found.append(replace(_part(source, match, kind), omits=bool(found) and omits))
        end = match.end
    return tuple(found)


def _answers(answers: Mapping[str, Answer], questions: Mapping[str, Question], extra: Sequence[Keyed], text: str) -> tuple[ResolvedAnswer, ...]:
    archived = {(k.path[-2], k.path[-1]): text[k.start:k.end] for k in extra if k.role in ("condition", "because") and k.found}
    found = []
    for id, question in questions.items():
        answer = answers.get(id)
        if answer is None:
            continue
        rank = next(n for n, s in enumerate(question.scale.stances) if s.id == answer.stance)
        found.append(ResolvedAnswer(id, answer.stance, question.scale.stances[rank].label, rank, answer.strength,
                                    archived.get((id, "condition")), archived.get((id, "because"))))
    return tuple(found)


def said_of(record: Statement, source: Source) -> tuple[Edtf, bool]:
    """When a statement was said, and True where that is only bounded by publication."""
    if record.said is not None:
        return _date(record.said.date), False
    return _bound(source), True


def _bound(source: Source) -> Edtf:
    """Not after the original was published; where that is open, not after the text was retrieved."""
    latest = _published(source).latest or _date(source.archive.retrieved).latest
    return _date(f"../{latest.isoformat()}") if latest else _date(source.archive.retrieved)


def _published(source: Source) -> Edtf:
    """When the original was published, else the archived copy."""
    original = source.derived_from
    return _date(original.published if original and original.published else source.published)


def _offices(person: Person, said: Edtf) -> tuple[Office, ...]:
    """The offices that a person held when something was said; those that represent first.

    A date that is only bounded is judged by its last day. An end that is not recorded does not make an office doubtful.
    """
    found = []
    for membership in person.memberships:
        dates_held = _date(membership.dates) if membership.dates else None
        if dates_held is None or dates.contains(dates_held, said) != "no":
            found.append(Office(membership.role, membership.country, membership.organisation, membership.represents,
                                dates_held is None or _surely_held(dates_held, said)))
    return tuple(sorted(found, key=lambda o: not o.represents))


def _surely_held(held: Edtf, said: Edtf) -> bool:
    day = said.latest or said.earliest
    if day is None:
        return False
    if dates.contains(held, day) == "yes":
        return True
    begun = held.start.latest if held.start else held.latest
    return held.unknown_end and begun is not None and begun <= day


def _speaks_for(record: Statement, speaker_kind: str, proofs: Proofs, offices: Sequence[Office], source: SourceCase,
                case: StatementCase) -> tuple[str, ...]:
    """Countries and organisations that the speaker speaks for here; sorted."""
    if record.speaks_for is not None:
        return tuple(sorted(record.speaks_for.countries))
    if speaker_kind == "people":
        return tuple(sorted({o.country or o.organisation or "" for o in offices if o.represents}))
    if speaker_kind == "countries":
        return (record.speaker or "",)
    if speaker_kind == "sources":
        issuer = source.record.issuer
        return (issuer,) if issuer and not actor_of(issuer, proofs.records).startswith("people/") else ()
    body = proofs.records.by_kind["organisations"][record.speaker or ""].record
    assert isinstance(body, Organisation)
    own = {record.speaker or ""} | ({body.country} if body.represents and body.country else set())
    return tuple(sorted(own | _members_named(body, source, case)))


def _members_named(body: Organisation, source: SourceCase, case: StatementCase) -> set[str]:
    """Members of a group that its text or the attribution names: only these are bound."""
    spans = [(k.start, k.end) for k in (case.quote, *case.attribution) if k.found] + list(case.tie.by if case.tie else ())
    named = {actor.partition("/")[2] for start, end in spans for m in source.names.mentions(source.text, start, end) for actor in m.actors}
    return named.intersection(body.members)


def _statement(source: SourceCase, case: StatementCase, proofs: Proofs, names: Mapping[str, str],
               questions: Mapping[str, Question], successors: Successors) -> ResolvedStatement:
    record = case.record
    kind, _, speaker = actor_of(record.speaker or "", proofs.records).partition("/")
    said, is_bound = said_of(record, source.record)
    person = proofs.records.by_kind[kind][speaker].record
    offices = _offices(person, said) if isinstance(person, Person) else ()
    parts = _parts(source, case.words)
    assert case.rung is not None
    standing = rung.effective(record, case.rung)
    kinds = [s for s in case.speech if s != "indirect"]
    archived = {k.role: source.text[k.start:k.end] for k in case.extra if k.found}
    tied = [(k.start, k.end) for k in case.attribution if k.found] or list(case.tie.by if case.tie else ())
    return ResolvedStatement(
        id=record.id, source=source.entry.id, speaker=speaker, speaker_name=names[f"{kind}/{speaker}"], speaker_kind=kind, offices=offices,
        speaks_for=_speaks_for(record, kind, proofs, offices, source, case),
        speaks_for_reason=record.speaks_for.reason if record.speaks_for else None,
        parts=parts, paraphrase=record.paraphrase, speech=record.speech or (kinds[0] if kinds else "indirect"), rung=standing,
        rung_reason=rung.REASONS[standing], said=said, said_phrase=archived.get("phrase"),
        said_basis=record.said.basis if record.said else None, said_is_bound=is_bound,
        answers=_answers(record.answers, questions, case.extra, source.text),
        attribution=tuple(source.text[a:b] for a, b in tied), venue=record.venue, medium=record.medium,
        audience=tuple(names.get(actor_of(a, proofs.records), a) for a in record.audience), about=record.about,
        on_behalf_of=record.on_behalf_of, via=record.via, within=record.within, continues=record.continues,
        prompt=archived.get("prompt"), prompt_speaker=record.prompt.speaker if record.prompt else None, replies_to=record.replies_to,
        endorses=record.endorses,
        also_in=tuple(ElsewherePart(other.entry.id, _parts(other, words)) for other, words in proofs.wordings.get(record.id, ())),
        spoken_in=record.spoken_in, translations=record.translations, allegation=record.allegation, corrections=record.corrections,
        disputed=record.disputed, retracted=record.retracted, withdrawn=record.withdrawn, erased=record.erased,
        reviewed_by=record.reviewed.by if record.reviewed else None, reviewed_why=record.reviewed.why if record.reviewed else None,
        line=source.entry.span(*case.path).line, still_stands=_still_stands(source, record, successors))


def _still_stands(source: SourceCase, record: Statement, successors: Successors) -> bool:
    """True where the newest version of the source still carries the words of every part."""
    newest, seen = source, {source.entry.id}
    while (later := successors.get(newest.entry.id)) is not None and later.entry.id not in seen:
        newest = later
        seen.add(later.entry.id)
    return newest is source or all(
        quotes.find(words, newest.text, newest.record.language).matches for words in record.quote or ())


def _erased(proofs: Proofs, names: Mapping[str, str]) -> dict[str, ResolvedStatement]:
    """Statements whose words were erased: the id and the notice stay."""
    found = {}
    for source in proofs.sources.values():
        for number, record in enumerate(source.record.statements):
            if record.erased is None or record.quote is not None:
                continue
            said, is_bound = said_of(record, source.record)
            found[record.id] = ResolvedStatement(
                record.id, source.entry.id, "", "", "", (), (), None, (), None, "indirect", "unverified", "The words were erased.", said,
                None, None, is_bound, (), (), None, None, (), (), None, None, None, None, None, None, None, None, (), None, (), None, (), (),
                None, None, record.erased, None, None, source.entry.span("statements", number).line)
    return found


def _fact(source: SourceCase, case: FactCase, questions: Mapping[str, Question]) -> ResolvedFact:
    record = case.record
    return ResolvedFact(
        record.id, source.entry.id, record.about, record.claim or "", tuple(_part(source, m, None) for m in case.evidence.found),
        _answers(record.answers, questions, case.extra, source.text),
        _date(record.date) if record.date else _published(source.record), record.date is None, record.corrections, record.disputed,
        record.retracted, record.withdrawn, record.erased, source.entry.span(*case.path).line)


# --- sources -------------------------------------------------------------------------------------------------------


def _source(source: SourceCase, proofs: Proofs, successors: Successors) -> ResolvedSource:
    record = source.record
    original = record.derived_from
    keyed = coverage.of_source(source)
    successor = successors.get(source.entry.id)
    return ResolvedSource(
        source.entry.id, record, _date(record.published), _date(record.archive.retrieved), original,
        _date(original.published) if original and original.published else None, bool(original and original.source), record.alterations,
        tuple(c.record.id for c in sorted(source.statements, key=lambda c: c.quote.start)),
        tuple(c.record.id for c in sorted(source.facts, key=lambda c: c.evidence.start)),
        tuple(ResolvedNotSpeech(item.kind, source.text[k.start:k.end], k.start, k.end, item.note)
              for item, k in zip(record.not_speech, source.not_speech, strict=True)),
        len(source.text), rights.count_words(source.text), rights.own_words(source), rights.own_words_published(source),
        keyed.quoted, keyed.keyed, successor.entry.id if successor else None, _root(source.entry.id, proofs))


def _root(id: str, proofs: Proofs) -> str:
    """The origin of a chain of republished copies: an archived source's id, else publisher and title of the original."""
    seen = set[str]()
    while id in proofs.sources and id not in seen:
        seen.add(id)
        original = proofs.sources[id].record.derived_from
        if original is None:
            return id
        if original.source is None:
            return f"{original.publisher or ''}: {original.title}"
        id = original.source
    return id


def _proof(proofs: Proofs) -> Proof:
    digest = hashlib.sha256()
    counts = dict.fromkeys(("parts", "passages", "spans"), 0)
    for id, source in proofs.sources.items():
        digest.update(f"{id} {source.record.archive.sha256}\n".encode())
        for keyed in source.claimed:
            counts["spans"] += len(keyed.found)
            counts["parts"] += len(keyed.found) if keyed.role in ("quote", "elsewhere") else 0
            counts["passages"] += len(keyed.found) if keyed.role == "passage" else 0
            for match in keyed.found:
                digest.update(f"{keyed.role} {keyed.owner} {match.start} {match.end}\n".encode())
    return Proof(len(proofs.statements), len(proofs.facts), counts["parts"], counts["passages"], counts["spans"], len(proofs.sources),
                 digest.hexdigest())


