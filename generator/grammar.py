"""The word lists of one language as patterns, compiled once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .languages import language_lists

APOSTROPHES = str.maketrans("’ʼ‘", "'''")
# Where grammar asks for a comma before every clause, one before "and" opens a clause of its own.
_STRICT_COMMAS = frozenset({"de", "pl", "uk"})


@dataclass(frozen=True)
class Grammar:
    """The word lists of one language as patterns; the group `t` holds the telling word. An empty list matches nothing."""

    strict_commas: bool
    telling: re.Pattern[str]
    unhedged: re.Pattern[str]
    ahead: re.Pattern[str]  # telling, or disbelieving what follows
    idiom: re.Pattern[str]
    limits: re.Pattern[str]  # at a clause's start: a condition or hedge
    fronted: re.Pattern[str]  # the same where the main clause follows
    firm_limits: re.Pattern[str]  # the same behind "and": only phrases such as "only if"
    denial: re.Pattern[str]
    misgiving: re.Pattern[str]  # a negation and behind it a verb of opinion
    negation: re.Pattern[str]  # at a clause's start
    bare_negator: re.Pattern[str]  # "not" and nothing else
    negator: re.Pattern[str]
    contrast: re.Pattern[str]  # at a sentence's start, or among its first words
    turn: re.Pattern[str]  # at a clause's start: a contrast or a concession
    corrective: re.Pattern[str]
    paired: re.Pattern[str]
    complement: re.Pattern[str]  # at a clause's start: "that"
    hanging: re.Pattern[str]  # the same anywhere
    although: re.Pattern[str]  # at a clause's start: "because", "although"
    aside: re.Pattern[str]  # the same, and "which"
    because: re.Pattern[str]  # anywhere: "because", "which"
    coordinator: re.Pattern[str]
    joint: re.Pattern[str]  # "and we"
    subject: re.Pattern[str]
    noun: re.Pattern[str]
    alternative: re.Pattern[str]
    liking: re.Pattern[str]


def masked(words: str, grammar: Grammar) -> str:
    """Words with straight apostrophes and with idioms blanked, each in its place."""
    return grammar.idiom.sub(lambda m: "_" * len(m.group()), words.translate(APOSTROPHES))


@cache
def grammar_of(language: str) -> Grammar:
    """The patterns of a language (BCP 47); one without word lists finds nothing."""
    lists = language_lists(language)
    certain = (*lists.negations, *lists.conditions, *lists.denials)
    limits = (*lists.conditions, *lists.hedges, *lists.denials)
    subordinate = (*lists.subordinators, *lists.concessions)
    subject, negations = _any(lists.subjects), _any(lists.negations)
    return Grammar(
        strict_commas=language.partition("-")[0].lower() in _STRICT_COMMAS,
        telling=_compile(f"(?P<t>{_any((*certain, *lists.hedges))})"),
        unhedged=_compile(f"(?P<t>{_any((*certain, *lists.lacking))})"),
        ahead=_compile(f"(?P<t>{_any((*certain, *lists.hedges, *lists.disbeliefs))})"),
        idiom=_compile(_any((*lists.idioms, *lists.paired))),
        limits=_compile(rf"[\W_]*(?P<t>{_any(tuple(w.lstrip(', ') for w in limits))})"),
        fronted=_compile(rf"[\W_]*(?P<t>{_any((*lists.fronted, *lists.lacking))})"),
        firm_limits=_compile(rf"[\W_]*(?P<t>{_any(tuple(w for w in limits if ' ' in w.lstrip(', ')))})"),
        denial=_compile(f"(?P<t>{_any((*lists.denials, *lists.disbeliefs))})"),
        misgiving=_compile(rf"(?P<t>{negations})(?:\s+[\w'-]+){{0,3}}?\s+{_any(lists.opinions)}"),
        negation=_compile(rf"[\W_]*(?P<t>{negations})"),
        bare_negator=_compile(rf"[\W_]*(?P<t>{_any(lists.negators)})[\W_]*\Z"),
        negator=_compile(_any(lists.negators)),
        contrast=_compile(rf"[\W_]*(?:(?P<t>{_any(lists.contrasts)})|(?:[\w'’-]+\W+){{1,4}}?(?P<f>{_any(lists.floating)}))"),
        turn=_compile(rf"[\W_]*(?P<t>{_any((*lists.contrasts, *lists.concessions))})"),
        corrective=_compile(_any(lists.correctives)),
        paired=_compile(_any(lists.paired)),
        complement=_compile(rf"[\W_]*{_any(lists.complementizers)}"),
        hanging=_compile(_any(lists.complementizers)),
        although=_compile(rf"[\W_]*{_any(subordinate)}"),
        aside=_compile(rf"[\W_]*{_any((*subordinate, *lists.relatives))}"),
        because=_compile(_any(lists.subordinators)),
        coordinator=_compile(rf"[\W_]*{_any(lists.coordinators)}\s*"),
        joint=_compile(rf"{_any(lists.coordinators)}\s+(?={subject})"),
        subject=_compile(rf"[\W_]*{subject}"),
        noun=_compile(rf"[\W_]*{_any((*lists.articles, *lists.subjects))}"),
        alternative=_compile(rf"[\W_]*(?:\w+\s+)?(?P<t>{_any(lists.alternatives)})"),
        liking=_compile(_any((*lists.likenings, *lists.saying))),
    )  # fmt: skip


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    """A pattern for any of some words or phrases, the longest first; for none, one that never matches."""
    return f"(?:{'|'.join(_bounded(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))})" if words else "(?!)"


def _bounded(word: str) -> str:
    """A pattern for a listed word or phrase: whole words; an ending such as n't may follow letters; French `que`, `de` may be cut short."""
    plain = word.translate(APOSTROPHES)
    before = "" if plain == "n't" or not plain[0].isalnum() else r"(?<!\w)"
    after = "" if not plain[-1].isalnum() else r"(?!\w)"
    pattern = r"\s+".join(r"[\w'-]+" if w == "…" else re.escape(w) for w in plain.split())
    if plain.endswith((" que", " de")):
        return rf"{before}{pattern[:-1]}(?:e(?!\w)|')"
    return before + pattern + after
