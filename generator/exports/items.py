"""The items of the files of `api/v1/`: one record each as the line of JSON that stands in its file.

A line depends on nothing but what its function is given, so it can be kept for as long as that is the same. Lists are
always lists, `null` is unknown or not published, offsets are code points of the archived text with the end exclusive,
addresses are relative to the site's root. Words that the source does not mark as speech are not given: reported parts
and facts carry their span, and our own sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..dates import Edtf
from ..model import Notice
from ..resolved import Dossier, Part, Position, ResolvedAnswer, ResolvedEvent, ResolvedFact, ResolvedSource, ResolvedStatement
from ..views.links import event_path, fact_path, record_path, safe, statement_path

UNDATED = "undated"  # where the first day on which something may have been said is not known
_MARKED = frozenset(("direct", "partial", "transcript", "document"))  # speech whose archived words may be given

Item = dict[str, Any]

# Without indentation the encoder in C does it; what is encoded here cannot hold itself.
_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")).encode


def year_of(one: ResolvedStatement) -> str:
    """The year of the first day on which it may have been said, four digits, else `undated`: names its file in `statements/`."""
    return f"{one.said.earliest.year:04d}" if one.said.earliest else UNDATED


def file(name: str, path: str, count: int) -> str:
    """An item of `index.json`: a file of the API by its path from the site's root, and how many items it has."""
    return _line({"id": name, "file": path, "items": count})


def country(dossier: Dossier, id: str) -> str:
    """An item of `countries.json`."""
    one = dossier.countries[id]
    return _line({
        "id": id, "url": record_path("countries", id), "name": dossier.names[f"countries/{id}"], "aliases": one.aliases,
        "summary": one.summary, "statements": dossier.speaking_for.get(id, ()),
        "statements_about": dossier.statements_about.get(id, ()), "facts": dossier.facts_about.get(id, ()),
    })  # fmt: skip


def person(dossier: Dossier, id: str) -> str:
    """An item of `people.json`. Names of fields follow Popolo; `identified_by` tells who is not named by their source."""
    one = dossier.people[id]
    return _line({
        "id": id, "url": record_path("people", id), "name": one.name, "sort_name": one.sort_name, "aliases": one.aliases,
        "identified_by": one.identified_by, "plural": one.plural, "source": one.source, "anonymity": one.anonymity, "summary": one.summary,
        "memberships": [{"role": held.role, "country": held.country, "organisation": held.organisation, "dates": held.dates,
                         "represents": held.represents} for held in one.memberships],
        "statements": dossier.by_speaker.get(f"people/{id}", ()), "statements_about": dossier.statements_about.get(id, ()),
    })  # fmt: skip


def organisation(dossier: Dossier, id: str) -> str:
    """An item of `organisations.json`."""
    one = dossier.organisations[id]
    return _line({
        "id": id, "url": record_path("organisations", id), "name": one.name, "aliases": one.aliases,
        "classification": one.classification, "country": one.country, "members": one.members, "homepage": safe(one.url),
        "interest": one.interest, "summary": one.summary, "statements": dossier.speaking_for.get(id, ()),
        "statements_about": dossier.statements_about.get(id, ()), "facts": dossier.facts_about.get(id, ()),
    })  # fmt: skip


def question(dossier: Dossier, id: str) -> str:
    """An item of `questions.json`; its place counts from 0 in the order in which the dossier shows them."""
    one, place = dossier.questions[id], list(dossier.questions).index(id)
    return _line({
        "id": id, "url": record_path("questions", id), "title": one.title, "short": one.short, "text": one.text, "place": place,
        "scale": {"kind": one.scale.kind, "order": one.scale.order,
                  "stances": [{"id": stance.id, "label": stance.label, "note": stance.note} for stance in one.scale.stances]},
        "statements": dossier.by_question.get(id, ()),
    })  # fmt: skip


