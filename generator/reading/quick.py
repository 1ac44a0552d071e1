"""The plain part of YAML that files of data are written in, read in a tenth of the time that PyYAML's marks take.

PyYAML is the authority: `nodes.parse` alone finds faults, and it tells places. Here only what is plainly sound is read: mappings and lists by
indentation, scalars and flow collections that end on their line, block scalars, comments on lines of their own. At the first thing
that is anything else the answer is None, and the file goes PyYAML's way. Tests hold this reader to PyYAML: it says the same or nothing.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..patterns import compiled_late

MAX_DEPTH = 12  # half of what `nodes` allows and more than the model can use
MAX_SCALAR = 16 * 1024  # characters: at most the 64 KiB that `nodes` allows

# Indentation; a dash; a key and what follows its colon, or else a scalar.
_LINE = compiled_late(r"( *)(?:-( +))?(?:([A-Za-z0-9_][A-Za-z0-9_.-]{0,60}):(?: +([^ ].*))?|([^ ].*))")
_SINGLE = compiled_late(r"'((?:[^']|'')*+)'")
_DOUBLE = compiled_late(r'"((?:[^"\\]|\\["\\])*+)"')
_ESCAPE = compiled_late(r"\\(.)")
_BREAKS = compiled_late(r"\n(\n*)")
_NOT_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`\u00a0\ufeff")
_FLOW = compiled_late(  # a key with its colon, a plain scalar, a quoted scalar, or a bracket
    r"""([A-Za-z0-9_][A-Za-z0-9_.-]{0,60}):[ ]+|((?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|-(?=\w))(?:[^\s,\[\]{}?:#]|:(?=[\w/])|[ ]++(?=[^\s,\[\]{}?:#]))*+)|"""
    r"""('(?:[^']|'')*+'|"(?:[^"\\]|\\["\\])*+")|([\[{])""")
_NEXT = compiled_late(r" *(?:(,) +|([\]}]))")
_EMPTY = compiled_late(r" *[\]}]")
_NOTHING = frozenset(("", "~", "null"))


class Plain(NamedTuple):
    """What a file holds: dicts, tuples and texts; and for each list of the outermost mapping the lines of its items, from 1."""

    values: dict[str, Any]
    lines: dict[str, tuple[int, ...]]


class _NotPlain(Exception):
    """Something that PyYAML is to read; never leaves this module."""


def read(text: str) -> Plain | None:
    """A mapping, or None where PyYAML is to decide. `text` holds none of the characters that `decode` refuses."""
    if "\t" in text or "\r" in text:
        return None
    reader = _Reader(text)
    try:
        values = reader.mapping(0, 1)
        if reader.at < len(reader.lines):
            return None
    except (_NotPlain, IndexError):
        return None
    return Plain(values, reader.items)


class _Reader:
    """Reads line by line; `at` is the line that comes next."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.at = 0
        self.items: dict[str, tuple[int, ...]] = {}

    def _skip(self) -> str:
        """Go to the next line that is neither empty nor a comment; "" at the end."""
        lines, at = self.lines, self.at
        while at < len(lines):
            line = lines[at]
            bare = line.lstrip(" ")
            if bare and bare[0] != "#":
                self.at = at
                return line
            at += 1
        self.at = at
        return ""

    def mapping(self, indent: int, depth: int, first: re.Match[str] | None = None) -> dict[str, Any]:
        """The mapping whose keys stand in this column. `first`: the line of a list item that its first key stands on."""
        if depth > MAX_DEPTH:
            raise _NotPlain
        values: dict[str, Any] = {}
        found = first
        while True:
            if found is None:
                line = self._skip()
                found = _LINE.fullmatch(line) if line else None
                if not line or found and found.end(1) < indent:
                    if not values:
                        raise _NotPlain
                    return values
                if found is None:
                    raise _NotPlain
                if found.end(1) > indent or found[2] is not None:
                    raise _NotPlain
            key, rest = found[3], found[4]
            if key is None or key in values:
                raise _NotPlain
            self.at += 1
            values[key] = self._scalar(rest, indent) if rest else self._below(key, indent, depth)
            found = None

    def _below(self, key: str, indent: int, depth: int) -> Any:
        """The value that stands on the lines below its key."""
        found = _LINE.fullmatch(self._skip())
        if found is None:
            raise _NotPlain
        column = found.end(1)
        if found[2] is not None and column >= indent:
            return self._list(key if depth == 1 else "", column, depth + 1)
        if column > indent:
            return self.mapping(column, depth + 1)
        raise _NotPlain

    def _list(self, key: str, indent: int, depth: int) -> tuple[Any, ...]:
        if depth > MAX_DEPTH:
            raise _NotPlain
        items: list[Any] = []
        lines: list[int] = []
        while line := self._skip():
            found = _LINE.fullmatch(line)
            if found is None or found.end(1) > indent:
                raise _NotPlain
            if found.end(1) < indent or found[2] is None:
                break
            lines.append(self.at + 1)
            if found[3] is not None:
                items.append(self.mapping(found.start(3), depth + 1, found))
            else:
                self.at += 1
                items.append(self._scalar(found[5], indent))
        if key:
            self.items[key] = tuple(lines)
        return tuple(items)

    def _scalar(self, rest: str, indent: int) -> Any:
        """What stands behind a key or a dash, in the column `indent`."""
        rest = rest.rstrip(" ")
        first = rest[0]
        if first in "|>":
            value = self._block(rest, indent)
        elif first in "'\"":
            value = _quoted(rest)
        elif first in "{[":
            value, end = _flow(rest, 0, 1)
            if end != len(rest):
                raise _NotPlain
            return value
        elif first in _NOT_FIRST or ": " in rest or " #" in rest or rest[-1] == ":" or rest in _NOTHING:
            raise _NotPlain
        else:
            value = rest
        if len(value) > MAX_SCALAR or not value or value.isspace():
            raise _NotPlain
        return value

    def _block(self, head: str, indent: int) -> str:
        """A block scalar, without the breaks that end it. Lines that YAML would not fold are left to PyYAML."""
        if head not in ("|", ">", "|-", ">-", "|+", ">+"):
            raise _NotPlain
        lines, at = self.lines, self.at
        first = lines[at]
        column = len(first) - len(first.lstrip(" "))
        if column <= indent or column == len(first):
            raise _NotPlain
        margin, folded = " " * column, head[0] == ">"
        found: list[str] = []
        while at < len(lines):
            line = lines[at]
            if not line.startswith(margin):
                if line.strip(" "):
                    break
                line = margin
            elif folded and line[column : column + 1] == " " or not line.strip(" ") and len(line) > column:
                raise _NotPlain
            found.append(line[column:])
            at += 1
        self.at = at
        value = "\n".join(found).rstrip("\n")
        return _BREAKS.sub(lambda breaks: breaks[1] or " ", value) if folded else value


def _quoted(written: str) -> str:
    if found := _SINGLE.fullmatch(written):
        return found[1].replace("''", "'")
    if found := _DOUBLE.fullmatch(written):
        return _ESCAPE.sub(r"\1", found[1])
    raise _NotPlain


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The list or mapping in brackets that opens at a place, and the place behind it."""
    if depth > MAX_DEPTH // 2:
        raise _NotPlain
    is_mapping = text[at] == "{"
    values: dict[str, Any] = {}
    items: list[Any] = []
    closed = _EMPTY.match(text, at + 1)
    at = closed.end() if closed else at + 1
    while not closed:
        found = _FLOW.match(text, at)
        key = found[1] if found else None
        if is_mapping:
            if key is None or key in values or found is None:
                raise _NotPlain
            found = _FLOW.match(text, found.end())
        if found is None or found[1] is not None:
            raise _NotPlain
        at = found.end()
        if found[4]:
            value, at = _flow(text, at - 1, depth + 1)
        else:
            value = found[2] or _quoted(found[3])
            if len(value) > MAX_SCALAR or value.isspace() or found[2] in _NOTHING or not value:
                raise _NotPlain
        if is_mapping:
            values[key] = value  # type: ignore[index]
        else:
            items.append(value)
        step = _NEXT.match(text, at)
        if step is None:
            raise _NotPlain
        at, closed = step.end(), step if step[2] else None
    if text[at - 1] != ("}" if is_mapping else "]"):
        raise _NotPlain
    return (values if is_mapping else tuple(items)), at
