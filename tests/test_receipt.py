"""The receipt of a build: what it counts, and what it refuses to sign."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.exports.receipt import Unreceipted, receipt, shown_in

PROOF = SimpleNamespace(spans=2, digest="d")


def dossier(**statements: SimpleNamespace) -> SimpleNamespace:
    source = SimpleNamespace(record=SimpleNamespace(archive=SimpleNamespace(sha256="ab")))
    return SimpleNamespace(statements=statements, sources={"gazette": source}, proof=PROOF)


def statement(paraphrase: str | None = None, speech: str = "direct") -> SimpleNamespace:
    return SimpleNamespace(source="gazette", parts=(SimpleNamespace(start=3, end=9, speech=speech),), also_in=(), paraphrase=paraphrase,
                           erased=None, withdrawn=None)


def test_what_a_page_shows_is_read_from_the_page() -> None:
    html = '<q data-statement="a" data-part="0" data-source="g" lang="en">x</q><q data-statement="a" data-part="0" data-source="g">x</q><q data-statement="b" data-part="2" data-source="h">y</q>'
    assert shown_in(html) == (("a", 0, "g"), ("b", 2, "h"))


def test_each_shown_quotation_has_its_page_source_hash_and_span() -> None:
    read = json.loads(receipt(dossier(a=statement()), {"statements/a/": (("a", 0, "gazette"),)}, 8))
    assert read["items"] == [{"statement": "a", "part": 0, "page": "statements/a/", "source": "gazette", "sha256": "ab", "start": 3, "end": 9}]
    assert (read["counts"]["declared"], read["counts"]["checked"], read["counts"]["published"]) == (1, 1, 1)


def test_a_statement_that_no_page_shows_is_not_signed() -> None:
    with pytest.raises(Unreceipted, match="b"):
        receipt(dossier(a=statement(), b=statement()), {"statements/a/": (("a", 0, "gazette"),)}, 8)


def test_a_part_that_was_not_proven_is_not_signed() -> None:
    with pytest.raises(Unreceipted, match="part 4 of a"):
        receipt(dossier(a=statement()), {"statements/a/": (("a", 0, "gazette"), ("a", 4, "gazette"))}, 8)


def test_reported_words_told_in_our_sentence_count_as_published_on_their_page() -> None:
    told = statement(paraphrase="Told.", speech="indirect")
    assert json.loads(receipt(dossier(a=told), {"statements/a/": ()}, 8))["counts"]["published"] == 1
    with pytest.raises(Unreceipted):
        receipt(dossier(a=told), {}, 8)


def test_the_counts_of_the_first_dossier_are_equal(first_site: Path) -> None:
    counts = json.loads((first_site / "proof.json").read_text("utf-8"))["counts"]
    assert counts["declared"] == counts["checked"] == counts["published"] == 20
    assert counts["planted_false_quotations_refused"] >= 8
