"""Records as plain values and back: what judging gives, what a cache keeps (`marshal` holds it), what records are made of.

A record is a dict of what was given in it, a list is a tuple. Records are made without judging their values again; the shape is
held to the declared fields, so that values of another version of the model are refused and never half taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin

from ..model import KINDS, Record, parts_of
from .entries import Bytes, Entry

Make = Callable[[Any], Any]


def record_of(model: type[Record], given: Mapping[str, Any]) -> Record:
    """Plain values → the record. Raises ValueError where they are not of its shape."""
    return _maker(model)(given)


@cache
def _maker(model: type[Record]) -> Make:
    """What makes the records of a class; what it looks up is fetched once, since it runs four times for each statement."""
    plan = {name: _made(field.annotation) for name, field in model.model_fields.items()}
    kinds = {name: kind for name, (kind, _) in plan.items()}
    makes = {name: make for name, (_, make) in plan.items() if make}
    required, of = model.required, model.of

    def made(given: Mapping[str, Any]) -> Record:
        values = dict(given)
        try:
            for name, value in given.items():
                if type(value) is not kinds[name]:
                    raise ValueError(f"{name} of {model.__name__} is no {kinds[name].__name__}")
                if name in makes:
                    values[name] = makes[name](value)
        except KeyError as unknown:
            raise ValueError(f"{model.__name__} has no {unknown}") from None
        if not required <= values.keys():
            raise ValueError(f"{model.__name__} lacks what it needs")
        return of(values)

    return made


def _made(annotation: Any) -> tuple[type, Make | None]:
    inner, _ = parts_of(annotation)
    origin, arguments = get_origin(inner), get_args(inner)
    if origin is Literal:
        return str, None
    if origin is tuple:
        return tuple, _each(*_made(arguments[0]))
    if origin is dict:
        return dict, _each_value(*_made(arguments[1]))
    return (dict, _maker(inner)) if issubclass(inner, Record) else (inner, None)


def _each(kind: type, make: Make | None) -> Make:
    def made(values: tuple[Any, ...]) -> tuple[Any, ...]:
        for value in values:
            if type(value) is not kind:
                raise ValueError(f"an item is no {kind.__name__}")
        return tuple(map(make, values)) if make else values

    return made


def _each_value(kind: type, make: Make | None) -> Make:
    def made(values: Mapping[str, Any]) -> Mapping[str, Any]:
        for key, value in values.items():
            if type(value) is not kind or type(key) is not str:
                raise ValueError(f"the value of {key} is no {kind.__name__}")
        return {key: make(value) for key, value in values.items()} if make else dict(values)

    return made


def values_of(value: Any) -> Any:
    """A value of a record as a plain one."""
    if isinstance(value, Record):
        return {name: values_of(item) for name, item in value.__dict__.items()}
    if isinstance(value, tuple):
        return tuple([values_of(item) for item in value])
    return {key: values_of(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def to_plain(entry: Entry) -> object:
    """An entry without the bytes of its file, as `marshal` can hold it."""
    return entry.kind, entry.id, entry.file, dict(entry.lines), values_of(entry.record)


def from_plain(plain: object, data: Bytes) -> Entry:
    """The entry that `to_plain` was given. `data`: the bytes of its file, or what fetches them if a place is asked for.

    Raises ValueError for what `to_plain` never gave.
    """
    if not isinstance(plain, tuple) or len(plain) != 5:
        raise ValueError("this is no entry")
    kind, id, file, lines, values = plain
    if not (type(kind) is type(id) is type(file) is str and kind in KINDS and type(lines) is type(values) is dict):
        raise ValueError("this is no entry")
    if not all(type(name) is str and type(of) is tuple and all(type(line) is int for line in of) for name, of in lines.items()):
        raise ValueError("these are no lines")
    return Entry(kind, id, file, record_of(KINDS[kind], values), data, lines)
