"""Plain values by name, laid out so that a few of them are found without unpacking the rest: a shelf holds a few, in the order of their names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Any

ROOM = 8  # values on a shelf: an edit reads a few values each of many shelves, and unpacks the rest in vain


def shelved(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values on shelves `name/0`, `name/1`, …; under `name` stands with what each shelf begins."""
    order = sorted(values)
    firsts = tuple(order[::ROOM])
    return {name: firsts, **{f"{name}/{number}": {key: values[key] for key in order[number * ROOM:(number + 1) * ROOM]} for number in range(len(firsts))}}


class Damaged(Exception):
    """A shelf is not there or cannot be believed."""


class Shelves(Mapping[str, Any]):
    """What `shelved` laid out. `read` gives a shelf by its name, None where it cannot be believed; then reading raises Damaged."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self._name, self._read = name, read
        firsts = read(name)
        if firsts is None:
            raise Damaged(name)
        self._firsts = firsts
        self._held: dict[int, Mapping[str, Any]] = {}

    def __getitem__(self, key: str) -> Any:
        return self._shelf(max(0, bisect_right(self._firsts, key) - 1))[key]

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._firsts)):
            yield from self._shelf(number)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def name_of(self, number: int) -> str:
        """The name of the value that has this number in the order of the names."""
        return next(name for place, name in enumerate(self._shelf(number // ROOM)) if place == number % ROOM)

    def beginning(self, start: str) -> Iterator[tuple[str, Any]]:
        """The values whose names begin so, and their names."""
        for number in range(max(0, bisect_right(self._firsts, start) - 1), len(self._firsts)):
            if self._firsts[number] > start and not self._firsts[number].startswith(start):
                return
            yield from ((name, value) for name, value in self._shelf(number).items() if name.startswith(start))

    def _shelf(self, number: int) -> Mapping[str, Any]:
        if not self._firsts:
            return {}
        found = self._held.get(number)
        if found is None:
            found = self._read(f"{self._name}/{number}")
            if found is None:
                raise Damaged(f"{self._name}/{number}")
            self._held[number] = found
        return found
