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
import figures as reading  # noqa: E402
import make_dossier  # noqa: E402
import results  # noqa: E402
import run as runner  # noqa: E402
import small  # noqa: E402
import timing  # noqa: E402
import wanted  # noqa: E402

COUNT = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made dossier of 60 statements; tests leave it as it was."""
    folder = tmp_path_factory.mktemp("made") / "dossier"
    make_dossier.write(make_dossier.make(COUNT), folder)
    return folder


def onrecord(folder: Path, *arguments: str) -> str:
    ran = subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert ran.returncode == 0 and "warning" not in ran.stderr, ran.stdout + ran.stderr  # what takes longer than a second tells its steps there
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
    countries = {s["id"]: s["country"] for file in (made / "peers/speakers").iterdir() for s in yaml.safe_load(file.read_text("utf-8"))}
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
    file = made / contenders.contenders()["onrecord"].source
    old = edit.make(file)
    try:
        onrecord(made, "build", "--out", str(site))
    finally:
        file.write_bytes(old)
    after = files(site)
    changed = {name for name in after if before.get(name) != after[name]}
    showing = {name for name in after if name.endswith(".html") and f'data-statement="{edit.id}"'.encode() in after[name]}
    assert set(before) == set(after)
    assert f"statements/{edit.id}/index.html" in showing
    assert "sources/src00000/index.html" in showing
    assert showing <= changed
    rest = changed - showing - {"index.html"}  # the first page shows the seal over all spans
    assert rest and all(name == "proof.json" or name.startswith(("api/", "search/")) for name in rest), sorted(rest)
    runner.holds(contenders.contenders()["onrecord"], site, edit)


def test_every_edit_is_still_proven(made: Path) -> None:
    for edit in contenders.edits(made)[1:3]:
        files = [made / contenders.contenders()[name].source for name in ("onrecord", "hugo")]
        old = [edit.make(file) for file in files]
        try:
            for file in files:
                words = " ".join(file.read_text("utf-8").split())
                assert edit.after in words and edit.before not in words
            onrecord(made, "check")
        finally:
            for file, data in zip(files, old, strict=True):
                file.write_bytes(data)


def test_a_build_without_the_edit_is_refused(made: Path, tmp_path: Path) -> None:
    edit = contenders.edits(made)[0]
    page = tmp_path / f"statements/{edit.id}/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<p>{edit.before}</p>", "utf-8")
    with pytest.raises(timing.Failed):
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


FAKE = """
import pathlib, sys, yaml
data, out, log = map(pathlib.Path, sys.argv[1:])
with log.open("a") as file:
    file.write("cold " if not (out.exists() or (out.parent / "kept").exists()) else "warm ")
(out.parent / "kept").write_text("kept")
for s in yaml.safe_load((data / "statements/src00000.yaml").read_text("utf-8"))["statements"]:
    page = out / "statements" / s["id"] / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(s["quote"], "utf-8")
