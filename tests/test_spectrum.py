"""A question's spectrum, what changed, and who from there says otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sample_dossier import DIRECT, FACT, OURS, PARTIAL, day, evidence, replace, sample

from generator.model import Membership, Person
from generator.render import Renderer
from generator.resolved import Dossier, Position
from generator.views import changes, country, question, spectrum
from generator.views.survey import survey

DOSSIER = sample()
WAS = DOSSIER.positions["ru-x", "crown"]


def standing(position: Position, dossier: Dossier = DOSSIER) -> Dossier:
    return replace(dossier, positions=MappingProxyType({**dossier.positions, ("ru-x", "crown"): position}))


def marks(dossier: Dossier) -> dict[str, list[list[str]]]:
    found = question.view(dossier, "crown").spectrum
    assert found is not None
    return {row.holder.label: [[mark.term.key for mark in place.marks] for place in row.places] for row in found.rows}


# --- the spectrum -------------------------------------------------------------------------------------------------------


def test_a_holder_stands_where_it_says_and_later_weaker_evidence_is_marked_apart() -> None:
    assert marks(DOSSIER) == {"Ruritania": [["states"], ["since"], []]}
    page = Renderer().render(question.view(DOSSIER, "crown"))
    assert "The King, stated" in page and "A regent, since reported" in page
    assert page.index('<table class="spectrum"') < page.index("Nothing on record") < page.index("Grünewald", page.index("Nothing on record"))


def test_what_is_implied_is_told_from_what_is_stated() -> None:
    implied = replace(WAS, kind="implied", stances=(), current=(), since_reported=(), implied=(evidence("statement", OURS, "on-record"),))
    assert marks(standing(implied)) == {"Ruritania": [[], ["implies"], []]}
    assert "A regent, implied only" in Renderer().render(question.view(standing(implied), "crown"))


def test_who_is_divided_stands_at_both_and_a_line_joins_them() -> None:
    divided = standing(replace(WAS, kind="divided", stances=("king", "duke"), since_reported=()))
    assert marks(divided) == {"Ruritania": [["states"], [], ["states"]]}
    found = question.view(divided, "crown").spectrum
    assert found is not None and [place.is_between for place in found.rows[0].places] == [True, True, True] and found.has_divided
    assert ">Divided<" in Renderer().render(question.view(divided, "crown"))


def test_a_question_without_an_order_gets_groups_and_no_spectrum() -> None:
    view = question.view(DOSSIER, "roads")
    assert view.spectrum is None
    page = Renderer().render(view)
    assert 'class="spectrum"' not in page and 'class="board"' in page


def test_another_voice_from_there_is_marked_and_named_but_is_no_position() -> None:
    view = question.view(with_flavia_from_ruritania(), "crown")
    assert view.spectrum is not None
    assert [[mark.term.key for mark in place.marks] for place in view.spectrum.rows[0].places] == [["states"], ["since", "voice"], []]
    assert re.search(r', others from there: <span class="[^"]*"><span class="chip-shape" aria-hidden="true"></span> A regent</span>, <a', Renderer().render(view))
    assert [name.label for name in view.silent] == ["Grünewald"]


def with_flavia_from_ruritania() -> Dossier:
    flavia = Person(name="Princess Flavia", memberships=(Membership(role="Princess", country="ru-x"),))
    return replace(DOSSIER, people=MappingProxyType({**DOSSIER.people, "princess-flavia": flavia}))


def test_who_speaks_for_a_country_is_no_other_voice_from_there() -> None:
    leaf = question.leaves(DOSSIER, survey(DOSSIER), "crown")[0]
    assert leaf.ids(spectrum.voices_key("ru-x")) == ()  # the King is from there, and speaks for it
    assert question.view(DOSSIER, "crown").answered == "3 statements and 1 fact"


def test_a_question_counts_only_what_there_is_and_says_where_there_is_nothing() -> None:
    few = replace(DOSSIER, by_question=MappingProxyType({**DOSSIER.by_question, "crown": ()}))
    assert question.view(few, "crown").answered == "1 fact"
    view = question.view(DOSSIER, "roads")
    assert view.answered == "" and view.head.description.endswith("Nothing on record answers it yet.")
    assert "Nothing on record answers it yet." in Renderer().render(view)


def test_the_own_dossier_tells_a_dissenting_voice(first_site: Path) -> None:
    page = (first_site / "countries/de/index.html").read_text(encoding="utf-8")
    dissent = page[page.index('class="dissent"'):]
    assert "Andreas Schwarz" in dissent[:600] and "Reluctant" in dissent[:600] and "carries no position" in dissent[:900]
    assert "Undecided" not in dissent[:dissent.index("</ul>")], "who agrees does not dissent"


# --- what changed -------------------------------------------------------------------------------------------------------


def changed(**more: Any) -> Position:
    """The King said one thing in July and another in September, in one office."""
    before = replace(evidence("statement", DIRECT, "on-record", "King"), id="michael-iron-hand", answer=PARTIAL.answers[0], when=day("1894-07-01"))
    return replace(WAS, earlier=(before,), **more)


def test_a_change_shows_both_statements_side_by_side_with_their_dates() -> None:
    (shift,) = changes.shifts(standing(changed()), changed())
    assert (shift.before.chip.label, shift.after.chip.label) == ("The Duke", "The King")
    page = Renderer().render(country.view(standing(changed()), "ru-x"))
    sides = page[page.index('class="shift-sides"'):]
    assert sides.index("Before</span>") < sides.index("an iron hand") < sides.index("Since</span>") < sides.index("I will wear the crown")
    assert 'href="../../statements/michael-iron-hand/"><span class="when-loose">' in sides and 'datetime="1894-09-10"' in sides


def test_a_question_tells_the_newest_change_of_each() -> None:
    view = question.view(standing(changed()), "crown")
    assert [(shift.holder.label, shift.href) for shift in view.shifts] == [("Ruritania", "countries/ru-x/#on-crown")]
    page = Renderer().render(view)
    assert page.index('id="changes"') < page.index('class="shift-whose"') < page.index('id="answers"')
    assert 'id="changes"' not in Renderer().render(question.view(DOSSIER, "crown")), "no heading over nothing"


def test_what_only_repeats_or_may_be_as_new_or_is_of_another_office_is_no_change() -> None:
    same = replace(changed().earlier[0], answer=DIRECT.answers[0])
    vague = replace(changed().earlier[0], when=day("1894"))
    other = replace(changed().earlier[0], office="Queen")
    for before in (same, vague, other):
        position = replace(WAS, earlier=(before,))
        assert changes.shifts(standing(position), position) == ()


def test_facts_change_too() -> None:
    later = replace(evidence("fact", FACT, "reported"), when=day("1894-10-01"))
    before = replace(evidence("fact", FACT, "reported"), answer=PARTIAL.answers[0], when=day("1894-09-01"))
    position = replace(WAS, current=(later,), earlier=(before,), since_reported=())
    (shift,) = changes.shifts(standing(position), position)
    assert shift.after.fact is not None and shift.before.chip.label == "The Duke"
    assert "told in our words" in Renderer().render(question.view(standing(position), "crown"))


def test_the_newest_changes_are_few() -> None:
    line = [replace(changed().earlier[0], when=day(f"1894-0{month}-01"), answer=(PARTIAL if month % 2 else DIRECT).answers[0]) for month in range(8, 0, -1)]
    position = replace(WAS, earlier=tuple(line))
    found = changes.shifts(standing(position), position)
    assert len(found) == changes.IN_FULL


def test_the_fictional_dossier_shows_a_change(ruritania_site: Path) -> None:
    page = (ruritania_site / "organisations/ducal-house/index.html").read_text(encoding="utf-8")
    sides = page[page.index('class="shift-sides"'):]
    assert sides.index("7 June 1933") < sides.index("21 June 1933")


# --- a country at a glance ----------------------------------------------------------------------------------------------


def test_a_country_with_nothing_on_record_says_so_at_once() -> None:
    page = Renderer().render(country.view(DOSSIER, "gr-x"))
    assert "profile" not in page and page.index("That is not a no.") < page.index("<h2")
    assert '<dl class="profile">' in Renderer().render(country.view(DOSSIER, "ru-x"))
