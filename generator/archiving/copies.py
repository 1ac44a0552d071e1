"""Whether a text is archived already, as the same or as another copy, and how two copies of an article differ, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from ..folding import folded
from ..frozen import dataclass
from ..sentences import paragraphs

_RUN = 5  # words of a run that two copies share
_ALIKE = 0.4  # share of the shorter text's runs that both must have
_LIKE = 0.5  # how like two paragraphs must be to be one, changed
_MOST_WORDS = 200_000
_MOST_PARAGRAPHS = 2_000
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """How one copy differs from the other. `kind`: omission, addition or change; `there` and `here`: the paragraphs, empty where there is none.

    `number`: of the paragraph in this copy, from 1; of an omission in the other.
    """

    kind: str
    number: int
    there: str
    here: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The archived text that is most like a new one. `share`: of the shorter one's runs of words, how many stand in both."""

    source: str
    share: float
    differences: tuple[Difference, ...]


def copy_of(text: str, archived: Mapping[str, str]) -> Copy | None:
    """The archived text that a new one is a copy of, with the differences; None where none is like it."""
    own = _runs(text)
    best = max(((_share(own, _runs(other)), id) for id, other in sorted(archived.items())), default=(0.0, ""), key=lambda one: one[0])
    if best[0] < _ALIKE:
        return None
    return Copy(best[1], best[0], tuple(differences(archived[best[1]], text)))


def _runs(text: str) -> frozenset[int]:
    words = [word.casefold() for word in _WORD.findall(folded(text[:_MOST_WORDS * 8]))][:_MOST_WORDS]
    return frozenset(hash(tuple(words[at:at + _RUN])) for at in range(max(0, len(words) - _RUN + 1)))


def _share(own: frozenset[int], other: frozenset[int]) -> float:
    least = min(len(own), len(other))
    return len(own & other) / least if least else 0.0


def differences(there: str, here: str) -> Iterator[Difference]:
    """The differences of two copies, in order. Paragraphs that differ in accepted spelling only are the same."""
    old, new = _paragraphs(there), _paragraphs(here)
    keys = [[folded(paragraph).casefold() for paragraph in side] for side in (old, new)]
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _paired(old[a:b], new[c:d], a, c)


def _paired(old: Sequence[str], new: Sequence[str], at_old: int, at_new: int) -> Iterator[Difference]:
    """A stretch where the copies differ: paragraphs that are alike are one that was changed, the others left out or added."""
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for number, here in enumerate(new[:50]):
        ratios = [(SequenceMatcher(None, there.split(), here.split()).ratio(), -other) for other, there in enumerate(old[:50]) if other not in taken]
        if ratios and max(ratios)[0] >= _LIKE:
            pairs[number] = -max(ratios)[1]
            taken.add(pairs[number])
    yield from (Difference("omission", at_old + number + 1, there, "") for number, there in enumerate(old) if number not in taken)
    for number, here in enumerate(new):
        if number in pairs:
            yield Difference("change", at_new + number + 1, old[pairs[number]], here)
        else:
            yield Difference("addition", at_new + number + 1, "", here)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(text[one.start:one.end].split()) for one in paragraphs(text)][:_MOST_PARAGRAPHS]


def changed_words(difference: Difference) -> str:
    """The words that differ, with three words around them: `[-old-]` and `[+new+]`."""
    old, new = difference.there.split(), difference.here.split()
    told: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            told += old[a:b] if b - a <= 6 else [*old[a:a + 3], "…", *old[b - 3:b]]
        else:
            told += ([f"[-{' '.join(old[a:b])}-]"] if b > a else []) + ([f"[+{' '.join(new[c:d])}+]"] if d > c else [])
    return " ".join(told)[:600]
