"""The parts of a quotation in order: compared with what their rule says, written down in the plainest way, on random texts."""

from __future__ import annotations

import random

import pytest

from generator.placing import MAX_GAP, Wanted, place
from generator.quotes import Match, find, prepare
from generator.speech import read_speech

WORDS = ("aa", "bb", "cc")


def said(rng: random.Random) -> str:
    """A sentence of few words again and again, some far apart; the paragraphs of its text stand on lines of their own."""
    long = (" x" * (MAX_GAP // 2), " x" * (MAX_GAP // 2 - 1) + ".")  # one character more than a gap may have, and as many
    return "".join(rng.choice(WORDS) + rng.choice((" ", ". ", "—", f"{rng.choice(long)} ", "\n\n")) for _ in range(rng.randint(1, 12)))


def ways(text: str, parts: list[str]) -> set[tuple[Match, ...]]:
    """Every part at its first place behind the one before, from each place of the first part, no gap too long; of those that end alike the last."""
    paragraph = [text.count("\n\n", 0, place) for place in range(len(text) + 1)]
    found: dict[Match, tuple[Match, ...]] = {}
    for first in find(parts[0], text).matches:
        chain = [first]
        for part in parts[1:]:
            behind = [match for match in find(part, text).matches if match.start >= chain[-1].end]
            if not behind or behind[0].start - chain[-1].end > MAX_GAP or paragraph[behind[0].start] - paragraph[chain[-1].end - 1] > 1:
                break
            chain.append(behind[0])
        else:
            found[chain[-1]] = tuple(chain)
    return set(found.values())


@pytest.mark.parametrize("seed", range(150))
def test_parts_stand_in_order_and_one_place_is_chosen_or_none(seed: int) -> None:
    rng = random.Random(seed)
    text, parts = said(rng), [rng.choice(WORDS) for _ in range(rng.randint(1, 5))]
    expected = ways(text, parts)
    chain, fault = place(parts, prepare(text), read_speech(text), Wanted(), "en")
    if len(expected) == 1:
        assert (chain, fault) == (expected.pop(), None)
    else:
        assert chain == () and fault is not None
        assert (fault.code == "quote-ambiguous") == bool(expected), fault
        assert len(fault.places) == len(expected) or not expected


def test_hundreds_of_parts_that_stand_in_hundreds_of_places(within_a_minute: None) -> None:
    text = "We will. " * 4_000
    chain, fault = place(["We will."] * 200, prepare(text), read_speech(text), Wanted(), "en")
    assert fault is not None and (fault.code, len(fault.places)) == ("quote-ambiguous", 3_801)


def test_words_that_name_the_speaker_are_looked_for_once_and_not_at_each_place(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“Yes.” So said Duke Michael.\n\nThe bells rang.\n\n" * 40 + "“Yes.” So said the Princess.\n"
    looked_for: list[str] = []
    monkeypatch.setattr("generator.placing.quotes.find", lambda words, *more: looked_for.append(words) or find(words, *more))
    chain, fault = place(["Yes."], prepare(text), read_speech(text, "article", "en", ()), Wanted(attribution=("said the Princess",)), "en")
    assert not fault and chain[0].start == text.rindex("Yes.")
    assert looked_for == ["Yes.", "said the Princess"]
