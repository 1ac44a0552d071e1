"""The scripts of the site: sound types, no unknown names, nothing fetched from elsewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import node_tools
import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = [*sorted((ROOT / "overrides" / "assets" / "javascripts").glob("*.js")), ROOT / "generator" / "serve" / "live.js"]


@pytest.fixture(scope="module")
def tsc() -> Path:
    """The type checker. Where it cannot be had the test fails, and never skips."""
    fault = node_tools.ready()
    found = node_tools.tool("tsc")
    if fault or found is None:
        pytest.fail(f"{fault or 'tsc is missing'}\n`make test` installs what is needed, or run `python tests/node_tools.py`")
    return found


def checked(tsc: Path, project: Path) -> str:
    return subprocess.run([tsc, "--project", project, "--pretty", "false"], capture_output=True, text=True, timeout=300, check=False).stdout


def test_every_script_is_sound(tsc: Path) -> None:
    assert len(SCRIPTS) > 4
    assert checked(tsc, node_tools.PINS / "tsconfig.json") == ""


def test_the_checker_would_tell(tsc: Path, tmp_path: Path) -> None:
    """A guard that never fails guards nothing: the same settings refuse a script that takes a number for a text."""
    settings = json.loads((node_tools.PINS / "tsconfig.json").read_text(encoding="utf-8"))
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings | {"include": ["*.js"]}), encoding="utf-8")
    shutil.copyfile(SCRIPTS[0], tmp_path / "sound.js")
    (tmp_path / "bad.js").write_text("/** @param {string} text */\nexport const long = (text) => text.length;\nlong(3);\n", encoding="utf-8")
    (tmp_path / "loose.js").write_text("export const first = (list) => list[0];\n", encoding="utf-8")
    told = checked(tsc, tmp_path / "tsconfig.json")
    assert "bad.js(3,6)" in told and "loose.js(1,23)" in told and "sound.js" not in told


def test_scripts_are_small_and_call_no_other_host() -> None:
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        # The one address that may stand in a script is the name of SVG, which is never fetched.
        assert not re.findall(r"https?://(?!www\.w3\.org/)", text), script.name
        assert not re.findall(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b", text), script.name
        assert text.count("\n") <= 400, script.name


def test_pins_name_no_address() -> None:
    """A lock file says what is installed by its hash; from where is the business of whoever installs."""
    lock = (node_tools.PINS / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: found for name, found in json.loads(lock)["packages"].items() if name}
    assert packages and all(found["integrity"].startswith("sha512-") for found in packages.values())
    assert "resolved" not in lock and not re.findall(r'"https?://(?!github\.com/|opencollective\.com/)', lock)
