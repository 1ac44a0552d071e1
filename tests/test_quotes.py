"""The matcher's answers: where, how often, why not, and what to suggest."""

from __future__ import annotations

import ast
import sys
import unicodedata
from pathlib import Path

import pytest

from generator import folding, quotes
from generator.quotes import Match, byte_span, find, nearest, prepare, same_words

SPEECH = (
    "\ufeffRudolf Rassendyll said: “We won’t leave Strelsau.”\n\n"
    "Later he wrote: 'We won't leave Strelsau.' Princess Flavia\nagreed — “up to 5,000 men”, she said."
)


def test_a_match_tells_the_place_in_the_unmodified_source() -> None:
    found = find("Princess Flavia agreed", SPEECH)
    (match,) = found.matches
    assert SPEECH[match.start : match.end] == "Princess Flavia\nagreed"
    assert match.differences == ("white-space",)
    assert found.faults == ()


def test_all_spellings_are_found_not_only_the_exact_one() -> None:
    found = find("We won't leave Strelsau.", SPEECH)
    assert [SPEECH[m.start : m.end] for m in found.matches] == ["We won’t leave Strelsau.", "We won't leave Strelsau."]
    assert [m.differences for m in found.matches] == [("single-quotes",), ()]


def test_overlapping_matches_are_all_told() -> None:
    assert [m.start for m in find("no, no", "no, no, no, no").matches] == [0, 4, 8]


def test_fair_and_refused_places_are_told_together() -> None:
    found = find("able", "He is able, not unable.")
    assert [m.start for m in found.matches] == [6]
    assert [(f.code, f.at) for f in found.faults] == [("quote-mid-word", (18, 22))]
    assert "unable" in found.faults[0].detail


def test_a_fault_names_the_whole_number() -> None:
    (fault,) = find("It costs $5", "It costs $5.5 million.").faults
    assert fault.code == "quote-cuts-number" and "$5.5 million" in fault.detail


def test_a_fault_names_the_invisible_character() -> None:
    (fault,) = find("We\u200b stay", "We stay").faults
    assert "U+200B ZERO WIDTH SPACE" in fault.detail and "character 3" in fault.detail


def test_an_exact_copy_is_found_though_its_edge_hides_the_digit_beside_a_dash() -> None:
    text = "The answer is - 5 men, they say."
    assert [(m.start, m.end) for m in find("The answer is -", text).matches] == [(0, 15)]


def test_the_language_tag_may_carry_a_region() -> None:
    text = "Bis zu 5 Brigaden."
    assert find("5 Brigaden", text, "de-AT").matches == ()
    assert len(find("5 Brigaden", text, "en").matches) == 1


def test_prepared_and_plain_texts_give_the_same_answer() -> None:
    assert find("up to 5,000 men", prepare(SPEECH)) == find("up to 5,000 men", SPEECH)


@pytest.mark.parametrize("text", ["plain words", "Żółć — gęś, the end", "👍 ok", SPEECH])
def test_byte_span_is_the_utf8_offset(text: str) -> None:
    data = text.encode()
    for start in range(0, len(text), 3):
        first, last = byte_span(text, start, len(text) - 1)
        assert data[first:last].decode() == text[start : len(text) - 1] or start >= len(text)


def test_same_words_compares_whole_passages() -> None:
    assert same_words(" We won't go… ", "We won’t\ngo...") == ("ellipsis", "single-quotes", "white-space")
    assert same_words("We won't go", "We won’t go") == ("single-quotes",)
    assert same_words("We won't", "We won't go") is None
    assert same_words("We\u200b won't", "We won't") is None


def test_folding_knows_every_composing_character_of_unicode() -> None:
    known = folding._composition()
    missed = []
    for code in range(0x80, sys.maxunicode + 1):
        character = chr(code)
        if 0xAC00 <= code <= 0xD7A3 or 0xD800 <= code <= 0xDFFF:
            continue
        if unicodedata.combining(character) and character not in known.joining:
            missed.append(character)
        composed = unicodedata.normalize("NFC", character)
        if character not in folding.WHITE and composed != character and folding.folded(character) != composed:
            missed.append(character)
    assert missed == []


def test_white_space_is_unicodes_white_space() -> None:
    separators = {c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in ("Zs", "Zl", "Zp")}
    assert set(folding.WHITE) == separators | set("\t\n\v\f\r\x85")


# --- suggestions ------------------------------------------------------------------------------------


def test_nearest_shows_word_by_word_what_differs() -> None:
    near = nearest("We will leave Strelsau", "He said so. We will not leave Strelsau. Nobody asked.")
    assert near is not None
    assert near.words == (
        ("equal", "We will", "We will"),
        ("missing", "", "not"),
        ("equal", "leave", "leave"),
        ("replace", "Strelsau", "Strelsau."),
    )


