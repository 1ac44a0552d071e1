"""A tree of YAML nodes with each comment at the thing that it stands at, so that it goes along when keys change places."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from ..frozen import dataclass, field
from ..reading.nodes import Fields, Items, Node
from .comments import Comment

_END = (1 << 30, 0)  # behind every place


@dataclass(slots=True)
class Piece:
    """An entry of a mapping or an item of a list, and the comments that go with it, without their margins."""

    key: str  # empty for an item
    node: Node
    before: list[str] = field(default_factory=list)  # on lines of their own above it
    trailing: str = ""  # behind it on its line
    children: list[Piece] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)  # below its children, indented like them

    @property
    def is_commented(self) -> bool:
        """Whether a comment stands inside."""
        return bool(self.foot) or any(child.before or child.trailing or child.is_commented for child in self.children)


def attached(root: Node, comments: Iterable[Comment]) -> Piece:
    """The whole file as one piece."""
    reader = _Attaching(deque(comments))
    piece = Piece("", root)
    reader.children(piece, 0, _END)
    piece.foot.extend(one.text for one in reader.left)
    return piece


class _Attaching:
    """Walks through the file in its order; `left` are the comments that were not come by yet."""

    def __init__(self, comments: deque[Comment]) -> None:
        self.left = comments

    def children(self, piece: Piece, outer: int, limit: tuple[int, int]) -> None:
        """The entries or items of a piece. `outer`: the column of its own key or dash; `limit`: where the next thing stands."""
        node = piece.node
        if isinstance(node, Fields):
            entries = [(name, key.place, value, key.place[1]) for name, (key, value) in node.entries.items()]
        elif isinstance(node, Items):
            entries = [("", item.place, item, node.place[1]) for item in node.items]
        else:
            return
        starts = [place[:2] for _, place, _, _ in entries]
        for (name, place, value, column), until in zip(entries, [*starts[1:], limit], strict=False):
            child = Piece(name, value, [one.text for one in self._take(place[:2])])
            self._value(child, column, until)
            piece.children.append(child)
        while self.left and self.left[0].is_alone and self.left[0].column > outer and self.left[0][:2] < limit:
            piece.foot.append(self.left.popleft().text)
        if not piece.children:
            piece.before.extend(piece.foot)
            piece.foot.clear()

    def _value(self, piece: Piece, column: int, limit: tuple[int, int]) -> None:
        """The comments between a key or dash and the end of its value. `column`: of the key or dash; `limit`: where the next thing stands."""
        node = piece.node
        is_many = isinstance(node, Fields | Items)
        line, _, *end = node.place
        early = self._take(node.place[:2], only_inline=is_many)
        piece.before.extend(one.text for one in early if one.is_alone)
        in_brackets = is_many and _is_in_brackets(node)
        if in_brackets:
            self.children(piece, -1, (end[0], end[1]))
        elif is_many:
            self.children(piece, column, limit)
        late: list[Comment] = []
        while (in_brackets or not is_many) and self.left and not self.left[0].is_alone and line <= self.left[0].line <= end[0] and self.left[0][:2] < limit:
            late.append(self.left.popleft())
        inline = [one.text for one in (*early, *late) if not one.is_alone]
        if isinstance(node, Fields) and not piece.key and piece.children:
            piece.before.extend(inline)  # the line of such an item is that of its first key
        elif inline:
            piece.trailing = inline[0]
            piece.before.extend(inline[1:])

    def _take(self, until: tuple[int, int], only_inline: bool = False) -> list[Comment]:
        """The comments before a place, in order."""
        taken = []
        while self.left and self.left[0][:2] < until and not (only_inline and self.left[0].is_alone):
            taken.append(self.left.popleft())
        return taken


def _is_in_brackets(node: Fields | Items) -> bool:
    """A list or mapping on indented lines ends with its last value; one in brackets ends behind it."""
    if isinstance(node, Items):
        return not node.items or node.items[-1].place[2:] < node.place[2:]
    return not node.entries or next(reversed(node.entries.values()))[1].place[2:] < node.place[2:]
