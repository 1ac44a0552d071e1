"""The timeline of whole sites in a browser: accessible with its words open and its filters used, on a phone, on paper; and the filters over
a timeline of many pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sample_dossier import DIRECT, OURS, day, replace, sample

from generator import render
from generator.exports import filters
from generator.views import months, overview, timeline

ASSETS = Path(__file__).resolve().parent.parent / "overrides" / "assets"


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address: `opened(address, width=…, scheme=…)`. Faults of the console are kept on the page."""
    contexts = []

    def open_page(address: str, width: int = 1280, scheme: str = "light", **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more)
        contexts.append(context)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("console", lambda m: page.faults.append(m.text) if m.type in ("error", "warning") else None)  # type: ignore[attr-defined]
        page.on("pageerror", lambda e: page.faults.append(str(e)))  # type: ignore[attr-defined]
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_drawing_is_accessible_with_its_words_open_and_filters_used(width: int, scheme: str, ruritania_site: Path, served: Callable[[Path], str],
                                                                       opened: Callable[..., Page], axe: Callable[[Any], list[str]]) -> None:
    page = opened(served(ruritania_site) + "timeline/?question=crown", width, scheme)
    page.click(".lanes-key summary")
    page.locator("[data-mark][tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.locator(".lanes-words .card, .lanes-words .event-name").count() == 1
    assert axe(page) == [] and page.faults == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 390])
def test_on_a_narrow_page_the_drawing_scrolls_in_its_own_box_and_ends_with_the_newest(width: int, script: bool, first_site: Path, served: Callable[[Path], str],
                                                                                   opened: Callable[..., Page]) -> None:
    page = opened(served(first_site) + "timeline/", width, java_script_enabled=script)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    seen = page.locator("[data-lanes-by] [data-mark] .mark").evaluate_all(
        "all => all.filter(e => { const b = e.getBoundingClientRect(); return b.width && b.left >= 0 && b.right <= innerWidth }).length")
    assert seen > 5
    assert page.locator(".lanes-box").evaluate("box => { box.scrollBy(-2000, 0); return box.querySelector('.lanes-in').getBoundingClientRect().left >= 0 }"), "and all of it is there"


def test_with_a_filter_nothing_of_the_page_speaks_of_what_is_gone(ruritania_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(ruritania_site) + "timeline/")
    page.locator("select[name=question]").wait_for()
    links, counts, mores = page.locator(".or-toc a:visible"), page.locator(".lane-count:visible"), page.locator(".lane-more:visible")
    before = links.all_inner_texts(), counts.all_text_contents(), mores.all_text_contents()
    assert len(before[0]) > 20 and "51 statements" in before[1] and "+5" in before[2]
    page.select_option("select[name=question]", "crown")
    hidden = links.evaluate_all("all => all.filter(a => !document.getElementById(a.hash.slice(1)).getClientRects().length).map(a => a.textContent)")
    assert hidden == [] and 0 < links.count() < len(before[0]), "no link to a day that is hidden"
    assert counts.count() == 0
    left = set(page.locator("[data-entry]:visible").evaluate_all("all => all.map(e => '#' + e.id)"))
    drawn = set(page.locator("[data-lanes-by=organisations] [data-mark]").evaluate_all("all => all.map(e => e.getAttribute('href'))"))
    assert left - drawn, "the drawing has no room for one of them"
    assert mores.all_text_contents() == ["+"] and page.locator("[data-mark]:visible", has=mores).get_attribute("aria-label") == "More in the list"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("!location.search")
    assert (links.all_inner_texts(), counts.all_text_contents(), mores.all_text_contents()) == before


def test_nothing_jumps_when_the_script_takes_over(first_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(first_site) + "timeline/")
    shift = page.evaluate("""() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value)).observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 500) })""")
    assert shift == 0


def test_in_forced_colours_and_on_paper_the_marks_are_there(first_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(first_site) + "timeline/", forced_colors="active")
    assert page.locator(".mark").first.evaluate("e => getComputedStyle(e).fill === getComputedStyle(document.body).color")
    page.emulate_media(media="print", forced_colors="none")
    assert page.locator("form:visible").count() == 0 and page.locator(".lanes-by:visible").count() == 0
    assert page.locator("[data-lanes-by=countries] .mark").first.is_visible()


