"""Every marked text of a record, so that one rule can hold all links, dates, words or references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from .record import Record
from .values import Holds, Id, Refers

Mark = Refers | Holds
_QUESTION = Refers(("questions",))


def marked(record: Record) -> list[tuple[tuple[str | int, ...], Mark, str]]:
    """Every marked text of a record, depth first in the order of the fields: its path, its mark, its value.

    Values that were not given are left out.
    """
    found: list[tuple[tuple[str | int, ...], Mark, str]] = []
    _gather(record, (), found)
    return found


def _gather(record: Record, path: tuple[str | int, ...], found: list[tuple[tuple[str | int, ...], Mark, str]]) -> None:
    given = record.__dict__
    for name, marks in _plan(type(record)):
        if name in given:
            _gather_value(given[name], (*path, name), marks, found)


def _gather_value(value: Any, path: tuple[str | int, ...], marks: tuple[Mark, ...], found: list[tuple[tuple[str | int, ...], Mark, str]]) -> None:
    if isinstance(value, str):
        for mark in marks:
            found.append((path, mark, value))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _gather_value(item, (*path, number), marks, found)
    elif isinstance(value, Record):
        _gather(value, path, found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if path[-1] == "answers":
                found.append(((*path, key), _QUESTION, key))
            _gather_value(item, (*path, key), marks, found)


@cache
def _plan(owner: type[Record]) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    """The fields of a record that are marked or hold records, and their marks."""
    plan = ((name, tuple(_marks_in((field.annotation,))), field) for name, field in owner.model_fields.items())
    return tuple((name, marks) for name, marks, field in plan if marks or _holds_records(field.annotation))


def _holds_records(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(_holds_records(part) for part in getattr(annotation, "__args__", ()) or ())


def _marks_in(parts: Any) -> Iterator[Mark]:
    for part in parts:
        if isinstance(part, Refers | Holds):
            yield part
        elif isinstance(part, type) and issubclass(part, Record):
            continue
        else:
            yield from _marks_in(getattr(part, "__metadata__", ()))
            yield from _marks_in(a for a in (getattr(part, "__args__", ()) or ()) if a is not Id)
