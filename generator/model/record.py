"""The base of all records: declared fields, frozen values. It needs no library.

A record holds what was given; what was left out is read from its class, where the defaults stand. So a record from a file
and one from the cache are made alike and at little cost, and what was given is known without more ado. Values are
judged where they come in (`reading.validator`), from these same declarations; here they are only kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType, UnionType
from typing import Annotated, Any, ClassVar, NoReturn, Self, Union, dataclass_transform, get_args, get_origin

_REQUIRED: Any = object()


class FieldInfo:
    """What is declared of a field. `annotation` is its type, which `Annotated` may have marked."""

    __slots__ = ("annotation", "default", "description", "examples")

    def __init__(self, default: Any, description: str, examples: tuple[Any, ...]) -> None:
        self.annotation: Any = None  # known when the class stands
        self.default, self.description, self.examples = default, description, examples

    def is_required(self) -> bool:
        return self.default is _REQUIRED


def Field(default: Any = _REQUIRED, *, description: str, examples: Iterable[Any] = ()) -> Any:
    """Declare a field; without a default it is required."""
    return FieldInfo(MappingProxyType({}) if default == {} else default, description, tuple(examples))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Record:
    """Base of all records: frozen, no unknown keys. Made of keyword arguments, which are taken as they are."""

    model_fields: ClassVar[Mapping[str, FieldInfo]] = MappingProxyType({})
    required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        fields: dict[str, FieldInfo] = {}
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get("model_fields", {}))
        for name, annotation in cls.__annotations__.items():
            declared = cls.__dict__.get(name)
            if isinstance(declared, FieldInfo):
                declared.annotation = annotation
                fields[name] = declared
                if declared.is_required():
                    delattr(cls, name)
                else:
                    setattr(cls, name, declared.default)
        cls.model_fields = MappingProxyType(fields)
        cls.required = frozenset(name for name, field in fields.items() if field.is_required())

    def __init__(self, **given: Any) -> None:
        if not given.keys() <= self.model_fields.keys() or not self.required <= given.keys():
            unknown, missing = sorted(given.keys() - self.model_fields.keys()), sorted(self.required - given.keys())
            raise TypeError(f"{type(self).__name__} has no {unknown} and needs {missing}")
        self.__dict__.update(given)

    @classmethod
    def of(cls, given: dict[str, Any]) -> Self:
        """The record that holds these values, which are neither checked nor copied."""
        made = object.__new__(cls)
        object.__setattr__(made, "__dict__", given)
        return made

    @classmethod
    def fault(cls, given: Mapping[str, Any]) -> str:
        """What is wrong with the whole although each given value is well; empty where nothing is."""
        return ""

    @property
    def model_fields_set(self) -> frozenset[str]:
        """The names of the fields that were given."""
        return frozenset(self.__dict__)

    def model_copy(self, *, update: Mapping[str, Any] = MappingProxyType({})) -> Self:
        """The same record with other values, which are taken as they are."""
        return type(self)(**{**self.__dict__, **update})

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.model_fields)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__ or self._values() == other._values()  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.model_fields)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")


class ShortRecord(Record):
    """A record that a bare text may stand for, as the value of its first field."""

    short_for: ClassVar[str] = ""


def parts_of(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without `Annotated` and `| None`, and its marks in the order in which they hold."""
    if get_origin(annotation) is Annotated:
        inner, marks = parts_of(annotation.__origin__)
        return inner, (*marks, *annotation.__metadata__)
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = (part for part in get_args(annotation) if part is not type(None))
        return parts_of(annotation)
    return annotation, ()
