"""The page for an address that leads nowhere. It is served at any address, so its links begin at the site's own root."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..frozen import dataclass
from ..resolved import Dossier
from .head import Head


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page not found, with ways on."""

    head: Head
    ways: tuple[tuple[str, str], ...]  # label and path


def view(dossier: Dossier, base: str = "") -> NotFoundView:
    """The page not found. `base` is the address of the site; only its path is used."""
    ways = [("Home", ""), ("Timeline", "timeline/"), ("Positions", "positions/"), ("Sources", "sources/")]
    root = urlsplit(base).path or "/"
    head = Head("Page not found", "There is no page at this address.", "404.html", root=root if root.endswith("/") else root + "/")
    return NotFoundView(head, tuple(ways))
