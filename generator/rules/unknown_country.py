"""A file in `data/countries/` is not named for a country.

Why: the name of the file is the country's code in ISO 3166-1, and part of its address. The United
Kingdom is `gb`, not `uk`; Ukraine is `ua`. Kosovo is `xk`. The EU, the UN and NATO are organisations.

Before:
    data/countries/uk.yml
After:
    data/countries/gb.yml

Mend: give the file the name of the code, and write that code wherever the country is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span, diagnostic
from ..reading import Entry
from .case import Case
from .near import nearest

# In CLDR, but reserved, a grouping, for tests or unknown: no country of ISO 3166-1. XK is user-assigned and in general use.
NO_COUNTRY = frozenset({"ac", "cp", "cq", "dg", "ea", "eu", "ez", "ic", "qo", "ta", "un", "xa", "xb", "zz"})
_OFTEN = {"uk": "gb", "en": "gb", "el": "gr", "da": "dk", "cs": "cz", "ks": "xk", "swe": "se", "usa": "us", "ukr": "ua", "uae": "ae"}


def record(entry: Entry, case: Case) -> Iterator[Diagnostic]:
    """Every country."""
    if entry.kind == "countries" and (entry.id in NO_COUNTRY or entry.id not in case.country_names):
        yield diagnostic("unknown-country", Span(entry.file), f"`{entry.id}` is not a country code of ISO 3166-1", country_hint(entry.id, case))


def _of_three_letters(id: str) -> str | None:
    """The code of two letters that stands for one of three (alpha-3), from CLDR."""
    from babel.core import get_global  # late: it reads its tables on import

    found = get_global("territory_aliases").get(id.upper(), ()) if len(id) == 3 else ()
    return found[0].lower() if len(found) == 1 else None


def country_hint(id: str, case: Case) -> str:
    """What to write in place of a country code that there is not."""
    if id in ("eu", "un", "nato"):
        return "it is an organisation: its record stands in `data/organisations/` (`onrecord new organisation` makes it)"
    code = _OFTEN.get(id) or _of_three_letters(id)
    if code is None:
        names = {name: code for code, names in case.country_names.items() if code not in NO_COUNTRY for name in names}
        near = nearest(id.replace("-", " "), names, 1) if len(id) > 3 else ()
        code = names[near[0]] if near else None
    if code is None or code not in case.country_names:
        return "look the code up in ISO 3166-1 (alpha-2), and write it in lower case"
    hint = f"did you mean `{code}` ({case.country_names[code][0]})?"
    return hint + " (`uk` is the Ukrainian language; the country Ukraine is `ua`)" if id == "uk" else hint
