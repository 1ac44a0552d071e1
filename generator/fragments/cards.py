"""Cards of statements and facts, the same on every page, and what became of a record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from .pieces import NONE, UP, html, joined, name, names, prose, quoted, rung, stance_chip, when, words
from ..views.cards import Accusation, Card, FactCard, Reading, Reply
from ..views.notices import Change


def changes(all: Sequence[Change], up: str) -> Markup:
    """What became of a record."""
    return joined([html('<p class="change change-%s"><strong>%s</strong>%s%s. %s%s</p>\n', one.kind, one.label,
                        html(", %s", when(one.when)) if one.when else NONE, html(", by %s", one.by) if one.by else NONE, prose(one.reason, up),
                        html(" See %s.", name(one.link, up)) if one.link else NONE) for one in all]) if all else NONE


def readings(all: Sequence[Reading], up: str) -> Markup:
    """How we read a statement, labelled so."""
    if not all:
        return NONE
    inside = [value for one in all for value in (_answer(one.question.path or "", one.question.label, one.chip.css, one.chip.form, one.chip.label, up),
                                                 _condition(one))]
    return html(f'<div class="readings"><span class="ours-label">Our reading</span><ul class="readings-list">{"<li>%s%s</li>" * len(all)}</ul></div>\n',
                *inside)


@lru_cache(maxsize=1 << 10)
def _answer(path: str, question: str, css: str, form: str, stance: str, up: str) -> Markup:
    return html('<a class="reading-question" href="%s%s">%s</a> %s', up if up != UP else UP, path, question, stance_chip(css, form, stance))


def _condition(one: Reading) -> Markup:
    if one.condition:
        return html(' <span class="condition">on a condition, in the speaker’s words: %s</span>', quoted(one.condition))
    return Markup(' <span class="condition">on a condition, which our sentence tells</span>') if one.is_conditional else NONE


def card(one: Card, up: str) -> Markup:
    """A statement, the same on every page: who, when and how known; the words; our reading; the source."""
    if one.is_erased:
        return html('<article class="card card-gone" aria-label="An erased statement">\n%s'
                    '<p class="card-foot"><a class="card-link" href="%s%s">The page that stays in its place</a></p></article>\n',
                    changes(one.changes, up), up, one.path)
    offices = _offices("; ".join([held.words for held in one.offices])) if one.offices else NONE
    return html('<article class="card card-%s%s" aria-label="%s, %s">\n%s<div class="card-head"><p><span class="card-speaker">%s</span>%s</p>%s</div>\n'
                '<p class="card-meta"><a class="card-link" href="%s%s">%s</a>%s</p>\n%s%s%s%s%s'
                '<p class="card-foot"><span>Source: %s%s</span></p></article>\n',
                one.rung.key, NONE if one.is_live else " card-gone", one.speaker.label, one.when.words, changes(one.changes, up), name(one.speaker, up),
                offices, NONE if one.is_withdrawn else rung(one.rung), up, one.path, when(one.when), NONE if one.is_withdrawn else _meta(one, up),
                _before_words(one, up), words(one.lines), readings(one.readings, up), _accusation(one.accusation, up) if one.accusation else NONE,
                _replies(one.replies, up) if one.replies else NONE, name(one.source, up),
                _COPY if one.original_missing else NONE)


_COPY = Markup(", republished; the original is not archived here")


@lru_cache(maxsize=1 << 12)
def _offices(words: str) -> Markup:
    return html(' <span class="card-office">%s</span>', words)


@lru_cache(maxsize=1 << 7)
def _speech(key: str, label: str, meaning: str) -> Markup:
    return html('<span class="speech speech-%s" title="%s">%s</span>', key, meaning, label)


def _meta(one: Card, up: str) -> Markup:
    found = [_speech(kind.key, kind.label, kind.meaning) for kind in one.speech]
    if one.speaks_for:
        found.append(html("<span>for %s</span>", names(one.speaks_for, up)))
    found += [html("<span>%s %s</span>", label, name(value, up)) for label, value in one.context]
    return joined(found)


def _before_words(one: Card, up: str) -> Markup:
    """What has to be known before the words are read: what they answer, and who tells them."""
    if not (one.prompt or one.told_by or one.answers_to):
        return NONE
    found = [html('<p class="card-note">%s %s</p>\n', label, names(all, up)) for label, all in one.answers_to]
    if one.prompt:
        by = html(" by %s", name(one.prompt_by, up)) if one.prompt_by else NONE
        found.append(html('<p class="prompt"><span class="whose">Asked%s:</span> <span class="archived" lang="%s" dir="%s">%s</span></p>\n',
                          by, one.lang, one.dir, one.prompt))
    if one.told_by:
        found.append(html('<p class="told-by">As told by %s, who says that %s said:</p>\n', name(one.told_by, up), one.speaker.label))
    return joined(found)


def _accusation(one: Accusation, up: str) -> Markup:
    silence = NONE if one.is_answered else html(" No reply is on record.%s", html(" %s", prose(one.no_reply, up)) if one.no_reply else NONE)
    return html('<p class="card-note"><strong>An accusation</strong> against %s: %s%s</p>\n', name(one.against, up), prose(one.of, up), silence)


def _replies(all: Sequence[Reply], up: str) -> Markup:
    return html('<div class="replies">\n%s</div>\n', joined([
        html('<p class="reply-by">%s %s%s%s</p>\n%s', one.what, name(one.name, up), NONE if one.is_live else Markup(" (taken back since)"),
             ":" if one.lines else "", words(one.lines)) for one in all]))


def fact_card(one: FactCard, up: str, with_id: bool) -> Markup:
    """A fact: our claim; its words stay in the archive."""
    about = html("<span>about %s</span>", names(one.about, up)) if one.about else NONE
    claim = html('<p class="words words-ours">%s</p>\n', prose(one.claim, up)) if one.claim else NONE
    return html('<article class="card card-fact"%s aria-label="Fact, %s">\n%s<div class="card-head"><p><span class="card-speaker">%s</span> '
                '<span class="card-office">the source’s own voice, told in our words</span></p>%s</div>\n<p class="card-meta"><span>%s</span>%s</p>\n'
                '%s%s<div class="card-foot"><span>Source: %s%s</span>%s</div></article>\n',
                html(' id="%s"', one.anchor) if with_id else NONE, one.when.words, changes(one.changes, up), name(one.voice, up), rung(one.rung),
                when(one.when), about, claim, readings(one.readings, up), name(one.source, up), _COPY if one.original_missing else NONE, _evidence(one, up))


def _evidence(one: FactCard, up: str) -> Markup:
    if not one.places:
        return NONE
    places = joined([html("characters %s to %s (bytes %s to %s)", p.start, p.end, p.byte_start, p.byte_end) for p in one.places], ", ")
    return html('<details class="fold evidence"><summary>Evidence: proven, not printed</summary><p class="note">The words that prove it are the '
                'publisher’s own and are not printed here. They were found in the <a href="%s%s">archived text</a>, whose hash its page gives, at %s, '
                'counted from 0, the end not included.</p></details>', up, one.source.path, places)
