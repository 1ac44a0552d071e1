"""What answers a statement and what became of it: on its card, both ways, and on the page of corrections."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from sample_dossier import DIRECT, FACT, PARTIAL, REPORTED, SOURCE, empty, part, replace, sample

from generator import frozen, render, views
from generator.fragments import cards as card_pieces
from generator.model import Allegation, Notice
from generator.resolved import Dossier, ResolvedStatement
from generator.views import cards
from generator.views.trust import trust

NOTICE = Notice(date="1894-11-01", reason="He thought again.", by="Rudolf Rassendyll")


def with_statements(*changed: ResolvedStatement, **more: Any) -> Dossier:
    dossier = sample()
    return replace(dossier, statements=MappingProxyType({**dossier.statements, **{one.id: one for one in changed}}), **more)


def card_html(dossier: Dossier, id: str) -> str:
    return str(card_pieces.card(cards.card(dossier, id), "../"))


def page(dossier: Dossier, path: str = "corrections/") -> str:
    return render.Renderer().render(next(one for one in views.pages(dossier, {}) if one.path == path).make())


def test_a_reply_is_shown_with_its_words_and_says_what_it_answers() -> None:
    answered, reply = card_html(sample(), DIRECT.id), card_html(sample(), PARTIAL.id)
    assert re.search(r'Answered by <a href="../statements/michael-iron-hand/">Duke Michael, [^<]*</a>:</p>\n<p class="words words-partial">', answered)
    assert 'In answer to <a href="../statements/rassendyll-crown/">Rudolf Rassendyll, 10 September 1894</a>' in reply


def test_an_endorsement_is_not_called_an_answer() -> None:
    dossier = with_statements(replace(PARTIAL, replies_to=None, endorses=DIRECT.id))
    assert "Endorsed by <a" in card_html(dossier, DIRECT.id) and "Answered by" not in card_html(dossier, DIRECT.id)
    assert "Agrees with <a" in card_html(dossier, PARTIAL.id)


def test_a_long_reply_is_only_linked_and_so_is_every_reply_after_the_third() -> None:
    dossier = with_statements(replace(PARTIAL, parts=(part("a word " * 60 + "more", 300, "direct"),)))
    assert "Answered by" in card_html(dossier, DIRECT.id) and "a word a word" not in card_html(dossier, DIRECT.id)
    many = [frozen.replace(PARTIAL, id=f"reply-{n}", parts=(part(f"No, {n} times no.", 300 + n, "direct"),)) for n in range(5)]
    told = card_html(with_statements(*many, replies=MappingProxyType({DIRECT.id: tuple(one.id for one in many)})), DIRECT.id)
    assert told.count('class="reply-by"') == 5 and re.findall("No, (.) times", told) == ["0", "1", "2"]


def test_an_accusation_stands_with_its_reply_or_with_what_was_looked_for_and_the_reply_leads_back() -> None:
    accused = Allegation(against="duke-michael", of="Having sold the crown.", reply=PARTIAL.id)
    reply = replace(PARTIAL, replies_to=None)
    dossier = with_statements(replace(DIRECT, allegation=accused), reply, replies=MappingProxyType({}), accusations=MappingProxyType({PARTIAL.id: (DIRECT.id,)}))
    told = card_html(dossier, DIRECT.id)
    assert "An accusation</strong> against" in told and "Having sold the crown." in told and "Answered by" in told and "No reply is on record" not in told
    assert "In answer to the accusation by <a" in card_html(dossier, PARTIAL.id), "though only the accusation names the reply"
    silent = with_statements(replace(DIRECT, allegation=accused.model_copy(update={"reply": None, "no_reply": "The paper was read to its end."})))
    assert "No reply is on record. The paper was read to its end." in card_html(silent, DIRECT.id)


def test_a_reply_that_was_taken_back_says_so_and_one_that_was_withdrawn_is_not_shown() -> None:
    assert "(taken back since)" in card_html(with_statements(replace(PARTIAL, retracted=NOTICE)), DIRECT.id)
    assert "Answered by" not in card_html(with_statements(replace(PARTIAL, withdrawn=NOTICE)), DIRECT.id)


def test_words_that_another_tells_say_so_before_they_are_read() -> None:
    told = card_html(with_statements(replace(REPORTED, within=DIRECT.id, rung="ascribed")), REPORTED.id)
    assert told.index("As told by <a") < told.index("the gates would stay shut") and 'class="card card-ascribed' in told


def test_the_page_of_corrections_lists_every_notice_the_newest_first_with_date_reason_and_by_whom() -> None:
    source = sample().sources[SOURCE]
    corrected = replace(source, record=source.record.model_copy(update={"corrections": (Notice(date="1894-09-20", reason="A name was wrong.", by="The Gazette"),)}))
    fact = frozen.replace(FACT, disputed=(Notice(date="1894-12", reason="The Treasurer says otherwise."),))
    dossier = with_statements(replace(DIRECT, retracted=NOTICE), sources=MappingProxyType({SOURCE: corrected}), facts=MappingProxyType({FACT.id: fact}))
    summaries = {SOURCE: dossier.source_summaries[SOURCE]._replace(is_noticed=True)}
    told = page(frozen.replace(dossier, source_summaries=MappingProxyType(summaries)))
    assert re.findall(r'<span class="notice-kind notice-(\w+)">', told) == ["disputed", "retracted", "erased", "withdrawn", "corrected"]
    assert '<time datetime="1894-11-01">1 November 1894</time>' in told and "He thought again." in told and "By Rudolf Rassendyll." in told
    assert '<a href="../statements/gone/">An erased statement</a>' in told and f'<a href="../sources/{SOURCE}/#fact-treasury-is-empty">' in told
    assert "Rassendyll, 10 September" in told and "By order of a court." in told and DIRECT.parts[0].exact not in told


def test_where_nothing_had_to_be_corrected_the_page_says_so_and_how_to_report_a_mistake() -> None:
    told = page(empty())
    assert "Nothing had to be corrected" in told and "Report a mistake" in told and '<ol class="notices">' not in told


def test_the_corrections_hold_as_of_the_newest_notice() -> None:
    """The last line of a page says as of which day it holds: no notice may be of a later one."""
    dossier = with_statements()
    found = next(one for one in views.pages(dossier, {}) if one.path == "corrections/").make()
    days = [entry.change.when.machine for entry in found.entries if entry.change.when]
    told = trust(frozen.replace(dossier, as_of="1894-09-30"), found)
    assert told and told.as_of.machine == max(days) > "1894-09-30"
    told = trust(frozen.replace(dossier, as_of="1899-01-01"), found)
    assert told and told.as_of.machine == "1899-01-01"
