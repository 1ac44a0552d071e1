"""Names of countries from CLDR, by ISO 3166-1 alpha-2 code in lower case."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})  # CLDR lists them beside the countries


@cache
def country_names(languages: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of each country in the given languages (BCP 47), the first language's name first.

    A language that CLDR does not know is left out; English is always read, so that every code has a name.
    """
    from babel import Locale, UnknownLocaleError  # late: it is needed for a build only

    found: dict[str, dict[str, None]] = {}
    for language in dict.fromkeys((*languages, "en")):
        try:
            with _a_zone():
                territories = Locale.parse(language, sep="-").territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES:
                found.setdefault(code.lower(), {})[name] = None
    return {code: tuple(found[code]) for code in sorted(found)}


@contextmanager
def _a_zone() -> Iterator[None]:
    """A time zone is named: with the tables a module of times is loaded, which would else look for one all over the system."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
