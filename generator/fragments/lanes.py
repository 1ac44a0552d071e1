"""The drawing of a timeline as SVG: lanes with marks, events as lines through all of them. Places come in per cent, so that no
text is ever stretched; what is tall is in pixels."""

from __future__ import annotations

from markupsafe import Markup

from ..views.axis import WIDTH
from ..views.lanes import CELL, Drawing, Flag, Lane, Laning, Mark
from ..views.overview import HEIGHT, Overview
from ..views.stances import Chip
from .pieces import NONE, chip, html, joined, name

HALF = CELL // 2
_PAD = 2  # pixels above and below the marks of a lane

# The shapes of the stances, as the style sheet has them for chips, around their middle; and what goes with a mark. Each mark is
# as large to hit as its cell.
_SHAPES = Markup(
    '<svg class="or-unseen" aria-hidden="true"><defs><circle id="mark-cell" r="12" fill="none" stroke="none" pointer-events="all"/>'
    '<g id="mark-stance-1"><use href="#mark-cell"/><path d="M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z"/></g>'
    '<g id="mark-stance-2"><use href="#mark-cell"/><path d="M0-6.5L6.5 6H-6.5z"/></g>'
    '<g id="mark-stance-3"><use href="#mark-cell"/><path d="M-5.5-5.5h11v11h-11z"/></g>'
    '<g id="mark-stance-4"><use href="#mark-cell"/><path d="M0-7L7 0 0 7-7 0z"/></g>'
    '<g id="mark-stance-5"><use href="#mark-cell"/><path d="M0 6.5L-6.5-6H6.5z"/></g>'
    '<g id="mark-stance-6"><use href="#mark-cell"/><path d="M-3.6-6L0-2.4 3.6-6 6-3.6 2.4 0 6 3.6 3.6 6 0 2.4-3.6 6-6 3.6-2.4 0-6-3.6z"/></g>'
    '<g id="mark-stance-none"><use href="#mark-cell"/><path d="M-6-1.6H6v3.2H-6z"/></g>'
    '<path id="mark-before" d="M-9 0h-15m4-4l-4 4 4 4"/><path id="mark-after" d="M9 0h15m-4-4l4 4-4 4"/><path id="mark-loose" d="M-12 0h3M9 0h3"/>'
    '<circle id="mark-several" r="9.5"/><path id="mark-gone" d="M-8 8L8-8"/><path id="mark-event" d="M0-6V8M0-6h9l-3 3.5 3 3.5H0"/></defs></svg>\n')


def lanes(drawing: Drawing, up: str) -> Markup:
    """The drawing with its summary, its key, and the choice of lanes, which needs no script."""
    kinds = drawing.lanings
    first = kinds[0].key
    return html(
        '<figure class="lanes" data-lanes aria-labelledby="drawing">\n%s<figcaption><p class="note"><span id="drawing">%s</span> Each mark is a statement, in the '
        'colour and shape of its stance; it leads to its place in the list below, which has all of this in words.%s</p></figcaption>\n%s'
        '<div class="lanes-box"><div class="lanes-in">\n%s<div class="lane lane-axis"><svg width="%s" height="20">%s</svg></div>\n%s%s</div></div>\n%s</figure>\n',
        _SHAPES, drawing.summary, _unnamed(drawing.unnamed), _choice(kinds, first) if len(kinds) > 1 else NONE, _back(drawing), WIDTH,
        joined([html('<text x="%s%%" dx="4" y="14">%s</text>', _at(tick.x), tick.label) for tick in drawing.ticks if tick.label]), _events(drawing),
        joined([_laning(one, up) for one in kinds]), _key(drawing, up))


def _at(x: float) -> str:
    """A place without needless zeros."""
    return f"{x:.2f}".rstrip("0").rstrip(".")


def _unnamed(number: int) -> Markup:
    if not number:
        return NONE
    return html(" %s without a name here: the list names it.", "1 event stands") if number == 1 else html(
        " %s events stand without names here: the list names them.", number)


def _choice(kinds: tuple[Laning, ...], first: str) -> Markup:
    return html('<fieldset class="lanes-by"><legend>A lane for each</legend>%s</fieldset>\n', joined([
        html('<label><input type="radio" name="lanes" value="%s"%s> %s</label>', one.key, Markup(" checked") if one.key == first else NONE, one.label)
        for one in kinds]))


