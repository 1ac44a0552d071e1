"""The search: what is indexed and what never is, the same index whatever was kept, and a reader finding words in a browser."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sample_dossier import replace, sample

from generator import dossier, judging
from generator.resolved import Dossier
from generator.search import Filter, SearchRecord, index
from generator.search.records import SAYINGS, filters
from generator.search.records import records as found_in
from generator.search.words import Terms, place
from generator.views import months
from generator.views.content import with_pages

HERE = Path(__file__).parent
ASSETS = HERE.parent / "overrides" / "assets"
RURITANIA = HERE / "dossiers" / "ruritania"


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "terms"), [
    ("The KING's crown, twice-worn", ["crown", "kings", "the", "twice", "worn"]),
    ("don’t ‘wait’", ["dont", "wait"]),
    ("п’ять гарантій", ["гарантіи", "пять"]),
    ("Łódź Straße Zæus", ["lodz", "strasse", "zaeus"]),
    ("Ἀθῆνας", ["αθηνασ"]),
    ("co\u00adronation now\u200b", ["coronation", "now"]),
    ("王冠を", ["冠を", "王冠"]),
    ("5,000 men_of", ["000", "5", "men", "of"]),
    ("— … !", []),
])
def test_a_word_is_found_without_regard_to_case_accents_and_apostrophes(text: str, terms: list[str]) -> None:
    assert list(Terms().of([text])) == terms


# --- records -------------------------------------------------------------------------------------------------------


@cache
def checked() -> judging.Checked:
    return judging.read_and_judge(RURITANIA)


@cache
def resolved() -> Dossier:
    return dossier.resolve(checked().case.proofs, checked().case.country_names)


@cache
def records() -> dict[str, SearchRecord]:
    found = found_in(resolved(), with_pages(checked().files.content), months.places(months.sheets(resolved())))
    return {record.key: record for record in found}


def files_over(records: Iterable[SearchRecord], offered: Sequence[Filter] = ()) -> Mapping[str, bytes]:
    terms = Terms()
    return index.files_of({record.key: index.prepare(record, index.fingerprint(record), terms) for record in records}, offered)


@cache
def built() -> Mapping[str, bytes]:
    used = frozenset(value for record in records().values() for value in record.filters)
    return files_over(records().values(), filters(resolved(), used))


def of_sample() -> dict[str, SearchRecord]:
    return {record.key: record for record in found_in(sample(), {}, {})}


def test_every_quoted_piece_stands_in_the_archived_text() -> None:
    pieces = 0
    for record in records().values():
        if record.kind != "Statement":
            continue
        text = checked().files.seeds[resolved().statements[record.key.partition("/")[2]].source].decode("utf-8-sig")
        for _, line in record.lines:
            for kind, words in line:
                if kind in ("quote", "paragraphs"):
                    assert words in text
                    pieces += 1
    assert pieces > 40


def test_a_part_of_a_sentence_stands_inside_it_and_only_marked_words_are_quotes() -> None:
    lines = of_sample()["statements/michael-iron-hand"].lines
    assert [(kind, [piece for piece, _ in pieces]) for kind, pieces in lines] == [("partial", ["reporter", "quote", "reporter", "quote"])]
    told = of_sample()["statements/guard-tells"]
    assert told.lines == (("reported", (("reported", "the gates would stay shut"),)),) and told.known[0] == "Anonymous"


def test_what_was_withdrawn_or_erased_cannot_be_found() -> None:
    assert not {"statements/rassendyll-old", "statements/gone"} & of_sample().keys()
    everything = b"".join(built().values()).decode()
    hidden = [said for said in resolved().statements.values() if said.withdrawn or said.erased]
    assert len(hidden) > 1 and not [said.id for said in hidden if f"statements/{said.id}/" in everything]
    assert not [part.exact for said in hidden for part in said.parts if part.exact in everything]
    assert "Lauengram" in everything and "I have a wife in Lauengram" not in everything


def test_a_record_tells_what_answers_and_corrects_it() -> None:
    assert of_sample()["statements/rassendyll-crown"].notes == ("Answered by Duke Michael, on or before 12 September 1894",)
    notes = {note for record in records().values() for note in record.notes}
    assert {"Taken back", "Disputed", "Corrected"} <= notes


def test_filters_offer_what_occurs() -> None:
    used = frozenset(value for record in of_sample().values() for value in record.filters)
    assert {"country:ru-x", "person:duke-michael", "question:crown", "stance:crown:duke", "rung:anonymous", "year:1894"} <= used
    offered = {one.name: [choice.label for choice in one.choices] for one in filters(sample(), used)}
    assert offered["person"] == ["A guard of the castle", "Duke Michael", "Princess Flavia", "Rudolf Rassendyll"]
    assert offered["stance"] == ["The King", "A regent", "The Duke"] and "year" not in offered and "country" not in offered


# --- the index -----------------------------------------------------------------------------------------------------


def saying(id: str, words: str, day: int = 1, **more: Any) -> SearchRecord:
    return SearchRecord(f"statements/{id}", (SAYINGS, day), "Statement", f"statements/{id}/", more.pop("title", "Duke Michael"),
                        ("1 June 1933", "1933-06-01"), (("quote", (("quote", words),)),), ("en", "ltr"), **more)


def numbers_of(text: str) -> list[int]:
    """Read as the docstring of the index tells it."""
    found, gap, shift = [-1], 0, 0
    for digit in text:
        value = index.DIGITS.index(digit)
        gap, shift = gap | (value & 31) << shift, shift + 5
        if value < 32:
            found, gap, shift = [*found, found[-1] + gap + 1], 0, 0
    return found[1:]


def test_the_files_say_in_which_records_each_word_stands() -> None:
    many = [saying(f"s{number:04}", "bells" if number in (0, 5, 40, 1999) else "rain", number) for number in range(2000)]
    files = files_over(many)
    facts = json.loads(files["search/index.json"])
    home = json.loads(files[f"search/terms-{place('be', facts['term_files'])}.json"])
    assert numbers_of(home["words"]["bells"]) == [0, 5, 40, 1999]
    shown = json.loads(files[f"search/records-{1999 // facts['records_a_file']}.json"])[1999 % facts["records_a_file"]]
    assert shown["path"] == "statements/s1999/" and shown["lines"] == [["quote", [["quote", "bells"]]]]
    assert sum(name.startswith("search/terms-") for name in files) == facts["term_files"] == 64


def test_the_order_in_which_records_come_changes_nothing() -> None:
    dice = random.Random(7)
    words = "crown bell bridge flood regent guard king castle letter seal".split()
    many = [saying(f"s{n}", " ".join(dice.choices(words, k=6)), dice.randrange(9), filters=(f"rung:{dice.choice(words)}",)) for n in range(120)]
    for _ in range(5):
        assert dict(files_over(dice.sample(many, len(many)))) == dict(files_over(many))


def test_every_change_of_a_record_shows_and_names_a_new_state() -> None:
    one = saying("a", "The bell rings")
    first = files_over([one])
    for other in (replace(one, known=("Reported",)), replace(one, filters=("rung:reported",)), replace(one, also=("chime",)),
                  replace(one, notes=("Disputed",)), replace(one, path="b/")):
        assert files_over([other])["search/index.json"] != first["search/index.json"]


def test_a_word_of_nearly_all_records_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "COMMON", 3)
    terms = json.loads(files_over([saying(f"s{n}", "the bell" if n else "the flood") for n in range(4)])["search/terms-0.json"])
    assert terms["words"]["the"] == "" and terms["words"]["bell"] and terms["words"]["flood"]


def test_the_benchmark_runs() -> None:
    run = subprocess.run([sys.executable, HERE.parent / "benchmarks" / "search.py", RURITANIA, "--rounds", "1"], capture_output=True, text=True,
                         timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    assert "| cold | " in run.stdout and "| edit | " in run.stdout and " files, " in run.stdout


# --- the index in a browser ----------------------------------------------------------------------------------------

TEXTS = ["The KING's crown — don’t", "п’ять гарантій її Ґудзик", "Łódź Straße ŒUVRE İstanbul", "Ἀθῆνας ΣΊΣΥΦΟΣ", "co\u00adronation",
         "نحن صُنّاع الساعات", "王冠を戴く2025年", "ราชบัลลังก์", "왕관을 쓰다", "हम नहीं मानेंगे", "ﬁrst ½ x² Ⅳ", "🙂 a𐐀b", "e\u0301lan"]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """An index of a few records under a sub-path, and a page without anything."""
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(ASSETS / "javascripts", folder / "deep" / "assets" / "javascripts")
    found = [
        saying("a", "We want guarantees, not the promises of a duke.", 1, filters=("country:gr-x", "year:1933")),
        saying("b", "A guarantee is a promise with an army behind it.", 2, filters=("country:ru-x", "year:1933")),
        saying("c", "Гарантії безпеки мають бути міцними.", 3, title="Пані Олена", filters=("country:ru-x", "year:1934")),
        saying("d", "No guarantor came to the castle.", 4), saying("e", "王冠を戴く者", 5, title="Rupert"),
        saying("f", "The army is at the bridge.", 6, title="Colonel Guarantee"),
        *(saying(f"z{n:02}", "rain", 0, title="A guard") for n in range(40)),
    ]
    for path, data in files_over(found).items():
        file = folder / "deep" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (folder / "deep" / "index.html").write_text("<!doctype html><title>t</title>", "utf-8")
    return served(folder) + "deep/"


@pytest.fixture
def ask(page: Page, bare: str) -> Callable[..., Any]:
    """Search the index from a script: `ask(text, *filters)` gives the ids found, the best first; `ask.js(…)` runs a script."""
    page.goto(bare)

    def found(text: str, *filters: str) -> list[str]:
        return page.evaluate("""async ([text, filters]) => {
            const index = await (await import("./assets/javascripts/search-index.js")).openIndex();
            const {numbers, isPartial} = await index.find(text, filters);
            const paths = await Promise.all(numbers.map(async n => (await index.record(n)).path.split("/")[1]));
            return isPartial ? ["some of", ...paths] : paths}""", [text, list(filters)])

    found.js = lambda script, value: page.evaluate(f"""async (given) => {{
        const module = await import("./assets/javascripts/search-index.js");
        const index = await module.openIndex();
        return ({script})(module, index, given)}}""", value)  # type: ignore[attr-defined]
    return found


def test_browser_and_index_agree_on_what_a_word_is(ask: Any) -> None:
    told = ask.js("(module, index, texts) => texts.map(text => index.words.of(text))", TEXTS)
    assert [sorted(terms) for terms in told] == [list(Terms().of([text])) for text in TEXTS]
    words = sorted({term[:2] for terms in told for term in terms} | {"country:de", "🙂"})
    assert ask.js("(module, index, words) => words.map(word => module.place(word, 4096))", words) == [place(word, 4096) for word in words]


def test_the_same_word_comes_before_its_beginnings_and_other_endings(ask: Any) -> None:
    assert ask("guarantee") == ["f", "b", "a", "d"], "a title, the word, what begins with it, what may be another ending"
    assert ask("guarantees") == ["a", "f", "d", "b"], "other endings come after the word, the newest first"
    assert ask("guar")[:3] == ["f", "z39", "z38"] and len(ask("guar")) == 44, "of titles that begin so, the newest first"


def test_ukrainian_is_found_by_any_ending_and_keyboard(ask: Any) -> None:
    assert ask("гарантій") == ask("ГАРАНТІЯМИ") == ask("гарант") == ["c"]
    assert ask("олена безпеки") == ["c"] and ask("безпекою") == ["c"]


def test_all_words_are_wanted_and_some_are_told_as_such(ask: Any) -> None:
    assert ask("army promise") == ["b"]
    assert ask("castle promises army")[0] == "some of" and ask("nothinglikeit") == []
    assert ask("王冠") == ["e"] and ask("冠者") == []


def test_filters_are_all_kept(ask: Any) -> None:
    assert ask("", "year:1933") == ["b", "a"] and ask("", "year:1933", "country:ru-x") == ["b"]
    assert ask("guarantee", "country:gr-x") == ["a"] and ask("guarantee", "country:nowhere") == []


@pytest.mark.parametrize(("text", "terms", "marked"), [
    ("“Guarantees”, he said: guarantee-less", ["guarantee"], ["Guarantees", "guarantee"]),
    ("The King’s men, the kin", ["kings"], ["King’s"]),
    ("Гарантії міцні", ["гарантіями"], ["Гарантії"]),
    ("王冠を戴く者", ["戴く"], ["戴く"]),
    ("co\u00adronation e\u0301lan", ["coronation", "elan"], ["co\u00adronation", "e\u0301lan"]),
])
def test_the_words_that_were_found_are_marked_and_nothing_is_lost(ask: Any, text: str, terms: list[str], marked: list[str]) -> None:
    cut = ask.js("(module, index, [text, terms]) => index.words.marked(text, terms)", [text, terms])
    assert "".join(stretch for stretch, _ in cut) == text
    assert [stretch for stretch, is_found in cut if is_found] == marked


# --- the dialog ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(ruritania_site: Path, tmp_path_factory: pytest.TempPathFactory, served: Callable[[Path], str]) -> str:
    """The fictional site under a sub-path, with its search."""
    folder = tmp_path_factory.mktemp("search")
    shutil.copytree(ruritania_site, folder / "crown" / "site")
    for path, data in built().items():
        file = folder / "crown" / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return served(folder) + "crown/site/"


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site; at the end nothing may have failed, and nothing may have been asked of another host."""
    contexts, faults = [], []

    def open_page(path: str = "", width: int = 1280, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=javascript)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        page.on("request", lambda r: faults.append(f"calls {r.url}") if not r.url.startswith((address, "data:")) else None)
        page.goto(address + path, wait_until="networkidle")
        if javascript:
            page.locator("a[data-search][aria-haspopup]").wait_for()  # the key is heard from now on: a busy machine may be late
        return page

    open_page.faults = faults  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def searched(page: Page, text: str) -> None:
    """Open the search by its key and type."""
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search")
    expect(field).to_be_focused()
    field.fill(text)
    expect(page.locator(".or-search__status")).to_contain_text("result")


