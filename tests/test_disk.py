"""Files of a dossier are read without following anything; a site is published whole or not at all, killed or not."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from publishing_files import publish, recover

from generator.disk import PublishError, checked_path, read_dossier, write_files
from generator.disk import publishing
from generator.reading import read_records

ROOT = Path(__file__).parent.parent


# --- reading -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    root = tmp_path / "ruritania"
    for path, text in {"data/dossier.yml": "title: Ruritania", "data/people/flavia.yml": "name: Flavia", "data/people/.gitkeep": "",
                       "seeds/gazette.txt": "Long live the king!\r\n", "content/index.md": "# Home", "content/method/index.md": "# Method",
                       "overrides/main.html": "<p>", "mkdocs.yml": "site_name: x", "README.md": "not read"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def refused(root: Path) -> list[tuple[str, str]]:
    return [(d.span.file, d.code) for d in read_dossier(root)[1]]


def test_a_dossier_is_read_byte_for_byte(dossier: Path) -> None:
    files, found = read_dossier(dossier)
    assert found == ()
    assert dict(files.data) == {"data/dossier.yml": b"title: Ruritania", "data/people/flavia.yml": b"name: Flavia"}
    assert dict(files.seeds) == {"gazette": b"Long live the king!\r\n"}
    assert list(files.content) == ["content/index.md", "content/method/index.md"]
    assert list(files.overrides) == ["overrides/main.html"] and files.config == b"site_name: x"


def test_what_a_dossier_may_leave_out(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    files, found = read_dossier(tmp_path)
    assert found == () and files.config is None and not files.overrides
    assert refused(tmp_path / "nowhere") == [("data", "file-missing")]


def test_links_and_special_files_are_refused_and_not_followed(dossier: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.yml").write_text("name: secret")
    (dossier / "data/people/link.yml").symlink_to(secret / "key.yml")
    (dossier / "data/people/broken.yml").symlink_to("/nowhere")
    (dossier / "data/events").symlink_to(secret)
    (dossier / "content/loop").symlink_to("..")
    (dossier / "seeds/link.txt").symlink_to("gazette.txt")
    os.mkfifo(dossier / "data/people/pipe.yml")
    (dossier / "data/people/folder.yml").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        os.chdir(dossier)
        listener.bind("seeds/socket.txt")
        os.chdir(ROOT)
        files, found = read_dossier(dossier)
    assert {d.code for d in found} == {"file-not-read"}
    assert [d.span.file for d in found] == ["content/loop", "data/events", "data/people/broken.yml", "data/people/folder.yml", "data/people/link.yml",
                                            "data/people/pipe.yml", "seeds/link.txt", "seeds/socket.txt"]
    assert list(files.data) == ["data/dossier.yml", "data/people/flavia.yml"] and list(files.seeds) == ["gazette"]


@pytest.mark.parametrize("folder", ["data", "seeds", "content", "overrides", "mkdocs.yml"])
def test_none_of_the_folders_may_be_a_link(dossier: Path, folder: str) -> None:
    (dossier / folder).rename(dossier / "elsewhere")
    (dossier / folder).symlink_to("elsewhere")
    assert refused(dossier) == [(folder, "file-not-read")]


def test_a_file_for_a_folder_and_a_folder_for_a_file(dossier: Path) -> None:
    (dossier / "mkdocs.yml").unlink()
    (dossier / "mkdocs.yml").mkdir()
    (dossier / "seeds/gazette.txt").unlink()
    (dossier / "seeds").rmdir()
    (dossier / "seeds").write_text("x")
    assert refused(dossier) == [("mkdocs.yml", "file-not-read"), ("seeds", "file-not-read")]


@pytest.mark.parametrize(("path", "cap"), [("data/people/big.yml", 1 << 20), ("content/big.md", 1 << 20), ("seeds/big.txt", 64 << 20)])
def test_files_up_to_their_cap(dossier: Path, path: str, cap: int) -> None:
    with open(dossier / path, "wb") as file:
        file.truncate(cap)
    assert refused(dossier) == []
    with open(dossier / path, "ab") as file:
        file.write(b"x")
    assert refused(dossier) == [(path, "file-not-read")]


def test_odd_names(dossier: Path) -> None:
    (dossier / "seeds/sub").mkdir()
    (dossier / "seeds/sub/x.txt").write_text("x")
    (dossier / "seeds/x.html").write_text("x")
    with open(os.fsencode(dossier) + b"/data/people/\xff.yml", "w"):
        pass
    assert refused(dossier) == [("data/people/\\xff.yml", "file-not-read"), ("seeds/sub/x.txt", "unexpected-file"), ("seeds/x.html", "unexpected-file")]


def test_folders_without_end(dossier: Path) -> None:
    (dossier / ("content" + "/a" * 30)).mkdir(parents=True)
    assert [code for _, code in refused(dossier)] == ["file-not-read"]


def test_every_file_of_the_data_folder_is_accounted_for(dossier: Path) -> None:
    (dossier / "data/people/notes.txt").write_text("x")
    assert [d.code for d in read_records(read_dossier(dossier)[0].data)[1] if d.span.file.endswith("notes.txt")] == ["unexpected-file"]


def test_small_files_are_written_only_where_they_differ(tmp_path: Path) -> None:
    assert write_files(tmp_path / "schema", {"b.json": b"1", "a.json": b"2"}) == ("a.json", "b.json")
    assert write_files(tmp_path / "schema", {"b.json": b"1", "a.json": b"3"}) == ("a.json",)
    assert sorted(p.name for p in (tmp_path / "schema").iterdir()) == ["a.json", "b.json"]


# --- publishing ----------------------------------------------------------------------------------------------------------


def site(version: str, count: int = 30) -> dict[str, bytes]:
    """A site whose every page tells its version, and that has a page of its own in each version."""
    return {**{f"people/p{n}/index.html": f"{version} {n}".encode() * 50 for n in range(count)}, f"only/{version}/index.html": version.encode()}


def on_disk(out: Path) -> dict[str, bytes]:
    return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}


def leftovers(out: Path) -> set[str]:
    return {p.name for p in (out.parent / ".onrecord" / f"published-{out.name}").iterdir()} - {"manifest", "lock"}


@pytest.mark.parametrize("whole", [True, False])
def test_publishing_and_publishing_again(tmp_path: Path, whole: bool) -> None:
    out = tmp_path / "site"
    assert publish(out, site("a")).way == "exchange"
    done = publish(out, site("b"), whole=whole)
    assert done.way == ("exchange" if whole else "journal")
    assert done.removed == ("only/a/index.html",) and len(done.written) == 31 and done.unchanged == 0
    assert on_disk(out) == site("b") and not (out / "only/a").exists() and not leftovers(out)
    assert publish(out, site("b"), whole=whole).way == "nothing"


@pytest.mark.parametrize("whole", [True, False])
def test_unchanged_pages_are_not_written_again(tmp_path: Path, whole: bool) -> None:
    out = tmp_path / "site"
    publish(out, site("a"))
    before = (out / "people/p1/index.html").stat()
    done = publish(out, {**site("a"), "people/p0/index.html": b"new"}, whole=whole)
    after = (out / "people/p1/index.html").stat()
    assert done.written == ("people/p0/index.html",) and done.unchanged == 30
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_pages_may_come_one_by_one_and_may_stay_as_they_are(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, iter(site("a").items()))
    done = publish(out, ((path, None) for path in site("a")))
    assert done.way == "nothing" and on_disk(out) == site("a")
    with pytest.raises(PublishError, match="not there"):
        publish(out, [("new.html", None)])
    with pytest.raises(PublishError, match="two files"):
        publish(out, [("a", b""), ("a", b"")])
    assert on_disk(out) == site("a") and not leftovers(out)


def test_what_somebody_changed_in_the_site_is_put_right(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, site("a"))
    forged = out / "people/p1/index.html"
    forged.write_bytes(b"x" * forged.stat().st_size)
    os.utime(forged, (1e9, 1e9))  # a time of its own, however coarse the clock of the disk
    (out / "people/p2/index.html").unlink()
    (out / "people/p3/index.html").unlink()
    (out / "people/p3/index.html").symlink_to("/etc/hostname")
    assert publish(out, site("a")).written == ("people/p1/index.html", "people/p2/index.html", "people/p3/index.html")
    assert on_disk(out) == site("a") and not (out / "people/p3/index.html").is_symlink()


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "home"
    out.mkdir()
    (out / "thesis.doc").write_text("x")
    with pytest.raises(PublishError, match="thesis.doc"):
        publish(out, site("a"))
    assert on_disk(out) == {"thesis.doc": b"x"}
    (out / "thesis.doc").unlink()
    publish(out, site("a"))
    (out / "thesis.doc").write_text("x")
    with pytest.raises(PublishError, match="thesis.doc"):
        publish(out, site("b"), whole=True)
    assert on_disk(out) == {**site("a"), "thesis.doc": b"x"}


def test_a_link_or_a_file_is_not_published_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "file").write_text("x")
    for name in ("link", "file"):
        with pytest.raises(PublishError, match="plain folder|is a link"):
            publish(tmp_path / name, site("a"))
    assert not list((tmp_path / "real").iterdir())


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a//b", "", "a/", ".", "a\\..\\b", "a\0b", "a\nb", "\ud800", "\u202ex", "x" * 300])
def test_paths_that_are_none(tmp_path: Path, path: str) -> None:
    with pytest.raises(PublishError):
        checked_path(path)
    with pytest.raises(PublishError):
        publish(tmp_path / "site", {"ok.html": b"", path: b""})
    assert not (tmp_path / "site").exists() and not (tmp_path / "x").exists()


def test_a_path_cannot_be_file_and_folder(tmp_path: Path) -> None:
    for order in (["a", "a/b"], ["a/b", "a"]):
        with pytest.raises(PublishError):
            publish(tmp_path / "site", [(path, b"") for path in order])
    publish(tmp_path / "site", {"a": b"1", "c/d": b"2"})
    assert publish(tmp_path / "site", {"a/b": b"1", "c": b"2"}).way == "exchange"
    assert on_disk(tmp_path / "site") == {"a/b": b"1", "c": b"2"}
    with pytest.raises(PublishError):
        publish(tmp_path / "site", [("c", None), ("c/d", b"")])


def test_a_page_that_fails_to_be_made_leaves_the_old_site(tmp_path: Path) -> None:
    def pages():  # type: ignore[no-untyped-def]
        yield from list(site("b").items())[:5]
        raise RuntimeError("template")

    out = tmp_path / "site"
    publish(out, site("a"))
    with pytest.raises(RuntimeError, match="template"):
        publish(out, pages())
    assert on_disk(out) == site("a") and not leftovers(out)


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "site"

    def pages():  # type: ignore[no-untyped-def]
        with pytest.raises(PublishError, match="another build"):
            publish(out, site("b"))
        yield from site("a").items()

    publish(out, pages())
    assert on_disk(out) == site("a")


@pytest.mark.parametrize("whole", [True, False])
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool) -> None:
    out = tmp_path / "site"
    publish(out, site("a"))

    def full(target: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        publish(out, site("b"), whole=whole)
    assert on_disk(out) == site("a") and not leftovers(out)


def test_a_system_without_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    monkeypatch.setattr(publishing, "_swap", lambda one, other: False)
    publish(out, site("a"))
    publish(out, site("b"), whole=True)
    assert on_disk(out) == site("b") and not leftovers(out)


def test_a_dossier_that_brings_a_state_of_its_own_reaches_nothing_outside(tmp_path: Path) -> None:
    """Somebody else's dossier is built by who reviews it: its `.onrecord/` and `site` are as untrusted as its data."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "profile").write_text("mine")
    state = tmp_path / "dossier/.onrecord/published-site"
    (state / "staging").mkdir(parents=True)
    (state / "staging/profile").write_text("theirs")
    (state / "journal").write_text('{"write": ["profile"], "remove": []}')
    out = tmp_path / "dossier/site"
    out.symlink_to(home)
    with pytest.raises(PublishError, match="link"):
        publish(out, site("a"))
    out.unlink()
    out.mkdir()
    (out / "sub").symlink_to(home)
    for plan in ('{"write": ["../../home/profile"], "remove": []}', '{"write": [], "remove": ["../../home/profile"]}',
                 '{"write": [], "remove": ["sub/profile"]}'):
        (state / "journal").write_text(plan)
        with pytest.raises(PublishError):
            recover(out)
    (out / "sub").unlink()
    for odd in ("", "[]", "{}", "null", '{"write": 1, "remove": []}', "\x00"):
        (state / "journal").write_text(odd)
        (state / "lock").unlink(missing_ok=True)
        recover(out)
        assert not (state / "journal").exists()
    (state / "staging").mkdir()
    (state / "staging/away").symlink_to(home)
    (state / "staging/linked").symlink_to(home / "profile")
    for plan in ('{"write": ["away/profile"], "remove": []}', '{"write": ["linked"], "remove": []}'):
        (state / "journal").write_text(plan)
        with pytest.raises(PublishError, match="link"):
            recover(out)
    (state / "journal").unlink()
    for name in ("manifest", "manifest.new", "journal"):
        (state / name).symlink_to("/dev/zero")  # would be read until memory is gone
        with pytest.raises(PublishError, match="plain file"):
            publish(out, site("a"))
        (state / name).unlink()
        os.mkfifo(state / name)  # would be waited for for ever
        with pytest.raises(PublishError, match="plain file"):
            publish(out, site("a"))
        (state / name).unlink()
    (out / "index.html").write_text("theirs")
    for path in ("../../home/profile", "/etc/passwd", "a\x00b"):
        (state / "manifest").write_text(f"{'0' * 64} 4 1 index.html\n{'0' * 64} 4 1 {path}\n")
        for _ in range(2):
            with pytest.raises(PublishError, match="did not put there"):
                publish(out, site("a"), believed=b"")
        assert not (state / "journal").exists()
    (state / "manifest").unlink()
    (out / "index.html").unlink()
    (state / "lock").unlink()
    for name in ("lock", "manifest.new.part", "journal.part"):
        (state / name).symlink_to(home / "profile")
        with pytest.raises(PublishError) if name == "lock" else contextlib.nullcontext():
            publish(out, site("a"))
        (state / name).unlink(missing_ok=True)
    assert {p.name: p.read_text() for p in home.iterdir()} == {"profile": "mine"}


