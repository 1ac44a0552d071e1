"""The sitemap (sitemaps.org 0.9): the addresses of all pages, without dates, so that equal sites have equal bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

_PLAIN = re.compile(r"[A-Za-z0-9/._-]*")  # nothing to code or escape: nearly all paths


def sitemap(paths: Iterable[str], site_url: str) -> str:
    """XML with one entry a page, sorted. `site_url` is the site's address and ends with a slash."""
    base = escape(site_url if site_url.endswith("/") else site_url + "/", quote=False)
    coded = (path if _PLAIN.fullmatch(path) else escape(quote(path), quote=False) for path in sorted(set(paths)))
    entries = "".join(f"  <url><loc>{base}{path}</loc></url>\n" for path in coded)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
