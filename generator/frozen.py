"""`dataclass` and what belongs to it as the standard library has them, at a tenth of their price where a class is only declared.

The library writes and compiles some five methods for each class, which takes a millisecond a class, and brings `inspect` and the compiler's
modules along, which takes ten; and a build of one edit loads two hundred classes and makes values of few. Here the methods are shared, and
`__init__` is compiled when the first value is made. There is what this program uses and no more: three options of a class, five of a field.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, ge, gt, le, lt
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
_FIELDS = "__frozen_fields__"  # of a class, by name and in order
MISSING: Any = object()  # no default


class FrozenInstanceError(AttributeError):
    """A field of a frozen value was to be set or deleted."""


class Field:
    """A field of a class: its default or what makes it, and whether it is handed to `__init__`, shown and compared."""

    __slots__ = ("compare", "default", "default_factory", "init", "name", "repr")

    def __init__(self, default: Any, default_factory: Any, init: bool, repr: bool, compare: bool) -> None:
        self.name, self.default, self.default_factory, self.init, self.repr, self.compare = "", default, default_factory, init, repr, compare


def field(*, default: Any = MISSING, default_factory: Any = MISSING, init: bool = True, repr: bool = True, compare: bool = True) -> Any:
    """What stands for the default of a field of which there is more to say."""
    return Field(default, default_factory, init, repr, compare)


def fields(of: Any) -> tuple[Field, ...]:
    """The fields of a class or of a value, in order. Raises TypeError for another."""
    try:
        return tuple(getattr(of, _FIELDS).values())
    except AttributeError:
        raise TypeError(f"{of!r} has no fields") from None


def is_dataclass(one: Any) -> bool:
    """Whether it is such a class, or a value of one."""
    return hasattr(one, _FIELDS)


def replace(value: T, /, **changes: Any) -> T:
    """The same value with some fields of `__init__` changed. Raises TypeError for one that there is not."""
    kept = {one.name: getattr(value, one.name) for one in fields(value) if one.init and one.name not in changes}
    return type(value)(**kept, **changes)


def astuple(value: Any) -> tuple[Any, ...]:
    """The values of all fields, and of the values in them and in their tuples."""
    return tuple([_as_tuple(getattr(value, one.name)) for one in fields(value)])


def _as_tuple(value: Any) -> Any:
    if is_dataclass(value):
        return astuple(value)
    return tuple([_as_tuple(one) for one in value]) if isinstance(value, tuple) else value


@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = False, slots: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]:
    """The decorator. `frozen`: no field can be set; `slots`: there is room for the fields and nothing else; `order`: values compare as tuples."""
    return lambda cls: _declared(cls, frozen, slots, order)


def _declared(cls: type[T], frozen: bool, slots: bool, order: bool) -> type[T]:
    found: dict[str, Field] = {}
    for base in reversed(cls.__mro__[1:]):
        found |= base.__dict__.get(_FIELDS, {})
    inherited = set(found) if slots else set()
    members = dict(cls.__dict__)
    for name in members.get("__annotations__", {}):
        found[name] = _field(name, members.get(name, MISSING))
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


def _field(name: str, given: Any) -> Field:
    one: Field = given if isinstance(given, Field) else field(default=given)
    one.name = name
    return one


def _methods(found: dict[str, Field], frozen: bool, order: bool) -> dict[str, Any]:
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


def _hash(found: dict[str, Field]) -> Callable[[Any], int]:
    values = _values([name for name, one in found.items() if one.compare])
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
