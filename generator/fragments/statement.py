"""A statement's own page as HTML: nine tenths of all pages are of this kind, so it is made by plain functions (decision 21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from .pieces import NONE, changes, chip, html, joined, name, names, prose, quoted, row, rows, when, words
from ..views.cards import Card
from ..views.statement import Accusation, Checked, Step, StatementView

COPY_ALONE = Markup('<p class="note">This is a republished text; its original is not archived here, so the words are proven against the copy alone.</p>')


def statement_page(view: StatementView, up: str, card: Callable[[Card, str], Markup], history: Callable[[tuple[Step, ...], str], Markup]) -> Markup:
    """The inside of the page. `card` and `history` are those of the build, which makes each once."""
    place = NONE if view.card.is_erased or view.card.is_withdrawn else html(' · <a href="%s%s">its place on the timeline</a>', up, escape(view.timeline))
    top = html('<p class="kicker"><a href="%sstatements/">Statements</a>%s</p>\n<h1>%s</h1>\n', up, place, escape(view.heading))
    if view.card.is_erased:
        return joined((top, changes(view.card.changes, up), Markup(
            '<p class="note">What stood here is gone, words, speaker and all. The page stays so that links to it do not lead nowhere.</p>')))
    return joined((
        top, card(view.card, up), _beneath(view), NONE if view.card.is_withdrawn else _known(view, up), _readings(view, up) if view.readings else NONE,
        _accusation(view.accusation, up) if view.accusation else NONE, _relations(view, up) if view.relations else NONE,
        _elsewhere(view, up) if view.elsewhere else NONE,
        html('<section aria-labelledby="history"><h2 id="history">The source and its history</h2>\n%s%s</section>\n', history(view.history, up),
             COPY_ALONE if view.card.original_missing else NONE),
        _check(view) if view.parts else NONE))


def _beneath(view: StatementView) -> Markup:
    """What belongs right below the words: notes, translations, the way to the source."""
    found = []
    if view.card.is_withdrawn:
        found.append(Markup('<p class="note">The words are no longer shown. The page stays so that links to it do not lead nowhere.</p>\n'))
    if view.is_interrupted:
        found.append(Markup('<p class="note">A dot between two quotations stands for the reporter’s words alone; […] for words of the speech '
                            'that are left out.</p>\n'))
    for own in view.translations:
        found.append(html('<p class="words words-ours"><span class="whose">In %s, translated by %s; these are not the proven words:</span> '
                          '<span lang="%s" dir="%s">%s</span></p>\n', own.language, own.by, own.lang, own.dir, own.words))
    if view.to_words:
        found.append(html('<p><a class="button" href="%s" rel="noopener noreferrer">%s</a> <span class="note">opens %s</span></p>\n',
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
    found += [row(label, value) for label, value in view.setting]
    if view.about:
        found.append(row("About", names(view.about, up)))
    if view.spoken_in:
        found.append(row("Spoken in", f"{view.spoken_in}; the publisher translated"))
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
    return html("<div><dt>%s</dt><dd>%s%s</dd></div>\n", "Office held that day" if is_first else "", words, unsure)


def _date(view: StatementView, up: str) -> Markup:
    found = [when(view.card.when)]
    if view.date_phrase:
        found.append(html('. The source says: <span class="archived" lang="%s">%s</span>', view.date_lang, view.date_phrase))
    if view.date_basis:
        found.append(html('. <span class="basis">%s</span>', prose(view.date_basis, up)))
    if view.date_is_bound:
        found.append(Markup('. <span class="note">The source gives no date for it: it was said no later than the text was published.</span>'))
    return found[0] if len(found) == 1 else joined(found)


def _readings(view: StatementView, up: str) -> Markup:
    found: list[Markup] = []
    for one in view.readings:
        because = html(" It rests on the words %s.", quoted(one.because)) if one.because else NONE
        condition = (html(" Condition, in the speaker’s words: %s.", quoted(one.condition)) if one.condition else
                     Markup(" It comes with a condition.") if one.is_conditional else NONE)
        found.append(html("<div><dt>%s</dt><dd>%s%s%s</dd></div>\n", name(one.question, up), chip(one.chip), because, condition))
    return html('<section aria-labelledby="reading"><h2 id="reading">Our reading</h2>\n<p class="note">A stance is our reading of the words, apart '
                'from the words themselves.</p>\n<dl class="facts">\n%s</dl></section>\n', joined(found))


def _accusation(one: Accusation, up: str) -> Markup:
    if one.reply:
        reply = html("The reply on record: %s", name(one.reply, up))
    else:
        reply = html("No reply is on record.%s", html(" %s", prose(one.no_reply, up)) if one.no_reply else NONE)
    return html('<section aria-labelledby="accusation"><h2 id="accusation">An accusation</h2><p>Against %s: %s</p>\n<p>%s</p></section>\n',
                name(one.against, up), prose(one.of, up), reply)


def _relations(view: StatementView, up: str) -> Markup:
    return html('<section aria-labelledby="around"><h2 id="around">What belongs to it</h2>\n<dl class="facts">%s</dl></section>\n',
                rows([(label, names(all, up)) for label, all in view.relations]))


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
