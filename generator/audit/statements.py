"""The statements as a whole: each on its own page with its words, none that the data lack, no partial alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .archive import STATEMENTS, Archive, Finding, Statement, cut
from .linked_data import told
from .pages import Flow, Page, Shown
from .quotations import parts_of
from .words import flat

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CUTS = re.compile(r"\s*(?:[:;·|•]|\s[–—-]\s)\s*")
_WORD = re.compile(r"\w+")
_HASH = re.compile(r"[0-9a-f]{64}")
_LONG = 4  # words of a partial that are no chance where they stand in a title


Partials = Mapping[tuple[str, ...], tuple[str, ...]]  # the bare words of partials, by their first four
Place = tuple[str, str, str, str]  # page, statement, part, source of a quotation


@dataclass(slots=True)
class Seen:
    """What was met while the pages were read, one after the other."""

    ids: dict[str, frozenset[str]] = field(default_factory=dict)  # of each page
    own: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))  # (source, words) on the statement's own page
    told: set[str] = field(default_factory=set)  # statements whose own page has the paraphrase
    quotations: int = 0
    places: dict[Place, int] = field(default_factory=dict)  # each quotation, with its first line

    def add(self, page: Page, by_page: Mapping[str, Statement]) -> None:
        """Take in a page; `by_page` has the statement whose own page it is."""
        self.ids[page.path] = page.ids
        for one in page.shown:
            if one.statement is not None:
                self.quotations += 1
                self.places.setdefault((page.path, one.statement, one.part or "", one.source or ""), one.line)
        statement = by_page.get(page.path)
        if statement is None:
            return
        self.own[statement.id] |= {(one.source or "", flat(one.text)) for one in page.shown if one.statement == statement.id}
        if statement.paraphrase and any(flat(statement.paraphrase) in flat(flow.text) for flow in page.flows):
            self.told.add(statement.id)


def own_page(url: str) -> str:
    """The file of an address of the site, which may end in a fragment."""
    path = url.partition("#")[0]
    return f"{path}index.html" if not path or path.endswith("/") else path


def completeness(seen: Seen, archive: Archive) -> Iterator[Finding]:
    """Every address of the data leads to a page, every statement stands on its page, every statement's page has a statement."""
    for file, line, url in archive.urls:
        ids, (_, _, anchor) = seen.ids.get(own_page(url)), url.partition("#")
        if ids is None:
            yield Finding(file, line, f"the page {url} is missing")
        elif anchor and anchor not in ids:
            yield Finding(file, line, f"the place {url} is missing on its page")
    known = {own_page(one.url) for one in archive.statements.values()}
    for path in sorted(seen.ids):
        # No id has an underscore: `statements/page_2/` is a page of the list.
        if path.startswith("statements/") and path.count("/") == 2 and "_" not in path and path not in known:
            yield Finding(path, 1, "the page of a statement that the data do not have")
    for one in archive.statements.values():
        if not one.hidden and own_page(one.url) in seen.ids:
            yield from _on_its_page(one, seen)


def _on_its_page(statement: Statement, seen: Seen) -> Iterator[Finding]:
    shown, path = seen.own.get(statement.id, set()), own_page(statement.url)
    for source, parts in statement.wordings:
        for number, part in enumerate(parts):
            if part.is_marked and part.words and (source, part.words) not in shown:
                yield Finding(path, 1, f"part {number} of {statement.id} in {source} is not displayed on its own page: {cut(part.words)}")
    if not shown and statement.id not in seen.told:
        yield Finding(path, 1, f"the statement {statement.id} is not displayed on its own page")
    if path != f"statements/{statement.id}/index.html":
        yield Finding(STATEMENTS, statement.line, f"{statement.id}: its page stands at {statement.url}")


# --- partial words ----------------------------------------------------------------------------------------------------------


def partials_of(archive: Archive) -> Partials:
    """The words of all partials, by their first four. Bare words, without regard to case: they only raise suspicion."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in archive.statements.values():
        for part in (part for _, parts in one.wordings for part in parts if part.speech == "partial"):
            bare = _bare(part.words)
            found[tuple(bare.split()[:_LONG])].add(bare)
    return {first: tuple(sorted(all_of_it)) for first, all_of_it in found.items() if first}


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def partials(page: Page, archive: Archive, words: Partials) -> Iterator[Finding]:
    """Partial words alone: in a title, a description, a heading, linked data, a citation, a block of their own, a block quotation."""
    titles = [(label.what, label.text, label.line) for label in page.labels if label.is_title]
    titles += [("title" if flow.tag == "title" else "heading", flow.text, flow.line) for flow in page.flows if flow.tag in (*_HEADINGS, "title")]
    titles += told(page)
    for what, text, line in titles:
        for partial in partials_alone(text, archive, words):
            yield Finding(page.path, line, f"partial words alone in a {what}: {cut(partial)}")
    beside = {run.shown for flow in page.flows if _has_words_beside(flow) for run in flow.runs}
    for number, shown in enumerate(page.shown):
        if not _is_partial(shown, archive):
            continue
        if shown.in_heading or shown.block is not None:
            yield Finding(page.path, shown.line, f"partial words in a {'heading' if shown.in_heading else 'block quotation'}: {cut(shown.text)}")
        elif number not in beside:
            yield Finding(page.path, shown.line, f"partial words alone in their block: {cut(shown.text)}")


def partials_alone(text: str, archive: Archive, words: Partials) -> list[str]:
    """The partials that make up the text or a piece of it between colons and dashes, and the long ones that stand in it at all."""
    found = _partials_in(text, words)
    if not found:
        return found
    for name in archive.names:
        text = text.replace(name, "|")
    return _partials_in(text, words)


def _partials_in(text: str, words: Partials) -> list[str]:
    bare, found = _bare(text).split(), set()
    for segment in {_bare(segment) for segment in (text, *_CUTS.split(text))}:
        found.update({segment} & set(words.get(tuple(segment.split()[:_LONG]), ())))
    for at in range(len(bare) - _LONG + 1):
        rest = " ".join(bare[at:]) + " "
        found.update(partial for partial in words.get(tuple(bare[at : at + _LONG]), ()) if rest.startswith(partial + " "))
    return sorted(found)


def _is_partial(shown: Shown, archive: Archive) -> bool:
    _, parts = parts_of(shown, archive)
    return bool(parts) and all(part.speech == "partial" for part in parts)


def _has_words_beside(flow: Flow) -> bool:
    """True if the block has words of its own beside the quoted ones; a label such as "In our words" is none."""
    return any(_WORD.search(run.text) for run in flow.runs if run.kind in ("plain", "reporter"))


# --- hashes -----------------------------------------------------------------------------------------------------------------


def hashes(page: Page, archive: Archive, statement: Statement | None) -> Iterator[Finding]:
    """The hash that the page of a statement or a source prints must be that of the archived bytes."""
    source = archive.sources.get(statement.source if statement else page.path.removeprefix("sources/").removesuffix("/index.html"))
    if source is None:
        return
    printed = [(found, flow.line) for flow in page.flows if "hash" in flow.classes for found in _HASH.findall(flow.text)]
    if not printed and not (statement and statement.hidden):
        yield Finding(page.path, 1, f"the hash of the archived text of {source.id} is not printed")
    for found, line in printed:
        if found != source.sha256:
            yield Finding(page.path, line, f"the hash {found} is not that of the archived text of {source.id}")
