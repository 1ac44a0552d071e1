"""The local server: shows the site, builds and loads it again on each save, shows a fault over the last good page."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

import conftest
from generator import judging, orders, program
from generator.disk import Desk, HeldDesk, SiteFiles
from generator.serve import News, Shown, start
from generator.serve.server import is_own_host, parts_of

FILE = "data/sources/chamber-inquiry.yml"
PAGE = "statements/sapt-red-chair/"
WORDS = "He was asleep in the red chair. I put a rug over him at about ten o'clock."
SHORTER = WORDS.replace(" I put a rug over him at about ten o'clock.", "")
FALSE = WORDS.replace("red chair", "green chair")


class Served:
    """A running `onrecord serve` and what it has printed so far."""

    def __init__(self, folder: Path, log: Path, *more: str) -> None:
        self.folder, self.log = folder, log
        self.process = subprocess.Popen([sys.executable, "-u", "-m", "generator", "-C", str(folder), "serve", "--port", "0", *more], cwd=conftest.ROOT,
                                        stdout=log.open("wb"), stderr=subprocess.STDOUT,
                                        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))  # a shell's background job has it ignored
        self.address = self.wait_for(r"(http://127\.0\.0\.1:\d+/)")

    def wait_for(self, pattern: str, after: int = 0) -> str:
        """The first match of a pattern in what was printed after a place."""
        for _ in range(1200):
            found = re.search(pattern, self.log.read_text("utf-8")[after:])
            if found:
                return found[1] if found.groups() else found[0]
            time.sleep(0.05)
        raise AssertionError(f"{pattern} was not printed:\n{self.log.read_text('utf-8')}")

    def edit(self, before: str, after: str, file: str = FILE) -> None:
        """Save a change as many editors do: into another file that then takes the place of the first."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert before in text
        beside = path.with_name(f"{path.name}~")
        beside.write_text(text.replace(before, after), "utf-8")
        beside.replace(path)

    def end(self) -> None:
        """Press Ctrl-C; nothing but the end comes of it."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0, self.log.read_text("utf-8")
        assert "Traceback" not in self.log.read_text("utf-8")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(conftest.RURITANIA, folder / "dossier", ignore=shutil.ignore_patterns("site", ".onrecord"))
    running = Served(folder / "dossier", folder / "log")
    yield running
    running.end()


@pytest.fixture
def served(kept: Served) -> Iterator[Served]:
    """The server, with its dossier as it was."""
    before = (kept.folder / FILE).read_bytes()
    yield kept
    printed = len(kept.log.read_text("utf-8"))
    if (kept.folder / FILE).read_bytes() != before:
        (kept.folder / FILE).write_bytes(before)
        kept.wait_for(r"pages, .*", printed)


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which nothing may stand in the console."""
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    yield page
    assert faults == []


# --- in the browser -----------------------------------------------------------------------------------------------------


def test_a_save_is_seen_without_touching_the_page(served: Served, quiet: Page) -> None:
    quiet.set_viewport_size({"width": 600, "height": 300})
    quiet.goto(served.address + PAGE)
    expect(quiet.locator("main")).to_contain_text("I put a rug over him")
    quiet.evaluate("scrollTo({top: 120, behavior: 'instant'})")
    served.edit(WORDS, SHORTER)
    expect(quiet.locator("main")).not_to_contain_text("I put a rug over him", timeout=20_000)
    expect(quiet.locator("main")).to_contain_text("He was asleep in the red chair.")
    quiet.wait_for_function("scrollY === 120")


def test_a_save_while_the_page_is_still_loading_keeps_the_place(served: Served, quiet: Page) -> None:
    quiet.set_viewport_size({"width": 600, "height": 300})
    quiet.goto(served.address + PAGE)
    quiet.evaluate("scrollTo({top: 120, behavior: 'instant'})")
    quiet.add_init_script("""
        const late = Object.assign(new Image(), {src: "/slow.png"}), flat = Object.assign(document.createElement("style"), {textContent: "html { display: none }"});
        addEventListener("DOMContentLoaded", () => document.body.append(late, flat));
        addEventListener("load", () => flat.remove());
    """)  # a page that is long on its way, and has no height before all of it is there
    held: list[Route] = []
    quiet.route("**/slow.png", lambda route: held.append(route))
    served.edit(WORDS, SHORTER)
    expect(quiet.locator("main")).not_to_contain_text("I put a rug over him", timeout=20_000)
    served.edit(SHORTER, WORDS)
    expect(quiet.locator("main")).to_contain_text("I put a rug over him", timeout=20_000)
    while len(held) < 2:
        quiet.wait_for_timeout(50)
    held[-1].fulfill(body="")
    quiet.wait_for_function("scrollY === 120")


