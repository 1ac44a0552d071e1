"""What a save shows before the build: the pages that the build then makes, no more and no fewer; and the faults that it would tell."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import RURITANIA
from generator import disk, increment, judging, orders, program
from generator.ahead import Ahead, Refused, ahead, as_it_was
from generator.commands.serve import LONG, PATIENT, Site
from generator.progress import Telling
from generator.serve import News
from generator.site import file_of

SOURCE = "data/sources/chamber-inquiry.yml"
OTHER = "content/cast.md"
WORDS = "He was asleep in the red chair. I put a rug over him at about ten o'clock."


@dataclass
class Serving:
    """A dossier that one process builds again and again."""

    folder: Path
    cache: Path
    memory: orders.Memory

    @property
    def out(self) -> Path:
        return self.folder / "site"

    def build(self) -> orders.Built | judging.Verdict:
        return program.build(orders.Order(self.folder, self.out, None, "mkdocs", self.cache, time.time_ns(), 1), memory=self.memory)

    def ahead(self, *saved: str) -> Ahead | Refused | None:
        assert self.memory.last is not None
        return ahead(self.memory.last, self.folder, saved, self.memory.values)

    def edit(self, change: Callable[[str], str], file: str = SOURCE) -> None:
        path = self.folder / file
        before = path.read_text("utf-8")
        assert (after := change(before)) != before
        path.write_text(after, "utf-8")

    def pages(self) -> dict[str, bytes]:
        return {one.relative_to(self.out).as_posix(): one.read_bytes() for one in self.out.rglob("*.html")}

    def follows(self, found: Ahead) -> bool:
        """Whether a build now makes what went ahead: each page that is another, and no other, save those that came or went."""
        before, coming = self.pages(), dict(found.pages(sorted(found.paths)))
        assert isinstance(self.build(), orders.Built)
        after = self.pages()
        assert {path: data for path, data in coming.items() if after.get(path, data) != data} == {}, "another page went ahead"
        changed = {path for path, data in after.items() if path in before and before[path] != data}
        assert changed <= coming.keys(), f"{sorted(changed - coming.keys())} did not go ahead"
        return True


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine's frames, built once for all tests of the file."""
    return tmp_path_factory.mktemp("frames")


@pytest.fixture
def serving(tmp_path: Path, frames: Path) -> Serving:
    folder, cache = tmp_path / "dossier", tmp_path / "cache"
    shutil.copytree(RURITANIA, folder, ignore=shutil.ignore_patterns("site", ".onrecord"))
    shutil.copytree(frames, cache)
    made = Serving(folder, cache, orders.Memory.of(cache, folder))
    assert isinstance(made.build(), orders.Built)
    for one in cache.glob("frames-*"):
        shutil.copy(one, frames)
    return made


def test_a_shorter_quote(serving: Serving) -> None:
    serving.edit(lambda text: text.replace(WORDS, WORDS.partition(" I put")[0]))
    found = serving.ahead(SOURCE)
    assert isinstance(found, Ahead)
    assert "statements/sapt-red-chair/" in found.paths
    assert len(found.paths) < len(found.planned) / 4
    assert serving.follows(found)


def test_whole_words_that_became_partial_are_listed_as_such(serving: Serving) -> None:
    """The list shows no words, and tells the kind of speech."""
    import test_increment as changes

    file = serving.folder / "data/sources/gazette-three-heads.yml"
    file.write_text(file.read_text("utf-8").replace(changes.WHOLE, changes.PARTIAL), "utf-8")
    found = serving.ahead("data/sources/gazette-three-heads.yml")
    assert isinstance(found, Ahead) and "statements/" in found.paths
    assert serving.follows(found)


@pytest.mark.parametrize(("before", "after"), [
    ("He was asleep in the red chair. ", ""), ("  - id: sapt-red-chair", "  - id: sapt-red-armchair"), ("title: ", "title: Once more. ")])
def test_what_changes_lists_and_titles(serving: Serving, before: str, after: str) -> None:
    serving.edit(lambda text: text.replace(before, after, 1))
    found = serving.ahead(SOURCE)
    assert isinstance(found, Ahead)
    assert serving.follows(found)


