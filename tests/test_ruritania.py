"""The fictional dossier: what a reader of its site would notice, looked up in the resolved dossier."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator import dates, dossier, judging
from generator.resolved import Dossier, Position, ResolvedStatement
from generator.views import cards, organisation, person
from generator.views import source as source_page

HERE = Path(__file__).parent / "dossiers" / "ruritania"
ERASED = "josef-wants-to-go-home"
ERASED_WORDS = "I have a wife in Lauengram"


@cache
def checked() -> judging.Checked:
    return judging.read_and_judge(HERE)


@cache
def resolved() -> Dossier:
    return dossier.resolve(checked().case.proofs, checked().case.country_names)


def statement(id: str) -> ResolvedStatement:
    return resolved().statements[id]


def position(holder: str, question: str) -> Position:
    return resolved().positions[holder, question]


def ids(evidence: object) -> list[str]:
    return [e.id for e in evidence]  # type: ignore[attr-defined]


def test_only_the_question_that_nobody_answers_is_reported() -> None:
    assert [(d.code, d.span.file) for d in checked().diagnostics] == [("answer-missing", "data/questions/foreign-regent.yml")]


def test_it_says_that_it_is_fiction() -> None:
    assert "fiction" in resolved().record.title
    assert "This is fiction" in (HERE / "content/index.md").read_text("utf-8")
    assert not resolved().countries


# --- positions ---------------------------------------------------------------------------------------------------------


def test_a_stance_that_changed_keeps_the_earlier_one_in_sight() -> None:
    found = position("ducal-house", "crown")
    assert (found.kind, found.stances, ids(found.current), ids(found.earlier)) == (
        "stated", ("michael",), ["michael-claims-crown"], ["michael-nothing-not-mine"])


def test_two_offices_that_differ_read_divided() -> None:
    found = position("royal-council", "coronation")
    assert (found.kind, found.stances) == ("divided", ("at-once", "after-inquiry"))
    assert ids(found.current) == ["proclamation-nobody-crowned", "strakencz-says-it-again", "helsing-no-bell"]
    assert [e.office for e in found.current] == [None, "Marshal", "Chancellor"]
    assert found.conditions == ("before the inquiry has ended",)


def test_a_later_report_does_not_replace_the_houses_own_words() -> None:
    found = position("royal-house", "crown")
    assert (found.kind, found.stances, ids(found.current)) == ("stated", ("rudolf",), ["tarlenheim-crown-stays"])
    assert ids(found.since_reported) == ["tarlenheim-king-accepts-regency"]
    assert dates.words(found.newest) == "8 June 1933"  # type: ignore[arg-type]


def test_what_is_only_implied_carries_no_position() -> None:
    found = position("guild-of-clockmakers", "crown")
    assert (found.kind, found.stances, ids(found.implied)) == ("implied", (), ["clockmakers-the-bells"])


def test_no_evidence_reads_nothing_on_record() -> None:
    assert {position("high-court", q).kind for q in resolved().questions} == {"none"}
    assert {p.kind for (_, q), p in resolved().positions.items() if q == "foreign-regent"} == {"none"}


def test_one_answer_by_somebody_who_represents_nobody_is_no_position() -> None:
    assert resolved().by_question["guard-pay"] == ("sapt-the-purse-will-last",)
    assert {p.kind for (_, q), p in resolved().positions.items() if q == "guard-pay"} == {"none"}


def test_the_text_of_a_group_binds_the_members_that_it_names() -> None:
    assert statement("league-opens-gates").speaks_for == ("league-of-towns", "town-of-hofbau", "town-of-tarlen")
    assert position("town-of-tarlen", "crown").stances == ("flavia",)
    assert position("town-of-hofbau", "crown").statements == 2  # the league's, and its mayor's


def test_a_fact_carries_a_position_where_nobody_spoke() -> None:
    found = position("town-of-lauengram", "crown")
    assert (found.stances, found.statements, found.facts, found.weakest_rung) == (("michael",), 0, 1, "reported")


def test_who_spoke_for_herself_speaks_for_no_house() -> None:
    assert statement("countess-crown-the-horse").speaks_for == ()
    assert statement("countess-crown-the-horse").speaks_for_reason == "She spoke at dinner and for herself."
    assert "whoever" not in position("royal-house", "crown").stances


def test_an_office_counts_only_from_the_day_on_which_it_was_taken_up() -> None:
    """The Princess became Regent on 20 June; what she said about 8 June she said as nobody's regent."""
    assert statement("flavia-a-hat-in-the-rain").speaks_for == ()


