"""The map of a question as inline SVG, drawn at build time: colour, pattern and sign tell a stance, and each country is a link."""

from __future__ import annotations

from markupsafe import Markup

from .pieces import NONE, chip, html, joined, names
from ..views.atlas import Key, MapView, Pattern, Place, Sheet, step
from ..views.phrases import held

# Signs as the style sheet draws them in a chip, by their place on the ramp: paths in a square from -50 to 50.
SIGNS = {
    1: "M-50 0a50 50 0 1 0 100 0a50 50 0 1 0-100 0z", 2: "M0-50L50 50H-50z", 3: "M-46-46H46V46H-46z", 4: "M0-56L56 0L0 56L-56 0z",
    5: "M-50-50H50L0 50z", 6: "M-30-50L0-20L30-50L50-30L20 0L50 30L30 50L0 20L-30 50L-50 30L-20 0L-50-30z",
}  # fmt: skip
STRIPES = (
    ("implied", "Striped with paper: only implied; nobody states it, and it is no position."),
    ("divided", "Striped in two colours: divided."),
)
SIGN, DOT, TARGET, STRIPE, LETTERS = 11, 9, 13, 9, 12  # pixels: width of a sign, radius of a dot, of what can be hit around it, width of two stripes, height of letters


def atlas(view: MapView, up: str) -> Markup:
    """The figure: the large sheet, under it what it tells, beside it the key and the small sheet; below, what lies on no map and whose outlines these are."""
    missing = html('<p class="note">Not on the map: %s.</p>', names(view.missing, up)) if view.missing else NONE
    far = html('<p class="atlas-far-label">Elsewhere</p>%s', _sheet(view.far, view, up)) if view.far else NONE
    return html('<figure class="atlas" aria-label="%s" data-atlas>\n<div class="atlas-sheets">\n%s<p class="atlas-told" data-told aria-live="polite"></p><div class="atlas-side">\n<ul class="atlas-keys">\n%s</ul>\n%s%s</div></div>\n'
                '<figcaption>%s<p class="atlas-credit">%s</p></figcaption></figure>\n',
                view.title, _sheet(view.near, view, up), joined([_key(one) for one in view.keys]), _stripes(view), far, missing, view.credit)


def _key(one: Key) -> Markup:
    return html('<li class="%s">%s <span class="board-count">%s</span></li>\n', "is-taken" if one.count or one.implied else "is-empty", chip(one.chip), held(one.count, one.implied))


def _stripes(view: MapView) -> Markup:
    """What stripes mean, where there are any: an inference must not look like a promise."""
    kinds = {place.kind for sheet in (view.near, view.far) if sheet for place in sheet.places}
    told = [words for kind, words in STRIPES if kind in kinds]
    return html('<p class="atlas-stripes">%s</p>\n', " ".join(told)) if told else NONE


def _sheet(one: Sheet, view: MapView, up: str) -> Markup:
    window, scale = one.window, one.scale
    signs = joined([html('<path class="atlas-mark-%s" id="%s-%s" d="%s" transform="scale(%s)"/>', one.prefix, one.prefix, number, SIGNS[number], f"{SIGN * scale / 100:.3g}") for number in one.signs])
    frame = html('<rect class="atlas-frame" x="%s" y="%s" width="%s" height="%s"/>', one.frame.west, one.frame.north, one.frame.width,
                 one.frame.height) if one.frame else NONE
    label = "The rest of the world" if one.frame else view.title
    return html('<svg class="atlas-%s" viewBox="%s %s %s %s" role="group" aria-label="Map: %s. The same stands below it in words.">\n<defs>%s%s%s</defs>\n'
                '<path class="atlas-land" d="%s"/>\n%s%s%s</svg>\n', one.prefix, window.west, window.north, window.width, window.height, label, signs,
                _silence(one), joined([_pattern(pattern, scale) for pattern in one.patterns]), one.land, frame,
                joined([_place(place, one, up) for place in one.places]), _labels(one))


def _silence(one: Sheet) -> Markup:
    """Dots: a country of the dossier with nothing on record."""
    size = round(5 * one.scale) + 1
    return html('<pattern id="%s-none" patternUnits="userSpaceOnUse" width="%s" height="%s"><rect class="atlas-ground" width="%s" height="%s"/>'
                '<circle class="atlas-speck" cx="%s" cy="%s" r="%s"/></pattern>', one.prefix, size, size, size, size, size // 2, size // 2, max(1, size // 6))


def _pattern(one: Pattern, scale: float) -> Markup:
    """Stripes: of the paper and one stance, or of several stances."""
    grounds = [chip.css for chip in one.chips if chip.form != "implies"]
    stripes = [*grounds, *(name for chip in one.chips if chip.form == "implies" for name in (chip.css, "atlas-ground"))]
    width = round(STRIPE * scale / 2) + 1
    return html('<pattern id="%s" patternUnits="userSpaceOnUse" width="%s" height="%s" patternTransform="rotate(45)">%s</pattern>', one.id,
                width * len(stripes), width, joined([html('<rect class="atlas-stripe %s" x="%s" width="%s" height="%s"/>', css, number * width, width, width)
                                                     for number, css in enumerate(stripes)]))


def _place(one: Place, sheet: Sheet, up: str) -> Markup:
    """A country: a link that tells its stance. A small one gets a dot that can be hit."""
    scale, (x, y) = sheet.scale, one.at
    look = _look(one, sheet.prefix)
    dot = html('<circle class="atlas-target" cx="%s" cy="%s" r="%s"/><circle %s cx="%s" cy="%s" r="%s"/>', x, y, round(TARGET * scale), look, x, y,
               round(DOT * scale)) if one.is_small else NONE
    shift = round(SIGN * scale * 0.7)
    starts = [x + shift * (2 * number - len(one.chips) + 1) for number in range(len(one.chips))]
    signs = joined([html('<use class="atlas-sign %s atlas-%s" href="#%s-%s" x="%s" y="%s"/>', chip.css, one.kind, sheet.prefix, step(chip), start, y)
                    for start, chip in zip(starts, one.chips, strict=True)])
    return html('<a class="atlas-place" href="%s%s"><title>%s</title><path %s d="%s"/>%s%s</a>\n', up, one.name.path or "", one.told, look, one.d, dot, signs)


def _labels(one: Sheet) -> Markup:
    """Names over everything else. The links have them already, so these are not read out."""
    found = [html('<text x="%s" y="%s">%s</text>', place.label_at[0], place.label_at[1], place.name.label) for place in one.places if place.label_at]
    return html('<g class="atlas-labels" aria-hidden="true" font-size="%s">%s</g>\n', round(LETTERS * one.scale), joined(found)) if found else NONE


def _look(one: Place, prefix: str) -> Markup:
    if one.fill.startswith("stance-"):
        return html('class="atlas-shape %s"', one.fill)
    pattern = f"{prefix}-none" if one.fill == "map-none" else one.fill
    return html('class="atlas-shape" fill="url(#%s)"', pattern)
