"""Puts the parts of a quotation into their places in an archived text, or says why they have none.

The matcher finds every place where the words stand. Here the parts are put in order,
and one place is chosen where several are left. Nothing is guessed: two places that
nothing tells apart are a fault.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from . import quotes
from .folding import folded
from .frozen import dataclass, replace
from .quotes import Haystack, Match
from .speech import Speech

MAX_GAP = 300  # characters between two parts of one quotation

_REACH = 8  # how many characters of the text are read for one of a prefix: folding only ever shortens white space

Chain = tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why words have no place: a code of the catalogue, the number of the part, the matcher's detail, and where.

    Of places that nothing tells apart, `occurrences` has the number that would select each.
    """

    code: str
    part: int = 0
    detail: str = ""
    places: tuple[tuple[int, int], ...] = ()
    occurrences: tuple[int, ...] = ()


def _nowhere(start: int, end: int) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the place. `area` and the selectors bind; the rest only prefers."""

    not_speech: tuple[tuple[int, int], ...] = ()
    names_speaker: Callable[[int, int], bool] = _nowhere  # whether a name of the speaker begins between two places
    attribution: tuple[str, ...] = ()  # words that should stand near
    close_to: tuple[int, int] | None = None  # the nearest place is meant
    area: tuple[int, int] | None = None
    prefix: str | None = None
    suffix: str | None = None
    occurrence: int | None = None
    turns: tuple[tuple[int, int], ...] = ()  # where the speaker is heard in a transcript, in order

    def selected(self, prefix: str | None, suffix: str | None, occurrence: int | None) -> Wanted:
        """The same with the record's own selectors."""
        if (prefix, suffix, occurrence) == (self.prefix, self.suffix, self.occurrence):
            return self
        return replace(self, prefix=prefix, suffix=suffix, occurrence=occurrence)

    def within(self, area: tuple[int, int] | None) -> Wanted:
        """The same, bound to an area."""
        return self if area == self.area else replace(self, area=area)


def place(parts: Sequence[str], haystack: Haystack, speech: Speech, wanted: Wanted, language: str) -> tuple[Chain, Fault | None]:
    """A match for each part, in order; or no match and the fault."""
    places: dict[str, tuple[Match, ...]] = {}
    for number, part in enumerate(parts):
        if part in places:
            continue
        found = quotes.find(part, haystack, language)
        places[part] = _in_area(found.matches, wanted.area)
        if not places[part]:
            return (), _miss(found, number, outside=bool(found.matches))
    candidates = [places[part] for part in parts]
    if len(parts) == 1 and len(candidates[0]) == 1 and wanted.prefix is wanted.suffix is wanted.occurrence is None:
        return candidates[0], None  # the commonest: nothing to choose, nothing to put in order
    if wanted.occurrence is not None:
        first = candidates[0]
        if wanted.occurrence > len(first):
            return (), Fault("quote-not-in-source", 0, f"the words stand there {len(first)} times, not {wanted.occurrence}")
        candidates[0] = (first[wanted.occurrence - 1],)
    chains, fault = _chains(candidates, speech)
    if fault:
        return (), fault
    chains = _selected(chains, speech.text, wanted)
    if not chains:
        return (), Fault("quote-not-in-source", 0, "the words stand there, but not with this prefix or suffix")
    for preference in _preferences(haystack, speech, wanted) if len(chains) > 1 else ():
        chains = [c for c in chains if preference(c)] or chains
    if len(chains) > 1 and wanted.close_to is not None:
        chains = [min(chains, key=lambda c: _distance(c, wanted.close_to))]
    if len(chains) > 1:
        numbers = {match: n for n, match in enumerate(candidates[0], 1)}
        return (), Fault("quote-ambiguous", 0, f"{len(chains)}", tuple((c[0].start, c[-1].end) for c in chains), tuple(numbers[c[0]] for c in chains))
    return chains[0], None


def _in_area(matches: tuple[Match, ...], area: tuple[int, int] | None) -> tuple[Match, ...]:
    return matches if area is None else tuple(m for m in matches if area[0] <= m.start and m.end <= area[1])


def _miss(found: quotes.Found, number: int, outside: bool) -> Fault:
    if outside:
        return Fault("quote-not-in-source", number, "the words stand in the source, but not where they belong",
                     tuple((m.start, m.end) for m in found.matches))
    fault = found.faults[0]
    return Fault(fault.code, number, fault.detail, (fault.at,) if fault.at else ())