def test_the_keyboard_opens_searches_leads_to_a_result_and_back(opened: Callable[..., Page], address: str) -> None:
    page = opened("statements/helsing-no-bell/")
    searched(page, "soup arguments")
    result = page.locator(".or-search__result")
    expect(result).to_have_count(1)
    assert result.locator("q").inner_text() == "The soup was the best of the arguments"
    assert result.locator("q mark").all_inner_texts() == ["soup", "arguments"] and result.locator("q").get_attribute("lang") == "en"
    assert "Osric Helsing" in result.inner_text() and "10 June 1933" in result.inner_text() and "On the record" in result.inner_text()
    page.keyboard.press("Enter")
    expect(result.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "statements/helsing-the-soup/")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("soup arguments")
    expect(page.locator(".or-search__result").get_by_role("link")).to_be_focused()


def test_escape_leads_back_to_where_it_was_opened(opened: Callable[..., Page]) -> None:
    page = opened()
    page.get_by_role("link", name="Search the statements").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape") if page.get_by_role("dialog").is_visible() else None  # the first may have emptied the field
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(page.get_by_role("link", name="Search the statements")).to_be_focused()


def test_filters_select_combine_and_clear(opened: Callable[..., Page]) -> None:
    page = opened()
    page.keyboard.press("/")
    page.get_by_text("Filters", exact=True).click()
    fields = page.get_by_role("dialog")
    fields.get_by_label("Person").select_option(label="Duke Michael")
    status, wanted = page.locator(".or-search__status"), [s for s in resolved().statements.values() if s.speaker == "duke-michael" and not s.withdrawn]
    expect(status).to_have_text(f"{len(wanted)} results.")
    assert {name.inner_text() for name in page.locator(".or-search__title a").all()} == {"Duke Michael"}
    fields.get_by_label("Question").select_option(label="Crown")
    crowns = [s for s in wanted if any(a.question == "crown" for a in s.answers)]
    expect(status).to_have_text(f"{len(crowns)} results.")
    page.get_by_role("searchbox").fill("twice")
    expect(status).to_have_text("1 result.")
    page.get_by_role("searchbox").fill("flood")
    expect(status).to_have_text("Nothing found for flood with these filters. Clear the filters to look everywhere.")
    page.get_by_role("button", name="Clear filters").click()
    expect(status).to_contain_text("result")


