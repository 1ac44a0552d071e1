"""The guides can be followed: every command, path, link and record that they name is there, and the help of the commands can be read."""

from __future__ import annotations

import re
import shlex
import struct
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator import judging
from generator.cli import COMMANDS, main
from generator.disk import add_files
from generator.model import Fact, Statement
from generator.reading import read_entry
from generator.starting import starter

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "generator" / "starter" / "README.md", ROOT / "content" / "contribute.md",
         *sorted((ROOT / "docs").glob("*.md")))
TEMPLATE = ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md"
MADE = {"guard-pay", "ID", "se"}  # ids that the guides take for what a reader makes
BUILT = ("site/", ".venv/", "search/", "api/", "book/")  # what is not there before a build
BASES = (ROOT, ROOT / "generator", ROOT / "docs")  # what a path in the docs may count from
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
IN_LINE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?<![\w/:.@-])(?:\.?[\w<>*-]+/)+(?:[\w.<>*-]*[\w>*])?")
by_name = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


def blocks(page: Path, *languages: str) -> list[str]:
    """The blocks of code of a page in these languages, without their indentation."""
    return [textwrap.dedent(text) for _, language, text in FENCE.findall(page.read_text("utf-8")) if language in languages]


def calls(page: Path) -> Iterator[str]:
    """Every line of a page that calls a program: those of its blocks, and code inside of lines that begins with a program's name."""
    yield from (line for block in blocks(page, "sh") for line in block.splitlines())
    yield from (line[2:] for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ "))
    prose = FENCE.sub("", page.read_text("utf-8"))
    yield from (code for code in IN_LINE.findall(prose) if re.match(r"(\.venv/bin/)?onrecord |make ", code))


def words_of(call: str) -> list[str]:
    return shlex.split(call, comments=True)


def wrong_in(call: str) -> str:
    """What is wrong with a call of `onrecord`; empty where it could run."""
    words = words_of(call)[1:]
    context, command = click.Context(main), main
    parser = main.make_parser(context)
    parser.allow_interspersed_args = False
    while isinstance(command, click.Group):
        _, words, _ = parser.parse_args(words)
        if not words:
            return "no command"
        found = command.get_command(context, words[0])
        if found is None:
            return f"there is no {words[0]}"
        command, words = found, words[1:]
        context = click.Context(command)
        parser = command.make_parser(context)
        parser.allow_interspersed_args = not isinstance(command, click.Group)
    if not words and re.fullmatch(r"(\.venv/bin/)?onrecord (-C \S+ )?[a-z]+( [a-z]+)?", call):
        return ""  # the name of a command in the middle of a sentence
    return wrong_values(command, context, parser, words)


def wrong_values(command: click.Command, context: click.Context, parser: Any, words: list[str]) -> str:
    try:
        values, rest, _ = parser.parse_args(words)
        for parameter in command.params:
            value = values.get(parameter.name or "")
            if parameter.required and value is None:
                return f"{parameter.name} is missing"
            for one in value if isinstance(value, (list, tuple)) else [value]:
                if isinstance(one, str) and isinstance(parameter.type, (click.Choice, click.IntRange)):
                    parameter.type.convert(one, parameter, context)
    except click.UsageError as fault:
        return fault.format_message()
    return f"{rest} is too much" if rest else ""


def test_wrong_calls_are_seen() -> None:
    assert wrong_in('onrecord quote "some words" --add') == ""
    for call in ("onrecord quoth x", "onrecord quote x --ad-d", "onrecord quote x --take", "onrecord archive x.html", "onrecord new persona X",
                 "onrecord quote x y", "onrecord quote x --not-speech scare"):
        assert wrong_in(call), call


@by_name
def test_every_command_that_a_guide_names_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for call in calls(page):
        words = words_of(call) if call else []
        if words and words[0].removeprefix(".venv/bin/") == "onrecord" and len(words) > 1 and words[1] != "COMMAND":
            assert not wrong_in(call), f"{call}: {wrong_in(call)}"
        elif words and words[0] == "make":
            assert {word for word in words[1:] if "=" not in word} <= targets, call


def test_readme_names_every_command_and_every_folder() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"^\| `onrecord ([a-z]+)", text, re.MULTILINE) and set(re.findall(r"^\| `onrecord ([a-z]+)", text, re.MULTILINE)) == set(COMMANDS)
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name not in ignored and path.name[0] != "." and path.suffix != ".egg-info"}
    assert set(re.findall(r"^\| `([\w.]+)/` \|", text, re.MULTILINE)) == folders | {".github"}


def named_paths(page: Path) -> set[str]:
    """Paths inside of code, in lines and in blocks of commands; not what is only a placeholder."""
    prose = FENCE.sub("", page.read_text("utf-8"))
    found = {path for code in IN_LINE.findall(prose) if "://" not in code and " /" not in code for path in PATH.findall(code)}
    found |= {path for block in blocks(page, "sh") for line in block.splitlines() for path in PATH.findall(line.partition("#")[0])}
    return {path for path in found if not path.startswith(BUILT) and not any(re.search(rf"\b{one}\b", path) for one in MADE)}


@by_name
def test_every_path_that_a_guide_names_is_there(page: Path) -> None:
    if page.name == "first-quote.md" or "starter" in page.parts:
        return  # their paths are those of another dossier
    for path in named_paths(page):
        pattern = re.sub(r"<\w+>", "*", path)
        assert any(any(base.glob(pattern.rstrip("/"))) for base in (*BASES, page.parent)), f"{page.name} names {path}"


