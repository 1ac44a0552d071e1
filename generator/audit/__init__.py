"""An audit by other means: reads the finished site and the archived texts, and trusts nothing that made them.

It imports nothing of the rest of the program, reads the files itself and compares characters in its
own way. So a fault of the matcher, of a view or of a template does not hide itself here.

1. Every element that shows words as somebody's is found in the archived text of its source, exactly, at the place
   that the site's own data (`api/v1/`) give, under the hash that they give.
2. Every quotation mark in texts, titles, descriptions, labels, linked data, citations, styles and the feed has a statement behind it.
3. Every statement of the data stands on its own page, every page's statement is in the data, no partial stands alone.
4. The receipt, `proof.json`, lists what the pages show, with the right hash and span, and nothing else.
5. A site without pages, or without quotations, has failed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .archive import Archive, Finding, Statement, read_archive
from .feed import feed
from .linked_data import linked_data
from .marks import marks, styles
from .pages import Page, read_page
from .quotations import quotations
from .receipt import receipt
from .statements import Seen, completeness, hashes, own_page, partials, partials_of

__all__ = ["Audited", "Finding", "Held", "audit", "hold", "of_page"]


@dataclass(frozen=True, slots=True)
class Audited:
    """What was read, and the findings in order of file and line."""

    pages: int
    quotations: int  # elements that name a statement, over all pages
    statements: int
    sources: int
    findings: tuple[Finding, ...]

    @property
    def summary(self) -> str:
        """One line that says what was audited."""
        return (f"audited: {self.pages} pages with {self.quotations} quotations of {self.statements} statements, "
                f"against {self.sources} archived texts; {len(self.findings)} findings")


@dataclass(frozen=True, slots=True)
class Held:
    """What every page is held against. `known` remembers which words were found in some archived text."""

    archive: Archive
    by_page: Mapping[str, Statement]  # the statement whose own page a path is
    partials: Mapping[tuple[str, ...], tuple[str, ...]]
    known: dict[str, bool] = field(default_factory=dict)


def hold(archive: Archive) -> Held:
    """The archive, made ready for pages."""
    return Held(archive, {own_page(one.url): one for one in archive.statements.values()}, partials_of(archive))


def audit(site: Path, seeds: Path) -> Audited:
    """Audit the site in the folder `site` against the archived texts in `seeds`. Raises OSError where a file cannot be read."""
    archive, found = read_archive(site, seeds)
    held, findings, seen = hold(archive), [*found], Seen()
    for name, path in _files(site):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as fault:
            findings.append(Finding(name, 1, f"the file is not UTF-8: {fault}"))
            continue
        if path.suffix.lower() == ".css":
            findings.extend(styles(name, text))
            continue
        page = read_page(name, text)
        seen.add(page, held.by_page)
        findings.extend(of_page(page, held))
    findings.extend((*completeness(seen, archive), *receipt(site, archive, seen.places), *feed(site, archive, held.partials), *_nothing(seen, archive)))
    return Audited(len(seen.ids), seen.quotations, len(archive.statements), len(archive.sources), _in_order(findings))


def of_page(page: Page, held: Held) -> tuple[Finding, ...]:
    """What is wrong with a page by itself."""
    archive, own = held.archive, held.by_page.get(page.path)
    return _in_order((*quotations(page, archive, held.known), *marks(page, archive), *linked_data(page, archive, own), *partials(page, archive, held.partials),
                      *hashes(page, archive, own)))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(set(findings), key=lambda one: (one.page, one.line, one.what)))


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """Pages and style sheets by their path from the site's root, in order."""
    found = (Path(folder, file) for folder, _, files in os.walk(site) for file in files if file.lower().endswith((".html", ".htm", ".xhtml", ".css")))
    yield from sorted((path.relative_to(site).as_posix(), path) for path in found)


def _nothing(seen: Seen, archive: Archive) -> Iterator[Finding]:
    """Zero of anything is a failure, never a pass."""
    counts = {"pages": len(seen.ids), "quotations": seen.quotations, "statements": len(archive.statements), "archived texts": len(archive.sources)}
    for what, count in counts.items():
        if not count:
            yield Finding(".", 1, f"there are no {what}: nothing was audited")
