"""What holds for every text and every quotation (Hypothesis)."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator import quotes
from generator.folding import fold, folded
from generator.quotes import DIFFERENCES, byte_span, find, nearest, same_words

settings.register_profile("onrecord", max_examples=150, deadline=None, derandomize=True)
settings.load_profile("onrecord")

WORDS = st.sampled_from(
    "Strelsau holds Ruritania’s dawn café Zoë ﬂags office don't rock’n’roll Müller щоб він ні київ п’ять гора "
    "żółć nie „Tak“ “yes” naïve fiancée می\u200cخواهد شاه kingdom’s well-known 行かない שלום 한국은 Việt and the of".split()
)
GAPS = st.sampled_from([" ", " ", " ", "\n", "  ", "\u00a0", ", ", ". ", " — ", "… ", " – ", "; ", "\r\n\r\n", ": “", "” "])
TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=4, max_size=40).map(lambda pairs: "".join(w + g for w, g in pairs))
# Letters, blanks, marks and everything that folding touches, in any order.
WILD = st.text(alphabet="aeflisZ .-'\"\n\t\u00a0’‘“”„–—−…ﬁﬂﬃé\u0301\u0323\u00ad\u200b\u2060\ufeff\u200c5½$%уйї각\u1100\u1161", max_size=40)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a span of it with fair edges."""
    text = draw(TEXTS)
    edges = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(edges) - 1))
    last = draw(st.integers(first, min(len(edges) - 1, first + 12)))
    return text, edges[first][0], edges[last][1]


@given(passages())
def test_any_passage_is_found_where_it_stands(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assume(any(c.isalnum() for c in text[start:end]))
    matches = find(text[start:end], text).matches
    assert (start, end, ()) in [(m.start, m.end, m.differences) for m in matches]


@given(passages())
def test_found_words_equal_the_sources(case: tuple[str, int, int]) -> None:
    text, start, end = case
    assume(any(c.isalnum() for c in text[start:end]))
    for match in find(text[start:end], text).matches:
        assert folded(text[match.start : match.end]) == folded(text[start:end])
        assert set(match.differences) <= set(DIFFERENCES) and list(match.differences) == sorted(match.differences)
        assert match.differences == same_words(text[start:end], text[match.start : match.end])


def vary(text: str, name: str, chance: random.Random) -> str:
    """A harmless variant of a source."""
    swaps = {
        "white-space": [(" ", "\n"), (" ", "  "), (" ", "\u00a0")],
        "single-quotes": [("’", "'"), ("'", "’")],
        "double-quotes": [("“", '"'), ("”", "‟"), ("„", '"')],
        "dash": [("—", "–"), (" – ", " - "), ("—", "―")],
        "ellipsis": [("…", "...")],
        "ligature": [("ﬂ", "fl"), ("ff", "ﬀ"), ("fi", "ﬁ")],
        "invisible-in-source": [("r", "r\u00ad"), ("a", "\u2060a"), ("н", "н\u200b")],
    }
    if name == "composition":
        return unicodedata.normalize("NFD", text)
    for old, new in swaps[name]:
        if chance.random() < 0.7:
            text = text.replace(old, new)
    return text


@given(passages(), st.sets(st.sampled_from(DIFFERENCES), min_size=1), st.randoms(use_true_random=False))
def test_harmless_variants_are_accepted_alone_and_together(
    case: tuple[str, int, int], names: set[str], chance: random.Random
) -> None:
    text, start, end = case
    quote, source = text[start:end], text[start:end]
    assume(any(c.isalnum() for c in quote))
    for name in sorted(names):
        source = vary(source, name, chance)
    whole = text[:start] + source + text[end:]
    fitting = [m for m in find(quote, whole).matches if m.start == start]
    assert fitting and set(fitting[0].differences) <= names


@given(passages(), st.data())
def test_a_word_left_out_or_changed_is_refused(case: tuple[str, int, int], data: st.DataObject) -> None:
    text, start, end = case
    words = list(re.finditer(r"[^\W_]+", text[start:end]))
    assume(words)
    word = data.draw(st.sampled_from(words))
    new = data.draw(st.sampled_from(["", "not", word.group().swapcase(), word.group() + "s", "ні"]))
    quote = text[start : start + word.start()] + new + text[start + word.end() : end]
    assume(folded(quote).strip() not in folded(text))
    assert find(quote, text).matches == ()


@given(WILD, WILD)
def test_whatever_is_found_is_the_same_words(one: str, other: str) -> None:
    text = one + " " + other
    for match in find(one, text).matches:
        assert folded(text[match.start : match.end]) == folded(one.strip(" \n\t\u00a0"))
    for match in find(other, text).matches:
        assert unicodedata.combining(text[match.end : match.end + 1] or "a") == 0


@given(WILD)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text).replace("\n", "—")
    assert folded(once) == folded(text) or any(c in text for c in "\u00ad\u200b\u2060\ufeff")


@given(WILD)
def test_folded_stretches_lead_back_to_the_source(text: str) -> None:
    whole = fold(text)
    assert whole.text == folded(text)
    if whole.text:
        assert all(folded(text[start:end]) == whole.text for start, end in whole.spans(whole.text))


@given(WILD, WILD)
def test_words_are_the_same_where_they_fold_alike_and_without_a_difference_where_they_are_letter_for_letter(one: str, other: str) -> None:
    clean = one.translate(dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")))
    names = same_words(clean, other)
    assert (names is None) == (folded(clean.strip(" \n\t\u00a0")) != folded(other.strip(" \n\t\u00a0")))
    assert (names == ()) == (clean.strip(" \n\t\u00a0") == other.strip(" \n\t\u00a0"))


@given(TEXTS, TEXTS, st.data())
def test_long_texts_give_the_answers_of_short_ones(before: str, after: str, data: st.DataObject) -> None:
    text = before + vary(before, data.draw(st.sampled_from(DIFFERENCES)), random.Random(1)) + after
    words = re.findall(r"\S+", before)
    first = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[first : first + data.draw(st.integers(1, 8))])
    short = find(quote, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes, "_FOLD_WHOLE", 0)
        assert find(quote, text) == short


@given(WILD, WILD)
def test_long_texts_give_the_answers_of_short_ones_wild(one: str, other: str) -> None:
    text = one + other + one
    short = [find(q, text) for q in (one, other, one[2:9])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes, "_FOLD_WHOLE", 0)
        assert [find(q, text) for q in (one, other, one[2:9])] == short


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_input_gets_an_answer(quote: str, text: str) -> None:
    found = find(quote, text)
    assert found.matches or found.faults
    near = nearest(quote, text)
    if near:
        assert 0 <= near.start < near.end <= len(text)
        assert {op for op, _, _ in near.words} <= {"equal", "replace", "missing", "extra"}


@given(WILD, st.integers(0, 40), st.integers(0, 40))
def test_byte_spans_cut_the_same_words(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = byte_span(text, start, end)
    assert text.encode()[first:last].decode() == text[start:end]
