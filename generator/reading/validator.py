"""The declared fields as a schema of pydantic-core, which judges all values of a file at once.

pydantic itself is not used: its core is what judges, and importing the rest takes as long as building a hundred pages. Nor does the
core make the records: it gives back plain values (`stored.record_of` makes records of them, and so it does from the cache).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, Literal, get_args, get_origin

from ..model import KINDS, AtLeast, AtMost, Between, Pattern, ReadBy, Record, ShortRecord, parts_of
from .core import PydanticKnownError, SchemaValidator

Schema = dict[str, Any]
_PLAIN = {str: "str", int: "int", float: "float", bool: "bool"}


@cache
def validator(kind: str) -> SchemaValidator:
    """What judges a file of this kind of `model.KINDS`: dicts, tuples and texts → the same with numbers and truth values read."""
    found: dict[str, Schema] = {}
    whole = _type(KINDS[kind], found)
    return SchemaValidator({"type": "definitions", "schema": whole, "definitions": list(found.values())})  # type: ignore[arg-type]


def _type(annotation: Any, found: dict[str, Schema]) -> Schema:
    inner, marks = parts_of(annotation)
    origin, arguments = get_origin(inner), get_args(inner)
    schema: Schema
    if inner in _PLAIN:
        schema = {"type": _PLAIN[inner], "strict": True}
    elif origin is Literal:
        schema = {"type": "literal", "expected": list(arguments)}
    elif origin is tuple:
        schema = {"type": "tuple", "items_schema": [_type(arguments[0], found)], "variadic_item_index": 0, "strict": True}
    elif origin is dict:
        schema = {"type": "dict", "keys_schema": _type(arguments[0], found), "values_schema": _type(arguments[1], found)}
    else:
        schema = _record(inner, found)
    for mark in marks:
        if isinstance(mark, Pattern):
            schema["pattern"] = mark.pattern
        elif isinstance(mark, AtLeast):
            if "function" in schema:
                schema = _after(schema, partial(_at_least, mark))  # said only where each item is well
            else:
                schema["min_length"] = mark.length
        elif isinstance(mark, AtMost):
            schema = _after(schema, partial(_at_most, mark))
        elif isinstance(mark, Between):
            schema = _after(schema, partial(_between, mark))
        elif isinstance(mark, ReadBy):
            schema = _before(schema, mark.change)
    return schema


def _before(schema: Schema, change: Callable[[Any], Any]) -> Schema:
    return {"type": "function-before", "schema": schema, "function": {"type": "no-info", "function": change}}


def _after(schema: Schema, check: Callable[[Any], Any]) -> Schema:
    return {"type": "function-after", "schema": schema, "function": {"type": "no-info", "function": check}}


def _record(model: type[Record], found: dict[str, Schema]) -> Schema:
    name = model.__name__
    if name not in found:
        found[name] = {}  # its place is taken, should one of its fields hold the same kind of record
        fields = {key: {"type": "typed-dict-field", "schema": _type(field.annotation, found), "required": field.is_required()}
                  for key, field in model.model_fields.items()}
        made: Schema = {"type": "typed-dict", "fields": fields, "extra_behavior": "forbid", "strict": True}
        if model.fault.__func__ is not Record.fault.__func__:  # type: ignore[attr-defined]
            made = _after(made, partial(_whole, model))
        if issubclass(model, ShortRecord):
            made = _before(made, partial(_expanded, model.short_for))
        found[name] = {**made, "ref": name}
    return {"type": "definition-ref", "schema_ref": name}


def _at_least(bound: AtLeast, value: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(value) < bound.length:
        raise PydanticKnownError("too_short", {"field_type": "Tuple", "min_length": bound.length, "actual_length": len(value)})
    return value


def _at_most(bound: AtMost, value: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(value) > bound.length:
        raise PydanticKnownError("too_long", {"field_type": "Tuple", "max_length": bound.length, "actual_length": len(value)})
    return value


def _between(bounds: Between, value: float) -> float:
    """The core's own bounds would name a whole number as `1.0`."""
    if value < bounds.low:
        raise PydanticKnownError("greater_than_equal", {"ge": bounds.low})
    if bounds.high is not None and value > bounds.high:
        raise PydanticKnownError("less_than_equal", {"le": bounds.high})
    return value


def _expanded(name: str, value: Any) -> Any:
    return {name: value} if isinstance(value, str) else value


def _whole(model: type[Record], given: Mapping[str, Any]) -> Mapping[str, Any]:
    fault = model.fault(given)
    if fault:
        raise ValueError(fault)
    return given
