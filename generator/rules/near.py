"""What a contributor may have meant: the closest of the known words. It suggests and never accepts."""

from __future__ import annotations

from collections.abc import Iterable

MIN_LIKENESS = 60.0  # of 100; below it a suggestion misleads more than it helps
PART = 80.0  # what a whole word of several counts


def nearest(wanted: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Up to `most` of the `known` words that look most like `wanted`, best first, ties by alphabet."""
    from rapidfuzz import fuzz, process, utils  # late: the import takes longer than a run without faults needs

    listed = sorted(set(known))
    found = {word: score for word, score, _ in process.extract(wanted, listed, scorer=fuzz.ratio, processor=utils.default_process, limit=most,
                                                               score_cutoff=MIN_LIKENESS)}
    words = set(utils.default_process(wanted).split())
    if words:  # one name of somebody who has two: `flavia` for `princess-flavia`
        found |= {word: max(found.get(word, 0.0), PART) for word in listed if words < set(utils.default_process(word).split())}
    return tuple(sorted(found, key=lambda word: (-found[word], word))[:most])


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """A question with the closest words, or an empty text."""
    words = nearest(wanted, known)
    if not words:
        return ""
    return "did you mean " + " or ".join(f"`{w}`" for w in words) + "?"
