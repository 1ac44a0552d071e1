"""The word lists of one language as patterns, compiled once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import groupby

from .frozen import dataclass
from .languages import LanguageLists, language_lists

APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘‛´`′‵＇\u055a\u1fef\u1ffd", "'"))
_RUN = re.compile(r"\w+")
_ODD_CASE = frozenset("ıİ")  # the letters that `re` takes for "i" in any case, and casefolding does not
# Where grammar asks for a comma before every clause, one before "and" opens a clause of its own.
_STRICT_COMMAS = frozenset({"de", "pl", "uk"})


@dataclass(frozen=True)
class Grammar:
    """The word lists of one language as patterns, each compiled when first needed; the group `t` holds the telling word.

    An empty list matches nothing.
    """

    lists: LanguageLists
    strict_commas: bool

    def may_tell(self, words: str) -> bool:
        """False where no pattern with a group `t` can match in these words, nor `turn`: a look at each word, and no pattern needed."""
        return not self._openings.isdisjoint(_RUN.findall(words.casefold())) or not _ODD_CASE.isdisjoint(words)

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The first word of everything listed that tells; of n't the letter that stands alone."""
        lists = self.lists
        told = (*self._certain, *lists.hedges, *lists.disbeliefs, *lists.fronted, *lists.lacking, *lists.alternatives,
                *lists.negators, *lists.contrasts, *lists.concessions)
        return frozenset("t" if word == "n't" else _RUN.findall(word.casefold())[0] for word in told)

    @cached_property
    def _certain(self) -> tuple[str, ...]:
        return (*self.lists.negations, *self.lists.conditions, *self.lists.denials)

    @cached_property
    def _limits(self) -> tuple[str, ...]:
        return (*self.lists.conditions, *self.lists.hedges, *self.lists.denials)

    @cached_property
    def _subordinate(self) -> tuple[str, ...]:
        return (*self.lists.subordinators, *self.lists.concessions)

    @cached_property
    def telling(self) -> re.Pattern[str]:
        return _compile(f"(?P<t>{_any((*self._certain, *self.lists.hedges))})")

    @cached_property
    def unhedged(self) -> re.Pattern[str]:
        return _compile(f"(?P<t>{_any((*self._certain, *self.lists.lacking))})")

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        """Telling, or disbelieving what follows."""
        return _compile(f"(?P<t>{_any((*self._certain, *self.lists.hedges, *self.lists.disbeliefs))})")

    @cached_property
    def idiom(self) -> re.Pattern[str]:
        return _compile(_any((*self.lists.idioms, *self.lists.paired)))

    @cached_property
    def limits(self) -> re.Pattern[str]:
        """At a clause's start: a condition or hedge."""
        return _compile(rf"[\W_]*(?P<t>{_any(tuple(w.lstrip(', ') for w in self._limits))})")

    @cached_property
    def fronted(self) -> re.Pattern[str]:
        """The same where the main clause follows."""
        return _compile(rf"[\W_]*(?P<t>{_any((*self.lists.fronted, *self.lists.lacking))})")

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """At a clause's start: a condition, hedge, or what makes it depend on another."""
        return _compile(rf"[\W_]*{_any((*(w.lstrip(', ') for w in self._limits), *self.lists.fronted, *self.lists.lacking, *self._subordinate))}")

    @cached_property
    def firm_limits(self) -> re.Pattern[str]:
        """The same behind "and": only phrases such as "only if"."""
        return _compile(rf"[\W_]*(?P<t>{_any(tuple(w for w in self._limits if ' ' in w.lstrip(', ')))})")

    @cached_property
    def denial(self) -> re.Pattern[str]:
        return _compile(f"(?P<t>{_any((*self.lists.denials, *self.lists.disbeliefs))})")

    @cached_property
    def misgiving(self) -> re.Pattern[str]:
        """A negation and behind it a verb of opinion."""
        return _compile(rf"(?P<t>{_any(self.lists.negations)})(?:\s+[\w'-]+){{0,3}}?\s+{_any(self.lists.opinions)}")

    @cached_property
    def negation(self) -> re.Pattern[str]:
        """At a clause's start."""
        return _compile(rf"[\W_]*(?P<t>{_any(self.lists.negations)})")

    @cached_property
    def bare_negator(self) -> re.Pattern[str]:
        """A "not" and nothing else."""
        return _compile(rf"[\W_]*(?P<t>{_any(self.lists.negators)})[\W_]*\Z")

    @cached_property
    def negator(self) -> re.Pattern[str]:
        return _compile(_any(self.lists.negators))

    @cached_property
    def contrast(self) -> re.Pattern[str]:
        """At a sentence's start, or among its first words."""
        return _compile(rf"[\W_]*(?:(?P<t>{_any(self.lists.contrasts)})|(?:[\w'’-]+\W+){{1,4}}?(?P<f>{_any(self.lists.floating)}))")

    @cached_property
    def turn(self) -> re.Pattern[str]:
        """At a clause's start: a contrast or a concession."""
        return _compile(rf"[\W_]*(?P<t>{_any((*self.lists.contrasts, *self.lists.concessions))})")

    @cached_property
    def corrective(self) -> re.Pattern[str]:
        return _compile(_any(self.lists.correctives))

    @cached_property
    def paired(self) -> re.Pattern[str]:
        return _compile(_any(self.lists.paired))

    @cached_property
    def complement(self) -> re.Pattern[str]:
        """At a clause's start: "that"."""
        return _compile(rf"[\W_]*{_any(self.lists.complementizers)}")

    @cached_property
    def hanging(self) -> re.Pattern[str]:
        """The same anywhere."""
        return _compile(_any(self.lists.complementizers))

    @cached_property
    def although(self) -> re.Pattern[str]:
        """At a clause's start: "because", "although"."""
        return _compile(rf"[\W_]*{_any(self._subordinate)}")

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """The same, and "which"."""
        return _compile(rf"[\W_]*{_any((*self._subordinate, *self.lists.relatives))}")

    @cached_property
    def because(self) -> re.Pattern[str]:
        """Anywhere: "because", "which"."""
        return _compile(_any(self.lists.subordinators))

    @cached_property
    def coordinator(self) -> re.Pattern[str]:
        return _compile(rf"[\W_]*{_any(self.lists.coordinators)}\s*")

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What joins a clause with a subject of its own: "and we"."""
        return _compile(rf"{_any(self.lists.coordinators)}\s+(?={_any(self.lists.subjects)})")

    @cached_property
    def subject(self) -> re.Pattern[str]:
        return _compile(rf"[\W_]*{_any(self.lists.subjects)}")

    @cached_property
    def noun(self) -> re.Pattern[str]:
        return _compile(rf"[\W_]*{_any((*self.lists.articles, *self.lists.subjects))}")

    @cached_property
    def alternative(self) -> re.Pattern[str]:
        return _compile(rf"[\W_]*(?:\w+\s+)?(?P<t>{_any(self.lists.alternatives)})")

    @cached_property
    def liking(self) -> re.Pattern[str]:
        return _compile(_any((*self.lists.likenings, *self.lists.saying)))


def has_negation(words: str, grammar: Grammar) -> bool:
    """Whether words have a negation or a denial; an idiom ("no doubt") has none."""
    bare = masked(words, grammar)
    return bool(grammar.negation.search(bare) or grammar.denial.search(bare))


def masked(words: str, grammar: Grammar) -> str:
    """Words with straight apostrophes and with idioms blanked, each in its place."""
    return grammar.idiom.sub(lambda m: "_" * len(m.group()), words.translate(APOSTROPHES))


@cache
def grammar_of(language: str) -> Grammar:
    """The patterns of a language (BCP 47); one without word lists finds nothing."""
    return Grammar(language_lists(language), language.partition("-")[0].lower() in _STRICT_COMMAS)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(words: Sequence[str]) -> str:
    """A pattern for any of some words or phrases, the longest first; for none, one that never matches.

    Neighbours with the same bounds share them: bounds take longer to compile than words.
    """
    listed = [_bounded(w) for w in sorted(set(words), key=lambda w: (-len(w), w))]
    runs = (f"{before}(?:{'|'.join(pattern for _, pattern, _ in run)}){after}" for (before, after), run in groupby(listed, key=lambda one: (one[0], one[2])))
    return f"(?:{'|'.join(runs)})" if words else "(?!)"


def _bounded(word: str) -> tuple[str, str, str]:
    """A pattern for a listed word or phrase, with what may stand before it and behind: whole words; an ending such as n't may follow letters;
    French `que`, `de` may be cut short."""
    plain = word.translate(APOSTROPHES)
    before = "" if plain == "n't" or not plain[0].isalnum() else r"(?<!\w)"
    after = "" if not plain[-1].isalnum() else r"(?!\w)"
    pattern = r"\s+".join(r"[\w'-]+" if w == "…" else re.escape(w) for w in plain.split())
    if plain.endswith((" que", " de")):
        return before, rf"{pattern[:-1]}(?:e(?!\w)|')", ""
    return before, pattern, after
