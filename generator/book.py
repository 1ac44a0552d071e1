"""What was made of the dossier in the last build, and what each thing was made of: so that only what changed is made again.

A *thing* is a page of the site or an item of its data. It is a function of the dossier and of the values that the plan hands it; while
the print of these values and the print of every part of the dossier that it read are the same, so is the thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .noted import Key
VALUE = "value:"  # begins the names of things that are neither pages nor lines, but were worked out for such


@dataclass(frozen=True, slots=True)
class Made:
    """A thing as it was made: the print of what the plan handed it, what it read (numbers of keys), what else is kept of it, plain,
    and the hash of its file, empty where it has none: a process may be killed between the site and the book, and the file be another's."""

    handed: bytes
    read: tuple[int, ...]
    kept: Any
    file: str = ""


class Book:
    """The things of one build by name, and the prints of all that they read."""

    def __init__(self, keys: Iterable[Key] = (), prints: Iterable[bytes] = (), things: Mapping[str, Made] | None = None) -> None:
        self._numbers = {key: number for number, key in enumerate(keys)}
        self._prints = list(prints)
        self._keys: list[Key] | None = None
        self.things: dict[str, Made] = dict(things or {})

    @classmethod
    def of_plain(cls, plain: Any) -> Book:
        """The book that was kept; an empty one where none was."""
        if not isinstance(plain, tuple):
            return cls()
        keys, prints, things = plain
        return cls(keys, prints, {name: Made(*made) for name, made in things.items()})

    def kept(self) -> dict[str, Any]:
        """What is kept of each thing, by name."""
        return {name: one.kept for name, one in self.things.items()}

    def plain(self) -> Any:
        """As values that can be kept."""
        return tuple(self._numbers), tuple(self._prints), {name: (one.handed, one.read, one.kept, one.file) for name, one in self.things.items()}

    def standing(self, print_of: Callable[[Key], bytes]) -> Book:
        """The book with those things only that read nothing that changed. `print_of`: the print of a part of the dossier as it is now."""
        now = [print_of(key) for key in self._numbers]
        changed = {number for number, (before, after) in enumerate(zip(self._prints, now, strict=True)) if before != after}
        things = {name: one for name, one in self.things.items() if changed.isdisjoint(one.read)} if changed else self.things
        return Book(self._numbers, now, things)

    def get(self, name: str, handed: bytes) -> Made | None:
        """A thing that was handed the same; None where it has to be made."""
        one = self.things.get(name)
        return one if one is not None and one.handed == handed else None

    def value(self, name: str, handed: bytes) -> tuple[Any, frozenset[Key]] | None:
        """A plain value that was kept, and what it was made of; None where there is none that still holds."""
        one = self.get(VALUE + name, handed)
        if one is None:
            return None
        if self._keys is None:
            self._keys = list(self._numbers)
        return one.kept, frozenset(self._keys[number] for number in one.read)

    def values(self) -> list[str]:
        """The names of all values that were kept and still hold, as things."""
        return [name for name in self.things if name.startswith(VALUE)]

    def next(self, kept: Iterable[str]) -> Book:
        """The book of this build, so far with the things that stay, by name."""
        return Book(self._numbers, self._prints, {name: self.things[name] for name in kept})

    def numbered(self, keys: Iterable[Key], print_of: Callable[[Key], bytes]) -> list[int]:
        """The number of each of these parts of the dossier in this book, which has them from now on."""
        return [self._number(key, print_of) for key in keys]

    def _number(self, key: Key, print_of: Callable[[Key], bytes]) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._prints)
            self._prints.append(print_of(key))
        return number
