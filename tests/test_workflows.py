"""The workflows: linted, pinned, and never running what a pull request brings with rights to write."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
TOOLS = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env=ENVIRONMENT)


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8"))


def test_actionlint_with_shellcheck_finds_nothing(tmp_path: Path) -> None:
    linted = run(TOOLS / "actionlint", *WORKFLOWS)
    assert linted.returncode == 0, linted.stdout
    bad = tmp_path / "bad.yml"
    bad.write_text(WORKFLOWS[0].read_text("utf-8").replace("runs-on", "runs-at").replace('"$BASE"', "$BASE"), "utf-8")
    found = run(TOOLS / "actionlint", bad)
    assert found.returncode == 1 and "runs-at" in found.stdout and "SC2086" in found.stdout, "it does look, into the shell too"


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    linted = run(TOOLS / "zizmor", "--offline", "--no-progress", GITHUB)
    assert linted.returncode == 0 and "No findings" in linted.stdout + linted.stderr, linted.stdout
    bad = tmp_path / "bad.yml"
    bad.write_text(WORKFLOWS[0].read_text("utf-8").replace('"$BASE"', "${{ github.event.pull_request.title }}"), "utf-8")
    assert run(TOOLS / "zizmor", "--offline", "--no-progress", bad).returncode != 0, "it does look"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash_and_nothing_is_allowed_by_default(path: Path) -> None:
    uses = re.findall(r"uses: *(\S+)(.*)", path.read_text("utf-8"))
    assert uses and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) and re.search(r"# v\d+\.\d+\.\d+", rest) for action, rest in uses)
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())


def test_who_may_write_runs_no_code_of_ours_and_checks_nothing_out() -> None:
    for path in WORKFLOWS:
        for name, job in load(path)["jobs"].items():
            writing = [scope for scope, right in job["permissions"].items() if right == "write"]
            if not writing:
                continue
            steps = job["steps"]
            assert not any("checkout" in step.get("uses", "") for step in steps), f"{path.name}: {name}"
            assert not any(re.search(r"onrecord |make |python", step.get("run", "").replace("onrecord:", "")) for step in steps), f"{path.name}: {name}"


def test_a_pull_request_is_read_by_the_code_of_its_base() -> None:
    for job in load(GITHUB / "workflows" / "check.yml")["jobs"].values():
        checkouts = {step["with"]["path"]: step["with"].get("ref") for step in job["steps"] if "checkout" in step.get("uses", "")}
        assert checkouts == {"base": "${{ github.event.pull_request.base.sha }}", "change": None}
        commands = [step["run"] for step in job["steps"] if "run" in step]
        assert commands and all(command.startswith(("make -C base ", "base/.venv/bin/onrecord -C change ")) for command in commands)


def test_commands_of_the_workflows_and_hooks_exist() -> None:
    from generator.cli import COMMANDS

    text = "".join(path.read_text("utf-8") for path in [*WORKFLOWS, ROOT / ".pre-commit-config.yaml"])
    named = set(re.findall(r"\.venv/bin/onrecord (?:-C \S+ )?(\w+)", text))
    assert {"check", "diff", "build", "fmt", "links"} <= named <= set(COMMANDS)


def test_issue_forms_have_the_fields_that_the_site_fills_in() -> None:
    fields = {form: {part.get("id") for part in load(GITHUB / "ISSUE_TEMPLATE" / form)["body"]} for form in ("report-an-error.yml", "suggest-a-quote.yml")}
    assert "page" in fields["report-an-error.yml"] and "source" in fields["suggest-a-quote.yml"]
