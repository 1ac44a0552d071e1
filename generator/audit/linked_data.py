"""What a page gives to machines and to those who cite it: linked data, citations. The same rules as for what is shown.

A quotation in linked data is all the words of the page's own statement, by its speaker, or has no words. No other text there
has quotation marks or the words of a part of a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .archive import Archive, Finding, Statement, cut
from .marks import in_label
from .pages import Label, Page
from .words import flat

_ADDRESSES = frozenset(("@context", "@id", "@type", "url", "sameAs", "item", "contentUrl", "license", "inLanguage", "URL", "language", "type", "id"))

Told = tuple[str, str, int]  # what it is, the text, its line


def linked_data(page: Page, archive: Archive, own: Statement | None) -> Iterator[Finding]:
    """What is wrong with the linked data and the citations of a page; `own` is the statement whose page it is."""
    for data, line in _read(page, page.linked_data):
        if isinstance(data, Finding):
            yield data
            continue
        for item in _items(data):
            if item.get("@type") == "Quotation":
                yield from _quotation(page, item, line, archive, own)
    for code, line in _codes(page):
        if code.startswith("["):
            for data, _ in _read(page, [(code, line)]):
                yield from [data] if isinstance(data, Finding) else _cited(page, data, line, own)
    for what, text, line in told(page):
        yield from in_label(page.path, Label(what, text, line, False), archive)


def told(page: Page) -> tuple[Told, ...]:
    """Every text of the linked data and the citations that is no address, quoted words apart: none may hold words of a speaker."""
    found = [(f"linked data ({key})", value, line) for data, line in _read(page, page.linked_data) if not isinstance(data, Finding)
             for item, key, value in _strings(data, {}, "") if key not in _ADDRESSES and not (key == "text" and item.get("@type") == "Quotation")]
    for code, line in _codes(page):
        if code.startswith("["):
            found += [(f"citation ({key})", value, line) for data, _ in _read(page, [(code, line)]) if not isinstance(data, Finding)
                      for _, key, value in _strings(data, {}, "") if key not in _ADDRESSES]
        else:
            found += [("citation", row, line + number) for number, row in enumerate(code.split("\n"))]
    found += [("citation", flow.text, flow.line) for flow in page.flows if "reference-text" in flow.classes]
    return tuple(found)


def _codes(page: Page) -> list[tuple[str, int]]:
    return [(flow.text.strip(), flow.line) for flow in page.flows if "reference-code" in flow.classes]


def _read(page: Page, texts: Any) -> Iterator[tuple[Any, int]]:
    for text, line in texts:
        try:
            yield json.loads(text), line
        except ValueError as fault:
            yield Finding(page.path, line, f"linked data that cannot be read: {fault}"), line


def _items(value: Any) -> Iterator[dict[str, Any]]:
    """Every object, however deep."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _items(inner)


def _strings(value: Any, item: dict[str, Any], key: str) -> Iterator[tuple[dict[str, Any], str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, value, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, item, key)
    elif isinstance(value, str):
        yield item, key, value


def _quotation(page: Page, item: dict[str, Any], line: int, archive: Archive, own: Statement | None) -> Iterator[Finding]:
    words, creator = item.get("text"), item.get("creator")
    if own and own.hidden:
        yield Finding(page.path, line, f"linked data quote {own.id}, which is withdrawn or erased")
    elif words is not None and not (isinstance(words, str) and _is_whole(own, words, archive)):
        yield Finding(page.path, line, f"linked data give as a quotation what is not the whole words of this page's statement: {cut(str(words))}")
    elif own and isinstance(creator, dict) and creator.get("name") != own.speaker:
        yield Finding(page.path, line, f"linked data put the words of {own.speaker} into the mouth of {creator.get('name')}")
    elif own and not str(item.get("url", "")).endswith(f"/{own.url}"):
        yield Finding(page.path, line, f"linked data give another address than that of {own.id}: {item.get('url')}")


def _is_whole(own: Statement | None, words: str, archive: Archive) -> bool:
    """True for all words of the page's own statement, where they may be shown alone; of any one on a page of another kind."""
    return any(not one.hidden and all(part.is_marked and part.speech != "partial" for part in one.wordings[0][1])
               and flat(words) == " ".join(part.words for part in one.wordings[0][1])
               for one in ([own] if own else archive.statements.values()))


def _cited(page: Page, items: Any, line: int, own: Statement | None) -> Iterator[Finding]:
    for item in items:
        if own and not (isinstance(item, dict) and item.get("id") == own.id and str(item.get("URL", "")).endswith(f"/{own.url}")):
            yield Finding(page.path, line, f"a citation of something other than {own.id}")
        elif own and own.speaker not in _names(item):
            yield Finding(page.path, line, f"a citation that does not name the speaker of {own.id}")


def _names(item: dict[str, Any]) -> list[str]:
    """The authors of a citation; a name with its family name apart may be written either way round."""
    found: list[str] = []
    for name in item.get("author", ()):
        family, given = name.get("family", ""), name.get("given", "")
        found += [name.get("literal", ""), f"{given} {family}", f"{family} {given}"]
    return found
