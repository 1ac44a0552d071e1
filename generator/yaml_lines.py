"""Plain values → lines of YAML as the files of a dossier are written. Pure.

Every text is written so that it reads back as it is: plain where nothing in it means something to YAML, else between quotes, and
folded where it is longer than a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

WIDTH = 128  # columns of a line

Value = str | bool | Sequence[Any] | Mapping[str, Any]

_PLAIN = re.compile(r"[^\W_](?:[^\s:#]|:(?=\S)|(?<=\S)#| (?=[^\s#]))*(?<!:)")  # no colon before a blank, no blank before a number sign
_BREAKS_FLOW = re.compile(r"[,\[\]{}\"']|: ")
_MISREAD = frozenset("true false yes no on off null y n".split())  # by other readers of YAML, which take these for more than texts
_NUMBER = re.compile(r"[\d.,_:+-]+(?:e\d+)?", re.IGNORECASE)
_DATE = re.compile(r"(?:\.\./)?\d{4}(?:-\d\d){0,2}[~?%]?(?:/(?:\.\.|\d{4}(?:-\d\d){0,2}[~?%]?)?)?")
_FOLDABLE = re.compile(r"\S+(?: \S+)*")


def entry(fields: Mapping[str, Value], indent: int) -> str:
    """A mapping as an item of a list: lines with a dash before the first, a line break at the end."""
    lines = mapping(fields, indent + 2)
    return "".join(f"{line}\n" for line in [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]])


def mapping(fields: Mapping[str, Value], indent: int = 0) -> list[str]:
    """The lines of a mapping, without line breaks."""
    return [line for key, value in fields.items() for line in _field(key, value, indent)]


def _field(key: str, value: Value, indent: int) -> list[str]:
    head = f"{' ' * indent}{key}:"
    if isinstance(value, bool):
        return [f"{head} {'true' if value else 'false'}"]
    if isinstance(value, str):
        first, *more = _text(value, indent + 2, len(head) + 1)
        return [f"{head} {first}", *more]
    if isinstance(value, Mapping):
        return [head, *mapping(value, indent + 2)] if value else [f"{head} {{}}"]
    if not value:
        return [f"{head} []"]
    line = f"{head} [{', '.join(map(_in_flow, value))}]" if all(isinstance(item, str) and len(item) <= 64 and "\n" not in item for item in value) else ""
    if line and len(line) <= 100:
        return [line]
    return [head, *(line for item in value for line in _item(item, indent + 2))]


def _item(item: Value, indent: int) -> list[str]:
    if isinstance(item, str):
        first, *more = _text(item, indent + 2, indent + 2)
        return [f"{' ' * indent}- {first}", *more]
    assert isinstance(item, Mapping)
    return entry(item, indent).splitlines()


def _text(text: str, indent: int, column: int) -> list[str]:
    """A text that begins at a column; its further lines are indented."""
    line = one_line(text)
    if column + len(line) <= WIDTH or not _FOLDABLE.fullmatch(text) or not text.isprintable():
        return [line]
    pieces = wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [">-", *(" " * indent + piece for piece in pieces)]


def one_line(text: str) -> str:
    """A text on one line."""
    if _PLAIN.fullmatch(text) and text.isprintable() and text.casefold() not in _MISREAD and (not _NUMBER.fullmatch(text) or _DATE.fullmatch(text)):
        return text
    return _quoted(text)


def _in_flow(text: str) -> str:
    return _quoted(text) if _BREAKS_FLOW.search(text) else one_line(text)


def _quoted(text: str) -> str:
    is_odd = not text.replace("\u200c", "").replace("\u200d", "").replace("\xa0", "").isprintable()
    if '"' in text and "'" not in text and "\\" not in text and not is_odd:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + ("".join(map(_shown, escaped)) if is_odd else escaped) + '"'


def _shown(character: str) -> str:
    if character.isprintable() or character in "\u200c\u200d\xa0":
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"
