"""The filters of the timeline in a browser: combined, counted, kept in the address; and the whole list without them."""

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
    """The timeline in a bare page, with its script and styles."""
    dossier = sample()
    other = replace(DIRECT, id="flavia-for-grunewald", speaker="princess-flavia", speaker_name="Princess Flavia", speaks_for=("gr-x",), offices=())
    dossier = replace(dossier, statements=MappingProxyType({**dossier.statements, other.id: other}), timeline=(*dossier.timeline, other.id))
    path = tmp_path_factory.mktemp("timeline")
    (path / "timeline.js").write_bytes((ASSETS / "javascripts" / "timeline.js").read_bytes())
    (path / "pages.css").write_bytes((ASSETS / "stylesheets" / "pages.css").read_bytes())
    (path / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="pages.css">'
        '<script type="module" src="timeline.js"></script><main class="md-typeset">' + render.Renderer().render(timeline.view(dossier)) + "</main>", "utf-8")
    return path


@pytest.fixture
def address(folder: Path, served: Callable[[Path], str]) -> Iterator[str]:
    yield served(folder)


def shown(page: Any) -> list[str]:
    return page.eval_on_selector_all("[data-entry]", "all => all.filter(e => e.offsetParent).map(e => e.id)")


def test_filters_combine_count_and_stand_in_the_address(page: Any, address: str) -> None:
    page.goto(address)
    assert len(shown(page)) == 6 and page.inner_text("[data-count]") == "5 statements."
    page.select_option("[name=person]", "princess-flavia")
    assert shown(page) == ["statement-flavia-for-grunewald", "statement-flavia-doubts"]
    page.select_option("[name=country]", "gr-x")
    assert shown(page) == ["statement-flavia-for-grunewald"] and page.inner_text("[data-count]") == "1 of 5 statements."
    assert page.url.endswith("?country=gr-x&person=princess-flavia")
    assert page.eval_on_selector_all("[data-day]", "all => all.filter(e => e.offsetParent).length") == 1, "days without entries go"
    page.select_option("[name=rung]", "anonymous")
    assert shown(page) == [] and "None of 5 statements" in page.inner_text("[data-count]")
    page.click("button[type=reset]")
    page.wait_for_function("!location.search")
    assert len(shown(page)) == 6


def test_the_address_sets_the_filters_and_back_brings_them_again(page: Any, address: str) -> None:
    page.goto(f"{address}?person=a-guard&rung=nonsense&other=1")
    assert shown(page) == ["statement-guard-tells"] and page.input_value("[name=rung]") == ""
    page.select_option("[name=person]", "duke-michael")
    page.goto("about:blank")
    page.go_back()
    page.wait_for_function("document.querySelector('[data-count]').textContent.startsWith('1 of')")
    assert shown(page) == ["statement-michael-iron-hand"] and "other=1" in page.url and page.input_value("[name=person]") == "duke-michael"


def test_an_event_belongs_to_its_participants_and_answers_no_question(page: Any, address: str) -> None:
    page.goto(f"{address}?country=ru-x")
    assert "event-coronation" in shown(page) and "1 of 5 statements" in page.inner_text("[data-count]")
    page.goto(f"{address}?stance=crown:king")
    assert "event-coronation" not in shown(page)


def test_without_a_script_the_whole_list_is_there_and_no_form(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(address)
        assert page.locator("[data-entry]:visible").count() == 6 and page.locator("form:visible").count() == 0
    finally:
        context.close()