"""


def fakes(at: Path, *names: str) -> list[contenders.Contender]:
    """Generators that note whether anything was left from before, and write the pages of the first source."""
    return [contenders.Contender(name, (sys.executable, "-c", FAKE, "{data}", "{out}", str(at / f"{name}.log")), lambda work, data: work.mkdir(), ()) for name in names]


def test_every_kind_is_timed_in_turn_and_a_cold_build_starts_with_nothing(made: Path, tmp_path: Path) -> None:
    before = files(made)
    rounds = runner.Rounds(fakes(tmp_path, "hugo", "eleventy"), made, tmp_path, "memory", 60, 0, runner.KINDS)
    runs = [(run.round, run.kind, run.name) for run in rounds.all(2)]
    kinds = ("cold", "nothing", "edit", "memory")
    assert runs == [(0, kind, name) for kind in kinds for name in ("hugo", "eleventy")] + [(1, kind, name) for kind in kinds for name in ("eleventy", "hugo")]
    assert (tmp_path / "hugo.log").read_text().split() == ["cold", "warm", "warm", "cold"] * 2
    assert files(made) == before


def test_a_generator_that_keeps_its_old_page_is_refused_and_the_quote_is_put_back(made: Path, tmp_path: Path) -> None:
    before = files(made)
    lazy = contenders.Contender("hugo", (sys.executable, "-c", FAKE.replace("page.write_text", "page.exists() or page.write_text"), "{data}", "{out}",
                                         str(tmp_path / "log")), lambda work, data: work.mkdir(), ())
    with pytest.raises(timing.Failed):
        list(runner.Rounds([lazy], made, tmp_path, "memory", 60, 0, ("cold", "edit")).all(1))
    assert files(made) == before


def test_nothing_of_our_build_is_kept_outside_of_the_folder_that_a_cold_build_removes(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "TMPDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    ours, work, before = contenders.contenders()["onrecord"], tmp_path / "work", files(made)
    ours.make_cold(made, work)
    timing.take(ours, made, work, 240)
    assert files(made) == before
    assert {name.split("/")[0] for name in files(tmp_path)} == {"work", "work.json"}
    assert any(name.startswith("work/cache/onrecord/frames-") for name in files(tmp_path))
    ours.make_cold(made, work)
    assert list(work.iterdir()) == []


def test_a_whole_run_writes_a_table_and_a_chart_that_name_no_machine(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, str(BENCHMARKS / "run.py"), "20", "--rounds", "1", "--with", "none", "--on", "disk", "--settle", "0", "--out", str(tmp_path)],
                         capture_output=True, text=True, timeout=240, check=False)
    assert ran.returncode == 0, ran.stderr
    table = (tmp_path / "results.md").read_text("utf-8")
    assert "## 20 statements, on a disk" in table
    assert len(re.findall(r"^\| Onrecord \|(?: \d+\.\d\d / \d+\.\d\d / \d+ \|){3} \d+ \|$", table, re.MULTILINE)) == 1
    assert re.search(r"`onrecord check` after a build \d", table) and re.search(r"`onrecord --help` \d", table)
    assert "| 20 |" in table  # pages of statements
    ElementTree.fromstring((tmp_path / "results.svg").read_text("utf-8"))
    for name in ("results.md", "results.json", "results.svg"):
        assert not re.search(r"/(?:home|root|tmp|usr|dev)/", (tmp_path / name).read_text("utf-8"))


def test_growth_and_the_small_dossier_are_measured_and_kept_beside_the_sizes(tmp_path: Path) -> None:
    results.keep_size(figures(10, [1.0], [2.0]), tmp_path)
    dossier = str(ROOT / "tests/dossiers/ruritania")
    for script, more in (("growth.py", ("--sizes", "10,60", "--rounds", "1")), ("small.py", ("--dossier", dossier, "--rounds", "1"))):
        ran = subprocess.run([sys.executable, str(BENCHMARKS / script), *more, "--settle", "0", "--out", str(tmp_path)], capture_output=True, text=True, timeout=240, check=False)
        assert ran.returncode == 0, ran.stderr
    table = (tmp_path / "results.md").read_text("utf-8")
    assert "## 10 statements, in memory" in table
    assert re.search(r"10 → 60: \*\*-?\d\.\d\d\*\*", table)
    assert re.search(r"^\| this repository's dossier, cold ÷ `mkdocs build` \| 1 \| \d+\.\d\d \| (held|\*\*missed\*\*) \|", table, re.MULTILINE)
    wrote = json.loads((tmp_path / "results.json").read_text("utf-8"))["small"]["wrote"]
    ours, theirs = wrote["onrecord, search"]["pages"], wrote["mkdocs, search"]["pages"]
    assert ours - 3 <= theirs <= ours  # one statement more makes a few pages more


@pytest.mark.parametrize("count", [1, 60, 130])
def test_the_pages_of_a_plain_site_are_counted_right(count: int, tmp_path: Path) -> None:
    make_dossier.write(make_dossier.make(count), tmp_path)
    subprocess.run([sys.executable, str(BENCHMARKS / "peers/markdown/pages.py"), str(tmp_path / "peers"), str(tmp_path / "docs")], check=True)
    assert small.pages_of(count) == len(files(tmp_path / "docs")) + 1


def figures(count: int, ours: list[float], theirs: list[float]) -> dict[str, object]:
    runs = [{"name": name, "kind": kind, "round": number, "wall": wall, "cpu": wall, "peak": 50.0}
            for name, walls in (("onrecord", ours), ("hugo", theirs)) for kind in ("cold", "nothing", "edit", "memory", "check", "help") for number, wall in enumerate(walls)]
    wrote = {"files": 1, "pages": 1, "megabytes": 0.1, "html": 0.1, "folders": {"statements": 1}}
    return {"statements": count, "on": "memory", "rounds": len(ours), "machine": "2 cores", "load": [0.0, 0.0], "is_same_program": True, "has_search": False,
            "versions": {"onrecord": "0", "hugo": "v1"}, "wrote": {"onrecord": wrote, "hugo": wrote}, "runs": runs}


def test_a_ratio_is_the_median_over_pairs_of_one_round() -> None:
    one = figures(10, [1.0, 4.0, 3.0], [2.0, 2.0, 3.0])
    assert reading.ratio(one, "cold", "wall") == 1.0
    assert "| ÷ Hugo, wall | **1.000** |" in results.one_size(one)


def test_a_newer_run_replaces_the_one_of_its_size_only(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text("[]", "utf-8")  # of an older form
    for count, wall in ((1000, 5.0), (10, 1.0), (10, 2.0)):
        results.keep_size(figures(count, [wall], [1.0]), tmp_path)
    kept = json.loads((tmp_path / "results.json").read_text("utf-8"))["sizes"]
    assert [(k["statements"], k["runs"][0]["wall"]) for k in kept] == [(10, 2.0), (1000, 5.0)]


def test_a_kind_that_was_not_timed_leaves_its_places_empty() -> None:
    one = figures(100_000, [1.0], [2.0])
    one["runs"] = [run for run in one["runs"] if run["kind"] == "cold"]
    assert "| Onrecord | 1.00 / 1.00 / 50 | – | – | – |" in results.one_size(one)
    assert "| ÷ Hugo, wall | **0.500** |  |  |  |" in results.one_size(one)
    ElementTree.fromstring(results.chart([one]))


def test_a_run_in_which_our_program_was_edited_says_that_it_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator/one.py").write_text("")
    monkeypatch.setattr(contenders, "ROOT", tmp_path)
    before = timing.Surroundings.now()
    same = before.plain()
    (tmp_path / "generator/two.py").write_text("")
    assert "edited during" not in results.one_size(figures(10, [1.0], [2.0]) | same)
    assert "edited during these runs" in results.one_size(figures(10, [1.0], [2.0]) | before.plain())


def test_a_table_names_the_commit_and_the_call_that_measures_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contenders, "ROOT", tmp_path)
    assert timing.Surroundings.now().plain()["commit"] == ""  # no repository
    for call in (("init", "-q"), ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "first"), ("tag", "v1")):
        subprocess.run(["git", "-C", tmp_path, *call], check=True)
    commit = timing.Surroundings.now().plain()["commit"]
    assert re.fullmatch("[0-9a-f]{7,}", commit)
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator/one.py").write_text("")
    subprocess.run(["git", "-C", tmp_path, "add", "-A"], check=True)
    assert timing.Surroundings.now().plain()["commit"] == f"{commit} with changes"
    one = figures(10, [1.0, 2.0], [2.0, 3.0]) | {"commit": commit, "on": "disk"}
    assert "`make bench N=10 ROUNDS=2 ON=disk`" in results.one_size(one) and f"; commit {commit}." in results.one_size(one)
    one["runs"] = [run for run in one["runs"] if run["kind"] in ("cold", "edit")]
    assert "KINDS=cold,edit`" in results.one_size(one)


def row(kept: wanted.Kept, start: str) -> str:
    return next(line for line in wanted.table(kept) if line.startswith(f"| {start}"))


def test_each_wanted_figure_stands_beside_the_measured_one_and_is_held_or_missed() -> None:
    kept: wanted.Kept = {"sizes": [figures(10_000, [0.5], [1.0]), figures(100, [0.5], [1.0]), figures(10_000, [0.05], [1.0]) | {"on": "disk"}]}
    assert row(kept, "10,000 statements, cold").startswith("| 10,000 statements, cold ÷ Hugo | 0.6 | 0.50 | held |")
    assert "| 0.1 | 0.500 | **missed** |" in row(kept, "10,000, one quote edited")
    assert "| 0.1 | 0.050 | held |" in row(kept, "10,000 on a disk")
    assert "| 0.8 | 0.50 | held |" in row(kept, "100, nothing changed")
    assert "| not yet |" in row(kept, "100,000, cold")
    assert "| 0.4 s | 0.50 s | **missed** |" in row(kept, "10,000, `onrecord check`")
    assert all("| not yet |" in line for line in list(wanted.table({}))[2:])


def test_figures_that_other_benchmarks_print_are_read_out_of_their_tables() -> None:
    said = "| | wall s | CPU s | peak MiB |\n|---|---|---|---|\n| cold | 7.10 | 6.90 | 650.00 |\n| edit | 0.45 | 0.40 | 90.00 |\n"
    served = "N = 10,000, 9 rounds, on memory; seconds from the save\ndisk    0.120  (0.110 to 0.200)\nshown   0.510  (0.400 to 0.600)\n"
    kept: wanted.Kept = {"search": {"statements": 10_000, "said": said}, "serve": {"statements": 10_000, "said": served}}
    assert "| 8 s | 7.10 s | held |" in row(kept, "10,000, search index, cold")
    assert "| 600 MiB | 650 MiB | **missed** |" in row(kept, "10,000, search index, memory")
    assert "| 1 s | 0.45 s | held |" in row(kept, "10,000, search index, one edit")
    assert "| 0.15 s | 0.120 s | held |" in row(kept, "10,000, serve: save to page")
    assert "| 0.4 s | 0.51 s | **missed** |" in row(kept, "10,000, serve: save to browser")
    kept["search"]["statements"] = 100
    assert "| not yet |" in row(kept, "10,000, search index, cold")


def test_the_exponent_of_growth_is_one_for_what_grows_in_line() -> None:
    def grown(*walls: float) -> list[tuple[int, int, float]]:
        sizes = [10, 100, 1000]
        runs = [{"name": "onrecord", "kind": str(size), "round": 0, "wall": wall} for size, wall in zip(sizes, walls, strict=True)]
        return [(a, b, round(exponent, 3)) for a, b, exponent in reading.exponents({"sizes": sizes, "runs": runs})]

    assert grown(1, 10, 100) == [(10, 100, 1.0), (100, 1000, 1.0), (10, 1000, 1.0)]
    assert grown(1, 10, 1000) == [(10, 100, 1.0), (100, 1000, 2.0), (10, 1000, 1.5)]
