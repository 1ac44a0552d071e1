"""The desk of a process that builds again and again: what was kept stays in memory, and goes to the disk when nobody waits."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from ..frozen import dataclass, field
from .box import write_box
from .desk import BOOK, Desk, book_of


@dataclass(frozen=True, slots=True)
class HeldDesk(Desk):
    """A desk whose values are held. Nobody may change a value that was read or written.

    What was written is on the disk after `settle`. A process that ends before loses time and nothing else, as with any desk.
    """

    _held: dict[str, tuple[str, object]] = field(default_factory=dict)  # by name: key and value
    _late: set[str] = field(default_factory=set)  # names of those that are not on the disk yet
    _process: int = field(default_factory=os.getpid)

    def read(self, name: str, key: str) -> object:
        """The value kept under a name and a key; None where there is none that can be believed."""
        held = self._held.get(name)
        if held is not None and held[0] == key:
            return held[1]
        value = Desk.read(self, name, key)
        if value is not None:
            self._held[name] = key, value
            self._late.discard(name)
        return value

    def write(self, name: str, key: str, value: object) -> None:
        """Keep a plain value. What a forked process keeps is on the disk at once, since its memory ends with it."""
        if os.getpid() != self._process:
            Desk.write(self, name, key, value)
            return
        self._held[name] = key, value
        self._late.add(name)

    def book(self, out: Path, key: str) -> object:
        """The book of the last build that went to this folder, as it was kept."""
        self._settle_book(book_of(out))
        return Desk.book(self, out, key)

    def keep_book(self, out: Path, key: str, book: Callable[[], Mapping[str, object]] | Mapping[str, object]) -> None:
        """Keep the book of a build, or what gives it: that is called when the book has to be on the disk."""
        self._held[book_of(out)] = key, book
        self._late.add(book_of(out))

    def keep_only(self, folder: str, names: Collection[str], spare: int = 0) -> None:
        """Remove what is kept in a folder of the desk under any other name, once that is more than `spare`."""
        wanted = {f"{folder}/{name}" for name in names}
        others = [name for name in self._held if name.startswith(f"{folder}/") and name not in wanted]
        for name in others if len(others) > spare else ():
            del self._held[name]
            self._late.discard(name)
        Desk.keep_only(self, folder, names, spare)

    def settle(self) -> None:
        """Write what is not on the disk yet."""
        for name in sorted(self._late):
            if name.startswith(BOOK):
                self._settle_book(name)
            else:
                Desk.write(self, name, *self._held[name])
        self._late.clear()

    def _settle_book(self, name: str) -> None:
        """Write a book, and hold it no more."""
        if name in self._held:
            key, book = self._held.pop(name)
            write_box(self.folder / name, key, book() if callable(book) else book)  # type: ignore[arg-type]
