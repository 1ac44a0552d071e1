"""A mapping whose keys are known and whose values are made when they are first read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Lazy(Mapping[K, V], Generic[K, V]):
    """Read-only; the keys keep their order. `make` is pure. Its values are held; where `most` is given only about so many, those made last."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V], most: int = sys.maxsize) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._most = most
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        try:
            return self._made[key]
        except KeyError:
            if key not in self._keys:
                raise
            if len(self._made) >= self._most:
                for old in list(self._made)[:self._most // 2]:
                    del self._made[old]
            value = self._made[key] = self._make(key)
            return value

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
