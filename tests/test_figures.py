"""What a reader is promised, in a real browser, on every kind of page: nothing moves, nothing calls elsewhere, little is loaded, the keyboard
and a browser without JavaScript are enough, nothing scrolls sideways, and paper says what the screen says."""

from __future__ import annotations

import gzip
import http.server
import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

MOST_BYTES = 120_000  # of a statement's page on a first visit, compressed
KINDS = {
    "home": "", "countries": "countries/", "country": "countries/de/", "country with nothing on record": "countries/lt/",
    "people": "people/", "person": "people/giorgia-meloni/", "unnamed person": "people/senior-polish-official/",
    "organisations": "organisations/", "organisation": "organisations/international-affairs/", "questions": "questions/",
    "question": "questions/troops/", "question on a nominal scale": "questions/if-attacked/", "timeline": "timeline/", "positions": "positions/",
    "statements": "statements/", "statement": "statements/macron-reassurance-forces/",
    "unverified statement": "statements/meloni-if-a-soldier-dies/", "sources": "sources/", "source": "sources/politico-deadlock-over-security-guarantees/",
    "written page": "method/", "written page with cards": "how-to-read/", "corrections": "corrections/", "page not found": "nowhere/",
}
# Of the fictional dossier: long names, long statements, words that are gone, many statements of one person, no countries at all.
EXTREMES = {
    "home": "", "timeline": "timeline/", "positions": "positions/", "question": "questions/crown/", "question with little": "questions/guard-pay/",
    "person with many statements": "people/colonel-sapt/", "person with nothing on record": "people/justice-hartwig/", "statement of many parts": "statements/clockmakers-the-bells/",
    "erased statement": "statements/josef-wants-to-go-home/", "withdrawn statement": "statements/strakencz-told-nothing/",
    "retracted statement": "statements/rupert-sapt-wrote-it/", "accusation": "statements/sapt-accuses-the-bottle/",
    "source": "sources/chamber-inquiry/", "organisations": "organisations/", "organisation": "organisations/royal-house/",
}
PLACES = [*((0, path) for path in KINDS.values()), *((1, path) for path in EXTREMES.values())]
NAMES = [*KINDS, *(f"ruritania {kind}" for kind in EXTREMES)]
ON_A_PHONE = ("home", "country", "question", "timeline", "positions", "statement", "source")
every_kind = pytest.mark.parametrize("place", PLACES, ids=NAMES)

WATCH = """window.shifts = [];
new PerformanceObserver(list => { for (const e of list.getEntries()) shifts.push([e.value, e.sources.map(s => [s.node?.outerHTML?.slice(0, 120), JSON.stringify([s.previousRect, s.currentRect])])]) })
  .observe({type: "layout-shift", buffered: true})"""
SETTLED = "async () => { await document.fonts.ready; await new Promise(done => setTimeout(done, 200)); return shifts }"


