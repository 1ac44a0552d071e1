"""Checked records to the resolved dossier: references followed, orders made, positions derived. Cannot fail on data.

`resolve_sources` works out what the sources of one bundle say, and needs no other bundle; `assemble` makes the
dossier of what was worked out. `resolve` does both, for all sources as one bundle.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from . import coverage, dates, positions, rights, sayings
from .cases import Proofs, SourceCase
from .frozen import replace
from .indexes import others_of, proof_of, questions_of
from .lazy import Lazy
from .model import Organisation, Person, Source
from .plain import to_plain
from .reading import Records
from .resolved import Dossier, ResolvedFact, ResolvedNotSpeech, ResolvedSource, ResolvedSources, ResolvedStatement, SourceSummary, Summary


def resolve(proofs: Proofs, country_names: Mapping[str, Sequence[str]]) -> Dossier:
    """The dossier of records in which no rule found an error.

    `country_names`: names by ISO code, the first for display.
    """
    found = resolve_sources(proofs, country_names)
    return assemble(proofs.records, country_names, found.sources, found.statements, found.facts, found.summaries)


# --- what sources say ---------------------------------------------------------------------------------------------


def resolve_sources(proofs: Proofs, country_names: Mapping[str, Sequence[str]]) -> ResolvedSources:
    """What these sources add to the dossier. They name no source that is not among them."""
    def name_of(actor: str) -> str:
        kind, _, id = actor.partition("/")
        return proofs.sources[id].record.title if kind == "sources" else _display_name(proofs.records, country_names, kind, id)

    questions = questions_of(proofs.records)
    successors = {s.record.supersedes: s for s in proofs.sources.values() if s.record.supersedes}
    statements = {s.id: s for s in (sayings.statement(source, case, proofs, name_of, questions, successors)
                                    for source in proofs.sources.values() for case in source.statements)}
    statements |= sayings.erased(proofs)
    facts = {f.id: f for f in (sayings.fact(source, case, questions) for source in proofs.sources.values() for case in source.facts)}
    said: dict[str, list[Summary]] = {id: [] for id in proofs.sources}
    told: dict[str, list[Summary]] = {id: [] for id in proofs.sources}
    speech: dict[str, list[tuple[str, ...]]] = {id: [] for id in proofs.sources}
    for statement in statements.values():
        said[statement.source].append(statement_summary(statement))
        speech[statement.source].append(kinds_of_speech(statement))
    for fact in facts.values():
        told[fact.source].append(fact_summary(fact))
    return ResolvedSources({s.entry.id: _source(s, proofs, successors) for s in proofs.sources.values()}, statements, facts,
                           tuple(_source_summary(s, tuple(said[s.entry.id]), tuple(told[s.entry.id]), tuple(speech[s.entry.id])) for s in proofs.sources.values()))


def statement_summary(s: ResolvedStatement) -> Summary:
    """What the plan and the indexes need of a statement."""
    return Summary(
        s.id, (*dates.sort_key(s.said), s.source, s.parts[0].start if s.parts else 0), f"{s.speaker_kind}/{s.speaker}" if s.speaker else "",
        s.speaker_name, tuple([(a.question, a.stance, a.strength) for a in s.answers]), s.speaks_for, s.about, s.within,
        tuple([t for t in (s.replies_to, s.endorses) if t]), s.rung, not (s.withdrawn or s.erased), s.erased is not None, bool(s.parts),
        s.is_declared, s.is_told_in_our_words, _print((s.is_live, s.rung, s.said, s.offices, s.answers)), _is_noticed(s),
        s.allegation.reply if s.allegation else None)


def fact_summary(f: ResolvedFact) -> Summary:
    """What the plan and the indexes need of a fact."""
    return Summary(
        f.id, (*dates.sort_key(f.date), f.source, f.parts[0].start if f.parts else 0), "", "", tuple([(a.question, a.stance, a.strength) for a in f.answers]),
        (), f.about, None, (), "reported", not (f.withdrawn or f.erased), f.erased is not None, bool(f.parts), False, False,
        _print((f.is_live, f.date, f.answers)), _is_noticed(f))


def kinds_of_speech(s: ResolvedStatement) -> tuple[str, ...]:
    """The kinds of speech among its parts, each once, in their order."""
    return tuple(dict.fromkeys([part.speech for part in s.parts if part.speech]))


def _is_noticed(record: ResolvedStatement | ResolvedFact) -> bool:
    return not record.is_live or bool(record.corrections or record.disputed)


def _print(value: tuple[object, ...]) -> bytes:
    return hashlib.blake2b(marshal.dumps(to_plain(value), 2), digest_size=8).digest()


def _source_summary(source: SourceCase, said: tuple[Summary, ...], told: tuple[Summary, ...], speech: tuple[tuple[str, ...], ...]) -> SourceSummary:
    record, original = source.record, source.record.derived_from
    counts = dict.fromkeys(("parts", "passages", "spans"), 0)
    digest = hashlib.sha256(f"{source.entry.id} {record.archive.sha256}\n".encode())
    for keyed in source.claimed:
        counts["spans"] += len(keyed.found)
        counts["parts"] += len(keyed.found) if keyed.role in ("quote", "elsewhere") else 0
        counts["passages"] += len(keyed.found) if keyed.role == "passage" else 0
        for match in keyed.found:
            digest.update(f"{keyed.role} {keyed.owner} {match.start} {match.end}\n".encode())
    return SourceSummary(
        source.entry.id, record.title, source.entry.file, record.archive.retrieved,
        (original.published if original else None) or record.published, said, told,
        (len(source.statements), _checked(source), len(source.facts), counts["parts"], counts["passages"], counts["spans"]), digest.hexdigest(),
        tuple(sorted({one for one in (record.publisher, original.publisher if original else None) if one})),
        tuple(sorted(_acting(source))), bool(record.corrections or record.retracted), len(record.not_speech), speech)


def _checked(source: SourceCase) -> int:
    """How many statements have words to show, each part of which was placed."""
    return sum(not case.record.withdrawn and bool(case.quote.found) and all(match.end > match.start for match in case.quote.found)
               for case in source.statements)


def _acting(source: SourceCase) -> Iterable[str]:
    """The ids of those who do something in a source beside publishing it."""
    said = [case.record for case in source.statements]
    acting = {s.speaker for s in said} | {one for s in said if s.speaks_for for one in s.speaks_for.countries} | {source.record.issuer}
    acting |= {about for case in source.facts if case.record.answers for about in case.record.about}
    return {one for one in acting if one}


def _source(source: SourceCase, proofs: Proofs, successors: sayings.Successors) -> ResolvedSource:
    record = source.record
    original = record.derived_from
    keyed = coverage.of_source(source)
    successor = successors.get(source.entry.id)
    return ResolvedSource(
        source.entry.id, _without_findings(record), dates.date_of(record.published),
        dates.date_of(record.archive.retrieved), original,
        dates.date_of(original.published) if original and original.published else None, bool(original and original.source), record.alterations,
        tuple(c.record.id for c in sorted(source.statements, key=lambda c: c.quote.start)),
        tuple(c.record.id for c in sorted(source.facts, key=lambda c: c.evidence.start)),
        tuple(ResolvedNotSpeech(item.kind, source.text[k.start:k.end], k.start, k.end, item.note)
              for item, k in zip(record.not_speech, source.not_speech, strict=True)),
        len(source.text), rights.count_words(source.text), rights.own_words(source), rights.own_words_published(source),
        keyed.quoted, keyed.keyed, successor.entry.id if successor else None, _root(source.entry.id, proofs))


def _without_findings(record: Source) -> Source:
    """The source alone: its statements and facts are resolved apart from it."""
    return Source.of({name: value for name, value in record.__dict__.items() if name not in ("statements", "facts")})


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


# --- the whole ----------------------------------------------------------------------------------------------------


def assemble(records: Records, country_names: Mapping[str, Sequence[str]], sources: Mapping[str, ResolvedSource],
             statements: Mapping[str, ResolvedStatement], facts: Mapping[str, ResolvedFact], summaries: Iterable[SourceSummary]) -> Dossier:
    """The dossier. `records`: those that are no sources; of sources only what `summaries` say is looked at, so that
    the values of the mappings may be worked out when they are first read."""
    assert records.dossier is not None
    record = records.dossier.record
    summaries = sorted(summaries, key=lambda s: s.id)
    questions = questions_of(records)
    names = _display_names(records, country_names) | {f"sources/{s.id}": s.title for s in summaries}
    said = sorted((one for s in summaries for one in s.statements), key=lambda one: (one.order, one.id))
    told = sorted((one for s in summaries for one in s.facts), key=lambda one: one.order[4:6])  # source and place; facts of one place as in the file
    holders = _holders(records, summaries, names)
    evidence = positions.evidence_index(said, sorted(told, key=lambda one: one.id), record.positions_of)
    return Dossier(
        record=record, language=record.languages[0], questions=MappingProxyType(questions),
        **others_of(records),
        sources=_by_id(sources), statements=_by_id(statements), facts=_by_id(facts), source_summaries=MappingProxyType({one.id: one.without_words() for one in summaries}),
        summaries=MappingProxyType({one.id: one for one in (*said, *told)}), names=MappingProxyType(names),
        evidence=MappingProxyType(evidence), positions=Lazy(tuple((holder, question) for holder in sorted(holders) for question in questions),
                       lambda cell: positions.position(*cell, evidence.get(cell, ((), ())), statements, facts)),
        holders=holders,
        by_speaker=_index((one.speaker, one.id) for one in said if one.speaker),
        by_question=_index((question, one.id) for one in said for question, _, _ in one.answers),
        speaking_for=_index((holder, one.id) for one in said for holder in one.speaks_for),
        statements_about=_index((actor, one.id) for one in said for actor in one.about),
        facts_about=_index((actor, one.id) for one in told for actor in one.about),
        replies=_index((target, one.id) for one in said for target in one.targets),
        speech=MappingProxyType(_speech(summaries)), timeline=tuple(one.id for one in said), files=MappingProxyType(_files(records, summaries)), proof=proof_of((s.proven, s.digest) for s in summaries),
        published=tuple(s.published for s in summaries), as_of=max((s.retrieved for s in summaries), default=""),
        accusations=_index((one.reply, one.id) for one in said if one.reply))


def said_anew(before: Dossier, sources: Mapping[str, ResolvedSource], statements: Mapping[str, ResolvedStatement], facts: Mapping[str, ResolvedFact],
              summaries: Iterable[SourceSummary]) -> Dossier:
    """The dossier where sources say other words, and their summaries differ in nothing but what was proven."""
    summaries = sorted(summaries, key=lambda s: s.id)
    return replace(before, sources=_by_id(sources), statements=_by_id(statements), facts=_by_id(facts),
                   source_summaries=MappingProxyType({one.id: one.without_words() for one in summaries}), speech=MappingProxyType(_speech(summaries)),
                   proof=proof_of((s.proven, s.digest) for s in summaries))


def _speech(summaries: Iterable[SourceSummary]) -> dict[str, tuple[str, ...]]:
    return {id: kinds for one in summaries for id, kinds in one.speech_by_id.items()}


def _by_id(items: Mapping[str, Any]) -> Mapping[str, Any]:
    return items if isinstance(items, Lazy) else MappingProxyType({key: items[key] for key in sorted(items)})


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return MappingProxyType({key: tuple(found[key]) for key in sorted(found)})


def _display_names(records: Records, country_names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Names of all that is no source."""
    return {f"{kind}/{id}": _display_name(records, country_names, kind, id) for kind in ("countries", "organisations", "people") for id in records.by_kind[kind]}