# --- many pages -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """150 statements over five months, the Princess's one in ten, as bare pages."""
    one = sample()
    first = day("1894-01-01").earliest
    assert first
    said = [replace(OURS if number % 10 == 0 else DIRECT, id=f"said-{number:03}", said=day(type(first).fromordinal(first.toordinal() + number).isoformat()))
            for number in range(150)]
    dossier = replace(one, statements=MappingProxyType({s.id: s for s in said}), timeline=tuple(s.id for s in said), events=MappingProxyType({}))
    path = tmp_path_factory.mktemp("long")
    for kind in ("javascripts", "stylesheets"):
        (path / "assets" / kind).mkdir(parents=True)
        for file in (ASSETS / kind).glob("*.*s"):
            (path / "assets" / kind / file.name).write_bytes(file.read_bytes())
    sheets = months.sheets(dossier)
    for name, data in filters.files(dossier, [(sheet, filters.of_sheet(dossier, sheet)) for sheet in sheets]):
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_bytes(data)
    renderer = render.Renderer()
    made = [timeline.entry_view(dossier, months.years(sheets), months.newest(sheets), overview.activity(dossier, sheets)),
            *(timeline.month_view(dossier, sheet) for sheet in sheets)]
    for view in made:
        up = view.head.links.up
        (path / view.head.path).mkdir(parents=True, exist_ok=True)
        (path / view.head.path / "index.html").write_text(
            f'<!doctype html><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="{up}assets/stylesheets/pages.css">'
            f'<script type="module" src="{up}assets/javascripts/timeline.js"></script><main class="md-typeset">{renderer.render(view)}</main>', "utf-8")
    return path


def test_nothing_is_loaded_until_somebody_filters_the_whole_timeline(long_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(long_site) + "timeline/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator("select").count() == 0
    page.get_by_role("button", name="Filter the whole timeline").click()
    page.wait_for_selector("select[name=person]")
    assert sorted(url.rsplit("/", 1)[1] for url in asked if url.endswith(".json")) == ["1894.json", "filters.json"]
    assert page.evaluate("document.activeElement.localName") == "select"
    assert page.locator("[name=person] option").all_inner_texts() == ["any", "Princess Flavia (15)", "Rudolf Rassendyll (135)"]


def test_the_whole_timeline_says_in_which_months_there_are_such(long_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(long_site) + "timeline/")
    page.get_by_role("button", name="Filter the whole timeline").click()
    page.select_option("[name=person]", "princess-flavia")
    assert "15 of 150 statements" in page.locator("[data-timeline-filters] [role=status]").inner_text()
    found = page.locator(".filter-months > li").all_inner_texts()
    assert found == ["January 1894 (4)", "February 1894 (2)", "March 1894 (3)", "April 1894 (3)", "May 1894 (3)"]
    page.locator(".filter-months a").first.click()
    page.wait_for_selector("[name=person]:visible")
    assert page.url.endswith("timeline/1894-01/?person=princess-flavia") and page.locator("li[data-entry]:visible").count() == 4
    page.wait_for_selector("text=In the whole timeline: 15 of 150 statements, on 5 pages")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.filter-months > li').length === 5")
    assert page.input_value("[name=person]") == "princess-flavia", "the address opens the filters again"


def test_a_month_says_that_it_filters_itself_and_what_the_others_have(long_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(long_site) + "timeline/1894-02/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_selector("[name=person]:visible")
    assert page.inner_text("[data-count]") == "28 statements on this page." and not [url for url in asked if url.endswith(".json")]
    page.select_option("[name=person]", "rudolf-rassendyll")
    page.wait_for_selector("text=In the whole timeline: 135 of 150 statements, on 5 pages")
    page.click(".filter-whole summary")
    page.click(".filter-months a:has-text('May 1894')")
    page.wait_for_selector("[name=person]:visible")
    assert page.url.endswith("timeline/1894-05/?person=rudolf-rassendyll")


def test_a_line_that_fails_is_told_and_can_be_tried_again(long_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(long_site) + "timeline/")
    page.route("**/1894.json", lambda route: route.abort())
    page.get_by_role("button", name="Filter the whole timeline").click()
    page.wait_for_selector("text=could not be loaded")
    page.unroute("**/1894.json")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("[name=person]")


def test_the_bars_of_a_long_timeline_are_one_stop_and_lead_to_their_months(long_site: Path, served: Callable[[Path], str], opened: Callable[..., Page]) -> None:
    page = opened(served(long_site) + "timeline/")
    page.locator("[data-mark][tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "February 1894: 28 statements"
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/1894-02/")
