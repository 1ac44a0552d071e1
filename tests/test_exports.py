"""The files for programs: shape, order, what is given of whose words, and the sitemap."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from sample_dossier import DIRECT, SOURCE, empty, replace, sample

from generator.exports import api, items
from generator.exports.sitemap import sitemap

NAMES = ("statements", "facts", "countries", "people", "questions", "organisations", "events", "sources", "positions")
TEXTS = api.files(sample())
FILES = {path: json.loads(text) for path, text in TEXTS.items()}


def item(name: str, id: str) -> dict[str, Any]:
    return next(one for one in FILES[f"api/v1/{name}.json"]["items"] if one["id"] == id)


def test_there_are_nine_files_the_years_and_an_index_each_with_its_version_and_sorted_by_id() -> None:
    assert set(FILES) == {f"api/v1/{name}.json" for name in (*NAMES, "statements/1894", "statements/undated", "index")}
    for path, whole in FILES.items():
        assert list(whole) == ["schema_version", "items"] and whole["schema_version"] == 1
        ids = [one["id"] for one in whole["items"]]
        assert ids == sorted(ids) and len(ids) == len(set(ids)) and ids, path


def test_an_item_is_a_line_so_that_an_edit_changes_one() -> None:
    for path, text in TEXTS.items():
        lines = text.split("\n")
        assert (lines[0], lines[-2:]) == ('{"schema_version":1,"items":[', ["]}", ""]), path
        assert [json.loads(line.removesuffix(",")) for line in lines[1:-2]] == FILES[path]["items"], path
    said = sample().statements["rassendyll-crown"]
    assert items.statement(said) + "," in TEXTS["api/v1/statements.json"].split("\n")


def test_the_years_have_each_statement_once_as_the_whole_has_it() -> None:
    by_year = {path: whole["items"] for path, whole in FILES.items() if path.startswith("api/v1/statements/")}
    together = sorted((one for held in by_year.values() for one in held), key=lambda one: one["id"])
    assert together == FILES["api/v1/statements.json"]["items"]
    assert {path: {(one["said"]["earliest"] or "undated")[:4] for one in held} for path, held in by_year.items()} == {
        "api/v1/statements/1894.json": {"1894"}, "api/v1/statements/undated.json": {"unda"}}


def test_the_index_lists_every_other_file_and_counts_its_items() -> None:
    listed = {one["file"]: one["items"] for one in FILES["api/v1/index.json"]["items"]}
    assert listed == {path: len(whole["items"]) for path, whole in FILES.items() if path != "api/v1/index.json"}


def test_a_statement_has_what_is_promised() -> None:
    one = item("statements", "rassendyll-crown")
    assert one["url"] == "statements/rassendyll-crown/"
    assert one["speaker"] == {"id": "rudolf-rassendyll", "name": "Rudolf Rassendyll"}
    assert one["speaks_for"] == ["ru-x"] and one["source"] == SOURCE and one["rung"] == "on-record"
    assert one["parts"] == [
        {"exact": "I will wear the crown if my people ask for it.", "start": 100, "end": 146, "speech": "direct"},
        {"exact": "No duke shall have it.", "start": 180, "end": 202, "speech": "direct"}]
    assert {key: one["said"][key] for key in ("edtf", "earliest", "latest", "phrase")} == {
        "edtf": "1894-09-10", "earliest": "1894-09-10", "latest": "1894-09-10", "phrase": "On Monday"}
    assert [{key: a[key] for key in ("question", "stance", "strength")} for a in one["answers"]] == [
        {"question": "crown", "stance": "king", "strength": "states"}]
    assert one["differences"] == []


def test_differences_are_named_once_and_sorted() -> None:
    parts = tuple(replace(p, differences=names) for p, names in zip(DIRECT.parts, (("white-space", "dash"), ("dash",)), strict=True))
    assert json.loads(items.statement(replace(DIRECT, parts=parts)))["differences"] == ["dash", "white-space"]


def test_an_open_side_of_a_date_is_null() -> None:
    said = item("statements", "michael-iron-hand")["said"]
    assert (said["edtf"], said["earliest"], said["latest"], said["phrase"], said["bounded"]) == ("../1894-09-12", None, "1894-09-12", None, True)


def test_reported_words_and_evidence_keep_their_span_and_not_their_words() -> None:
    reported, partial, direct = item("statements", "flavia-doubts")["parts"]
    assert (reported["exact"], reported["start"], reported["speech"]) == (None, 400, "indirect")
    assert (partial["exact"], direct["exact"]) == ("not a day longer", "I have waited enough.")
    fact = item("facts", "treasury-is-empty")
    assert fact["claim"] == "The treasury holds 3,000 crowns."
    assert [(p["exact"], p["start"]) for p in fact["parts"]] == [(None, 700)]
    everything = json.dumps(FILES, ensure_ascii=False)
    for words in ("a mere", "the gates would stay shut", "The Duke promised", "THE CAPTION"):
        assert words not in everything


@pytest.mark.parametrize("id", ["rassendyll-old", "gone"])
def test_withdrawn_and_erased_statements_keep_their_id_without_their_words(id: str) -> None:
    one = item("statements", id)
    assert all(p["exact"] is None for p in one["parts"]) and one["answers"] == [] and one["paraphrase"] is None and one["said"]["phrase"] is None
    assert one["withdrawn"] or one["erased"]
    if id == "gone":
        assert one["speaker"] == {"id": None, "name": None} and one["parts"] == []


def test_addresses_are_relative_to_the_root_without_a_leading_slash() -> None:
    for path, whole in FILES.items():
        for one in whole["items"] if path != "api/v1/index.json" else ():
            assert not one["url"].startswith(("/", "http")) and one["url"], path


def test_lists_are_always_lists() -> None:
    shapes: dict[str, dict[str, set[type]]] = {}
    for name in NAMES:
        for one in FILES[f"api/v1/{name}.json"]["items"]:
            for key, value in one.items():
                shapes.setdefault(name, {}).setdefault(key, set()).add(type(value))
        keys = [set(one) for one in FILES[f"api/v1/{name}.json"]["items"]]
        assert all(found == keys[0] for found in keys), name
    for name, fields in shapes.items():
        for key, types in fields.items():
            assert list not in types or types == {list}, (name, key)


def test_positions_name_their_evidence() -> None:
    one = item("positions", "ru-x/crown")
    assert (one["kind"], one["stances"], one["statements"], one["weakest_rung"]) == ("stated", ["king"], 1, "on-record")
    assert [e["id"] for e in one["current"]] == ["rassendyll-crown"] and [e["id"] for e in one["since_reported"]] == ["treasury-is-empty"]
    none = item("positions", "gr-x/crown")
    assert (none["kind"], none["stances"], none["newest"], none["current"]) == ("none", [], None, [])


def test_the_same_dossier_gives_the_same_bytes_and_an_empty_one_empty_lists() -> None:
    assert api.files(sample()) == api.files(sample())
    assert all(json.loads(text)["items"] == [] for path, text in api.files(empty()).items() if path != "api/v1/index.json")


def test_the_sitemap_lists_each_page_once_and_escapes() -> None:
    made = sitemap(["timeline/", "", "people/a&b/", "timeline/"], "https://zenda.example/sub")
    found = [e.text for e in ET.fromstring(made).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found == ["https://zenda.example/sub/", "https://zenda.example/sub/people/a%26b/", "https://zenda.example/sub/timeline/"]


def test_an_event_has_the_address_of_its_page_of_the_timeline() -> None:
    def address(pages: dict[str, str]) -> str:
        [line] = [make()[0] for name, _, make in api.lines(sample(), pages) if name == "events"]
        return str(json.loads(line)["url"])

    assert address({}) == "timeline/#event-coronation"
    assert address({"coronation": "timeline/1894-09/"}) == "timeline/1894-09/#event-coronation"
