"""The quick reader of YAML says what PyYAML says, or nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from generator.reading import read_file
from generator.reading.decoding import decode
from generator.reading.nodes import Fields, Items, Text, parse
from generator.reading.quick import read
from generator.reading.records import plain

ROOT = Path(__file__).resolve().parent.parent
DOSSIERS = (ROOT, ROOT / "tests/dossiers/ruritania", ROOT / "tests/dossiers/base", ROOT / "tests/corpus/arn-bridge")
FILES = sorted(path for dossier in DOSSIERS for path in (dossier / "data").rglob("*.yml"))
BITS = ("\n", " ", "  ", ":", ": ", "- ", "-", "#", " #", "'", '"', "|", ">", ">-", "{", "}", "[", "]", ",", ", ", "&a ", "*a", "!", "%", "? ", "~",
        "null", "\t", "\\", '\\"', "''", '""', "\u00a0", "é", "\r", "---", "...", "<<: ", "\n\n", "   \n", "key: value\n", "- x\n", "\n  ", "\n    ",
        "id: x", "x: {a: b, c: [d, e]}", "  # note\n", "|+", ">2", "|-\n", "{}", "[]", "=", "`", "@", "a: b: c", "x" * 20_000)


def agrees(text: str) -> bool:
    """True where the quick reader read it; it must then say what PyYAML says, which must find no fault."""
    if decode("x", text.encode())[1]:
        return False
    found = read(text)
    if found is None:
        return False
    node, faults = parse("x", text.encode())
    assert not faults and isinstance(node, Fields), text
    assert found.values == plain(node), text
    for key, lines in found.lines.items():
        listed = node.entries[key][1]
        assert isinstance(listed, Items) and lines == tuple(item.place[0] for item in listed.items), text
    return True


def order_of(value: Any) -> Any:
    return [(key, order_of(item)) for key, item in value.items()] if isinstance(value, dict) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_the_dossiers_is_read_alike(path: Path) -> None:
    agrees(path.read_text("utf-8"))


def test_nearly_every_file_is_read_quickly() -> None:
    slow = [path.name for path in FILES if read(path.read_text("utf-8")) is None]
    assert len(slow) <= len(FILES) / 20, slow


def mutant(chance: random.Random, text: str) -> str:
    """A text with a few small changes, as a slip of the hand makes them."""
    lines = text.split("\n")
    if len(lines) > 60:
        begin = chance.randrange(len(lines) - 40)
        lines = lines[:12] + lines[begin : begin + chance.randrange(5, 40)]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        number = chance.randrange(len(lines))
        line, place = lines[number], chance.randrange(len(lines[number]) + 1)
        lines[number : number + 1] = chance.choice((
            [line[:place] + chance.choice(BITS) + line[place:]], [line[:place] + chance.choice(BITS) + line[place:]], [" " * chance.randrange(1, 5) + line],
            [line[chance.randrange(1, 4):]], [line, line], [line[:place], " " * chance.randrange(10) + line[place:]], [line + chance.choice(BITS)],
            [line.replace(": ", chance.choice((":", ":  ", ": |\n   ", ": >-\n      ", ":\n   ", ": '", ': "')), 1)], [line[:place] + line[place + 1 :]],
            [line, chance.choice(BITS)]))
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(6))
def test_texts_with_slips_are_read_alike_or_left_to_pyyaml(seed: int) -> None:
    chance, texts = random.Random(seed), [path.read_text("utf-8") for path in FILES]
    read_quickly = sum(agrees(mutant(chance, chance.choice(texts))) for _ in range(500))
    assert 100 < read_quickly < 450, "some are read and some are not, or this test tests nothing"


WELL = {
    "a: x": {"a": "x"},
    "a: NO\nb: 010\nc: 14:30\nd: it's": {"a": "NO", "b": "010", "c": "14:30", "d": "it's"},
    "a: 'it''s'\nb: \"say \\\"no\\\" \\\\ #: x\"": {"a": "it's", "b": 'say "no" \\ #: x'},
    "a:\n- x\n- y: z\n  b: c\nd: e": {"a": ("x", {"y": "z", "b": "c"}), "d": "e"},
    "a:\n  - b:\n    - c\n  - d: {e: f, g: [h, i j, 'k, l']}": {"a": ({"b": ("c",)}, {"d": {"e": "f", "g": ("h", "i j", "k, l")}})},
    "a: >-\n  one\n  two\n\n  three\n\n\nb: |\n    x # no comment\n\n    y\n": {"a": "one two\nthree", "b": "x # no comment\n\ny"},
    "# first\na:   x   \n  # a comment\n\nb: [../2025-08-19, https://x.example/?y=1, -5]": None,
    "a: [../2025-08-19, https://x.example/y, -5, {}, []]": {"a": ("../2025-08-19", "https://x.example/y", "-5", {}, ())},
}


@pytest.mark.parametrize("text", WELL)
def test_what_is_plain_is_read(text: str) -> None:
    found = read(text)
    assert (found and found.values) == WELL[text] and agrees(text) == (found is not None)
    assert order_of(found and found.values) == order_of(WELL[text])


@pytest.mark.parametrize("text", [
    "", "x", "- x", "[a]", "a:", "a: ~", "a: null", "a: ''", "a: '  '", "a: \u00a0", "a: x\na: y", "a: {b: c, b: d}", "a: x\n  y", "a: x # comment", "a: b: c", "a: b:",
    "a:\n  - x\n y: z", "a: &b x", "a: *b", "a: !!str x", "<<: {a: b}", "? a\n: b", "--- \na: x", "a: x\n...", "%YAML 1.1\n---\na: x", "a:\tx", "a: x\r\nb: y",
    "a: |2\n   x", "a: >\n  x\n    y", "a: |\nb: x", "a: |\n\n  x", "a: |\n  x\n y", "a: [b", "a: [b,\n  c]", "a: [b: c]", "a: {b}", "a: [b, ]", "a: {b: }", "a: [null]",
    "a: 'x' y", 'a: "\\n"', "a: 'x", "a: @x", "a: - x", "a:\n  - - x", "a b: c", "  a: x\nb: y", "a: x\n- y", "a:\n- x\n  y", "a:\n  b: x\n  - y",
    "a: " + "[" * 20, "\n".join(" " * n + "a:" for n in range(15)), "a: " + "x" * 20_000,
])
def test_what_is_not_plain_is_left_to_pyyaml(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["a: " + "[" * 100_000, "a: " + "'" * 500_001, 'a: "' + '\\"' * 300_000, "a: [" + "x " * 200_000, "- " * 300_000, "a: {" + "b: {" * 100_000,
                                  "\n".join(" " * n + "a:" for n in range(2_000)), "a: |\n" + " " * 500_000, "a: " + "x-" * 400_000 + ": "])
def test_no_text_takes_long(text: str, within_a_minute: None) -> None:
    read(text)


def test_a_fault_is_told_with_its_place_whatever_the_way_there() -> None:
    (fault,) = read_file("data/people/rudolf.yml", b"name: R\nplural: perhaps\n").diagnostics
    assert (fault.code, fault.span.line, fault.span.column) == ("wrong-type", 2, 9)


def test_both_ways_make_the_same_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.reading import quick

    text = b"name: Rudolf\naliases:\n  - Rassendyll\n  - the King\nmemberships:\n  - {role: King, country: ru, represents: true}\n"
    one = read_file("data/people/rudolf.yml", text).entry
    monkeypatch.setattr(quick, "read", lambda text: None)
    other = read_file("data/people/rudolf.yml", text).entry
    assert one is not None and one == other and one.lines and other is not None and not other.lines
    assert [one.line("memberships", 0), one.line("aliases", 1), one.line("aliases", 7), one.line("name")] == [6, 4, 3, 1]
    assert [other.line("memberships", 0), other.line("aliases", 1), other.line("aliases", 7), other.line("name")] == [6, 4, 3, 1]
    assert isinstance(one.node, Fields) and isinstance(one.node.entries["name"][1], Text)
