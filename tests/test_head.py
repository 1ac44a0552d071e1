"""What pages tell machines: OpenGraph, schema.org as linked data, the feed. Safe, true, and never a part of a sentence alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

import pytest
from sample_dossier import DIRECT, replace, sample

from generator import views
from generator.exports import feed
from generator.fragments.head import head_html
from generator.views.head import Head
from generator.views.statement import view as statement_view

SITE = "https://zenda.example/sub/"
ATOM = "{http://www.w3.org/2005/Atom}"


def things(made: str) -> list[dict[str, Any]]:
    """The things of a page's linked data."""
    script = re.search(r'ld\+json">(.*)</script>', made)
    assert script
    data = json.loads(script[1])
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def made(head: Head) -> str:
    return head_html(head, SITE + head.path, "Zenda")


def test_the_head_is_escaped_and_its_data_cannot_end_the_script() -> None:
    said = replace(DIRECT, speaker_name="</script><b>\u2028")
    dossier = replace(sample(), statements=MappingProxyType({**sample().statements, said.id: said}))
    html = head_html(statement_view(dossier, said.id, SITE).head, f"{SITE}statements/x/", '"Zenda" <i></script>')
    assert html.count("</script>") == 1 and "<b>" not in html and "<i>" not in html
    script = re.search(r'ld\+json">(.*)</script>', html)[1]
    assert not set("<>&\u2028\u2029") & set(script)
    quotation, crumbs = things(html)
    assert quotation["creator"]["name"] == "</script><b>\u2028" and quotation["url"] == f"{SITE}statements/x/"
    assert crumbs["itemListElement"][0]["name"] == '"Zenda" <i></script>'
    assert '<meta property="og:site_name" content="&#34;Zenda&#34; &lt;i&gt;&lt;/script&gt;">' in html


def test_every_page_names_itself_and_the_way_to_it() -> None:
    planned = [page for page in views.pages(sample(), {}, SITE) if page.path != "404.html"]
    for page in planned:
        html, head = made(page.make().head), page.make().head
        first, *rest = things(html)
        assert first["@type"] and first["url"] == SITE + page.path, page.path
        assert f'property="og:url" content="{SITE}{page.path}"' in html
        crumbs = [one for one in rest if one["@type"] == "BreadcrumbList"]
        assert bool(crumbs) == bool(page.path), page.path
        for crumb in crumbs:
            items = crumb["itemListElement"]
            assert [one["position"] for one in items] == list(range(1, len(items) + 1))
            assert items[0]["item"] == SITE and items[-1] == {"@type": "ListItem", "position": len(items), "name": head.title, "item": SITE + page.path}
            assert {one["item"].removeprefix(SITE) for one in items} <= {one.path for one in planned}, "each step is a page"


@pytest.mark.parametrize(("path", "kind"), [
    ("", "WebSite"), ("statements/rassendyll-crown/", "Quotation"), ("people/rudolf-rassendyll/", "Person"), ("organisations/gazette/", "Organization"),
    ("sources/strelsau-gazette/", "NewsArticle"), ("people/a-guard/", "WebPage"), ("statements/rassendyll-old/", "WebPage"), ("statements/gone/", "WebPage")])
def test_a_page_is_of_the_kind_that_it_is_about(path: str, kind: str) -> None:
    page = next(page for page in views.pages(sample(), {}, SITE) if page.path == path)
    assert things(made(page.make().head))[0]["@type"] == kind


def test_the_home_page_offers_the_data() -> None:
    page = next(iter(views.pages(sample(), {}, SITE)))
    data = things(made(page.make().head))[1]
    assert data["@type"] == "Dataset" and data["distribution"]["contentUrl"] == f"{SITE}api/v1/statements.json"


def test_a_quotation_tells_speaker_day_and_source_and_whole_words_only() -> None:
    whole = replace(DIRECT, parts=DIRECT.parts[:1])
    dossier = replace(sample(), statements=MappingProxyType({**sample().statements, whole.id: whole}))
    found = things(made(statement_view(dossier, whole.id, SITE).head))[0]
    assert found["text"] == DIRECT.parts[0].exact and found["inLanguage"] == "en" and found["dateCreated"] == "1894-09-10"
    assert found["creator"] == {"@type": "Person", "name": "Rudolf Rassendyll", "url": f"{SITE}people/rudolf-rassendyll/"}
    assert found["isBasedOn"]["@type"] == "NewsArticle" and found["isBasedOn"]["publisher"]["name"] == "Strelsau Gazette"
    for id in ("michael-iron-hand", "flavia-doubts"):
        html = made(statement_view(sample(), id, SITE).head)
        assert "text" not in things(html)[0]
        for part in (part for part in sample().statements[id].parts if part.speech == "partial"):
            assert part.exact.rstrip(".") not in html, "no word of a part stands in a title, a description or linked data"


def test_the_feed_is_atom_the_newest_first_and_has_no_time_of_the_build() -> None:
    titles = {id: f"Title of {id} <&>" for id in sample().statements}
    text = feed.feed(sample(), titles, SITE, "Zenda <&>")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{ATOM}feed" and root.findtext(f"{ATOM}title") == "Zenda <&>" and root.findtext(f"{ATOM}id") == SITE
    assert root.findtext(f"{ATOM}updated") == "1895-01-02T00:00:00Z", "the newest day on which a source was archived"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id").removeprefix(f"{SITE}statements/") for entry in entries] == [
        "michael-iron-hand/", "flavia-doubts/", "rassendyll-crown/", "guard-tells/"], "what was withdrawn or erased stands in no list"
    for entry in entries:
        assert entry.findtext(f"{ATOM}author/{ATOM}name") and entry.findtext(f"{ATOM}updated") and entry.findtext(f"{ATOM}title").endswith(" <&>")
    assert feed.feed(sample(), titles, SITE, "Zenda <&>") == text


def test_a_feed_of_nothing_and_of_very_much() -> None:
    from sample_dossier import empty

    assert "<entry>" not in feed.feed(empty(), {}, SITE, "Zenda")
    many = replace(sample(), statements=MappingProxyType({f"s{n:02}": replace(DIRECT, id=f"s{n:02}") for n in range(40)}))
    assert feed.feed(many, {f"s{n:02}": "T" for n in range(40)}, SITE, "Zenda").count("<entry>") == feed.ENTRIES


def test_the_pages_that_the_feed_tells_of_lead_to_it(first_site: Path) -> None:
    for path, href in (("index.html", "./feed.xml"), ("timeline/index.html", "../feed.xml"), ("statements/index.html", "../feed.xml")):
        assert f'<link rel="alternate" type="application/atom+xml" title="Newest statements" href="{href}">' in (first_site / path).read_text("utf-8")
    assert "feed.xml" not in (first_site / "people/index.html").read_text("utf-8")
    ElementTree.fromstring((first_site / "feed.xml").read_bytes())