def test_what_was_proven_since_the_last_build_is_not_proven_again(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who saves one source after another waits for each, and not for all of them again."""
    proven: list[list[str]] = []
    outcome = increment.outcome
    monkeypatch.setattr(increment, "outcome", lambda entries, *given: (proven.append([one.id for one in entries]), outcome(entries, *given))[1])
    other = "data/sources/clockmakers-card.yml"
    serving.edit(lambda text: text.replace(WORDS, WORDS.partition(" I put")[0]))
    assert isinstance(serving.ahead(SOURCE), Ahead)
    with (serving.folder / other).open("a", encoding="utf-8") as file:
        file.write("# saved\n")
    found = serving.ahead(SOURCE, other)
    assert isinstance(found, Ahead) and "statements/sapt-red-chair/" in found.paths
    assert len(proven) == 2 and not set(proven[0]) & set(proven[1])
    serving.edit(lambda text: text.replace("He was asleep in the red chair.", "He was asleep"))
    assert isinstance(serving.ahead(SOURCE, other), Ahead)
    assert len(proven) == 3 and proven[2] == proven[0]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_saved(serving: Serving, seed: int) -> None:
    import test_increment as changes

    rng = random.Random(seed)
    shown = 0
    for change in rng.choices((changes.a_key_less, changes.a_quote_shorter, changes.another_strength, changes.a_statement_less, changes.another_date,
                               changes.another_page), k=8):
        before = {path: path.read_bytes() for path in serving.folder.rglob("*.*") if "site" not in path.parts and path.is_file()}
        what = change(_Bench(serving.folder), rng)  # type: ignore[arg-type]
        saved = [path.relative_to(serving.folder).as_posix() for path, data in before.items() if path.read_bytes() != data]
        found = serving.ahead(*saved)
        if isinstance(found, Refused):
            assert found.diagnostics == judging.read_and_judge(serving.folder).diagnostics, what
        elif isinstance(found, Ahead):
            assert serving.follows(found), what
            shown += 1
            continue
        for path, data in before.items():
            path.write_bytes(data)
    assert shown, "no change went ahead"


@dataclass(frozen=True)
class _Bench:
    dossier: Path


def test_a_fault_is_that_of_the_whole_dossier(serving: Serving) -> None:
    serving.edit(lambda text: text.replace("red chair", "green chair"))
    found = serving.ahead(SOURCE)
    assert isinstance(found, Refused)
    assert found.diagnostics == judging.read_and_judge(serving.folder).diagnostics
    assert "quote-not-in-source" in {one.code for one in found.diagnostics}


def test_a_fault_that_only_the_whole_dossier_shows(serving: Serving) -> None:
    note = serving.folder / "content/about.md"
    note.parent.mkdir(exist_ok=True)
    note.write_text("# About\n\nSapt told it himself [@sapt-red-chair].\n", "utf-8")
    assert isinstance(serving.build(), orders.Built)
    serving.edit(lambda text: text.replace("  - id: sapt-red-chair", "  - id: sapt-red-armchair"))
    found = serving.ahead(SOURCE)
    assert isinstance(found, Refused)
    assert "unknown-citation" in {one.code for one in found.diagnostics}
    assert found.diagnostics == judging.read_and_judge(serving.folder).diagnostics


@pytest.mark.parametrize("file", ["data/people/colonel-sapt.yml", "content/new.md", "data/dossier.yml"])
def test_what_takes_a_build(serving: Serving, file: str) -> None:
    path = serving.folder / file
    path.write_text((path.read_text("utf-8") if path.exists() else "# New\n") + "\n# saved\n", "utf-8")
    assert serving.ahead(file) is None


def test_files_of_editors_are_passed_over(serving: Serving) -> None:
    found = serving.ahead(f"{SOURCE}~", "data/sources/4913", SOURCE)
    assert isinstance(found, Ahead)
    assert found.paths == frozenset()


def test_a_page_that_went_ahead_is_no_part_of_the_site_until_a_build_makes_it(serving: Serving) -> None:
    clean = serving.pages()
    path = "statements/sapt-red-chair/"
    with disk.put_ahead(serving.out) as put:
        assert put(file_of(path), b"ahead")
        assert not put(file_of(path), b"ahead")
        assert serving.memory.last is not None
        for file, data in as_it_was(serving.memory.last).pages([path]):
            assert put(file, data)
    assert serving.pages() == clean
    with disk.put_ahead(serving.out) as put:
        put(file_of(path), b"ahead")
    assert isinstance(serving.build(), orders.Built)
    assert serving.pages() == clean


def test_nothing_goes_ahead_over_a_link(serving: Serving, tmp_path: Path) -> None:
    folder = serving.out / "statements/sapt-red-chair"
    shutil.move(folder, tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(disk.PublishError, match="is a link"), disk.put_ahead(serving.out) as put:
        put(file_of("statements/sapt-red-chair/"), b"ahead")
    assert (tmp_path / "elsewhere/index.html").read_bytes() != b"ahead"


def test_a_build_that_nobody_waits_for_gives_way_to_a_save(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    order = orders.Order(serving.folder, serving.out, None, "mkdocs", serving.cache, time.time_ns(), 1)
    site = Site(lambda: order, serving.memory, News("start"))
    site.look(None)
    before, page = serving.pages(), file_of("statements/sapt-red-chair/")

    def quiet() -> None:
        while site.is_due and not site.gave_way:
            site.look(frozenset())

    def saving(stage: str) -> Callable[[bool], None]:
        """Saves a file each time a build comes to that stage."""
        def hear(self: Telling, doing: str, things: str = "", total: int = 0) -> None:
            if doing == stage:
                serving.edit(lambda text: f"{text}# once more\n", OTHER)
        return hear  # type: ignore[return-value]

    for times, stage in enumerate(("reading", "planning", "making"), 1):
        monkeypatch.setattr(Telling, "stage", saving(stage))
        serving.edit(lambda text: text.replace(WORDS, WORDS.partition(" I put")[0]) if times == 1 else f"{text}# again\n")
        site.look(frozenset({SOURCE}))
        quiet()
        assert site.is_due and site.gave_way >= 1, stage
        assert {path for path, data in serving.pages().items() if before[path] != data} >= {page}, "what was saved is shown meanwhile"
        assert not list(serving.out.parent.glob("*/staging")), stage
        site.gave_way = 0
    monkeypatch.undo()
    quiet()
    assert not site.is_due and site.gave_way == 0
    held = serving.pages()
    shutil.rmtree(serving.out)
    serving.memory = orders.Memory.of(serving.cache / "another", serving.folder)
    assert isinstance(serving.build(), orders.Built)
    assert held == serving.pages()


def test_what_went_ahead_is_put_back_where_the_build_after_it_finds_a_fault(serving: Serving) -> None:
    """A file that comes takes a build at once: under its faults stands the last good site, and no page of the save before."""
    order = orders.Order(serving.folder, serving.out, None, "mkdocs", serving.cache, time.time_ns(), 1)
    site = Site(lambda: order, serving.memory, News("start"))
    site.look(None)
    before, page = serving.pages(), file_of("statements/sapt-red-chair/")
    serving.edit(lambda text: text.replace(WORDS, WORDS.partition(" I put")[0]))
    site.look(frozenset({SOURCE}))
    assert serving.pages()[page] != before[page]
    coming = serving.folder / "data/people/zed.yml"
    coming.write_text("nom: Zed\n", "utf-8")
    site.look(frozenset({"data/people/zed.yml"}))
    assert site.news.last.report and serving.pages() == before
    coming.unlink()
    site.look(frozenset({"data/people/zed.yml"}))
    assert not site.news.last.report and serving.pages()[page] != before[page]


def test_a_build_gives_way_a_few_times_only(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    order = orders.Order(serving.folder, serving.out, None, "mkdocs", serving.cache, time.time_ns(), 1)
    site = Site(lambda: order, serving.memory, News("start"))
    site.look(None)
    monkeypatch.setattr(Telling, "stage", lambda *_: serving.edit(lambda text: f"{text}# and on\n", OTHER))
    serving.edit(lambda text: text.replace(WORDS, WORDS.partition(" I put")[0]))
    site.look(frozenset({SOURCE}))
    for _ in range((PATIENT + 1) * LONG):
        site.look(frozenset())
    assert not site.is_due
    assert not site.saved
