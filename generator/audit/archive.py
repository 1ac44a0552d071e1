"""What the audit holds the pages against: the archived texts, and the site's own data about its statements."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .words import MARKS, cuts_word, flat

MARKED = frozenset(("direct", "partial", "transcript", "document"))
STATEMENTS, SOURCES, INDEX = "api/v1/statements.json", "api/v1/sources.json", "api/v1/index.json"
_SIGNS = frozenset(MARKS + "`´,<>")
_ITEM = re.compile(r'\{"id":"([^"]*)"')  # an item a line
_NAMES = (("people", ("name", "sort_name")), ("organisations", ("name",)), ("sources", ("title", "author", "issuer")))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it has to be, with the file (from the site's root) and the line."""

    page: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Source:
    """An archived text, and the hash of its bytes."""

    id: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part as the data gives it: a span of the source's text in code points, and its flat words."""

    source: str
    start: int
    end: int
    speech: str | None
    words: str

    @property
    def is_marked(self) -> bool:
        return self.speech in MARKED


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the data. `wordings`: its parts in its own source first, then in each other source that carries it."""

    id: str
    url: str
    source: str
    line: int
    wordings: tuple[tuple[str, tuple[Part, ...]], ...]
    paraphrase: str | None
    hidden: bool  # withdrawn or erased: its words are nowhere shown
    speaker: str  # the name; empty where it was erased


@dataclass(frozen=True, slots=True)
class Archive:
    """Texts and statements by id; `urls` all addresses that the data gives (file, line, address); `names` what others are called."""

    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    urls: tuple[tuple[str, int, str], ...]
    names: tuple[str, ...]
    marked_names: tuple[str, ...]  # those of them with a sign that may be a quotation mark


def read_archive(site: Path, seeds: Path) -> tuple[Archive, tuple[Finding, ...]]:
    """The archive and what is wrong with it; what cannot be read is left out and told."""
    found: list[Finding] = []
    data = {path.relative_to(site).as_posix(): _items(site, path, found) for path in sorted((site / "api/v1").glob("*.json"))}
    found.extend(Finding(name, 1, "the site's data are missing") for name in (STATEMENTS, SOURCES) if name not in data)
    sources = {source.id: source for _, item in data.get(SOURCES, ()) if (source := _source(item, seeds, found))}
    statements: dict[str, Statement] = {}
    for line, item in data.get(STATEMENTS, ()):
        try:
            one = _statement(line, item, sources, found)
        except (KeyError, TypeError, AttributeError, ValueError) as fault:
            found.append(Finding(STATEMENTS, line, f"a statement cannot be understood: {type(fault).__name__} {fault}"))
            continue
        statements[one.id] = one
    found.extend((*_differing_lists(data.get(SOURCES, ()), statements), *_listed(site, data.get(INDEX, ()))))
    found.extend(list(_years(site, data.get(STATEMENTS, ()), found)))
    urls = tuple((name, line, item["url"]) for name, items in data.items() for line, item in items if isinstance(item.get("url"), str))
    names = _names(data)
    return Archive(sources, statements, urls, names, tuple(name for name in names if not _SIGNS.isdisjoint(name))), tuple(found)


def _items(site: Path, path: Path, found: list[Finding]) -> list[tuple[int, dict[str, Any]]]:
    """The items of a file, each with the line of its id."""
    name = path.relative_to(site).as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
        items = json.loads(text)["items"]
        lines = {match[1]: number for number, line in enumerate(text.split("\n"), 1) if (match := _ITEM.match(line))}
        return [(lines.get(item["id"], 1), item) for item in items]
    except (ValueError, KeyError, TypeError) as fault:
        found.append(Finding(name, 1, f"the data cannot be read: {type(fault).__name__} {fault}"))
        return []


def _source(item: dict[str, Any], seeds: Path, found: list[Finding]) -> Source | None:
    """The archived text of a source; its bytes must have the hash that the site gives."""
    id, name = str(item.get("id")), f"seeds/{item.get('id')}.txt"
    path = seeds / f"{id}.txt"
    if "/" in id or not path.is_file():
        found.append(Finding(name, 1, "the archived text is missing"))
        return None
    raw = path.read_bytes()
    sha256 = hashlib.sha256(raw).hexdigest()
    if item.get("sha256") != sha256:
        found.append(Finding(name, 1, f"the archived text has the hash {sha256}, and the site says {item.get('sha256')}"))
    try:
        return Source(id, raw.decode("utf-8"), sha256)
    except UnicodeDecodeError as fault:
        found.append(Finding(name, 1, f"the archived text is not UTF-8: {fault}"))
        return None


def _statement(line: int, item: dict[str, Any], sources: Mapping[str, Source], found: list[Finding]) -> Statement:
    hidden = bool(item["withdrawn"] or item["erased"])
    carried = [(item["source"], item["parts"]), *((other["source"], other["parts"]) for other in item["also_in"])]
    wordings = tuple((source, tuple(_parts(item["id"], line, source, parts, sources, hidden, found))) for source, parts in carried)
    return Statement(item["id"], item["url"], item["source"], line, wordings, item["paraphrase"], hidden, item["speaker"]["name"] or "")


def _parts(id: str, line: int, source: str, parts: list[dict[str, Any]], sources: Mapping[str, Source], hidden: bool,
           found: list[Finding]) -> Iterator[Part]:
    """The parts, each held against the archived text: its offsets, its words, its edges, its order."""
    archived, last = sources.get(source), 0
    if archived is None:
        found.append(Finding(STATEMENTS, line, f"{id}: no archived text of {source} to hold it against"))
    if not parts and not hidden:
        found.append(Finding(STATEMENTS, line, f"{id}: a statement without words"))
    for number, part in enumerate(parts):
        start, end, exact, speech = part["start"], part["end"], part["exact"], part["speech"]
        text, where = archived.text if archived else "", f"{id}, part {number}"
        if archived is None or not (type(start) is type(end) is int and last <= start < end <= len(text)):
            if archived:
                found.append(Finding(STATEMENTS, line, f"{where}: characters {start} to {end} are no place in the archived text after {last}"))
            yield Part(source, 0, 0, speech, "")
            continue
        last, words = end, text[start:end]
        if exact is not None and exact != words:
            found.append(Finding(STATEMENTS, line,
                                 f"{where}: the data give {cut(exact)}, and characters {start} to {end} of {source} are {cut(words)}"))
        if exact is not None and (speech not in MARKED or hidden):
            found.append(Finding(STATEMENTS, line, f"{where}: the data give words that are not the speaker's own, or are withdrawn"))
        if exact is None and speech in MARKED and not hidden:
            found.append(Finding(STATEMENTS, line, f"{where}: {speech} speech without its words"))
        if cuts_word(text, start) or cuts_word(text, end):
            found.append(Finding(STATEMENTS, line, f"{where}: characters {start} to {end} cut a word"))
        yield Part(source, start, end, speech, flat(words))


def _differing_lists(sources: Any, statements: Mapping[str, Statement]) -> Iterator[Finding]:
    """The lists of statements that the sources carry must be the statements."""
    listed = {id: line for line, item in sources for id in item.get("statements") or ()}
    for id in sorted(listed.keys() - statements.keys()):
        yield Finding(SOURCES, listed[id], f"the source lists the statement {id}, which the data do not have")
    for id in sorted(id for id in statements.keys() - listed.keys() if not statements[id].hidden):
        yield Finding(STATEMENTS, statements[id].line, f"{id}: its source does not list it")


def _years(site: Path, whole: Any, found: list[Finding]) -> Iterator[Finding]:
    """The statements of the files by year must be those of the whole, each once, in the file of its first day."""
    waiting = {item["id"]: item for _, item in whole}
    for path in sorted((site / "api/v1/statements").glob("*.json")):
        name = path.relative_to(site).as_posix()
        for line, item in _items(site, path, found):
            if waiting.pop(item["id"], None) != item:
                yield Finding(name, line, f"{item['id']} is not what {STATEMENTS} has, or stands in two files")
            elif _year(item) != path.stem:
                yield Finding(name, line, f"{item['id']} was said in another year")
    for id in sorted(waiting):
        yield Finding(STATEMENTS, 1, f"{id} stands in no file of a year")


def _year(item: dict[str, Any]) -> str:
    said = item.get("said")
    first = said.get("earliest") if isinstance(said, dict) else None
    return str(first)[:4] if first else "undated"


def _listed(site: Path, index: Any) -> Iterator[Finding]:
    """The index must list every file of the data, and no other."""
    listed = {item.get("file") for _, item in index} | {INDEX}
    there = {path.relative_to(site).as_posix() for path in (site / "api/v1").rglob("*.json")}
    for name in sorted(there - listed):
        yield Finding(INDEX, 1, f"{name} is not in the index")
    for name in sorted(str(name) for name in listed - there):
        yield Finding(INDEX, 1, f"{name} is in the index, and is not there")


def _names(data: Mapping[str, list[tuple[int, dict[str, Any]]]]) -> tuple[str, ...]:
    """Names that others gave, to themselves and to their works: a mark in one of them is no quotation. The longest first."""
    found: set[str] = set()
    for kind, fields in _NAMES:
        for _, item in data.get(f"api/v1/{kind}.json", ()):
            holders = [item.get(field) for field in fields] + list(item.get("aliases") or ())
            holders += [(item.get(key) or {}).get(field) for key, field in (("derived_from", "title"), ("rights", "holder"), ("rights", "notice"))]
            found.update(value for value in holders if isinstance(value, str))
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def cut(words: str) -> str:
    """Words for a message, at most 80 characters; what is invisible is written as an escape."""
    shown = flat(words)
    return repr(shown if len(shown) <= 80 else shown[:77] + "…")
