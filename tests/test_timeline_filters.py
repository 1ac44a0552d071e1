"""The timeline in a browser, in a bare page: filters combined, counted, kept in the address; the drawing by keyboard and pointer; and the
whole list without any of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sample_dossier import DIRECT, replace, sample

from generator import render
from generator.views import timeline

ASSETS = Path(__file__).resolve().parent.parent / "overrides" / "assets"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The timeline in a bare page, with its scripts and styles."""
    dossier = sample()
    other = replace(DIRECT, id="flavia-for-grunewald", speaker="princess-flavia", speaker_name="Princess Flavia", speaks_for=("gr-x",), offices=())
    dossier = replace(dossier, statements=MappingProxyType({**dossier.statements, other.id: other}), timeline=(*dossier.timeline, other.id))
    path = tmp_path_factory.mktemp("timeline")
    for kind in ("javascripts", "stylesheets"):
        (path / "assets" / kind).mkdir(parents=True)
        for file in (ASSETS / kind).glob("*.*s"):
            (path / "assets" / kind / file.name).write_bytes(file.read_bytes())
    (path / "timeline").mkdir()
    (path / "timeline" / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="../assets/stylesheets/pages.css">'
        '<script type="module" src="../assets/javascripts/timeline.js"></script><main class="md-typeset">'
        + render.Renderer().render(timeline.view(dossier)) + "</main>", "utf-8")
    return path


@pytest.fixture
def address(folder: Path, served: Callable[[Path], str]) -> Iterator[str]:
    yield served(folder) + "timeline/"


def shown(page: Any) -> list[str]:
    return page.eval_on_selector_all("li[data-entry]", "all => all.filter(e => e.offsetParent).map(e => e.id)")


def drawn(page: Any) -> set[str]:
    """The statements whose marks are not dimmed, in the lanes that are shown."""
    return set(page.eval_on_selector_all("[data-mark]:not([data-mark='']):not([data-out])",
                                         "all => all.filter(e => e.getClientRects().length).map(e => e.dataset.mark)"))


def options(page: Any, name: str) -> dict[str, str]:
    return dict(page.eval_on_selector_all(f"[name={name}] option:not([value=''])", "all => all.map(o => [o.value, o.text + (o.disabled ? ' off' : '')])"))


# --- filters ----------------------------------------------------------------------------------------------------------


def test_filters_combine_count_and_stand_in_the_address(page: Any, address: str) -> None:
    page.goto(address)
    assert len(shown(page)) == 6 and page.inner_text("[data-count]") == "5 statements."
    page.select_option("[name=person]", "princess-flavia")
    assert shown(page) == ["statement-flavia-for-grunewald", "statement-flavia-doubts"]
    page.select_option("[name=country]", "gr-x")
    assert shown(page) == ["statement-flavia-for-grunewald"] and page.inner_text("[data-count]") == "1 of 5 statements."
    assert page.url.endswith("?country=gr-x&person=princess-flavia")
    assert page.eval_on_selector_all("[data-day]", "all => all.filter(e => e.offsetParent).length") == 1, "days without entries go"
    page.click("fieldset button[type=reset]")
    page.wait_for_function("!location.search")
    assert len(shown(page)) == 6


def test_each_option_says_how_many_it_would_leave(page: Any, address: str) -> None:
    page.goto(address)
    assert options(page, "country") == {"gr-x": "Grünewald (1)", "ru-x": "Ruritania (1)"}
    page.select_option("[name=country]", "gr-x")
    assert options(page, "country") == {"gr-x": "Grünewald (1)", "ru-x": "Ruritania (1)"}, "its own filter counts as if nothing were chosen"
    people = options(page, "person")
    assert people["princess-flavia"] == "Princess Flavia (1)" and people["duke-michael"] == "Duke Michael (0) off"


def test_nothing_left_is_told_with_a_way_back(page: Any, address: str) -> None:
    page.goto(f"{address}?country=gr-x&rung=anonymous")
    assert shown(page) == [] and drawn(page) == set() and page.inner_text("[data-count]") == "None of 5 statements fits."
    page.click("text=Show all again")
    page.wait_for_function("!location.search")
    assert len(shown(page)) == 6 and page.locator(".filter-none:visible").count() == 0


def test_the_address_sets_the_filters_and_back_takes_one_step_away(page: Any, address: str) -> None:
    page.goto(f"{address}?person=a-guard&rung=nonsense&other=1")
    assert shown(page) == ["statement-guard-tells"] and page.input_value("[name=rung]") == ""
    page.select_option("[name=person]", "duke-michael")
    assert "other=1" in page.url
    page.go_back()
    page.wait_for_function("document.querySelector('[name=person]').value === 'a-guard'")
    assert shown(page) == ["statement-guard-tells"] and drawn(page) == {"guard-tells"}
    page.go_forward()
    page.wait_for_function("document.querySelector('[name=person]').value === 'duke-michael'")
    page.goto("about:blank")
    page.go_back()
    page.wait_for_function("document.querySelector('[data-count]').textContent.startsWith('1 of')")
    assert shown(page) == ["statement-michael-iron-hand"] and page.input_value("[name=person]") == "duke-michael"


def test_an_event_belongs_to_its_participants_and_answers_no_question(page: Any, address: str) -> None:
    page.goto(f"{address}?country=ru-x")
    assert "event-coronation" in shown(page) and "1 of 5 statements" in page.inner_text("[data-count]")
    page.goto(f"{address}?stance=crown:king")
    assert "event-coronation" not in shown(page)


