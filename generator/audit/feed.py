"""The feed of statements: each entry leads to a statement that is shown, and nothing in it holds words of a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from .archive import Archive, Finding
from .marks import in_label
from .pages import Label
from .statements import Partials, partials_alone

FEED = "feed.xml"
_ATOM = "{http://www.w3.org/2005/Atom}"


def feed(site: Path, archive: Archive, words: Partials) -> Iterator[Finding]:
    """What is wrong with the feed, where the site has one. Raises OSError where it cannot be read."""
    path = site / FEED
    if not path.is_file():
        return
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as fault:
        yield Finding(FEED, 1, f"the feed cannot be read: {fault}")
        return
    for entry in root.iter(f"{_ATOM}entry"):
        address = next((link.get("href", "") for link in entry.iter(f"{_ATOM}link")), "")
        one = archive.statements.get(address.rstrip("/").rpartition("/")[2])
        if one is None or one.hidden or not address.endswith(f"/{one.url}"):
            yield Finding(FEED, 1, f"an entry leads to {address or 'nowhere'}, which is no page of a statement that is shown")
        for kind in ("title", "summary", "content"):
            for text in (found.text or "" for found in entry.iter(_ATOM + kind)):
                yield from in_label(FEED, Label(f"feed ({kind})", text, 1, False), archive)
                for partial in partials_alone(text, archive, words):
                    yield Finding(FEED, 1, f"partial words alone in the feed: {partial!r}")