def test_a_page_that_did_not_change_is_not_loaded_again(served: Served, quiet: Page) -> None:
    quiet.goto(served.address + "statements/sapt-was-at-zenda/")
    quiet.evaluate("window.here = true")
    printed = len(served.log.read_text("utf-8"))
    served.edit("He was asleep in the red chair. ", "")
    served.wait_for("files written", printed)
    quiet.wait_for_timeout(500)
    assert quiet.evaluate("window.here")


def test_a_fault_stands_over_the_last_good_page_and_goes_when_mended(served: Served, quiet: Page, axe: Callable[[Any], list[str]]) -> None:
    quiet.goto(served.address + PAGE)
    served.edit(WORDS, FALSE)
    line = next(number for number, text in enumerate((served.folder / FILE).read_text("utf-8").splitlines(), 1) if FALSE in text)
    alert = quiet.get_by_role("alert")
    for words in ("quote-not-in-source", f"{FILE}:{line}:12", "help:"):
        expect(alert).to_contain_text(words, timeout=20_000)
    expect(quiet.locator("main")).to_contain_text("in the red chair")
    assert axe(quiet) == []
    quiet.emulate_media(color_scheme="dark")
    assert axe(quiet) == []
    served.edit(FALSE, SHORTER)
    expect(alert).to_have_count(0, timeout=20_000)
    expect(quiet.locator("main")).not_to_contain_text("I put a rug over him")


def test_the_fault_is_closed_by_keyboard_and_another_one_opens_again(served: Served, quiet: Page) -> None:
    served.edit(WORDS, FALSE)
    quiet.goto(served.address + PAGE)
    alert = quiet.get_by_role("alert")
    expect(alert).to_contain_text("quote-not-in-source", timeout=20_000)
    quiet.keyboard.press("Escape")
    expect(alert).to_have_count(0)
    served.edit(FALSE, FALSE.replace("rug", "blanket"))
    expect(alert).to_contain_text("blanket", timeout=20_000)
    quiet.keyboard.press("Tab")
    quiet.keyboard.press("Enter")
    expect(alert).to_have_count(0)


def test_a_page_that_vanished_shows_that_it_is_not_there(served: Served, page: Page) -> None:
    note = served.folder / "content" / "note.md"
    note.write_text("# A note\n\nNothing is quoted here.\n", "utf-8")
    page.goto(served.address + "note/")
    expect(page.locator("h1")).to_contain_text("A note", timeout=20_000)
    note.unlink()
    expect(page.locator("h1")).not_to_contain_text("A note", timeout=20_000)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_configuration_that_comes_and_goes_is_seen(served: Served, page: Page) -> None:
    page.goto(served.address)
    config = served.folder / "mkdocs.yml"
    text = (conftest.ROOT / "mkdocs.yml").read_text("utf-8").replace("onrecord.example/", "onrecord.example/zenda/", 1)
    config.write_text(text.replace("site_name: Security guarantees for Ukraine", "site_name: The Strelsau papers"), "utf-8")
    expect(page).to_have_title(re.compile("The Strelsau papers"), timeout=30_000)
    page.goto(served.address + "zenda/people/nobody/")  # links of the page for what is not found begin with the site's path
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).borderTopStyle") == "solid"
    config.write_text(text.replace("name: material", "name: mackerel"), "utf-8")
    expect(page.get_by_role("alert")).to_contain_text("mkdocs.yml", timeout=20_000)
    config.unlink()
    expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)


