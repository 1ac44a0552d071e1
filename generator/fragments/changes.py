"""Before and after, side by side; and who else from there says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from .pieces import NONE, chip, html, joined, name, prose, rung, when, words
from markupsafe import Markup
from ..views.changes import Shift, Side
from ..views.evidence import Voiced


def shifts(all: Sequence[Shift], up: str, with_holder: bool) -> Markup:
    """Changes of stance. `with_holder`: whose it is stands above each, on a page of several."""
    return joined([_shift(one, up, with_holder) for one in all])


def _shift(one: Shift, up: str, with_holder: bool) -> Markup:
    whose = html('<p class="shift-whose"><a href="%s%s">%s</a></p>\n', up, one.href, one.holder.label) if with_holder else NONE
    return html('<div class="shift">\n%s<div class="shift-sides">\n%s%s</div></div>\n', whose, _side(one.before, "Before", up), _side(one.after, "Since", up))


def _side(one: Side, label: str, up: str) -> Markup:
    if one.card:
        said = one.card
        head = html('<p class="shift-when"><span class="shift-label">%s</span> <a href="%s%s">%s</a></p>\n<p class="shift-who">%s%s</p>\n', label, up, said.path,
                    when(said.when), name(said.speaker, up),
                    html(' <span class="card-office">%s</span>', "; ".join([held.words for held in said.offices])) if said.offices else NONE)
        return html('<div class="shift-side">\n%s<p class="shift-chip">%s</p>\n%s%s</div>\n', head, chip(one.chip), words(said.lines), rung(said.rung))
    assert one.fact is not None  # a side has one of both
    fact = one.fact
    return html('<div class="shift-side">\n<p class="shift-when"><span class="shift-label">%s</span> <a href="%s%s">%s</a></p>\n<p class="shift-who">%s '
                '<span class="card-office">the source’s own voice, told in our words</span></p>\n<p class="shift-chip">%s</p>\n'
                '<p class="words words-ours">%s</p>\n%s</div>\n', label, up, fact.path, when(fact.when), name(fact.voice, up), chip(one.chip),
                prose(fact.claim, up), rung(fact.rung))


def dissent(all: Sequence[Voiced], up: str) -> Markup:
    """Who from there takes another stance without speaking for it."""
    rows = joined([html('<li>%s %s</li>\n', name(one.link, up), chip(one.chip)) for one in all])
    return html('<div class="dissent"><p class="dissent-label">Other voices from there</p>\n<ul class="plain-list">\n%s</ul>\n'
                '<p class="note">They do not speak for it; what they say carries no position.</p></div>\n', rows) if all else NONE
