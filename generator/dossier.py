"""Checked records to the resolved dossier: references followed, orders made, positions derived. Cannot fail on data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from . import coverage, dates, positions, rights, sayings
from .cases import Proofs, SourceCase
from .model import Event, Organisation, Person, Question, Source
from .resolved import Dossier, Proof, ResolvedEvent, ResolvedNotSpeech, ResolvedSource, ResolvedStatement


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
    statements = {s.id: s for s in (sayings.statement(source, case, proofs, names, questions, successors)
                                    for source in proofs.sources.values() for case in source.statements)}
    statements |= sayings.erased(proofs, names)
    facts = {f.id: f for f in (sayings.fact(source, case, questions) for source in proofs.sources.values() for case in source.facts)}
    events = {e.id: ResolvedEvent(e.id, e.record, sayings.date_of(e.record.date)) for e in records.by_kind["events"].values()
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


# --- sources -------------------------------------------------------------------------------------------------------


def _source(source: SourceCase, proofs: Proofs, successors: sayings.Successors) -> ResolvedSource:
    record = source.record
    original = record.derived_from
    keyed = coverage.of_source(source)
    successor = successors.get(source.entry.id)
    return ResolvedSource(
        source.entry.id, record, sayings.date_of(record.published), sayings.date_of(record.archive.retrieved), original,
        sayings.date_of(original.published) if original and original.published else None, bool(original and original.source), record.alterations,
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


