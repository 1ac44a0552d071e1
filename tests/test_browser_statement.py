"""The page of a statement in a real browser: its parts are told apart, its way is drawn, it can be cited, and the link to the words works."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

RURITANIA = Path(__file__).parent / "dossiers" / "ruritania"
PAGES = {
    "direct": "statements/sapt-kept-the-card/", "partial": "statements/michael-kitchen-tale/", "paraphrase": "statements/palace-servants-razor/",
    "accusation with its reply": "statements/mauban-drugged-wine/", "taken back": "statements/rupert-sapt-wrote-it/", "Arabic": "statements/clockmakers-the-bells/",
    "three hundred words": "statements/sapt-a-king-in-a-cellar/", "withdrawn": "statements/strakencz-told-nothing/", "erased": "statements/josef-wants-to-go-home/",
    "in two sources": "statements/strakencz-at-once/", "person": "people/colonel-sapt/", "source": "sources/messenger-reprint/",
    "organisation": "organisations/royal-council/", "corrections": "corrections/"}


@pytest.fixture(scope="module")
def address(ruritania_site: Path, served: Callable[[Path], str]) -> str:
    return served(ruritania_site)


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    made = []

    def make(**more: Any) -> BrowserContext:
        made.append(browser.new_context(**more))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind not in ("direct", "in two sources")])
def test_each_page_is_accessible_and_fits(kind: str, width: int, scheme: str, context: Callable[..., BrowserContext], address: str,
                                          axe: Callable[[Any], list[str]]) -> None:
    page = context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce").new_page()  # what is fading in has no contrast yet
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.goto(address + PAGES[kind])
    for fold in page.locator("details").all():
        fold.evaluate("one => one.open = true")
    assert axe(page) == [] and faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"


def opened(context: BrowserContext, address: str, path: str) -> Page:
    page = context.new_page()
    page.goto(address + path)
    return page


def rail(page: Page, selector: str) -> tuple[str, str, str]:
    """How the rail beside words looks: style and side of its border, and whether it is drawn by a background."""
    return tuple(page.locator(selector).first.evaluate(  # type: ignore[return-value]
        "one => { const s = getComputedStyle(one); return [s.borderLeftStyle, s.borderRightStyle, s.backgroundImage.slice(0, 15)] }"))


def test_one_glance_tells_whose_words_they_are(context: Callable[..., BrowserContext], address: str) -> None:
    wide = context(viewport={"width": 1280, "height": 900})
    looks = {
        "direct": rail(opened(wide, address, PAGES["direct"]), ".card > .words-quote"), "partial": rail(opened(wide, address, PAGES["partial"]), ".card > .words-ours"),
        "paraphrase": rail(opened(wide, address, PAGES["paraphrase"]), ".card > .words-ours")}
    assert looks["direct"][0] == "solid" and looks["paraphrase"][0] == "double" and looks["partial"][2] == "linear-gradient"
    assert len(set(looks.values())) == 3
    labels = [opened(wide, address, PAGES[kind]).locator(".card .speech").all_text_contents() for kind in looks]
    assert labels == [["From a transcript"], ["Part of a sentence"], ["Paraphrase"]], "and in words, for whoever does not see it"
    arabic = opened(wide, address, PAGES["Arabic"])
    assert rail(arabic, ".card > .words-quote")[:2] == ("none", "solid"), "words that are written from the right have their rail there"


def test_a_reply_stands_with_its_words_on_the_card_of_what_it_answers_and_leads_back(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(), address, PAGES["accusation with its reply"])
    card = page.locator(".card").first
    assert "An accusation against Duke Michael" in card.inner_text() and "No reply" not in card.inner_text()
    assert card.locator(".replies q").inner_text() == "I never touched the wine."
    card.locator(".reply-by a").click()
    assert page.url.endswith("/statements/michael-never-touched/")
    page.locator(".card-note a", has_text="Antoinette de Mauban").click()
    assert page.url.endswith("/" + PAGES["accusation with its reply"])
    assert "(taken back since)" in opened(context(), address, "statements/sapt-rupert-forged-the-card/").locator(".replies").inner_text()


def test_only_the_signs_that_the_words_have_are_explained(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(), address, "statements/countess-crown-the-horse/")
    assert page.locator(".note", has_text="dot between").count() == 1 and page.locator(".note", has_text="[…]").count() == 0
    page.goto(address + PAGES["three hundred words"])
    assert page.locator(".note", has_text="[…]").count() == 1 and page.locator(".note", has_text="dot between").count() == 0
    page.goto(address + PAGES["direct"])
    assert page.locator(".note", has_text="stands for").count() == 0


def test_a_sentence_of_ours_never_ends_twice(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(), address, PAGES["three hundred words"])
    assert page.locator("#reading ~ dl dd").inner_text().endswith("It rests on the words a king in a cellar is still a king.")
    page.goto(address + "statements/michael-nothing-not-mine/")
    for told in page.locator("#reading ~ dl dd").all_inner_texts():
        assert not re.search(r"[.!?…]\.$", told), told


def test_on_the_page_of_its_source_a_card_does_not_name_the_source_again(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(), address, "sources/gazette-three-heads/")
    cards = page.locator(".card")
    assert cards.count() > 10 and not any("Source:" in card.inner_text() for card in cards.all())
    assert page.locator(".card-fact .evidence").first.is_visible(), "where its proof stands is still told"
    page.goto(address + PAGES["direct"])
    assert "Source:" in page.locator(".card").inner_text()


def test_on_paper_a_long_statement_begins_on_the_first_sheet_and_nothing_for_machines_is_printed(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(viewport={"width": 680, "height": 990}), address, PAGES["three hundred words"])
    page.emulate_media(media="print")
    for selector in (".card", ".card > blockquote", "details"):
        assert page.locator(selector).first.evaluate("one => getComputedStyle(one).breakInside") == "auto", selector
    assert page.locator(".reference details").is_hidden() and page.locator(".checks").is_visible()
    assert page.locator(".to-words .button").evaluate("one => getComputedStyle(one).borderTopWidth") == "0px"


def test_the_way_of_the_words_is_a_list_that_is_drawn_as_a_line(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(viewport={"width": 1280, "height": 900}), address, "statements/king-coming-home/")
    stops = page.locator("ol.way > li")
    assert [re.sub(r"\s+", " ", text) for text in stops.locator(".way-what").all_text_contents()] == [
        "Written by", "To", "Passed on by", "Reported by", "Archived here"]
    assert "not recorded" in stops.nth(1).inner_text()
    tops = [box["y"] for box in map(lambda one: one.bounding_box(), stops.all()) if box]
    assert len(set(tops)) == 1, "on a wide screen the stops stand on one line"
    page.set_viewport_size({"width": 390, "height": 900})
    lefts = [box["x"] for box in map(lambda one: one.bounding_box(), stops.all()) if box]
    assert len(set(lefts)) == 1, "on a phone one below the other"


def test_a_citation_is_copied_and_saved(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True), address, PAGES["partial"])
    page.get_by_role("button", name="Copy: Permanent link").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/statements/michael-kitchen-tale/") and copied.startswith("https://")
    assert page.get_by_role("status").inner_text() == "Copied: Permanent link"
    page.get_by_role("button", name="Copy link").click()
    assert page.evaluate("navigator.clipboard.readText()").endswith("#:~:text=a%20tale%20for%20the%20kitchen")
    page.locator(".reference summary").click()
    page.get_by_role("button", name="Copy: BibTeX").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{michael-kitchen-tale,\n")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save: CSL-JSON").click()
    assert saved.value.suggested_filename == "michael-kitchen-tale.json"
    assert Path(saved.value.path()).read_text("utf-8") == page.locator("pre[data-copy=json]").text_content()


def test_everything_can_be_cited_without_a_script(context: Callable[..., BrowserContext], address: str) -> None:
    page = opened(context(java_script_enabled=False), address, PAGES["partial"])
    text = page.locator(".reference").inner_text()
    assert "Permanent link" in text and "Duke Michael (Head of the house, House of Zenda), 9 June 1933" in text and "Copy" not in text
    page.locator(".reference summary").click()
    assert "@misc{michael-kitchen-tale" in page.locator(".reference").inner_text()


def test_the_link_to_the_source_finds_the_words_and_not_others_like_them(context: Callable[..., BrowserContext], address: str) -> None:
    """Follows the text fragment in a page made of the archived transcript, in which "Yes." stands three times."""
    rows = (RURITANIA / "seeds/chamber-inquiry.txt").read_text("utf-8").split("\n\n")
    body = "".join(f'<p id="row{number}" style="margin-bottom:60rem">{row}</p>' for number, row in enumerate(rows)).encode()

    class Transcript(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>The inquiry</title>" + body)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Transcript)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for id, question in (("sapt-was-at-zenda", "summer-house at Zenda"), ("sapt-duke-sent-the-wine", "send the wine"), ("strakencz-last-word", "your last word")):
            link = opened(context(), address, f"statements/{id}/").locator("a[data-copy=link]").get_attribute("href")
            assert link
            wanted = next(number for number, row in enumerate(rows) if question in row) + 1
            page = context(viewport={"width": 800, "height": 600}).new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/#{link.partition('#')[2]}")
            page.wait_for_function("scrollY > 0")
            middle = page.evaluate("document.elementFromPoint(20, innerHeight / 2)?.closest('p')?.id ?? ''") or page.evaluate(
                "[...document.querySelectorAll('p')].filter((p) => { const r = p.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight })[0]?.id")
            assert middle == f"row{wanted}", id
    finally:
        server.shutdown()
