"""A command that is interrupted, or that nobody listens to, ends without a traceback and without an exit code that speaks of the dossier."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/dossiers/ruritania", tmp_path / "dossier", ignore=shutil.ignore_patterns("site", ".onrecord"))
    return tmp_path / "dossier"


def command(dossier: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "generator", "-C", str(dossier), *more]


def environment(dossier: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(dossier.parent / "cache"), "PYTHONPATH": str(ROOT)}


def test_whoever_interrupts_a_build_reads_no_traceback(dossier: Path) -> None:
    codes = set()
    for wait in (0.05, 0.1, 0.2, 0.4, 0.8, 1.2):  # seconds after the program began: Python's own start may take any time
        build = command(dossier, "build", "--out", str(dossier.parent / "site"))
        # A shell in the background has its children ignore the signal; a process that ignores it is told nothing.
        with subprocess.Popen([build[0], "-X", "importtime", *build[1:]], cwd=ROOT, env=environment(dossier), text=True, start_new_session=True,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)) as begun:
            assert begun.stderr is not None and any(line.endswith("generator.unchanged\n") for line in begun.stderr)
            time.sleep(wait)
            os.killpg(begun.pid, signal.SIGINT)
            told = "".join(line for line in begun.stderr if not line.startswith("import time:"))
        assert "Traceback" not in told, told
        assert begun.returncode in (0, 130), (wait, begun.returncode, told)
        codes.add(begun.returncode)
    assert 130 in codes


def test_nobody_listens(dossier: Path) -> None:
    check = command(dossier, "check")
    for said in (check, check):  # the second time it is printed from memory
        for closed in (">&-", "2>&-", "<&- >&- 2>&-"):
            ran = subprocess.run(["sh", "-c", f'"$@" {closed}', "sh", *said], cwd=ROOT, env=environment(dossier), text=True, capture_output=True, check=False, timeout=60)
            assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), (closed, ran)
        with open("/dev/full", "w", encoding="utf-8") as full:
            ran = subprocess.run(said, cwd=ROOT, env=environment(dossier), text=True, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
        assert ran.returncode == 2 and "Traceback" not in ran.stderr and "fault of the program" not in ran.stderr, ran.stderr


def test_the_working_folder_is_gone(dossier: Path) -> None:
    gone = dossier.parent / "gone"
    gone.mkdir()
    ran = subprocess.run(["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *command(dossier, "check")], cwd=gone, env=environment(dossier), text=True, capture_output=True,
                         check=False, timeout=60)
    assert ran.returncode == 0 and "Traceback" not in ran.stderr, ran.stderr
