"""A checked statement or fact, resolved: its parts, its date, its rung, for whom it speaks. Cannot fail on data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from . import dates, quotes, rung
from .cases import FactCase, Keyed, Proofs, SourceCase, StatementCase, WordsCase
from .dates import Edtf
from .model import Answer, Organisation, Person, Question, Source, Statement
from .resolved import ElsewherePart, Office, Part, ResolvedAnswer, ResolvedFact, ResolvedStatement
from .voices import actor_of

Successors = Mapping[str, SourceCase]  # by the id of the source that each replaces
_OPENING = re.compile(r"\S+(?:\s+\S+){0,4}")  # the first words of a part, as a link to them names them
_ENOUGH = 2  # spaces between words that are hardly found on a page by chance
_REACH = 120  # characters in which the words around a part are looked for


def _part(source: SourceCase, match: quotes.Match, speech: str | None, omits: bool = False) -> Part:
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
    lead, trail = ("", "") if speech is None else _around(text, match.start, match.end)
    return Part(text[match.start:match.end], match.start, match.end, low, high, speech, match.differences, before, after, quoted, omits, lead, trail)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Up to three words on the same line directly before and after, where the first words of the part are few or stand in the text again."""
    opening = _OPENING.match(text, start, end)
    if opening and opening[0].count(" ") >= _ENOUGH and text.count(opening[0]) == 1:
        return "", ""
    lead = text[max(0, start - _REACH):start].rstrip().rpartition("\n")[2].split()[-3:]
    trail = text[end:end + _REACH].lstrip().partition("\n")[0].split()[:3]
    return tuple(" ".join(words) if any(map(str.isalnum, "".join(words))) else "" for words in (lead, trail))  # type: ignore[return-value]


def _parts(source: SourceCase, case: WordsCase) -> tuple[Part, ...]:
    """The parts of a statement in one source. Between two of them a reporter may only have interrupted, or words of the speech are left out."""
    found: list[Part] = []
    end = case.quote.start
    for match, kind in zip(case.quote.found, case.speech, strict=True):
        found.append(_part(source, match, kind, bool(found) and _leaves_out(source, end, match.start)))
        end = match.end
    return tuple(found)


def _leaves_out(source: SourceCase, end: int, start: int) -> bool:
    """True where words of the same speech stand between the end of a part and the start of the next."""
    if source.speech.form != "marks":
        return True
    between = (source.text[max(q.start, end):min(q.end, start)] for q in source.speech.outermost_over(end, start))
    return any(c.isalnum() for words in between for c in words)


def _answers(answers: Mapping[str, Answer], questions: Mapping[str, Question], extra: Sequence[Keyed], text: str) -> tuple[ResolvedAnswer, ...]:
    if not answers:
        return ()
    archived = {(k.path[-2], k.path[-1]): text[k.start:k.end] for k in extra if k.role in ("condition", "because") and k.found}
    found = []
    for id in [id for id in questions if id in answers]:
        question, answer = questions[id], answers[id]
        rank = [s.id for s in question.scale.stances].index(answer.stance)
        found.append(ResolvedAnswer(id, answer.stance, question.scale.stances[rank].label, rank, answer.strength,
                                    archived.get((id, "condition")), archived.get((id, "because"))))
    return tuple(found)


def said_of(record: Statement, source: Source) -> tuple[Edtf, bool]:
    """When a statement was said, and True where that is only bounded by publication."""
    if record.said is not None:
        return dates.date_of(record.said.date), False
    return _bound(source), True


def _bound(source: Source) -> Edtf:
    """Not after the original was published; where that is open, not after the text was retrieved."""
    latest = published(source).latest or dates.date_of(source.archive.retrieved).latest
    return dates.date_of(f"../{latest.isoformat()}") if latest else dates.date_of(source.archive.retrieved)


def published(source: Source) -> Edtf:
    """When the original was published, else the archived copy."""
    original = source.derived_from
    return dates.date_of(original.published if original and original.published else source.published)


def _told_on(source: Source) -> Edtf:
    """When a source says something in its own voice: what is keyed from a copy whose original is archived too is the copy's."""
    return dates.date_of(source.published) if source.derived_from and source.derived_from.source else published(source)


def _offices(person: Person, said: Edtf) -> tuple[Office, ...]:
    """The offices that a person held when something was said; those that represent first.

    A date without a beginning is judged by its last day, one of several days by all of them. An end that is not recorded does not
    make an office doubtful.
    """
    found = []
    for membership in person.memberships:
        dates_held = dates.parse(membership.dates) if membership.dates else None
        if dates_held is not None and not isinstance(dates_held, Edtf):
            continue  # a source is resolved before its people are judged; with this fault nothing is built of it
        if dates_held is None or dates.contains(dates_held, said) != "no":
            found.append(Office(membership.role, membership.country, membership.organisation, membership.represents,
                                dates_held is None or _surely_held(dates_held, said)))
    return tuple(sorted(found, key=lambda o: not o.represents))


