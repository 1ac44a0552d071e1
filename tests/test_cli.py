"""The command as a contributor and CI use it: exit codes, reports, and a site that stays as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from click.testing import CliRunner

from generator import program
from generator.cli import main
from generator.commands import archive, quote
from generator.disk import ChangedMeanwhile
from generator.model import NotSpeech, Source

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "data/sources/politico-deadlock-over-security-guarantees.yml"
SEED = "seeds/politico-deadlock-over-security-guarantees.txt"


def onrecord(*arguments: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), *map(str, arguments)], cwd=ROOT, capture_output=True,
                          text=True, timeout=240, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the first dossier."""
    for name in ("data", "seeds", "content"):
        shutil.copytree(ROOT / name, tmp_path / "dossier" / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "dossier")
    return tmp_path / "dossier"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new, 1), "utf-8")


FAULTS: dict[str, tuple[str, Callable[[Path], None], tuple[str, ...]]] = {
    "one word changed in a quote": (
        "quote-not-in-source", lambda d: edit(d / SOURCE, "definitively ruled out boots", "definitely ruled out boots"),
        ("definitely", "definitively", SOURCE, SEED)),
    "NO as a country": (
        "unknown-reference", lambda d: edit(d / SOURCE, "about: [us]", "about: [no]"), ("no",)),
    "NO in capitals": (
        "bad-id", lambda d: edit(d / SOURCE, "about: [us]", "about: [NO]"), ("NO",)),
    "a duplicate key": (
        "duplicate-key", lambda d: edit(d / SOURCE, "kind: article", "kind: article\nkind: article"), ("kind",)),
    "a wrong hash": (
        "archive-hash-mismatch", lambda d: edit(d / SOURCE, "sha256: 51", "sha256: 52"), ("51cae46e9e61642c",)),
    "an unknown speaker": (
        "unknown-reference", lambda d: edit(d / SOURCE, "speaker: karoline-leavitt", "speaker: caroline-leavitt"), ("karoline-leavitt",)),
    "another speaker": (
        "attribution-names-another", lambda d: edit(d / SOURCE, "speaker: karoline-leavitt", "speaker: keir-starmer"), ("Karoline Leavitt",)),
    "the caption quoted as a statement": (
        "quote-in-not-speech", lambda d: edit(d / SOURCE, "statements:\n", (
            "statements:\n  - id: trump-caption\n    speaker: donald-trump\n"
            "    quote: Don't ask any more – there will be no American troops in Ukraine.\n    attribution: US President Donald Trump\n")),
        ("caption",)),
    "a part out of order": (
        "quote-parts-out-of-order", lambda d: edit(
            d / SOURCE, "      - We've got the European nations, and they'll front-load it\n"
            "      - France and Germany, a couple of them, U.K. They want to have, you know, boots on the ground.\n",
            "      - France and Germany, a couple of them, U.K. They want to have, you know, boots on the ground.\n"
            "      - We've got the European nations, and they'll front-load it\n"), ("order",)),
    "an unknown citation": (
        "unknown-citation", lambda d: edit(d / "content/index.md", "[@", "[@nobody-said-this; @"), ("nobody-said-this",)),
    "an archived text that is not UTF-8": (
        "archive-hash-mismatch", lambda d: (d / SEED).write_bytes(b"\xff\xfe"), (SEED,)),
    "a link that is not https": ("link-not-https", lambda d: edit(d / SOURCE, "url: https:", "url: http:"), ("https",)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_with_its_place_and_what_to_do(fault: str, copy: Path) -> None:
    code, make, words = FAULTS[fault]
    make(copy)
    run = onrecord("check", folder=copy)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert code in run.stderr
    for word in words:
        assert word in run.stderr, f"{word!r} is not in:\n{run.stderr}"
    assert "help" in run.stderr


def test_every_fault_is_reported_at_once_in_order_of_place(copy: Path) -> None:
    for _, make, _ in (FAULTS["one word changed in a quote"], FAULTS["an unknown speaker"], FAULTS["an unknown citation"]):
        make(copy)
    read = json.loads(onrecord("check", "--format", "json", folder=copy).stdout)
    found = read["diagnostics"] if isinstance(read, dict) and "diagnostics" in read else read["items"]
    codes = [d["code"] for d in found]
    assert {"quote-not-in-source", "unknown-reference", "unknown-citation"} <= set(codes)
    places = [(d["file"], d["line"]) for d in found] if "file" in found[0] else [(d["span"]["file"], d["span"]["line"]) for d in found]
    assert places == sorted(places)


def digest(folder: Path) -> str:
    return hashlib.sha256(b"".join(p.relative_to(folder).as_posix().encode() + p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())).hexdigest()


def test_a_fault_leaves_the_published_site_as_it_was(copy: Path) -> None:
    assert onrecord("build", folder=copy).returncode == 0
    before = digest(copy / "site")
    FAULTS["one word changed in a quote"][1](copy)
    assert onrecord("build", folder=copy).returncode == 1
    assert digest(copy / "site") == before


def test_the_same_input_gives_the_same_bytes_whatever_the_surroundings(copy: Path, tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path),
                   "XDG_CACHE_HOME": str(tmp_path / "cache")}
    run = subprocess.run([sys.executable, "-m", "generator", "-C", str(copy), "build", "--out", str(tmp_path / "other")], cwd=ROOT,
                         env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr
    assert onrecord("build", "--out", tmp_path / "one", folder=copy).returncode == 0
    assert digest(tmp_path / "one") == digest(tmp_path / "other")


def test_a_build_says_what_it_proved_and_writes_nothing_twice(copy: Path) -> None:
    first, second = onrecord("build", folder=copy), onrecord("build", folder=copy)
    assert "proven: 20 statements" in first.stdout and "sha256" in first.stdout
    assert "0 files written" in second.stdout


def test_a_site_can_live_under_a_path(copy: Path, tmp_path: Path) -> None:
    run = onrecord("build", "--out", tmp_path / "site", "--base-url", "https://example.org/dossier/", folder=copy)
    assert run.returncode == 0, run.stderr
    assert 'href="https://example.org/dossier/countries/de/"' in (tmp_path / "site/countries/de/index.html").read_text("utf-8")
    assert "onrecord.example/countries" not in (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert "/dossier/" in (tmp_path / "site/404.html").read_text("utf-8")


def test_wrong_use_ends_with_2_and_says_what_is_right(tmp_path: Path) -> None:
    assert onrecord("check", "--format", "xml").returncode == 2
    assert onrecord("bild").returncode == 2
    run = onrecord("explain", "quote-not-in-sorce")
    assert (run.returncode, "quote-not-in-source" in run.stderr) == (2, True)
    assert onrecord("build", "--base-url", "http://example.org/").returncode == 2
    assert onrecord("check", "--against", "no-such-revision").returncode == 2


def test_a_command_that_is_misspelt_is_told_its_name() -> None:
    ran = onrecord("chek")
    assert ran.returncode == 2 and "Did you mean one of: 'check'" in ran.stderr


@pytest.mark.parametrize("fault, told", [
    (ChangedMeanwhile("data/people/x.yml"), "onrecord: data/people/x.yml was saved while it was read\n  help: check again\n"),
    (OSError(28, "No space left on device"), "onrecord: the dossier could not be checked: [Errno 28] No space left on device\n  help: see that"),
])
def test_a_check_that_cannot_end_says_why(fault: Exception, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def check(*given: object) -> None:
        raise fault

    monkeypatch.setattr(program, "check", check)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    ran = CliRunner().invoke(main, ["-C", str(ROOT), "check"])
    assert ran.exit_code == 2 and ran.stderr.startswith(told)


def test_an_empty_folder_is_no_pass(tmp_path: Path) -> None:
    run = onrecord("check", folder=tmp_path)
    assert run.returncode == 1
    assert "file-missing" in run.stderr


@pytest.mark.parametrize("command", ["", "build", "check", "coverage", "explain", "schema", "serve"])
def test_help_is_there_for_every_command(command: str) -> None:
    run = onrecord(*filter(None, [command]), "--help")
    assert run.returncode == 0
    assert len(run.stdout.splitlines()) > 5


def test_coverage_prints_the_words_that_nothing_accounts_for(copy: Path) -> None:
    edit(copy / SOURCE, "    text: Moscow says “No!”\n", "    text: Moscow says\n")
    run = onrecord("coverage", folder=copy)
    assert "336 of 337 quoted words keyed (99 %)" in run.stdout and f"{SEED}:31:14: No" in run.stdout


def test_what_was_published_may_not_vanish_or_change(copy: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(copy), "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "published")
    assert onrecord("check", "--against", "HEAD", folder=copy).returncode == 0
    edit(copy / SOURCE, "id: leavitt-rules-out-boots", "id: leavitt-rules-boots-out")
    seed = copy / SEED
    seed.write_bytes(seed.read_bytes() + b"\n")
    new = hashlib.sha256(seed.read_bytes()).hexdigest()
    edit(copy / SOURCE, "51cae46e9e61642cab84f1fd6401bddd17e63d39a6e6868fb133134ea88d7f18", new)
    run = onrecord("check", "--against", "HEAD", folder=copy)
    assert run.returncode == 1
    assert "published-id-vanished" in run.stderr and "archive-changed" in run.stderr


@pytest.mark.parametrize(("command", "option", "field"), [
    (archive.command, "kind", Source.model_fields["kind"]), (quote.command, "not_speech", NotSpeech.model_fields["kind"])], ids=["archive", "quote"])
def test_a_command_offers_what_the_field_takes(command: click.Command, option: str, field: Any) -> None:
    [offered] = [one.type.choices for one in command.params if one.name == option and isinstance(one.type, click.Choice)]
    assert tuple(offered) == get_args(field.annotation)