@pytest.fixture(scope="module")
def addresses(first_site: Path, ruritania_site: Path, served: Callable[[Path], str]) -> tuple[str, str]:
    return served(first_site), served(ruritania_site)


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser window of each kind, opened once: `contexts(width, scheme, javascript)`."""
    made: dict[tuple[Any, ...], BrowserContext] = {}

    def context(width: int = 1280, scheme: str = "light", javascript: bool = True, scale: float = 1) -> BrowserContext:
        key = width, scheme, javascript, scale
        if key not in made:
            made[key] = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=javascript,
                                            device_scale_factor=scale)
            made[key].add_init_script(WATCH)
        return made[key]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture(scope="module")
def tabs() -> dict[tuple[Any, ...], Page]:
    """A tab of each kind of window, used again: to open a new one costs more than all that most tests do in it."""
    return {}


@pytest.fixture
def opened(contexts: Callable[..., BrowserContext], tabs: dict[tuple[Any, ...], Page], addresses: tuple[str, str]) -> Iterator[Callable[..., Page]]:
    """Open a page; at the end no window that it opened may have asked another host for anything or have found a fault."""
    used: list[tuple[tuple[Any, ...], Page]] = []
    faults: list[str] = []
    shown = [""]

    def console(message: Any) -> None:
        missing = "Failed to load resource: the server responded with a status of 404" in message.text and shown[0] == "nowhere/"
        if message.type in ("error", "warning") and not missing:
            faults.append(message.text)

    def failed(error: Any) -> None:
        faults.append(str(error))

    def asked(request: Any) -> None:
        if not request.url.startswith((*addresses, "data:")):
            faults.append(f"calls {request.url}")

    listening = {"console": console, "pageerror": failed, "request": asked}

    def open_page(place: tuple[int, str], *window: Any) -> Page:
        page = tabs.pop(window, None) or contexts(*window).new_page()
        used.append((window, page))
        for event, listener in listening.items():
            page.on(event, listener)  # type: ignore[call-overload]
        shown[0] = place[1]
        page.goto(addresses[place[0]] + place[1])
        return page

    yield open_page
    for window, page in used:
        for event, listener in listening.items():
            page.remove_listener(event, listener)
        if window in tabs:
            page.close()
            continue
        page.set_viewport_size({"width": window[0] if window else 1280, "height": 900})
        page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        tabs[window] = page
    assert faults == []


@every_kind
@pytest.mark.parametrize("width", [1280, 390])
def test_every_kind_of_page_is_accessible_and_nothing_on_it_moves(place: tuple[int, str], width: int, opened: Callable[..., Page],
                                                                  axe: Callable[..., list[str]]) -> None:
    page = opened(place, width)
    # Before anything is emulated: the browser takes a late typeface then after all. A busy machine draws a page while its own text still comes; a row
    # that grows by an item is then a shift of less than a hundredth, where 0.1 is held to be good (web.dev/cls).
    shifts = page.evaluate(SETTLED)
    assert sum(value for value, _ in shifts) < 0.01, shifts
    assert axe(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # what fades from light to dark has no contrast yet
    page.wait_for_function("document.documentElement.dataset.scheme === 'dark'")
    assert axe(page, "color-contrast", "link-in-text-block") == [], "only colours differ in the dark"


@every_kind
def test_no_kind_of_page_scrolls_sideways(place: tuple[int, str], opened: Callable[..., Page]) -> None:
    """At 320 pixels, and at 640, which is what 1280 have at 200 %. Nothing is cut off either: what is wider than the window lies in a box
    that scrolls, or is out of sight on purpose."""
    page = opened(place, 320)
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVER, width) == []


OVER = """width => [...document.querySelectorAll("article *")].filter(e => {
        if (e.getBoundingClientRect().right <= width + 1 || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
        for (let box = e; box && box.nodeName !== "ARTICLE"; box = box.parentElement) {
          const style = getComputedStyle(box);
          if (["auto", "scroll"].includes(style.overflowX) || style.clipPath !== "none" || style.position === "absolute") return false;
        }
        return !e.closest("svg");
      }).map(e => e.outerHTML.slice(0, 120))"""


def test_nothing_moves_where_the_typeface_is_late(contexts: Callable[..., BrowserContext], addresses: tuple[str, str]) -> None:
    page = contexts(1280, "light", True, 1.5).new_page()
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.goto(addresses[0] + KINDS["statement"])
    page.wait_for_timeout(600)
    assert page.evaluate(SETTLED) == []
    page.close()


class _InPieces(http.server.SimpleHTTPRequestHandler):
    """Sends the page at `/N/` up to its byte N, and the rest when that was painted."""

    page: Path

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        at, body = self.path.strip("/"), self.page.read_bytes()
        if not at.isdigit():
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body[:int(at)])
        self.wfile.flush()
        time.sleep(0.4)
        self.wfile.write(body[int(at):])


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_that_comes_in_pieces_moves_nothing_that_stands(width: int, contexts: Callable[..., BrowserContext], first_site: Path) -> None:
    page = first_site / "method/index.html"
    handler = type("Handler", (_InPieces,), {"page": page})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(first_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    body = page.read_bytes()
    head = body.index(b"<header"), body.index(b"</header>")
    tab = contexts(width).new_page()
    cuts = [match.start() for match in re.finditer(rb"<", body) if head[0] < match.start() <= head[1]]
    for at in cuts:
        tab.goto(f"http://127.0.0.1:{server.server_address[1]}/{at}/")
        assert tab.evaluate(SETTLED) == [], body[at:at + 60]
    tab.close()
    server.shutdown()
    server.server_close()
    assert len(cuts) > 6


# --- what a visit costs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [(0, KINDS["statement"]), (0, KINDS["unverified statement"]), (1, EXTREMES["statement of many parts"])])
def test_a_first_visit_to_a_statement_costs_little(place: tuple[int, str], browser: Browser, addresses: tuple[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    answers: list[Any] = []
    page.on("response", lambda one: answers.append(one))
    page.goto(addresses[place[0]] + place[1], wait_until="networkidle")
    bodies = {one.url.removeprefix(addresses[place[0]]): one.body() for one in answers}
    context.close()
    loaded = {name: len(body) if name.endswith(".woff2") else len(gzip.compress(body, 6, mtime=0)) for name, body in bodies.items()}
    assert len(loaded) > 4 and sum(loaded.values()) <= MOST_BYTES, loaded


# --- without JavaScript --------------------------------------------------------------------------------------------------


def spoken(page: Page) -> list[str]:
    """What a reader sees of each statement, in the order of the page."""
    return page.locator("article [data-statement]:visible, article .words:visible").all_inner_texts()


@every_kind
def test_without_javascript_the_same_words_stand_in_the_same_order(place: tuple[int, str], opened: Callable[..., Page]) -> None:
    with_script = opened(place)
    with_script.evaluate(SETTLED)
    assert spoken(with_script) == spoken(opened(place, 1280, "light", False))


def test_without_javascript_every_statement_can_be_read(opened: Callable[..., Page], first_site: Path, ruritania_site: Path) -> None:
    for number, site in enumerate((first_site, ruritania_site)):
        ids = sorted(path.parent.name for path in site.glob("statements/*/index.html"))
        assert len(ids) > 19
        page = opened((number, "statements/"), 1280, "light", False)
        root = page.url.removesuffix("statements/")
        listed = set(page.locator("article a[href*='/statements/'], article a[href^='../statements/']").evaluate_all("all => all.map(a => a.pathname.split('/').at(-2))"))
        for id in ids:
            page.goto(f"{root}statements/{id}/")
            assert page.locator("article .words:visible, article .change:visible, article .note:visible").count(), id
        told = {id: (site / "statements" / id / "index.html").read_text(encoding="utf-8") for id in ids}
        gone = {id for id in ids if 'card-gone" aria-label' in told[id] or "change-erased" in told[id]}
        assert set(ids) - gone <= listed, "the list leads to every statement"


# --- keyboard alone ------------------------------------------------------------------------------------------------------

FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (e === document.body) return "";
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 1) return "no outline: " + e.outerHTML.slice(0, 160);
  if (e.closest("svg")) return ""; // a shape of a map need not fill the middle of its box
  const rects = [...e.getClientRects()];
  const seen = rects.length === 0 || rects.some(r => { const at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2); return at && (e.contains(at) || at.contains(e)) });
  return seen ? "" : `hidden behind something at ${box.left}, ${box.top}: ` + e.outerHTML.slice(0, 160);
}"""

BEGIN = "e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex') }"


@pytest.mark.parametrize(("place", "width"), [*((place, 1280) for place in PLACES), *(((0, KINDS[kind]), 390) for kind in ON_A_PHONE)],
                         ids=[*NAMES, *(f"{kind} on a phone" for kind in ON_A_PHONE)])
def test_the_focus_is_always_visible(place: tuple[int, str], width: int, opened: Callable[..., Page]) -> None:
    page = opened(place, width)
    page.evaluate(SETTLED)
    if place != (0, ""):
        page.locator("main").evaluate(BEGIN)  # what stands above it is the same on all pages
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == ""


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Go on by Tab until what the selector names has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == ""
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_the_keyboard_alone_searches_filters_opens_evidence_and_comes_back(opened: Callable[..., Page]) -> None:
    page = opened((0, ""))
    page.evaluate(SETTLED)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("troops")
    status = page.locator(".or-search__status")
    expect(status).to_contain_text("results")
    everything = status.inner_text()
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Country")).to_be_visible()
    tab_to(page, "select[name=country]")
    page.keyboard.type("Germ")
    page.keyboard.press("Tab")
    expect(status).not_to_have_text(everything)
    tab_to(page, ".or-search__result a")
    found = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(found)
    page.evaluate(SETTLED)
    if "/statements/" not in page.url:
        tab_to(page, "a[href*='statements/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/statements/**")
    tab_to(page, "details.fold > summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.fold[open]")).to_have_count(1)
    for _ in range(2):  # over the page of the country, where that was the first result
        if not page.locator("dialog[open]").count():
            page.go_back()  # what Alt and the left arrow do; the browser without a window of its own takes no such keys
            page.evaluate(SETTLED)
    expect(page.get_by_role("searchbox")).to_have_value("troops")
    expect(page.get_by_label("Country")).to_have_value("country:de")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    assert page.evaluate(FOCUS) == ""