def _surely_held(held: Edtf, said: Edtf) -> bool:
    last = said.latest or said.earliest
    if last is None:
        return False
    first = said.earliest or last
    if dates.contains(held, first) == dates.contains(held, last) == "yes":
        return True
    begun = held.start.latest if held.start else held.latest
    return held.unknown_end and begun is not None and begun <= first


def _no_later(said: Edtf, source: Source) -> Edtf:
    """What a source tells was said by the time that its original was published, also where its date alone would leave more days."""
    latest = _bound(source).latest
    if said.earliest is None or latest is None or not said.earliest <= latest < (said.latest or date.max):
        return said
    return dates.date_of(f"{said.earliest.isoformat()}/{latest.isoformat()}")


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
    if not body.members:
        return set()
    spans = [(k.start, k.end) for k in (case.quote, *case.attribution) if k.found] + list(case.tie.by if case.tie else ())
    named = {actor.partition("/")[2] for start, end in spans for m in source.voices.named_in(start, end) for actor in m.actors}
    return named.intersection(body.members)


def statement(source: SourceCase, case: StatementCase, proofs: Proofs, name_of: Callable[[str], str],
               questions: Mapping[str, Question], successors: Successors) -> ResolvedStatement:
    record = case.record
    actor = actor_of(record.speaker or "", proofs.records)
    kind, _, speaker = actor.partition("/")
    said, is_bound = said_of(record, source.record)
    person = proofs.records.by_kind[kind][speaker].record
    offices = _offices(person, _no_later(said, source.record)) if isinstance(person, Person) else ()
    parts = _parts(source, case.words)
    assert case.rung is not None
    standing = rung.effective(record, case.rung)
    kinds = [s for s in case.speech if s != "indirect"]
    archived = {k.role: source.text[k.start:k.end] for k in case.extra if k.found}
    tied = [(k.start, k.end) for k in case.attribution if k.found] or list(case.tie.by if case.tie else ())
    return ResolvedStatement(
        id=record.id, source=source.entry.id, speaker=speaker, speaker_name=name_of(actor), speaker_kind=kind, offices=offices,
        speaks_for=_speaks_for(record, kind, proofs, offices, source, case),
        speaks_for_reason=record.speaks_for.reason if record.speaks_for else None,
        parts=parts, paraphrase=record.paraphrase, speech=record.speech or (kinds[0] if kinds else "indirect"), rung=standing,
        rung_reason=rung.reason(standing, record.spoken_in is not None), said=said, said_phrase=archived.get("phrase"),
        said_basis=record.said.basis if record.said else None, said_is_bound=is_bound,
        answers=_answers(record.answers, questions, case.extra, source.text),
        attribution=tuple(source.text[a:b] for a, b in tied), venue=record.venue, medium=record.medium,
        audience=tuple(name_of(heard) if (heard := actor_of(a, proofs.records)) else a for a in record.audience), about=record.about,
        on_behalf_of=record.on_behalf_of, via=record.via, within=record.within, continues=record.continues,
        prompt=archived.get("prompt"), prompt_speaker=record.prompt.speaker if record.prompt else None, replies_to=record.replies_to,
        endorses=record.endorses,
        also_in=tuple(ElsewherePart(other.entry.id, _parts(other, words)) for other, words in proofs.wordings.get(record.id, ())),
        spoken_in=record.spoken_in, translations=record.translations, allegation=record.allegation, corrections=record.corrections,
        disputed=record.disputed, retracted=record.retracted, withdrawn=record.withdrawn, erased=record.erased,
        reviewed_by=record.reviewed.by if record.reviewed else None, reviewed_why=record.reviewed.why if record.reviewed else None,
        still_stands=_still_stands(source, record, successors))


def _still_stands(source: SourceCase, record: Statement, successors: Successors) -> bool:
    """True where the newest version of the source still carries the words of every part."""
    newest, seen = source, {source.entry.id}
    while (later := successors.get(newest.entry.id)) is not None and later.entry.id not in seen:
        newest = later
        seen.add(later.entry.id)
    return newest is source or all(
        quotes.find(words, newest.text, newest.record.language).matches for words in record.quote or ())


def erased(proofs: Proofs) -> dict[str, ResolvedStatement]:
    """Statements whose words were erased: the id and the notice stay."""
    found = {}
    for source in proofs.sources.values():
        for record in source.record.statements:
            if record.erased is None or record.quote is not None:
                continue
            said, is_bound = said_of(record, source.record)
            found[record.id] = ResolvedStatement(
                record.id, source.entry.id, "", "", "", (), (), None, (), None, "indirect", "unverified", "The words were erased.", said,
                None, None, is_bound, (), (), None, None, (), (), None, None, None, None, None, None, None, None, (), None, (), None, (), (),
                None, None, record.erased, None, None)
    return found


def fact(source: SourceCase, case: FactCase, questions: Mapping[str, Question]) -> ResolvedFact:
    record = case.record
    return ResolvedFact(
        record.id, source.entry.id, record.about, record.claim or "", tuple(_part(source, m, None) for m in case.evidence.found),
        _answers(record.answers, questions, case.extra, source.text),
        dates.date_of(record.date) if record.date else _told_on(source.record), record.date is None, record.corrections, record.disputed,
        record.retracted, record.withdrawn, record.erased)
