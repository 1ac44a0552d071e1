"""Word lists by language, for the rules on meaning and attribution. Data, one JSON file a language.

Keys of a file, each a list of words or phrases in lower case; `…` in a phrase stands for any one word, a comma for itself:

- `negations`: words that deny ("not", "never"); those that end in `n't` match as endings.
- `negators`: those of them that may only set two things against each other ("peace, not war").
- `conditions`: words that limit ("if", "unless", "without").
- `fronted`: words that limit only where they open a clause before the main one ("had the Duke known, ...").
- `lacking`: the same, but in a gap too ("without").
- `hedges`: words that weaken ("perhaps", "i doubt").
- `denials`: phrases that deny the words behind them, or lay them in another's mouth ("denied", "refuse to", "my enemies claim").
- `disbeliefs`: words that deny the clause behind them, and only that ("nonsense", "accused of").
- `idioms`: phrases with such a word that take nothing back ("no doubt", "even if").
- `contrasts`: words with which a sentence or clause takes back the one before ("but", "however").
- `floating`: those that do so from among the first words of a sentence ("The plan, however, ...").
- `concessions`: the same, of a clause only ("although").
- `correctives`: words behind "not ..." that open what holds instead ("but").
- `paired`: phrases that announce a "but also" ("not only").
- `complementizers`: words that hang a clause on the one before ("that").
- `subordinators`: words that open a clause which says nothing about the truth of the main one ("because").
- `relatives`: the same, at the start of a clause only, since elsewhere they mean other things (German "der").
- `coordinators`: words that set a clause beside another ("and").
- `subjects`: words with which a clause of its own begins ("we", "nobody").
- `articles`: words with which a noun begins ("the", "our").
- `opinions`: words whose denial denies the clause behind them ("I do not believe we ...").
- `alternatives`: words before what holds only if the rest does not ("or", "otherwise").
- `likenings`: words between a denial and a mere name for the thing ("rejected the plan as ...").
- `unvouched`: phrases by which a reporter vouches for nobody's saying ("was reported as saying").
- `saying`: verbs of saying, and what else attributes words; one that ends in ` …` does so before a name only ("so …").
- `pronouns`: pronouns that stand for a speaker.
- `kin`: who speaks beside or for somebody, whose name then only says whose ("Sprecher von …"). Of English `strangers.py` has them.
- `abbreviations`: words that keep their full stop inside a sentence.
- `bare_answers`: answers that mean nothing without what was asked ("yes", "not at all"), and forms of address beside them.
"""

from __future__ import annotations

import json
from functools import cache

from ..frozen import dataclass, fields
from ..packaged import packaged


@dataclass(frozen=True, slots=True)
class LanguageLists:
    """The lists of one language; see the module's docstring."""

    negations: tuple[str, ...] = ()
    negators: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    fronted: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    disbeliefs: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    floating: tuple[str, ...] = ()
    concessions: tuple[str, ...] = ()
    correctives: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()
    complementizers: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    likenings: tuple[str, ...] = ()
    unvouched: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    bare_answers: tuple[str, ...] = ()


LANGUAGES = ("de", "en", "fr", "pl", "uk")


@cache
def language_lists(language: str) -> LanguageLists:
    """The lists of a language (BCP 47; a region is left aside). A language without a file has empty lists."""
    base = language.partition("-")[0].lower()
    if base not in LANGUAGES:
        return LanguageLists()
    data = json.loads(packaged(f"languages/{base}.json"))
    return LanguageLists(**{f.name: tuple(data[f.name]) for f in fields(LanguageLists)})
