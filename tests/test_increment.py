"""Whatever the history, the site is byte for byte that of a clean build; and what is kept is only ever believed after it was checked."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import changed, edit, increment, judging, making, orders, program, whole
from generator.disk import Desk, PublishError, read_dossier
from generator.disk.places import files_in
from generator.first_look import kept_records, shared_print
from generator.parallel import Standby
from generator.unchanged import tool_print

ROOT = Path(__file__).resolve().parent.parent
RURITANIA = ROOT / "tests/dossiers/ruritania"


class Bench:
    """A copy of the fictional dossier, its site, and a cache that lives through all builds."""

    def __init__(self, folder: Path, frames: Path) -> None:
        self.dossier, self.out, self.cache, self.clean = folder / "dossier", folder / "site", folder / "cache", folder / "clean"
        shutil.copytree(RURITANIA, self.dossier, ignore=shutil.ignore_patterns("site", ".onrecord"))
        self.frames = frames

    def build(self, jobs: int = 2, prover: Standby | None = None) -> orders.Built | judging.Verdict:
        """A build that may use whatever was kept."""
        return program.build(self._order(self.out, self.cache, jobs), prover=prover)

    def is_that_of_a_clean_build(self) -> bool:
        """Build once more with no site and no cache but that of the engine's frames, and compare all files."""
        shutil.rmtree(self.clean, ignore_errors=True)
        (self.clean / "cache").mkdir(parents=True)
        for one in (*self.cache.glob("frames-*"), *self.frames.glob("frames-*")):
            shutil.copy(one, self.clean / "cache")
        built = program.build(self._order(self.clean / "site", self.clean / "cache", 1))
        assert isinstance(built, orders.Built), built.diagnostics
        for one in (self.clean / "cache").glob("frames-*"):
            shutil.copy(one, self.frames)
        ours, clean = contents(self.out), contents(self.clean / "site")
        assert sorted(ours) == sorted(clean)
        assert [path for path in ours if ours[path] != clean[path]] == []
        return True

    def _order(self, out: Path, cache: Path, jobs: int) -> orders.Order:
        return orders.Order(self.dossier, out, None, "mkdocs", cache, time.time_ns(), jobs)

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        """Change a file; the change must be one."""
        file = self.dossier / path
        before = file.read_text("utf-8")
        after = change(before)
        assert after != before, path
        file.write_text(after, "utf-8")


