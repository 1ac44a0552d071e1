"""`frozen` does what the library's `dataclasses` does, as far as this program asks for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from generator import frozen


def declared(dataclass: Callable[..., Any], field: Callable[..., Any]) -> tuple[type[Any], ...]:
    """The same classes by one decorator or the other."""

    @dataclass(frozen=True, slots=True)
    class Point:
        x: int
        y: int = 2
        names: list[str] = field(default_factory=list, compare=False)
        _made: dict[str, int] = field(default_factory=dict, init=False, compare=False, repr=False)

        @property
        def sum(self) -> int:
            return self.x + self.y

    @dataclass(frozen=True, slots=True)
    class Named(Point):
        name: str = "n"

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        first: int
        second: str = ""

    @dataclass(frozen=True)
    class Open:
        lists: tuple[str, ...]
        more: dict[str, int] = field(default_factory=dict)

        @cached_property
        def length(self) -> int:
            return len(self.lists)

    @dataclass(slots=True)
    class Loose:
        at: int = 0
        found: list[int] = field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class After:
        text: str
        words: tuple[str, ...] = field(init=False, compare=False, repr=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "words", tuple(self.text.split()))

        def __repr__(self) -> str:
            return f"After {self.text}"

    return Point, Named, Ordered, Open, Loose, After


OURS = declared(frozen.dataclass, frozen.field)
THEIRS = declared(dataclasses.dataclass, dataclasses.field)


def said(do: Callable[[], Any]) -> str:
    """What something gives, or how it fails, without where it was declared."""
    try:
        return repr(do())
    except (TypeError, AttributeError) as fault:
        return type(fault).__name__


def facts(classes: tuple[type[Any], ...], of: Any) -> list[str]:
    """What the classes do, with the functions of their module."""
    point, named, ordered, opened, loose, after = classes
    filled = loose(3)
    filled.found.append(1)
    tried: tuple[Callable[[], Any], ...] = (
        lambda: point(1), lambda: point(1, 3, ["a"]), lambda: point(), lambda: point(1, z=2), lambda: point(x=1, y=5).sum, lambda: point(1) == point(1, names=["b"]),
        lambda: point(1) == point(2), lambda: point(1) == named(1), lambda: hash(point(1)) == hash(point(1)), lambda: point(1).names is point(1).names,
        lambda: setattr(point(1), "x", 2), lambda: delattr(point(1), "x"), lambda: point(1)._made, lambda: hasattr(point(1), "__dict__"),
        lambda: named(1, 2, [], "k"), lambda: named(1).name, lambda: named.__slots__, lambda: sorted([ordered(2), ordered(1, "b"), ordered(1, "a")]),
        lambda: ordered(1) < ordered(1, "a"), lambda: ordered(1) >= point(1), lambda: opened(("a",)).length, lambda: opened(("a",)), lambda: setattr(opened(()), "lists", ()),
        lambda: opened(()).more is opened(()).more, lambda: hash(opened(("a",))), lambda: filled, lambda: loose(), lambda: hash(loose()), lambda: loose(1) == loose(1),
        lambda: after("a b").words, lambda: after("a b"), lambda: after("a") == after("a"), lambda: after("a", ("b",)),
        lambda: [[one.name for one in of.fields(c)] for c in classes], lambda: [one.name for one in of.fields(point(1))], lambda: of.fields(int),
        lambda: [of.is_dataclass(c) for c in (*classes, int, point(1))],
        lambda: of.replace(point(1), y=4), lambda: of.replace(named(1), z=4), lambda: of.replace(after("a b"), text="c").words,
        lambda: of.astuple(named(1)), lambda: of.astuple(opened(("a", (ordered(1), loose(2))))), lambda: [c.__match_args__ for c in classes],
        lambda: [c.__qualname__ for c in classes], lambda: "more" in vars(opened),
    )  # fmt: skip
    return [said(one) for one in tried]


def test_it_does_what_the_library_does() -> None:
    assert facts(OURS, frozen) == facts(THEIRS, dataclasses)


def test_what_cannot_be_set_says_so() -> None:
    with pytest.raises(frozen.FrozenInstanceError, match="cannot assign to field 'x'"):
        OURS[0](1).x = 2


def test_a_frozen_value_can_be_copied() -> None:
    import copy

    @frozen.dataclass(frozen=True, slots=True)
    class Point:
        x: int
        names: tuple[str, ...] = ()

    one = Point(1, ("a",))
    assert copy.copy(one) == one == copy.deepcopy(one)
