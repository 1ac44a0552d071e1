"""The hand-made table of nasty cases: each with the verdict that an editor gave it, judged by the whole path."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
import yaml

from generator import proof, rules
from generator.reading import read_records

CASES = yaml.safe_load((Path(__file__).parent / "data" / "nasty_cases.yml").read_text("utf-8"))
CAST = {
    "dossier.yml": {"title": "Nasty", "subject": "Cases.", "licence": {"name": "MIT"}},
    "organisations/royal-council.yml": {"name": "Royal Council"},
    "organisations/strelsau-guild.yml": {"name": "Strelsau Guild"},
    "people/duke-michael.yml": {"name": "Duke Michael"},
    "people/princess-flavia.yml": {"name": "Princess Flavia"},
    "people/colonel-sapt.yml": {"name": "Colonel Sapt", "memberships": [{"role": "warden of Zenda", "dates": "1880/1890"}]},
    "people/fritz-von-tarlenheim.yml": {"name": "Fritz von Tarlenheim", "memberships": [{"role": "warden of Zenda", "dates": "1890/.."}]},
    "people/bertram-von-tarlenheim.yml": {"name": "Bertram von Tarlenheim"},
    "people/palace-official.yml": {"name": "a palace official", "identified_by": "description", "source": "case"},
    "people/second-official.yml": {"name": "a second palace official", "identified_by": "description", "source": "case"},
    "people/foreign-official.yml": {"name": "a palace official", "identified_by": "description", "source": "elsewhere"},
}
ELSEWHERE = "“We wait,” said a palace official.".encode()


def judge(case: dict) -> tuple[set[str], proof.StatementCase]:
    text = case["text"].encode()
    statement = {"id": "judged", "speaker": case["speaker"], "quote": case["quote"], **case.get("more", {})}
    source = {"title": "Case", "kind": case.get("kind", "article"), "language": case.get("language", "en"), "published": "1894-05-08",
              "archive": {"sha256": hashlib.sha256(text).hexdigest(), "retrieved": "1894-06-01"}, "rights": {"own_words": 1},
              **case.get("source", {}), "statements": [*case.get("also", []), statement]}
    other = {"title": "Elsewhere", "published": "1894-05-08", "archive": {"sha256": hashlib.sha256(ELSEWHERE).hexdigest(), "retrieved": "1894-06-01"},
             "statements": [{"id": "elsewhere-1", "speaker": "foreign-official", "quote": "We wait"}]}
    files = {f"data/{path}": record for path, record in {**CAST, "sources/case.yml": source, "sources/elsewhere.yml": other}.items()}
    records, misread = read_records({path: _yaml(record).encode() for path, record in files.items()})
    assert not misread, misread
    proofs = proof.prove(records, {"case": text, "elsewhere": ELSEWHERE}, {})
    errors = {d.code for d in rules.check(rules.Case(proofs, {}, {})) if d.severity == "error"}
    return errors, proofs.statements["judged"][1]


def _yaml(record: object) -> str:
    """JSON is YAML too, and its strings are quoted, so that every scalar stays what it is; only pairs of surrogates YAML writes as one."""
    written = json.dumps(_texts(record), ensure_ascii=True)
    return re.sub(r"(?:\\u[0-9a-f]{4}){2,}", lambda m: "".join(_escaped(c) for c in json.loads(f'"{m.group()}"')), written)


def _escaped(character: str) -> str:
    return f"\\U{ord(character):08x}"


def _texts(value: object) -> object:
    """Every scalar as text, as the reader wants it."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_verdict_is_the_editors(case: dict) -> None:
    errors, statement = judge(case)
    if case["expect"] == "accepted":
        assert errors == set()
        assert statement.quote.found
        assert list(statement.speech) == case.get("shown", list(statement.speech))
    else:
        assert case["expect"] in errors


def test_the_table_is_long_enough_and_names_each_case_once() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)
