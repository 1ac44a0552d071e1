"""YAML text → a tree of nodes that know their place. Nothing is typed here: every scalar stays text.

The tree is built from the parser's events and not by `compose()`, because composing resolves aliases before
anybody can refuse them and recurses as deep as its input asks. What YAML offers beyond plain texts, lists
and mappings is refused: each such thing has been used to hide or to multiply what a file says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from ..diagnostics import Diagnostic, Note, Span, diagnostic
from ..frozen import dataclass, field
from .decoding import decode
from .faults import syntax_fault
from .wording import show

MAX_DEPTH = 20
MAX_SCALAR = 64 * 1024  # bytes of UTF-8

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SURROGATE = re.compile("[\ud800-\udfff]")  # from an escape, where PyYAML runs without its C parser

Place = tuple[int, int, int, int]  # line, column, end line, end column; from 1, in code points, end exclusive


class Text(NamedTuple):
    """A scalar as it was written, without quotes and escapes; a block without the line breaks that end it."""

    value: str
    place: Place
    plain: bool  # written without quotes and not as a block


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Fields(NamedTuple):
    """A mapping: key → where the key stands, and the value. Keys keep the order of the file."""

    entries: Mapping[str, tuple[Text, Node]]
    place: Place


class Unreadable(NamedTuple):
    """Stands where something was refused, so that the same place is not reported again."""

    place: Place


Node = Text | Items | Fields | Unreadable


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    place: Place
    is_mapping: bool
    is_flow: bool
    is_key: bool  # it stands where a key should: refused, and dropped when it ends
    is_tagged: bool  # refused: what it holds is not looked at as a value
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Text, Node]] = field(default_factory=dict)
    key: Text | None = None
    key_refused: bool = False  # the value that follows belongs to a key that was refused


def parse(file: str, data: bytes, *, empty_is_fault: bool = True) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """One YAML file → its tree, and all that is wrong with it as YAML.

    None where no tree could be made; an empty text for an empty file. A tree may come with diagnostics: then `Unreadable` stands where
    something was refused. `empty_is_fault` refuses a key without a value.
    """
    text, faults = decode(file, data)
    if faults:
        return None, faults
    reader = _Reader(file, empty_is_fault)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if not reader.take(event):
                break
    except yaml.MarkedYAMLError as fault:
        reader.faults.append(syntax_fault(file, text, fault))
        return None, tuple(reader.faults)
    if reader.root is None and not reader.faults:
        return Text("", (1, 1, 1, 1), True), ()
    return reader.root, tuple(reader.faults)


class _Reader:
    """Turns the parser's events, one by one, into the tree."""

    def __init__(self, file: str, empty_is_fault: bool) -> None:
        self.file = file
        self.empty_is_fault = empty_is_fault
        self.root: Node | None = None
        self.faults: list[Diagnostic] = []
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: Any) -> bool:
        """Take one event; False to stop reading."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._start(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._end(event)
        elif kind is yaml.AliasEvent:
            self._refuse(event, f"the alias `*{show(event.anchor)}` is not used here", "write the value out again")
            self._place_node(Unreadable(_place(event)))
        elif kind is yaml.DocumentStartEvent:
            return self._document(event)
        return True

    def _fault(self, code: str, place: Place, message: str, help: str = "", notes: tuple[Note, ...] = ()) -> None:
        self.faults.append(diagnostic(code, Span(self.file, *place), message, help, notes))

    def _refuse(self, event: Any, message: str, help: str) -> None:
        line, column, end_line, end_column = _place(event)
        if end_line != line:
            end_line, end_column = 0, 0
        self._fault("yaml-feature-refused", (line, column, end_line, end_column), message, help)

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "a second document begins here; a file holds one", "move it to a file of its own, and delete this `---`")
            return False
        if event.tags:
            self._refuse(event, "`%TAG` is not used here", "delete the line")
        return True

    def _marks(self, event: Any) -> bool:
        """Refuse anchors and tags; True where a tag changes what the value is."""
        if event.anchor is not None:
            self._refuse(event, f"the anchor `&{show(event.anchor)}` is not used here", "delete it, and write the value out where it is needed")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"the tag `{show(tag)}` is not used here", "delete it: each value is typed by its key")
            return True
        return False

    def _scalar(self, event: Any) -> None:
        place, value = _place(event), event.value
        if event.style == "|" or event.style == ">":
            value = value.rstrip("\n")  # the break that ends a block belongs to the file, not to the words
        refused = self._marks(event)
        size = len(value.encode("utf-8", "surrogatepass")) if len(value) * 4 > MAX_SCALAR else 0
        if size > MAX_SCALAR:
            self._fault("value-too-long", place, f"this value has {-(-size // 1024)} KiB, and {MAX_SCALAR // 1024} KiB are the most",
                        "take only the words that the record needs; a long text belongs in `seeds/` or `content/`")
            refused = True
        if _SURROGATE.search(value):
            self._fault("invisible-character", place, "a half of a UTF-16 pair is no character", "write the character itself")
            refused = True
        is_plain = event.implicit[0]
        if self._wants_key():
            self._key(Text(value, place, is_plain), refused)
        elif refused:
            self._place_node(Unreadable(place))
        elif is_plain and self.empty_is_fault and value in ("", "~", "null"):
            self._place_node(self._no_value(value, place))
        elif self.empty_is_fault and value and value.isspace():
            self._fault("wrong-value", place, "a text of nothing but white space", _value_help(self.open[-1].key if self.open else None))
            self._place_node(Unreadable(place))
        else:
            self._place_node(Text(value, place, is_plain))

    def _wants_key(self) -> bool:
        top = self.open[-1] if self.open else None
        return top is not None and top.is_mapping and top.key is None and not top.key_refused

    def _no_value(self, value: str, place: Place) -> Unreadable:
        key = self.open[-1].key if self.open else None
        where = key.place if key is not None and not value else place
        what = f"`{show(key.value)}` has no value" if key is not None else "there is no value here"
        self._fault("wrong-type", where, what + (f": `{value}` means none" if value else ""),
                    _value_help(key) + (f'; for the word itself write "{value}" in quotes' if value else "")
                    + ("; a text with a comma in it, between { and }, goes in quotes" if key is not None and " " in key.value else ""))
        return Unreadable(where)

    def _key(self, key: Text, refused: bool) -> None:
        top = self.open[-1]
        if refused:
            top.key_refused = True
        elif key.plain and key.value == "<<":
            self._fault("yaml-feature-refused", key.place, "the merge key `<<` is not used here", "write the keys out")
            top.key_refused = True
        elif key.value == "":
            self._fault("wrong-type", key.place, "a value without a key", "put its key before the colon")
            top.key_refused = True
        elif key.value in top.entries:
            first = top.entries[key.value][0].place
            self._fault("duplicate-key", key.place, f"`{show(key.value)}` stands twice in this mapping", "keep one of the two",
                        (Note("first", f"{self.file}:{first[0]}:{first[1]}"),))
            top.key_refused = True
        else:
            top.key = key

    def _start(self, event: Any, is_mapping: bool) -> bool:
        place = _place(event)
        is_tagged = self._marks(event)
        if len(self.open) >= MAX_DEPTH:
            line, column = place[:2]
            self._fault("yaml-too-deep", (line, column, line, column + 1), f"lists and mappings are nested more than {MAX_DEPTH} deep",
                        "take the needless brackets or indentation out")
            return False
        is_key = self._wants_key()
        if is_key:
            self._fault("wrong-type", place, "a key has to be a text, and this is a " + ("mapping" if is_mapping else "list"))
        self.open.append(_Open(place, is_mapping, event.flow_style, is_key, is_tagged))
        return True

    def _end(self, event: Any) -> None:
        done = self.open.pop()
        line, column, end_line, end_column = done.place
        if done.is_flow:
            end_line, end_column = event.end_mark.line + 1, event.end_mark.column + 1
        elif done.is_mapping and done.entries:
            end_line, end_column = next(reversed(done.entries.values()))[1].place[2:]
        elif done.items:
            end_line, end_column = done.items[-1].place[2:]
        place = (line, column, end_line, end_column)
        if done.is_key:
            self.open[-1].key_refused = True
            return
        if done.is_tagged:
            self._place_node(Unreadable(place))
            return
        self._place_node(Fields(done.entries, place) if done.is_mapping else Items(tuple(done.items), place))

    def _place_node(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif top.key is not None:
            top.entries[top.key.value] = (top.key, node)
            top.key = None
        else:
            top.key_refused = False


def _value_help(key: Text | None) -> str:
    """What to do about an empty value: of this key, or of an item of a list. Which keys are required is not known here."""
    return "give it a value, or leave the key out if it is not required" if key is not None else "give it a value, or leave it out"


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1


def node_at(node: Node, path: tuple[str | int, ...]) -> tuple[Node, Text | None]:
    """The node at a path or the nearest above it, and its key where the last step of the path is one."""
    key: Text | None = None
    for step in path:
        if isinstance(node, Fields) and step in node.entries:
            key, node = node.entries[step]  # type: ignore[index]
        elif isinstance(node, Items) and isinstance(step, int) and 0 <= step < len(node.items):
            key, node = None, node.items[step]
        else:
            break
    return node, key


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the file."""
    yield node
    if isinstance(node, Items):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, Fields):
        for _, value in node.entries.values():
            yield from walk(value)
