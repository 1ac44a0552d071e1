"""What YAML's parser found, in plain words of ours."""

from __future__ import annotations

import re

import yaml

from ..diagnostics import Diagnostic, Span, diagnostic

# What the parser says (with its C code and without) → what is wrong, what to do. The first that fits is taken.
_PROBLEMS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple((re.compile(pattern), message, help) for pattern, message, help in (
    (r"mapping values are not allowed",
     "a colon stands where no key can be", "put a text that has a colon and a space in it in quotes; or mind the indentation"),
    (r"found unexpected end of stream", "a quotation mark is opened and not closed", "close it at the end of the text"),
    (r"found unexpected document indicator", "a quotation mark is opened and not closed before `---` or `...`", "close it at the end of the text"),
    (r"unknown escape character|escape",
     "a backslash in double quotes stands before a character that it cannot stand before", "write two backslashes, or use single quotes"),
    (r"',' or '[\]}]'|flow (sequence|mapping|node)",
     "a bracket is opened and not closed, or a comma is missing", "close it, or put a comma between the parts; a text that begins with `[` or `{` goes in quotes"),
    (r"could not find expected ':'|could not found expected ':'", "a line without a colon where a key is expected", "write `key: value`; or mind the indentation"),
    (r"block sequence entries are not allowed|sequence entries are not allowed",
     "a list item stands where no list can be", "put the list on a line of its own, below its key"),
    (r"<document start>", "the file goes on after its end", "delete the line that ends it (`...`), or mind the indentation"),
    (r"'-' indicator|block collection", "this line does not belong to the list above it", "begin it with `- `, or mind the indentation"),
    (r"expected key|<block end>", "this line does not fit the lines above it",
     "mind the indentation; a text that begins with a quotation mark has to end with it, and one that carries that mark within doubles it"),
    (r"alphabetic or numeric character|expected alphabetic", "a `*` or `&` stands at the beginning of a value", "put the text in quotes"),
    (r"tag|directive|%", "tags and directives are not used here", "delete it; put a text that begins with `!` or `%` in quotes"),
    (r"indentation", "the indentation of this block is wrong", "indent its lines by two spaces"),
    (r"chomping or indentation|block scalar", "after `|` or `>` the text begins on the next line", "put the text on the next line, indented"),
))


_LOOKS_BACK = re.compile("opened|without a colon")  # the parser notices too late; it says where it began


def syntax_fault(file: str, text: str, fault: yaml.MarkedYAMLError) -> Diagnostic:
    """The diagnostic of a text that is not YAML, at the place that the parser gave up at."""
    mark = fault.problem_mark or fault.context_mark
    if mark is None:
        return diagnostic("yaml-syntax", Span(file), "this file is not YAML that can be read")
    span = Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    said = f"{fault.context or ''} {fault.problem or ''}"
    message, help = _in_our_words(said, text[mark.index : mark.index + 1])
    line = "".join(text.splitlines()[mark.line : mark.line + 1])
    if "block" in said and line[: mark.column].rstrip().endswith(("]", "}")):  # [Norway] would
        message = "something stands behind the bracket that closes this value"
        help = "put a text that begins with `[` or `{` in quotes; or delete what stands behind the bracket"
    if "\t" in line[: len(line) - len(line.lstrip())]:  # whatever the parser calls it
        message, help = "a tab stands where only spaces can", "indent with spaces"
    opened = fault.context_mark
    if opened is not None and (opened.line, opened.column) < (mark.line, mark.column) and _LOOKS_BACK.search(message):
        span = Span(file, opened.line + 1, opened.column + 1, opened.line + 1, opened.column + 2)
    return diagnostic("yaml-syntax", span, message, help)


def _in_our_words(said: str, character: str) -> tuple[str, str]:
    if "cannot start any token" in said:
        if character == "\t":
            return "a tab stands where only spaces can", "indent with spaces"
        return f"a value cannot begin with `{character}`", "put the text in quotes"
    for pattern, message, help in _PROBLEMS:
        if pattern.search(said):
            return message, help
    return "this is not YAML that can be read", "compare it with a file that works; text with special signs belongs in quotes"
