"""What is kept between builds: values that come back as they were, reads that are noted, work in several processes, calls that are remembered."""

from __future__ import annotations

import hashlib
import marshal
import os
import resource
import signal
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from sample_dossier import DIRECT, replace, sample

from generator import parallel, planned, unchanged, views
from generator.book import Book, Made
from generator.disk import ChangedMeanwhile, Desk, PublishError
from generator.disk.box import Box, write_box
from generator.disk.cache import KEPT, compiled_templates, forget_old, write_cached
from generator.exports.splice import spliced
from generator.lazy import Lazy
from generator.noted import Noted, prints_of
from generator.parallel import Standby, Failed, begun, shared_out, together
from generator.plain import from_plain, to_plain
from generator.render import Renderer
from generator.shelves import ROOM, Damaged, Shelves, shelved
from generator.views.content import ContentPage

ROOT = Path(__file__).resolve().parent.parent


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["statements", "facts", "sources", "people", "countries", "organisations", "questions", "events"])
def test_every_record_comes_back_as_it_was(kind: str) -> None:
    for one in getattr(sample(), kind).values():
        assert from_plain(to_plain(one)) == one


def test_what_cannot_be_kept_is_our_own_bug() -> None:
    with pytest.raises(TypeError):
        to_plain(object())


def test_a_value_is_made_when_it_is_read_and_few_are_held() -> None:
    made: list[int] = []
    lazy = Lazy(range(10), lambda key: made.append(key) or key * 2, most=4)  # type: ignore[func-returns-value]
    assert list(lazy) == list(range(10)) and 3 in lazy and 12 not in lazy and not made
    assert [lazy[n] for n in range(10)] == [n * 2 for n in range(10)]
    assert lazy[9] == 18 and made == list(range(10))  # still held
    assert lazy[0] == 0 and made[-1] == 0  # made again
    with pytest.raises(KeyError):
        lazy[12]


# --- reads ------------------------------------------------------------------------------------------------------------


def test_what_is_read_is_noted_and_nothing_else() -> None:
    noted = Noted(sample())
    dossier = noted.as_dossier
    value, read = noted.noting(lambda: (dossier.statements["rassendyll-crown"].id, dossier.names.get("people/nobody"), "x" in dossier.facts, dossier.as_of))
    assert value[0] == "rassendyll-crown"
    assert read == {("statements", "rassendyll-crown"), ("names", "people/nobody"), ("has facts", "x"), ("as_of", None)}
    assert noted.noting(lambda: list(dossier.countries))[1] == {("countries", None)}
    assert noted.noting(lambda: len(dossier.people))[1] == {("people", None)}


def test_what_was_remembered_tells_its_reads_to_everybody_who_asks() -> None:
    noted = Noted(sample())
    dossier = noted.as_dossier

    def card() -> str:
        return dossier.remembered(("card", "x"), lambda: dossier.statements["rassendyll-crown"].id)

    assert noted.noting(card)[1] == noted.noting(card)[1] == {("statements", "rassendyll-crown")}


def test_a_print_changes_with_its_value_and_with_no_other() -> None:
    one, other = sample(), replace(sample(), people=dict(sample().people) | {"duke-michael": replace_name("Michael, Duke of Strelsau")})
    first, second = (prints_of(dossier, {}) for dossier in (one, other))
    assert first(("people", "duke-michael")) != second(("people", "duke-michael"))
    assert first(("people", "princess-flavia")) == second(("people", "princess-flavia"))
    assert first(("people", None)) == second(("people", None))
    assert first(("has people", "duke-michael")) == second(("has people", "duke-michael")) != second(("has people", "nobody"))
    assert first(("people", "nobody")) == b""


def replace_name(name: str) -> Any:
    from generator.model import Person

    return Person(name=name)


def test_a_position_changes_with_what_carries_it_and_not_with_its_words() -> None:
    def weights(**changes: Any) -> bytes:
        said = replace(DIRECT, **changes)
        return replace(sample(), statements={**sample().statements, said.id: said}).summaries[said.id].weight

    part = replace(DIRECT.parts[0], exact=DIRECT.parts[0].exact[:-1])
    assert weights() == weights(parts=(part, *DIRECT.parts[1:])) != weights(rung="reported") != weights(answers=())


