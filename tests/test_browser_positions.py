"""Positions in a real browser: the matrix sorts, filters and opens, by mouse, finger and key, with and without a script; the map tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

ROW = "[data-matrix] tbody tr:visible > th"
PAGES = {"home": "", "positions": "positions/", "question": "questions/troops/", "country": "countries/de/", "silent country": "countries/by/"}


@pytest.fixture(scope="module")
def address(first_site: Path, served: Callable[[Path], str]) -> str:
    return served(first_site)


@pytest.fixture(scope="module")
def fiction(ruritania_site: Path, served: Callable[[Path], str]) -> str:
    return served(ruritania_site)


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_page(path: str, width: int = 1280, height: int = 900, base: str = "", **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("console", lambda m: page.faults.append(m.text) if m.type in ("error", "warning") else None)  # type: ignore[attr-defined]
        page.on("pageerror", lambda e: page.faults.append(str(e)))  # type: ignore[attr-defined]
        page.goto((base or address) + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def names(page: Page) -> list[str]:
    return page.locator(ROW).all_inner_texts()


def ready(page: Page) -> Page:
    """The page once its script has run: it is loaded after all else."""
    page.locator("[data-positions-tools]:visible").wait_for()
    return page


def told(page: Page) -> str:
    return page.get_by_role("status").inner_text()


# --- the matrix ---------------------------------------------------------------------------------------------------------


def test_thirteen_countries_are_seen_at_one_glance(opened: Callable[..., Page]) -> None:
    page = opened("positions/", 1280, 900)
    bottom = page.locator("[data-matrix]").evaluate("table => table.getBoundingClientRect().height")
    assert len(names(page)) == 13 and bottom < 700, "one screen holds all rows"
    assert page.locator(".matrix-box").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_a_column_sorts_along_its_scale_and_back_and_the_address_keeps_it(opened: Callable[..., Page]) -> None:
    page = ready(opened("positions/"))
    before = names(page)
    page.get_by_role("combobox", name="Sort by").select_option(label="Troops")
    after = names(page)
    assert after[:6] == ["France", "United Kingdom", "Poland", "Germany", "Italy", "United States"] and sorted(after) == sorted(before)
    assert page.locator("th[aria-sort]").all_inner_texts() == ["Troops"] and told(page) == "13 countries, by Troops."
    page.get_by_role("button", name="Reverse").click()
    assert names(page)[:2] == ["Russia", "United States"] and names(page)[-1] in ("Ukraine", "Turkey"), "nothing on record stays last"
    assert "sort=troops" in page.url and "order=down" in page.url
    again = names(page)
    page.reload()
    ready(page)
    assert names(page) == again
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("!location.search")
    assert names(page) == before


def test_the_head_of_a_column_sorts_too_and_again_turns_the_order(opened: Callable[..., Page]) -> None:
    page = ready(opened("positions/"))
    head = page.get_by_role("button", name="Sort by Troops")
    head.focus()
    page.keyboard.press("Enter")
    assert names(page)[0] == "France" and page.get_by_role("combobox", name="Sort by").input_value() == "troops"
    page.keyboard.press("Enter")
    assert names(page)[0] == "Russia" and page.locator('th[aria-sort="descending"]').count() == 1
    page.get_by_role("button", name="Sort by country").click()
    assert names(page)[0] == "Cyprus"


def test_a_group_filters_and_is_counted(opened: Callable[..., Page]) -> None:
    page = ready(opened("positions/"))
    page.get_by_role("combobox", name="Show").select_option(label="NATO (9)")
    assert len(names(page)) == 9 and "Russia" not in names(page) and "Ukraine" not in names(page)
    assert told(page) == "9 of 13 countries."
    assert "group=nato" in page.url
    assert len(names(ready(opened("positions/?group=nato")))) == 9
    assert len(names(ready(opened("positions/?group=%22%3E%3Cscript%3E&sort=nothing")))) == 13, "an address that means nothing changes nothing"


def test_a_cell_opens_by_key_to_its_evidence_and_the_address_leads_back(opened: Callable[..., Page]) -> None:
    page = ready(opened("positions/"))
    cell = page.locator("details", has=page.locator('[id="gb.conditions"]'))
    cell.locator("summary").focus()
    assert cell.locator("summary").evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    panel = page.locator('[id="gb.conditions"]')
    assert panel.is_visible() and "if the hostilities ended" in panel.inner_text() and "weakest evidence: official text" in panel.inner_text()
    assert page.url.endswith("#gb.conditions")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/**")
    page.go_back()
    assert page.locator('[id="gb.conditions"]').is_visible(), "back at the open cell"
    other = ready(opened("positions/?sort=troops#it.troops")).locator('[id="it.troops"]')
    assert other.is_visible() and other.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")


def test_without_a_script_everything_opens_and_no_control_is_shown_that_cannot_work(opened: Callable[..., Page]) -> None:
    page = opened("positions/", java_script_enabled=False)
    assert len(names(page)) == 13 and page.locator("form:visible").count() == 0
    page.locator("details summary").first.click()
    assert page.locator("details .peek-in").first.is_visible()
    linked = opened("positions/#fr.troops", java_script_enabled=False)
    assert linked.locator('[id="fr.troops"]').is_visible(), "a link to a cell opens it"


def test_a_phone_shows_each_country_with_its_questions_below_it(opened: Callable[..., Page]) -> None:
    page = opened("positions/", 390)
    row = page.locator("[data-matrix] tr", has_text="Italy")
    left = [box["x"] for box in (one.bounding_box() for one in row.locator("td:not(.cell-none)").all()) if box]
    assert len(set(left)) == 1, "one below the other"
    assert page.locator("[data-matrix]").evaluate("e => e.getBoundingClientRect().height") < 2200
    tap = row.locator("summary").first.bounding_box()
    assert tap and tap["height"] >= 24


@pytest.mark.parametrize("width", [1280, 390])
def test_links_to_evidence_are_large_enough_for_a_finger(width: int, fiction: str, opened: Callable[..., Page]) -> None:
    page = ready(opened("positions/", width, base=fiction))
    page.evaluate("for (const one of document.querySelectorAll('.peek')) one.open = true")
    heights = page.locator(".peek-in :is(li a, .more)").evaluate_all("all => all.map(a => a.getBoundingClientRect().height)")
    assert len(heights) > 10 and min(heights) >= 24


def test_paper_has_all_evidence_in_little_space_and_asks_nobody_to_open_anything(opened: Callable[..., Page], fiction: str) -> None:
    for base, most in (("", 3), (fiction, 2)):
        page = opened("positions/", base=base)
        page.emulate_media(media="print")
        assert page.locator(".matrix-hint:visible").count() == 0 and page.locator(".matrix-note").is_visible()
        assert page.locator(".peek-in:visible").count() == page.locator(".peek").count() > 5
        assert page.locator(".matrix .cell-question:visible").count() > 10, "each cell says its question"
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) <= most


# --- the map and the spectrum -------------------------------------------------------------------------------------------


def with_map(page: Page) -> Page:
    """The page once the script of its map listens, which shows in nothing else: it is loaded after all else, and until then a tap follows the link."""
    page.wait_for_function("""() => {
        document.querySelector('.atlas a[href$="/countries/fr/"]').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
        return document.querySelector('[data-told]').textContent !== '' }""")
    return page


def test_the_map_tells_what_is_under_the_pointer_and_what_has_the_focus(opened: Callable[..., Page]) -> None:
    page = with_map(opened("questions/troops/"))
    page.locator('.atlas-near a[href$="/countries/pl/"]').hover()
    assert page.locator("[data-told]").inner_text().startswith("Poland: Helps without troops")
    page.locator('.atlas a[href$="/countries/us/"]').focus()
    assert page.locator("[data-told]").inner_text().startswith("United States: Rules out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/us/")


def test_a_first_tap_tells_and_a_second_follows(opened: Callable[..., Page]) -> None:
    page = with_map(opened("questions/troops/", 390, has_touch=True))
    link = page.locator('.atlas-near a[href$="/countries/ua/"]')
    link.tap()
    assert page.url.endswith("questions/troops/") and page.locator("[data-told]").inner_text() == "Ukraine: nothing on record"
    map_, told_, keys = (page.locator(one).bounding_box() for one in (".atlas-near", "[data-told]", ".atlas-keys"))
    assert map_ and told_ and keys and map_["y"] + map_["height"] <= told_["y"] < told_["y"] + told_["height"] <= keys["y"], "under the finger, before the key"
    assert told_["y"] + told_["height"] < page.evaluate("innerHeight") + 1, "on the screen, wherever the map ends"
    link.tap()
    page.wait_for_url("**/countries/ua/")


def test_no_country_of_the_map_hides_another(opened: Callable[..., Page]) -> None:
    page = opened("questions/troops/")
    hidden = page.locator(".atlas a.atlas-place").evaluate_all("""all => all.filter(link => {
        const sign = link.querySelector('.atlas-sign, .atlas-target') ?? link.querySelector('.atlas-shape');
        const box = sign.getBoundingClientRect(), at = [box.x + box.width / 2, box.y + box.height / 2];
        sign.scrollIntoView({ block: 'center' });
        const now = sign.getBoundingClientRect();
        const top = document.elementFromPoint(now.x + now.width / 2, now.y + now.height / 2);
        return sign.matches('.atlas-sign, .atlas-target') && top?.closest('a') !== link }).map(link => link.getAttribute('href'))""")
    assert hidden == []


@pytest.mark.parametrize("width", [390, 1280])
def test_each_sign_stands_within_its_country_on_any_screen(opened: Callable[..., Page], width: int) -> None:
    page = opened("questions/troops/", width)
    away = page.locator(".atlas-sign").evaluate_all("""all => all.filter(sign => {
        const land = sign.closest('a').querySelector('.atlas-shape').getBoundingClientRect(), at = sign.getBoundingClientRect();
        const x = at.x + at.width / 2, y = at.y + at.height / 2;
        return at.width < 5 || x < land.left || x > land.right || y < land.top || y > land.bottom }).map(sign => sign.closest('a').getAttribute('href'))""")
    assert page.locator(".atlas-sign").count() >= 7 and away == []


def test_a_spectrum_reads_aloud_where_each_stands(opened: Callable[..., Page], fiction: str) -> None:
    page = opened("questions/troops/")
    row = page.get_by_role("row", name="Germany")
    cells = [text.strip() for text in row.get_by_role("cell").all_inner_texts()]
    assert cells[2].startswith("Undecided, stated") and cells[3].startswith("Reluctant, another voice from there")
    divided = opened("questions/coronation/", base=fiction).get_by_role("row", name="Royal Council")
    assert divided.get_by_text("Divided").is_visible()
    assert divided.locator("td.is-between").count() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["questions/crown/", "questions/coronation/", "organisations/ducal-house/", "positions/"])
def test_the_fictional_pages_are_accessible(path: str, scheme: str, opened: Callable[..., Page], fiction: str, axe: Callable[[Any], list[str]]) -> None:
    page = opened(path, base=fiction, color_scheme=scheme)
    for details in page.locator("details.peek").all()[:4]:
        details.evaluate("e => { e.open = true }")
    assert axe(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("kind", PAGES)
def test_pages_with_their_evidence_open_are_accessible(kind: str, width: int, scheme: str, opened: Callable[..., Page], axe: Callable[[Any], list[str]]) -> None:
    page = opened(PAGES[kind], width, color_scheme=scheme)
    page.locator("details.peek").evaluate_all("all => all.forEach(e => { e.open = true })")
    assert axe(page) == []