# --- rungs and speech ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("id", "rung"), [
    ("michael-nothing-not-mine", "on-record"), ("sapt-was-at-zenda", "on-record"), ("clockmakers-the-bells", "on-record"),
    ("proclamation-regent", "official"), ("proclamation-nobody-crowned", "official"), ("league-opens-gates", "official"),
    ("king-coming-home", "official"), ("physician-may-travel", "official"),
    ("sapt-before-the-harvest", "reported"), ("tarlenheim-king-accepts-regency", "reported"),
    ("king-crowned-in-strelsau", "ascribed"),
    ("guard-officer-oath", "anonymous"), ("guard-officer-abroad-salute", "anonymous"), ("palace-servants-razor", "anonymous"),
    ("flavia-keeps-bees", "unverified"),
])  # fmt: skip
def test_rungs(id: str, rung: str) -> None:
    assert statement(id).rung == rung


def test_every_kind_of_speech_is_told_apart() -> None:
    kinds = {id: [p.speech for p in s.parts] for id, s in resolved().statements.items()}
    assert kinds["michael-nothing-not-mine"] == ["direct", "direct"]
    assert kinds["flavia-a-hat-in-the-rain"] == ["direct", "direct"]  # the second part runs over two paragraphs
    assert kinds["riegel-a-king-who-is-there"] == ["direct", "direct"]  # guillemets
    assert kinds["michael-kitchen-tale"] == kinds["guard-officer-pay-chest"] == ["partial"]
    assert kinds["sapt-before-the-harvest"] == kinds["palace-servants-razor"] == ["indirect"]
    assert kinds["sapt-a-king-in-a-cellar"] == ["transcript", "transcript"]
    assert kinds["proclamation-regent"] == kinds["clockmakers-the-bells"] == ["document"]


def test_a_partial_stands_inside_its_sentence() -> None:
    part = statement("guard-officer-pay-chest").parts[0]
    assert part.before == "A senior officer of the Guard said the barracks would follow “"
    assert part.after == "”."


def test_quoted_words_inside_reported_ones_are_marked_out() -> None:
    part = statement("sapt-before-the-harvest").parts[0]
    assert [part.exact[a:b] for a, b in part.quoted] == ["before the harvest is in"]


def test_the_page_shows_the_archived_words_and_names_every_difference() -> None:
    assert statement("countess-crown-the-horse").parts[1].exact == "I’d sooner crown the horse."
    assert statement("countess-crown-the-horse").parts[1].differences == ("single-quotes",)
    assert statement("strakencz-at-once").parts[1].exact == "and bury the ques\u00adtions under the carpet of the nave."
    assert statement("strakencz-at-once").parts[1].differences == ("invisible-in-source",)
    assert "[the late Queen Amelia]" in statement("flavia-a-hat-in-the-rain").parts[1].exact
    assert "£2.50" in statement("countess-crown-the-horse").parts[0].exact


def test_a_long_answer_leaves_the_laughter_out() -> None:
    parts = statement("sapt-a-king-in-a-cellar").parts
    assert sum(len(p.exact.split()) for p in parts) > 300
    assert not any("Laughter" in p.exact or "Hear, hear" in p.exact for p in parts)


def test_words_from_right_to_left_have_a_translation_of_ours() -> None:
    found = statement("clockmakers-the-bells")
    assert found.parts[0].exact.startswith("نحن صناع الساعات")
    assert [t.language for t in found.translations] == ["en"]
    assert found.on_behalf_of == "guild-of-clockmakers"


# --- who speaks ----------------------------------------------------------------------------------------------------------


def test_two_officers_of_like_description_stay_two() -> None:
    assert statement("guard-officer-pay-chest").speaker == "guard-officer"
    assert statement("guard-officer-oath").attribution == ("Another senior officer of the Guard",)
    assert resolved().people["guard-officer-abroad"].source == "courrier-de-glottenberg"


@pytest.mark.parametrize(("id", "speaker"), [("strakencz-two-passwords", "marshal-strakencz"), ("counsel-you-kept-it", "counsel-brandt")])
def test_a_turn_without_its_label_belongs_to_whom_the_record_names(id: str, speaker: str) -> None:
    source, case = checked().case.proofs.statements[id]
    assert case.tie is not None and case.tie.verdict == "tied"
    assert statement(id).speaker == speaker
    heard_by_label = {t.label for m in case.quote.found for t in source.speech.turns_over(m.start, m.end)}
    assert heard_by_label and not heard_by_label & {"STRAKENCZ", "M.S.", "Q"}


