"""The JSON Schemas agree with what is read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from referencing import Registry
from referencing.jsonschema import DRAFT7

from generator.model import KINDS
from generator.reading import IDS_FILE, SCHEMA_FILES, ids_schema, read_records, schemas

SOURCE: dict[str, Any] = {
    "title": "The Strelsau Gazette", "published": 2020, "archive": {"sha256": "a" * 64, "retrieved": "2020-05-02"},
    "rights": {"own_words": 0.1, "whole_text": False}, "labels": {"R.R.": "rudolf"},
    "statements": [{"id": "a", "speaker": "flavia", "quote": "Yes.", "said": "2020-05-01", "answers": {"crown": "for"}, "audience": "Parliament"},
                   {"id": "b", "speaker": "flavia", "quote": ["Yes.", "No."], "said": {"date": "2020-05-01", "phrase": "today"}, "occurrence": 2,
                    "answers": {"crown": {"stance": "for", "strength": "implies"}}}],
}


def schema(kind: str) -> Any:
    return json.loads(schemas()[SCHEMA_FILES[kind]])


ROOT = Path(__file__).resolve().parent.parent
DOSSIERS = (ROOT, ROOT / "tests/dossiers/ruritania")


def ids_of(folder: Path) -> Any:
    """The ids of a dossier, as they would be written now."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "data").rglob("*.yml")}
    return json.loads(ids_schema(read_records(files)[0]))


def valid(kind: str, value: Any, ids: Any = None) -> bool:
    registry = Registry().with_resource(IDS_FILE, DRAFT7.create_resource(ids or json.loads(ids_schema(read_records({})[0]))))
    return jsonschema.Draft7Validator(schema(kind), registry=registry).is_valid(value)


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


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda p: p.name)
def test_the_kept_schemas_are_those_of_the_model(folder: Path) -> None:
    found = {path.name: path.read_text(encoding="utf-8") for path in (folder / "schema").glob("*.json") if path.name != IDS_FILE}
    assert found == schemas(), "run `onrecord schema`"


def test_the_kept_ids_are_a_schema_that_the_others_can_refer_to() -> None:
    """They may lag behind the data: see `ids`. So only that every reference finds its place is held here."""
    for folder in DOSSIERS:
        kept = json.loads((folder / "schema" / IDS_FILE).read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(kept)
        wanted = {one for text in schemas().values() for one in re.findall(rf'"{IDS_FILE}#/definitions/([a-z-]+)"', text)}
        assert wanted and wanted <= set(kept["definitions"])


@pytest.mark.parametrize("path", [p for folder in DOSSIERS for p in sorted((folder / "data").rglob("*.yml"))], ids=lambda p: "/".join(p.parts[-3:]))
def test_every_file_of_the_dossiers_is_valid(path: Path) -> None:
    folder = next(one for one in DOSSIERS[::-1] if one in path.parents)
    kind = "dossier" if path.name == "dossier.yml" else path.parent.name
    assert valid(kind, yaml.safe_load(path.read_text("utf-8").replace(": 19", ": !!str 19").replace(": 20", ": !!str 20")), ids_of(folder))


def test_ids_are_offered_with_the_names_behind_them_and_others_are_taken() -> None:
    ids = ids_of(DOSSIERS[1])
    offered = ids["definitions"]["people-or-organisations-or-countries-or-sources"]["anyOf"][0]
    told = dict(zip(offered["enum"], offered["enumDescriptions"], strict=True))
    assert told["osric-helsing"].startswith("Osric Helsing") and told["royal-council"] == "Royal Council" and "council-meeting" in told
    stances = ids["definitions"]["answers"]["properties"]["crown"]["anyOf"][0]["anyOf"][0]
    assert dict(zip(stances["enum"], stances["enumDescriptions"], strict=True))["michael"] == "Duke Michael"
    new = {**SOURCE, "publisher": "a-new-paper", "statements": [{"id": "a", "speaker": "somebody-new", "quote": "Yes.", "answers": {"new-question": "new-stance"}}]}
    assert valid("sources", new, ids)
    assert not valid("sources", {**new, "publisher": "A new paper"}, ids)


def test_the_command_writes_both_and_only_what_the_code_makes_can_be_wrong(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DOSSIERS[1], tmp_path / "dossier"))
    shutil.rmtree(folder / "schema")

    def schema_command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), "schema", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    assert schema_command("--check").returncode == 1
    assert schema_command().returncode == 0 and (schema_command("--check").returncode, schema_command("--check").stderr) == (0, "")
    (folder / "data/people/hans.yml").write_text("name: Hans\n", "utf-8")
    stale = schema_command("--check")
    assert stale.returncode == 0 and "schema/ids.json lags behind the data, which is no fault" in stale.stderr
    (folder / "schema/person.json").write_text("{}", "utf-8")
    wrong = schema_command("--check")
    assert wrong.returncode == 1 and "schema/person.json is not what the code makes" in wrong.stderr


def test_numbers_have_bounds() -> None:
    assert not valid("sources", {**SOURCE, "rights": {"own_words": 2}}) and not valid("sources", {**SOURCE, "statements": [{"id": "a", "occurrence": 0}]})
