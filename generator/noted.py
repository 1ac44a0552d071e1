"""A dossier that notes what is read of it, so that a page is made again only where something that it showed has changed."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, TypeVar, cast

from .frozen import fields
from .lazy import Lazy
from .plain import from_plain, to_plain
from .resolved import Dossier

_FLAT = 2  # the last version of marshal without references between values: equal values have equal bytes
_SHORT = 16  # bytes; a longer value is hashed
_HAS = "has "  # begins the field of a key that tells only whether there is such a part: what it says may change then

T = TypeVar("T")
Key = tuple[str, Any]  # a field of the dossier, and a key of it; None for the whole field, or for the list of its keys


class Noted:
    """Reads like the dossier that it holds. `noting` gives what a function read.

    `before`: by name and what it was handed, a plain value that an earlier build kept and that still holds, with what it read.
    """

    def __init__(self, dossier: Dossier, before: Callable[[str, bytes], tuple[Any, frozenset[Key]] | None] = lambda name, handed: None) -> None:
        self._dossier = dossier
        self._before = before
        self.values: dict[str, tuple[Any, frozenset[Key], bytes]] = {}  # by name, the values that are to be kept, what they read, what they were handed
        self.worked_out: set[str] = set()  # the names of those that no earlier build had
        self._new: list[str] = []  # the names of those that nobody was told of yet
        self._notes: set[Key] = set()
        self._remembered: dict[tuple[Any, ...], tuple[Any, frozenset[Key]]] = {}
        for field in fields(dossier):
            if field.name.startswith("_"):
                continue
            value = getattr(dossier, field.name)
            if field.name == "positions":
                value = Lazy(value, self._position)
            if isinstance(value, Mapping):
                setattr(self, field.name, _NotedMapping(value, field.name, self))

    @property
    def as_dossier(self) -> Dossier:
        """Itself: whoever reads it needs not know that somebody takes notes."""
        return cast(Dossier, self)

    def __getattr__(self, name: str) -> Any:
        """A field that is no mapping: read as a whole."""
        value = getattr(self._dossier, name)
        self._notes.add((name, None))
        return value

    def noting(self, make: Callable[[], T]) -> tuple[T, frozenset[Key]]:
        """What a function gives, and everything that it read."""
        before, self._notes = self._notes, set()
        try:
            value = make()
            return value, frozenset(self._notes)
        finally:
            self._notes = before

    def remembered(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What a function gave the first time; its reads are noted for everybody who asks."""
        kept = self._remembered.get(key)
        if kept is None:
            kept = self._remembered[key] = self.noting(make)
        self._notes |= kept[1]
        return cast(T, kept[0])

    def kept(self, name: str, make: Callable[[], T], handed: bytes = b"") -> T:
        """What a function gives, a plain value: from the last build where what was handed to it and all that it read is as it was."""
        if name not in self.values:
            before = self._before(name, handed)
            if before is None:
                self.worked_out.add(name)
            self.values[name] = *(before or self.noting(make)), handed
            self._new.append(name)
        value, notes, _ = self.values[name]
        self._notes |= notes
        return cast(T, value)

    def new_values(self) -> list[str]:
        """The names of the values that came since this was last asked."""
        new, self._new = self._new, []
        return new

    def position_maker(self, cell: tuple[str, str]) -> tuple[str, Callable[[], Any]]:
        """The name under which a position is kept, and what gives it as a plain value."""
        def made() -> Any:
            self.note("positions", cell)
            return to_plain(self._dossier.positions[cell])

        return f"position/{cell[1]}/{cell[0]}", made  # by question: the pages that show many show those of one question

    def _position(self, cell: tuple[str, str]) -> Any:
        return from_plain(self.kept(*self.position_maker(cell)))

    def has(self, name: str) -> bool:
        """True where a value that was handed nothing is at hand, from this build or the last."""
        return name in self.values or self._before(name, b"") is not None

    def note(self, field: str, key: Any) -> None:
        """Note one read."""
        self._notes.add((field, key))


class _NotedMapping(Mapping[Any, Any]):
    def __init__(self, values: Mapping[Any, Any], field: str, owner: Noted) -> None:
        self._values, self._field, self._owner = values, field, owner

    def __getitem__(self, key: Any) -> Any:
        self._owner._notes.add((self._field, key))
        return self._values[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._owner._notes.add((self._field, key))
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._owner._notes.add((_HAS + self._field, key))
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        self._owner._notes.add((self._field, None))
        return iter(self._values)

    def __len__(self) -> int:
        self._owner._notes.add((self._field, None))
        return len(self._values)


# --- prints -----------------------------------------------------------------------------------------------------------


def prints_of(dossier: Dossier, known: Mapping[str, Mapping[str, bytes]]) -> Callable[[Key], bytes]:
    """A print of each part of the dossier that can be read: equal parts have equal prints.

    `known`: prints of statements, facts and sources and of their summaries, by field and id.
    """
    def print_of(key: Key) -> bytes:
        field, id = key
        if field.startswith(_HAS):
            return b"%d" % (id in getattr(dossier, field.removeprefix(_HAS)))
        if field in known and id is not None:
            return known[field].get(id, b"")
        values = getattr(dossier, field)
        if id is None:
            return print_of_plain(tuple(values) if isinstance(values, Mapping) else values if isinstance(values, tuple | str) else to_plain(values))
        if field == "positions":
            behind = dossier.evidence.get(id, ((), ()))  # there is evidence of many whose positions are not compared
            return print_of_plain((id in values, behind, [dossier.summaries[one].weight for ids in behind for one in ids]))
        if id not in values:
            return b""
        value = values[id]
        return print_of_plain(value if isinstance(value, tuple | str) else to_plain(value))

    return print_of


def print_of_plain(value: Any) -> bytes:
    """A print of a plain value: equal values have equal prints."""
    data = marshal.dumps(value, _FLAT)
    return data if len(data) <= _SHORT else blake2b(data, digest_size=_SHORT).digest()
