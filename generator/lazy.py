"""A mapping whose keys are known and whose values are made when they are first read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

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


class Opened(Mapping[Any, Any]):
    """Read-only; what it holds is fetched when it is first read. `make`: makes a value of what was fetched, when that is first read."""

    def __init__(self, fetch: Callable[[], Mapping[Any, Any]], make: Callable[[Any], Any] | None = None) -> None:
        self._fetch, self._make = fetch, make

    @cached_property
    def _values(self) -> Mapping[Any, Any]:
        found = self._fetch()
        return Lazy(found, lambda key: self._make(found[key])) if self._make else found

    def __getitem__(self, key: Any) -> Any:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