def statement(one: ResolvedStatement) -> str:
    """An item of `statements.json`."""
    hidden = bool(one.erased or one.withdrawn)
    return _line({
        "id": one.id,
        "url": statement_path(one.id),
        "speaker": {"id": one.speaker or None, "name": one.speaker_name or None},
        "speaker_kind": one.speaker_kind or None,
        "offices": [{"role": held.role, "country": held.country, "organisation": held.organisation, "represents": held.represents,
                     "certain": held.certain} for held in one.offices],
        "speaks_for": one.speaks_for,
        "source": one.source,
        "parts": [_part(part, hidden) for part in one.parts],
        "paraphrase": None if hidden else one.paraphrase,
        "speech": one.speech,
        "rung": one.rung,
        "said": {**_date(one.said), "phrase": None if hidden else one.said_phrase, "basis": one.said_basis, "bounded": one.said_is_bound},
        "answers": [] if hidden else [_answer(answer, one) for answer in one.answers],
        "differences": sorted({name for part in one.parts for name in part.differences}),
        "venue": one.venue, "medium": one.medium, "audience": one.audience, "about": one.about,
        "on_behalf_of": one.on_behalf_of, "via": one.via, "within": one.within, "continues": one.continues,
        "replies_to": one.replies_to, "endorses": one.endorses, "spoken_in": one.spoken_in,
        "also_in": [{"source": other.source, "parts": [_part(part, hidden) for part in other.parts]} for other in one.also_in],
        "corrections": _notices(one.corrections), "disputed": _notices(one.disputed), "retracted": _notice(one.retracted),
        "withdrawn": _notice(one.withdrawn), "erased": _notice(one.erased),
    })  # fmt: skip


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


def fact(one: ResolvedFact) -> str:
    """An item of `facts.json`."""
    hidden = bool(one.erased or one.withdrawn)
    return _line({
        "id": one.id, "url": fact_path(one.source, one.id), "source": one.source, "about": one.about,
        "claim": None if hidden else one.claim, "parts": [_part(part, True) for part in one.parts],
        "date": {**_date(one.date), "bounded": one.date_is_bound},
        "answers": [] if hidden else [_answer(answer, None) for answer in one.answers],
        "differences": sorted({name for part in one.parts for name in part.differences}),
        "corrections": _notices(one.corrections), "disputed": _notices(one.disputed), "retracted": _notice(one.retracted),
        "withdrawn": _notice(one.withdrawn), "erased": _notice(one.erased),
    })  # fmt: skip


def event(one: ResolvedEvent, page: str = "timeline/") -> str:
    """An item of `events.json`. `page`: that of the timeline on which it stands."""
    record = one.record
    return _line({"id": one.id, "url": event_path(one.id, page), "name": record.name, "date": _date(one.date), "basis": record.basis,
                  "place": record.place, "participants": record.participants, "summary": record.summary,
                  "sources": sorted({passage.source for passage in record.evidence})})


def source(one: ResolvedSource) -> str:
    """An item of `sources.json`: never a text."""
    record, original = one.record, one.original
    return _line({
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
        "statements": one.statements, "facts": one.facts,
        "corrections": _notices(record.corrections), "retracted": _notice(record.retracted),
    })  # fmt: skip


def position(one: Position, positions_of: str) -> str:
    """An item of `positions.json`, its id `holder/question`. `positions_of`: the kind of the holder. Derived, never typed."""
    groups = (("current", one.current), ("since_reported", one.since_reported), ("implied", one.implied), ("others", one.others),
              ("earlier", one.earlier))  # fmt: skip
    return _line({
        "id": f"{one.holder}/{one.question}", "url": f"{record_path(positions_of, one.holder)}#on-{one.question}", "holder": one.holder,
        "question": one.question, "kind": one.kind, "stances": one.stances, "statements": one.statements, "facts": one.facts,
        "newest": _date(one.newest) if one.newest else None, "weakest_rung": one.weakest_rung,
    } | {name: [{"kind": each.kind, "id": each.id, "stance": each.answer.stance, "strength": each.answer.strength, "rung": each.rung,
                 "office": each.office} for each in group] for name, group in groups})


def _date(value: Edtf) -> Item:
    return {"edtf": value.text, "earliest": value.earliest.isoformat() if value.earliest else None,
            "latest": value.latest.isoformat() if value.latest else None}


def _notice(notice: Notice | None) -> Item | None:
    return None if notice is None else {"date": notice.date, "reason": notice.reason, "by": notice.by}


def _notices(notices: Iterable[Notice]) -> list[Item | None]:
    return [_notice(notice) for notice in notices]