def test_a_thing_stands_until_something_that_it_read_changes() -> None:
    now = {("statements", "a"): b"1", ("statements", "b"): b"1"}
    first = Book().next(())
    for id, value in (("a", 1), ("b", 2)):
        first.things[f"page:{id}"] = Made(b"x", tuple(first.numbered([("statements", id)], now.__getitem__)), value)
    book = Book.of_plain(first.plain())
    assert book.standing(now.__getitem__).kept() == {"page:a": 1, "page:b": 2}
    changed = book.standing((now | {("statements", "b"): b"2"}).__getitem__)
    assert changed.kept() == {"page:a": 1}
    assert changed.get("page:a", b"x") and changed.get("page:a", b"y") is None
    assert Book.of_plain("something else").kept() == {}


# --- processes ----------------------------------------------------------------------------------------------------------


def done(tasks: Any, work: Any) -> list[Any]:
    """What two processes make of the tasks."""
    with shared_out(tasks, work, 2) as shares:
        return list(chain.from_iterable(shares))


def met(folder: Path, many: int) -> None:
    """Wait until so many processes have come here. What happens next is the same on an idle machine and on a busy one."""
    (folder / str(os.getpid())).touch()
    for _ in range(6_000):
        if len(list(folder.iterdir())) >= many:
            return
        time.sleep(0.01)
    raise TimeoutError(f"{len(list(folder.iterdir()))} of {many} processes have come")


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_results_are_the_same_however_many_processes_there_are(jobs: int, tmp_path: Path) -> None:
    def work(n: int) -> list[int]:
        met(tmp_path, min(jobs, 7))
        return [n * n, os.getpid()]

    with shared_out(range(7), work, jobs) as shares:
        listed = [list(share) for share in shares]
    assert sorted((task, made[0]) for share in listed for task, made in share) == [(n, n * n) for n in range(7)]
    assert len(listed) == min(jobs, 7) and all(len({made[1] for _, made in share}) == 1 for share in listed)
    assert {made[1] for _, made in listed[0]} == {os.getpid()} and [n for n, _ in listed[0]] == sorted(n for n, _ in listed[0])