def contents(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in files_in(site)}


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frames that any build here made; only these are taken over into a clean build."""
    return tmp_path_factory.mktemp("frames")


@pytest.fixture
def bench(tmp_path: Path, frames: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(increment, "_FEW", 1)  # so that a dossier as small as this is shared out too
    monkeypatch.setattr(making, "_FEW", 10)
    yield Bench(tmp_path, frames)


# --- random histories -----------------------------------------------------------------------------------------------------

Change = Callable[[Bench, random.Random], str]


def some(bench: Bench, pattern: str, rng: random.Random) -> Path:
    return rng.choice(sorted(bench.dossier.glob(pattern)))


def replaced(bench: Bench, path: Path, pattern: str, by: str, rng: random.Random) -> str:
    """Replace one of the matches, so that any place of a file may be hit."""
    text = path.read_text("utf-8")
    found = list(re.finditer(pattern, text))
    if not found:
        return ""
    one = rng.choice(found)
    path.write_text(text[:one.start()] + one.expand(by) + text[one.end():], "utf-8")
    return f"{path.name}: {one[0].strip()!r} to {by!r}"


def a_key_less(bench: Bench, rng: random.Random) -> str:
    return replaced(bench, some(bench, "data/sources/*.yml", rng), r"(?m)^    (venue|medium|about|audience|answers): .*\n", "", rng)


def a_quote_shorter(bench: Bench, rng: random.Random) -> str:
    return replaced(bench, some(bench, "data/sources/*.yml", rng), r"[.!](\"\n)", r"\1", rng)


def another_strength(bench: Bench, rng: random.Random) -> str:
    return replaced(bench, some(bench, "data/sources/*.yml", rng), r"(answers: \{[a-z-]+: )([a-z-]+)(\})", r"\1{stance: \2, strength: implies}\3", rng)


def a_statement_less(bench: Bench, rng: random.Random) -> str:
    return replaced(bench, some(bench, "data/sources/*.yml", rng), r"(?m)^  - id: .*\n(?:    .*\n)*", "", rng)


def another_name(bench: Bench, rng: random.Random) -> str:
    return replaced(bench, some(bench, "data/[po]*/*.yml", rng), r"(?m)^name: (.*)$", r"name: \1 Junior", rng)


def another_date(bench: Bench, rng: random.Random) -> str:
    return replaced(bench, some(bench, "data/*/*.yml", rng), r"1894-0(\d)-0[1-8]\b", r"1894-0\g<1>-09", rng)


def another_id(bench: Bench, rng: random.Random) -> str:
    """Rename a record that is no country, everywhere."""
    path = some(bench, "data/[poqes]*/*.yml", rng)
    old, new = path.stem, f"{path.stem}-again"
    for file in (*bench.dossier.glob("data/**/*.yml"), *bench.dossier.glob("content/**/*.md")):
        text = file.read_text("utf-8")
        if (changed := re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text)) != text:
            file.write_text(changed, "utf-8")
    path.rename(path.with_stem(new))
    seed = bench.dossier / f"seeds/{old}.txt"
    if path.parent.name == "sources" and seed.exists():
        seed.rename(seed.with_stem(new))
    return f"{old} to {new}"


def a_file_less(bench: Bench, rng: random.Random) -> str:
    path = some(bench, "data/[poqe]*/*.yml", rng)
    path.unlink()
    return f"{path.name} gone"


def a_page_more(bench: Bench, rng: random.Random) -> str:
    path = bench.dossier / f"content/page-{rng.randrange(3)}.md"
    path.write_text(f"# Page {rng.randrange(100)}\n\nNothing yet.\n", "utf-8")
    return path.name


def another_page(bench: Bench, rng: random.Random) -> str:
    return replaced(bench, some(bench, "content/**/*.md", rng), r"(?m)^([A-Z][a-z]+ .*)$", r"Once more: \1", rng)


def another_config(bench: Bench, rng: random.Random) -> str:
    if not (bench.dossier / "mkdocs.yml").exists():
        shutil.copy(ROOT / "mkdocs.yml", bench.dossier)
    return replaced(bench, bench.dossier / "mkdocs.yml", r"(?m)^(site_name|site_description): .*$", rf"\1: Number {rng.randrange(100)}", rng)


def other_chrome(bench: Bench, rng: random.Random) -> str:
    if not (bench.dossier / "overrides").exists():
        shutil.copytree(ROOT / "overrides", bench.dossier / "overrides")
    path = some(bench, rng.choice(("overrides/assets/**/*.css", "overrides/partials/colophon.html")), rng)
    path.write_text(f"{path.read_text('utf-8')}{'/* ' if path.suffix == '.css' else '<p>'}{rng.randrange(100)}{' */' if path.suffix == '.css' else '</p>'}\n", "utf-8")
    return path.name


def a_page_of_the_site_lost(bench: Bench, rng: random.Random) -> str:
    path = some_page(bench, rng)
    path.unlink()
    return f"{path} lost"


def a_page_of_the_site_altered(bench: Bench, rng: random.Random) -> str:
    path = some_page(bench, rng)
    path.write_text("altered", "utf-8")
    return f"{path} altered"


def some_page(bench: Bench, rng: random.Random) -> Path:
    return rng.choice(sorted(bench.out.rglob("*.html")))


def a_cache_cut(bench: Bench, rng: random.Random) -> str:
    path = rng.choice(sorted(p for p in bench.cache.rglob("*") if p.is_file()))
    data = path.read_bytes()
    path.write_bytes(data[:rng.randrange(len(data) or 1)] if rng.random() < 0.5 else data[:40] + bytes(max(0, len(data) - 40)))
    return f"{path.name} cut"


OFTEN: tuple[Change, ...] = (a_key_less, a_quote_shorter, another_strength, a_statement_less, another_name, another_date, another_id, a_file_less,
                             a_page_more, another_page, a_page_of_the_site_lost, a_page_of_the_site_altered, a_cache_cut)
SELDOM: tuple[Change, ...] = (another_config, other_chrome)  # each needs new frames, which takes the engine two seconds


@pytest.mark.parametrize("seed", range(4))
def test_a_site_is_that_of_a_clean_build_whatever_the_history(bench: Bench, seed: int) -> None:
    rng = random.Random(seed)
    assert isinstance(bench.build(), orders.Built) and bench.is_that_of_a_clean_build()
    changes = [change for change in (*rng.sample(OFTEN, 10), rng.choice(SELDOM))]
    rng.shuffle(changes)
    good = 0
    for change in changes:
        before = bench.dossier.with_name("before")
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(bench.dossier, before)
        was = contents(bench.out)
        what = change(bench, rng)
        built = bench.build()
        if isinstance(built, orders.Built):
            assert bench.is_that_of_a_clean_build(), what
            good += 1
            continue
        # The plain way has the same to say, and the site stands as it stood.
        assert built.diagnostics == judging.read_and_judge(bench.dossier).diagnostics, what
        assert contents(bench.out) == was, what
        shutil.rmtree(bench.dossier)
        before.rename(bench.dossier)
    assert good >= 4, "too few of the changes left a dossier without errors to say anything"


@pytest.mark.parametrize("change", [
    lambda text: re.sub("positions_of: .*", "positions_of: people", text),
    lambda text: re.sub(r"questions: \[(.*?), (.*)\]", r"questions: [\2, \1]", text),
], ids=["whose positions are compared", "the order of the questions"])
def test_what_the_dossier_says_of_itself_reaches_every_page_that_it_concerns(bench: Bench, change: Callable[[str], str]) -> None:
    bench.build()
    for one in (change, lambda text: (RURITANIA / "data/dossier.yml").read_text("utf-8")):  # and back
        bench.edit("data/dossier.yml", one)
        assert isinstance(bench.build(), orders.Built)
        assert bench.is_that_of_a_clean_build()


def test_a_small_change_makes_few_pages_anew(bench: Bench) -> None:
    assert isinstance(bench.build(), orders.Built)
    source = bench.dossier / "data/sources/gazette-three-heads.yml"
    source.write_text(source.read_text("utf-8") + "# seen\n", "utf-8")
    built = bench.build()
    assert isinstance(built, orders.Built) and built.published.written == ()
    name = bench.dossier / "data/people/greta-holm.yml"
    name.write_text(name.read_text("utf-8").replace("name: ", "name: Dame ", 1), "utf-8")
    built = bench.build()
    assert isinstance(built, orders.Built)
    assert "people/greta-holm/index.html" in built.published.written
    assert "people/duke-michael/index.html" not in built.published.written


def test_a_question_that_is_named_and_gone_is_reported(bench: Bench) -> None:
    """Only the dossier's own file names it: no bundle of sources has an error of its own."""
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("    answers:\n      guard-pay: kings-purse\n", ""))
    (bench.dossier / "data/questions/guard-pay.yml").unlink()
    built = bench.build()
    assert isinstance(built, judging.Verdict) and [one.code for one in built.diagnostics if one.severity == "error"] == ["unknown-reference"]


