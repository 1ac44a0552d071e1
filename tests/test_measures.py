"""A small run of each measure of the proof, and that the measures see what they are there to see."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from measures import harmless, large_text, mutants, own_eyes, speakers
from measures.benches import Bench, Verdict, benches, statements
from measures.mutations import mutants as mutants_of

CORPUS = "tests/corpus/arn-bridge"


@cache
def corpus() -> tuple[Bench, ...]:
    return tuple(benches((CORPUS,)))


def bench_of(source: str) -> Bench:
    return next(b for b in corpus() if b.entry.id == source)


def test_the_corpus_is_large_and_without_errors() -> None:
    keyed = [s for bench in corpus() for s in statements(bench)]
    assert len(corpus()) >= 12
    assert len(keyed) >= 150
    for bench in corpus():
        assert {code for code, _ in bench.plain[1]} <= {"unknown-reference"}  # the sources and questions that a bench leaves out


def test_no_mutant_of_the_corpus_is_accepted_wrongly() -> None:
    counts = mutants.Counts()
    for bench in corpus():
        first = [s.id for s in statements(bench)][:2]
        counts.add(mutants.measure(bench, 400, first[:1]))
    assert counts.wrong == []
    assert counts.total > 3000
    assert counts.of("refused") > counts.of("difference") > 0
    assert counts.of("cut") > 0


def test_every_kind_of_mutant_is_made() -> None:
    quote = ("We can't pay $5.5 million — not now", "and “Élan” waits.")
    kinds = {kind for kind, _ in mutants_of(quote, [("Another one",)], "abc", ["word", "other"], 50_000, "seed")}
    assert kinds >= {
        "delete a character", "swap characters", "insert a character", "substitute a character", "delete a word", "swap words", "insert a word",
        "substitute a word", "insert a negation", "change a digit", "change a sign", "change the case", "homoglyph", "invisible character",
        "split into parts", "split and reorder", "reorder the parts", "splice with another quotation", "change a mark", "change white space"}
    made = [parts for _, parts in mutants_of(quote, [], "abc", ["word"], 500, "seed")]
    assert len(made) == len(set(made)) == 500
    assert quote not in made
    assert made == [parts for _, parts in mutants_of(quote, [], "abc", ["word"], 500, "seed")]


def sampled() -> Iterator[tuple[Bench, str, tuple[str, ...]]]:
    for source in ("courier-talks", "arn-hearing", "glos-arny"):
        bench = bench_of(source)
        for statement in list(statements(bench))[::5]:
            assert statement.quote
            others = [s.quote for s in statements(bench) if s.quote][:3]
            made = list(mutants_of(statement.quote, others, "aeq", ["pier"], 4000, statement.id))
            yield from ((bench, statement.id, parts) for _, parts in made[::331])


def test_what_saves_time_changes_no_verdict() -> None:
    """Words that stand nowhere, the shared verdicts, and the statements left out: the plain way over the whole source agrees."""
    tried = accepted = 0
    for bench, id, parts in sampled():
        statement = next(s for s in statements(bench) if s.id == id)
        quick = bench.judge_words(statement, parts)
        plain = bench.judge(statement.model_copy(update={"quote": parts}))
        assert bool(quick is None or quick.codes) == bool(set(plain.codes) - {"source-over-quoted"}), parts
        tried += 1
        accepted += quick is not None and not quick.codes
    assert tried > 30
    assert accepted > 0


def test_the_measure_calls_a_wrong_acceptance_wrong() -> None:
    """Were a rule blind, the own eyes of the measure would see it."""
    bench = bench_of("courier-talks")
    by_id = {s.id: s for s in statements(bench)}

    def blind(id: str, *parts: str) -> str:
        verdict = bench.judge_words(by_id[id], parts)
        return mutants.classify(bench, by_id[id], parts, Verdict((), verdict.placed if verdict else None))[0]

    assert blind("tobias-ice", "The lamps are the smallest of our worries", "My father rowed here") == "wrong"
    assert blind("reth-lamps", "Who pays for the lamps") == "wrong"
    assert blind("tobias-piers-sound", "The piers are sound", "until the ice comes") == "wrong"
    assert blind("tobias-piers-sound", "The piers are wet") == "wrong"
    assert blind("solt-table", "A bridge is a table laid between two hungry houses, and I have eaten at both") == "difference"
    assert blind("solt-table", "A bridge is a table laid between two hungry houses") == "cut"


@pytest.mark.parametrize(("typed", "archived", "named", "same"), [
    ("We march", "We march", (), True),
    ("We march", "We\nmarch", ("white-space",), True),
    ("We march", "We\nmarch", (), False),
    ("We march", "We march", ("white-space",), False),  # named without being there
    ("It's", "It’s", ("single-quotes",), True),
    ("It's", "It’s", ("double-quotes",), False),
    ("ours - all", "ours — all", ("dash",), True),
    ("5-3", "5—3", ("dash",), False),
    ("office", "o\ufb03ce", ("ligature",), True),
    ("Élan", "E\u0301lan", ("composition",), True),
    ("un able", "unable", ("white-space",), False),
    ("We mаrch", "We march", (), False),
])
def test_own_eyes_tell_the_same_words(typed: str, archived: str, named: tuple[str, ...], same: bool) -> None:
    assert own_eyes.same(typed, archived, named) is same


@pytest.mark.parametrize(("words", "cuts"), [
    ("able to go", True), ("unable to go", False), ("negotiable", True), ("5 million", True), ("$5.5 million", False), ("t wait", True), ("now", False)])
def test_own_eyes_see_a_cut_word(words: str, cuts: bool) -> None:
    text = "I am unable to go. It is non-negotiable: $5.5 million, I can't wait, and now."
    at = text.index(words)
    assert own_eyes.cuts_word(text, (at, at + len(words))) is cuts


def test_own_eyes_see_a_lost_negation_of_words_that_are_shown_alone() -> None:
    text = "We will not sign. Nobody asked us, and we row."
    whole, cut = (0, len(text)), (12, 16)
    assert own_eyes.negation_lost(text, "en", [whole], [cut], [cut]) == "not"
    assert own_eyes.negation_lost(text, "en", [whole], [cut], []) == ""  # shown inside its sentence
    assert own_eyes.negation_lost(text, "en", [whole], [(0, 17)], [(0, 17)]) == ""
    assert own_eyes.question_lost("Who pays? We do.", [(0, 16)], [(0, 8)])
    assert not own_eyes.question_lost("Who pays? We do.", [(0, 16)], [(0, 9)])


def test_own_eyes_see_what_is_no_whole_sentence() -> None:
    text = "She said: “We wait. We row, and we sing.”"
    assert own_eyes.is_whole(text, (11, 19))
    assert own_eyes.is_whole(text, (20, 40))
    assert not own_eyes.is_whole(text, (23, 40))
    assert not own_eyes.is_whole(text, (20, 35))


def test_every_harmless_variant_is_accepted() -> None:
    counts = harmless.measure(iter(corpus()))
    assert counts.missed == []
    assert counts.made == counts.accepted
    assert sum(counts.made.values()) > 1500


def test_nobody_gets_the_words_of_another() -> None:
    counts = speakers.Counts()
    for source in ("herald-talks", "arn-hearing", "vael-post", "visnyk-arny"):
        bench = bench_of(source)
        counts.add(speakers.measure(bench, tuple(s.id for s in statements(bench))[:3]))
    assert counts.accepted == []
    assert counts.tried == counts.refused
    assert sum(counts.tried.values()) > 200


def test_the_large_text_is_searched_in_all_its_places() -> None:
    for which in ("start", "end", "absent", "near miss"):
        assert large_text.one(which, 2)["bytes"] > 2_000_000
