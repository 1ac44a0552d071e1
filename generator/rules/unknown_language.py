"""A language is not written as a BCP 47 tag.

Why: browsers, screen readers and hyphenation go by the tag, and so do our word lists. The code of a
language is not that of a country: Ukrainian is `uk`, Ukraine is `ua`.

Before:
    language: English
After:
    language: en

Mend: write the two letters of the language (`en`, `de`, `uk`), and only where it matters a script or a
country behind it: `sr-Latn`, `pt-BR`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..diagnostics import Diagnostic, diagnostic
from ..patterns import compiled_late
from .case import Case, Value
from .near import nearest

HOLDS = ("language",)

_TAG = compiled_late(  # RFC 5646, without grandfathered tags
    r"(?P<language>[a-z]{2,3})(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?(-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?")
# The codes of ISO 639-1 that CLDR has a name for; written down here, since reading CLDR takes longer than most runs need.
TWO_LETTERS = frozenset((
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj "
    "fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky "
    "la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru "
    "rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu").split())
_OFTEN = {"ua": "uk", "gb": "en", "us": "en", "cz": "cs", "gr": "el", "dk": "da", "se": "sv", "jp": "ja", "cn": "zh", "kr": "ko"}


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """Every language."""
    match = _TAG.fullmatch(value.text)
    if match and (len(match["language"]) == 3 or match["language"] in TWO_LETTERS):
        return
    yield diagnostic("unknown-language", value.span, f"`{value.text}` is not a BCP 47 language tag", _hint(value.text))


@cache
def _names() -> dict[str, str]:
    """The two-letter codes of ISO 639-1 with their English names, from CLDR."""
    from babel import Locale  # late: it reads its tables on import

    return {code: name for code, name in Locale("en").languages.items() if len(code) == 2}


def _by_its_own_name(text: str) -> str | None:
    """`deutsch` → `de`: contributors write their language as they call it."""
    from babel import Locale, UnknownLocaleError  # late, as above

    for code in sorted(TWO_LETTERS):
        try:
            own = Locale(code).languages.get(code, "")
        except UnknownLocaleError:
            continue
        if own and own.casefold() == text.strip().casefold():
            return code
    return None


def _hint(text: str) -> str:
    tag = re.sub(r"_", "-", text.strip())
    if tag != text and _TAG.fullmatch(tag):
        return f"did you mean `{tag}`?"
    code = _OFTEN.get(text.lower()) or (text.lower() if text.lower() in _names() else None) or _by_its_own_name(text)
    if code is None:
        by_name = {name: code for code, name in _names().items()}
        near = nearest(text, by_name, 1) if len(text) > 3 else ()
        code = by_name[near[0]] if near else None
    if code is None:
        return "write the two letters of ISO 639-1, such as `en`; a script has its first letter large, a country both: `sr-Latn`, `pt-BR`"
    return f"did you mean `{code}` ({_names()[code]})?"
