"""The receipt of a build: what it counts, and what it refuses to sign."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.exports.receipt import Unreceipted, lines, receipt, shown_in

def dossier(**statements: SimpleNamespace) -> SimpleNamespace:
    source = SimpleNamespace(record=SimpleNamespace(archive=SimpleNamespace(sha256="ab")))
    return SimpleNamespace(statements=statements, sources={"gazette": source}, remembered=lambda key, make: make())


def signed(listed: list[str], declared: set[str], published: set[str], checked: int | None = None) -> str:
    proof = SimpleNamespace(spans=2, digest="d", checked=len(declared) if checked is None else checked)
    return receipt(proof, listed, frozenset(declared), frozenset(published), 8)  # type: ignore[arg-type]


def statement(paraphrase: str | None = None, speech: str = "direct") -> SimpleNamespace:
    return SimpleNamespace(source="gazette", parts=(SimpleNamespace(start=3, end=9, speech=speech),), also_in=(), paraphrase=paraphrase,
                           erased=None, withdrawn=None)


def test_what_a_page_shows_is_read_from_the_page() -> None:
    html = '<q data-statement="a" data-part="0" data-source="g" lang="en">x</q><q data-statement="a" data-part="0" data-source="g">x</q><q data-statement="b" data-part="2" data-source="h">y</q>'
    assert shown_in(html.encode()) == shown_in(html) == (("a", 0, "g"), ("b", 2, "h"))


@pytest.mark.parametrize("html", ['<q data-statement="a">x</q>', '<q data-statement="A b" data-part="0" data-source="g">', 'data-statement="a" data-part="x" data-source="g"'])
def test_what_is_no_quotation_of_ours_is_not_read_as_one(html: str) -> None:
    assert shown_in(html.encode()) == ()


def test_each_shown_quotation_has_its_page_source_hash_and_span() -> None:
    listed = lines(dossier(a=statement()), "statements/a/", (("a", 0, "gazette"),))
    text = signed(listed, {"a"}, {"a"})
    assert text.count("\n") == 3  # a quotation a line
    read = json.loads(text)
    assert read["items"] == [{"statement": "a", "part": 0, "page": "statements/a/", "source": "gazette", "sha256": "ab", "start": 3, "end": 9}]
    assert (read["counts"]["declared"], read["counts"]["checked"], read["counts"]["published"]) == (1, 1, 1)


@pytest.mark.parametrize("shown", [("a", 4, "gazette"), ("a", 0, "elsewhere"), ("b", 0, "gazette")])
def test_a_part_that_was_not_proven_is_not_signed(shown: tuple[str, int, str]) -> None:
    with pytest.raises(Unreceipted, match=f"part {shown[1]} of {shown[0]}"):
        lines(dossier(a=statement()), "statements/a/", (("a", 0, "gazette"), shown))


def test_a_statement_that_no_page_shows_or_that_was_not_checked_is_not_signed() -> None:
    with pytest.raises(Unreceipted, match="b"):
        signed([], {"a", "b"}, {"a"})
    with pytest.raises(Unreceipted, match="c"):
        signed([], {"a"}, {"a", "c"})
    with pytest.raises(Unreceipted, match="those of 1 were checked"):
        signed([], {"a", "b"}, {"a", "b"}, checked=1)


def test_the_counts_of_the_first_dossier_are_equal(first_site: Path) -> None:
    counts = json.loads((first_site / "proof.json").read_text("utf-8"))["counts"]
    assert counts["declared"] == counts["checked"] == counts["published"] == 20
    assert counts["planted_false_quotations_refused"] >= 8
