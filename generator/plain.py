"""Frozen values as plain ones that can be kept on a disk, and back.

A plain value is made of None, texts, numbers, bytes, tuples and dicts. An object becomes a *list*: its class's
name, then its fields in their order. Frozen values hold no lists, so that a list is always an object.
A date is kept as its text, and read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from . import dates, diagnostics, model, resolved
from .model import Record
from .reading import record_of, values_of

_DATE = "Edtf"
_ATOMS = frozenset((str, int, bool, float, bytes, type(None)))


@cache
def _classes() -> Mapping[str, type]:
    """The classes that can be kept, by name."""
    known = [*vars(resolved).values(), *vars(diagnostics).values(), *vars(model).values()]
    return {one.__name__: one for one in known if isinstance(one, type) and (is_dataclass(one) or issubclass(one, Record))}


@cache
def _fields(one: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(one))


def to_plain(value: Any) -> Any:
    """A frozen value as a plain one. Raises TypeError for what cannot be kept: our own bug."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple([to_plain(item) for item in value])
    if kind is dates.Edtf:
        return [_DATE, value.text]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if _classes().get(kind.__name__) is not kind:
        raise TypeError(f"{kind.__name__} cannot be kept")
    if isinstance(value, Record):
        return [kind.__name__, values_of(value)]
    return [kind.__name__, *[to_plain(getattr(value, name)) for name in _fields(kind)]]


def from_plain(value: Any) -> Any:
    """The frozen value that a plain one stands for."""
    kind = type(value)
    if kind is tuple:
        return tuple([item if type(item) in _ATOMS else from_plain(item) for item in value])
    if kind is list:
        return _maker(value[0])(value)
    if kind is dict:
        return {key: from_plain(item) for key, item in value.items()}
    return value


@cache
def _maker(name: str) -> Callable[[list[Any]], Any]:
    if name == _DATE:
        return lambda value: dates.parse(value[1])
    one = _classes()[name]
    if not issubclass(one, Record):
        return lambda value: one(*[item if type(item) in _ATOMS else from_plain(item) for item in value[1:]])
    return lambda value: record_of(one, value[1])
