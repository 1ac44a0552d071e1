"""What was made of the dossier in the last build, and what each thing was made of: so that only what changed is made again.

A *thing* is a page of the site or an item of its data. It is a function of the dossier and of the values that the plan hands it; while
the print of these values and the print of every part of the dossier that it read are the same, so is the thing.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .frozen import dataclass
from .noted import Key
from .shelves import Damaged, Shelves, shelved

VALUE = "value:"  # begins the names of things that are neither pages nor lines, but were worked out for such
WORDS = frozenset(("statements", "facts", "sources", "speech", "proof"))  # fields of the dossier that change where only words change: no place, no date, no name


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
        self._readers: dict[str, dict[int, list[str]]] = {}  # by the beginning of the names: who read what, for a book that does not grow any more

    @classmethod
    def of_plain(cls, plain: Any) -> Book:
        """The book that was kept; an empty one where none was."""
        if not isinstance(plain, Mapping):
            return cls()
        return cls(plain["keys"], plain["prints"], {name: Made(*made) for name, made in Shelves("things", plain.get).items()})

    def kept(self) -> dict[str, Any]:
        """What is kept of each thing, by name."""
        return {name: one.kept for name, one in self.things.items()}

    def plain(self) -> dict[str, Any]:
        """As values that can be kept: the keys and prints of what was read, the things on shelves, and which of them read what `Kept` asks for."""
        order = sorted(self.things)
        readers: dict[int, list[int]] = {number: [] for (field, _), number in self._numbers.items() if field in WORDS}
        for place, name in enumerate(order):
            for number in self.things[name].read:
                if number in readers:
                    readers[number].append(place)
        keys = tuple(self._numbers)
        return {"keys": keys, "prints": tuple(self._prints), "readers": {number: (*keys[number], array("I", places).tobytes()) for number, places in readers.items()},
                **shelved("things", {name: (one.handed, one.read, one.kept, one.file) for name, one in self.things.items()})}

    def standing(self, print_of: Callable[[Key], bytes]) -> Book:
        """The book with those things only that read nothing that changed. `print_of`: the print of a part of the dossier as it is now."""
        now = [print_of(key) for key in self._numbers]
        changed = {number for number, (before, after) in enumerate(zip(self._prints, now, strict=True)) if before != after}
        things = {name: one for name, one in self.things.items() if changed.isdisjoint(one.read)} if changed else self.things
        return Book(self._numbers, now, things)

    def reading(self, keys: Iterable[Key], kind: str) -> frozenset[str]:
        """The names of those things that read one of these parts of the dossier. `kind`: begins their names. Quick from the second time on."""
        if kind not in self._readers:
            readers = self._readers[kind] = {}
            for name in [name for name in self.things if name.startswith(kind)]:
                for number in self.things[name].read:
                    readers.setdefault(number, []).append(name)
        readers = self._readers[kind]
        return frozenset(name for key in keys if key in self._numbers for name in readers.get(self._numbers[key], ()))

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


class Kept:
    """The book of a build as it was kept, and on top of it what edits of words have made anew since. Read only as far as an edit needs it.

    `read`: gives a part of `Book.plain`, None where it cannot be believed; `since`: by name handed, what was read of `WORDS`, what is kept, hash of the file.
    """

    def __init__(self, read: Callable[[str], Any], since: Mapping[str, tuple[bytes, tuple[Key, ...], Any, str]]) -> None:
        self.since = dict(since)
        self._things = Shelves("things", read)
        readers = read("readers")
        if readers is None:
            raise Damaged("readers")
        self._keys: dict[int, Key] = {number: (field, id) for number, (field, id, _) in readers.items()}
        self._readers: dict[Key, bytes] = {(field, id): places for field, id, places in readers.values()}

    def reading(self, changed: Iterable[Key]) -> list[str]:
        """The names of all things that read any of these, sorted."""
        changed = set(changed)
        places = {place for key in changed for place in array("I", self._readers.get(key, b""))}
        names = {name for name in map(self._things.name_of, places) if name not in self.since}
        return sorted(names | {name for name, (_, read, _, _) in self.since.items() if not changed.isdisjoint(read)})

    def get(self, name: str) -> tuple[bytes, tuple[Key, ...], Any, str] | None:
        """A thing: what it was handed, what it read of `WORDS`, what is kept of it, the hash of its file. None where there is none."""
        if name in self.since:
            return self.since[name]
        found = self._things.get(name)
        if found is None:
            return None
        handed, read, kept, file = found
        return handed, tuple([self._keys[number] for number in read if number in self._keys]), kept, file

    def beginning(self, start: str) -> dict[str, Any]:
        """What is kept of all things whose names begin so, by name."""
        return {name: made[2] for name, made in self._things.beginning(start)} | {name: made[2] for name, made in self.since.items() if name.startswith(start)}
