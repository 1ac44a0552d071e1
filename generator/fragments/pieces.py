"""Small pieces of HTML that stand on nearly every page, as plain functions: names, dates, words, our own prose.

Why these are no templates: nine tenths of all pages are made of them, and Jinja2 takes several times as long for the same
HTML (decision 21). Nothing here may print a value unescaped, and `html` is the one way to make a piece: it escapes every value
that is not such a piece itself. `up` is the way from the page to the site's root.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from ..views.names import Name
from ..views.ours import Citation, Runs
from ..views.phrases import Term
from ..views.quotation import Line, Piece, Quoted
from ..views.stances import Chip
from ..views.timeline import Entry
from ..views.when import When

_as_html = str.__new__  # Markup(...) does the same in three times the time
NONE = Markup("")
UP = Markup("<up>")  # stands for the way up in a piece that is kept: no value can bring it, since every `<` of a value is escaped
GAP = Markup(' <span class="gap" title="Words of the speech are left out here">[…]</span> ')
PAUSE = Markup(' <span class="gap pause" title="Only the reporter’s words stand between the two">·</span> ')


@lru_cache(maxsize=1 << 13)
def escaped(value: str) -> str:
    """The value as text of a page or of an attribute in double quotes. Most values of a page stood on the page before."""
    return str(escape(str(value)))  # plain: a `Markup` looks at each value again that it is joined or formatted with


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
    return stance_chip(one.css, one.form, one.label)


@lru_cache(maxsize=1 << 10)
def stance_chip(css: str, form: str, label: str) -> Markup:
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


_IN_OURS = Markup('<span class="whose">In our words:</span> ')


def cite(one: Citation, up: str) -> Markup:
    """A citation: its number, and a card that tells who, when and what."""
    known = html(', %s <span class="tag">%s</span>', when(one.when), one.rung.label) if one.rung else NONE
    lines = joined([html('<span class="cite-words cite-%s">%s%s</span>', line.kind, _IN_OURS if line.kind == "ours" else NONE,
                         joined([_cited(piece) for piece in line.pieces])) for line in one.lines])
    claim = html('<span class="cite-words cite-ours">%s%s</span>', _IN_OURS, one.claim) if one.claim else NONE
    return html('<span class="cite"><a class="cite-link" href="%s%s" aria-label="Source %s: %s, %s">%s</a><span class="cite-card" role="note">'
                '<span class="cite-head"><strong>%s</strong>%s</span>%s%s<span class="cite-source">%s</span></span></span>',
                up, one.path, one.number, one.who, one.when.words, one.number, one.who, known, lines, claim, one.source)


def _cited(one: Piece) -> Markup:
    return {"gap": Markup(" […] "), "pause": Markup(" · ")}[one.kind] if one.kind in ("gap", "pause") else _worded(one)