def headings(page: Path) -> set[str]:
    """The anchors that GitHub makes of the headings of a page."""
    found = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", [page for page in PAGES if "content" not in page.parts], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", page.read_text("utf-8"))):
        path, _, anchor = link.partition("#")
        if link.startswith("https://"):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert not anchor or anchor in headings(target), f"{page.name}: {link}"


SOURCE = "title: An article\npublished: 2025-08-19\narchive: {sha256: " + "0" * 64 + ", retrieved: 2025-08-20}\n"


@by_name
def test_every_example_is_read(page: Path) -> None:
    for example in blocks(page, "yaml"):
        value = yaml.safe_load(example)
        if isinstance(value, dict) and (named := re.match(r"# (data/\S+\.yml)\n", example)):
            entry, faults = read_entry(named[1], example.encode())
            assert entry is not None and not faults, f"{page.name}: {example}{faults}"
        elif isinstance(value, dict):
            entry, faults = read_entry("data/sources/an-article.yml", ((SOURCE if "title" not in value else "") + example).encode())
            assert entry is not None and not faults, f"{page.name}: {example}{faults}"
        for record in value if isinstance(value, list) else ():  # a part of an entry: what is there stays
            rest = {"speaker": "somebody", "quote": "words"}
            text = SOURCE + yaml.safe_dump({"statements": [rest | record]}, allow_unicode=True).replace("'", "")
            assert set(record) <= Statement.model_fields.keys() | Fact.model_fields.keys()
            assert not read_entry("data/sources/an-article.yml", text.encode())[1], f"{page.name}: {example}"


def with_record(tmp_path: Path, changed: str = "") -> list[str]:
    """The errors of the little dossier with the record that CONTRIBUTING.md explains in place of its own. `changed`: more lines of the record."""
    (record,) = [block for block in blocks(ROOT / "CONTRIBUTING.md", "yaml") if block.startswith("statements:")]
    files, path = starter("A try"), "data/sources/bridge-under-water.yml"
    text = files[path].decode()
    own = re.search(r"  (?:# .*\n  )?- id: brandt-in-stone\n(?:    .*\n)+", text)
    assert own
    files[path] = text.replace(own[0], record.removeprefix("statements:\n") + changed).encode()
    add_files(tmp_path / "try", files)
    return [f"{d.code}: {d.message}" for d in judging.read_and_judge(tmp_path / "try").diagnostics if d.severity == "error"]


def test_the_record_that_is_explained_passes_the_check(tmp_path: Path) -> None:
    assert not with_record(tmp_path)


@pytest.mark.parametrize("key", ["corrections", "retracted", "disputed"])
def test_what_is_added_to_a_record_passes_the_check(tmp_path: Path, key: str) -> None:
    (more,) = [block for block in blocks(ROOT / "CONTRIBUTING.md", "yaml") if re.search(rf"^ +{key}:", block, re.MULTILINE)]
    lines = more.splitlines()[2:]
    assert lines[0] == f"  {key}:"
    assert not with_record(tmp_path, textwrap.indent("\n".join(lines), "  ") + "\n")


def test_the_picture_is_small_and_as_wide_as_a_page() -> None:
    data = (ROOT / "docs" / "images" / "home.png").read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) < 250_000
    assert struct.unpack(">II", data[16:24]) == (1280, 900)


def commands() -> Iterator[tuple[str, click.Command]]:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", one) for inner, one in command.commands.items())


def test_the_list_of_commands_shows_whole_sentences_on_a_narrow_terminal() -> None:
    for group in (main, main.get_command(click.Context(main), "new")):
        assert isinstance(group, click.Group)
        listed = group.get_help(click.Context(group, terminal_width=80)).partition("Commands:\n")[2]
        assert listed and "..." not in listed, listed
        assert all(line.endswith(".") for line in listed.splitlines()), listed


@pytest.mark.parametrize("name, command", list(commands()), ids=lambda value: value if isinstance(value, str) else "")
def test_each_option_is_explained_in_a_sentence(name: str, command: click.Command) -> None:
    assert command.help and command.help.strip().endswith(".")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help and option.help[0].isupper() and option.help.endswith("."), f"{name}: {option.name}"


def test_forms_and_template_name_what_is_there() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["forms"]
    for address in settings.values():
        form, field = re.fullmatch(r"https://.*\?template=([\w.-]+)&(\w+)=", address).groups()  # type: ignore[union-attr]
        parts = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / form).read_text("utf-8"))["body"]
        assert field in {part.get("id") for part in parts if part["type"] == "input"}
    targets = re.findall(r"`make (\w+)`", TEMPLATE.read_text("utf-8"))
    assert all(f"\n{target}:" in (ROOT / "Makefile").read_text("utf-8") for target in targets)


def test_contributing_names_forms_and_links_as_the_site_and_github_call_them() -> None:
    text = " ".join((ROOT / "CONTRIBUTING.md").read_text("utf-8").split())
    foot = (ROOT / "overrides" / "main.html").read_text("utf-8")
    for link in ("Edit the file behind this page", "Suggest a correction", "Suggest a quote from this source"):
        assert f">{link}</a>" in foot and f"*{link}*" in text, link
    forms = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*e*-*.yml")}
    assert f"*{forms['suggest-a-quote.yml']['name']}*" in text
    (kinds,) = [part["attributes"]["options"] for part in forms["report-an-error.yml"]["body"] if part.get("id") == "kind"]
    assert "Somebody else said it" in kinds and "*Somebody else said it*" in text
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))["jobs"]
    assert "*One form for every file*" in text and jobs["form"]["name"] == "One form for every file"
