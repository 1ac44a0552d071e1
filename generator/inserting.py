"""A new entry in a list of a source's file: its text changed by whole lines, and no other line touched.

Rewriting the file from its parsed values would refold long texts and move comments. So the lines are put in as text, and what came of it is
read again: the file has to hold what it held and the new entry, or it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .reading import read_entry

_KEY = re.compile(r"([A-Za-z_]+)[ ]*:(.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_DASH = re.compile(r"( *)-(?: |$)")
_AFTER = {"statements": ("facts",), "not_speech": ("statements", "facts")}  # what may stand behind a list


Block = Callable[[int], str]


class CannotInsert(Exception):
    """The file is written in a way that lines cannot be put into; the message says why."""


def with_entry(path: str, old: str, key: str, make: Block) -> tuple[str, int, int]:
    """The text of a file with one more entry at the end of a list, and the first and last line of the entry, from 1.

    `make` gives the lines of the entry for an indentation. Raises CannotInsert.
    """
    newline = "\r\n" if "\r\n" in old else "\n"
    lines = old.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    at, indent, before, replaced = _place(lines, key)
    block = [line + newline for line in (*before, *make(indent).splitlines())]
    new = "".join([*lines[:at], *block, *lines[at + replaced:]])
    _verify(path, old, new, key)
    return new, at + 1 + len(before), at + len(block)


def _place(lines: list[str], key: str) -> tuple[int, int, list[str], int]:
    """Where the entry goes (a number of lines before it), its indentation, lines to put before it, and how many lines it takes the place of."""
    found = next((number for number, line in enumerate(lines) if (m := _KEY.match(line)) and m[1] == key), None)
    if found is None:
        behind = next((number for number, line in enumerate(lines) if (m := _KEY.match(line)) and m[1] in _AFTER[key]), len(lines))
        at = _last_content(lines, behind)
        return at, 2, ["", f"{key}:"], 0
    match = _KEY.match(lines[found])
    assert match is not None
    value = _COMMENT.sub("", match[2]).strip()
    if value in ("[]", "~", "null"):
        return found, 2, [f"{key}:"], 1
    if value:
        raise CannotInsert(f"`{key}` is a list on one line; put each entry on lines of its own, as in `- id: …`")
    end = next((number for number in range(found + 1, len(lines)) if _KEY.match(lines[number])), len(lines))
    at = _last_content(lines, end)
    first = next((m for line in lines[found + 1:at] if (m := _DASH.match(line))), None)
    indent = len(first[1]) if first else 2
    blank = first is not None and _is_spaced(lines[found + 1:at], indent)
    return at, indent, [""] if blank else [], 0


def _last_content(lines: list[str], end: int) -> int:
    """Behind the last line before `end` that is neither empty nor a comment at the margin: those belong to what follows."""
    at = end
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


def _is_spaced(lines: list[str], indent: int) -> bool:
    """Whether entries of the list have an empty line between them; so it is where there is one entry only."""
    starts = [number for number, line in enumerate(lines) if (m := _DASH.match(line)) and len(m[1]) == indent]
    return len(starts) < 2 or any(not lines[number - 1].strip() for number in starts[1:])


def _verify(path: str, old: str, new: str, key: str) -> None:
    """Hold the new text to what was meant. Raises CannotInsert."""
    before, _ = read_entry(path, old.encode())
    after, faults = read_entry(path, new.encode())
    if before is None:
        raise CannotInsert("the file has faults; `onrecord check` tells which")
    if after is None:
        raise CannotInsert(f"the entry cannot be read back: {faults[0].message if faults else 'the file has faults'}")
    rest = {**after.record.__dict__, key: getattr(after.record, key)[:-1]}
    held = {**before.record.__dict__, key: getattr(before.record, key)}
    if rest != held:
        raise CannotInsert("the entry cannot be put in without changing others")
