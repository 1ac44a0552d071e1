"""Frozen values as plain ones that can be kept on a disk, and back.

A plain value is made of None, texts, numbers, bytes, tuples and dicts. An object becomes a *list*: its class's
name, then its fields in their order. Frozen values hold no lists, so that a list is always an object.
A date is kept as its text, and read again.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from . import dates, diagnostics, model, resolved
from .frozen import fields, is_dataclass
from .model import Record
from .reading import record_of, values_of

_DATE = "Edtf"
_ATOMS = frozenset((str, int, bool, float, bytes, type(None)))


@cache
def _classes() -> Mapping[str, type]:
    """The classes that can be kept, by name."""
    known = [*vars(resolved).values(), *vars(diagnostics).values(), *vars(model).values()]
    return {one.__name__: one for one in known if isinstance(one, type) and (is_dataclass(one) or issubclass(one, Record))}


def to_plain(value: Any) -> Any:
    """A frozen value as a plain one. Raises TypeError for what cannot be kept: our own bug."""
    kind = type(value)
    return value if kind in _ATOMS else _writer(kind)(value)


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    """What makes the values of a class plain; worked out once, for it runs about ten times for each statement."""
    if kind is tuple:
        return _tuple
    if kind is dates.Edtf:
        return lambda value: [_DATE, value.text]
    if issubclass(kind, Mapping):
        return lambda value: {key: to_plain(item) for key, item in value.items()}
    name = kind.__name__
    if _classes().get(name) is not kind:
        raise TypeError(f"{name} cannot be kept")
    if issubclass(kind, Record):
        return lambda value: [name, values_of(value)]
    names = tuple(field.name for field in fields(kind))
    values = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return lambda value: [name, *[item if type(item) in _ATOMS else _writer(type(item))(item) for item in values(value)]]


def _tuple(value: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple([item if type(item) in _ATOMS else _writer(type(item))(item) for item in value]) if value else value


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


def tuples(value: Any) -> Any:
    """Named tuples, and all that stand in them, as plain ones."""
    return tuple([item if type(item) in _ATOMS else tuples(item) for item in value]) if isinstance(value, tuple) else value


def unpacked(packed: bytes) -> Any:
    """The value that was packed."""
    return from_plain(marshal.loads(packed))
