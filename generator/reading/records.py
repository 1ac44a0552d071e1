"""Nodes → records: each file validated by its model, every fault with its place.

The messages are ours: what the validation library says is for programmers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from ..diagnostics import Diagnostic, Span, diagnostic
from ..model import ID_PATTERN, KINDS, FieldInfo, Record, parts_of
from .core import ValidationError
from .entries import Path
from .nodes import Fields, Items, Node, Place, Text, Unreadable, node_at
from .stored import record_of
from .validator import validator
from .wording import id_help, near_misses, show

_NAMES = {
    "DossierRecord": "the dossier", "Question": "a question", "Country": "a country", "Organisation": "an organisation", "Person": "a person",
    "Event": "an event", "Source": "a source", "Statement": "a statement", "Fact": "a fact", "NotSpeech": "an entry of `not_speech`",
    "Said": "`said`", "Answer": "an answer", "Original": "`derived_from`", "SpeaksFor": "`speaks_for`", "Elsewhere": "an entry of `also_in`",
}
_WANTED = {
    "string_type": "a text", "tuple_type": "a list", "dict_type": "a mapping", "model_type": "a mapping", "model_attributes_type": "a mapping",
    "int_type": "a whole number", "float_type": "a number", "bool_type": "`true` or `false`",
}
_HELP = {
    "Statement": "add `speaker:` with the id of who says it, and `quote:` with the exact words of the source",
    "Fact": "add `claim:` in our own words, and `evidence:` with the exact words of the source that prove it",
    "Membership": "add `country:` or `organisation:`, or leave `represents` out",
    "Person": "add `source:` with the id of the source that describes them",
}
_ITEMS = "begin each of its items with `- `, and put the keys of one item below each other"
_UNREADABLE = object()  # no field takes it, so that what was refused is never mistaken for a value


def plain(node: Node) -> Any:
    """The node as plain values: dict, tuple, str."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Fields):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return tuple(plain(item) for item in node.items)
    return _UNREADABLE


def validate(kind: str, file: str, node: Node) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """A tree → the record of its kind, or all its faults."""
    model = KINDS[kind]
    if isinstance(node, Unreadable):
        return None, ()
    if not isinstance(node, Fields):
        empty = isinstance(node, Text) and not node.value
        message = "this file is empty" if empty else f"this file is {_what(node)}, not a mapping of keys to values"
        return None, (diagnostic("wrong-type", Span(file, *node.place), message, _keys_help(model)),)
    try:
        return record_of(model, validator(kind).validate_python(plain(node))), ()
    except ValidationError as fault:
        errors = fault.errors(include_url=False, include_input=False)
    found = (_Fault(model, file, node, error).diagnostic() for error in errors)
    return None, tuple(d for d in found if d is not None)


def _what(node: Node) -> str:
    if isinstance(node, Text):
        return f"the text `{show(node.value)}`" if node.value else "an empty text"
    return "a list" if isinstance(node, Items) else "a mapping"