def test_a_foreign_cache_is_not_believed(bench: Bench, tmp_path: Path) -> None:
    """A value that was kept under another key, whole and well hashed, is another's."""
    assert isinstance(bench.build(), orders.Built)
    outcomes = sorted(bench.cache.glob("dossier-*/outcomes/*"))
    first = outcomes[0].read_bytes()
    for one in outcomes[1:]:
        one.write_bytes(first)
    for one in bench.cache.glob("dossier-*/book-*"):
        one.unlink()
    shutil.rmtree(bench.out)
    assert isinstance(bench.build(), orders.Built) and bench.is_that_of_a_clean_build()


def test_a_build_killed_between_the_site_and_its_book_leaves_no_page_of_another_state(bench: Bench) -> None:
    bench.build()
    book = next(bench.cache.glob("dossier-*/book-*"))
    of_first = book.read_bytes()
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(" I put a rug over him at about ten o'clock.", ""))
    bench.build()
    book.write_bytes(of_first)  # as if the second build had ended before it kept its own
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the red chair.", "in the red chair. I put a rug over him at about ten o'clock."))
    bench.build()
    assert bench.is_that_of_a_clean_build()


def test_builds_at_the_same_time_share_what_is_kept(bench: Bench) -> None:
    """As in a test run, or with `serve` in one window and `build` in another: each has its own site, all have one cache."""
    command = (sys.executable, "-m", "generator", "-C", str(bench.dossier), "build", "--out")
    environment = os.environ | {"XDG_CACHE_HOME": str(bench.cache.parent), "PYTHONPATH": str(ROOT)}
    sites = [bench.out.parent / f"site-{number}" for number in range(4)]
    running = [subprocess.Popen((*command, str(site)), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for site in sites]
    said = [one.communicate()[0] for one in running]
    assert [(one.returncode, text) for one, text in zip(running, said, strict=True) if one.returncode] == []
    first, *others = map(contents, sites)
    assert all(one == first for one in others)


def test_an_edited_template_is_seen(tmp_path: Path) -> None:
    """The program is part of what a page is made of: here a copy of it, whose template changes between two builds."""
    tool = tmp_path / "tool"
    for name in ("generator", "overrides"):
        shutil.copytree(ROOT / name, tool / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tool)

    def build(home: str, writes: str = "") -> dict[str, bytes]:
        environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / home), "PYTHONPATH": str(tool), "PYTHONDONTWRITEBYTECODE": writes}
        command = [sys.executable, "-m", "generator", "-C", str(ROOT / "tests/dossiers/base"), "build", "--out", str(tmp_path / f"{home}-site")]
        ran = subprocess.run(command, cwd=tool, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return contents(tmp_path / f"{home}-site")

    before = build("kept")
    template = tool / "generator/templates/home.html"
    template.write_text(template.read_text("utf-8") + "<p>Another word of ours.</p>\n", "utf-8")
    after = build("kept")
    assert b"Another word of ours." in after["index.html"] and b"Another word of ours." not in before["index.html"]
    assert {path for path in after if after[path] != before[path]} == {"index.html"}
    compiled = tool / "generator/templates/__pycache__"
    assert len(list(compiled.glob("*.kept"))) == len(list(template.parent.glob("*.html"))) and not (tmp_path / "kept/onrecord/templates").exists()
    shutil.rmtree(compiled)
    assert after == build("clean", writes="no")
    assert not compiled.exists() and any((tmp_path / "clean/onrecord/templates").iterdir()), "as Python keeps what it compiled"


def test_two_files_of_one_path_are_refused_and_the_site_stands(bench: Bench) -> None:
    """A file of the chrome and a page of `content/` with one address: neither silently takes the other's place."""
    assert isinstance(bench.build(), orders.Built)
    was = contents(bench.out)
    (bench.dossier / "content/assets.md").write_text("# Assets\n\nNothing.\n", "utf-8")
    shutil.copytree(ROOT / "overrides", bench.dossier / "overrides")
    (bench.dossier / "overrides/assets/index.html").write_text("<!doctype html>", "utf-8")
    with pytest.raises(PublishError, match="assets/index.html"):
        bench.build()
    assert contents(bench.out) == was


# --- edits of words -------------------------------------------------------------------------------------------------------


def only_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a build that looks at every page fails."""
    def refuse(*given: object) -> None:
        raise AssertionError("this edit changed nothing but words")

    monkeypatch.setattr(whole, "build", refuse)


SHORTER = " I put a rug over him at about ten o'clock."


def test_an_edit_of_words_makes_what_shows_them_and_looks_at_nothing_else(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build()
    with monkeypatch.context() as patch:
        only_edits(patch)
        bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
        built = bench.build()
        assert isinstance(built, orders.Built) and 3 < len(built.published.written) < 40
    assert bench.is_that_of_a_clean_build()
    with monkeypatch.context() as patch:
        only_edits(patch)
        bench.edit("data/sources/chamber-inquiry.yml", lambda text: text + "# nothing of it shows\n")
        built = bench.build()
        assert isinstance(built, orders.Built) and built.published.written == ()
        bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the red chair.", f"in the red chair.{SHORTER}"))  # upon an edit, and back
        assert isinstance(bench.build(), orders.Built)
    assert bench.is_that_of_a_clean_build()


WHOLE = "    quote: It would at least stand still.\n"
PARTIAL = "    quote: It would at least stand\n    paraphrase: She thinks that “It would at least stand”.\n"


def test_an_edit_that_makes_whole_words_partial_is_an_edit_of_words(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of statements tells the kind of speech and no words: it is made again now, and an edit that leaves the kind leaves the list."""
    def row() -> str:
        page = (bench.out / "statements/index.html").read_text("utf-8")
        return page.partition("statements/countess-it-would-stand-still/")[2].partition("</li>")[0]

    def written_by(before: str, after: str) -> tuple[str, ...]:
        bench.edit("data/sources/gazette-three-heads.yml", lambda text: text.replace(before, after))
        built = bench.build()
        assert isinstance(built, orders.Built), built.diagnostics
        return built.published.written

    bench.build()
    whole = row()
    with monkeypatch.context() as patch:
        only_edits(patch)
        assert "statements/index.html" in written_by(WHOLE, PARTIAL)
        assert row() != whole and "Part of a sentence" in row() and "Part of a sentence" not in whole
        assert "statements/index.html" not in written_by("She thinks", "She says")
        assert "statements/index.html" in written_by(PARTIAL.replace("thinks", "says"), WHOLE)
        assert row() == whole
    assert bench.is_that_of_a_clean_build()


def test_edits_in_a_row_stay_edits(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an edit keeps is what it made, and not what it only looked at, or every other one would be a whole build."""
    bench.build()
    only_edits(monkeypatch)
    monkeypatch.setattr(edit, "LONGEST", 28)
    for number in range(4):
        bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("red chair.", f"red chair.{SHORTER}") if number % 2 else text.replace(SHORTER, ""))
        built = bench.build()
        assert isinstance(built, orders.Built) and built.published.written
    monkeypatch.undo()
    assert bench.is_that_of_a_clean_build()


def test_an_edit_is_proven_by_the_process_that_was_begun_ahead(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build()
    prover = Standby.begin(changed.prover)
    with monkeypatch.context() as patch:
        only_edits(patch)
        patch.setattr(changed, "outcomes", lambda *given: {})  # this process proves nothing
        bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
        assert isinstance(bench.build(prover=prover), orders.Built)
        prover.stop()
    assert bench.is_that_of_a_clean_build()


def test_an_edit_is_proven_here_where_the_process_that_was_begun_ahead_fails(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build()
    only_edits(monkeypatch)
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
    prover = Standby.begin(lambda: lambda question: 1 / 0)
    assert isinstance(bench.build(prover=prover), orders.Built)
    prover.stop()
    monkeypatch.undo()
    assert bench.is_that_of_a_clean_build()


def test_the_command_builds_edits_and_tells_faults_as_a_first_build_does(bench: Bench) -> None:
    """Processes as a contributor starts them: the second and later ones have a prover at hand."""
    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "generator", "-C", str(bench.dossier), "build", "--out", str(bench.out)], cwd=ROOT, text=True, capture_output=True,
                              env={**os.environ, "XDG_CACHE_HOME": str(bench.cache.parent)}, check=False, timeout=120)

    bench.cache = bench.cache.with_name("onrecord")
    assert run().returncode == 0
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
    edited = run()
    assert edited.returncode == 0 and "files written" in edited.stdout and "Traceback" not in edited.stderr
    assert bench.is_that_of_a_clean_build()
    (bench.out / "people/index.html").write_text("altered by hand", "utf-8")
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the red chair.", f"in the red chair.{SHORTER}"))
    assert run().returncode == 0 and bench.is_that_of_a_clean_build()
    was = contents(bench.out)
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the red chair.", "in the green chair."))
    refused = run()
    assert refused.returncode == 1 and "quote-not-in-source" in refused.stderr and contents(bench.out) == was
    bench.edit("data/people/greta-holm.yml", lambda text: text.replace("name: ", "name: Dame ", 1))
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the green chair.", "in the red chair."))
    assert run().returncode == 0 and bench.is_that_of_a_clean_build()


def test_what_an_edit_left_is_where_the_next_whole_build_begins(bench: Bench) -> None:
    bench.build()
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
    bench.build()
    bench.edit("data/people/greta-holm.yml", lambda text: text.replace("name: ", "name: Dame ", 1))
    bench.build()
    assert bench.is_that_of_a_clean_build()


@pytest.mark.parametrize("lost", ["a page", "the receipt", "the receipt wholly", "what edits changed", "the outcome before", "the manifest"])
def test_an_edit_upon_something_lost_is_a_whole_build(bench: Bench, lost: str) -> None:
    bench.build()
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
    bench.build()
    if lost in ("a page", "the receipt"):
        (bench.out / ("people/index.html" if lost == "a page" else "proof.json")).write_text("altered", "utf-8")
    elif lost == "the receipt wholly":
        (bench.out / "proof.json").unlink()
    elif lost == "the manifest":
        next(bench.out.parent.glob(".onrecord/*/manifest")).unlink()
        shutil.rmtree(bench.out)
    else:
        for one in bench.cache.glob("dossier-*/since-*" if lost == "what edits changed" else "dossier-*/outcomes/*"):
            one.unlink()
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the red chair.", f"in the red chair.{SHORTER}"))
    assert isinstance(bench.build(), orders.Built) and bench.is_that_of_a_clean_build()


def test_an_edit_with_an_error_leaves_the_site_and_what_is_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build()
    was = contents(bench.out)
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the red chair.", "in the green chair."))
    assert isinstance(bench.build(), judging.Verdict) and contents(bench.out) == was
    only_edits(monkeypatch)
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the green chair.", "in the red chair."))
    bench.build()
    assert contents(bench.out) == was
    monkeypatch.undo()
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace("in the red chair.", "in the green chair."))
    assert isinstance(bench.build(), judging.Verdict) and contents(bench.out) == was
    only_edits(monkeypatch)
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(f"in the green chair.{SHORTER}", "in the red chair."))
    bench.build()
    monkeypatch.undo()
    assert bench.is_that_of_a_clean_build() and contents(bench.out) != was


def test_a_build_whose_cache_cannot_be_written_is_a_build(bench: Bench) -> None:
    bench.build()
    desk = next(bench.cache.glob("dossier-*"))
    shutil.rmtree(desk)
    desk.write_bytes(b"a file where the folder should be")
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
    assert isinstance(bench.build(), orders.Built) and bench.is_that_of_a_clean_build()


def test_an_edit_that_was_checked_first_is_an_edit(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build()
    bench.edit("data/sources/chamber-inquiry.yml", lambda text: text.replace(SHORTER, ""))
    assert program.check(bench.dossier, bench.cache, time.time_ns(), 1, None).proof is not None
    only_edits(monkeypatch)
    bench.build()
    monkeypatch.undo()
    assert bench.is_that_of_a_clean_build()


def test_a_page_that_came_with_the_dossier_is_not_taken_for_ours(bench: Bench) -> None:
    """Somebody else's dossier brings a site and a manifest, with times and sizes that fit and the hash of the true page."""
    bench.build()
    page = bench.out / "people/index.html"
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Ruritania", b"Borduria!"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size
    shutil.rmtree(bench.cache)
    bench.build()
    assert bench.is_that_of_a_clean_build()


def test_records_of_another_state_are_not_taken_by_a_process_beside(bench: Bench, tmp_path: Path) -> None:
    """Another build may keep its records between our look at them and the prover's."""
    bench.build()
    desk = Desk.of(bench.cache, bench.dossier)
    files, _ = read_dossier(bench.dossier)
    tool = tool_print()
    shared = shared_print(files, tool)
    assert kept_records(desk, tool, shared).by_kind["people"]
    bench.edit("data/people/greta-holm.yml", lambda text: text.replace("name: ", "name: Dame ", 1))
    assert program.check(bench.dossier, bench.cache, time.time_ns(), 1, None).proof is not None
    with pytest.raises(ValueError, match="of this state"):
        kept_records(desk, tool, shared)


def test_what_no_record_needs_any_more_is_not_kept(bench: Bench) -> None:
    bench.build()
    kept = len(list(bench.cache.glob("dossier-*/outcomes/*")))
    bench.edit("data/people/greta-holm.yml", lambda text: text.replace("name: ", "name: Dame ", 1))
    bench.build()
    assert kept == len(list(bench.cache.glob("dossier-*/outcomes/*"))) > 3
