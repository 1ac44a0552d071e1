"""The import table of docs/decisions/0001-import-table.md, held against the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"
TABLE = ROOT / "docs" / "decisions" / "0001-import-table.md"
ENTRY = {"__init__", "__main__"}  # the package itself, and the line that starts the command


def rows() -> dict[str, int]:
    found: dict[str, int] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        match = re.match(r"\| (\d+) \| ([^|]+) \|", line)
        if match:
            found |= {name.strip("/"): int(match[1]) for name in re.findall(r"`([a-z_]+/?)`", match[2])}
    return found


def top(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(tree: ast.Module, path: Path) -> set[str]:
    """Top-level modules of the package that a file imports, those for types alone left aside."""
    for_types = {id(node) for test in ast.walk(tree) if isinstance(test, ast.If) and ast.unparse(test.test) == "TYPE_CHECKING"
                 for node in ast.walk(test)}
    depth = len(path.relative_to(PACKAGE).parts)
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or id(node) in for_types:
            continue
        if node.level == depth:  # from the package itself
            found |= {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
        elif node.level == 0 and (node.module or "").startswith("generator"):
            found.add(node.module.split(".")[1] if "." in node.module else node.names[0].name)
    return found


FILES = sorted(p for p in PACKAGE.rglob("*.py") if top(p) not in ENTRY)


def test_every_module_stands_in_the_table() -> None:
    modules = {top(p) for p in FILES} - {"audit"}
    assert modules - {"templates"} <= set(rows())
    assert set(rows()) <= modules | {"templates"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_rows_above_its_own(path: Path) -> None:
    table, own = rows(), top(path)
    names = imported(ast.parse(path.read_text("utf-8")), path) - {own}
    if own == "audit":
        assert not names, "the audit shares no code with what it audits"
        return
    wrong = {name for name in names if (name, own) != ("audit", "commands") and table.get(name, 99) >= table[own]}
    assert not wrong, f"{own} (row {table[own]}) imports {sorted(wrong)}"


TOUCHES = {"read_bytes", "read_text", "write_bytes", "write_text", "scandir", "listdir", "iterdir", "glob", "rglob", "stat", "lstat", "exists", "lexists", "is_file",
           "is_dir", "isfile", "isdir", "unlink", "rmtree", "rename", "mkdir", "makedirs", "touch"}
MAY_TOUCH = {
    "starting.py": {"folder.iterdir", "one.is_dir", "(files(__package__) / 'starter' / path).read_bytes", "distribution('onrecord').read_text"},  # the program's own
    "rules/__init__.py": {"os.listdir"},  # the program's own
    "judging.py": {"(_PACKAGE / 'house').is_dir"},  # the program's own
    "comparing.py": {"Path(where).is_dir", "(Path(where) / 'data').is_dir"},  # whether a folder or a revision is meant
    "serve/watching.py": {"os.path.isdir"},  # which folders there are to watch
    "commands/archive.py": {"archiving.read_text"},  # which reads bytes
}


@pytest.mark.parametrize("path", [p for p in FILES if top(p) not in ("disk", "engine", "audit", "unchanged", "packaged")], ids=lambda p: p.name)
def test_only_disk_and_the_engine_touch_files(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    touching = {c for c in calls if c == "open" or c.rsplit(".", 1)[-1] in TOUCHES and "." in c}
    assert touching == MAY_TOUCH.get(path.relative_to(PACKAGE).as_posix(), set()), sorted(touching)


def test_every_name_is_imported_and_every_import_is_used() -> None:
    """A name that nobody imported is otherwise met only where that line runs."""
    ran = subprocess.run([sys.executable, "-m", "pyflakes", "generator", "tests", "benchmarks", "tools", "setup.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)
