"""The sitemap (sitemaps.org 0.9): the addresses of all pages, without dates, so that equal sites have equal bytes."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape


def sitemap(paths: Iterable[str], site_url: str) -> str:
    """XML with one entry a page, sorted. `site_url` is the site's address and ends with a slash."""
    base = site_url if site_url.endswith("/") else site_url + "/"
    entries = "".join(f"  <url><loc>{escape(base + quote(path))}</loc></url>\n" for path in sorted(set(paths)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