# --- paper, forced colours, still pictures -------------------------------------------------------------------------------


def test_paper_says_what_is_said_and_where_links_lead(opened: Callable[..., Page]) -> None:
    page = opened((0, KINDS["statement"]))
    page.emulate_media(media="print")
    for gone in (".or-sections", ".or-search-link", ".or-scheme", ".or-toc", ".or-edit", ".or-colophon nav"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert page.locator(".or-masthead__title").is_visible() and page.locator(".or-trust").is_visible()
    told = page.evaluate("""() => [...document.querySelectorAll(".or-page a[href^=http]")].map(a => [a.href, getComputedStyle(a, "::after").content])""")
    outward = [(href, shown) for href, shown in told if shown != "none"]
    assert outward and all(href.split("#")[0] in shown for href, shown in outward)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical in page.evaluate("getComputedStyle(document.querySelector('link[rel=canonical]'), '::after').content")
    assert page.locator("details.fold .checks").is_visible(), "what is folded on a screen stands open on paper"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 32, 38)", "dark on white, whatever the screen shows"
    page = opened((0, KINDS["source"]))
    page.emulate_media(media="print")
    cut = page.evaluate("[...document.querySelectorAll('.card')].filter(card => getComputedStyle(card).breakInside !== 'avoid').length")
    assert page.locator(".card").count() > 1 and cut == 0, "no card of a list is cut in two"