# --- killed at every step --------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours runs after it."""


STEPS = ("rename", "replace", "unlink", "mkdir", "link", "rmdir")


def publish_until(out: Path, pages: dict[str, bytes], whole: bool, step: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Publish and stop before the given change of the disk; False where it ended before."""
    left = step

    def counted(call):  # type: ignore[no-untyped-def]
        def run(*args, **keys):  # type: ignore[no-untyped-def]
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return call(*args, **keys)
        return run

    with monkeypatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, counted(getattr(os, name)))
        patch.setattr(publishing, "_swap", counted(publishing._swap))
        try:
            publish(out, pages, whole=whole)
        except Killed:
            return True
    return False


@pytest.mark.parametrize(("whole", "can_swap"), [(True, True), (True, False), (False, True)])
def test_stopped_before_every_single_change_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool, can_swap: bool) -> None:
    if not can_swap:
        monkeypatch.setattr(publishing, "_swap", lambda one, other: False)
    old, new = site("a", 3), {**site("b", 2), "people/p2/index.html": site("a", 3)["people/p2/index.html"]}
    outcomes, step = set(), 0
    while True:
        out = tmp_path / f"site{step}"
        publish(out, old)
        if not publish_until(out, new, whole, step, monkeypatch):
            break
        recover(out)
        assert on_disk(out) in (old, new), f"mixed after step {step}"
        outcomes.add(on_disk(out) == new)
        assert not leftovers(out)
        publish(out, new)
        assert on_disk(out) == new
        step += 1
    assert step > 5 and outcomes == {False, True}


WORKER = textwrap.dedent("""
    import sys
    from pathlib import Path
    sys.path.insert(0, "tests")
    from publishing_files import publish
    out, count = Path(sys.argv[1]), int(sys.argv[2])
    print("ready", flush=True)
    turn = int(sys.argv[3])
    while True:
        turn += 1
        version = "ab"[turn % 2]
        pages = {f"people/p{n}/index.html": f"{version} {n}".encode() * 50 for n in range(count)}
        pages[f"only/{version}/index.html"] = version.encode()
        publish(out, pages, whole=turn % 4 < 2)
""")


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """SIGKILL, 25 times, to a process that publishes two versions in turn by both ways."""
    out, count, rng = tmp_path / "site", 120, random.Random(7)
    publish(out, site("a", count))
    seen = set()
    for turn in range(25):
        worker = subprocess.Popen([sys.executable, "-c", WORKER, str(out), str(count), str(turn)], stdout=subprocess.PIPE, cwd=ROOT)
        assert worker.stdout is not None and worker.stdout.readline() == b"ready\n"
        time.sleep(rng.uniform(0.001, 0.15))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
        assert out.is_dir(), "there is a site while nothing runs"
        whole_pages = {**site("a", count), **site("b", count)}
        for path, data in on_disk(out).items():
            assert data in (whole_pages[path], site("a", count).get(path)), "no page is half written, before recovery too"
        seen.add(recover(out))
        assert on_disk(out) in (site("a", count), site("b", count))
        assert not leftovers(out)
    assert True in seen, "no kill fell into a publication: the test tests nothing"
