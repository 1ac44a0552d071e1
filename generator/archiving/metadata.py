"""What an HTML page says of itself: title, address, publisher, author, day, language. Each is a proposal, for pages err."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .. import dates
from ..rules.link_not_https import fault_of

_LONGEST = 300  # characters of a value
_LONGEST_ADDRESS = 2000
_MOST_JSON = 256 * 1024  # characters of one block of JSON-LD
_MOST_ITEMS = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def said(root: Any) -> dict[str, str]:
    """By key: title, url, site, author, published, language; `paid` where the page says that it is not free; `head` its `<title>`."""
    metas = _metas(root)
    linked = list(_linked_data(root))
    found = {
        "head": _clean("".join(root.findtext(".//title") or "")),
        "title": _clean(metas.get("og:title") or _text_of(root, ".//h1") or metas.get("twitter:title") or root.findtext(".//title") or ""),
        "site": _clean(metas.get("og:site_name") or next((_name(item.get("publisher")) for item in linked if item.get("publisher")), "")),
        "author": _clean(metas.get("author") or next((_name(item.get("author")) for item in linked if item.get("author")), "")),
        "url": _address([element.get("href") for element in root.iterfind(".//link[@rel='canonical']")], metas.get("og:url")),
        "published": _day([metas.get(key) for key in ("article:published_time", "datepublished", "date", "dc.date", "pubdate")]
                          + [str(item.get("datePublished", "")) for item in linked] + [element.get("datetime") for element in _first(root, "time")]),
        "language": _language([root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), metas.get("og:locale"), metas.get("content-language")]),
        "paid": "yes" if any(str(item.get("isAccessibleForFree", "")).lower() == "false" for item in linked) else "",
    }
    return {key: value for key, value in found.items() if value}


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, element in enumerate(root.iter("meta")):
        if number >= 500:
            break
        key = (element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or "").lower()
        if key and element.get("content"):
            found.setdefault(key, element.get("content")[:2000])
    return found


def _linked_data(root: Any) -> Iterator[Mapping[str, Any]]:
    """The items of JSON-LD that are readable and not too large, one level of lists and graphs deep."""
    number = 0
    for element in root.iterfind(".//script[@type='application/ld+json']"):
        text = element.text or ""
        if len(text) > _MOST_JSON or text.count("[") + text.count("{") > 20_000:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        listed = value if isinstance(value, list) else [value]
        for item in listed[:_MOST_ITEMS]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for one in [item, *(graph[:_MOST_ITEMS] if isinstance(graph, list) else [])]:
                number += 1
                if isinstance(one, dict) and number < _MOST_ITEMS:
                    yield one


def _name(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name", "")
    return value if isinstance(value, str) else ""


def _text_of(root: Any, path: str) -> str:
    element = root.find(path)
    return "" if element is None else "".join(part for part in element.itertext() if isinstance(part, str))[:2000]


def _first(root: Any, tag: str) -> Iterator[Any]:
    for number, element in enumerate(root.iter(tag)):
        if number >= 3:
            return
        yield element


def _clean(value: str) -> str:
    """A value on one line, without what nobody sees."""
    return " ".join("".join(c for c in value[:2000] if c.isprintable() or c.isspace()).split())[:_LONGEST]


def _address(canonical: list[str | None], other: str | None) -> str:
    return next((one for one in (*(c and c.strip() for c in canonical), other and other.strip()) if one and len(one) <= _LONGEST_ADDRESS and not fault_of(one)), "")


def _day(candidates: list[str | None]) -> str:
    for one in candidates:
        found = _DAY.match(one.strip()) if one else None
        if found and isinstance(dates.parse(found.group()), dates.Edtf):
            return found.group()
    return ""


def _language(candidates: list[str | None]) -> str:
    for one in candidates:
        tag = (one or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            first, *rest = tag.split("-")
            return first.lower() if not rest or len(rest[0]) == 2 else "-".join([first.lower(), *rest])
    return ""
