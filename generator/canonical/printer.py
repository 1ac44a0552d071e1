"""A tree of pieces → lines in the one form."""

from __future__ import annotations

from typing import Any, get_args, get_origin

from ..model import Holds, Record, ShortRecord, parts_of
from ..reading.nodes import Fields, Items, Text
from .attached import Piece
from .order import key_order
from .scalars import WIDTH, in_block, on_one_line

_INDENT = "  "
_SECTIONS = frozenset(("not_speech", "statements", "facts"))  # of a source: an empty line stands before them
_SPACED = frozenset(("statements", "facts"))  # and between their items
_LONG = frozenset((Holds("words"), Holds("prose")))  # lists of these are never written on one line


def printed(root: Piece, model: type[Record]) -> list[str]:
    """The lines of a file."""
    return [*_mapping(root, model, ""), *root.foot]


def _mapping(piece: Piece, annotation: Any, margin: str) -> list[str]:
    lines: list[str] = []
    model = _record(annotation)
    for child in _ordered(piece, model):
        if lines and not margin and child.key in _SECTIONS:
            lines.append("")
        field = model.model_fields.get(child.key) if model else None
        of = field.annotation if field else get_args(annotation)[1] if get_origin(annotation) is dict else None
        lines.extend(margin + one for one in child.before)
        lines.extend(_value(child, f"{margin}{on_one_line(child.key, is_text=True)}:", of, margin))
    return lines


def _ordered(piece: Piece, model: type[Record] | None) -> list[Piece]:
    order = {name: number for number, name in enumerate(key_order(model))} if model else {}
    return sorted(piece.children, key=lambda child: order.get(child.key, len(order)))


def _record(annotation: Any) -> type[Record] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None


def _list(piece: Piece, annotation: Any, margin: str) -> list[str]:
    lines: list[str] = []
    for child in piece.children:
        if lines and not margin.removeprefix(_INDENT) and piece.key in _SPACED:
            lines.append("")
        lines.extend(margin + one for one in child.before)
        if isinstance(child.node, Fields) and child.children:
            inner = parts_of(annotation)[0] if annotation is not None else None
            above = _ordered(child, _record(inner))[0].before  # no comment can stand between a dash and the first key
            lines.extend(margin + one for one in above)
            own = _mapping(child, inner, margin + _INDENT)[len(above):]
            lines.extend((f"{margin}- {own[0][len(margin) + len(_INDENT):]}", *own[1:]))
            lines.extend(margin + _INDENT + one for one in child.foot)
        else:
            lines.extend(_value(child, f"{margin}-", annotation, margin))
    return lines


def _value(piece: Piece, start: str, annotation: Any, margin: str) -> list[str]:
    """What stands behind a key or a dash, `start`."""
    node, behind = piece.node, f" {piece.trailing}" if piece.trailing else ""
    inner, marks = parts_of(annotation) if annotation is not None else (None, ())
    if isinstance(node, Text):
        line = f"{start} {on_one_line(node.value, is_text=_is_text(inner, marks))}"
        block = in_block(node.value, margin + _INDENT) if len(line) > WIDTH or "\n" in node.value else None
        return [f"{line}{behind}"] if block is None else [f"{start} {block[0]}{behind}", *block[1]]
    if isinstance(node, Items):
        of = get_args(inner)[0] if get_origin(inner) is tuple else None
        flow = _on_one_line(piece, start, of)
        if flow:
            return [f"{flow}{behind}"]
        below = _list(piece, of, margin + _INDENT)
    elif piece.children:
        below = _mapping(piece, inner, margin + _INDENT)
    else:
        return [f"{start} {{}}{behind}"]
    return [f"{start}{behind}", *below, *(margin + _INDENT + one for one in piece.foot)]


def _is_text(inner: Any, marks: tuple[Any, ...]) -> bool:
    """Whether the value is a text to everybody: dates and numbers are written bare."""
    if isinstance(inner, type) and issubclass(inner, ShortRecord):
        inner, marks = parts_of(inner.model_fields[inner.short_for].annotation)
    return inner not in (int, float, bool) and Holds("edtf") not in marks


def _on_one_line(piece: Piece, start: str, annotation: Any) -> str:
    """A list of short texts behind its key, in brackets; empty where it is to stand on lines of its own."""
    if not piece.children:
        return f"{start} []"
    marks = parts_of(annotation)[1] if annotation is not None else ()
    texts = [child.node.value for child in piece.children if isinstance(child.node, Text)]
    if piece.is_commented or len(texts) < len(piece.children) or annotation is None or not _LONG.isdisjoint(marks):
        return ""
    line = f"{start} [{', '.join(on_one_line(text, is_text=True, in_flow=True) for text in texts)}]"
    return line if len(line) <= WIDTH and not any("\n" in text for text in texts) else ""
