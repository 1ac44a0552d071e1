"""A statement's own page as HTML: nine tenths of all pages are of this kind, so it is made by plain functions (decision 21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from .cards import changes
from .pieces import NONE, chip, html, joined, name, names, prose, quoted, row, when, words
from .provenance import stops
from ..views.cards import Card
from ..views.cite import Reference
from ..views.provenance import Stop
from ..views.quotation import Quoted
from ..views.statement import Checked, StatementView

COPY_ALONE = Markup('<p class="note">This is a republished text; its original is not archived here, so the words are proven against the copy alone.</p>')


def statement_page(view: StatementView, up: str, card: Callable[[Card, str], Markup], stops: Callable[[tuple[Stop, ...], str], Markup]) -> Markup:
    """The inside of the page. `card` and `stops` are those of the build, which makes what many pages share once."""
    place = NONE if view.card.is_erased or view.card.is_withdrawn else html(' · <a href="%s%s">its place on the timeline</a>', up, escape(view.timeline))
    top = html('<p class="kicker"><a href="%sstatements/">Statements</a>%s</p>\n<h1>%s</h1>\n', up, place, escape(view.heading))
    if view.card.is_erased:
        return joined((top, changes(view.card.changes, up), Markup(
            '<p class="note">What stood here is gone, words, speaker and all. The page stays so that links to it do not lead nowhere.</p>')))
    if view.card.is_withdrawn:
        return joined((top, card(view.card, up), _beneath(view)))
    return joined((
        top, card(view.card, up), _beneath(view), _way(view, up, stops), _known(view, up), _readings(view, up) if view.readings else NONE,
        _tells(view, up) if view.tells else NONE, _elsewhere(view, up) if view.elsewhere else NONE, _check(view) if view.parts else NONE,
        _reference(view.reference) if view.reference else NONE))


def _way(view: StatementView, up: str, shared: Callable[[tuple[Stop, ...], str], Markup]) -> Markup:
    """The way of the words, drawn by the style sheet: a list in order, whose text says the same."""
    return html('<section aria-labelledby="way"><h2 id="way">How the words came here</h2>\n<ol class="way">\n%s%s</ol>\n%s</section>\n',
                stops(view.way, up), shared(view.way_of_source, up), COPY_ALONE if view.card.original_missing else NONE)


def _reference(one: Reference) -> Markup:
    return html('<section class="reference" aria-labelledby="reference"><h2 id="reference">Cite and share</h2>\n<dl class="facts">\n'
                '<div><dt>Permanent link</dt><dd class="reference-text" data-copy>%s</dd></div>\n'
                '<div><dt>Citation</dt><dd class="reference-text" data-copy>%s</dd></div>\n</dl>\n<details class="fold"><summary>BibTeX and CSL-JSON</summary>'
                '<pre class="reference-code" data-copy="bib">%s</pre><pre class="reference-code" data-copy="json">%s</pre></details></section>\n',
                one.address, escape(one.text), escape(one.bibtex), escape(one.csl).replace(_CODED_MARK, _MARK))


_CODED_MARK, _MARK = Markup("&#34;"), Markup('"')  # between tags a quotation mark is no syntax, and JSON has many


_DOT, _LEFT_OUT = "The dot between two quotations stands for the reporter’s words alone", "for words of the speech that are left out"
_BRACKETS = "Other square brackets within the words stand so in the source"


def _signs(dot: bool, left_out: bool, brackets: bool) -> Markup:
    """Only what the words above have is explained."""
    told = [_DOT] if dot else []
    if left_out:
        told.append(f"The sign […] stands {_LEFT_OUT}")
    if brackets:
        told.append(_BRACKETS if left_out else _BRACKETS.replace("Other square", "Square"))
    return html('<p class="note">%s.</p>\n', ". ".join(told))


def _beneath(view: StatementView) -> Markup:
    """What belongs right below the words: notes, translations, the way to the source."""
    found = []
    if view.card.is_withdrawn:
        found.append(Markup('<p class="note">The words are no longer shown. The page stays so that links to it do not lead nowhere.</p>\n'))
    if any(view.signs):
        found.append(_signs(*view.signs))
    for own in view.translations:
        found.append(html('<p class="words words-ours"><span class="whose">In %s, translated by %s; these are not the proven words:</span> '
                          '<span lang="%s" dir="%s">%s</span></p>\n', own.language, own.by, own.lang, own.dir, own.words))
    if view.to_words:
        found.append(html('<p class="to-words"><a class="button" href="%s" rel="noopener noreferrer" data-copy="link">%s</a> <span class="note">opens %s</span></p>\n',
                          escape(view.to_words.href), view.to_words.label, view.to_words.host))
    return found[0] if len(found) == 1 else joined(found)


def _known(view: StatementView, up: str) -> Markup:
    one = view.card
    found = [_attribution(one.rung.label, view.rung_reason)]
    found += [_office(held.words, held.certain, number == 0) for number, held in enumerate(one.offices)]
    found.append(row("When", _date(view, up)))
    speaks_for = names(one.speaks_for, up) if one.speaks_for else _FOR_NOBODY
    found.append(row("Speaks for", html("%s. %s", speaks_for, prose(view.speaks_for_reason, up)) if view.speaks_for_reason else speaks_for))
    found += [row(label, name(value, up)) for label, value in one.context]
    if view.about:
        found.append(row("About", names(view.about, up)))
    if view.reviewed:
        found.append(row("Reviewed", f"The cut was reviewed by {view.reviewed[0]}: {view.reviewed[1]}"))
    return html('<section aria-labelledby="known"><h2 id="known">How this is known</h2>\n<dl class="facts">\n%s</dl></section>\n', joined(found))


_FOR_NOBODY = Markup("no government and no organisation")


@lru_cache(maxsize=1 << 10)
def _attribution(label: str, reason: str) -> Markup:
    return row("Attribution", html("<strong>%s.</strong> %s", label, reason))


@lru_cache(maxsize=1 << 12)
def _office(words: str, is_certain: bool, is_first: bool) -> Markup:
    unsure = NONE if is_certain else Markup(' <span class="note">our record of its dates does not settle that it was held on that day</span>')
    return html("<div><dt>%s</dt><dd>%s%s</dd></div>\n", "Role at the time" if is_first else "", words, unsure)


def _date(view: StatementView, up: str) -> Markup:
    found = [when(view.card.when)]
    if view.date_phrase:
        found.append(html('. The source says: <span class="archived" lang="%s" dir="%s">%s</span>', view.card.lang, view.card.dir, view.date_phrase))
    if view.date_basis:
        found.append(html('. <span class="basis">%s</span>', prose(view.date_basis, up)))
    if view.date_is_bound:
        found.append(Markup('. <span class="note">The source gives no date for it: it was said no later than the text was published.</span>'))
    return found[0] if len(found) == 1 else joined(found)


def _readings(view: StatementView, up: str) -> Markup:
    found: list[Markup] = []
    for one in view.readings:
        because = html(" It rests on the words %s%s", quoted(one.because), _stop_after(one.because)) if one.because else NONE
        condition = (html(" Condition, in the speaker’s words: %s%s", quoted(one.condition), _stop_after(one.condition)) if one.condition else
                     Markup(" It comes with a condition, which our sentence above tells.") if one.is_conditional else NONE)
        found.append(html("<div><dt>%s</dt><dd>%s%s%s</dd></div>\n", name(one.question, up), chip(one.chip), because, condition))
    return html('<section aria-labelledby="reading"><h2 id="reading">Our reading</h2>\n<p class="note">A stance is our reading of the words, apart '
                'from the words themselves.</p>\n<dl class="facts">\n%s</dl></section>\n', joined(found))


def _stop_after(one: Quoted) -> str:
    """The full stop of our sentence after words that it ends with, unless they bring one."""
    return "" if one.text.endswith((".", "!", "?", "…")) else "."


def _tells(view: StatementView, up: str) -> Markup:
    return html('<section aria-labelledby="tells"><h2 id="tells">Whose words it tells</h2>\n<p>%s</p></section>\n', names(view.tells, up, "; "))


def _elsewhere(view: StatementView, up: str) -> Markup:
    return html('<section aria-labelledby="elsewhere"><h2 id="elsewhere">In other sources</h2>\n%s</section>\n', joined([
        html('<div class="wording"><p><strong>%s</strong></p>%s<details class="fold"><summary>Its place there</summary>%s</details></div>',
             name(one.source, up), words(one.lines), _checks(one.parts)) for one in view.elsewhere]))


def _check(view: StatementView) -> Markup:
    return html('<section aria-labelledby="check"><h2 id="check">For those who check</h2>\n<details class="fold"><summary>Span, hash and accepted '
                'differences</summary>\n%s<p>SHA-256 of the archived text:</p><p class="hash">%s</p>\n</details></section>\n', _checks(view.parts), view.sha256)


def _checks(parts: Sequence[Checked]) -> Markup:
    return html('<ol class="checks">\n%s</ol>\n', _checked(parts[0]) if len(parts) == 1 else joined([_checked(one) for one in parts]))


def _checked(one: Checked) -> Markup:
    said = quoted(one.quoted) if one.quoted else Markup("Told by the source in its own words, which are not printed here.")
    return html('<li><p>%s%s</p>\n<dl class="facts">\n%s<div><dt>Place in the archived text</dt><dd>characters %s to %s, bytes %s to %s, end not included'
                "</dd></div>\n%s</dl></li>\n", _MARKED if one.quoted else NONE, said, _kind(one.speech.label, one.speech.meaning) if one.speech else NONE,
                one.start, one.end, one.byte_start, one.byte_end, _differences(one.differences))


_MARKED = Markup("The source marks these words as the speaker’s: ")


@lru_cache(maxsize=1 << 7)
def _kind(label: str, meaning: str) -> Markup:
    return row("Kind", f"{label}. {meaning}")


@lru_cache(maxsize=1 << 10)
def _differences(names: tuple[str, ...]) -> Markup:
    return row("Accepted differences", ", ".join(names) or "none: the recorded words are the archived ones")