def test_nearest_tells_replaced_and_extra_words() -> None:
    text = "At dawn the army of Duke Michael left the old castle of Zenda by the northern gate."
    near = nearest("the army of King Michael left the very old castle", text)
    assert near is not None
    assert text[near.start : near.end] == "the army of Duke Michael left the old castle"
    assert ("replace", "King", "Duke") in near.words and ("extra", "very", "") in near.words


def test_nearest_goes_on_to_the_last_word_where_one_before_it_is_missing() -> None:
    text = "Her members would “stand in the water” to stop it."
    near = nearest("stand in water", text)
    assert near is not None and text[near.start : near.end] == "“stand in the water”"
    assert ("replace", "water", "the water”") in near.words


def test_nearest_finds_a_misspelled_word() -> None:
    near = nearest("guaranttes", "They want guarantees from Strelsau.")
    assert near is not None and near.words == (("replace", "guaranttes", "guarantees"),)


def test_nearest_of_nothing_like_it_is_none() -> None:
    assert nearest("xyzzy plugh", "They want guarantees from Strelsau.") is None
    assert nearest("", "They want guarantees.") is None
    assert nearest("anything", "") is None


def test_nearest_looks_into_long_texts() -> None:
    text = "Nothing was said. " * 20_000 + "Flavia promised the northern bridge. " + "Nothing was said. " * 20_000
    near = nearest("Flavia promised the southern bridge", text)
    assert near is not None and text[near.start : near.end] == "Flavia promised the northern bridge."


# --- long texts -------------------------------------------------------------------------------------

FILLER = "The people of Ruritania — all of them — wait, said the Duke’s men. "


@pytest.mark.parametrize("quote", ["Princess Flavia won't yield", "Flavia won’t\nyield – not ever", "the ﬁrst café..."])
@pytest.mark.parametrize("unseen", ["", "\u00ad"])
def test_long_texts_are_searched_without_folding_them(quote: str, unseen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes.Haystack, "whole", property(lambda self: pytest.fail("folded a long text whole")))
    said = f"Princess Flavia won’t  yi{unseen}eld — not ever. And the fi{unseen}rst cafe\u0301… closed. "
    text = said + FILLER * 20_000 + said + FILLER * 20_000 + said
    found = find(quote, text)
    assert len(found.matches) == 3
    assert {m.end - m.start for m in found.matches} == {found.matches[0].end - found.matches[0].start}
    assert found.matches[0].start < len(said) and found.matches[2].start >= len(text) - len(said)


@pytest.mark.parametrize(("first", "last"), [("Flavia", "is"), ("Is", "Rassendyll")])
def test_a_long_run_of_white_space_is_stepped_over_in_a_long_text(first: str, last: str) -> None:
    text = FILLER * 20_000 + first + " \n" * 5_000 + last + ". " + FILLER
    (match,) = find(f"{first} {last}", text).matches
    start = len(FILLER) * 20_000
    assert match == Match(start, start + len(first) + 10_000 + len(last), ("white-space",))


def test_a_letter_with_a_twin_is_found_in_a_long_text() -> None:
    text = FILLER * 20_000 + "The \u212aing yields. " + FILLER
    (match,) = find("King yields", text).matches
    assert match.differences == ("composition",)


def test_a_long_quote_and_a_text_of_marks_are_read_in_linear_time() -> None:
    text = "e" + "\u0301\u0323" * 20_000 + " " + "\u00ad " * 20_000 + "the end"
    assert len(find("the end", text).matches) == 1
    assert find("a" * 60_000, "a" * 59_999).matches == ()


# --- the house --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["quotes", "folding", "boundaries", "nearest"])
def test_the_matcher_imports_nothing_but_the_standard_library_and_rapidfuzz(name: str) -> None:
    tree = ast.parse((Path(quotes.__file__).parent / f"{name}.py").read_text("utf-8"))
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for module in names:
            root, _, rest = module.partition(".")
            is_house = root in ("frozen", "patterns") or rest in ("folding", "boundaries", "nearest", "packaged", "patterns") or module == "generator"  # how values and patterns are declared, word lists read
            assert root in sys.stdlib_module_names or root == "rapidfuzz" or is_house


@pytest.mark.parametrize(("text", "quote"), [
    ("It cost US$5 in Zenda.", "It cost US"), ("It was 12 °C in Zenda.", "It was 12 °"), ("some two hundred men", "some two"),
    ("He paid three million crowns.", "crowns"), ("five or more men", "or more men"), ("nearly 12 men", "12 men"),
])
def test_a_number_is_never_cut_whatever_stands_at_its_edge(text: str, quote: str) -> None:
    assert [f.code for f in find(quote, text).faults] == ["quote-cuts-number"]


@pytest.mark.parametrize(("text", "quote"), [
    ("The 12 men of Zenda rode away.", "of Zenda rode away"), ("In 1894, Duke Michael came with 12 guards.", "Duke Michael came"),
])
def test_words_beside_a_number_are_no_part_of_it(text: str, quote: str) -> None:
    assert find(quote, text).matches


def test_all_marks_that_may_reorder_stand_where_the_first_look_expects_them() -> None:
    assert min(folding._composition().joining) >= "\u0300"
