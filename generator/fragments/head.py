"""What a page adds to its head: OpenGraph, schema.org as linked data, and where the feed is."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from .pieces import escaped
from ..views.head import Head

FEED = "feed.xml"
WITH_FEED = frozenset(("", "timeline/", "statements/"))  # pages of what the feed tells of

_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")).encode  # `json.dumps` would make one for each page
_MEANS_SOMETHING = re.compile("[<>&\u2028\u2029]")


def head_html(head: Head, canonical: str, site_name: str) -> str:
    """What a page adds to its head. `canonical` is the page's address, or empty; `site_name` the site's name as text."""
    # Written out: this runs once a page.
    at = f'<meta property="og:url" content="{escaped(canonical)}">\n' if canonical else ""
    feed = (f'<link rel="alternate" type="application/atom+xml" title="Newest statements" href="{escaped(head.links.to(FEED))}">\n'
            if head.path in WITH_FEED else "")
    return (f'<meta property="og:type" content="{_og_type(head.path)}">\n<meta property="og:title" content="{escaped(head.title)}">\n'
            f'<meta property="og:description" content="{escaped(head.description)}">\n<meta property="og:site_name" content="{escaped(site_name)}">\n{at}{feed}'
            f'<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{_things(head, canonical)}'
            f'{_crumbs(head, canonical, site_name)}]}}</script>\n')


def _og_type(path: str) -> str:
    if not path:
        return "website"
    return "profile" if path.startswith("people/") and path.count("/") == 2 and "_" not in path else "article"


def _things(head: Head, canonical: str) -> str:
    """What the page is about, else that it is a page."""
    found = head.json_ld or {"@type": "WebPage", "name": head.title, "description": head.description}
    return ",".join([_thing(one, canonical) for one in (found if isinstance(found, tuple) else (found,))])


def _thing(one: dict[str, Any], canonical: str) -> str:
    return json_in_html({"url": canonical} | one if canonical else one)


def _crumbs(head: Head, canonical: str, site_name: str) -> str:
    """The way to the page from the home page. Nothing for the home page itself, and where the site's address is not known."""
    if not head.path or not canonical:
        return ""
    section, _, rest = head.path.partition("/")
    above = _above(canonical.removesuffix(head.path), site_name, section if rest else "")
    number = 3 if rest else 2
    return f',{{"@type":"BreadcrumbList","itemListElement":[{above},{_crumb(number, head.title, canonical)}]}}'


@lru_cache(maxsize=1 << 6)
def _above(site: str, site_name: str, section: str) -> str:
    """The home page and the list of a section: the same for all its pages. A section's name is its key, as its list is called."""
    home = _crumb(1, site_name, site)
    return f"{home},{_crumb(2, section.capitalize(), f'{site}{section}/')}" if section else home


def _crumb(number: int, name: str, address: str) -> str:
    return json_in_html({"@type": "ListItem", "position": number, "name": name, "item": address})


def json_in_html(value: object) -> str:
    """JSON that may stand in a `<script>`: no `<`, `>` or `&` in it, so that nothing ends the element early."""
    text = _json(value)
    if not _MEANS_SOMETHING.search(text):
        return text
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
