"""The JSON Schemas agree with what is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.model import KINDS
from generator.reading import SCHEMA_FILES, schemas

SOURCE: dict[str, Any] = {
    "title": "The Strelsau Gazette", "published": 2020, "archive": {"sha256": "a" * 64, "retrieved": "2020-05-02"},
    "rights": {"own_words": 0.1, "whole_text": False}, "labels": {"R.R.": "rudolf"},
    "statements": [{"id": "a", "speaker": "flavia", "quote": "Yes.", "said": "2020-05-01", "answers": {"crown": "for"}, "audience": "Parliament"},
                   {"id": "b", "speaker": "flavia", "quote": ["Yes.", "No."], "said": {"date": "2020-05-01", "phrase": "today"}, "occurrence": 2,
                    "answers": {"crown": {"stance": "for", "strength": "implies"}}}],
}


def schema(kind: str) -> Any:
    return json.loads(schemas()[SCHEMA_FILES[kind]])


def valid(kind: str, value: Any) -> bool:
    return jsonschema.Draft7Validator(schema(kind)).is_valid(value)


def test_there_is_one_for_each_kind_and_each_is_draft_7() -> None:
    assert list(SCHEMA_FILES) == list(KINDS)
    assert sorted(schemas()) == ["country.json", "dossier.json", "event.json", "organisation.json", "person.json", "question.json", "source.json"]
    for text in schemas().values():
        made = json.loads(text)
        jsonschema.Draft7Validator.check_schema(made)
        assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert "$defs" not in text and '"null"' not in text


def test_the_text_is_the_same_in_each_run() -> None:
    assert schemas() == schemas() and all(text.endswith("}\n") for text in schemas().values())


def test_what_is_read_is_valid() -> None:
    assert valid("sources", SOURCE)
    assert valid("people", {"name": "Rudolf", "memberships": [{"role": "King", "country": "ru", "dates": "2020/..", "represents": True}]})


@pytest.mark.parametrize("change", [{"titel": "x"}, {"kind": "novel"}, {"archive": {}}, {"publisher": "The Gazette"}, {"title": None}, {"statements": {}},
                                    {"statements": [{"id": "a", "said": {"phrase": "x"}}]}, {"statements": [{"id": "a", "answers": {"crown": ["for"]}}]}])
def test_what_is_refused_is_not_valid(change: dict[str, Any]) -> None:
    assert not valid("sources", {**SOURCE, **change})


def test_every_field_is_explained_to_the_one_who_types() -> None:
    for kind in KINDS:
        made = schema(kind)
        for definition in (made, *made["definitions"].values()):
            for form in definition.get("anyOf", [definition]):
                for name, field in form.get("properties", {}).items():
                    assert field.get("description"), f"{kind}: {name}"


def test_examples_are_kept() -> None:
    assert schema("sources")["properties"]["published"]["examples"]


def test_the_kept_schemas_are_those_of_the_model() -> None:
    kept = Path(__file__).parent.parent / "schema"
    found = {path.name: path.read_text(encoding="utf-8") for path in kept.glob("*.json")}
    assert found == schemas(), "run `onrecord schema`"
