"""Small pieces of HTML that stand on nearly every page, as plain functions: names, dates, words, cards, prose, a statement's page.

Why these are no templates: nine tenths of all pages are made of them, and Jinja2 takes several times as long for the same
HTML (decision 21). Nothing here may print a value unescaped, and `html` is the one way to make a piece: it escapes every value
that is not such a piece itself. `up` is the way from the page to the site's root.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from ..views.cards import Accusation, Card, FactCard, Reading, Reply
from ..views.names import Name
from ..views.notices import Change
from ..views.ours import Citation, Runs
from ..views.phrases import Term
from ..views.quotation import Line, Piece, Quoted
from ..views.stances import Chip
from ..views.provenance import Step, Stop
from ..views.timeline import Entry
from ..views.when import When

_as_html = str.__new__  # Markup(...) does the same in three times the time
NONE = Markup("")
UP = Markup("<up>")  # stands for the way up in a piece that is kept: no value can bring it, since every `<` of a value is escaped
GAP = Markup(' <span class="gap" title="Words of the speech are left out here">[…]</span> ')
PAUSE = Markup(' <span class="gap pause" title="Only the reporter’s words stand between the two">·</span> ')


@lru_cache(maxsize=1 << 13, typed=True)
def escaped(value: str | int) -> str:
    """The value as text of a page or of an attribute in double quotes. Most values of a page stood on the page before."""
    return escape(str(value))


def html(form: str, *values: str | int) -> Markup:
    """`form` with its `%s` replaced by the values: pieces of HTML as they stand, all else escaped."""
    return _as_html(Markup, form % tuple([value if type(value) is Markup or type(value) is int else escaped(value) for value in values]))


def joined(pieces: Iterable[str], between: str = "") -> Markup:
    """The pieces one after the other. What is no piece of HTML is escaped."""
    return _as_html(Markup, escaped(between).join([piece if type(piece) is Markup else escaped(piece) for piece in pieces]))


def row(label: str, value: str) -> Markup:
    """A row of a list of facts."""
    return html("<div><dt>%s</dt><dd>%s</dd></div>\n", label, value)


def rows(pairs: Sequence[tuple[str, str]]) -> Markup:
    """Labels with their values, as rows of a list of facts."""
    return html("<div><dt>%s</dt><dd>%s</dd></div>\n" * len(pairs), *[one for pair in pairs for one in pair])


# --- names, dates, terms ----------------------------------------------------------------------------------------------


def name(one: Name, up: str) -> Markup:
    """A name, and a link where it has a page."""
    return _name(one.label, one.path, up)


@lru_cache(maxsize=1 << 13)
def _name(label: str, path: str | None, up: str) -> Markup:
    return html("%s", label) if path is None else html('<a href="%s%s">%s</a>', up if up != UP else UP, path, label)


def names(all: Sequence[Name], up: str, between: str = ", ") -> Markup:
    """Names with commas between."""
    return name(all[0], up) if len(all) == 1 else joined([name(one, up) for one in all], between)


def when(one: When) -> Markup:
    """A date; for machines too where it states no more than is known."""
    return _when(one.machine, one.words)


@lru_cache(maxsize=1 << 12)
def _when(machine: str | None, words: str) -> Markup:
    return html('<time datetime="%s">%s</time>', machine, words) if machine else html('<span class="when-loose">%s</span>', words)


def rung(term: Term) -> Markup:
    """How a statement is known; opens to what that means."""
    return _rung(term.key, term.label, term.meaning)


@lru_cache(maxsize=1 << 7)
def _rung(key: str, label: str, meaning: str) -> Markup:
    return html('<details class="rung rung-%s"><summary>%s</summary><span class="rung-meaning">%s</span></details>', key, label, meaning)


def chip(one: Chip) -> Markup:
    """A stance: label, colour and shape together."""
    return _chip(one.css, one.form, one.label)


@lru_cache(maxsize=1 << 10)
def _chip(css: str, form: str, label: str) -> Markup:
    return html('<span class="chip %s chip-%s"><span class="chip-shape" aria-hidden="true"></span><span>%s%s</span></span>', css, form, label,
                Markup(' <em class="chip-form">implied</em>') if form == "implies" else NONE)


def filter_values(one: Entry) -> Markup:
    """What the filters of a timeline select an entry by, as attributes."""
    return html(' data-country="%s" data-person="%s" data-question="%s" data-stance="%s" data-rung="%s" data-language="%s" data-source="%s"',
                *[" ".join(values) for values in one.keys])


_PARAGRAPHS = Markup(" quote-paragraphs")

# --- archived words ---------------------------------------------------------------------------------------------------


def quoted(one: Quoted) -> Markup:
    """Archived words of a speaker. Nothing else on a page prints quotation marks, which are those of <q>."""
    return html('<q class="quote%s" data-statement="%s" data-part="%s" data-source="%s" lang="%s" dir="%s">%s</q>',
                _PARAGRAPHS if one.has_paragraphs else NONE, one.statement, one.part, one.source, one.lang, one.dir, escape(one.text))


def piece(one: Piece, of: Quoted | None = None) -> Markup:
    """A stretch of a line. `of`: words of the same source, whose language the reporter's own words share."""
    if one.kind == "gap":
        return GAP
    return PAUSE if one.kind == "pause" else _worded(one, of)