def test_the_drawing_dims_what_the_filters_leave_out(page: Any, address: str) -> None:
    page.goto(address)
    assert len(drawn(page)) == 5
    page.select_option("[name=person]", "princess-flavia")
    assert drawn(page) == {"flavia-for-grunewald", "flavia-doubts"}


def test_a_link_to_what_is_filtered_out_shows_it(page: Any, address: str) -> None:
    page.goto(f"{address}?person=a-guard")
    page.evaluate("location.hash = '#statement-flavia-doubts'")
    page.wait_for_function("!location.search")
    assert "statement-flavia-doubts" in shown(page)


# --- the drawing ------------------------------------------------------------------------------------------------------


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.dataset.mark ?? ''")


def test_the_drawing_is_one_stop_and_arrows_go_from_mark_to_mark(page: Any, address: str) -> None:
    page.goto(address)
    assert page.locator("[data-mark][tabindex='0']").count() == 1
    page.locator("[data-lanes-by=countries] [data-mark]").first.focus()
    seen = [focused(page)]
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "Home"):
        page.keyboard.press(key)
        seen.append(focused(page))
    assert all(seen) and len(set(seen)) >= 3
    assert page.locator("[data-mark][tabindex='0']").count() == 1, "wherever one is, the others are no stops"
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('svg')")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == seen[-1], "Tab comes back to where one was"


def test_enter_leads_to_the_entry(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("[data-lanes-by=countries] [data-mark='michael-iron-hand']").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#statement-michael-iron-hand")


def test_a_mark_shows_the_card_as_the_list_has_it_and_escape_hides_it(page: Any, address: str) -> None:
    page.goto(address)
    mark = page.locator("[data-lanes-by=countries] [data-mark='michael-iron-hand']")
    mark.hover()
    box = page.locator(".lanes-words")
    assert box.is_visible()
    card = page.locator("#statement-michael-iron-hand .card").inner_text()
    assert "an iron hand" in card and "The Duke promised" in card
    assert box.inner_text().startswith(card[:200].strip()), "words, speaker, date and sentence, not a part alone"
    assert page.locator(".lanes-words [id]").count() == 0 and mark.get_attribute("aria-describedby") == box.get_attribute("id")
    page.keyboard.press("Escape")
    assert not box.is_visible() and mark.get_attribute("aria-describedby") is None
    page.keyboard.press("Tab")
    page.locator("[data-lanes-by=countries] [data-mark]").first.focus()
    page.keyboard.press("ArrowDown")
    assert box.is_visible(), "what the keyboard reaches shows its words too"


def test_the_box_stays_while_it_is_pointed_at_and_goes_after(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("[data-lanes-by=countries] [data-mark='flavia-doubts']").hover()
    box = page.locator(".lanes-words")
    box.hover()
    page.wait_for_timeout(400)
    assert box.is_visible()
    page.mouse.move(2, 2)
    box.wait_for(state="hidden", timeout=3000)


def test_the_first_tap_shows_the_words_and_the_second_leads_there(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    try:
        page = context.new_page()
        page.goto(address)
        mark = page.locator("[data-lanes-by=countries] [data-mark='flavia-doubts']")
        mark.tap()
        assert page.locator(".lanes-words").is_visible() and "#" not in page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator(".lanes-words .lanes-to a").tap()
        assert page.url.endswith("#statement-flavia-doubts") and not page.locator(".lanes-words").is_visible()
    finally:
        context.close()


def test_other_lanes_are_chosen_without_a_script_and_stand_in_the_address_with_one(page: Any, browser: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("radio", name="speaker").check()
    assert page.url.endswith("?lanes=people") and page.locator("[data-lanes-by=people]").is_visible()
    page.reload()
    assert page.locator("[data-lanes-by=people]").is_visible() and not page.locator("[data-lanes-by=countries]").is_visible()
    context = browser.new_context(java_script_enabled=False)
    try:
        bare = context.new_page()
        bare.goto(address)
        assert bare.locator("[data-lanes-by=countries]").is_visible() and not bare.locator("[data-lanes-by=people]").is_visible()
        bare.get_by_role("radio", name="speaker").check()
        assert bare.locator("[data-lanes-by=people]").is_visible() and not bare.locator("[data-lanes-by=countries]").is_visible()
        bare.locator("[data-lanes-by=people] [data-mark='flavia-doubts']").click()
        assert bare.url.endswith("#statement-flavia-doubts")
    finally:
        context.close()


def test_every_mark_is_large_enough_to_hit(page: Any, address: str) -> None:
    page.goto(address)
    sizes = page.eval_on_selector_all("[data-lanes-by=countries] [data-mark] .mark", "all => all.map(e => { const b = e.getBoundingClientRect(); return Math.min(b.width, b.height) })")
    assert sizes and min(sizes) >= 23.9


def test_without_a_script_the_whole_list_is_there_and_no_form(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(address)
        assert page.locator("li[data-entry]:visible").count() == 6 and page.locator("form:visible").count() == 0
        page.keyboard.press("Tab")
        for _ in range(6):
            assert page.evaluate("!document.activeElement.closest('svg')"), "the list is nearer than forty marks"
            page.keyboard.press("Tab")
    finally:
        context.close()
