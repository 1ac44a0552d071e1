"""What is kept of one dossier between builds, in a folder of the user's cache. Losing it costs time and nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Self

from ..frozen import dataclass
from ..unchanged import SETTLED
from .box import Box, write_box
from .cache import read_cached, write_cached
from .dossier_files import Signature

BOOK = "book-"  # begins the names of books, which are kept in boxes


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder of one dossier."""

    folder: Path

    @classmethod
    def of(cls, cache: Path, dossier: Path) -> Self:
        """The desk of a dossier; `cache` is the program's folder in the user's cache."""
        return cls(cache / f"dossier-{hashlib.sha256(os.fsencode(os.path.realpath(dossier))).hexdigest()[:16]}")

    def read(self, name: str, key: str) -> object:
        """The value kept under a name and a key; None where there is none that can be believed."""
        return read_cached(self.folder / name, key)

    def write(self, name: str, key: str, value: object) -> None:
        """Keep a plain value."""
        write_cached(self.folder / name, key, value)

    def book(self, out: Path, key: str) -> object:
        """The book of the last build that went to this folder, as it was kept."""
        box = self.box(out, key)
        return box.all() if box else None

    def box(self, out: Path, key: str) -> Box | None:
        """The same, to be read by its parts."""
        return Box.open(self.folder / book_of(out), key)

    def keep_book(self, out: Path, key: str, book: Mapping[str, object]) -> None:
        """Keep the book of a build, each part of which can be read alone."""
        write_box(self.folder / book_of(out), key, book)

    def since(self, out: Path, key: str) -> object:
        """What edits changed of the book; `key` is of the book that they were made on."""
        return self.read(f"since-{_name_of(out)}", key)

    def keep_since(self, out: Path, key: str, value: object) -> None:
        """Keep what edits changed of the book."""
        self.write(f"since-{_name_of(out)}", key, value)

    def site(self, out: Path) -> bytes:
        """The print of the site that was published to this folder last; empty where none was."""
        kept = self.read(f"site-{_name_of(out)}", "site")
        return kept if isinstance(kept, bytes) else b""

    def keep_site(self, out: Path, print_of_site: bytes) -> None:
        """Keep the print of a site that was published."""
        self.write(f"site-{_name_of(out)}", "site", print_of_site)

    def search(self, out: Path, state: str) -> tuple[tuple[str, str], ...]:
        """Path and hash of the files of the search index that was made of this state and went to this folder; none where it was another."""
        kept = self.read(f"search-{_name_of(out)}", state)
        return kept if isinstance(kept, tuple) else ()

    def keep_search(self, out: Path, state: str, files: tuple[tuple[str, str], ...]) -> None:
        """Keep which files the search index has, and of which state it was made."""
        self.write(f"search-{_name_of(out)}", state, files)

    def keep_only(self, folder: str, names: Collection[str], spare: int = 0) -> None:
        """Remove what is kept in a folder of the desk under any other name, once that is more than `spare`."""
        try:
            others = set(os.listdir(self.folder / folder)) - set(names)
        except OSError:  # there is none
            return
        for name in others if len(others) > spare else ():
            with contextlib.suppress(OSError):
                (self.folder / folder / name).unlink()

    def signatures(self, name: str) -> dict[str, Signature]:
        """Signatures of files, kept under a name."""
        kept = self.read(name, name)
        return {path: Signature(*values) for path, values in kept.items()} if isinstance(kept, dict) else {}

    def keep_signatures(self, name: str, signatures: Mapping[str, Signature], now: int) -> None:
        """Keep the signatures of files that were not saved just before `now`, the time at which they were read (ns since 1970)."""
        self.write(name, name, {path: (one.size, one.modified, one.changed, one.inode, one.digest) for path, one in signatures.items() if one.changed < now - SETTLED})


def book_of(out: Path) -> str:
    """The name of the book of a site."""
    return f"{BOOK}{_name_of(out)}"


def _name_of(out: Path) -> str:
    return f"{hashlib.sha256(os.fsencode(os.path.abspath(out))).hexdigest()[:16]}"
