"""`onrecord fmt`: one form, which is the same when it is formed again, and says to the letter what was said before."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.canonical import canonical, key_order
from generator.canonical.comments import comments_of
from generator.model import Elsewhere, NotSpeech, Source, Statement
from generator.reading import read_file
from generator.reading.nodes import parse
from generator.reading.quick import read as read_quickly
from generator.reading.records import plain

ROOT = Path(__file__).resolve().parent.parent
FORMED = (ROOT, ROOT / "tests/dossiers/ruritania")  # dossiers whose files are kept in the one form
ALL = sorted(p for folder in (*FORMED, ROOT / "tests/dossiers/base") for p in (folder / "data").rglob("*.yml"))
SOURCE = "data/sources/gazette.yml"


def path_of(file: Path) -> str:
    parts = file.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("data"):])


def formed(text: str, path: str = SOURCE) -> str:
    """The one form, or the codes of what stands against it."""
    found = canonical(path, text.encode("utf-8"))
    return found.data.decode("utf-8") if found.data is not None else " ".join(d.code for d in found.diagnostics)


def values(text: str, path: str = SOURCE) -> Any:
    node, faults = parse(path, text.encode("utf-8"))
    assert node is not None and not faults, faults
    return plain(node)


def body(text: str) -> str:
    """The one form without its first line, the modeline."""
    return formed(text).partition("\n")[2]


# --- whole files ---


@pytest.mark.parametrize("file", ALL, ids=lambda p: "/".join(p.parts[-3:]))
def test_every_file_keeps_its_values_and_is_formed_once(file: Path) -> None:
    before, path = file.read_bytes(), path_of(file)
    once = canonical(path, before).data
    assert once is not None
    assert canonical(path, once).data == once
    assert read_file(path, once).entry is not None
    assert read_file(path, once).entry.record == read_file(path, before).entry.record  # type: ignore[union-attr]
    assert once.startswith(b"# yaml-language-server: $schema=../")


@pytest.mark.parametrize("file", [p for p in ALL if "base" not in p.parts], ids=lambda p: "/".join(p.parts[-3:]))
def test_the_dossiers_are_in_the_one_form(file: Path) -> None:
    assert canonical(path_of(file), file.read_bytes()).data == file.read_bytes(), "run `onrecord fmt`"


@pytest.mark.parametrize("file", [p for p in ALL if "base" not in p.parts], ids=lambda p: "/".join(p.parts[-3:]))
def test_the_one_form_is_read_the_quick_way(file: Path) -> None:
    """Else a build would be slow. Keys and values that need the long way are few: they hold quotation marks of their own, or a comment."""
    text = file.read_text("utf-8")
    found = read_quickly(text)
    assert found is not None or any(sign in text for sign in ("THE SPEAKER", '\\"', " #"))


# --- the form ---

MESSY = """\
%YAML 1.2
---
facts: []   # none yet
# about the statements
statements:
- quote:
    - "It's late."   # he said so at night
    - 'We "go".'
    # the third part is lost
  speaker: 'rudolf'
  # never changes
  id: rudolf-goes
  said: {phrase: 'at night', date: '1933-06-01'}
  about: [
    "no",  # Norway
    fr ]
  # end of the statement
-   {id: two, speaker: flavia, quote: [Yes.], answers: {crown: for, "no": {stance: against, condition: "if: so"}}}
archive: {retrieved: 1933-06-02, sha256: "0000"}
title: "A title: with a colon"
kind: article
published: 1933
"""

NEAT = """\
# yaml-language-server: $schema=../../schema/source.json
title: "A title: with a colon"
kind: article
published: 1933
archive:
  sha256: "0000"
  retrieved: 1933-06-02

# about the statements
statements:
  # never changes
  - id: rudolf-goes
    speaker: rudolf
    quote:
      - It's late. # he said so at night
      - We "go".
      # the third part is lost
    said:
      date: 1933-06-01
      phrase: at night
    about:
      - "no" # Norway
      - fr
    # end of the statement

  - id: two
    speaker: flavia
    quote:
      - Yes.
    answers:
      crown: for
      "no":
        stance: against
        condition: "if: so"

