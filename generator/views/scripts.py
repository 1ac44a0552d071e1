"""Languages: which way each is written, for `dir` on quotations, and what it is called."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Literal

# Languages that are written from right to left unless a script subtag says otherwise (CLDR, characterOrder).
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"))
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))


@cache
def direction(language: str) -> Literal["ltr", "rtl"]:
    """Direction of a BCP 47 tag: a script subtag decides, else the language."""
    subtags = language.lower().split("-")
    script = next((tag for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()), None)
    if script is not None:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT else "ltr"


_COMMON = MappingProxyType({"de": "German", "en": "English", "fr": "French", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian"})  # as CLDR has them


@cache
def language_name(language: str) -> str:
    """The English name of a BCP 47 tag, from CLDR: "French", "Chinese (Traditional)"; the tag where CLDR has none."""
    if language in _COMMON:  # to read CLDR's tables takes longer than to make a page
        return _COMMON[language]
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-").get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        subtag, _, rest = language.partition("-")
        name = Locale("en").languages.get(subtag.lower())
        return f"{name} ({rest})" if name and rest else name or language
