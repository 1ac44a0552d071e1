"""The files of `api/v1/`: pure functions from the dossier to plain values.

Every file is `{"schema_version": 1, "items": [...]}`, sorted by id. Lists are always
lists, `null` is unknown or not published, offsets are code points of the archived
text with the end exclusive, addresses are relative to the site's root. Words that the
source does not mark as speech are not given: reported parts and facts carry their
span, and our own sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..dates import Edtf
from ..model import Notice, Question
from ..resolved import Dossier, Part, Position, ResolvedAnswer, ResolvedEvent, ResolvedFact, ResolvedSource, ResolvedStatement
from ..views.links import fact_path, record_path, safe, statement_path

SCHEMA_VERSION = 1
_MARKED = frozenset(("direct", "partial", "transcript", "document"))  # speech whose archived words may be given

Item = dict[str, Any]


def statements(dossier: Dossier) -> Item:
    """`statements.json`."""
    return _whole(_statement(dossier, one) for one in dossier.statements.values())


def facts(dossier: Dossier) -> Item:
    """`facts.json`."""
    return _whole(_fact(one) for one in dossier.facts.values())


def countries(dossier: Dossier) -> Item:
    """`countries.json`."""
    return _whole({
        "id": id, "url": record_path("countries", id), "name": dossier.names[f"countries/{id}"], "aliases": list(one.aliases),
        "summary": one.summary, "statements": list(dossier.speaking_for.get(id, ())),
        "statements_about": list(dossier.statements_about.get(id, ())), "facts": list(dossier.facts_about.get(id, ())),
    } for id, one in dossier.countries.items())  # fmt: skip


def people(dossier: Dossier) -> Item:
    """`people.json`. Names of fields follow Popolo; `identified_by` tells who is not named by their source."""
    return _whole({
        "id": id, "url": record_path("people", id), "name": one.name, "sort_name": one.sort_name, "aliases": list(one.aliases),
        "identified_by": one.identified_by, "plural": one.plural, "source": one.source, "anonymity": one.anonymity, "summary": one.summary,
        "memberships": [{"role": held.role, "country": held.country, "organisation": held.organisation, "dates": held.dates,
                         "represents": held.represents} for held in one.memberships],
        "statements": list(dossier.by_speaker.get(f"people/{id}", ())), "statements_about": list(dossier.statements_about.get(id, ())),
    } for id, one in dossier.people.items())  # fmt: skip


def organisations(dossier: Dossier) -> Item:
    """`organisations.json`."""
    return _whole({
        "id": id, "url": record_path("organisations", id), "name": one.name, "aliases": list(one.aliases),
        "classification": one.classification, "country": one.country, "members": list(one.members), "homepage": safe(one.url),
        "interest": one.interest, "summary": one.summary, "statements": list(dossier.speaking_for.get(id, ())),
        "statements_about": list(dossier.statements_about.get(id, ())), "facts": list(dossier.facts_about.get(id, ())),
    } for id, one in dossier.organisations.items())  # fmt: skip


def questions(dossier: Dossier) -> Item:
    """`questions.json`; `place` counts from 0 in the order in which the dossier shows them."""
    return _whole(_question(dossier, place, id, one) for place, (id, one) in enumerate(dossier.questions.items()))


def events(dossier: Dossier) -> Item:
    """`events.json`."""
    return _whole(_event(one) for one in dossier.events.values())


def sources(dossier: Dossier) -> Item:
    """`sources.json`: never a text."""
    return _whole(_source(one) for one in dossier.sources.values())


def positions(dossier: Dossier) -> Item:
    """`positions.json`: an item a holder and question, its id `holder/question`. Derived, never typed."""
    return _whole(_position(dossier, one) for one in dossier.positions.values())


FILES: Mapping[str, Callable[[Dossier], Item]] = {
    "statements": statements, "facts": facts, "countries": countries, "people": people, "questions": questions,
    "organisations": organisations, "events": events, "sources": sources, "positions": positions,
}  # fmt: skip


def files(dossier: Dossier) -> dict[str, str]:
    """Every file by its path from the site's root, as text. The same dossier gives the same bytes."""
    return {f"api/v1/{name}.json": as_text(make(dossier)) for name, make in FILES.items()}


def as_text(value: Item) -> str:
    """JSON for people and programs: two spaces, a line end at the end, characters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


# --- items ------------------------------------------------------------------------------------------------------------


def _whole(items: Iterable[Item]) -> Item:
    return {"schema_version": SCHEMA_VERSION, "items": sorted(items, key=lambda item: item["id"])}


def _statement(dossier: Dossier, one: ResolvedStatement) -> Item:
    hidden = bool(one.erased or one.withdrawn)
    return {
        "id": one.id,
        "url": statement_path(one.id),
        "speaker": {"id": one.speaker or None, "name": one.speaker_name or None},
        "speaker_kind": one.speaker_kind or None,
        "offices": [{"role": held.role, "country": held.country, "organisation": held.organisation, "represents": held.represents,
                     "certain": held.certain} for held in one.offices],
        "speaks_for": list(one.speaks_for),
        "source": one.source,
        "parts": [_part(part, hidden) for part in one.parts],
        "paraphrase": None if hidden else one.paraphrase,
        "speech": one.speech,
        "rung": one.rung,
        "said": {**_date(one.said), "phrase": None if hidden else one.said_phrase, "basis": one.said_basis, "bounded": one.said_is_bound},
        "answers": [] if hidden else [_answer(answer, one) for answer in one.answers],
        "differences": sorted({name for part in one.parts for name in part.differences}),
        "venue": one.venue, "medium": one.medium, "audience": list(one.audience), "about": list(one.about),
        "on_behalf_of": one.on_behalf_of, "via": one.via, "within": one.within, "continues": one.continues,
        "replies_to": one.replies_to, "endorses": one.endorses, "spoken_in": one.spoken_in,
        "also_in": [{"source": other.source, "parts": [_part(part, hidden) for part in other.parts]} for other in one.also_in],
        "corrections": _notices(one.corrections), "disputed": _notices(one.disputed), "retracted": _notice(one.retracted),
        "withdrawn": _notice(one.withdrawn), "erased": _notice(one.erased),
    }  # fmt: skip


def _part(part: Part, hidden: bool) -> Item:
    return {"exact": part.exact if part.speech in _MARKED and not hidden else None, "start": part.start, "end": part.end, "speech": part.speech}


def _answer(answer: ResolvedAnswer, said: ResolvedStatement | None) -> Item:
    return {"question": answer.question, "stance": answer.stance, "strength": answer.strength,
            "conditional": answer.condition is not None, "condition": _own(answer.condition, said)}


def _own(words: str | None, said: ResolvedStatement | None) -> str | None:
    """Words of a condition where they are the speaker's own; those of the reporter or of a fact are not given."""
    if words is None or said is None:
        return None
    return words if any(part.speech in _MARKED and words in part.exact for part in said.parts) else None


