"""Words beside a quotation that say that it was not said. What an editor says of them stands in data/nasty_cases.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import unsaid


def turns() -> Iterator[Any]:
    for language, known in unsaid._LANGUAGES.items():
        for number, turn in enumerate((*known.firm, *known.soft, known.refuted, *known.later, *known.staged)):
            yield pytest.param(turn, id=f"{language}-{number}")


@pytest.mark.parametrize("turn", tuple(turns()))
def test_in_all_that_a_turn_matches_stands_one_of_its_hints(turn: unsaid._Turn) -> None:
    @settings(max_examples=60, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(turn.pattern, re.IGNORECASE), fullmatch=True))
    def is_hinted(words: str) -> None:
        assert list(unsaid._hinted((turn,), words)), words

    is_hinted()


@pytest.mark.parametrize(("language", "before", "behind"), [
    ("uk", "Твердження, що князь сказав «", "», брехливе."), ("uk", "Твердження, що князь сказав «", "» — неправда."), ("uk", "Чутка, що князь сказав «", "», вигадана."),
    ("en", "The claim that the Duke said that “", "” was a lie."), ("en", "The story that he wrote: “", "” has been debunked."),
    ("pl", "Pogłoska, że książę powiedział „", "”, jest zmyślona."), ("en", "The claim that he said “", "” is false."),
])
def test_a_claim_that_is_called_false(language: str, before: str, behind: str) -> None:
    text = f"{before}I sold the letters{behind}"
    region = unsaid.refuted_around(text, len(before) - 1, len(text) - len(behind) + 1, language)
    assert region == (len(text) - len(behind.lstrip("”», ")), len(text) - 1)


@pytest.mark.parametrize(("language", "before"), [
    ("en", "He spoke as if he wanted to say"), ("en", "He never said"), ("en", "If he had said"), ("en", "He stopped short of saying"), ("de", "Es war, als wolle er sagen"),
    ("fr", "Et si elle avait dit"), ("en", "He never told the Stroganoffs’"), ("en-GB", "He did not say"), ("DE-at", "Er hat nie gesagt"),
])
@pytest.mark.parametrize("gap", [" ", "  ", "\t", "\xa0"])
@pytest.mark.parametrize("end", ["", " ", ": ", ", ", " – ", "—", " -", ":\n"])
def test_whatever_blanks_stand_in_a_turn(language: str, before: str, gap: str, end: str) -> None:
    words = before.replace(" ", gap) + end
    found = unsaid.unsaid_before(f"{words}“I sold the letters.”", len(words), language)
    assert found and found[1] == len(words) - len(end)


@pytest.mark.parametrize(("behind", "told"), [
    (", he did not say.", "did not say"), (" was what he never said, though he wished to.", "never said"), (", said the Duke, who never wrote.", ""),
    (", he wrote. He did not say, “", ""), (", aurait dû dire Duke Michael.", "")])
def test_words_behind_a_quotation(behind: str, told: str) -> None:
    found = unsaid.unsaid_behind(f"“I sold the letters”{behind}", 20, 20 + len(behind), "en")
    assert (f"“I sold the letters”{behind}"[slice(*found)] if found else "") == told


def test_of_two_turns_the_first_in_the_text_is_told() -> None:
    before = "If he should have said"  # without its first words it would be a denial that "if" takes back
    assert unsaid.unsaid_before(f"{before}: “I sold the letters.”", len(before) + 2, "en") == (0, len(before))