def test_a_site_that_cannot_be_published_is_told_and_the_server_lives_on(served: Served, page: Page) -> None:
    page.goto(served.address + PAGE)
    foreign = served.folder / "site" / "statements" / "sapt-red-chair"
    kept = served.folder / "kept"
    foreign.rename(kept)
    foreign.symlink_to(kept)
    served.edit(WORDS, SHORTER)
    expect(page.get_by_role("alert")).to_contain_text("could not be published", timeout=20_000)
    foreign.unlink()
    kept.rename(foreign)
    served.edit("the red chair", "the red  chair")
    expect(page.get_by_role("alert")).to_have_count(0, timeout=20_000)


# --- what is served -----------------------------------------------------------------------------------------------------


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Callable[..., tuple[int, dict[str, str], bytes]]]:
    """Ask a server of a little folder: `plain(path, host)` gives status, headers, body."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "api").mkdir()
    page = "<html><body>é</body></html>"
    for name, text in {"index.html": page, "a/index.html": page, "404.html": "<html><body>not here</body></html>", "api/x.json": "{}", "a/b.css": "b{}"}.items():
        (site / name).write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "out").symlink_to(tmp_path)
    end, port = start(Shown(SiteFiles(site).read, News("start"), "127.0.0.1", lambda: "/base/"), 0)

    def ask(path: str, host: str | None = None, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.putrequest(method, path, skip_host=True)
        line.putheader("Host", host or f"127.0.0.1:{port}")
        line.endheaders()
        answer = line.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    yield ask
    end()


def test_a_page_is_sent_with_the_script_and_stands_without_it(plain: Callable[..., Any], tmp_path: Path) -> None:
    status, headers, body = plain("/a/")
    assert (status, headers["content-type"], headers["cache-control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert re.search('é<script src="/.onrecord/live.js" data-print="[^"]+"></script></body>', body.decode())
    assert b"script" not in (tmp_path / "site/a/index.html").read_bytes()
    assert plain("/.onrecord/live.js")[1]["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(("path", "kind"), [("/api/x.json", "application/json"), ("/a/b.css", "text/css; charset=utf-8"), ("/base/a/b.css", "text/css; charset=utf-8")])
def test_other_files_are_sent_as_they_are(plain: Callable[..., Any], path: str, kind: str) -> None:
    status, headers, body = plain(path)
    assert (status, headers["content-type"], headers["cache-control"], body in (b"{}", b"b{}")) == (200, kind, "no-store", True)
    assert plain(path, method="HEAD")[2] == b""


@pytest.mark.parametrize("path", ["/api/", "/api", "/../secret.txt", "/%2e%2e/secret.txt", "/a/..%2f..%2fsecret.txt", "/..%5csecret.txt", "/link.txt", "/out/secret.txt",
                                  "//secret.txt", "/a//b.css", "/%00", "/.", "/a/./b.css", "/nowhere"])
def test_nothing_else_is_served(plain: Callable[..., Any], path: str) -> None:
    status, _, body = plain(path)
    assert status == 404
    assert b"not here" in body
    assert b"secret" not in body


def test_a_folder_leads_to_its_page(plain: Callable[..., Any]) -> None:
    status, headers, _ = plain("/a?q=1")
    assert (status, headers["location"]) == (302, "/a/?q=1")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "", "@"])
def test_another_host_is_refused(plain: Callable[..., Any], host: str) -> None:
    assert plain("/", host or " ")[0] == 421


@pytest.mark.parametrize(("host", "asked_for", "is_own"), [
    ("localhost:1", "127.0.0.1", True), ("127.0.0.1", "127.0.0.1", True), ("[::1]:8000", "::1", True), ("192.0.2.7:8000", "0.0.0.0", True),
    ("desk.home:8000", "desk.home", True), ("desk.home:8000", "0.0.0.0", False), (None, "127.0.0.1", False), ("[", "127.0.0.1", False)])
def test_which_host_is_this_machine(host: str | None, asked_for: str, is_own: bool) -> None:
    assert is_own_host(host, asked_for) is is_own


def test_parts_of_addresses() -> None:
    assert parts_of("/") == ("index.html",)
    assert parts_of("/people/d%C3%A9/") == ("people", "dé", "index.html")
    assert parts_of("/a/%2e%2e/b") is None


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = subprocess.run([sys.executable, "-m", "generator", "-C", str(tmp_path), "serve", "--port", port], cwd=conftest.ROOT, capture_output=True,
                             text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in ran.stderr
    assert "--port" in ran.stderr


def test_a_dossier_with_faults_from_the_start_is_served_once_it_is_mended(tmp_path: Path, page: Page) -> None:
    shutil.copytree(conftest.RURITANIA, tmp_path / "dossier", ignore=shutil.ignore_patterns("site", ".onrecord"))
    path = tmp_path / "dossier" / FILE
    good = path.read_text("utf-8")
    path.write_text(good.replace(WORDS, FALSE), "utf-8")
    running = Served(tmp_path / "dossier", tmp_path / "log")
    page.goto(running.address)
    expect(page.get_by_role("alert")).to_contain_text("quote-not-in-source")
    path.write_text(good, "utf-8")
    expect(page.locator(".md-header")).to_be_visible(timeout=20_000)
    running.end()


# --- what is held between builds ----------------------------------------------------------------------------------------


def test_what_is_held_is_on_the_disk_once_nobody_waits(tmp_path: Path) -> None:
    desk = HeldDesk(tmp_path)
    desk.write("book", "one", (1, 2))
    assert desk.read("book", "one") == (1, 2)
    assert Desk(tmp_path).read("book", "one") is None
    desk.settle()
    assert Desk(tmp_path).read("book", "one") == (1, 2)
    assert desk.read("book", "two") is None


def test_what_another_process_kept_under_another_key_is_read(tmp_path: Path) -> None:
    desk = HeldDesk(tmp_path)
    desk.write("search", "one", (1,))
    process = os.fork()
    if not process:
        desk.write("search", "two", (2,))
        os._exit(0)
    os.waitpid(process, 0)
    assert desk.read("search", "two") == (2,)
    desk.settle()
    assert Desk(tmp_path).read("search", "two") == (2,), "an older value was written over it"


def test_what_is_held_no_more_is_not_written(tmp_path: Path) -> None:
    desk = HeldDesk(tmp_path)
    desk.write("outcomes/a", "a", 1)
    desk.write("outcomes/b", "b", 2)
    desk.keep_only("outcomes", ["b"])
    desk.settle()
    assert [one.name for one in (tmp_path / "outcomes").iterdir()] == ["b"]


def test_many_builds_of_one_process_give_what_a_clean_one_gives(tmp_path: Path) -> None:
    shutil.copytree(conftest.RURITANIA, tmp_path / "dossier", ignore=shutil.ignore_patterns("site", ".onrecord"))
    cache, site, clean = tmp_path / "cache", tmp_path / "site", tmp_path / "clean"
    memory, file = orders.Memory.of(cache, tmp_path / "dossier"), tmp_path / "dossier" / FILE
    good = file.read_text("utf-8")
    for text in (good, good.replace(WORDS, SHORTER), good.replace("  - id: sapt-red-chair", "  - id: sapt-red-armchair"), good.replace(WORDS, FALSE), good):
        file.write_text(text, "utf-8")
        built = program.build(orders.Order(tmp_path / "dossier", site, None, "mkdocs", cache, time.time_ns(), 1), memory=memory)
        if isinstance(built, judging.Verdict):
            continue
        shutil.rmtree(clean, ignore_errors=True)
        shutil.rmtree(tmp_path / ".onrecord" / "published-clean", ignore_errors=True)
        shutil.rmtree(tmp_path / "other", ignore_errors=True)
        (tmp_path / "other").mkdir()
        for frames in cache.glob("frames-*"):
            shutil.copy(frames, tmp_path / "other")
        program.build(orders.Order(tmp_path / "dossier", clean, None, "mkdocs", tmp_path / "other", time.time_ns(), 1))
        ours, theirs = ({str(one.relative_to(where)): one.read_bytes() for one in where.rglob("*") if one.is_file()} for where in (site, clean))
        assert sorted(ours) == sorted(theirs)
        assert [path for path in ours if ours[path] != theirs[path]] == []