def test_a_process_that_fails_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work(n: int) -> int:
        met(tmp_path, 2)
        if os.getpid() != here:
            raise ValueError("in the other process")
        return n

    with pytest.raises(Failed):
        done(range(9), work)
    assert "in the other process" in capfd.readouterr().err


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device", "site/index.html"), PublishError("two files of the site have one path"), ChangedMeanwhile("data/x.yml")])
def test_a_fault_that_the_program_expects_is_the_same_from_every_process(fault: Exception, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work(n: int) -> int:
        met(tmp_path, 2)
        if os.getpid() != here:
            raise fault
        return n

    with pytest.raises(type(fault)) as raised:
        done(range(9), work)
    assert str(raised.value) == str(fault) and capfd.readouterr().err == ""


def test_a_fault_here_ends_the_other_process(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work(n: int) -> str:
        met(tmp_path, 2)
        if os.getpid() == here:
            raise ZeroDivisionError
        time.sleep(600)  # as one that still writes pages to a folder that is given up
        return ""

    with pytest.raises(ZeroDivisionError):
        done(range(2), work)
    [other] = [int(came.name) for came in tmp_path.iterdir() if int(came.name) != here]
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)
    assert capfd.readouterr().err == ""


def test_whoever_is_done_takes_the_next_task(tmp_path: Path) -> None:
    def work(n: int) -> None:
        if n:
            (tmp_path / str(n)).touch()
            return
        for _ in range(6_000):  # the first task takes as long as all others
            if len(list(tmp_path.iterdir())) == 8:
                return
            time.sleep(0.01)

    with shared_out(range(9), work, 2) as shares:
        assert sorted(len(list(share)) for share in shares) == [1, 8]


def test_a_pipe_that_has_little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_LONGEST", 1 << 20)  # as if each had room for four megabytes
    with shared_out(range(50_001), lambda n: -n, 3) as shares:
        assert sorted(chain.from_iterable(shares)) == [(n, -n) for n in range(50_001)]


def test_more_tasks_than_a_pipe_has_room_for() -> None:
    with shared_out(range(50_001), lambda n: -n, 3) as shares:
        assert sorted(chain.from_iterable(shares)) == [(n, -n) for n in range(50_001)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_that_was_begun_is_waited_for(jobs: int) -> None:
    with begun(lambda: ("made", os.getpid()), jobs) as result:
        made, process = result()
    assert made == "made" and (process == os.getpid()) == (jobs == 1)


def test_where_the_other_process_fails_the_work_is_done_here(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            raise ValueError("of no interest")
        return "made here"

    with begun(work, 2) as result:
        assert result() == "made here"
    with pytest.raises(ZeroDivisionError), begun(lambda: 1 / 0, 2) as wrong:
        wrong()
    assert capfd.readouterr().err == ""


def test_a_process_that_is_ready_before_it_is_asked() -> None:
    ahead = Standby.begin(lambda: lambda asked: (asked, os.getpid()))
    answer = ahead.ask({"what": b"x" * 1_000_000})
    found, process = answer()
    ahead.stop()
    ahead.stop()
    assert found == {"what": b"x" * 1_000_000} and process != os.getpid()


@pytest.mark.parametrize("wrong", ["while it gets ready", "while it answers"])
def test_a_process_ahead_that_fails_gives_no_answer(wrong: str, capfd: pytest.CaptureFixture[str]) -> None:
    def ready() -> Any:
        return 1 / 0 if wrong == "while it gets ready" else lambda asked: 1 / 0

    ahead = Standby.begin(ready)
    assert ahead.ask("x" * 1_000_000)() is None
    ahead.stop()
    assert capfd.readouterr().err == ""


def test_a_process_ahead_that_nobody_asks_ends() -> None:
    ahead = Standby.begin(lambda: lambda asked: asked)
    ahead.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(ahead._process, 0)


def test_work_that_was_begun_and_is_not_wanted_holds_nobody_up() -> None:
    with begun(lambda: "x" * 10_000_000, 2):
        pass


def test_works_of_several_kinds_run_together() -> None:
    assert together({"a": lambda: 1, "b": lambda: {"x": (1, 2)}}, 2) == {"a": 1, "b": {"x": (1, 2)}}


# --- caches and calls ---------------------------------------------------------------------------------------------------


def test_a_value_under_another_key_cut_or_altered_is_not_believed(tmp_path: Path) -> None:
    desk = Desk.of(tmp_path, tmp_path / "dossier")
    desk.write("value", "key", ("a", 1))
    assert desk.read("value", "key") == ("a", 1)
    assert desk.read("value", "other key") is None
    file = desk.folder / "value"
    whole = file.read_bytes()
    for damaged in (whole[:-1], whole[:10], b"", whole[:32] + b"x" + whole[33:], whole + b"\0"):
        file.write_bytes(damaged)
        assert desk.read("value", "key") is None


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A call that was remembered: a dossier of one file, a site of one page."""
    (tmp_path / "dossier/data").mkdir(parents=True)
    (tmp_path / "dossier/data/dossier.yml").write_text("title: x\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("page")
    write_manifest(tmp_path)
    monkeypatch.chdir(tmp_path)
    remember(tmp_path)
    assert remembered(tmp_path) == "said\n"
    return tmp_path


def remember(folder: Path) -> None:
    manifest = folder / "manifest"
    site = unchanged.Site(str(folder / "site"), str(manifest), hashlib.sha256(manifest.read_bytes()).digest())
    unchanged.remember(str(folder / "cache"), ["build"], unchanged.look("dossier"), site, "said\n", "")


def write_manifest(folder: Path) -> None:
    page = folder / "site/index.html"
    status = page.stat()
    (folder / "manifest").write_text(f"{hashlib.sha256(page.read_bytes()).hexdigest()} {status.st_size} {status.st_mtime_ns} index.html\n")


def remembered(folder: Path, *arguments: str) -> str | None:
    found = unchanged.remembered(str(folder / "cache"), list(arguments or ["build"]))
    return found["out"] if found else None


def test_another_call_is_not_this_one(call: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert remembered(call, "check") is None
    monkeypatch.chdir(call / "dossier")
    assert remembered(call) is None


def test_files_that_come_and_go_are_looked_at_without_a_fault(call: Path) -> None:
    """As an editor's are that writes beside a file."""
    code = ("import os, sys\nwhile True:\n for n in range(40):\n  open(f'{n}.tmp', 'w').close()\n os.makedirs('x/y', exist_ok=True)\n"
            " for n in range(40):\n  os.unlink(f'{n}.tmp')\n os.rmdir('x/y')\n os.rmdir('x')\n")
    busy = subprocess.Popen([sys.executable, "-c", code], cwd=call / "dossier/data")
    try:
        assert all("data" in unchanged.stamps("dossier") for _ in range(3000))
        assert busy.poll() is None
    finally:
        busy.kill()
        busy.wait()


def test_the_record_of_another_call_is_not_believed(call: Path) -> None:
    """As after somebody exchanged two files."""
    unchanged.remember(str(call / "cache"), ["check"], unchanged.look("dossier"), None, "said of a check\n", "")
    assert remembered(call) == "said\n" and remembered(call, "check") == "said of a check\n"
    one, other = (call / "cache/calls").iterdir()
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)
    assert remembered(call) is None and remembered(call, "check") is None


@pytest.mark.parametrize("wrong", ["no folder", "a folder of that name", "no room"])
def test_a_call_that_cannot_be_remembered_ends_well(call: Path, wrong: str) -> None:
    calls = call / "cache/calls"
    record = next(calls.iterdir())
    if wrong == "no folder":
        record.unlink()
        calls.rmdir()
        calls.write_bytes(b"")
    elif wrong == "a folder of that name":
        record.unlink()
        record.mkdir()
    else:
        record.unlink()
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        remember(call)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert remembered(call) is None
    assert wrong != "no room" or list(calls.iterdir()) == []


@pytest.mark.parametrize("change", [
    "saved", "saved at the same time", "a file more", "a file less", "a page lost", "a page altered", "the manifest lost", "the manifest altered",
    "the manifest a pipe", "the record cut", "the record another's", "the program", "a link",
])
def test_whatever_changes_is_seen(call: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file, page = call / "dossier/data/dossier.yml", call / "site/index.html"
    before = file.stat()
    if change == "saved":
        file.write_text("title: y\n")
    elif change == "saved at the same time":  # same size, and its time set back
        file.write_text("title: z\n")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif change == "a file more":
        (call / "dossier/content").mkdir()
    elif change == "a file less":
        file.unlink()
    elif change == "a page lost":
        page.unlink()
    elif change == "a page altered":
        page.write_text("pagE!")
    elif change == "the manifest altered":  # to what now stands there: the dossier may be somebody else's
        page.write_text("pagE!")
        write_manifest(call)
    elif change.startswith("the manifest"):
        (call / "manifest").unlink()
        if change.endswith("a pipe"):
            os.mkfifo(call / "manifest")
    elif change == "the record cut":
        record = next((call / "cache/calls").iterdir())
        record.write_bytes(record.read_bytes()[:-3])
    elif change == "the record another's":  # whole and well hashed, and yet nothing that this Python reads
        record = next((call / "cache/calls").iterdir())
        record.write_bytes(hashlib.sha256(b"\xff\xff").digest() + b"\xff\xff")
    elif change == "the program":
        monkeypatch.setattr(unchanged, "tool_print", lambda: "another")
    else:
        file.rename(call / "elsewhere.yml")
        file.symlink_to(call / "elsewhere.yml")
    assert remembered(call) is None


def test_only_the_last_dossiers_keep_their_cache(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        (tmp_path / f"dossier-{number}/outcomes").mkdir(parents=True)
        (tmp_path / f"frames-{number}").write_bytes(b"")
        for name in (f"dossier-{number}", f"frames-{number}"):
            os.utime(tmp_path / name, ns=(number * 10**9, number * 10**9))
    (tmp_path / "calls").mkdir()
    write_cached(tmp_path / "dossier-1/files", "files", {})  # as a build does that begins
    forget_old(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"calls", "dossier-1", *(f"dossier-{n}" for n in range(4, KEPT + 3)), *(f"frames-{n}" for n in range(3, KEPT + 3))}


def test_only_the_last_calls_are_remembered(call: Path) -> None:
    for number in range(unchanged.CALLS + 5):
        unchanged.remember(str(call / "cache"), ["check", str(number)], unchanged.look("dossier"), None, "", "")
    assert len(list((call / "cache/calls").iterdir())) == unchanged.CALLS
    assert remembered(call) is None and remembered(call, "check", str(unchanged.CALLS + 4)) == ""


def test_a_look_is_taken_over_once(call: Path) -> None:
    file = call / "dossier/data/dossier.yml"
    file.write_text("title: another\n")
    assert remembered(call) is None
    file.write_text("title: saved since it was looked at\n")
    first, second = unchanged.look("dossier"), unchanged.look("dossier")
    assert first.inputs != second.inputs == unchanged.stamps("dossier") and first.now < second.now


def test_what_was_saved_while_the_site_was_built_is_not_taken_for_seen(call: Path) -> None:
    look = unchanged.look("dossier")
    (call / "dossier/data/dossier.yml").write_text("title: saved meanwhile\n")
    unchanged.remember(str(call / "cache"), ["build"], look, None, "said\n", "")
    assert remembered(call) is None


def test_nothing_is_imported_where_nothing_changed() -> None:
    """Not the template engine, not the model, not the command line's library: only what looks."""
    code = ("import sys; from generator import __main__; "
            "sys.exit(','.join(sorted(m for m in sys.modules if m.partition('.')[0] in ('click', 'jinja2', 'yaml', 'pydantic_core', 'dataclasses', 'json', 'pathlib', 're', 'typing')"
            " or m.startswith('generator.') and m not in ('generator.__main__', 'generator.unchanged'))))")
    ran = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == "", ran.stderr


def test_what_finds_the_nearest_words_is_imported_for_faults_alone(tmp_path: Path) -> None:
    """Not for the planted false quotations either, which every first run judges."""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-X", "importtime", "-m", "generator", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and "generator.rules.planted" in ran.stderr
    assert "rapidfuzz" not in ran.stderr


def test_a_check_after_a_build_says_what_a_check_says(tmp_path: Path) -> None:
    """A build remembers what `check` would say; the plain check says the same, warnings and all."""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "generator", "-C", "tests/dossiers/ruritania"]

    def said(*more: str, home: str = "cache") -> tuple[str, list[str], int]:
        ran = subprocess.run([*command, *more], cwd=ROOT, env=environment | {"XDG_CACHE_HOME": str(tmp_path / home)}, capture_output=True, text=True, check=False)
        report = [line for line in ran.stderr.splitlines() if line.partition(" ")[0] not in ("reading", "proving", "planning", "making", "publishing")]
        return ran.stdout, report, ran.returncode  # what a slow machine is told while it waits is no part of the report

    built = said("build", "--out", str(tmp_path / "site"))
    assert built[2] == 0 and "proven: 80 statements" in built[0]
    assert said("check") == said("check", home="another") == (built[0].splitlines(keepends=True)[0], built[1], 0)
    assert said("build", "--out", str(tmp_path / "site"))[0] == built[0].replace(built[0].rpartition("(")[2], "0 files written, 0 removed)\n")


# --- few of many ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_call_that_adds_to_the_summary_of_a_step_does_so_each_time(tmp_path: Path, command: str) -> None:
    """It does more than print, so that to print again what it printed is not to do it again."""
    summary = tmp_path / "summary"
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "GITHUB_STEP_SUMMARY": str(summary)}
    call = [sys.executable, "-m", "generator", "-C", str(ROOT / "tests/dossiers/ruritania"), command, "--format", "github", *(["--out", str(tmp_path / "site")] if command == "build" else [])]
    for times in (1, 2):
        assert subprocess.run(call, env=environment, capture_output=True, check=False).returncode == 0
        assert summary.read_text("utf-8").count("answer-missing") == times


def test_a_value_of_a_box_is_believed_alone(tmp_path: Path) -> None:
    file = tmp_path / "box"
    write_box(file, "key", {"first": ("a" * 100, 1), "last": {"b": (2,)}})
    assert Box.open(file, "another") is None and Box.open(tmp_path / "none", "key") is None
    box = Box.open(file, "key")
    assert box and box.all() == {"first": ("a" * 100, 1), "last": {"b": (2,)}} and box.read("none") is None
    whole = file.read_bytes()
    for damaged in (b"", whole[:10], whole[:60], whole[:35] + b"\xff" * 5 + whole[40:], b"x" + whole[1:]):
        file.write_bytes(damaged)
        assert Box.open(file, "key") is None
    file.write_bytes(whole[:-1])
    box = Box.open(file, "key")
    assert box and box.read("first") == ("a" * 100, 1) and box.read("last") is None and box.all() is None
    file.write_bytes(whole.replace(b"aaa", b"aab", 1))
    assert (box := Box.open(file, "key")) and box.read("first") is None and box.read("last") == {"b": (2,)}


def test_values_on_shelves_are_found_by_name_and_by_number() -> None:
    values = {f"{kind}:{number}": number for kind in ("line", "page", "value") for number in range(300)}
    laid = shelved("things", values)
    read: list[str] = []
    shelves = Shelves("things", lambda name: read.append(name) or laid.get(name))  # type: ignore[func-returns-value]
    assert shelves["page:7"] == 7 and read == ["things", f"things/{sorted(values).index('page:7') // ROOM}"]  # one shelf of many
    assert dict(shelves) == values and len(shelves) == 900 and "page:300" not in shelves and "" not in shelves
    assert [shelves.name_of(number) for number in (0, 450, 899)] == [sorted(values)[number] for number in (0, 450, 899)]
    assert dict(shelves.beginning("page:")) == {name: one for name, one in values.items() if name.startswith("page:")}
    assert dict(Shelves("none", shelved("none", {}).get)) == {}
    with pytest.raises(Damaged):
        Shelves("things", {**laid, "things/1": None}.get)[sorted(values)[ROOM]]


def joined(data: bytes, lines: list[tuple[str, str]]) -> bytes | None:
    pieces = spliced(data, lines)
    return None if pieces is None else b"".join(pieces)


def test_only_whole_lines_are_replaced() -> None:
    data = b'{"items":[\n{"id":"a"},\n{"id":"ab"},\n{"id":"b"}\n]}\n'
    assert joined(data, [('{"id":"b"}', '{"id":"c"}'), ('{"id":"a"}', '{"id":"x","more":1}')]) == data.replace(b'"a"', b'"x","more":1').replace(b'"b"', b'"c"')
    assert spliced(data, [('{"id":"a', "x")]) is None and spliced(data, [('{"id":"z"}', "x")]) is None
    assert joined(data, []) == data


def test_every_planned_page_comes_back_as_it_was() -> None:
    dossier = sample()
    pages = list(views.pages(dossier, {"": ContentPage("content/index.md", "", "# Home\n"), "method/": ContentPage("content/method.md", "method/", "# Method\n")}))
    for page in pages:
        plain = planned.to_plain(page)
        assert plain is not None, page.path
        again = planned.from_plain(page.path, marshal.loads(marshal.dumps(plain)), dossier)
        assert (again.section, again.kind, again.make.func, again.make.args) == (page.section, page.kind, page.make.func, page.make.args)  # type: ignore[attr-defined]


@pytest.mark.parametrize("damage", ["other words", "other code", "cut"])
def test_a_compiled_template_that_was_altered_is_compiled_anew(tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is code, and would be run as it stands: what looks at its source only prints whatever somebody wrote there."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # then it is kept in the cache
    kept = compiled_templates(tmp_path)
    view = next(page for page in views.pages(sample(), {}) if page.path == "positions/").make()
    whole = Renderer(kept).render(view)
    files = sorted(kept.folder.iterdir())
    assert files and not kept.is_empty and Renderer(kept).render(view) == whole
    for file in files:
        data = file.read_bytes()
        file.write_bytes({"other words": data.replace(b"Open a stance", b"Open a stone!"), "other code": bytes(one ^ 4 if place > 60 and place % 97 == 0 else one for place, one in enumerate(data)), "cut": data[:-9]}[damage])
        assert file.read_bytes() != data or damage == "other words"
    assert Renderer(kept).render(view) == whole

