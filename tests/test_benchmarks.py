"""The benchmarks measure what they say: a proven dossier, the same for all, an edit that arrives. Nothing here is timed."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import contenders  # noqa: E402
import make_dossier  # noqa: E402
import results  # noqa: E402
import run as runner  # noqa: E402

COUNT = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made dossier of 60 statements; tests leave it as it was."""
    folder = tmp_path_factory.mktemp("made") / "dossier"
    make_dossier.write(make_dossier.make(COUNT), folder)
    return folder


def onrecord(folder: Path, *arguments: str) -> str:
    ran = subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr
    return ran.stdout


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_made_dossier_is_proven_without_a_warning(made: Path) -> None:
    assert f"proven: {COUNT} statements in {COUNT} parts" in onrecord(made, "check")


def test_it_is_the_same_for_the_same_number_and_another_for_another(made: Path, tmp_path: Path) -> None:
    make_dossier.write(make_dossier.make(COUNT), tmp_path / "again")
    assert files(tmp_path / "again") == files(made)
    make_dossier.write(make_dossier.make(COUNT + 1), tmp_path / "other")
    assert files(tmp_path / "other")["seeds/src00000.txt"] != files(made)["seeds/src00000.txt"]


@pytest.mark.parametrize("count", [1, 50, 51, 700])
def test_every_size_has_as_many_statements_as_asked_and_unnamed_people_in_one_source_each(count: int) -> None:
    made = make_dossier.make(count)
    ids = [s.id for source in made.sources for s in source.statements]
    assert len(set(ids)) == len(ids) == count
    unnamed = [(s.speaker.source, source.id) for source in made.sources for s in source.statements if s.speaker.source]
    assert all(home == source for home, source in unnamed)
    assert unnamed or count < 700


def test_no_two_people_have_one_name() -> None:
    few = make_dossier.vocabulary(random.Random(7))[:212]  # a dozen words to make names of
    people = make_dossier._speakers(random.Random(1), 150, few, dict.fromkeys(make_dossier.CODES, "Ruritania"))
    assert len({person.name for person, _ in people}) == 150


def test_the_other_generators_get_the_same_statements(made: Path) -> None:
    ours = [s for f in sorted((made / "data/sources").iterdir()) for s in yaml.safe_load(f.read_text("utf-8"))["statements"]]
    theirs = [s for f in sorted((made / "peers/statements").iterdir()) for s in yaml.safe_load(f.read_text("utf-8"))["statements"]]
    countries = {s["id"]: s["country"] for s in yaml.safe_load((made / "peers/speakers.yaml").read_text("utf-8"))}
    assert len(ours) == len(theirs) == COUNT
    for a, b in zip(ours, theirs, strict=True):
        assert (a["id"], a["speaker"], a["quote"], str(a["said"]), a["venue"]) == (b["id"], b["speaker"], b["quote"], b["date"], b["venue"])
        assert a["answers"] == {s["question"]: s["stance"] for s in b["stances"]}
        assert b["country"] == countries[b["speaker"]]


def test_an_edit_changes_the_pages_that_show_the_words_and_no_other(made: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    onrecord(made, "build", "--out", str(site))
    before = files(site)
    assert sum(bool(re.fullmatch(r"statements/s\d+/index\.html", name)) for name in before) == COUNT
    edit = next(e for e in contenders.edits(made) if "“" not in e.before)
    old = edit.make(made)
    try:
        onrecord(made, "build", "--out", str(site))
    finally:
        for file, data in old.items():
            file.write_bytes(data)
    after = files(site)
    changed = {name for name in after if before.get(name) != after[name]}
    showing = {name for name in after if name.endswith(".html") and f'data-statement="{edit.id}"'.encode() in after[name]}
    assert set(before) == set(after)
    assert f"statements/{edit.id}/index.html" in showing
    assert "sources/src00000/index.html" in showing
    assert showing <= changed
    rest = changed - showing - {"index.html"}  # the first page shows the seal over all spans
    assert rest and all(name == "proof.json" or name.startswith("api/") for name in rest), sorted(rest)
    runner.holds(contenders.contenders()["onrecord"], site, edit)


def test_every_edit_is_still_proven(made: Path) -> None:
    for edit in contenders.edits(made)[1:3]:
        old = edit.make(made)
        try:
            assert edit.after in " ".join((made / "peers/statements/src00000.yaml").read_text("utf-8").split())
            assert edit.before not in " ".join((made / "data/sources/src00000.yml").read_text("utf-8").split())
            onrecord(made, "check")
        finally:
            for file, data in old.items():
                file.write_bytes(data)


def test_a_build_without_the_edit_is_refused(made: Path, tmp_path: Path) -> None:
    edit = contenders.edits(made)[0]
    page = tmp_path / f"statements/{edit.id}/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<p>{edit.before}</p>", "utf-8")
    with pytest.raises(runner.Failed):
        runner.holds(contenders.contenders()["hugo"], tmp_path, edit)
    page.write_text(f"<p>{edit.after}</p>", "utf-8")
    runner.holds(contenders.contenders()["hugo"], tmp_path, edit)


