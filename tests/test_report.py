"""Reports: carets under the right words, and nothing of a hostile file reaches a terminal or a runner as a command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator import console, report
from generator.diagnostics import CODES, Diagnostic, Note, Span, diagnostic

HOSTILE = "\x1b[2J\r\n::error::owned\u202e%0A\x00\x9b\u2028"
FILES = {
    "data/people/flavia.yml": "name: Flavia\nsort_nam: x\n\tplural:\tyes  # 日本\naliases: [日本語, Änne, e\u0301te, b]\n",
    "data/long.yml": "k: " + "ab " * 400 + "HERE " + "cd " * 400 + "\n",
    "crlf.yml": "one: 1\r\ntwo: 2\rthree: 3\n",
}


def fault(file: str = "data/people/flavia.yml", line: int = 2, column: int = 1, end: int = 9, **more: object) -> Diagnostic:
    return diagnostic("unknown-key", Span(file, line, column, line, end), "a person has no key `sort_nam`", **more)  # type: ignore[arg-type]


def shown(found: Diagnostic) -> list[str]:
    return report.text([found], FILES.get).splitlines()


def columns(text: str) -> int:
    """Terminal columns of a text made of ASCII, CJK and one combining accent."""
    return sum(0 if c == "\u0301" else 2 if "\u3000" < c < "\ua000" else 1 for c in text)


def under_carets(found: Diagnostic) -> str:
    """The words that stand over the carets, measured in columns."""
    _, line, carets, *_ = shown(found)
    start, length = carets.index("^"), carets.count("^")
    picked, column = "", 0
    for letter in line:
        if start <= column < start + length:
            picked += letter
        column += columns(letter)
    return picked


def test_the_whole_report() -> None:
    first = fault(help="did you mean `sort_name`?", notes=(Note("nearest", "one\n\ttwo"),))
    second = diagnostic("unused-record", Span("data/none.yml"), "nothing refers to it")
    assert report.text([first, second], FILES.get) == (
        "data/people/flavia.yml:2:1: error[unknown-key]: a person has no key `sort_nam`\n"
        "  2 | sort_nam: x\n"
        "    | ^^^^^^^^\n"
        "    nearest:\n"
        "        one\n"
        "            two\n"
        "    help: did you mean `sort_name`?\n"
        "\n"
        "data/none.yml:1:1: warning[unused-record]: nothing refers to it\n"
        "\n"
        "1 error, 1 warning in 2 files\n")


def test_counts() -> None:
    assert report.summary([]) == "no errors, no warnings"
    assert report.summary([fault(), fault()]) == "2 errors in 1 file"


@pytest.mark.parametrize(("line", "column", "end", "words"), [
    (2, 1, 9, "sort_nam"), (3, 2, 8, "plural"), (3, 10, 13, "yes"), (4, 11, 14, "日本語"), (4, 16, 20, "Änne"), (4, 22, 26, "e\u0301te"), (4, 28, 29, "b"),
])
def test_carets_stand_under_the_words(line: int, column: int, end: int, words: str) -> None:
    assert under_carets(fault(line=line, column=column, end=end)) == words


def test_a_long_line_is_cut_around_the_place() -> None:
    column = FILES["data/long.yml"].index("HERE") + 1
    found = fault("data/long.yml", 1, column, column + 4)
    assert under_carets(found) == "HERE"
    assert len(shown(found)[1]) < 120 and shown(found)[1].count("…") == 2
    assert len(shown(fault("data/long.yml", 1, 1, 2))[1]) < 120
    assert len(shown(fault("data/long.yml", 1, 1, 2000))[2]) < 120


def test_places_beyond_the_file_and_over_several_lines() -> None:
    assert len(shown(fault(line=99))) == 3
    assert shown(fault(line=2, column=500, end=501))[2].count("^") == 1
    over = diagnostic("missing-key", Span("data/people/flavia.yml", 1, 1, 4, 3), "x")
    assert shown(over)[2].count("^") == len("name: Flavia")


def test_lines_end_as_in_yaml() -> None:
    assert under_carets(fault("crlf.yml", 3, 1, 6)) == "three"


def test_colour_only_where_asked() -> None:
    plain, coloured = report.text([fault()], FILES.get), report.text([fault()], FILES.get, colour=True)
    assert "\x1b" not in plain and "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_nothing_hostile_reaches_the_terminal() -> None:
    found = Diagnostic("unknown-key", "error", Span(HOSTILE, 1, 1), HOSTILE, HOSTILE, (Note(HOSTILE, HOSTILE),))
    text = report.text([found], lambda file: HOSTILE.replace("\r\n", "") + "\ud800")
    assert not set(text) & set("\x1b\r\x00\x9b\u202e\u2028\ud800")
    assert "<U+202E>" in text and not re.search(r"^::", text, re.MULTILINE)


def test_words_of_other_scripts_stay_as_they_are() -> None:
    assert report.visible("می\u200cخواهم שלום Łódź 👩\u200d🚀") == "می\u200cخواهم שלום Łódź 👩\u200d🚀"


def test_github_commands() -> None:
    found = fault(help="50% of it, or: all", notes=(Note("nearest", "a\nb"),))
    assert report.github([found], "dossiers/ruritania") == (
        "::error file=dossiers/ruritania/data/people/flavia.yml,line=2,endLine=2,col=1,endColumn=9,title=unknown-key::"
        "a person has no key `sort_nam`%0Anearest:%0A    a%0A    b%0Ahelp: 50%25 of it, or: all\n")


def test_a_hostile_file_writes_no_command_of_its_own() -> None:
    found = Diagnostic("unknown-key", "error", Span("a,line=1::\n::set-env name=X::y", 1, 1), HOSTILE, HOSTILE, (Note(HOSTILE, HOSTILE),))
    text = report.github([found])
    assert text.count("\n") == 1 and "\r" not in text
    properties = text.removeprefix("::error ").split("::")[0]
    assert properties.split(",")[0] == "file=a%2Cline=1%3A%3A%0A%3A%3Aset-env name=X%3A%3Ay"


def test_json_carries_all() -> None:
    made = json.loads(report.json([fault(help="h", notes=(Note("l", HOSTILE),)), diagnostic("unused-record", Span("x"), "m")]))
    assert (made["schema_version"], made["errors"], made["warnings"]) == (1, 1, 1)
    assert made["items"][0] == {"code": "unknown-key", "severity": "error", "file": "data/people/flavia.yml", "line": 2, "column": 1, "end_line": 2,
                                "end_column": 9, "message": "a person has no key `sort_nam`", "help": "h", "notes": [{"label": "l", "text": HOSTILE}]}
    assert made["items"][1]["end_line"] is None
    assert report.json([Diagnostic("unknown-key", "error", Span("x"), "\u202e\ud800")]).isascii()


def test_sarif() -> None:
    made = json.loads(report.sarif([fault(), diagnostic("unused-record", Span("data/ü x.yml"), "m"), fault()], "sub"))
    assert made["version"] == "2.1.0"
    (run,) = made["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["unknown-key", "unused-record"]
    assert rules[0]["shortDescription"]["text"] == CODES["unknown-key"].meaning
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] and result["level"] in ("error", "warning")
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places[0] == {"artifactLocation": {"uri": "sub/data/people/flavia.yml"},
                         "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 9}}
    assert places[1] == {"artifactLocation": {"uri": "sub/data/%C3%BC%20x.yml"}, "region": {"startLine": 1, "startColumn": 1}}


def test_sarif_keeps_the_rules_of_its_schema() -> None:
    """SARIF 2.1.0, sections 3.19, 3.27 to 3.30, 3.49: what is required, and what a value may be."""
    (run,) = json.loads(report.sarif([fault(), diagnostic("unused-record", Span("data/a b.yml"), HOSTILE)]))["runs"]
    assert run["tool"]["driver"]["name"] and run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert len({rule["id"] for rule in run["tool"]["driver"]["rules"]}) == len(run["tool"]["driver"]["rules"])
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] and rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    for result in run["results"]:
        assert result["message"]["text"] and result["level"] in ("none", "note", "warning", "error") and 0 <= result["ruleIndex"] < len(run["tool"]["driver"]["rules"])
        (place,) = result["locations"]
        uri, region = place["physicalLocation"]["artifactLocation"]["uri"], place["physicalLocation"]["region"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) and not uri.startswith("/")
        assert region["startLine"] >= 1 and region["startColumn"] >= 1 and region.get("endLine", region["startLine"]) >= region["startLine"]


def test_a_step_of_github_gets_a_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "summary.md"
    file.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    hostile = Diagnostic("unknown-key", "error", Span("data/@a.yml", 2, 3), "a person has no key `@octocat <img>` https://evil.example", "`x")
    out, _ = console.told([hostile], FILES.get, "github")
    assert out == report.github([hostile])
    written = file.read_text("utf-8")
    assert written.startswith("before\n**1 error in 1 file**\n\n- error `unknown-key` at `data/@a.yml:2:3`: a person has no key `@octocat <img>` https:\u2060//evil")
    console.told([hostile], FILES.get, "json")
    assert file.read_text("utf-8") == written
