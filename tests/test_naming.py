"""Who a text says is speaking, and what a record of that speaker would be called."""

from __future__ import annotations

import pytest

from generator.naming import sayers
from generator.speech import read_speech
from generator.suggesting.names import as_recorded


def last_of(text: str, language: str = "en") -> tuple[str, str]:
    """The name and the title of the last who says something."""
    speech = read_speech(text, language)
    return (named := as_recorded(speech, sayers(speech, 0, len(text))[-1])).name, named.title


@pytest.mark.parametrize("behind, language", [
    ("said Peter Lang.", "en"),
    ("said Peter Lang, a baker from Bonn, on Tuesday.", "en"),
    ("said Peter Lang yesterday.", "en"),
    ("said Peter Lang of the bakers of Bonn.", "en"),
    ("said Peter Lang from the Bonn Institution.", "en"),
    ("according to Peter Lang.", "en"),
    ("sagte Peter Lang.", "de"),
    ("selon Peter Lang.", "fr"),
    ("powiedział Peter Lang.", "pl"),
])
def test_the_verb_of_saying_before_a_name_is_no_office(behind: str, language: str) -> None:
    assert last_of(f"“It is a good bridge,” {behind}", language) == ("Peter Lang", "")


@pytest.mark.parametrize("behind, wanted", [
    ("said council speaker Peter Lang.", ("Peter Lang", "council speaker")),
    ("council speaker Peter Lang said.", ("Peter Lang", "council speaker")),
    ("said Mayor Anna Vogel.", ("Anna Vogel", "Mayor")),
    ("Mayor Vogel said.", ("Vogel", "Mayor")),
    ("said Norwegian Foreign Minister Espen Barth Eide.", ("Espen Barth Eide", "Norwegian Foreign Minister")),
    ("the Norwegian Foreign Minister Espen Barth Eide said.", ("Espen Barth Eide", "Norwegian Foreign Minister")),
    ("Norway’s Foreign Minister Espen Barth Eide said.", ("Espen Barth Eide", "Norway’s Foreign Minister")),
    ("Norway’s Espen Barth Eide said.", ("Espen Barth Eide", "")),
    ("US Secretary of State Marco Rubio said.", ("Marco Rubio", "US Secretary of State")),
    ("UN Secretary-General António Guterres said.", ("António Guterres", "UN Secretary-General")),
    ("Foreign Minister Espen Barth Eide said.", ("Espen Barth Eide", "")),  # as a role it would name every foreign minister
    ("former President Anna Vogel said.", ("Anna Vogel", "")),  # she is none
    ("Hentzau Mayor Anna Vogel said.", ("Anna Vogel", "")),
    ("Federico Mayor Zaragoza said.", ("Federico Mayor Zaragoza", "")),
    ("Prime Minister John Major said.", ("John Major", "")),
    ("Ursula von der Leyen said.", ("Ursula von der Leyen", "")),
    ("the Foreign Minister said.", ("", "Foreign Minister")),
    ("the baker said.", ("", "baker")),
])
def test_an_office_is_no_part_of_a_name(behind: str, wanted: tuple[str, str]) -> None:
    assert last_of(f"“It is a good bridge,” {behind}") == wanted


@pytest.mark.parametrize("before", ["But Vogel said: ", "On Monday Vogel said: ", "Yesterday Mayor Vogel said: "])
def test_what_opens_a_sentence_is_no_part_of_a_name(before: str) -> None:
    assert last_of(f"{before}“It is a good bridge.”")[0] == "Vogel"


LONE = "\n\n“It is a good bridge,” Vogel said."


@pytest.mark.parametrize("before, wanted", [
    ("Mayor Anna Vogel was not there.", ("Anna Vogel", "Mayor")),
    ("Anna Vogel, the mayor, was not there.", ("Anna Vogel", "")),
    ("“I was not there,” said Anna Vogel.", ("Anna Vogel", "")),
    ("But Anna Vogel was not there. On Monday Vogel came.", ("Anna Vogel", "")),
    ("They asked Mr Vogel and Anna Vogel.", ("Anna Vogel", "")),
    ("They asked Anna Vogel and Peter Vogel.", ("Vogel", "")),  # two fit
    ("They asked Anna Vogel and Brian Vogel.", ("Vogel", "")),
    ("They asked the Norwegian Vogel.", ("Vogel", "")),  # no first name
    ("But Vogel was not there.", ("Vogel", "")),
    ("In Oslo Vogel was not there.", ("Vogel", "")),  # no name
    ("Talks With Vogel Begin", ("Vogel", "")),  # a heading has capitals of its own
    ("“They asked Anna Vogel,” he said.", ("Vogel", "")),  # not the reporter's words
    ("They asked Anna Vogelsang.", ("Vogel", "")),
    ("They asked the pro-Vogel and Anti-Vogel bakers.", ("Vogel", "")),
])
def test_a_last_name_is_the_one_that_stands_in_full_before(before: str, wanted: tuple[str, str]) -> None:
    assert last_of(before + LONE) == wanted


def test_a_last_name_is_not_taken_from_what_follows() -> None:
    speech = read_speech("“It is a good bridge,” Vogel said.\n\nThey asked Anna Vogel.")
    assert as_recorded(speech, sayers(speech, 0, len(speech.text))[0]).name == "Vogel"


def test_another_office_is_another_person() -> None:
    assert last_of("They asked Mayor Anna Vogel.\n\n“It is a good bridge,” President Vogel said.") == ("Vogel", "President")


def test_a_person_has_one_name_and_title_all_over_a_text() -> None:
    """So that the calls that make the record are the same."""
    speech = read_speech("“It is good,” Anna Vogel said.\n\nThey asked Mayor Anna Vogel.\n\n“It is,” Vogel said.\n\n“Very,” said Mayor Anna Vogel.")
    found = [as_recorded(speech, sayer) for sayer in sayers(speech, 0, len(speech.text))]
    assert {(one.name, one.title) for one in found} == {("Anna Vogel", "Mayor")} and len(found) == 3


def test_names_of_a_language_without_lists_of_offices_stay_as_they_are() -> None:
    assert last_of("Bürgermeisterin Anna Vogel kam.\n\n„Es ist gut“, sagte Vogel.", "de") == ("Vogel", "")


@pytest.mark.parametrize("text, name, title", [
    ("The Ruritanian energy minister, Astrid Vogel, said on Tuesday that the dam would go ahead.", "Astrid Vogel", "Ruritanian energy minister"),
    ("The minister, Anna von Berg, told the council.", "Anna von Berg", "minister"),
    ("A spokesman, Karl Weiss, said no.", "Karl Weiss", "spokesman"),
    ("The minister, in Strelsau on Monday, said no.", "", "minister"),
    ("The announcer, Greta Holm, then read out a letter from King Rudolf: “I am well.”", "", "announcer"),
])
def test_a_name_between_commas_behind_a_description_is_the_speakers(text: str, name: str, title: str) -> None:
    assert last_of(text) == (name, title)
