"""What the site does in a real browser. What holds for every kind of page is in `test_figures`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def address(first_site: Path, served: Callable[[Path], str]) -> str:
    return served(first_site)


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page: `opened(path, width=…, scheme=…, javascript=…)`. Faults of the console and calls elsewhere are kept on it."""
    contexts = []

    def open_page(path: str, width: int = 1280, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=javascript)
        contexts.append(context)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("console", lambda m: page.faults.append(m.text) if m.type in ("error", "warning") else None)  # type: ignore[attr-defined]
        page.on("pageerror", lambda e: page.faults.append(str(e)))  # type: ignore[attr-defined]
        page.on("request", lambda r: page.faults.append(f"calls {r.url}") if not r.url.startswith((address, "data:")) else None)  # type: ignore[attr-defined]
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_without_javascript_the_whole_timeline_is_there_in_the_same_order(opened: Callable[..., Page]) -> None:
    with_script, without = opened("timeline/"), opened("timeline/", javascript=False)
    words = [p.locator("[data-statement]").all_inner_texts() for p in (with_script, without)]
    assert len(words[0]) > 20
    assert words[0] == words[1]
    assert without.locator("form:visible").count() == 0, "a filter that cannot work is not shown"


def shown(page: Page) -> set[str]:
    return set(page.locator("[data-statement]:visible").evaluate_all("all => all.map(e => e.dataset.statement)"))


def test_filters_combine_count_and_stay_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened("timeline/")
    page.get_by_role("combobox", name="Country").wait_for()  # the script is loaded after all else
    everything = shown(page)
    page.get_by_role("combobox", name="Country").select_option(value="de")
    german = shown(page)
    assert german and german < everything
    page.get_by_role("combobox", name="Country").select_option(value="")
    page.get_by_role("combobox", name="Question").select_option(value="conditions")
    page.get_by_role("combobox", name="How it is known").select_option(value="anonymous")
    anonymous = shown(page)
    assert anonymous and anonymous < everything
    assert str(len(anonymous)) in page.get_by_role("status").inner_text()
    again = page.url
    assert "?" in again
    page.reload()
    page.get_by_role("combobox", name="Country").wait_for()
    assert shown(page) == anonymous


def test_the_keyboard_reaches_the_content_first_and_always_shows_where_it_is(opened: Callable[..., Page]) -> None:
    page = opened("countries/de/")
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.innerText").lower()
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("""() => { const e = document.activeElement; const s = getComputedStyle(e);
            return e === document.body || s.outlineStyle !== 'none' || s.boxShadow !== 'none' || s.textDecorationLine !== 'none' }""")
        assert outline, page.evaluate("document.activeElement.outerHTML")


def test_a_citation_shows_its_words_on_focus(opened: Callable[..., Page]) -> None:
    page = opened("")
    cite = page.locator("article a[href*='statements/']").first
    cite.focus()
    assert page.locator("[data-statement]:visible").count() > 0
