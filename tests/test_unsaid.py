"""The turns by which a reporter says that words were not said: what is compiled only where a hint stands may be hidden by no hint."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import unsaid

TURNS = [pytest.param(turn.pattern, turn.hints, id=f"{language}-{kind}-{number}")
         for language, turns in unsaid._LANGUAGES.items()
         for kind, some in (("firm", turns.firm), ("soft", turns.soft), ("refuted", (turns.refuted,)), ("later", turns.later), ("staged", turns.staged))
         for number, turn in enumerate(some)]


@pytest.mark.parametrize("pattern, hints", TURNS)
def test_one_of_its_hints_stands_in_all_that_a_turn_matches(pattern: str, hints: tuple[str, ...]) -> None:
    assert all(hint == hint.casefold() for hint in hints), "hints are looked for in folded words"

    @settings(max_examples=100, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(pattern, re.IGNORECASE), fullmatch=True))
    def holds(words: str) -> None:
        assert any(hint in words.casefold() for hint in hints), words

    holds()
