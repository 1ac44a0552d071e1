"""The reference in docs/reference/ is what the code says, and says all of it."""

from __future__ import annotations

import re
from pathlib import Path

from generator import reference
from generator.diagnostics import CODES
from generator.model import KINDS

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_committed_reference_is_what_the_code_makes() -> None:
    for name, text in reference.pages().items():
        assert (DOCS / name).read_text("utf-8") == text, f"docs/{name} differs; run `onrecord reference`"


def test_every_field_and_every_code_stands_in_it() -> None:
    fields, codes = reference.fields(), reference.codes()
    for model in KINDS.values():
        for name, field in model.model_fields.items():
            assert f"| **{name}** |" in fields if field.is_required() else f"| {name} |" in fields
    assert re.findall(r"^## (\S+)$", codes, re.MULTILINE) == list(CODES)


def test_links_inside_lead_to_headings() -> None:
    text = reference.fields()
    headings = {heading.strip().replace(" ", "-") for heading in re.findall(r"^### (.+)$", text, re.MULTILINE)}
    named = set(re.findall(r"\]\(#([a-z-]+)\)", text))
    assert named and named <= headings


def test_a_reader_is_told_what_a_field_takes() -> None:
    statement = reference.fields().partition("### statement\n")[2].partition("\n### ")[0]
    assert "| speaker | id of a person or organisation or country or source |" in statement
    assert "`direct`, `partial`" in statement and "one or a list of: archived words, exactly" in statement
    assert "| kind | `article`, `transcript`" in reference.fields()
