"""Positions: derived by the rules of docs/decisions/0004-positions.md. All fiction."""

from __future__ import annotations

import random
from types import SimpleNamespace

from generator import dates, positions
from generator.resolved import Office, Position, ResolvedAnswer, Summary

STANCES = ("sends", "undecided", "refuses")


def answer(stance: str, strength: str = "states", condition: str | None = None) -> ResolvedAnswer:
    return ResolvedAnswer("troops", stance, stance.title(), STANCES.index(stance), strength, condition, None)


def said(id: str, stance: str, when: str, rung: str = "on-record", office: str = "King", strength: str = "states",
         live: bool = True, condition: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(id=id, answers=(answer(stance, strength, condition),), said=dates.parse(when), rung=rung, is_live=live,
                           offices=(Office(office, "ru", None, True, True),))


def fact(id: str, stance: str, when: str) -> SimpleNamespace:
    return SimpleNamespace(id=id, answers=(answer(stance),), date=dates.parse(when), about=("ru",), is_live=True)


def position(*evidence: SimpleNamespace) -> Position:
    statements = [e for e in evidence if hasattr(e, "rung")]
    facts = [e for e in evidence if not hasattr(e, "rung")]
    index = positions.evidence_index([summary(s, speaks_for=("ru",)) for s in statements], [summary(f, about=("ru",)) for f in facts], "countries")
    cell = index.get(("ru", "troops"), ((), ()))
    return positions.position("ru", "troops", cell, {s.id: s for s in statements}, {f.id: f for f in facts})


def summary(one: SimpleNamespace, speaks_for: tuple[str, ...] = (), about: tuple[str, ...] = ()) -> Summary:
    return Summary(id=one.id, order=(0, 0, 0, "", "", 0), speaker="people/king", speaker_name="The King", answers=tuple((a.question, a.stance, a.strength) for a in one.answers),
                   speaks_for=speaks_for, about=about, within=None, targets=(), rung="on-record", is_listed=True, is_erased=False, is_proven=True,
                   is_declared=True, is_told=False, weight=b"")


def test_no_evidence_is_nothing_on_record_and_not_a_no() -> None:
    found = position()
    assert (found.kind, found.stances, found.newest, found.statements) == ("none", (), None, 0)


def test_the_newer_statement_of_an_office_replaces_the_older() -> None:
    found = position(said("old", "sends", "2024-01-01"), said("new", "refuses", "2024-02-01"))
    assert (found.kind, found.stances) == ("stated", ("refuses",))
    assert [e.id for e in found.earlier] == ["old"]
    assert found.statements == 1


def test_an_order_that_the_dates_leave_open_is_divided() -> None:
    found = position(said("a", "sends", "2024-01-XX"), said("b", "refuses", "2024-01-15"))
    assert (found.kind, found.stances) == ("divided", ("sends", "refuses"))


def test_offices_that_differ_are_divided_however_old() -> None:
    found = position(said("king", "sends", "2024-01-01"), said("marshal", "refuses", "2024-06-01", office="Marshal"))
    assert found.kind == "divided"


def test_later_reports_do_not_replace_an_own_statement_but_show_as_since_reported() -> None:
    found = position(said("own", "sends", "2024-01-01"), said("report", "refuses", "2024-02-01", rung="reported"))
    assert (found.kind, found.stances) == ("stated", ("sends",))
    assert [e.id for e in found.since_reported] == ["report"]


def test_a_report_that_is_not_surely_later_is_not_since_reported() -> None:
    found = position(said("own", "sends", "2024-01-01"), said("report", "refuses", "../2024-02-01", rung="reported"))
    assert (found.since_reported, [e.id for e in found.others]) == ((), ["report"])


def test_facts_never_outrank_statements() -> None:
    found = position(said("report", "sends", "2024-01-01", rung="reported"), fact("later", "refuses", "2025-01-01"))
    assert found.stances == ("sends",)
    assert [e.id for e in found.since_reported] == ["later"]


def test_facts_alone_carry_a_position() -> None:
    found = position(fact("only", "undecided", "2024-01-01"))
    assert (found.kind, found.stances, found.facts, found.statements, found.weakest_rung) == ("stated", ("undecided",), 1, 0, "reported")


def test_what_is_implied_carries_nothing() -> None:
    found = position(said("hint", "sends", "2024-01-01", strength="implies"))
    assert (found.kind, found.stances) == ("implied", ())
    assert [e.id for e in found.implied] == ["hint"]


def test_anonymous_ascribed_and_unverified_words_carry_nothing() -> None:
    for rung in ("anonymous", "ascribed", "unverified"):
        assert position(said("x", "sends", "2024-01-01", rung=rung)).kind == "none"


def test_what_is_no_longer_live_carries_nothing() -> None:
    assert position(said("x", "sends", "2024-01-01", live=False)).kind == "none"


def test_a_cell_shows_count_newest_weakest_and_condition() -> None:
    found = position(said("king", "sends", "2024-01-01", condition="if peace holds"),
                     said("marshal", "sends", "2024-03-01", rung="official", office="Marshal"),
                     fact("f", "sends", "2023-01-01"))
    assert (found.statements, found.facts, found.weakest_rung, found.conditions) == (2, 1, "official", ("if peace holds",))
    assert found.newest is not None and found.newest.text == "2024-03-01"


def test_what_stands_is_what_nothing_of_its_office_is_surely_newer_than() -> None:
    """Held against the bare rule, over dates of every kind and moments of two time zones."""
    when = ("2024-01-01", "2024-01-02", "2024-01", "2024", "../2024-01-02", "2024-01-01/..", "2024-01-02T01:00+14:00", "2024-01-01T23:00-12:00",
            "2024-01-01T10:00", "2024-02-01", "2024-01-XX")
    chance = random.Random(1894)
    for _ in range(300):
        said_then = [said(f"s{n}", chance.choice(STANCES), chance.choice(when), rung=chance.choice(("on-record", "official", "reported")),
                          office=chance.choice(("King", "Marshal"))) for n in range(chance.randrange(1, 8))]
        own = [s for s in said_then if s.rung != "reported"] or said_then
        weaker = [s for s in said_then if s not in own]
        stands = {s.id for s in own if not any(o.offices == s.offices and dates.newer(o.said, s.said) for o in own)}
        since = {s.id for s in weaker if all(dates.newer(s.said, o.said) for o in own if o.id in stands)}
        found = position(*said_then)
        assert ({e.id for e in found.current}, {e.id for e in found.since_reported}) == (stands, since), said_then
        assert {e.id for e in found.earlier} == {s.id for s in own} - stands and {e.id for e in found.others} == {s.id for s in weaker} - since