def test_more_than_ten_results_are_shown_when_asked_for(opened: Callable[..., Page]) -> None:
    page = opened()
    searched(page, "crown")
    results, more = page.locator(".or-search__result"), page.get_by_role("button", name="Show more")
    expect(results).to_have_count(10)
    total = int(page.locator(".or-search__status").inner_text().split()[0])
    assert 10 < total
    more.click()
    expect(results).to_have_count(min(20, total))
    expect(results.nth(10).get_by_role("link").first).to_be_focused()


def test_a_part_of_a_sentence_is_never_shown_alone(opened: Callable[..., Page]) -> None:
    page = opened()
    searched(page, "kitchen")
    words = page.locator(".or-search__result .words", has_text="kitchen").first
    assert words.inner_text().startswith(("In our words:", "In the source’s sentence:"))
    assert words.locator("q").all_inner_texts() != [words.inner_text()]


def test_it_says_so_where_the_index_does_not_come(opened: Callable[..., Page]) -> None:
    page = opened()
    page.route("**/search/index.json", lambda route: route.abort())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("crown")
    expect(page.locator(".or-search__status")).to_contain_text("could not be loaded")
    page.unroute("**/search/index.json")
    page.get_by_role("searchbox").fill("crowns")
    expect(page.locator(".or-search__status")).to_contain_text("result")
    opened.faults.clear()  # type: ignore[attr-defined]


def test_without_javascript_the_link_leads_to_all_statements(opened: Callable[..., Page], address: str) -> None:
    page = opened("people/duke-michael/", javascript=False)
    page.get_by_role("link", name="Search the statements").click()
    assert page.url == address + "statements/" and page.locator("main a[href*='helsing-no-bell']").count()


def test_an_address_can_ask_for_a_search(opened: Callable[..., Page]) -> None:
    page = opened("?search=soup")
    expect(page.get_by_role("searchbox")).to_have_value("soup")
    expect(page.locator(".or-search__result")).not_to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_dialog_is_accessible_and_fits(opened: Callable[..., Page], axe: Callable[[Page], list[str]], scheme: str, width: int) -> None:
    page = opened("", width, scheme)
    searched(page, "crown")
    page.get_by_text("Filters", exact=True).click()
    expect(page.get_by_role("dialog").get_by_label("Person")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("[...document.querySelectorAll('dialog, dialog *')].filter(e => e.scrollWidth > e.clientWidth + 1 "
                         "&& getComputedStyle(e).overflowX === 'auto').length") == 0
    box = page.locator("dialog[open]").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
