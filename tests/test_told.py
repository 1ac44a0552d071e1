"""The page of somebody who said much: by question, the newest first, and where their own words stand and stood before."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from sample_dossier import BLANK, answer, day, part, replace, sample, summed

from generator.model import Notice
from generator.render import Renderer
from generator.resolved import Dossier, ResolvedAnswer, ResolvedStatement
from generator.views import person, told
from generator.views.told import Topic

KING = "rudolf-rassendyll"


def said(number: int, date: str, *answers: ResolvedAnswer, **more: object) -> ResolvedStatement:
    return replace(BLANK, id=f"word-{number:02}", said=day(date), parts=(part(f"I say it for the {number}th time.", 100 * number, "direct"),),
                   answers=answers, **more)


KINGLY, REGENT, HINTED = answer("king", 0), answer("regent", 1), answer("duke", 2, "implies")
BY_RAIL = ResolvedAnswer("roads", "rail", "By rail", 0, "states", None, None)
TALK = [said(number, f"1894-08-{number + 1:02}") for number in range(12)]
SAID = (*TALK, said(12, "1894-09-01", KINGLY), said(13, "1894-09-02", KINGLY), said(14, "1894-09-03", REGENT, BY_RAIL), said(15, "1894-09-04", HINTED),
        said(16, "1894-09-05", KINGLY))


def speaking(*words: ResolvedStatement) -> Dossier:
    one = sample()
    records = {**one.statements, **{word.id: word for word in words}}
    return summed(replace(one, statements=MappingProxyType(records), by_speaker=MappingProxyType(
        {**one.by_speaker, f"people/{KING}": tuple(word.id for word in words)})))


def topics(*words: ResolvedStatement) -> dict[str, Topic]:
    return {one.question.id if one.question else "": one for one in person.view(speaking(*words), KING).topics}


def test_who_said_little_has_one_list_by_date() -> None:
    view = person.view(speaking(*SAID[-told.MUCH:]), KING)
    assert view.topics == () and [one.id for one in view.said] == [one.id for one in SAID[-told.MUCH:]]


def test_who_said_much_on_no_question_has_one_list_too() -> None:
    view = person.view(speaking(*TALK, said(40, "1894-08-30"), said(41, "1894-08-31")), KING)
    assert view.topics == () and len(view.said) == 14


def test_what_somebody_said_stands_by_question_and_the_newest_first() -> None:
    found = topics(*SAID)
    assert {id: [card.id for card in one.cards] for id, one in found.items()} == {
        "crown": ["word-16", "word-15", "word-14", "word-13", "word-12"], "roads": [], "": [one.id for one in reversed(TALK)]}
    assert [one.counted for one in found.values()] == ["5 statements", "", "12 statements"]


def test_every_statement_is_shown_once_and_linked_where_it_answers_more() -> None:
    assert [(one.path, one.label) for one in topics(*SAID)["roads"].also] == [("statements/word-14/", "3 September 1894")]


def test_stances_that_changed_are_told_with_the_day_of_each() -> None:
    crown = topics(*SAID)["crown"]
    assert [(one.chip.label, one.when.words) for one in crown.turns] == [
        ("The King", "1 September 1894"), ("A regent", "3 September 1894"), ("The King", "5 September 1894")]
    assert crown.changed == "changed twice", "what is only implied counts for nothing beside what is stated"
    assert [(one.chip.label, one.path) for one in crown.now] == [("The King", "statements/word-16/")]


def test_who_never_changed_is_not_said_to_have() -> None:
    crown = topics(*TALK, *SAID[12:14])["crown"]
    assert (crown.turns, crown.changed) == ((), "")


@pytest.mark.parametrize("more", [{"rung": "ascribed"}, {"rung": "unverified"}, {"retracted": Notice(date="1894-10-01", reason="Taken back.", by="himself")}])
def test_what_others_ascribe_to_them_and_what_was_taken_back_is_shown_and_carries_nothing(more: dict[str, object]) -> None:
    crown = topics(*TALK, said(12, "1894-09-01", KINGLY), said(13, "1894-09-02", REGENT, **more))["crown"]
    assert [card.id for card in crown.cards] == ["word-13", "word-12"]
    assert [one.chip.label for one in crown.now] == ["The King"]


@pytest.mark.parametrize("date", ["../1894-09-02", "1894-09", "1894-09-01", "1894-08-15/1894-09-05"])
def test_where_the_dates_leave_open_which_came_last_both_are_told(date: str) -> None:
    crown = topics(*TALK, said(12, "1894-09-01", KINGLY), said(13, date, REGENT))["crown"]
    assert sorted(one.chip.label for one in crown.now) == ["A regent", "The King"]
    assert crown.changed == "which came last is not known"


def test_the_page_says_it_in_its_first_lines_and_leads_to_each_question() -> None:
    html = Renderer().render(person.view(speaking(*SAID), KING))
    head = html[:html.index('<h2 id="said">')]
    assert 'href="#said-crown">Crown</a>' in head and "5 September 1894</time> · changed twice" in head and "Our reading" in head
    assert html.index('id="said-crown"') < html.index("I say it for the 16th time.") < html.index("I say it for the 12th time.") < html.index('id="said-else"')


def test_a_page_that_follows_has_its_part_and_the_first_leads_there() -> None:
    words = [*(said(number, f"1894-0{1 + number // 28}-{1 + number % 28:02}", KINGLY) for number in range(60)), said(60, "1894-09-01", BY_RAIL)]
    dossier = speaking(*words)
    first, second = person.leaves(dossier, person.survey(dossier), KING)
    one, two = (person.view(dossier, KING, leaf) for leaf in (first, second))
    assert [(topic.anchor, topic.page, len(topic.cards)) for topic in one.topics] == [("said-crown", "", 50), ("said-roads", f"people/{KING}/2/", 0)]
    assert [(topic.anchor, len(topic.cards)) for topic in two.topics] == [("said-crown", 10), ("said-roads", 1)]
    assert two.glance == () and f'href="../../people/{KING}/2/#said-roads"' in Renderer().render(one)
