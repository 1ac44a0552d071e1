"""The contributors' reference as Markdown, made from the declarations: every field of every file, and the manual of every code. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from .diagnostics import CODES
from .model import KINDS, FieldInfo, Holds, Pattern, ReadBy, Record, Refers, ShortRecord, parts_of
from .rules import explain

_FILES = {"dossier": "data/dossier.yml", "countries": "data/countries/<code>.yml"}
_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_HELD = {
    "edtf": "date (EDTF)", "prose": "our own words, `[@id]` cites", "words": "archived words, exactly", "name": "name", "link": "address (`https://`)",
    "language": "language (BCP 47)", "stance": "stance of the question",
}
_ONE = {"people": "person", "organisations": "organisation", "countries": "country", "questions": "question", "sources": "source", "statements": "statement"}
_NOTE = "<!-- Made by `onrecord reference`. Do not edit: change the declaration or the rule, and make it again. -->\n"


def pages() -> dict[str, str]:
    """Path below `docs/` → text. The same text in each run."""
    return {"reference/fields.md": fields(), "reference/codes.md": codes()}


def fields() -> str:
    """Every kind of file with its fields, then the records that stand inside them."""
    inner: dict[str, type[Record]] = {}
    for model in KINDS.values():
        _gather(model, inner)
    parts = [_NOTE, "# The fields of each file\n", "A field in **bold** is needed. Every value may be left out where it is not known, unless it is bold.\n"]
    parts += [_section(_FILES.get(kind, f"data/{kind}/<id>.yml"), model, "##") for kind, model in KINDS.items()]
    parts.append("## Inside these files\n")
    parts += [_section(_called(model), model, "###") for _, model in sorted(inner.items())]
    return "\n".join(parts)


def codes() -> str:
    """The manual of every code, in the order of the catalogue."""
    parts = [_NOTE, "# The codes\n", "What a report means and how to mend it. `onrecord explain CODE` prints the same.\n"]
    for code, entry in CODES.items():
        manual = explain(code).split("\n", 2)[2].rstrip()
        parts.append(f"## {code}\n\n{entry.severity.capitalize()}: {entry.meaning}.\n\n```text\n{manual}\n```\n")
    return "\n".join(parts)


def _section(title: str, model: type[Record], level: str) -> str:
    head = f"{level} `{title}`\n" if level == "##" else f"{level} {title}\n"
    short = f"A bare text stands for one with only `{model.short_for}`.\n\n" if issubclass(model, ShortRecord) else ""
    rows = "\n".join(_row(name, field) for name, field in model.model_fields.items())
    what = re.sub(r"^`[^`]+`: ", "", _flat(model.__doc__ or ""))
    return f"{head}\n{what[:1].upper()}{what[1:]}\n\n{short}| field | what it takes | what it is |\n|---|---|---|\n{rows}\n"


def _row(name: str, field: FieldInfo) -> str:
    example = f" Example: `{_flat(json.dumps(field.examples[0], ensure_ascii=False))}`." if field.examples else ""
    default = f" Without it: `{json.dumps(field.default, ensure_ascii=False)}`." if isinstance(field.default, str | bool | float) else ""
    shown = f"**{name}**" if field.is_required() else name
    return f"| {shown} | {_escaped(_takes(field.annotation))} | {_escaped(_flat(field.description) + default + example)} |"


def _takes(annotation: Any) -> str:
    inner, marks = parts_of(annotation)
    origin, arguments = get_origin(inner), get_args(inner)
    for refers in (mark for mark in marks if isinstance(mark, Refers)):
        return "id of a " + " or ".join(_ONE[kind] for kind in refers.kinds)
    for mark in marks:
        if isinstance(mark, Holds):
            return _HELD[mark.what]
        if isinstance(mark, Pattern) and inner is str:
            return "id: a-z, 0-9 and hyphens" if "{0,63}" in mark.pattern else f"text like `{mark.pattern}`"
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        one = _takes(arguments[0])
        return f"one or a list of: {one}" if any(isinstance(mark, ReadBy) and mark.short for mark in marks) else f"list of: {one}"
    if origin is dict:
        return f"mapping: {_takes(arguments[0])} → {_takes(arguments[1])}"
    return _PLAIN[inner] if inner in _PLAIN else f"[{_called(inner)}](#{_anchor(inner)})"


def _records_in(annotation: Any) -> Iterator[type[Record]]:
    inner, _ = parts_of(annotation)
    if isinstance(inner, type) and issubclass(inner, Record):
        yield inner
    for argument in get_args(inner):
        if argument is not Ellipsis and not isinstance(argument, str):
            yield from _records_in(argument)


def _gather(model: type[Record], found: dict[str, type[Record]]) -> None:
    for field in model.model_fields.values():
        for one in _records_in(field.annotation):
            if one.__name__ not in found:
                found[one.__name__] = one
                _gather(one, found)


def _called(model: type[Record]) -> str:
    """`NotSpeech` → `not speech`."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in model.__name__).strip()


def _anchor(model: type[Record]) -> str:
    return _called(model).replace(" ", "-")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