def _back(drawing: Drawing) -> Markup:
    """What lies behind the lanes: days, named days, events."""
    bands = [html('<rect class="lane-day" x="%s%%" y="0" width="%s%%" height="100%%"/>', _at(x), _at(drawing.band)) for x in drawing.bands]
    ticks = [html('<line class="lane-tick" x1="%s%%" x2="%s%%" y1="0" y2="100%%"/>', _at(tick.x), _at(tick.x)) for tick in drawing.ticks]
    return html('<svg class="lanes-back" aria-hidden="true">%s%s%s</svg>\n', joined(bands), joined(ticks), joined([_through(one) for one in drawing.flags]))


def _through(flag: Flag) -> Markup:
    if flag.line:
        return html('<rect class="lane-event" x="%s%%" y="20" width="%s%%" height="100%%"/>', _at(flag.line[0]), _at(flag.line[1] - flag.line[0]))
    return html('<line class="lane-event" x1="%s%%" x2="%s%%" y1="20" y2="100%%"/>', _at(flag.x), _at(flag.x))


def _events(drawing: Drawing) -> Markup:
    named = [flag for flag in drawing.flags if flag.label]
    if not named:
        return NONE
    return html('<div class="lane lane-events"><p class="lane-name">Events</p><svg height="%s">%s</svg></div>\n', drawing.flag_rows * CELL + 2 * _PAD,
                joined([html('<a href="#%s" tabindex="-1" aria-label="Event: %s" data-mark><use href="#mark-event" x="%s%%" y="%s"/><text x="%s%%" y="%s" %s>%s'
                             "</text></a>", flag.anchor, flag.name, _at(flag.x), _y(flag.row), _at(flag.x), _y(flag.row) + 4,
                             Markup('dx="-6" text-anchor="end"') if flag.is_left else Markup('dx="13"'), flag.label) for flag in named]))


def _laning(one: Laning, up: str) -> Markup:
    return html('<ol class="lane-list" data-lanes-by="%s" aria-label="A lane for each %s">\n%s</ol>\n', one.key, one.label, joined([_lane(lane, up) for lane in one.lanes]))


def _counted(words: str) -> Markup:
    """The number alone for the eye, with its noun for a screen reader: a name given to a bare span is not read."""
    number, _, noun = words.partition(" ")
    return html('%s<span class="or-unseen"> %s</span>', number, noun)


def _lane(lane: Lane, up: str) -> Markup:
    more = [html('<a href="#%s" tabindex="-1" aria-label="%s more in the list" data-mark><text class="lane-more" x="%s%%" y="%s">+%s</text></a>', one.anchor,
                 one.number, _at(one.x), _y(lane.rows - 1) + 4, one.number) for one in lane.more]
    return html('<li class="lane"><p class="lane-name">%s <span class="lane-count">%s</span></p><svg height="%s">%s%s</svg></li>\n',
                name(lane.name, up), _counted(lane.counted), lane.rows * CELL + 2 * _PAD, joined([_mark(one) for one in lane.marks]),
                joined(more))


def _y(row: int) -> int:
    return _PAD + row * CELL + HALF


def _mark(one: Mark) -> Markup:
    x, y = _at(one.x), _y(one.row)
    around: list[Markup] = []
    if one.line:
        around.append(html('<line class="mark-line" x1="%s%%" x2="%s%%" y1="%s" y2="%s"/>', _at(one.line[0]), _at(one.line[1]), y, y))
    parts = (("before", one.before), ("after", one.after), ("loose", one.is_loose), ("several", bool(one.others)), ("gone", one.is_gone))
    around += [html('<use class="mark-with" href="#mark-%s" x="%s%%" y="%s"/>', key, x, y) for key, has in parts if has]
    answers = html(' data-answers="%s"', " ".join([f"{question}:{chip.css}:{chip.form}" for question, chip in one.others])) if one.others else NONE
    return html('<a href="#statement-%s" tabindex="-1" aria-label="%s" data-mark="%s"%s>%s<use class="%s" href="#mark-%s" x="%s%%" y="%s"/></a>',
                one.id, one.label, one.id, answers, joined(around), _class(one.chip), one.chip.css, x, y)


def _class(one: Chip) -> str:
    return f"mark {one.css} mark-{one.form}"


