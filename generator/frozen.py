"""`dataclass` as the standard library has it, at a tenth of its price where a class is only declared.

The library writes and compiles some five methods for each class, which takes
a millisecond a class; and a build of one edit loads two hundred classes and makes values of few. Here the methods are shared, and `__init__` is compiled when the first value is made. `fields`, `replace`, `astuple` and
`is_dataclass` of the library work as ever. Of its options there are the three that this program uses.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter, ge, gt, le, lt
from typing import Any, NoReturn, TypeVar, dataclass_transform

__all__ = ["dataclass", "field"]

T = TypeVar("T")
_FIELDS = "__dataclass_fields__"  # where the library looks


@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = False, slots: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]:
    """The decorator. `frozen`: no field can be set; `slots`: there is room for the fields and nothing else; `order`: values compare as tuples."""
    return lambda cls: _declared(cls, frozen, slots, order)


def _declared(cls: type[T], frozen: bool, slots: bool, order: bool) -> type[T]:
    found: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        found |= base.__dict__.get(_FIELDS, {})
    inherited = set(found) if slots else set()
    members = dict(cls.__dict__)
    for name, annotation in members.get("__annotations__", {}).items():
        found[name] = _field(name, annotation, members.get(name, MISSING))
        if slots:
            members.pop(name, None)
        elif found[name].default is not MISSING:
            members[name] = found[name].default
        elif name in members:
            del members[name]
    for name, method in _methods(found, frozen, order).items():
        members.setdefault(name, method)
    if members.get("__hash__") is None:
        members["__hash__"] = _hash(found) if frozen else None
    members |= {_FIELDS: found, "__match_args__": tuple(name for name, one in found.items() if one.init)}
    if not slots:
        for name, value in members.items():
            if cls.__dict__.get(name) is not value:
                setattr(cls, name, value)
        for name in [name for name in cls.__dict__ if name not in members]:
            delattr(cls, name)
        return cls
    members["__slots__"] = tuple(name for name in found if name not in inherited)
    for name in ("__dict__", "__weakref__"):
        members.pop(name, None)
    made = type(cls)(cls.__name__, cls.__bases__, members)
    made.__qualname__ = cls.__qualname__
    return made


def _field(name: str, annotation: Any, given: Any) -> Field[Any]:
    one = given if isinstance(given, Field) else field(default=given)
    one.name, one.type, one.kw_only = name, annotation, False
    one._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
    return one


def _methods(found: dict[str, Field[Any]], frozen: bool, order: bool) -> dict[str, Any]:
    """What a class has that does not say otherwise itself."""
    values = _values([name for name, one in found.items() if one.compare])
    shown = [name for name, one in found.items() if one.repr]

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def represented(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    methods: dict[str, Any] = {"__init__": _first_init, "__eq__": equal, "__repr__": represented}
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete, "__getstate__": _state, "__setstate__": _set_state}
    for name, compare in (("__lt__", lt), ("__le__", le), ("__gt__", gt), ("__ge__", ge)) if order else ():
        methods[name] = _comparing(values, compare)
    return methods


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of these fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, name) for name in names])


def _hash(found: dict[str, Field[Any]]) -> Callable[[Any], int]:
    values = _values([name for name, one in found.items() if (one.compare if one.hash is None else one.hash)])
    return lambda self: hash(values(self))


def _comparing(values: Callable[[Any], Any], compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda self, other: compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented


def _refuse_to_set(self: Any, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    """For copies, which could not set a field otherwise."""
    return [getattr(self, name) for name in getattr(type(self), _FIELDS)]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(getattr(type(self), _FIELDS), state, strict=True):
        object.__setattr__(self, name, value)


def _first_init(self: Any, *given: Any, **named: Any) -> None:
    """Makes the first value of a class; the class has its own `__init__` from then on."""
    cls = next(one for one in type(self).__mro__ if one.__dict__.get("__init__") is _first_init)
    cls.__init__ = _init(cls)
    cls.__init__(self, *given, **named)


def _init(cls: type) -> Any:
    known: dict[str, Any] = {"MISSING": MISSING, "set_": object.__setattr__}
    given, lines = ["self"], ["pass"]
    is_frozen = cls.__setattr__ is _refuse_to_set
    for name, one in getattr(cls, _FIELDS).items():
        value = name
        if one.default_factory is not MISSING:
            known[f"make_{name}"] = one.default_factory
            value = f"make_{name}() if {name} is MISSING else {name}" if one.init else f"make_{name}()"
        elif not one.init:
            continue
        if one.init:
            known[f"default_{name}"] = MISSING if one.default_factory is not MISSING else one.default
            given.append(name if known[f"default_{name}"] is MISSING and one.default_factory is MISSING else f"{name}=default_{name}")
        lines.append(f"set_(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(given)}):\n " + "\n ".join(lines), known)  # names of fields, which are this program's own
    return known["__init__"]
