"""The comments of a YAML file, with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from ..reading.nodes import LOADER

_COMMENT = re.compile(r"#[^\n]*")
_HEAD_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


class Comment(NamedTuple):
    """A comment. Line and column count from 1. `is_alone`: nothing but space stands before it on its line."""

    line: int
    column: int
    text: str
    is_alone: bool


def comments_of(text: str) -> list[Comment]:
    """All comments, in order. `text` is sound YAML whose lines end in LF."""
    found: list[Comment] = []
    end = 0
    for token in yaml.scan(text, Loader=LOADER):
        start = token.start_mark.index
        found.extend(_comment(text, one.start(), one.group()) for one in _COMMENT.finditer(text, end, max(end, start)))
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            head = _HEAD_COMMENT.match(text, start)
            if head:
                found.append(_comment(text, head.start(1), head[1]))
        end = max(end, token.end_mark.index)
    found.extend(_comment(text, one.start(), one.group()) for one in _COMMENT.finditer(text, end))
    return found


def _comment(text: str, at: int, words: str) -> Comment:
    begin = text.rfind("\n", 0, at) + 1
    return Comment(text.count("\n", 0, at) + 1, at - begin + 1, words.rstrip(), not text[begin:at].strip())
