"""Outlines of sources, what the rules over the whole dossier see of them, and quick looks that must not miss anything."""

from __future__ import annotations

import hashlib
import marshal

import pytest
from babel import Locale
from little_dossier import STATEMENTS, Found, judge, with_statement

from generator import quotes
from generator.rules import seen
from generator.rules.outline import Outline, outline
from generator.rules.unknown_language import TWO_LETTERS

MORE = """
- id: flavia-answers
  speaker: princess-flavia
  quote: "Ruritania asks for nothing"
  replies_to: michael-wont-march
  audience: [duke-michael, the council]
  about: [de]
  also_in: [{source: zenda-herald, quote: "Ruritania asks for nothing"}]
- id: gone
  continues: flavia-answers
  erased: {date: 1894-07-01, reason: At the wish of the family.}
"""


def outline_of(found: Found) -> Outline:
    return next(one for one in found.case.outlines if one.id == "strelsau-gazette")


def test_an_outline_has_what_other_records_may_ask_for() -> None:
    one = outline_of(with_statement(MORE))
    assert one.statements == ("michael-on-the-plan", "michael-wont-march", "flavia-asks-nothing", "flavia-answers", "gone")
    assert (one.facts, one.answered, one.has_quotation) == (("ruritania-keeps-men",), ("army",), True)
    assert one.relations == (("replies_to", "flavia-answers", "michael-wont-march"), ("continues", "gone", "flavia-answers"))
    assert (one.audience, one.shared) == (("duke-michael", "the council"), (("princess-flavia", "zenda-herald"),))
    assert ("duke-michael", "people", "organisations", "countries", "sources") in one.names and ("de", "people", "organisations", "countries") in one.names
    assert len(set(one.names)) == len(one.names)


def test_what_is_not_live_answers_nothing_and_erased_words_are_no_quotation() -> None:
    withdrawn = STATEMENTS.replace("answers: {army: stays}", "answers: {army: stays}\n  withdrawn: {date: 1894-07-01, reason: Another spoke.}")
    assert outline_of(judge(statements=withdrawn)).answered == ()
    erased = "- id: gone\n  erased: {date: 1894-07-01, reason: At the wish of the family.}\n"
    assert not outline_of(judge(statements=erased)).has_quotation


def test_whom_swapped_words_may_belong_to_is_doubted() -> None:
    assert outline_of(judge()).doubted == ()
    swapped = STATEMENTS.replace("speaker: duke-michael\n  quote: \"The plan", "speaker: princess-flavia\n  quote: \"The plan")
    assert outline_of(judge(statements=swapped)).doubted == ("people/duke-michael",)


def test_a_cache_can_hold_an_outline() -> None:
    one = outline_of(with_statement(MORE))
    assert Outline(*marshal.loads(marshal.dumps(one.plain()))) == one


def test_an_outline_needs_no_placed_words() -> None:
    found = with_statement(MORE)
    entry = found.case.records.by_kind["sources"]["strelsau-gazette"]
    assert outline(entry, None) == outline_of(found)


def test_the_codes_of_languages_are_those_of_cldr() -> None:
    assert {code for code in Locale("en").languages if len(code) == 2} == TWO_LETTERS


def test_what_is_taken_for_plain_at_a_glance_has_nothing_that_is_not_seen() -> None:
    plain = [chr(code) for code in range(0x110000) if seen.is_plain(chr(code))]
    assert len(plain) > 600 and {"a", "é", "Ж", "’", "„", "—", "…", "\n"} <= set(plain)
    for start in range(0, len(plain), 50):
        faults = quotes.find("".join(plain[start:start + 50]), "").faults
        assert not [f for f in faults if f.code == "quote-invisible-character"], plain[start:start + 50]


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u202e", "\u115f", "\x7f", "\t", "\u2028", "\x85"])
def test_what_may_be_unseen_is_looked_at(hidden: str) -> None:
    assert not seen.is_plain(f"crown{hidden}")


def test_a_circle_through_two_sources_is_told_where_it_stands() -> None:
    text = "“We stay,” said Duke Michael. He was heard.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    other = (f"title: Zenda Herald\npublished: 1894-05-08\narchive: {{sha256: {digest}, retrieved: 1894-06-01}}\nstatements:\n"
             "  - {id: michael-stays, speaker: duke-michael, quote: We stay, replies_to: michael-wont-march}\n")
    statements = STATEMENTS.replace("answers: {army: stays}", "answers: {army: stays}\n  replies_to: michael-stays")
    found = judge(statements=statements, files={"data/sources/zenda-herald.yml": other}, seeds={"zenda-herald": text})
    (fault,) = found.of("self-reference")
    assert "`michael-stays` → `michael-wont-march` → `michael-stays`" in fault.message
    assert (fault.span.file, fault.span.line) == ("data/sources/zenda-herald.yml", 5)
