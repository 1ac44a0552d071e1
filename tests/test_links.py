"""What the weekly look at cited pages does: it finds every address with its place, asks each, and tells what fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator import addresses
from generator.addresses import Answer, Cited
from generator.commands.links import answer, asked
from generator.content import read_content
from generator.diagnostics import Span
from generator.reading import read_records

ROOT = Path(__file__).resolve().parent.parent
ORGANISATION = b"name: Strelsau Herald\nurl: https://herald.example/#front\n"
PAGE = b"# About\n\nSee [the Herald](https://herald.example/) and [another](https://example.org/?a=1&b=2).\n"


def found() -> tuple[Cited, ...]:
    records, _ = read_records({"data/organisations/strelsau-herald.yml": ORGANISATION})
    pages, more = read_content({"content/about.md": PAGE})
    assert not more
    return addresses.cited(records, pages, {"content/about.md": PAGE})


def test_every_address_is_found_once_with_all_its_places() -> None:
    assert [(one.url, [(place.file, place.line) for place in one.places]) for one in found()] == [
        ("https://example.org/?a=1&b=2", [("content/about.md", 3)]),
        ("https://herald.example/", [("content/about.md", 3), ("data/organisations/strelsau-herald.yml", 2)])], "a fragment is no other page"


def test_an_address_that_fails_is_asked_twice_and_one_that_answers_once() -> None:
    calls: list[str] = []

    def ask(url: str) -> str:
        calls.append(url)
        return "answers 404 (gone)" if "herald" in url else ""

    answers = asked(found(), ask, pause=0)
    assert [bool(one.fault) for one in answers] == [False, True]
    assert sorted(calls) == ["https://example.org/?a=1&b=2", "https://herald.example/", "https://herald.example/"]


def test_the_issue_says_what_failed_and_where_and_nothing_in_an_address_is_markup() -> None:
    told = addresses.as_markdown((Answer(Cited("https://herald.example/`@everyone", (Span("data/x.yml", 2),)), "answers 404 (gone)"),))
    assert "- [ ] `https://herald.example/%60@everyone`: answers 404 (gone) (cited in `data/x.yml:2`)" in told
    assert addresses.as_markdown(()) == "Every cited page answers.\n"


def test_a_host_that_does_not_answer_is_a_fault_and_no_traceback() -> None:
    assert answer("https://127.0.0.1:9/").startswith("does not answer")


def test_the_command_lists_the_addresses_of_this_dossier() -> None:
    run = subprocess.run([sys.executable, "-m", "generator", "-C", str(ROOT), "links"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert "https://www.nato.int/\n  data/organisations/nato.yml:6\n" in run.stdout