def test_the_same_yes_twice_is_two_statements_with_their_questions() -> None:
    first, second = statement("sapt-was-at-zenda"), statement("sapt-duke-sent-the-wine")
    assert first.parts[0].exact == second.parts[0].exact == "Yes."
    assert first.parts[0].start < second.parts[0].start
    assert first.prompt == "Colonel, were you in the summer-house at Zenda on the night of 4 June?"
    assert second.prompt == "Did Duke Michael send the wine?"
    assert second.prompt_speaker == "counsel-brandt"


def test_a_label_tells_whose_yes_is_meant() -> None:
    source, case = checked().case.proofs.statements["strakencz-last-word"]
    assert source.text[case.quote.start - 6:case.quote.end] == "M.S.: Yes."


def test_who_goes_on_without_being_named_again_leans_on_the_words_before() -> None:
    """In the file the continuation stands above the statement that it continues."""
    _, case = checked().case.proofs.statements["countess-it-would-stand-still"]
    assert case.tie is not None and case.tie.verdict == "tied"
    assert "Mistress of the Robes" in statement("countess-it-would-stand-still").attribution


def test_words_read_out_told_on_and_gone_on() -> None:
    assert statement("king-coming-home").via == "greta-holm"
    inner, outer = statement("king-crowned-in-strelsau"), statement("tarlenheim-tells-the-towns")
    assert inner.within == outer.id
    assert outer.parts[0].start <= inner.parts[0].start and inner.parts[0].end <= outer.parts[0].end
    assert outer.continues == "tarlenheim-crown-stays"
    assert statement("riegel-signed").endorses == "league-opens-gates"
    assert resolved().replies["mauban-drugged-wine"] == ("michael-never-touched",)


def test_charges_and_what_was_replied() -> None:
    assert statement("mauban-drugged-wine").allegation.reply == "michael-never-touched"  # type: ignore[union-attr]
    unanswered = statement("rupert-sapt-wrote-it").allegation
    assert unanswered is not None and unanswered.reply is None and unanswered.no_reply


# --- the extremes, so that every kind of page can be looked at with them ---------------------------------------------------


def test_much_said_by_one_person() -> None:
    """On several questions and days, with changes of stance and evidence of several kinds."""
    said = [statement(id) for id in resolved().by_speaker["people/colonel-sapt"]]
    assert len(said) >= 40
    assert len({one.said.text for one in said}) >= 15
    assert {answer.question for one in said for answer in one.answers} == {"crown", "coronation", "guard-pay"}
    assert {one.rung for one in said} >= {"on-record", "reported", "ascribed", "unverified"}
    topics = {one.anchor: one for one in person.view(resolved(), "colonel-sapt").topics}
    assert [(turn.chip.id, turn.when.words) for turn in topics["said-crown"].turns] == [
        ("rudolf", "15 June 1933"), ("regency", "23 June 1933"), ("rudolf", "28 June 1933")]


def test_a_statement_of_three_hundred_words() -> None:
    assert len(" ".join(part.exact for part in statement("sapt-a-king-in-a-cellar").parts).split()) >= 300


def test_a_question_with_one_answer_and_one_with_none() -> None:
    assert len(resolved().by_question["guard-pay"]) == 1
    assert not resolved().by_question.get("foreign-regent")


def test_long_names() -> None:
    assert [id for id, one in resolved().people.items() if len(one.name) >= 55] == ["countess-helga", "justice-hartwig"]


def test_actors_with_nothing_on_record() -> None:
    """A person who neither said anything nor was spoken of, and an organisation of which nothing is told."""
    view = person.view(resolved(), "justice-hartwig")
    assert (view.said, view.about, view.facts, view.sources) == ((), (), (), ()) and view.period.startswith("10 sources read")
    assert organisation.view(resolved(), "court-of-audit").is_silent