def _display_name(records: Records, country_names: Mapping[str, Sequence[str]], kind: str, id: str) -> str:
    name: str = records.by_kind[kind][id].record.name
    return name or next(iter(country_names.get(id, ())), id.upper())


def _files(records: Records, summaries: Iterable[SourceSummary]) -> dict[str, str]:
    assert records.dossier is not None
    found = {f"{kind}/{e.id}": e.file for kind, entries in records.by_kind.items() if kind != "sources" for e in entries.values()}
    for source in summaries:
        found[f"sources/{source.id}"] = source.file
        found |= {f"statements/{one.id}": source.file for one in source.statements}
        found |= {f"facts/{one.id}": source.file for one in source.facts}
    return found | {"dossier": records.dossier.file}


def _holders(records: Records, summaries: Sequence[SourceSummary], names: Mapping[str, str]) -> tuple[str, ...]:
    assert records.dossier is not None
    kind = records.dossier.record.positions_of
    left_out = _mere_publishers(records, summaries) if kind == "organisations" else frozenset()
    return tuple(sorted(records.by_kind[kind].keys() - left_out, key=lambda id: (names[f"{kind}/{id}"].casefold(), id)))


def _mere_publishers(records: Records, summaries: Sequence[SourceSummary]) -> frozenset[str]:
    """Organisations that publish sources and do nothing else here: no position can be theirs, so none is missing."""
    bodies = records.by_kind["organisations"]
    acting = {one for s in summaries for one in s.acting}
    acting |= {m.organisation for e in records.by_kind["people"].values() if isinstance(e.record, Person) for m in e.record.memberships if m.represents}
    acting |= {one for id, e in bodies.items() if isinstance(e.record, Organisation) and e.record.members for one in (id, *e.record.members)}
    return frozenset(bodies) & {one for s in summaries for one in s.publishing} - acting