def _chains(candidates: Sequence[tuple[Match, ...]], speech: Speech) -> tuple[list[Chain], Fault | None]:
    """Every way to take the parts in order, each at its first place behind the one before; of those that end alike the tightest."""
    ends: list[_End] = [match for match in candidates[-1]]
    onward: list[list[int]] = []  # of each place of each part but the last: the number of the next part's place; from the last part to the first
    for number in range(len(candidates) - 1, 0, -1):
        onward.insert(0, [])
        reached: list[_End] = []
        following = candidates[number]
        for last in candidates[number - 1]:
            at = bisect_left(following, last.end, key=_start)
            onward[0].append(at)
            reached.append(_broken(last, following, at, number, speech) or ends[at])
        ends = reached
    tightest = {end: place for place, end in enumerate(ends) if isinstance(end, Match)}
    if not tightest:
        broken = [end for end in ends if isinstance(end, Fault)]
        return [], next((fault for fault in reversed(broken) if fault.code == "quote-gap-too-long"), broken[0])
    return [_chain(candidates, onward, place) for place in sorted(tightest.values())], None


_End = Match | Fault  # where a way through the parts ends, or breaks off


def _start(match: Match) -> int:
    return match.start


def _broken(last: Match, following: Sequence[Match], at: int, number: int, speech: Speech) -> Fault | None:
    """Why a part cannot follow the place of the one before; None where it can."""
    if at == len(following):
        return Fault("quote-parts-out-of-order", number, "", ((last.start, last.end), (following[0].start, following[0].end)))
    gap = following[at].start - last.end
    if gap > MAX_GAP or not _adjoining(last, following[at], speech):
        return Fault("quote-gap-too-long", number, f"{gap}", ((last.end, following[at].start),))
    return None


def _chain(candidates: Sequence[tuple[Match, ...]], onward: Sequence[Sequence[int]], place: int) -> Chain:
    """The places of all parts from one of the first."""
    chain = [candidates[0][place]]
    for number, places in enumerate(onward, 1):
        place = places[place]
        chain.append(candidates[number][place])
    return tuple(chain)


def _adjoining(a: Match, b: Match, speech: Speech) -> bool:
    """True where two parts stand in one paragraph or in two that follow each other, or in turns of a transcript."""
    if speech.turns:
        return True
    return (speech.paragraph_at(b.start) or 0) - (speech.paragraph_at(a.end - 1) or 0) <= 1


def _selected(chains: list[Chain], text: str, wanted: Wanted) -> list[Chain]:
    """The chains with the wanted words directly before and after (W3C TextQuoteSelector: they may begin inside a word)."""
    if wanted.prefix is not None:
        chains = [c for c in chains if stands_before(wanted.prefix, text, c[0].start)]
    if wanted.suffix is not None:
        after = folded(wanted.suffix).strip()
        chains = [c for c in chains if folded(text[c[-1].end:c[-1].end + _REACH * len(after) + _REACH]).lstrip().startswith(after)]
    return chains


def stands_before(words: str, text: str, place: int) -> bool:
    """True where the words, as a record's `prefix`, stand directly before a place."""
    before = folded(words).strip()
    return folded(text[max(0, place - _REACH * len(before) - _REACH):place]).rstrip().endswith(before)


def _preferences(haystack: Haystack, speech: Speech, wanted: Wanted) -> Sequence[Callable[[Chain], bool]]:
    def outside_not_speech(chain: Chain) -> bool:
        return not any(a < m.end and m.start < b for m in chain for a, b in wanted.not_speech)

    def speech_of_speaker(chain: Chain) -> bool:
        if not all(speech.quoted_at(m.start, m.end) for m in chain):
            return False
        paragraph = speech.paragraphs[speech.paragraph_at(chain[0].start) or 0]
        return wanted.names_speaker(paragraph.start, paragraph.end)

    def near_attribution(chain: Chain) -> bool:
        number = speech.paragraph_at(chain[0].start) or 0
        start, end = speech.paragraphs[max(0, number - 1)].start, speech.paragraphs[number].end
        return any(at < len(ends) and ends[at] <= end for starts, ends in attributed for at in (bisect_left(starts, start),))

    def in_own_turns(chain: Chain) -> bool:
        return all(_holds(wanted.turns, m) for m in chain)

    # Where each of the words stands, for every chain alike; of places in order of start that do not overlap the ends are in order too.
    found = [quotes.find(words, haystack).matches for words in dict.fromkeys(wanted.attribution)]
    attributed = [([m.start for m in matches], [m.end for m in matches]) for matches in found if matches]
    usual = (outside_not_speech, speech_of_speaker, *((in_own_turns,) if wanted.turns else ()))
    return (*usual, near_attribution) if wanted.attribution else usual


def _holds(turns: Sequence[tuple[int, int]], match: Match) -> bool:
    number = bisect_right(turns, match.start, key=lambda t: t[0]) - 1
    return number >= 0 and match.end <= turns[number][1]


def _distance(chain: Chain, to: tuple[int, int] | None) -> tuple[int, int]:
    assert to is not None
    return max(to[0] - chain[-1].end, chain[0].start - to[1], 0), chain[0].start
