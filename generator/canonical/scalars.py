"""How one text is written in YAML: bare where that is safe, folded where it is long, else in quotation marks."""

from __future__ import annotations

import re

WIDTH = 120  # columns; a line is longer only where there is nowhere to break it

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
# What YAML 1.1 or the core schema of YAML 1.2 takes for something else than a text.
_NO_TEXT = re.compile(
    r"|~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?[0-9][0-9_]*|0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)(e[-+]?[0-9]+)?|[-+]?\.inf|\.nan|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?", re.IGNORECASE)
_NULLS = frozenset(("", "~", "null"))
# What an editor does not show, and what some readers of YAML take for a line break or refuse.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_IN_FLOW = re.compile(r"[,\[\]{}?#]|:(?![\w/])")
_BREAK = re.compile(r"(?<=[^ \t\n]) (?=[^ \t\n])")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def on_one_line(value: str, *, is_text: bool, in_flow: bool = False) -> str:
    """The value without a line break. `is_text`: no other reader of YAML may take it for a number or a date."""
    if _is_bare(value, is_text) and not (in_flow and _IN_FLOW.search(value)):
        return value
    if _HIDDEN.search(value) or "\n" in value or "\t" in value or "'" in value or not ('"' in value or "\\" in value):
        return '"' + "".join(_ESCAPES.get(c) or (_escaped(c) if _HIDDEN.match(c) else c) for c in value) + '"'
    return f"'{value}'"


def _is_bare(value: str, is_text: bool) -> bool:
    if not value or value[0] in _INDICATORS or value[0] == " " or value[-1] in " :" or value.startswith("...") or value in _NULLS:
        return False
    if ": " in value or " #" in value or "\n" in value or "\t" in value or _HIDDEN.search(value):
        return False
    return not (is_text and _NO_TEXT.fullmatch(value))


def _escaped(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}"


def in_block(value: str, margin: str) -> tuple[str, list[str]] | None:
    """A text as a block: what stands behind its key, and its lines behind `margin`. None where a block would not give it back, or is one line."""
    if not value or _HIDDEN.search(value) or value != value.strip(" \t\n"):
        return None
    parts = value.split("\n")
    if any(part != part.strip(" \t") for part in parts):
        return None
    if len(parts) > 1 and all(len(margin) + len(part) <= WIDTH for part in parts):
        return "|-", [(margin + part) if part else "" for part in parts]
    lines: list[str] = []
    for number, part in enumerate(parts):
        if number and part:
            lines.append("")  # in a folded block, an empty line is a line break
        lines.extend(_folded(part, margin) if part else [""])
    return (">-", lines) if len(lines) > 1 else None


def _folded(part: str, margin: str) -> list[str]:
    """A line broken at single spaces, as late as the width allows."""
    lines, line = [], ""
    for piece in _BREAK.split(part):
        if line and len(margin) + len(line) + 1 + len(piece) > WIDTH:
            lines.append(margin + line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, margin + line]
