"""A record with the file that it was read from, and the places of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..diagnostics import Span
from ..frozen import dataclass, field
from ..model import Record

if TYPE_CHECKING:
    from .nodes import Node

Path = tuple[str | int, ...]
Bytes = bytes | Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the file that it was read from. `kind` is a key of `model.KINDS`.

    `data` are the bytes of the file, or what fetches them: the tree of nodes, which knows the places, is made of them when
    a place is first asked for. `lines` has what is asked for most, without the tree: for each list of the record the line of each item.
    """

    kind: str
    id: str
    file: str  # relative to the dossier
    record: Record
    data: Bytes = field(repr=False, compare=False)
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)
    _tree: list[Node] = field(default_factory=list, init=False, repr=False, compare=False)  # empty until a place is asked for

    @property
    def node(self) -> Node:
        """The tree of the file."""
        if not self._tree:
            from .nodes import parse  # late: most files are never asked for a place

            node, _ = parse(self.file, self.data if isinstance(self.data, bytes) else self.data())
            if node is None:
                raise ValueError(f"{self.file} was changed after it was read")
            self._tree.append(node)
        return self._tree[0]

    def line(self, *path: str | int) -> int:
        """The line of `span`."""
        if len(path) == 2 and path[0] in self.lines:
            listed, number = self.lines[str(path[0])], path[1]
            if isinstance(number, int) and 0 <= number < len(listed):
                return listed[number]
        return self.span(*path).line

    def span(self, *path: str | int) -> Span:
        """Where the value at a path of fields stands; of its nearest enclosing value where there is none.

        A short form is found too: `("said", "date")` and `("quote", 0)` are the one text that stands for them.
        """
        from .nodes import node_at  # late, as above

        return Span(self.file, *node_at(self.node, path)[0].place)

    def key_span(self, *path: str | int) -> Span:
        """Where the key of the value at a path stands; the value itself where it has no key of its own."""
        from .nodes import node_at  # late, as above

        value, key = node_at(self.node, path)
        return Span(self.file, *(key or value).place)
