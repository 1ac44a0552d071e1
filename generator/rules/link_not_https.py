"""A link does not begin with `https://`, or hides where it leads.

Why: readers follow these links from a site they trust. A link with a name before the host
("https://good.example@bad.example/") or with characters that are not shown leads elsewhere than it seems.

Before:
    url: http://user@strelsau.example/news
After:
    url: https://strelsau.example/news

Mend: open the page in a browser and copy its address from there. Where a site has no `https:`, leave the
link out and say in `note` where the text was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..diagnostics import Diagnostic, diagnostic
from ..patterns import compiled_late
from .case import Case, Value

HOLDS = ("link",)

# Blanks, controls, what is not shown, backslashes and what belongs into no address (RFC 3986).
_NOT_IN_LINKS = compiled_late(r"[\s\x00-\x20\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\<>\"`{}|^]")
_HOST = compiled_late(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?", re.I)


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """Every link."""
    why = fault_of(value.text)
    if why:
        yield diagnostic("link-not-https", value.span, f"the link {why}", _help(value.text))


def _help(link: str) -> str:
    if " " in link.strip():
        return "a blank in an address is written `%20`: copy the address from a browser, which does so"
    return "copy the address from a browser; it begins with `https://`"


def fault_of(link: str) -> str:
    """What is wrong with a link, as the end of a sentence; empty where nothing is."""
    found = _NOT_IN_LINKS.search(link)
    if found:
        return f"has a character that belongs in no address: U+{ord(found.group()):04X}"
    if not link.lower().startswith("https://"):
        return "does not begin with `https://`"
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return "is not an address that can be read"
    if "@" in parts.netloc:
        return "has a name before its host, which hides where it leads"
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        return "names no host on the public network in plain ASCII letters"
    return "" if port in (None, 443) else "has a port, which no published page needs"
