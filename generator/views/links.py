"""Addresses: of pages from the site's root, from one page to another, and of the source at the quoted words.

Views name pages by their path from the site's root without a leading slash, so that a
value serves pages of every depth; the templates put `Links.up` before it. A site may
live under a sub-path: nothing here begins with a slash but the page not found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from ..frozen import dataclass

# A hyphen, comma or ampersand would read as the fragment's own syntax (RFC 3986 leaves the hyphen alone).
_OF_THE_SYNTAX = re.compile(r"[^A-Za-z0-9_.~ ]+")
WORDS_AT_ONE_END = 5  # of a text fragment: enough to be the only ones, few enough for a short address


@dataclass(frozen=True, slots=True)
class Links:
    """The way up from a page. `root` is the site's own path for a page that is served at any address."""

    depth: int
    root: str = ""

    @property
    def up(self) -> str:
        """What stands before a path from the site's root: `./`, `../`, `../../` …"""
        return self.root or "../" * self.depth or "./"

    def to(self, path: str) -> str:
        """Relative address of a page: `Links(2).to("countries/de/")` is `../../countries/de/`."""
        return self.up + path


def statement_path(id: str) -> str:
    """Path of a statement's page."""
    return f"statements/{id}/"


def record_path(kind: str, id: str) -> str:
    """Path of the page of a country, organisation, person, question or source."""
    return f"{kind}/{id}/"


def fact_path(source: str, fact: str) -> str:
    """Where a fact stands: on the page of its source."""
    return f"sources/{source}/#fact-{fact}"


def event_path(id: str, page: str = "timeline/") -> str:
    """Where an event stands: on a page of the timeline."""
    return f"{page}#event-{id}"


@lru_cache(maxsize=1 << 12)
def safe(url: str | None) -> str | None:
    """The address where it is https, else None: no other kind of link leaves the site."""
    if url is None or not url.startswith("https://"):
        return None
    try:
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None


def at_words(url: str | None, exact: str, lead: str = "", trail: str = "") -> str | None:
    """The address with a text fragment (WICG URL Fragment Text Directives) that leads to the words; None where not https.

    `lead` and `trail`: the words directly before and after, where the words alone would be found elsewhere too.
    """
    address = safe(url)
    found = exact.split()
    if address is None or not found:
        return address
    if len(found) <= 2 * WORDS_AT_ONE_END and "\n" not in exact:
        target = _coded(found)
    else:
        ends = max(1, min(WORDS_AT_ONE_END, len(found) // 2))
        target = f"{_coded(found[:ends])},{_coded(found[-ends:])}"
    before, after = (f"{_coded(lead.split())}-," if lead else ""), (f",-{_coded(trail.split())}" if trail else "")
    return f"{address}{'' if '#' in address else '#'}:~:text={before}{target}{after}"


def _coded(words: Sequence[str]) -> str:
    return _OF_THE_SYNTAX.sub(_percent, " ".join(words)).replace(" ", "%20")


def _percent(found: re.Match[str]) -> str:
    return _percent_coded(found[0])


@lru_cache(maxsize=1 << 10)
def _percent_coded(marks: str) -> str:
    return "".join([f"%{byte:02X}" for byte in marks.encode()])


@lru_cache(maxsize=1 << 12)
def host(url: str | None) -> str:
    """The host of an address, to tell a reader where a link leads."""
    address = safe(url)
    return (urlsplit(address).hostname or "") if address else ""
