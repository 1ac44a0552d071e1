"""One broken dossier for each code of the catalogue, with the whole report that `onrecord check` prints of it.

Each folder of `dossiers/broken/` holds a recipe: what differs from the sound dossier in `dossiers/base/`.

    why               what a contributor did
    change            file: list of [from, to], each of which stands there once
    append            file: text to add at its end
    insert_statement  text to add in front of the statements of the source
    files             file: its whole text
    remove            files to leave out
    links             file: what a symbolic link there points to
    long              file: a word that 70,000 characters take the place of
    keep_hash         true: the SHA-256 of a changed archived text stays as it was

To write the reports anew after messages were changed: `ONRECORD_WRITE_EXPECTED=1 pytest tests/test_broken_dossiers.py`. Read
them as a contributor would before keeping them.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import cli
from generator.diagnostics import CODES
from generator.progress import SILENT

HERE = Path(__file__).parent / "dossiers"
BASE, BROKEN = HERE / "base", HERE / "broken"
SOURCE = "data/sources/gazette.yml"
RECIPES = sorted(p.parent.name for p in BROKEN.glob("*/recipe.yml"))
REWRITE = "ONRECORD_WRITE_EXPECTED" in os.environ
NOT_HERE = {
    "published-id-vanished": "needs an earlier state of the dossier to compare with: tests/test_against.py",
    "archive-changed": "needs an earlier state of the dossier to compare with: tests/test_against.py",
}


def files_of(recipe: dict[str, Any]) -> dict[str, str]:
    """The base with the differences of a recipe, by path."""
    files = {p.relative_to(BASE).as_posix(): p.read_text("utf-8") for p in sorted(BASE.rglob("*")) if p.is_file()}
    for file, changes in recipe.get("change", {}).items():
        for old, new in changes:
            assert files[file].count(old) == 1, f"{file}: {old!r} stands there {files[file].count(old)} times"
            files[file] = files[file].replace(old, new)
    for file, more in recipe.get("append", {}).items():
        files[file] += more
    if "insert_statement" in recipe:
        files[SOURCE] = files[SOURCE].replace("statements:\n", "statements:\n" + recipe["insert_statement"], 1)
    files |= recipe.get("files", {})
    for file, word in recipe.get("long", {}).items():
        files[file] = files[file].replace(word, "[" * 70_000 if file.endswith(".md") else "a" * 70_000)
    for file in recipe.get("remove", ()):
        del files[file]
    return files if recipe.get("keep_hash") else rehashed(files)


def rehashed(files: dict[str, str]) -> dict[str, str]:
    """The same with each source's SHA-256 made that of its archived text."""
    def own(file: str) -> str:
        seed = files.get(f"seeds/{Path(file).stem}.txt")
        if seed is None:
            return files[file]
        digest = hashlib.sha256(seed.encode()).hexdigest()
        return re.sub(r"sha256: (HASH|[0-9a-f]{64})", f"sha256: {digest}", files[file])

    return {file: own(file) if file.startswith("data/sources/") else text for file, text in files.items()}


def lay_out(recipe: dict[str, Any], folder: Path) -> None:
    for file, text in files_of(recipe).items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    for file, target in recipe.get("links", {}).items():
        (folder / file).symlink_to(target)


def check(folder: Path) -> Result:
    """`onrecord check` as a contributor runs it, without colour."""
    with patch("generator.commands.check.progressing", lambda: nullcontext(SILENT)):  # what is told while one waits depends on the machine
        return CliRunner().invoke(cli.main, ["-C", str(folder), "check"], catch_exceptions=False)


def read_recipe(code: str) -> dict[str, Any]:
    return yaml.load((BROKEN / code / "recipe.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def test_the_base_is_sound(tmp_path: Path) -> None:
    lay_out({}, tmp_path)
    result = check(tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("code", RECIPES)
def test_report(code: str, tmp_path: Path) -> None:
    lay_out(read_recipe(code), tmp_path)
    result = check(tmp_path)
    expected = BROKEN / code / "expected.txt"
    if REWRITE:
        expected.write_bytes(result.stderr.encode("utf-8"))
    assert f"[{code}]" in result.stderr
    assert result.stderr == expected.read_bytes().decode("utf-8")
    assert result.exit_code == (1 if " error[" in result.stderr else 0)
    assert str(tmp_path) not in result.stderr


def test_every_code_has_a_recipe_or_a_reason() -> None:
    assert set(RECIPES) | set(NOT_HERE) == set(CODES)
    assert not set(RECIPES) & set(NOT_HERE)


def test_every_recipe_says_what_a_contributor_did() -> None:
    assert all(read_recipe(code).get("why", "").endswith(".") for code in RECIPES)
