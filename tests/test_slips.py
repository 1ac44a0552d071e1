"""Three slips for each code, as newcomers make them: the report alone is enough to mend each.

`dossiers/slips/CODE.yml` is a list of slips. Each is a recipe as in `test_broken_dossiers`, and besides:

    told     what the report has to say, word for word: the part that a newcomer goes by
    mend     file: list of [from, to], what the newcomer then does; every name typed there is one that the report told
    knows    words of the mend that no report could tell, since only the newcomer knows them: a title, a summary
    remove   (in mend) files to delete; rename, copy (in mend) file: its new name; shorten (in mend) files whose endless lines are cut
    repeat   file: a word, what takes its place, how often
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import CODES

from test_broken_dossiers import HERE, NOT_HERE, check, files_of, lay_out

SLIPS = HERE / "slips"
LONG = 5_000  # characters of a line that no newcomer typed
WORD = re.compile(r"[^\W_][\w-]*[^\W_]|[^\W_]")


def slips() -> list[tuple[str, int, dict[str, Any]]]:
    return [(path.stem, number, slip) for path in sorted(SLIPS.glob("*.yml"))
            for number, slip in enumerate(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader), start=1)]


def mend(folder: Path, mending: dict[str, Any]) -> set[str]:
    """Do what the report says, and give back the words that were typed anew for it."""
    typed: set[str] = set()
    for file in mending.get("remove", ()):
        (folder / file).unlink()
    for file, name in mending.get("rename", {}).items():
        typed |= set(WORD.findall(name)) - set(WORD.findall(file))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).rename(folder / name)
    for file, name in mending.get("copy", {}).items():
        (folder / name).write_bytes((folder / file).read_bytes())
    for file in mending.get("shorten", ()):
        text = (folder / file).read_text("utf-8")
        (folder / file).write_text("".join(line if len(line) < LONG else line[:20] + "\n" for line in text.splitlines(keepends=True)[:100]), "utf-8")
    for file, changes in mending.get("change", {}).items():
        text = (folder / file).read_text("utf-8") if (folder / file).exists() else ""
        for old, new in changes:
            assert text.count(old) == 1 or not old, f"{file}: {old!r} stands there {text.count(old)} times"
            typed |= set(WORD.findall(new)) - set(WORD.findall(text))
            text = text.replace(old, new) if old else text + new
        (folder / file).write_bytes(text.encode("utf-8"))
    return typed


@pytest.mark.parametrize(("code", "number", "slip"), slips(), ids=lambda value: value if isinstance(value, str) else str(value) if isinstance(value, int) else "")
def test_the_report_alone_is_enough_to_mend_it(code: str, number: int, slip: dict[str, Any], tmp_path: Path) -> None:
    lay_out(slip, tmp_path)
    for file, (word, repeated, times) in slip.get("repeat", {}).items():
        (tmp_path / file).write_text((tmp_path / file).read_text("utf-8").replace(word, repeated * int(times)), "utf-8")
    report = check(tmp_path).stderr
    assert f"[{code}]" in report, report
    for words in slip["told"]:
        assert words in report, report
    archive = " ".join(text for name, text in files_of(slip).items() if name.startswith("seeds/"))
    typed = mend(tmp_path, slip["mend"])
    told = set(WORD.findall(report)) | set(WORD.findall(archive)) | set(WORD.findall(" ".join(slip.get("knows", ()))))
    assert typed <= told, f"nothing in the report says {sorted(typed - told)}"
    after = check(tmp_path)
    assert f"[{code}]" not in after.stderr, after.stderr
    assert after.exit_code == 0, after.stderr


def test_every_code_has_three_slips() -> None:
    count = {code: sum(one == code for one, _, _ in slips()) for code in CODES}
    assert {code for code, number in count.items() if number < 3} == set(NOT_HERE)