facts: [] # none yet
"""


def test_the_whole_form() -> None:
    assert formed(MESSY) == NEAT
    assert formed(NEAT) == NEAT


def test_a_kept_modeline_comes_first_and_a_comment_on_the_file_stays_at_its_top() -> None:
    text = "# Under CC BY 4.0.\n\n# the title\ntitle: x\n# yaml-language-server: $schema=https://example.org/source.json\npublished: 1933\narchive: {}\n"
    assert formed(text).splitlines()[:5] == ["# yaml-language-server: $schema=https://example.org/source.json", "# Under CC BY 4.0.", "", "# the title", "title: x"]


def test_keys_stand_as_they_are_declared_and_a_selector_behind_its_words() -> None:
    assert key_order(Source)[:3] == ("title", "kind", "publisher")
    assert key_order(Statement)[:6] == ("id", "speaker", "quote", "prefix", "suffix", "occurrence")
    assert key_order(NotSpeech) == ("kind", "text", "prefix", "suffix", "occurrence", "note")
    assert key_order(Elsewhere)[:3] == ("source", "quote", "prefix")
    for model in (Source, Statement, NotSpeech, Elsewhere):
        assert sorted(key_order(model)) == sorted(model.model_fields)


def test_unknown_keys_stay_behind_the_known_ones() -> None:
    assert body("titel: x\ntitle: a\n") == "title: a\ntitel: x\n"


LONG = "The Chamber of Estates met at noon in the great hall, and those who had come to see it break bread saw it break benches, until the bells rang."


@pytest.mark.parametrize(("value", "written"), [
    ("no", '"no"'), ("1.50", '"1.50"'), ("1933-06-01", '"1933-06-01"'), ("~", '"~"'), ("# x", '"# x"'), ("a #b", '"a #b"'), ("a: b", '"a: b"'), ("a:b", "a:b"),
    ("- a", '"- a"'), ("'t was", '"\'t was"'), ('"Yes"', "'\"Yes\"'"), ("say \"it's\"", 'say "it\'s"'), (" a", '" a"'), ("a\tb", '"a\\tb"'),
    ("a\u202eb", '"a\\u202Eb"'), ("a\u00adb", '"a\\xADb"'), ("می\u200cخواهم", "می\u200cخواهم"), ("« oui »", "« oui »"), ("a\\b", "a\\b"),
    ("one\ntwo", "|-\n  one\n  two"), ("one\n\ntwo", "|-\n  one\n\n  two"), ("one\n two", '"one\\n two"'), ("\U0001f600", "\U0001f600"),
])
def test_how_a_value_is_written(value: str, written: str) -> None:
    dumped = yaml.dump(value, default_style='"', width=10_000, allow_unicode=False)
    assert body(f"note: {dumped}") == f"note: {written}\n"


def test_a_long_value_is_folded_and_one_that_cannot_be_is_not() -> None:
    assert body(f"note: {LONG}\n").startswith("note: >-\n  The Chamber") and max(map(len, body(f"note: {LONG}\n").splitlines())) <= 120
    twice = LONG.replace(" ", "  ")
    assert body(f"note: '{twice}'\n") == f"note: {twice}\n"
    assert body(f"note: {LONG.replace(' ', '-')}\n") == f"note: {LONG.replace(' ', '-')}\n"


@pytest.mark.parametrize(("text", "codes"), [
    ("a: [", "yaml-syntax"), ("a: &x b\n", "yaml-feature-refused"), ("a: b\na: c\n", "duplicate-key"), ("- a\n", "wrong-type"), ("", "wrong-type"),
    ("a:\n", "wrong-type"), ("a: b\n---\nc: d\n", "yaml-feature-refused"), ("title: a\u2028b\n", "invisible-character"),
])
def test_what_cannot_be_read_is_left_alone(text: str, codes: str) -> None:
    assert formed(text) == codes
    assert canonical("data/people/x.txt", b"name: x\n").data is None


# --- generated ---

LETTERS = st.sampled_from(list("ab 1.:#-'\"\\,[]{}&*!|>%@`?=~/\n\t") + ["“", "”", "…", "ß", "\u00a0", "\u200d", "\u202e", "\u0301", "日", "😀", "\x07", "é"])
WORDS = st.one_of(st.text(LETTERS, min_size=1, max_size=30), st.lists(st.text("abc:#'-\"", min_size=1, max_size=9), min_size=30, max_size=60).map(" ".join),
                  st.sampled_from(["no", "Yes", "null", "~", "0x1F", "1e3", "12:30", "...", "---", "<<", "=", "..", "? a", "- a", "a: ", "%a"]))
TREES = st.recursive(WORDS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)), max_leaves=12)
STATEMENTS = st.lists(st.dictionaries(st.sampled_from(["id", "quote", "speaker", "answers", "about", "said", "audience", "odd"]), TREES, min_size=1, max_size=6), max_size=3)
FILES = st.fixed_dictionaries({}, optional={"title": WORDS, "note": TREES, "labels": TREES, "statements": STATEMENTS, "facts": STATEMENTS, "archive": TREES, "odd": TREES})


@settings(max_examples=150, deadline=None)
@given(FILES, st.sampled_from([None, False, True]), st.sampled_from(['"', "'", None]), st.integers(2, 6), st.integers(20, 200), st.booleans())
def test_any_values_are_kept_and_formed_once(tree: Any, flow: bool | None, style: str | None, indent: int, width: int, is_windows: bool) -> None:
    text = yaml.dump(tree, default_flow_style=flow, default_style=style, indent=indent, width=width, allow_unicode=True, sort_keys=False)
    text = text.replace("\n", "\r\n") if is_windows else text
    node, faults = parse(SOURCE, text.encode("utf-8"))
    once = canonical(SOURCE, text.encode("utf-8"))
    if node is None or faults or not tree:  # such as a value of nothing but space
        assert once.data is None and once.diagnostics
        return
    assert once.data is not None, once.diagnostics
    assert plain(parse(SOURCE, once.data)[0]) == plain(node)  # type: ignore[arg-type]
    assert canonical(SOURCE, once.data).data == once.data
    assert b"\r" not in once.data and once.data.endswith(b"\n") and not once.data.endswith(b"\n\n")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([MESSY, NEAT, *(p.read_text("utf-8") for p in ALL if "ruritania" in p.parts and "sources" in p.parts)]), st.data())
def test_comments_anywhere_are_kept_and_formed_once(text: str, data: st.DataObject) -> None:
    lines = text.splitlines()
    for number in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        kind = data.draw(st.sampled_from(["above", "behind", "empty line"]))
        if kind == "behind":
            lines[at] += f" # c{number}"
        else:
            lines.insert(at, " " * data.draw(st.integers(0, 8)) + f"# c{number}" if kind == "above" else "")
    text = "\n".join(lines) + "\n"
    node, faults = parse(SOURCE, text.encode("utf-8"))
    if node is None or faults:
        return
    once = formed(text)
    assert values(once) == plain(node)
    kept = [one.text for one in comments_of(once) if "yaml-language-server" not in one.text]
    assert sorted(kept) == sorted(one.text for one in comments_of(text) if "yaml-language-server" not in one.text)
    assert formed(once) == once


# --- the command ---


def fmt(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), "fmt", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
                          timeout=120, check=False)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/dossiers/base", tmp_path / "dossier")
    return tmp_path / "dossier"


def test_the_command_lists_shows_and_writes(dossier: Path) -> None:
    people = sorted(p.relative_to(dossier).as_posix() for p in (dossier / "data/people").iterdir())
    listed = fmt(dossier, "--check")
    assert listed.returncode == 1 and "data/sources/gazette.yml is not in the one form" in listed.stdout
    shown = fmt(dossier, "--diff", dossier / "data/sources/gazette.yml")
    assert shown.returncode == 1 and "+    said:\n+      date: 1933-05-07\n" in shown.stdout and "people" not in shown.stdout
    assert fmt(dossier, dossier / "data/people").stdout.split() == people
    assert fmt(dossier).returncode == 0
    assert (fmt(dossier, "--check").returncode, fmt(dossier, "--check").stdout) == (0, "")


def test_a_broken_file_is_told_with_its_place_and_the_others_are_formed(dossier: Path) -> None:
    broken = dossier / "data/people/duke-michael.yml"
    broken.write_text("name: [Duke\n", "utf-8")
    run = fmt(dossier)
    assert run.returncode == 1 and "data/people/duke-michael.yml:" in run.stderr and "yaml-syntax" in run.stderr
    assert broken.read_text("utf-8") == "name: [Duke\n"
    assert (dossier / "data/dossier.yml").read_text("utf-8").startswith("# yaml-language-server")


def test_files_outside_of_the_data_are_not_touched(dossier: Path) -> None:
    run = fmt(dossier, dossier / "seeds/gazette.txt")
    assert run.returncode == 2 and "seeds/gazette.txt is no file of data/" in run.stderr
