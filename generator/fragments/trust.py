"""The last line of a page: as of which day it holds, and where one can check that."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from ..views.trust import Trust
from .pieces import NONE, UP, html, joined

METHOD, READ = "method/", "sources/"


def trust(one: Trust, up: str, has_method: bool) -> Markup:
    """The line, led up from the page's own place; made once for all pages that rest on the same source."""
    return str.__new__(Markup, str.replace(_trust(one.as_of.machine, one.as_of.words, one.told, one.source, one.interest, has_method), UP, up))


@lru_cache(maxsize=1 << 12)
def _trust(machine: str | None, words: str, told: str, source: str, interest: str, has_method: bool) -> Markup:
    known = html('<time datetime="%s">%s</time>', machine, words) if machine else html("%s", words)
    when_archived = html(', when <a href="%s%s">the source</a> was archived', UP, source) if source else NONE
    ways = [(interest, "Who stands behind it"), ("" if source else READ, "What was read"), (METHOD if has_method else "", "How this is checked")]
    links = joined([html(' <a href="%s%s">%s</a>', UP, path, label) for path, label in ways if path], " ·")
    return html('<p class="or-trust">As of %s%s%s.%s</p>\n', known, when_archived, told, links)