def _fact(one: ResolvedFact) -> Item:
    hidden = bool(one.erased or one.withdrawn)
    return {
        "id": one.id, "url": fact_path(one.source, one.id), "source": one.source, "about": list(one.about),
        "claim": None if hidden else one.claim, "parts": [_part(part, True) for part in one.parts],
        "date": {**_date(one.date), "bounded": one.date_is_bound},
        "answers": [] if hidden else [_answer(answer, None) for answer in one.answers],
        "differences": sorted({name for part in one.parts for name in part.differences}),
        "corrections": _notices(one.corrections), "disputed": _notices(one.disputed), "retracted": _notice(one.retracted),
        "withdrawn": _notice(one.withdrawn), "erased": _notice(one.erased),
    }  # fmt: skip


def _question(dossier: Dossier, place: int, id: str, one: Question) -> Item:
    return {
        "id": id, "url": record_path("questions", id), "title": one.title, "short": one.short, "text": one.text, "place": place,
        "scale": {"kind": one.scale.kind, "order": one.scale.order,
                  "stances": [{"id": stance.id, "label": stance.label, "note": stance.note} for stance in one.scale.stances]},
        "statements": list(dossier.by_question.get(id, ())),
    }  # fmt: skip


def _event(one: ResolvedEvent) -> Item:
    record = one.record
    return {"id": one.id, "url": f"timeline/#event-{one.id}", "name": record.name, "date": _date(one.date), "basis": record.basis,
            "place": record.place, "participants": list(record.participants), "summary": record.summary,
            "sources": sorted({passage.source for passage in record.evidence})}


def _source(one: ResolvedSource) -> Item:
    record, original = one.record, one.original
    return {
        "id": one.id, "url": record_path("sources", one.id), "title": record.title, "kind": record.kind, "publisher": record.publisher,
        "author": record.author, "issuer": record.issuer, "address": safe(record.url), "language": record.language,
        "published": _date(one.published), "retrieved": _date(one.retrieved), "sha256": record.archive.sha256,
        "derived_from": None if original is None else {
            "title": original.title, "publisher": original.publisher, "address": safe(original.url), "source": original.source,
            "published": _date(one.original_published) if one.original_published else None, "archived_here": one.original_is_archived},
        "alterations": [{"kind": change.kind, "note": change.note} for change in one.alterations],
        "supersedes": record.supersedes, "superseded_by": one.superseded_by,
        "rights": {"holder": record.rights.holder, "notice": record.rights.notice, "own_words": record.rights.own_words,
                   "whole_text": record.rights.whole_text},
        "characters": one.characters, "words": one.words, "own_words": one.own_words, "own_words_published": one.own_words_published,
        "quoted_words": one.quoted_words, "quoted_words_keyed": one.quoted_words_keyed,
        "statements": list(one.statements), "facts": list(one.facts),
        "corrections": _notices(record.corrections), "retracted": _notice(record.retracted),
    }  # fmt: skip


def _position(dossier: Dossier, one: Position) -> Item:
    kind = dossier.record.positions_of
    groups = (("current", one.current), ("since_reported", one.since_reported), ("implied", one.implied), ("others", one.others),
              ("earlier", one.earlier))  # fmt: skip
    return {
        "id": f"{one.holder}/{one.question}", "url": f"{record_path(kind, one.holder)}#on-{one.question}", "holder": one.holder,
        "question": one.question, "kind": one.kind, "stances": list(one.stances), "statements": one.statements, "facts": one.facts,
        "newest": _date(one.newest) if one.newest else None, "weakest_rung": one.weakest_rung,
    } | {name: [{"kind": each.kind, "id": each.id, "stance": each.answer.stance, "strength": each.answer.strength, "rung": each.rung,
                 "office": each.office} for each in group] for name, group in groups}


def _date(value: Edtf) -> Item:
    return {"edtf": value.text, "earliest": value.earliest.isoformat() if value.earliest else None,
            "latest": value.latest.isoformat() if value.latest else None}


def _notice(notice: Notice | None) -> Item | None:
    return None if notice is None else {"date": notice.date, "reason": notice.reason, "by": notice.by}


def _notices(notices: Iterable[Notice]) -> list[Item | None]:
    return [_notice(notice) for notice in notices]
