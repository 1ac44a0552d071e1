"""Which sources belong together: seen from the bare text, never too little."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from generator import program
from generator.bundles import NAMING, Links, bundles, links_in
from generator.model import KINDS, Refers, marked
from generator.model.record import Record
from generator.reading import read_records

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("text", [
    "supersedes: old-one", "derived_from: {title: x, source: old-one}", "  - source: 'old-one'", 'speaker: "old-one"', "note: as told there [@old-one].",
    "answers: {q: a} # replies_to: old-one", '"within" : old-one', "- {via: old-one}",
    "source: >-\n  old-one", "source: |+2 # folded\n    old-one", "source: # as told\n  # there\n  old-one", "? source # told\n: old-one",
    r'source: "\x6fld-\u006fne"', r'"sourc\U00000065": old-one', 'source: "old-\\\n  one"',
])
def test_a_name_is_seen_however_it_is_written(text: str) -> None:
    assert "old-one" in links_in(text.encode()).named


@pytest.mark.parametrize("text", ["id: new-one", "- id: >-\n    new-one", "- id: # first\n    'new-one'", r'"\x69d": "\x6eew-one"'])
def test_an_id_is_seen_however_it_is_written(text: str) -> None:
    assert "new-one" in links_in(text.encode()).declared


@pytest.mark.parametrize(("folder", "before", "after", "codes"), [
    ("interregnum-proclamation", "speaker: royal-council\n", "speaker: royal-council\n    replies_to: >-\n      helsing-no-bell\n", []),
    ("interregnum-proclamation", "id: proclamation-nobody-crowned\n", "id: >-\n      helsing-no-bell\n", ["duplicate-id"]),
], ids=["a name", "an id"])
def test_a_dossier_is_judged_alike_however_its_names_are_written(tmp_path: Path, folder: str, before: str, after: str, codes: list[str]) -> None:
    """Bundle by bundle as at once: what is sound is not refused, and an id that stands twice is found."""
    shutil.copytree(ROOT / "tests/dossiers/ruritania", tmp_path / "dossier")
    file = tmp_path / f"dossier/data/sources/{folder}.yml"
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")
    found = program.check(tmp_path / "dossier", tmp_path / "cache", time.time_ns(), 1, None)
    assert [one.code for one in found.diagnostics if one.severity == "error"] == codes
    assert (found.proof is None) == bool(codes)


def test_every_key_that_may_name_a_source_or_a_statement_is_looked_for() -> None:
    """Held against the declared fields, so that a new one cannot be forgotten."""
    found = set()

    def look(model: type[Record]) -> None:
        for name, field in model.model_fields.items():
            text = repr(field.annotation)
            if "'sources'" in text or "'statements'" in text:
                found.add(name)

    from generator import model
    for one in vars(model).values():
        if isinstance(one, type) and issubclass(one, Record) and one is not Record:
            look(one)
    assert found == set(NAMING)


def test_a_source_alone_is_a_bundle_and_those_that_name_each_other_are_one() -> None:
    links = {"a": Links(("s1",), ()), "b": Links(("s2",), ("a",)), "c": Links(("s3",), ("s2",)), "d": Links(("s4",), ("nobody",)), "e": Links(("s5",), ())}
    assert bundles(links) == (("a", "b", "c"), ("d",), ("e",))


def test_two_sources_with_one_statement_id_are_judged_together() -> None:
    assert bundles({"a": Links(("s1",), ()), "b": Links(("s1",), ())}) == (("a", "b"),)


@pytest.mark.parametrize("folder", ["tests/dossiers/ruritania", "."])
def test_no_record_names_what_another_bundle_has(folder: str) -> None:
    """What the records say, read as YAML, held against what was seen in the text."""
    files = {path.relative_to(ROOT / folder).as_posix(): path.read_bytes() for path in (ROOT / folder / "data").rglob("*.yml")}
    records, faults = read_records(files)
    assert not faults
    sources = records.by_kind["sources"]
    of = {id: number for number, ids in enumerate(bundles({id: links_in(files[f"data/sources/{id}.yml"]) for id in sources})) for id in ids}
    home = {one.id: id for id, entry in sources.items() for one in (*entry.record.statements, *entry.record.facts)}  # type: ignore[attr-defined]
    for id, entry in sources.items():
        for _, mark, text in marked(entry.record):
            if isinstance(mark, Refers):
                other = text if "sources" in mark.kinds and text in sources else home.get(text) if "statements" in mark.kinds else None
                assert other is None or of[other] == of[id], f"{id} names {text}"
    assert KINDS
