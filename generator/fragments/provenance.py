"""The way of words and of texts: who passed on what, and where it was published before."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from .pieces import NONE, html, joined, name, prose, when
from ..views.provenance import Step, Stop

_UNKNOWN = Markup("<em>not recorded</em>")


def stops(all: Iterable[Stop], up: str) -> Markup:
    """Stops of the way of words; what is not known says so."""
    return joined([_stop(one, up) for one in all])


def _stop(one: Stop, up: str) -> Markup:
    who = html("<strong>%s</strong>", name(one.who, up)) if one.who else _UNKNOWN
    rest = [html('<span class="way-note">%s</span>', when(one.when))] if one.when else []
    rest += [html('<span class="way-note">%s</span>', note) for note in one.notes]
    rest += [html('<span class="way-note">%s</span>', name(more, up)) for more in one.more]
    return html('<li><span class="way-what">%s</span>%s%s</li>\n', one.what, who, joined(rest) if rest else NONE)


def history(steps: Iterable[Step], up: str) -> Markup:
    """Where a source comes from, the first text first."""
    return html('<ol class="history">\n%s</ol>\n', joined([_step(one, up) for one in steps]))


def _step(one: Step, up: str) -> Markup:
    title = (html('<a href="%s%s">%s</a> <span class="tag">archived here</span>', up, one.path, one.title) if one.path else
             html('<cite>%s</cite> <span class="tag tag-warn">not archived here</span>', one.title))
    notes = joined([html('<li><span class="tag">%s</span> %s</li>', label, prose(note, up)) for label, note in one.notes])
    return html('<li><p><span class="history-what">%s</span> <strong>%s</strong>%s</p>\n<p>%s%s</p>\n%s</li>\n', one.what,
                name(one.publisher, up) if one.publisher else "unknown", html(", %s", when(one.when)) if one.when else NONE, title,
                html(' <a class="outward" href="%s" rel="noopener noreferrer">at its publisher</a>', one.url) if one.url else NONE,
                html('<ul class="plain-list">%s</ul>', notes) if one.notes else NONE)
