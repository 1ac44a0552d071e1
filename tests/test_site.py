"""The built site as a reader's browser gets it: every page, every link, every address, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

BASE = "https://onrecord.example/"
VOID_CALLS = ("src", "srcset", "poster", "data")


class Reader(HTMLParser):
    """What a page holds: addresses it links to or loads, ids, headings, the parts of its head."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.head: dict[str, list[str]] = {}
        self.headings: list[str] = []
        self._in: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._in.append(tag)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "a" and found.get("href") is not None:
            self.links.append(found["href"] or "")
        if tag == "link" and found.get("rel") in ("canonical",):
            self.head.setdefault("canonical", []).append(found["href"] or "")
        elif tag == "link" and found.get("href"):
            self.loads.append(found["href"] or "")
        if tag == "meta" and found.get("name") == "description":
            self.head.setdefault("description", []).append(found.get("content") or "")
        self.loads += [found[k] or "" for k in VOID_CALLS if tag != "a" and k in found]

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] in ("h1", "title"):
            self.head.setdefault(self._in[-1], []).append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass


@pytest.fixture(scope="module", params=["first", "ruritania"])
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(f"{request.param}_site")
    return found


def pages(site: Path) -> Iterator[tuple[str, Reader]]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), Reader(file.read_text("utf-8"))


def address(name: str) -> str:
    return BASE + name.removesuffix("index.html")


def test_every_internal_link_leads_to_a_page_and_every_anchor_to_a_place(site: Path) -> None:
    read = dict(pages(site))
    broken = []
    for name, page in read.items():
        for link in page.links:
            target = urlsplit(urljoin(address(name), link))
            if target.netloc != "onrecord.example":
                continue
            path = unquote(target.path).lstrip("/")
            file = path + "index.html" if not path or path.endswith("/") else path
            if not (site / file).is_file():
                broken.append(f"{name}: {link}")
            elif target.fragment and not target.fragment.startswith(":~:") and unquote(target.fragment) not in read[file].ids:
                broken.append(f"{name}: {link} has no such place")
    assert not broken
    assert len(read) > 40


def test_a_page_loads_nothing_from_another_host_and_all_that_it_loads_is_there(site: Path) -> None:
    missing = []
    for name, page in pages(site):
        for load in page.loads:
            target = urlsplit(urljoin(address(name), load))
            if target.scheme == "data":
                continue
            assert target.netloc == "onrecord.example", f"{name} loads {load}"
            if not (site / unquote(target.path).lstrip("/")).is_file():
                missing.append(f"{name}: {load}")
    assert not missing


def test_every_page_has_its_own_title_description_address_and_one_heading(site: Path) -> None:
    titles: dict[str, str] = {}
    for name, page in pages(site):
        title = "".join(page.head["title"])
        assert title not in titles, f"{name} and {titles[title]} are both called {title}"
        titles[title] = name
        assert len(page.head["description"]) == 1 and page.head["description"][0], name
        assert "".join(page.head.get("h1", [])).strip(), f"{name} has no heading"
        if name != "404.html":
            assert page.head["canonical"] == [address(name)], name
        assert len(page.ids) == len(set(page.ids)), f"{name} uses an id twice: {sorted(i for i in page.ids if page.ids.count(i) > 1)}"


def test_edit_links_lead_to_the_file_behind_the_page(first_site: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    for name, page in pages(first_site):
        edits = {link for link in page.links if "/edit/" in link}
        if name == "404.html":
            continue
        assert edits, f"{name} has no edit link"
        for link in edits:
            assert (root / urlsplit(link).path.split("/edit/main/")[1].split("#")[0]).is_file(), f"{name}: {link}"


def test_each_page_leads_to_a_form_that_knows_the_page(first_site: Path) -> None:
    for name, page in pages(first_site):
        forms = {parse_qs(urlsplit(link).query)["template"][0]: parse_qs(urlsplit(link).query) for link in page.links if "/issues/new?" in link}
        if name == "404.html":
            assert not forms
            continue
        assert forms["report-an-error.yml"]["page"] == page.head["canonical"], name
        is_source = name.startswith("sources/") and name != "sources/index.html"
        assert ("suggest-a-quote.yml" in forms) == is_source, name
        if is_source:
            assert forms["suggest-a-quote.yml"]["source"] == [name.split("/")[1]]


def test_the_sitemap_lists_every_page_and_no_frame(site: Path) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")
    listed = {e.text for e in tree.iter() if e.tag.endswith("loc")}
    assert listed == {address(name) for name, _ in pages(site) if name != "404.html"}


def test_no_trace_of_a_frame_or_a_marker_is_published(site: Path) -> None:
    for file in site.rglob("*"):
        assert "zz-onrecord-frame" not in file.name
        if file.suffix in (".html", ".json", ".xml"):
            text = file.read_text("utf-8")
            assert "zz-onrecord-frame" not in text and "%%onrecord" not in text, file


def test_the_archived_text_is_not_published(first_site: Path) -> None:
    seed = next((Path(__file__).resolve().parent.parent / "seeds").glob("*.txt")).read_text("utf-8")
    reporter = [s for s in re.split(r"[“”\"\n]", seed) if len(s.split()) > 12]
    assert len(reporter) > 15
    quoted = [s for s in reporter if any(s in f.read_text("utf-8") for f in first_site.rglob("*.json"))]
    spoken = {s for s in reporter if f"“{s}" in seed or f'"{s}' in seed}
    assert not [s for s in quoted if s not in spoken]


@pytest.mark.parametrize("name", ["statements", "facts", "countries", "people", "questions", "organisations", "events", "sources", "positions"])
def test_the_api_is_sorted_and_versioned(site: Path, name: str) -> None:
    read = json.loads((site / "api" / "v1" / f"{name}.json").read_text("utf-8"))
    assert read["schema_version"] == 1
    if name != "positions":
        ids = [item["id"] for item in read["items"]]
        assert ids == sorted(set(ids))
    for item in read["items"]:
        if item.get("url"):
            assert (site / item["url"].split("#")[0] / "index.html").is_file(), item["url"]


def test_every_part_of_the_api_is_the_archived_words(first_site: Path) -> None:
    seeds = Path(__file__).resolve().parent.parent / "seeds"
    checked = 0
    for item in json.loads((first_site / "api/v1/statements.json").read_text("utf-8"))["items"]:
        text = (seeds / f"{item['source']}.txt").read_bytes().decode("utf-8")
        for part in item["parts"]:
            assert 0 <= part["start"] < part["end"] <= len(text)
            if part["exact"] is not None:
                assert text[part["start"]:part["end"]] == part["exact"]
                checked += 1
    assert checked >= 20