def _worded(one: Piece, of: Quoted | None = None) -> Markup:
    said = one.quoted
    if one.kind == "quote" and said:
        return quoted(said)
    if one.kind == "reported" and said:
        return html('<span class="reported" data-statement="%s" data-part="%s" data-source="%s" lang="%s" dir="%s">%s</span>',
                    said.statement, said.part, said.source, said.lang, said.dir, one.text)
    if one.kind == "reporter":
        return html('<span class="reporter" lang="%s" dir="%s">%s</span>', of.lang, of.dir, one.text) if of else html('<span class="reporter">%s</span>', one.text)
    return html("%s", one.text)


_WHOSE = {"partial": "In the source’s sentence:", "reported": "As the source tells it:", "ours": "In our words:"}


def words(lines: Iterable[Line]) -> Markup:
    """The words of a statement, each line in its own way."""
    found: list[Markup] = []
    for line in lines:
        first = next((one.quoted for one in line.pieces if one.quoted), None)
        inside = piece(line.pieces[0]) if len(line.pieces) == 1 else joined([piece(one, first) for one in line.pieces])
        if line.kind == "quote":
            found.append(html('<blockquote class="words words-quote" dir="%s"><p>%s</p></blockquote>\n', first.dir if first else "auto", inside))
        else:
            found.append(html('<p class="words words-%s"><span class="whose">%s</span> %s</p>\n', line.kind, _WHOSE[line.kind], inside))
    return found[0] if len(found) == 1 else joined(found)


# --- our own prose ----------------------------------------------------------------------------------------------------


def prose(runs: Runs, up: str) -> Markup:
    """Our own words with archived ones in their marks and citations as numbers."""
    if len(runs) == 1 and runs[0].kind == "text":
        return html("%s", runs[0].text)
    return joined([html("%s", run.text) if run.kind == "text" else quoted(run.quoted) if run.quoted else cite(run.cite, up) if run.cite else NONE
                   for run in runs])


def cite(one: Citation, up: str) -> Markup:
    """A citation: its number, and a card that tells who, when and what."""
    known = html(', %s <span class="tag">%s</span>', when(one.when), one.rung.label) if one.rung else NONE
    lines = joined([html('<span class="cite-words cite-%s">%s</span>', line.kind, joined([_cited(piece) for piece in line.pieces])) for line in one.lines])
    claim = html('<span class="cite-words cite-ours">%s</span>', one.claim) if one.claim else NONE
    return html('<span class="cite"><a class="cite-link" href="%s%s" aria-label="Source %s: %s, %s">%s</a><span class="cite-card" role="note">'
                '<span class="cite-head"><strong>%s</strong>%s</span>%s%s<span class="cite-source">%s</span></span></span>',
                up, one.path, one.number, one.who, one.when.words, one.number, one.who, known, lines, claim, one.source)


def _cited(one: Piece) -> Markup:
    return {"gap": Markup(" […] "), "pause": Markup(" · ")}[one.kind] if one.kind in ("gap", "pause") else _worded(one)


# --- cards ------------------------------------------------------------------------------------------------------------


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
    return html('<a class="reading-question" href="%s%s">%s</a> %s', up if up != UP else UP, path, question, _chip(css, form, stance))


def _condition(one: Reading) -> Markup:
    if one.condition:
        return html(' <span class="condition">on a condition, in the speaker’s words: %s</span>', quoted(one.condition))
    return Markup(' <span class="condition">on a condition</span>') if one.is_conditional else NONE


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
                ", republished; the original is not archived here" if one.original_missing else NONE)


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
                '%s%s<div class="card-foot"><span>Source: %s</span>%s</div></article>\n',
                html(' id="%s"', one.anchor) if with_id else NONE, one.when.words, changes(one.changes, up), name(one.voice, up), rung(one.rung),
                when(one.when), about, claim, readings(one.readings, up), name(one.source, up), _evidence(one, up))


def _evidence(one: FactCard, up: str) -> Markup:
    if not one.places:
        return NONE
    places = joined([html("characters %s to %s (bytes %s to %s)", p.start, p.end, p.byte_start, p.byte_end) for p in one.places], ", ")
    return html('<details class="fold evidence"><summary>Evidence: proven, not printed</summary><p class="note">The words that prove it are the '
                'publisher’s own and are not printed here. They were found in the <a href="%s%s">archived text</a>, whose hash its page gives, at %s, '
                'counted from 0, the end not included.</p></details>', up, one.source.path, places)


def stops(all: Iterable[Stop], up: str) -> Markup:
    """Stops of the way of words; what is not known says so."""
    return joined([_stop(one, up) for one in all])


def _stop(one: Stop, up: str) -> Markup:
    who = html("<strong>%s</strong>", name(one.who, up)) if one.who else _UNKNOWN
    rest = [html('<span class="way-note">%s</span>', when(one.when))] if one.when else []
    rest += [html('<span class="way-note">%s</span>', note) for note in one.notes]
    rest += [html('<span class="way-note">%s</span>', name(more, up)) for more in one.more]
    return html('<li><span class="way-what">%s</span>%s%s</li>\n', one.what, who, joined(rest) if rest else NONE)


_UNKNOWN = Markup('<em>not recorded</em>')


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
