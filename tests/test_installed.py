"""An installed copy, away from the repository, does what the one in the repository does."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel made of the committed files and their changes was unpacked to."""
    here = tmp_path_factory.mktemp("installed")
    tracked = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, tracked.decode().split("\0")):
        if name.startswith(("generator/", "overrides/")) or "/" not in name:
            target = here / "source" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", here, here / "source"], check=True)
    with zipfile.ZipFile(next(here.glob("*.whl"))) as wheel:
        wheel.extractall(here / "site-packages")
    return here / "site-packages"


def test_a_new_dossier_is_checked_and_built_by_an_installed_copy(installed: Path, tmp_path: Path) -> None:
    """The dossier brings no chrome of its own; its CI installs the tool and runs both commands."""
    environment = os.environ | {"PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "generator", "-C", str(tmp_path / "dossier"), *arguments]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    (tmp_path / "dossier").mkdir()
    run("new", "dossier", str(tmp_path / "dossier"), "--tool", "onrecord==0.1.0")
    assert run("check").startswith("proven: ")
    (tmp_path / "dossier/mkdocs.yml").unlink()  # then the tool's own serves
    assert run("check").startswith("proven: ")
    assert "pages in" in run("build")
    assert (tmp_path / "dossier/site/index.html").read_text("utf-8").count("masthead")
    where = subprocess.run([sys.executable, "-c", "import generator.judging as p; print(p.HOUSE)"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert Path(where.stdout.strip()) == installed / "generator/house", "it was this copy that built"
