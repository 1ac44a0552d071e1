"""Patterns that are compiled when they are first used: a module has some for every language and script, and one dossier meets few of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


class _Pattern(Generic[AnyStr]):
    """Becomes its compiled self attribute by attribute: what was looked up once is found on it at once."""

    def __init__(self, text: AnyStr, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        if name == "_compiled":
            self._compiled = re.compile(*self._given)
            return self._compiled
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def compiled_late(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like `re.compile`, but a fault in the pattern shows when it is first used. For patterns of modules, which tests use."""
    return cast(re.Pattern[AnyStr], _Pattern(text, flags))
