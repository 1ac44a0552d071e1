"""Many values in one file, each read alone and believed alone: whoever needs two of them does not unpack the rest.

The file has a table of what stands where with a hash of each value, and before it a hash over key and table.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .places import keep

_HASH = 32  # bytes of a SHA-256
_LENGTH = 8  # bytes of the length of the table

Table = Mapping[str, tuple[int, int, bytes]]  # by name: where the value begins behind the table, its length, its hash


class Box:
    """A file of values that was written under a key. `read` it by name; a value that was cut or altered is None."""

    def __init__(self, data: bytes, rest: int, handle: int, table: Table) -> None:
        self.print = data  # differs from that of any other box
        self._rest, self._handle, self._table = rest, handle, table

    @classmethod
    def open(cls, file: Path, key: str) -> Box | None:
        """The box in a file; None where there is none, or none of this key that is whole."""
        try:
            handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return None
        found = _table(handle, key)
        if found is None:
            os.close(handle)
            return None
        return cls(found[0], found[1], handle, found[2])

    def __del__(self) -> None:
        os.close(self._handle)

    def read(self, name: str) -> Any:
        """A value; None where there is none of that name, or where it cannot be believed."""
        if name not in self._table:
            return None
        begins, length, digest = self._table[name]
        data = os.pread(self._handle, length, self._rest + begins)
        return _loaded(data) if hashlib.sha256(data).digest() == digest else None

    def all(self) -> dict[str, Any] | None:
        """All values by name; None where one of them cannot be believed."""
        found = {name: self.read(name) for name in self._table}
        return None if any(value is None for value in found.values()) else found


def write_box(file: Path, key: str, values: Mapping[str, object]) -> None:
    """Write plain values, none of them None. Raises ValueError for what is not plain: our own bug."""
    packed = {name: marshal.dumps(value, 4) for name, value in values.items()}
    table, at = {}, 0
    for name, data in packed.items():
        table[name] = (at, len(data), hashlib.sha256(data).digest())
        at += len(data)
    head = marshal.dumps(table)
    keep(file, _digest(key, head), len(head).to_bytes(_LENGTH, "big"), head, *packed.values())


def _table(handle: int, key: str) -> tuple[bytes, int, Table] | None:
    """The hash at the head of a file, where its values begin, and the table."""
    start = os.pread(handle, _HASH + _LENGTH, 0)
    length = int.from_bytes(start[_HASH:], "big")
    if len(start) < _HASH + _LENGTH or length > os.fstat(handle).st_size:
        return None
    head = os.pread(handle, length, _HASH + _LENGTH)
    if _digest(key, head) != start[:_HASH]:
        return None
    table = _loaded(head)
    return (start[:_HASH], _HASH + _LENGTH + length, table) if isinstance(table, dict) else None


def _loaded(data: bytes) -> Any:
    try:
        return marshal.loads(data)
    except (ValueError, EOFError, TypeError):  # another Python wrote it
        return None


def _digest(key: str, head: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + head).digest()
