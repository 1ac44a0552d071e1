"""Where a link of a hand-written page may lead: to https:, to a place of the page, or into the site."""

from __future__ import annotations

import re

from ..patterns import compiled_late

# No user name, no port other than digits, nothing that browsers read as another character.
_HTTPS = compiled_late(r"https://[\w-]+(?:\.[\w-]+)*\.?(?::[0-9]{1,5})?(?:[/?#][^\s\\<>\"'`\x00-\x20\x7f\ue000-\uf8ff]*)?")
_INSIDE = compiled_late(r"[^\s\\<>\"'`:\x00-\x20\x7f\ue000-\uf8ff]+")
_DOTS = compiled_late(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)", re.I)


LINK_HELP = {
    "link-not-https": "copy the address from a browser; it begins with `https://`. An image stands in this site",
    "broken-link": "links within the site are written from its root, as in `countries/de/`",
}


def link_fault(address: str, *, image: bool = False) -> tuple[str, str] | None:
    """None if the address may stand on a page, else a code of the catalogue and what is wrong."""
    if _HTTPS.fullmatch(address):
        if image:
            return "link-not-https", "an image comes from this site, never from another host"
        return None
    path = re.split("[?#]", address, maxsplit=1)[0]
    if re.match(r"[\s\x00-\x20]*(?:[a-z][a-z0-9+.-]*\s*:|//|\\|/\\)", address, re.I):
        return "link-not-https", f"the link `{address[:80]}` does not begin with `https://`"
    if not _INSIDE.fullmatch(address):
        return "broken-link", f"`{address[:80]}` is not an address: it is empty or has characters that an address cannot have"
    if path.startswith("/") or _DOTS.search(path):
        return "broken-link", f"the link `{address[:80]}` is not written from the site's root"
    if image and not path:
        return "broken-link", "an image needs the path of its file"
    return None
