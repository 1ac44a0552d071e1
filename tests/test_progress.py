"""What a build tells of its course: nothing when it is quick, a line that counts on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

from generator import orders, program
from generator.progress import Telling

ROOT = Path(__file__).resolve().parent.parent


class Clock:
    """Stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_quick_build_tells_nothing_and_does_not_load_what_draws() -> None:
    code = ("import sys, io; from generator.progress import Telling\n"
            "with Telling(sys.stderr, lambda: 0.0, True) as told:\n"
            "    told.stage('making', 'pages', 3)\n    told.step(3)\n"
            "assert not any(name.split('.')[0] == 'rich' for name in sys.modules)")
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_elsewhere_each_stage_has_one_line_once_a_second_has_passed() -> None:
    stream, clock = io.StringIO(), Clock()
    with Telling(stream, clock, is_terminal=False) as told:
        told.stage("reading", "files")
        told.stage("proving", "sources", 2000)
        clock.now += 0.9
        told.step()
        assert stream.getvalue() == ""
        clock.now += 0.2
        told.step()
        told.step(700)
        assert stream.getvalue() == "proving 2,000 sources\n"
        told.stage("making", "pages", 12752)
        told.step(12752)
        told.stage("publishing", "files")
    assert stream.getvalue() == "proving 2,000 sources\nmaking 12,752 pages\npublishing files\n"


def test_a_terminal_has_one_line_that_counts_and_is_gone_at_the_end() -> None:
    stream, clock = Terminal(), Clock()
    with Telling(stream, clock, is_terminal=True) as told:
        told.stage("making", "pages", 12752)
        told.step(3399)
        assert stream.getvalue() == ""
        clock.now += 1.5
        told.step()
        assert "making 3,400 of 12,752 pages" in stream.getvalue()
        drawn = len(stream.getvalue())
        clock.now += 0.05
        told.step()
        assert len(stream.getvalue()) == drawn, "drawn too often"
        clock.now += 0.1
        told.step(99_999)
        assert "making 12,752 of 12,752 pages" in stream.getvalue()
        before_end = len(stream.getvalue())
    assert "\x1b[2K" in stream.getvalue()[before_end:], "the line is still there"
    assert stream.getvalue().count("\n") <= 1


def test_a_forked_process_is_not_heard() -> None:
    stream, clock = io.StringIO(), Clock()
    with Telling(stream, clock, is_terminal=False) as told:
        clock.now += 2
        process = os.fork()
        if not process:
            told.stage("making", "pages", 3)
            os._exit(1 if stream.getvalue() else 0)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def test_the_share_of_one_process_counts_for_all(tmp_path: Path) -> None:
    class Heard:
        stages: dict[str, list[int]] = {}

        def stage(self, doing: str, things: str = "", total: int = 0) -> None:
            self.stages[doing] = [total]

        def step(self, done: int = 1) -> None:
            list(self.stages.values())[-1].append(done)

    heard = Heard()
    dossier = ROOT / "tests/dossiers/ruritania"
    assert isinstance(program.build(orders.Order(dossier, tmp_path / "site", None, "mkdocs", tmp_path / "cache", time.time_ns(), 2, False), heard), orders.Built)
    total, *steps = heard.stages["making"]
    assert total > 300 and set(steps) == {2} and sum(steps) <= 2 * total  # each told as two; how many fall to this process nobody knows
