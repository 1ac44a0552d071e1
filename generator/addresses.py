"""Every address on the web that a dossier cites, with the places where it does. Pure; asking them is the command's."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .diagnostics import Span
from .model import Record, parts_of
from .model.values import Holds
from .prose import Page
from .reading import Records

_LINK = Holds("link")
_HREF = re.compile(r'\shref="(https://[^"]+)"')


class Cited(NamedTuple):
    """An address without its fragment, and where it is cited, in order of place."""

    url: str
    places: tuple[Span, ...]


class Answer(NamedTuple):
    """What came of asking: `fault` is empty where the page answered."""

    cited: Cited
    fault: str


def cited(records: Records, pages: Mapping[str, Page], files: Mapping[str, bytes]) -> tuple[Cited, ...]:
    """All addresses of the data and of the pages of `content/`, sorted. `files`: the bytes of those pages, by path."""
    found: dict[str, list[Span]] = {}
    entries = [*([records.dossier] if records.dossier else []), *(e for kind in records.by_kind.values() for e in kind.values())]
    for entry in entries:
        for url, path in _links(entry.record, ()):
            found.setdefault(url.partition("#")[0], []).append(entry.span(*path))
    for file, page in pages.items():
        for url in map(html.unescape, _HREF.findall(page.html)):
            before = files[file].partition(url.encode())[0]
            found.setdefault(url.partition("#")[0], []).append(Span(file, before.count(b"\n") + 1))
    return tuple(Cited(url, tuple(sorted(set(places)))) for url, places in sorted(found.items()))


def _links(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    if isinstance(value, Record):
        for name, field in value.model_fields.items():
            held = getattr(value, name)
            if isinstance(held, str) and _LINK in parts_of(field.annotation)[1]:
                yield held, (*path, name)
            elif not isinstance(held, str):
                yield from _links(held, (*path, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _links(item, (*path, number))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _links(item, (*path, key))


def as_text(answers: tuple[Answer, ...]) -> str:
    """One line an address, what is wrong with it, and its places."""
    return "".join(f"{a.cited.url}{f': {a.fault}' if a.fault else ''}\n" + "".join(f"  {_place(span)}\n" for span in a.cited.places) for a in answers)


def as_markdown(answers: tuple[Answer, ...]) -> str:
    """The body of an issue: what no longer answers, as a list to tick off. Addresses stand as code: nothing in them is markup."""
    if not answers:
        return "Every cited page answers.\n"
    lines = ["These cited pages did not answer as they should. The archived texts stand, and so do the quotations; a reader who follows",
             "the link finds nothing. Give the new address as `url`, or leave it where the page is gone for good.", ""]
    for answer in answers:
        places = ", ".join(f"`{_place(span)}`" for span in answer.cited.places)
        lines.append(f"- [ ] `{answer.cited.url.replace('`', '%60')}`: {answer.fault} (cited in {places})")
    return "\n".join(lines) + "\n"


def _place(span: Span) -> str:
    return f"{span.file}:{span.line}"
