"""Diagnostics → text for people, annotations for GitHub, JSON, SARIF 2.1.0. Pure.

What diagnostics carry comes from files that anybody may have written. `text` shows control, bidirectional and
invisible characters by their numbers, so that nothing moves a terminal's cursor or reorders a line.
"""

from __future__ import annotations

import json as _json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from .diagnostics import CODES, Diagnostic, Span

Lines = Callable[[str], str | None]  # path relative to the dossier → the file's text, or None

_WIDTH = 100  # columns of a source line that are shown
_BEFORE = 30  # of them before the place, where the line has to be cut
_TAB = 4
_BREAKS = re.compile("\r\n|\n|\r")
_JOINERS = "\u200c\u200d"  # they belong to the spelling of Persian and other words
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_COLOURS = {"error": "1;31", "warning": "1;33", "place": "1", "frame": "34", "label": "1;36"}


def text(diagnostics: Iterable[Diagnostic], lines: Lines, colour: bool = False) -> str:
    """The report as a good compiler prints it, in the order given, with a line at the end that counts.

    `lines` gives a file's text; where it gives None the line is left out. `colour` adds ANSI colours.
    """
    listed = tuple(diagnostics)
    cached: dict[str, list[str] | None] = {}
    blocks = ["\n".join(_block(d, _line_of(d.span, lines, cached), colour)) for d in listed]
    return "\n\n".join([*blocks, summary(listed)]) + "\n"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """As "2 errors, 1 warning in 2 files"."""
    listed = tuple(diagnostics)
    errors = sum(d.severity == "error" for d in listed)
    warnings = len(listed) - errors
    counts = [_count(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n]
    if not counts:
        return "no errors, no warnings"
    return ", ".join(counts) + " in " + _count(len({d.span.file for d in listed}), "file")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def visible(value: str) -> str:
    """The text with every control, bidirectional and invisible character shown as `<U+202E>`; line breaks too."""
    if value.isprintable():
        return value
    return "".join(_shown(c) for c in value)


def _shown(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN_KINDS:
        return character
    return f"<U+{ord(character):04X}>"


def _painted(value: str, role: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[role]}m{value}\x1b[0m" if colour and value else value


def _line_of(span: Span, lines: Lines, cached: dict[str, list[str] | None]) -> str | None:
    if span.file not in cached:
        whole = lines(span.file)
        cached[span.file] = None if whole is None else _BREAKS.split(whole.removeprefix("\ufeff"))
    found = cached[span.file]
    return found[span.line - 1] if found is not None and 0 < span.line <= len(found) else None


def _block(d: Diagnostic, line: str | None, colour: bool) -> Iterator[str]:
    place = f"{visible(d.span.file)}:{d.span.line}:{d.span.column}:"
    yield f"{_painted(place, 'place', colour)} {_painted(f'{d.severity}[{d.code}]', d.severity, colour)}: {visible(d.message)}"
    number = str(d.span.line)
    if line:
        shown, start, length = _excerpt(line, d.span)
        yield f"  {_painted(f'{number} |', 'frame', colour)} {shown}".rstrip()
        yield f"  {_painted(' ' * len(number) + ' |', 'frame', colour)} {' ' * start}{_painted('^' * length, d.severity, colour)}"
    margin = " " * (len(number) + 3)
    for note in d.notes:
        yield f"{margin}{_painted(visible(note.label) + ':', 'label', colour)}"
        for row in _BREAKS.split(note.text):
            yield f"{margin}    {_wrapped_tabs(visible_row(row))}".rstrip()
    if d.help:
        yield f"{margin}{_painted('help:', 'label', colour)} {visible(d.help)}"


def visible_row(row: str) -> str:
    """As `visible`, but tabs stay."""
    return "\t".join(visible(part) for part in row.split("\t"))


def _wrapped_tabs(row: str) -> str:
    return row.expandtabs(_TAB)


def _excerpt(line: str, span: Span) -> tuple[str, int, int]:
    """The part of a line to show, and where in columns of the terminal the carets begin and how many they are."""
    start = min(max(span.column - 1, 0), len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line) if span.end_line > span.line else start + 1
    end = max(start + 1, min(end, len(line)))
    first = max(0, start - _BEFORE) if len(line) > _WIDTH and end > _WIDTH - 4 else 0
    last = min(len(line), first + _WIDTH)
    before, inside, after = (_cells(line[a:b]) for a, b in ((first, start), (start, min(end, last)), (min(end, last), last)))
    lead, tail = "…" if first else "", "…" if last < len(line) else ""
    return f"{lead}{before}{inside}{after}{tail}", _columns(lead + before), max(1, _columns(inside))


def _cells(part: str) -> str:
    """A stretch of a line as it is shown: tabs as spaces, so that the carets below stand under the right words."""
    return visible_row(part).replace("\t", " " * _TAB)


def _columns(shown: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, combining marks none (Unicode UAX 11)."""
    if shown.isascii():
        return len(shown)
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ("Me", "Mn", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)


# --- for programs --------------------------------------------------------------------------------------------------


def github(diagnostics: Iterable[Diagnostic], root: str = "") -> str:
    """Workflow commands of GitHub Actions, one a line. `root` is the dossier's folder within the repository."""
    return "".join(_command(d, root) + "\n" for d in diagnostics)


def _command(d: Diagnostic, root: str) -> str:
    span = d.span
    properties = {"file": _rooted(span.file, root), "line": str(span.line)}
    if span.end_line:
        properties["endLine"] = str(span.end_line)
    properties["col"] = str(span.column)
    if span.end_line == span.line:
        properties["endColumn"] = str(span.end_column)
    properties["title"] = d.code
    listed = ",".join(f"{key}={_escaped(value, in_property=True)}" for key, value in properties.items())
    return f"::{d.severity} {listed}::{_escaped(_told(d))}"


def _told(d: Diagnostic) -> str:
    """The message, notes and help of a diagnostic in lines, safe to show."""
    parts = [visible(d.message)]
    for note in d.notes:
        parts.append(f"{visible(note.label)}:")
        parts.extend(f"    {visible_row(row)}" for row in _BREAKS.split(note.text))
    if d.help:
        parts.append(f"help: {visible(d.help)}")
    return "\n".join(parts)


def _escaped(value: str, in_property: bool = False) -> str:
    value = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return value.replace(":", "%3A").replace(",", "%2C") if in_property else value


def _rooted(file: str, root: str) -> str:
    return str(PurePosixPath(root) / file) if root else file


def json(diagnostics: Iterable[Diagnostic]) -> str:
    """One object with `schema_version`, the counts, and `items`; all of it ASCII."""
    listed = tuple(diagnostics)
    errors = sum(d.severity == "error" for d in listed)
    whole = {"schema_version": 1, "errors": errors, "warnings": len(listed) - errors, "items": [_item(d) for d in listed]}
    return _json.dumps(whole, indent=2) + "\n"


def _item(d: Diagnostic) -> dict[str, Any]:
    span = d.span
    return {
        "code": d.code, "severity": d.severity, "file": span.file, "line": span.line, "column": span.column,
        "end_line": span.end_line or None, "end_column": span.end_column or None, "message": d.message, "help": d.help,
        "notes": [{"label": note.label, "text": note.text} for note in d.notes],
    }


def sarif(diagnostics: Iterable[Diagnostic], root: str = "") -> str:
    """A log in SARIF 2.1.0 (OASIS), for code scanning. `root` as for `github`."""
    listed = tuple(diagnostics)
    rules = sorted({d.code for d in listed})
    driver = {"name": "onrecord", "rules": [
        {"id": code, "shortDescription": {"text": CODES[code].meaning}, "defaultConfiguration": {"level": CODES[code].severity}} for code in rules]}
    results = [_result(d, rules.index(d.code), root) for d in listed]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    whole = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return _json.dumps(whole, indent=2) + "\n"


def _result(d: Diagnostic, rule: int, root: str) -> dict[str, Any]:
    span = d.span
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end_line and span.end_column:
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    uri = quote(_rooted(span.file, root).encode("utf-8", "replace"), safe="/")
    return {
        "ruleId": d.code, "ruleIndex": rule, "level": d.severity, "message": {"text": _told(d)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