@pytest.mark.parametrize("way", ["apart", "together"])
def test_a_process_is_measured_with_its_children_and_its_exit_code(way: str, tmp_path: Path) -> None:
    def measure(program: str, limit: str = "60") -> dict[str, float]:
        subprocess.run([sys.executable, "-I", "-S", str(BENCHMARKS / "measured.py"), str(tmp_path / "took"), limit, way, sys.executable, "-c", program], check=True)
        took: dict[str, float] = json.loads((tmp_path / "took").read_text("ascii"))
        return took

    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; held = bytes(range(256)) * 400000; time.sleep(0.3)'])"
    assert 98 < measure(child)["peak"] < 200
    assert measure("import time; time.sleep(0.2)")["peak"] < 40
    assert measure("raise SystemExit(3)")["code"] == 3
    assert measure("import time; time.sleep(60)", limit="0.5")["code"] == 124


def test_a_whole_run_writes_a_table_and_a_chart_that_name_no_machine(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, str(BENCHMARKS / "run.py"), "20", "--rounds", "1", "--with", "none", "--on", "disk", "--out", str(tmp_path)],
                         capture_output=True, text=True, timeout=240, check=False)
    assert ran.returncode == 0, ran.stderr
    table = (tmp_path / "results.md").read_text("utf-8")
    assert "## 20 statements, on a disk" in table
    assert re.search(r"^\| Onrecord \| \d+\.\d\d / \d+\.\d\d / \d+ \|", table, re.MULTILINE)
    ElementTree.fromstring((tmp_path / "results.svg").read_text("utf-8"))
    for name in ("results.md", "results.json", "results.svg"):
        assert not re.search(r"/(?:home|root|tmp|usr|dev)/", (tmp_path / name).read_text("utf-8"))


def figures(count: int, ours: list[float], theirs: list[float]) -> dict[str, object]:
    runs = [{"name": name, "kind": kind, "round": number, "wall": wall, "cpu": wall, "peak": 50.0}
            for name, walls in (("onrecord", ours), ("hugo", theirs)) for kind in ("cold", "nothing", "edit", "check", "help") for number, wall in enumerate(walls)]
    wrote = {"files": 1, "pages": 1, "megabytes": 0.1}
    return {"statements": count, "on": "memory", "rounds": len(ours), "machine": "2 cores", "versions": {"onrecord": "0", "hugo": "v1"},
            "wrote": {"onrecord": wrote, "hugo": wrote}, "together": {}, "runs": runs}


def test_a_ratio_is_the_median_over_pairs_of_one_round() -> None:
    one = figures(10, [1.0, 4.0, 3.0], [2.0, 2.0, 3.0])
    assert results.ratio(one, "cold", "wall") == 1.0
    assert "| ÷ Hugo, wall | **1.00** |" in results.table([one])


def test_a_newer_run_replaces_the_one_of_its_size_only(tmp_path: Path) -> None:
    for count, wall in ((1000, 5.0), (10, 1.0), (10, 2.0)):
        results.keep(figures(count, [wall], [1.0]), tmp_path)
    kept = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert [(k["statements"], k["runs"][0]["wall"]) for k in kept] == [(10, 2.0), (1000, 5.0)]