def test_forced_colours_keep_icons_and_stances(opened: Callable[..., Page]) -> None:
    page = opened((0, KINDS["positions"]))
    page.emulate_media(forced_colors="active")
    assert page.evaluate("getComputedStyle(document.querySelector('.or-scheme'), '::before').backgroundColor") not in ("rgba(0, 0, 0, 0)", "transparent")
    chip = page.locator(".chip:visible").first
    assert chip.inner_text().strip() and chip.evaluate("e => getComputedStyle(e).borderTopStyle") != "none"


def test_nothing_is_animated_for_those_who_want_none(opened: Callable[..., Page]) -> None:
    page = opened((0, KINDS["statement"]))
    page.emulate_media(reduced_motion="reduce")
    long = page.evaluate("[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0.01).length")
    assert long == 0


# --- trust ---------------------------------------------------------------------------------------------------------------


@every_kind
def test_every_page_says_as_of_when_and_whose_words_are_whose(place: tuple[int, str], opened: Callable[..., Page]) -> None:
    page = opened(place)
    line = page.locator(".or-trust")
    if place[1] == "nowhere/" or place[1] == EXTREMES["erased statement"]:
        assert line.count() == 0
    else:
        day = ("2026-11-22", "1933-0")[place[0]]
        assert (line.locator("time").first.get_attribute("datetime") or "").startswith(day), "a day of the dossier, and never today"
        for link in line.get_by_role("link").all():
            target = link.evaluate("a => a.href")
            assert page.request.get(target).ok, target
    assert "Words in quotation marks are the speakers" in page.locator(".or-colophon").inner_text()
