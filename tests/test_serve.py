"""The local server: shows the site, builds again on each save, keeps the last good site while there is a fault."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import conftest

SOURCE = "data/sources/politico-deadlock-over-security-guarantees.yml"


class Served:
    """A running `onrecord serve` and what it has printed so far."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self.log = folder, log
        self.process = subprocess.Popen([sys.executable, "-u", "-m", "generator", "-C", str(folder), "serve", "--port", "0"], cwd=conftest.ROOT,
                                        stdout=log.open("wb"), stderr=subprocess.STDOUT)
        self.address = self.wait_for(r"(http://127\.0\.0\.1:\d+/)")

    def wait_for(self, pattern: str, after: int = 0) -> str:
        """The first match of a pattern in what was printed after a place."""
        for _ in range(600):
            found = re.search(pattern, self.log.read_text("utf-8")[after:])
            if found:
                return found[1] if found.groups() else found[0]
            time.sleep(0.1)
        raise AssertionError(f"{pattern} was not printed:\n{self.log.read_text('utf-8')}")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            text: str = answer.read().decode("utf-8")
        return text


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    for name in ("data", "seeds", "content"):
        shutil.copytree(conftest.ROOT / name, tmp_path / "dossier" / name)
    running = Served(tmp_path / "dossier", tmp_path / "log")
    yield running
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0, running.log.read_text("utf-8")


def test_a_save_shows_and_a_fault_keeps_the_last_good_site(served: Served) -> None:
    assert "Karoline Leavitt" in served.get("statements/leavitt-rules-out-boots/")
    file = served.folder / SOURCE
    good = file.read_text("utf-8")

    printed = len(served.log.read_text("utf-8"))
    file.write_text(good.replace("audience: reporters", "audience: people of the press"), "utf-8")
    served.wait_for("pages in", printed)
    assert "people of the press" in served.get("statements/leavitt-rules-out-boots/")

    printed = len(served.log.read_text("utf-8"))
    file.write_text(good.replace("definitively ruled out", "definitely ruled out"), "utf-8")
    served.wait_for("last good one", printed)
    assert "quote-not-in-source" in served.log.read_text("utf-8")
    assert "definitively ruled out" in served.get("statements/leavitt-rules-out-boots/")

    printed = len(served.log.read_text("utf-8"))
    file.write_text(good, "utf-8")
    served.wait_for("pages in", printed)
    assert "people of the press" not in served.get("statements/leavitt-rules-out-boots/")


def test_a_folder_is_not_listed_and_nothing_outside_is_served(served: Served) -> None:
    for path in ("api/", "../data/dossier.yml", "%2e%2e/data/dossier.yml"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            served.get(path)
