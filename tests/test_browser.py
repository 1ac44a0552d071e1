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


def test_a_citation_shows_its_words_on_focus_and_escape_closes_them(opened: Callable[..., Page]) -> None:
    page = opened("how-to-read/")
    page.wait_for_load_state("networkidle")  # the script is loaded after all else
    first, second = page.locator(".cite-link").nth(0), page.locator(".cite-link").nth(1)
    card = page.locator(".cite-card").first
    first.focus()
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible() and first.evaluate("e => e === document.activeElement"), "closed, and nobody is sent elsewhere"
    second.focus()
    first.focus()
    assert card.is_visible(), "it comes again with the focus"
    page.evaluate("document.activeElement.blur()")
    first.hover()
    assert card.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.mouse.move(0, 0)
    first.hover()
    assert card.is_visible()


COPIED = """async () => { const [item] = await navigator.clipboard.read();
    return Promise.all(["text/plain", "text/html"].map(async kind => (await item.getType(kind)).text())) }"""


def test_what_is_copied_keeps_its_quotation_marks_and_the_page_stays_as_it_was(opened: Callable[..., Page]) -> None:
    page = opened("how-to-read/")
    page.wait_for_load_state("networkidle")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    before = page.evaluate("document.body.innerHTML")
    quotes = page.locator(".or-page q:visible").all_inner_texts()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    text, html = page.evaluate(COPIED)
    assert len(quotes) > 3 and all(f"“{words}”" in text for words in quotes)
    assert "“a combat mandate”" in html and '<q' in html and html.count("quotes: none") >= len(quotes), "not written twice where q has marks of its own"
    # From the middle of our words to the middle of theirs, and from there on: what is taken is within its marks.
    page.evaluate("""() => { const q = [...document.querySelectorAll("q")].find(q => q.innerText === "a combat mandate");
        getSelection().setBaseAndExtent(q.closest(".words"), 0, q.firstChild, 8) }""")
    page.keyboard.press("Control+c")
    assert page.evaluate(COPIED)[0].endswith("must at least have “a combat”")
    page.evaluate("""() => { const q = [...document.querySelectorAll("q")].find(q => q.innerText === "a combat mandate");
        getSelection().setBaseAndExtent(q.firstChild, 0, q.nextSibling, 9) }""")
    page.keyboard.press("Control+c")
    assert page.evaluate(COPIED)[0] == "“a combat mandate”, so that"
    # A stretch of one quotation is nobody's but the speaker's.
    page.evaluate("""() => { const q = [...document.querySelectorAll("q")].find(q => q.innerText === "a combat mandate");
        getSelection().setBaseAndExtent(q.firstChild, 2, q.firstChild, 8) }""")
    page.keyboard.press("Control+c")
    assert page.evaluate(COPIED)[0] == "combat"
    assert page.evaluate("document.body.innerHTML") == before
    assert page.evaluate("[...document.querySelectorAll('q')].every(q => [...q.childNodes].every(n => n.data !== ''))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_what_is_drawn(scheme: str, opened: Callable[..., Page]) -> None:
    """Shapes of stances, whose words they are, other voices: each is drawn in a colour of the system's."""
    page = opened("questions/troops/", scheme=scheme)
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    ink, paper = page.evaluate("""() => { const e = document.body.appendChild(document.createElement("i")); e.style.cssText = "color: CanvasText; background-color: Canvas";
        const s = getComputedStyle(e); return [s.color, s.backgroundColor] }""")
    assert ink != paper
    drawn = page.evaluate("""() => [...document.querySelectorAll(".chip-shape")].filter(e => e.getClientRects().length).map(e => {
        const [ground, shape] = [e.parentElement, e].map(e => getComputedStyle(e).backgroundColor);
        return [e.closest(".atlas-keys, .chip, .spectrum, .spectrum-keys, .answer > h3")?.className.split(" ")[0] ?? "", ground.startsWith("rgba") ? "none" : ground, shape] })""")
    assert {place for place, _, _ in drawn} >= {"chip", "spectrum", "spectrum-keys", ""}
    assert {(ground == ink, shape) for _, ground, shape in drawn} == {(False, ink), (True, paper)}, "a shape is of the other colour than what it stands on"
    signs = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(".speech")].map(e => {
        const s = getComputedStyle(e, "::before"); return [e.textContent, [s.backgroundColor, s.backgroundImage !== "none", s.forcedColorAdjust]] }))""")
    assert signs["Direct quotation"][0] == ink and signs["Part of a sentence"][0] != ink and signs["Part of a sentence"][1:] == [True, "none"]
    rails = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(".card > .words")].map(e => {
        const s = getComputedStyle(e); return [e.matches(".words-quote") ? "whole" : e.querySelector(".quote") ? "part" : "none", [s.borderLeftStyle, s.borderLeftWidth, s.borderLeftColor]] }))""")
    assert rails == {"whole": ["solid", "4px", ink], "part": ["dashed", "4px", ink], "none": ["double", "4px", ink]}


def test_a_sample_of_code_wraps_on_a_phone(opened: Callable[..., Page]) -> None:
    page = opened("contribute/", 390)
    sizes = page.locator("pre, pre > code").evaluate_all("all => all.map(e => e.scrollWidth - e.clientWidth)")
    assert sizes and max(sizes) <= 0, "what scrolls sideways has to be reached by key"
