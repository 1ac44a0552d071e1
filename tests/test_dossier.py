"""The resolved dossier: what follows from the records by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator import dates, dossier, sayings
from generator.model import Membership, Person
from generator.judging import read_and_judge
from generator.resolved import Dossier

ROOT = Path(__file__).resolve().parent.parent


@cache
def resolved(folder: Path) -> Dossier:
    case = read_and_judge(folder).case
    return dossier.resolve(case.proofs, case.country_names)


def first() -> Dossier:
    return resolved(ROOT)


def ruritania() -> Dossier:
    return resolved(ROOT / "tests" / "dossiers" / "ruritania")


def test_a_statement_that_the_newer_version_lacks_no_longer_stands() -> None:
    assert [s.id for s in ruritania().statements.values() if not s.still_stands] == ["helsing-the-soup"]


def test_an_interruption_by_the_reporter_omits_nothing() -> None:
    sometimes = first().statements["eastern-diplomat-hard-to-understand"]
    assert [p.omits for p in sometimes.parts] == [False, False]
    assert any(p.omits for s in ruritania().statements.values() for p in s.parts)


@pytest.mark.parametrize(("said", "certain"), [
    ("2025-01", False), ("2025-02", True), ("2025-01-10/2025-01-25", False), ("2025-01-20", True), ("../2025-01-25", True), ("2025-01-19/2025-01-19", None)])
def test_an_office_is_certain_only_where_it_was_held_on_all_days_that_a_date_may_mean(said: str, certain: bool | None) -> None:
    one = Person(name="Rudolf Rassendyll", memberships=(Membership(role="King", country="ru", dates="2025-01-20/", represents=True),))
    found = sayings._offices(one, dates.date_of(said))
    assert [held.certain for held in found] == ([] if certain is None else [certain])


def test_an_office_whose_end_is_not_recorded_is_not_doubtful() -> None:
    macron = first().statements["macron-reassurance-forces"]
    assert [o.certain for o in macron.offices if o.represents] == [True]
    zakharova = first().statements["zakharova-rejects-nato-contingents"]
    assert zakharova.speaks_for == ("ru",) and all(o.certain for o in zakharova.offices)


def test_who_speaks_for_nobody() -> None:
    for id in ("yenel-too-early", "schwarz-no-personnel", "polish-official-deadlock", "eu-diplomat-doubts-plan", "french-officials-theoretical"):
        assert first().statements[id].speaks_for == (), id


def test_the_rungs_of_the_first_dossier() -> None:
    rungs = {id: s.rung for id, s in first().statements.items()}
    assert rungs["leavitt-rules-out-boots"] == "on-record"
    assert rungs["starmer-reassurance-force"] == "official"
    assert rungs["meloni-if-a-soldier-dies"] == "unverified"
    assert rungs["meloni-pact-not-troops"] == "reported"
    assert rungs["polish-official-deadlock"] == "anonymous"


def test_where_each_country_stands_on_troops() -> None:
    held = {holder: p.stances for (holder, question), p in first().positions.items() if question == "troops" and p.kind == "stated"}
    assert held == {"us": ("rules-out",), "fr": ("sends",), "pl": ("helps-without-troops",), "de": ("undecided",), "it": ("reluctant",), "ru": ("opposes",)}
    assert first().positions["gb", "troops"].kind == "implied"
    assert first().positions["lt", "troops"].kind == "none"


def test_a_date_that_the_text_does_not_give_is_bounded_and_never_guessed() -> None:
    undated = first().statements["yenel-too-early"]
    assert (undated.said.text, undated.said.earliest) == ("../2025-08-19", None)


def test_an_origin_is_counted_once_however_often_it_was_copied() -> None:
    roots = [s.root for s in ruritania().sources.values()]
    assert len(set(roots)) < len(roots)
