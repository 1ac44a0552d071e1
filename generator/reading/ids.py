"""The ids of one dossier as a JSON Schema, `schema/ids.json`, so that an editor offers them with the names behind them.

The schemas of the kinds of file refer to it. An id that does not stand in it is not refused: whoever adds a person and cites them need not
write the schema anew, and `onrecord check` knows better. So it may lag behind, and nothing but completion suffers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from ..model import ID_PATTERN, KINDS, Question, Record, Refers, Source, parts_of
from .files import Records

IDS_FILE = "ids.json"
_LONGEST = 100  # characters of what is told of an id
_FAULT = "This is no id: an id has 1 to 64 of a-z, 0-9 and hyphens, and does not begin with a hyphen."  # else an editor lists every id there is
_ANY_ID = {"pattern": ID_PATTERN, "patternErrorMessage": _FAULT, "type": "string"}


def ids_schema(records: Records, country_names: Mapping[str, Sequence[str]] = MappingProxyType({})) -> str:
    """The text of `ids.json`. `country_names`: by code, for countries whose record has no name of its own."""
    import json  # late: only the command `schema` needs it

    told = {kind: dict(_told(kind, records, country_names)) for kind in (*(kind for kind in KINDS if kind != "dossier"), "statements")}
    definitions: dict[str, Any] = {name_of(kinds): _offered({id: text for kind in kinds for id, text in told[kind].items()}) for kinds in _combinations()}
    definitions["answers"] = {"properties": {id: _answer(question) for id, question in _questions(records)}, "type": "object"}
    whole = {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": dict(sorted(definitions.items())),
             "description": "The ids of this dossier, for completion in an editor. Other ids are not refused."}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def name_of(kinds: Sequence[str]) -> str:
    """The name of the definition that offers the ids of these kinds."""
    return "-or-".join(kinds)


def _combinations() -> list[tuple[str, ...]]:
    """The kinds that a field of the model can refer to."""
    return sorted({kinds for model in KINDS.values() for kinds in _referred(model, set())})


def _referred(annotation: Any, seen: set[Any]) -> Iterator[tuple[str, ...]]:
    inner, marks = parts_of(annotation)
    yield from (mark.kinds for mark in marks if isinstance(mark, Refers))
    if isinstance(inner, type) and issubclass(inner, Record):
        if inner not in seen:
            seen.add(inner)
            for field in inner.model_fields.values():
                yield from _referred(field.annotation, seen)
        return
    for part in get_args(inner):
        if part is not Ellipsis and not isinstance(part, str):
            yield from _referred(part, seen)


def _offered(told: Mapping[str, str]) -> dict[str, Any]:
    """A choice that offers these values, and takes any other id."""
    listed = sorted(told)
    return {"anyOf": [{"enum": listed, "enumDescriptions": [told[id] for id in listed], "errorMessage": _FAULT, "type": "string"}, _ANY_ID]} if listed else dict(_ANY_ID)


def _answer(question: Question) -> dict[str, Any]:
    stances = _offered({one.id: one.label for one in question.scale.stances})
    return {"anyOf": [stances, {"properties": {"stance": stances}, "type": "object"}], "description": _cut(question.title)}


def _questions(records: Records) -> Iterator[tuple[str, Question]]:
    for id, entry in records.by_kind["questions"].items():
        if isinstance(entry.record, Question):
            yield id, entry.record


def _told(kind: str, records: Records, country_names: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    if kind == "statements":
        for entry in records.by_kind["sources"].values():
            for one in entry.record.statements if isinstance(entry.record, Source) else ():
                yield one.id, _cut(f"{one.speaker}: {' … '.join(one.quote)}" if one.speaker and one.quote else "erased")
        return
    for id, entry in records.by_kind[kind].items():
        record = entry.record
        name = getattr(record, "name", None) or getattr(record, "title", None) or next(iter(country_names.get(id, ())), id)
        roles = [one.role for one in getattr(record, "memberships", ())[:1]]
        yield id, _cut(", ".join((name, *roles)))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST - 1].rstrip() + "…"
