"""Patterns that are compiled late are those that `re` would have compiled at once."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import generator
from generator import counting
from generator.patterns import _Pattern, compiled_late

HOUSE = Path(generator.__file__).parent
USING = sorted(file.relative_to(HOUSE.parent).with_suffix("").as_posix().replace("/", ".") for file in HOUSE.rglob("*.py") if "compiled_late(" in file.read_text("utf-8"))


@pytest.mark.parametrize("name", [name for name in USING if name != "generator.patterns"])
def test_each_pattern_of_a_module_compiles(name: str) -> None:
    for value in vars(import_module(name)).values():
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,):
            assert not isinstance(one, _Pattern) or isinstance(re.compile(*one._given), re.Pattern)


def test_a_late_pattern_finds_what_any_does_and_a_fault_in_it_shows_when_it_is_used() -> None:
    late = compiled_late(r"(?P<word>b+)", re.IGNORECASE)
    for _ in range(2):
        assert late.sub("x", "aBba") == "axa" and [m["word"] for m in late.finditer("b B")] == ["b", "B"]
        assert late.pattern == r"(?P<word>b+)" and compiled_late(rb"\d").search(b"a1")
    broken = compiled_late("(")
    with pytest.raises(re.error):
        broken.search("")


@pytest.mark.parametrize(("text", "words"), [
    ("Don’t go, he said – twice.", 5), ("日本 and 1.5 km", 5), ("ไทย", 3), ("កម", 2), ("naïve façade", 2), ("", 0), ("\u1e00x \u2019 y", 2),
])
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert counting.count_words(text) == words == len(counting._WORD.findall(text))
