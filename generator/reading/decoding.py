"""Bytes → the text of a YAML file, and where a character stands in it."""

from __future__ import annotations

import re

from ..diagnostics import Diagnostic, Span, diagnostic

# What an editor does not show, and what YAML takes for a line break where an editor does not.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def decode(file: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """UTF-8 bytes → text without a byte order mark; "" and a diagnostic where that cannot be.

    A byte order mark is no column: editors do not show it.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\x00\x00\xfe\xff":
        return "", (diagnostic("file-not-read", Span(file), "this file is in UTF-16 or UTF-32, not in UTF-8",
                               "save it again with the encoding UTF-8"),)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as fault:
        return "", (_not_utf8(file, fault),)
    hidden = _UNPRINTABLE.search(text)
    if hidden:
        line, column = place_of(text, hidden.start())
        return "", (diagnostic(
            "invisible-character", Span(file, line, column, line, column + 1),
            f"the character U+{ord(hidden.group()):04X} is not shown by an editor and cannot stand in a YAML file",
            "delete it; type the line again if you cannot see it"),)
    return text, ()


def _not_utf8(file: str, fault: UnicodeDecodeError) -> Diagnostic:
    """The first byte that is not UTF-8, at its place among the characters before it."""
    before = fault.object[:fault.start].decode("utf-8")
    line, column = place_of(before, len(before))
    return diagnostic("file-not-read", Span(file, line, column, line, column + 1),
                      f"this file is not UTF-8: the byte 0x{fault.object[fault.start]:02X} stands here",
                      "save it again with the encoding UTF-8 (it may have been saved as Latin-1 or Windows-1252)")


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1. Lines end as in YAML 1.2: LF, CR LF or CR."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset))