def _key(drawing: Drawing, up: str) -> Markup:
    """What the marks mean: the stances of each question, and how dates that are not one day are drawn."""
    signs = joined([html("<li><svg %s>%s%s</svg> %s</li>", _SIGN, around, mark, words) for around, mark, words in _SIGNS])
    scales = joined([html('<div><p class="legend-title">%s</p><ul class="legend-list">%s</ul></div>\n', name(question, up),
                          joined([html("<li>%s</li>", chip(stance)) for stance in stances])) for question, stances in drawing.legend])
    return html('<details class="fold lanes-key"><summary>What the marks mean</summary>\n<ul class="lanes-signs">%s</ul>\n<p class="note">In the lane of a country stands whoever holds an office there; '
                'whether they speak for it is told with their words.</p>\n<div class="legend">\n%s</div></details>\n',
                signs, scales)


_SIGN = Markup('width="56" height="24" aria-hidden="true"')
_DAY = Markup('<use class="mark stance-none mark-states" href="#mark-stance-3" x="50%" y="12"/>')
_SIGNS = (
    (NONE, _DAY, "a statement on one day, anywhere within it"),
    (NONE, Markup('<use class="mark stance-none mark-implies" href="#mark-stance-3" x="50%" y="12"/>'), "a stance that is implied, not stated"),
    (NONE, Markup('<use class="mark stance-none mark-states" href="#mark-stance-none" x="50%" y="12"/>'), "answers no question here"),
    (Markup('<use class="mark-with" href="#mark-several" x="50%" y="12"/>'), _DAY, "answers several questions: drawn as its answer to the first"),
    (Markup('<line class="mark-line" x1="4" x2="52" y1="12" y2="12"/>'), _DAY, "some time between two days"),
    (Markup('<use class="mark-with" href="#mark-before" x="50%" y="12"/>'), _DAY, "on that day or before; an arrow the other way: or after"),
    (Markup('<use class="mark-with" href="#mark-loose" x="50%" y="12"/>'), _DAY, "about that day, or perhaps"),
    (Markup('<use class="mark-with" href="#mark-gone" x="50%" y="12"/>'), _DAY, "retracted"),
)


# --- many pages -------------------------------------------------------------------------------------------------------


def overview(one: Overview, up: str) -> Markup:
    """A timeline of many pages: a bar for each month, which leads to its page, and the busiest below."""
    bars = joined([html('<a href="%s%s" tabindex="-1" aria-label="%s" data-mark><rect x="%s" y="0" width="%s" height="%s" fill="none" pointer-events="all"/>'
                        '<rect class="bar" x="%s" y="%s" width="%s" height="%s"/>%s</a>', up, bar.path, bar.label, _at(bar.x - CELL / 2), CELL, HEIGHT + 14,
                        _at(bar.x - 8), HEIGHT - bar.height, 16, bar.height,
                        html('<path class="bar-event" d="M%s %sl4 7h-8z"/>', _at(bar.x), HEIGHT + 4) if bar.has_events else NONE) for bar in one.bars])
    rows = joined([html('<li class="lane"><p class="lane-name">%s <span class="lane-count">%s</span></p><svg height="%s" aria-hidden="true">%s</svg></li>\n',
                        name(row.name, up), _counted(row.counted), CELL,
                        joined([html('<circle class="dot" cx="%s" cy="12" r="%s"/>', _at(x), _at(r)) for x, r in row.dots])) for row in one.rows])
    lines = joined([html('<line class="lane-tick" x1="%s" x2="%s" y1="0" y2="100%%"/>', _at(tick.x), _at(tick.x)) for tick in one.ticks])
    names = joined([html('<text x="%s" dx="4" y="14">%s</text>', _at(tick.x), tick.label) for tick in one.ticks])
    return html('<figure class="lanes lanes-overview" data-lanes aria-labelledby="drawing">\n<figcaption><p class="note"><span id="drawing">%s</span> A triangle stands for '
                'events. The months below say the same in words.</p></figcaption>\n<div class="lanes-box"><div class="lanes-in">\n'
                '<svg class="lanes-back" aria-hidden="true">%s</svg>\n<div class="lane lane-axis"><svg width="%s" height="20">%s</svg></div>\n'
                '<div class="lane"><p class="lane-name">All</p><svg height="%s">%s</svg></div>\n%s</div></div>\n</figure>\n',
                one.summary, lines, one.width, names, HEIGHT + 14, bars, html('<ol class="lane-list">\n%s</ol>\n', rows) if one.rows else NONE)
