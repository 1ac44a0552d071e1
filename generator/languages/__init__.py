"""Word lists by language, for the rules on meaning and attribution. Data, one JSON file a language.

Keys of a file, each a list of words or phrases in lower case:

- `negations`: words that deny ("not", "never"); those that end in `n't` match as endings.
- `conditions`: words that limit ("if", "unless", "only if").
- `hedges`: words that weaken ("perhaps", "i doubt").
- `denials`: phrases before words that deny them ("denied that", "it is false that").
- `contrasts`: words with which a sentence takes back the one before ("but", "however").
- `unvouched`: phrases by which a reporter vouches for nobody's saying ("was reported as saying").
- `saying`: verbs of saying.
- `pronouns`: pronouns that stand for a speaker.
- `abbreviations`: words that keep their full stop inside a sentence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class LanguageLists:
    """The lists of one language; see the module's docstring."""

    negations: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    unvouched: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


LANGUAGES = ("de", "en", "fr", "pl", "uk")


@cache
def language_lists(language: str) -> LanguageLists:
    """The lists of a language (BCP 47; a region is left aside). A language without a file has empty lists."""
    base = language.partition("-")[0].lower()
    if base not in LANGUAGES:
        return LanguageLists()
    data = json.loads(files(__package__).joinpath(f"{base}.json").read_text("utf-8"))
    return LanguageLists(**{f.name: tuple(data[f.name]) for f in fields(LanguageLists)})
