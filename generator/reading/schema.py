"""The JSON Schema of each kind of file, made from the model, for editors that know YAML.

Draft 7, because that is what yaml-language-server reads. The schema serves the one who types; what
counts is `onrecord check`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema

from ..model import KINDS, Holds, Record

SCHEMA_FILES: Mapping[str, str] = MappingProxyType({
    "dossier": "dossier.json", "questions": "question.json", "countries": "country.json", "organisations": "organisation.json",
    "people": "person.json", "events": "event.json", "sources": "source.json",
})


class _Draft7(GenerateJsonSchema):
    """Plain definitions: no titles made from field names, and no `null`, which a file here never holds."""

    schema_dialect = "http://json-schema.org/draft-07/schema#"

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        made = super().default_schema(schema)
        if made.get("default", "") in (None, [], {}):
            del made["default"]
        return made


def schemas() -> Mapping[str, str]:
    """File name → text of the schema, one for each kind. The same text in each run."""
    return {SCHEMA_FILES[kind]: json.dumps(_schema(model), indent=2, ensure_ascii=False) + "\n" for kind, model in KINDS.items()}


def _schema(model: type[Record]) -> dict[str, Any]:
    made = model.model_json_schema(schema_generator=_Draft7)
    definitions = made.pop("$defs", {})
    by_name = {record.__name__: record for record in _records_in(model)}
    for name, definition in {model.__name__: made, **definitions}.items():
        _tidy(definition, by_name[name])
    whole = {"$schema": _Draft7.schema_dialect, **made, "definitions": dict(sorted(definitions.items()))}
    return _renamed(whole)


def _records_in(model: type[Record]) -> Iterator[type[Record]]:
    """The record class and all classes that its fields hold."""
    yield model
    for field in model.model_fields.values():
        yield from _records_of(field.annotation)


def _records_of(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield from _records_in(annotation)
    for part in get_args(annotation):
        yield from _records_of(part)


def _tidy(definition: dict[str, Any], record: type[Record]) -> None:
    """Say of dates that an editor may take them for numbers: a bare year is one to it."""
    definition.pop("title", None)
    for form in definition.get("anyOf", (definition,)):
        form.pop("title", None)
        for name, property in form.get("properties", {}).items():
            if _is_date(record, name):
                property["type"] = ["string", "integer"]


def _is_date(record: type[Record], name: str) -> bool:
    field = record.model_fields[name]
    marks = (*field.metadata, *(mark for part in get_args(field.annotation) for mark in getattr(part, "__metadata__", ())))
    return Holds("edtf") in marks


def _renamed(value: Any) -> Any:
    """`$defs` is the name of `definitions` in newer drafts."""
    if isinstance(value, dict):
        return {key: item.replace("#/$defs/", "#/definitions/") if key == "$ref" else _renamed(item) for key, item in value.items()}
    return [_renamed(item) for item in value] if isinstance(value, list) else value