def _record_in(annotation: Any) -> type[Record] | None:
    """The first record class in a field's annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _model_at(model: type[Record], path: Path) -> type[Record]:
    for step in path:
        field = model.model_fields.get(step) if isinstance(step, str) else None
        model = (field and _record_in(field.annotation)) or model
    return model


def _keys_help(model: type[Record]) -> str:
    needed = [f"`{name}`" for name, field in model.model_fields.items() if field.is_required()]
    return "it needs " + ", ".join(needed) if needed else "its keys are " + ", ".join(f"`{name}`" for name in model.model_fields)


def _example(field: FieldInfo) -> str:
    """A value of the field as it is written on one line; empty where there is none to show."""
    if field.examples:
        value = field.examples[0]
        return "[" + ", ".join(value) + "]" if isinstance(value, list) else str(value)
    record = _record_in(field.annotation)
    if record is None:
        return ""
    inner = "{" + ", ".join(f"{name}: {_example(f) or '…'}" for name, f in record.model_fields.items() if f.is_required()) + "}"
    return f"[{inner}]" if get_origin(parts_of(field.annotation)[0]) is tuple else inner


class _Fault:
    """One error of the validation, on its way to a diagnostic."""

    def __init__(self, model: type[Record], file: str, root: Node, error: Mapping[str, Any]) -> None:
        self.error = error
        self.path: Path = tuple(error["loc"])
        self.at_key = bool(self.path) and self.path[-1] == "[key]"
        if self.at_key:
            self.path = self.path[:-1]
        self.model, self.file = model, file
        self.node, self.key = node_at(root, self.path)

    def diagnostic(self) -> Diagnostic | None:
        """The diagnostic, or None where the place was reported before."""
        kind, context = self.error["type"], self.error.get("ctx", {})
        if isinstance(self.node, Unreadable):
            return None
        if kind == "extra_forbidden":
            return self._unknown_key()
        if kind == "missing":
            return self._missing_key()
        if kind == "value_error":
            return self._at(self.node.place, "missing-key", str(context["error"]), _HELP.get(_model_at(self.model, self.path).__name__, ""))
        if kind in _WANTED:
            return self._wrong_type(_WANTED[kind])
        if kind == "literal_error":
            return self._not_one_of(context["expected"])
        if kind == "string_pattern_mismatch":
            return self._wrong_form(context["pattern"])
        return self._out_of_bounds(kind, context)

    def _at(self, place: Place, code: str, message: str, help: str = "") -> Diagnostic:
        return diagnostic(code, Span(self.file, *place), message, help)

    def _name(self) -> str:
        step = self.path[-1]
        name = self.path[-2] if isinstance(step, int) and len(self.path) > 1 else step
        return f"an item of `{show(str(name))}`" if isinstance(step, int) else f"`{show(str(name))}`"

    def _unknown_key(self) -> Diagnostic:
        owner = _model_at(self.model, self.path[:-1])
        name, known = str(self.path[-1]), list(owner.model_fields)
        near = near_misses(name, known)
        help = f"did you mean {near}?" if near else "its keys are " + ", ".join(f"`{key}`" for key in known)
        place = self.key.place if self.key else self.node.place
        return self._at(place, "unknown-key", f"{_called(owner)} has no key `{show(name)}`", help)

    def _missing_key(self) -> Diagnostic | None:
        owner, name = _model_at(self.model, self.path[:-1]), str(self.path[-1])
        field = owner.model_fields[name]
        example = _example(field)
        help = f"add `{name}:`" + (f", as in `{name}: {example}`" if example else "") + (f". {field.description}" if field.description else "")
        return self._at(self.node.place, "missing-key", f"{_called(owner)} needs `{name}`", help)

    def _wrong_type(self, wanted: str) -> Diagnostic:
        help = ""
        if wanted == "a list" and isinstance(self.node, Text) and self.key:
            value, item = show(self.node.value), self._record()
            if item is not None:
                help = f"{_ITEMS}; {_keys_help(item)}"
            else:
                help = f"write `{self.key.value}: [{value}]`" if re.match(ID_PATTERN, value) else "put it on a line of its own, after `- `"
        elif wanted == "a list" and isinstance(self.node, Fields):
            help = _ITEMS
        elif wanted == "a text" and isinstance(self.node, Fields):
            help = "put a text that has a colon and a space in it in quotes"
        elif wanted == "a text" and isinstance(self.node, Items):
            help = "one text is asked for here, not several"
        elif wanted == "a mapping":
            help = self._mapping_help()
        return self._at(self.node.place, "wrong-type", f"{self._name()} has to be {wanted}, and this is {_what(self.node)}", help)

    def _field(self) -> FieldInfo | None:
        """The field whose value has the fault; None for an item of a list and for a value under a free key."""
        name = self.path[-1]
        return _model_at(self.model, self.path[:-1]).model_fields.get(name) if isinstance(name, str) else None

    def _record(self) -> type[Record] | None:
        """The kind of record that the field holds, one or many."""
        field = self._field()
        return _record_in(field.annotation) if field else None

    def _mapping_help(self) -> str:
        """How the mapping is written that is asked for here."""
        field = self._field()
        if field is None or get_origin(parts_of(field.annotation)[0]) is not dict:
            return f"write its keys below it, indented by two spaces; {_keys_help(_model_at(self.model, self.path))}"
        listed = self.node.items if isinstance(self.node, Items) else (self.node,)
        key, value, *_ = (*(show(item.value) for item in listed if isinstance(item, Text)), "…", "…")
        return f"write it as a mapping, `{{{key}: {value}}}`. {field.description}"

    def _not_one_of(self, expected: str) -> Diagnostic:
        allowed = re.findall(r"'([^']*)'", expected)
        listed = ", ".join(f"`{value}`" for value in allowed)
        if not isinstance(self.node, Text):
            return self._at(self.node.place, "wrong-type", f"{self._name()} has to be one of {listed}, and this is {_what(self.node)}")
        near = near_misses(self.node.value, allowed)
        help = f"did you mean {near}? It can be {listed}" if near else f"it can be {listed}"
        return self._at(self.node.place, "wrong-value", f"{self._name()} cannot be `{show(self.node.value)}`", help)

    def _wrong_form(self, pattern: str) -> Diagnostic:
        place = self.key.place if self.at_key and self.key else self.node.place
        value = str(self.path[-1]) if self.at_key else getattr(self.node, "value", "")
        if pattern == ID_PATTERN:
            return self._at(place, "bad-id", f"`{show(value)}` is no id", id_help(value))
        return self._at(place, "wrong-value", f"{self._name()} is not a SHA-256 in hexadecimal", "it has 64 digits of 0-9 and a-f; `sha256sum` prints it")

    def _out_of_bounds(self, kind: str, context: Mapping[str, Any]) -> Diagnostic:
        what = {
            "string_too_short": f"{self._name()} is empty",
            "too_short": f"{self._name()} needs at least {context.get('min_length', 1)}",
            "too_long": f"{self._name()} has {context.get('actual_length')} parts, and {context.get('max_length')} are the most",
            "greater_than_equal": f"{self._name()} has to be at least {context.get('ge')}",
            "less_than_equal": f"{self._name()} can be at most {context.get('le')}",
        }.get(kind, f"{self._name()} cannot be this")
        return self._at(self.node.place, "wrong-value", what)


def _called(model: type[Record]) -> str:
    return _NAMES.get(model.__name__, f"this {model.__name__.lower()}")
