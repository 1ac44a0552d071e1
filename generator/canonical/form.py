"""The bytes of a file of `data/` → the same in the one form. Pure."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Span, diagnostic, has_errors
from ..frozen import dataclass
from ..model import KINDS
from ..reading import SCHEMA_FILES, kind_of, read_file
from ..reading.decoding import decode
from ..reading.nodes import Fields, Node, parse
from ..reading.records import plain
from .attached import attached
from .comments import Comment, comments_of
from .printer import printed

_MODELINE = "# yaml-language-server:"


@dataclass(frozen=True, slots=True)
class Formed:
    """A file in the one form. `data`: None where it was left alone, because of the faults in `diagnostics`."""

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]


def canonical(path: str, data: bytes) -> Formed:
    """A file of `data/` in the one form; the path is relative to the dossier, with forward slashes.

    What is read from it stays the same to the letter, quotations above all, and so does every comment: both are compared before
    anything is given back. Files that are no YAML, or that stand where no record belongs, are refused; a record with faults of another kind is formed.
    """
    kind, _ = kind_of(path)
    if not kind:
        return Formed(None, read_file(path, data).diagnostics)
    text, faults = decode(path, data)
    if faults:
        return Formed(None, faults)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    node, faults = parse(path, text.encode("utf-8"))
    if node is None or has_errors(faults):
        return Formed(None, faults)
    if not isinstance(node, Fields):
        return Formed(None, read_file(path, data).diagnostics)
    comments = comments_of(text)
    formed = _formed(kind, text, node, comments)
    if not _is_same(path, node, comments, formed):
        return Formed(None, (diagnostic("yaml-syntax", Span(path), "this file cannot be brought into the one form without changing what it says",
                                        "write its longest values and its comments in a plainer way"),))
    return Formed(formed.encode("utf-8"), ())


def modeline(kind: str) -> str:
    """The first line of a file of this kind: it tells an editor the schema."""
    return f"{_MODELINE} $schema={'../' if kind == 'dossier' else '../../'}schema/{SCHEMA_FILES[kind]}"


def _formed(kind: str, text: str, root: Fields, comments: list[Comment]) -> str:
    first = next((one.text for one in comments if one.text.startswith(_MODELINE)), modeline(kind))
    others = [one for one in comments if one.text != first]
    head = _head(text, root, others)
    lines = [first, *(one.text for one in head), *([""] if head else [])]
    return "\n".join([*lines, *printed(attached(root, others[len(head):]), KINDS[kind])]) + "\n"


def _head(text: str, root: Fields, comments: list[Comment]) -> list[Comment]:
    """The comments on the whole file: those at its top that an empty line divides from its first key."""
    start = root.place[:2]
    top = [one for one in comments if (one.line, one.column) < start]
    lines = text.split("\n")
    while top and not any(not line.strip() for line in lines[top[-1].line:start[0] - 1]):
        start = (top[-1].line, 1)
        top.pop()
    return top


def _is_same(path: str, before: Node, comments: list[Comment], formed: str) -> bool:
    """Whether the new text says what the old one said, and keeps its comments."""
    after, faults = parse(path, formed.encode("utf-8"))
    if after is None or faults or plain(after) != plain(before):
        return False
    kept = sorted(one.text for one in comments_of(formed))
    wanted = sorted(one.text for one in comments)
    if not any(one.startswith(_MODELINE) for one in wanted):
        kept.remove(next(one for one in kept if one.startswith(_MODELINE)))
    return kept == wanted
