"""The JSON Schema of each kind of file, made from the model, for editors that know YAML.

Draft 7, because that is what yaml-language-server reads. The schema serves the one who types; what
counts is `onrecord check`. Plain definitions: no titles, and no `null`, which a file here never holds. Ids are offered from
`ids.json`, which stands beside these schemas and is made of the dossier's own records.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from ..model import KINDS, AtLeast, AtMost, Between, FieldInfo, Holds, Pattern, ReadBy, Record, Refers, ShortRecord, parts_of
from .ids import IDS_FILE, name_of

DIALECT = "http://json-schema.org/draft-07/schema#"
SCHEMA_FILES: Mapping[str, str] = MappingProxyType({
    "dossier": "dossier.json", "questions": "question.json", "countries": "country.json", "organisations": "organisation.json",
    "people": "person.json", "events": "event.json", "sources": "source.json",
})
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
Schema = dict[str, Any]


def schemas() -> Mapping[str, str]:
    """File name → text of the schema, one for each kind. The same text in each run."""
    import json  # late: only the command `schema` needs it

    return {SCHEMA_FILES[kind]: json.dumps(_file(model), indent=2, ensure_ascii=False) + "\n" for kind, model in KINDS.items()}


def _file(model: type[Record]) -> Schema:
    definitions: dict[str, Schema] = {}
    made = _mapping(model, definitions)
    return {"$schema": DIALECT, **made, "definitions": dict(sorted(definitions.items()))}


def _mapping(model: type[Record], definitions: dict[str, Schema]) -> Schema:
    """A record as a mapping. Keys in the order of the alphabet, fields in that of the model."""
    properties = {name: _field(field, definitions) for name, field in model.model_fields.items()}
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    made: Schema = {"additionalProperties": False, "description": " ".join((model.__doc__ or "").split()), "properties": properties}
    return {**made, **({"required": required} if required else {}), "type": "object"}


def _record(model: type[Record], definitions: dict[str, Schema]) -> Schema:
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}  # its place is taken, should one of its fields hold the same kind of record
        made = _mapping(model, definitions)
        if issubclass(model, ShortRecord):
            made = {"anyOf": [{"description": made["properties"][model.short_for]["description"], "type": "string"}, made]}
        definitions[name] = made
    return {"$ref": f"#/definitions/{name}"}


def _field(field: FieldInfo, definitions: dict[str, Schema]) -> Schema:
    made = {**_type(field.annotation, definitions), "description": field.description}
    if field.examples:
        made["examples"] = list(field.examples)
    if isinstance(field.default, str | bool | float) or isinstance(field.default, tuple) and field.default:
        made["default"] = list(field.default) if isinstance(field.default, tuple) else field.default
    if Holds("edtf") in parts_of(field.annotation)[1]:
        made["type"] = ["string", "integer"]  # a bare year is a number to an editor
    return dict(sorted(made.items()))


def _type(annotation: Any, definitions: dict[str, Schema]) -> Schema:
    inner, marks = parts_of(annotation)
    origin, arguments = get_origin(inner), get_args(inner)
    if inner in _PLAIN:
        made: Schema = {"type": _PLAIN[inner]}
    elif origin is Literal:
        made = {"enum": list(arguments), "type": "string"}
    elif origin is tuple:
        made = {"items": _type(arguments[0], definitions), "type": "array"}
    elif origin is dict:
        made = _table(arguments[0], _type(arguments[1], definitions))
    else:
        made = _record(inner, definitions)
    if refers := next((mark for mark in marks if isinstance(mark, Refers)), None):
        return {"$ref": f"{IDS_FILE}#/definitions/{name_of(refers.kinds)}"}
    for mark in marks:
        if isinstance(mark, ReadBy) and mark.short:
            made = {"anyOf": [{"type": "string"}, {"items": {"type": "string"}, "type": "array"}]}
        elif isinstance(mark, AtLeast):
            made["minItems" if made.get("type") == "array" else "minLength"] = mark.length
        elif isinstance(mark, AtMost):
            made["maxItems"] = mark.length
        elif isinstance(mark, Between):
            made |= {"minimum": mark.low} | ({} if mark.high is None else {"maximum": mark.high})
        elif isinstance(mark, Pattern):
            made["pattern"] = mark.pattern
    return dict(sorted(made.items()))


def _table(key: Any, value: Schema) -> Schema:
    """A mapping whose keys the contributor chooses."""
    pattern = next((mark.pattern for mark in parts_of(key)[1] if isinstance(mark, Pattern)), None)
    if pattern is None:
        return {"additionalProperties": value, "type": "object"}
    made: Schema = {"additionalProperties": False, "patternProperties": {pattern: value}, "type": "object"}
    if Refers(("questions",)) in parts_of(key)[1]:
        made = {"allOf": [{"$ref": f"{IDS_FILE}#/definitions/answers"}], **made}  # it offers the questions and, for each, its stances
    return made
