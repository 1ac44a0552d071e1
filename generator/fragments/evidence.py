"""Positions with their evidence, and who spoke, on the pages of countries, organisations and people (decision 21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from .changes import dissent, shifts
from .cards import fact_card
from .pieces import NONE, chip, html, joined, name, names, quoted, when
from ..views.cards import Card
from ..views.cells import Cell, Condition
from ..views.evidence import Exhibit, Stand
from ..views.names import Name
from ..views.speakers import Voice

CardOf = Callable[[Card, str], Markup]  # the build's, which makes each card once


def stands(all: Sequence[Stand], up: str, period: str, card: CardOf) -> Markup:
    """Where somebody stands on each question, what is behind it, and the questions on which nothing is on record."""
    silent = [one for one in all if one.is_silent]
    return joined([*[_stand(one, up, card) for one in all if not one.is_silent], _silent(silent, up, period) if silent else NONE])


def _stand(one: Stand, up: str, card: CardOf) -> Markup:
    def shown(evidence: Sequence[Exhibit], before: str) -> Markup:
        return html(f"{before}%s", _exhibits(evidence, up, card)) if evidence else NONE

    def folded(evidence: Sequence[Exhibit], label: str) -> Markup:
        return html('<details class="fold"><summary>%s (%s)</summary>%s</details>', label, len(evidence), _exhibits(evidence, up, card)) if evidence else NONE

    return html('<section class="position" aria-labelledby="%s">\n<h3 id="%s"><a href="%s%s">%s</a></h3>\n%s%s%s%s%s%s%s%s%s</section>\n',
                one.anchor, one.anchor, up, one.question.path or "", one.title, _summary(one.cell, up) if one.cell else NONE,
                html('<h4>What changed</h4>%s', shifts(one.shifts, up, False)) if one.shifts else NONE, dissent(one.dissent, up), shown(one.current, ""),
                shown(one.since, "<h4>Since reported</h4><p class=\"note\">Later, but weaker evidence; the position stands until an own statement "
                                 "changes it.</p>"),
                shown(one.implied, '<h4>Implied</h4><p class="note">What is only implied carries no position.</p>'),
                folded(one.others, "Further evidence"), folded(one.earlier, "Earlier, and changed since"),
                Markup('<p class="note">More of its evidence stands on the pages that follow.</p>') if one.goes_on else NONE)


def _exhibits(all: Sequence[Exhibit], up: str, card: CardOf) -> Markup:
    return joined([piece for one in all for piece in (
        html('<p class="exhibit-office">as %s</p>', one.office) if one.office else NONE,
        card(one.card, up) if one.card else fact_card(one.fact, up, True) if one.fact else
        html('<p class="exhibit-again">%s %s <span class="note">shown above</span></p>', name(one.link, up), chip(one.chip)), _BREAK)])


_BREAK = Markup("\n")


def _summary(one: Cell, up: str) -> Markup:
    divided = html('<span class="tag tag-divided">%s</span> ', one.kind.label) if one.kind.key == "divided" else NONE
    note = html('<p class="stand-note">%s</p>', one.kind.meaning) if one.kind.key != "stated" else NONE
    since = (html('<p class="stand-since"><span class="tag">Since reported</span> %s</p>', joined([html("%s ", chip(stance)) for stance in one.since]))
             if one.since else NONE)
    return html('<div class="stand stand-%s">\n<p class="stand-chips">%s%s<span class="ours-label">our reading</span></p>\n%s'
                '<p class="stand-behind">%s</p>\n%s%s</div>\n', one.kind.key, divided, joined([html("%s ", chip(stance)) for stance in one.chips]), note,
                _behind(one), joined([_condition(each, up) for each in one.conditions]), since)


def _behind(one: Cell) -> Markup:
    return html("%s%s%s", one.behind, html(" · newest %s", when(one.newest)) if one.newest else NONE,
                html(" · weakest evidence: %s", one.weakest.label.lower()) if one.weakest else NONE)


def _condition(one: Condition, up: str) -> Markup:
    if one.quoted:
        return html('<p class="condition">Condition, in the words of <a href="%s%s">%s</a>: %s</p>\n', up, one.path, one.who, quoted(one.quoted))
    return html('<p class="condition">With a <a href="%s%s">condition, as told of %s</a></p>\n', up, one.path, one.who)


MEANING_OF_SEVERAL = "No statement made for it and no fact about it answers these here. That is not a no."


def _silent(all: Sequence[Stand], up: str, period: str) -> Markup:
    kind = next(one.cell.kind for one in all if one.cell)
    rows = joined([html('<li id="%s"><a href="%s%s">%s</a></li>\n', one.anchor, up, one.question.path or "", one.title) for one in all])
    return html('<div class="position unanswered"><p class="unanswered-label"><span class="silence">%s</span></p>\n<ul class="plain-list">\n%s</ul>\n'
                '<p class="note">%s Looked for in: %s.</p></div>\n', kind.label, rows,
                kind.meaning if len(all) == 1 else MEANING_OF_SEVERAL, period)


def voices(all: Sequence[Voice], up: str, also: str, card: CardOf) -> Markup:
    """Who spoke: what each said in full, and links to what the page shows elsewhere."""
    return joined([html('<div class="voice">\n%s%s%s</div>\n', NONE if one.said else _voice(one, up), joined([card(each, up) for each in one.said]),
                        html('<p class="note">%s: %s</p>', also, names(one.linked, up, "; ")) if one.linked else NONE) for one in all])


def _voice(one: Voice, up: str) -> Markup:
    offices = html(' <span class="card-office">%s</span>', escape("; ".join([held.words for held in one.offices]))) if one.offices else NONE
    return html('<p class="voice-name"><strong>%s</strong>%s</p>', name(one.name, up), offices)


def sources(all: Sequence[Name], up: str) -> Markup:
    """Links to the sources in which somebody is read."""
    return html('<ul class="plain-list">%s</ul>\n', joined([html("<li>%s</li>", name(one, up)) for one in all]))