# --- dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("id", "words", "is_bound"), [
    ("michael-nothing-not-mine", "7 June 1933", False), ("flavia-a-hat-in-the-rain", "about 8 June 1933", False),
    ("rupert-sapt-wrote-it", "perhaps 18 June 1933", False), ("physician-may-travel", "some day in June 1933", False),
    ("tarlenheim-king-accepts-regency", "between 22 and 24 June 1933", False), ("king-coming-home", "on or before 21 June 1933", False),
    ("sapt-before-the-harvest", "on or before 10 June 1933", True), ("clockmakers-the-bells", "on or before 30 June 1933", True),
])  # fmt: skip
def test_dates_say_what_is_known(id: str, words: str, is_bound: bool) -> None:
    assert dates.words(statement(id).said) == words
    assert statement(id).said_is_bound is is_bound


# --- what happened afterwards --------------------------------------------------------------------------------------------


def test_retracted_and_withdrawn_words_keep_their_page_and_carry_nothing() -> None:
    taken_back = statement("rupert-sapt-wrote-it")
    assert taken_back.retracted is not None and taken_back.parts
    assert statement("strakencz-told-nothing").withdrawn is not None
    behind = {e.id for p in resolved().positions.values() for e in (*p.current, *p.since_reported, *p.implied, *p.earlier, *p.others)}
    assert not {"rupert-sapt-wrote-it", "strakencz-told-nothing", ERASED} & behind


def test_erased_words_are_nowhere() -> None:
    assert ERASED_WORDS in (HERE / "seeds/chamber-inquiry.txt").read_text("utf-8")
    found = statement(ERASED)
    assert found.erased is not None and found.parts == () and found.speaker == ""
    assert ERASED_WORDS not in repr(resolved())


def test_a_reprint_shares_its_root_with_the_original() -> None:
    assert resolved().sources["messenger-reprint"].root == "gazette-three-heads"
    found = statement("tarlenheim-crown-stays")
    assert [(e.source, e.parts[0].exact) for e in found.also_in] == [("messenger-reprint", "The crown stays where it is")]
    assert position("royal-house", "crown").statements == 1  # one utterance, in however many papers


def test_the_newer_version_names_the_older_one() -> None:
    assert resolved().sources["council-meeting"].superseded_by == "council-meeting-corrected"
    other = [e.source for e in statement("helsing-no-bell").also_in]
    assert other == ["council-meeting-corrected"]
    assert statement("helsing-the-soup").also_in == ()


def test_a_corrected_version_and_a_reprint_lead_to_the_statements_whose_words_they_have_too() -> None:
    def carried(id: str) -> list[str]:
        return [one.id for one in source_page.view(resolved(), id).carried]

    assert carried("council-meeting-corrected") == ["helsing-no-bell", "strakencz-at-once"], "not what the paper took out"
    assert carried("messenger-reprint") == ["michael-nothing-not-mine", "tarlenheim-crown-stays"]
    assert carried("council-meeting") == carried("radio-noon") == []


def test_what_a_copy_adds_to_an_archived_original_is_told_by_the_copy() -> None:
    one = cards.fact_card(resolved(), "candles-for-a-coronation")
    assert (one.voice.label, one.when.words) == ("Hofbau Messenger", "between 11 and 13 June 1933")


def test_nobody_has_an_office_of_later_days_in_a_text_of_earlier_ones() -> None:
    bees = statement("flavia-keeps-bees")  # about June, in a paper of the 10th; regent from the 20th on
    assert bees.offices == () and bees.speaks_for == ()


def test_words_that_the_publisher_translated_say_so_wherever_they_are_shown() -> None:
    assert ("Spoken in", "German; the publisher translated") in [
        (label, name.label) for label, name in cards.card(resolved(), "riegel-a-king-who-is-there").context]
    assert "own words" not in statement("riegel-a-king-who-is-there").rung_reason


def test_lists_and_descriptions_count_no_statement_that_was_withdrawn() -> None:
    (row,) = [one for one in source_page.list_view(resolved()).sections[0].rows if one.name.id == "chamber-inquiry"]
    assert row.counts == ("15 statements",) and "15 statements" in source_page.view(resolved(), "chamber-inquiry").head.description
    (row,) = [one for one in organisation.list_view(resolved()).sections[0].rows if one.name.id == "royal-council"]
    assert row.counts == ("10 statements", "1 fact", "1 source published")
    assert "10 statements, 1 fact, 1 source published" in organisation.view(resolved(), "royal-council").head.description


def test_no_source_gives_away_more_than_its_rights_allow() -> None:
    for source in resolved().sources.values():
        if not source.record.rights.whole_text:
            assert source.own_words_published <= source.record.rights.own_words * source.own_words
