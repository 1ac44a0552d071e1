"""Words in quotation marks in our own text that nobody proved.

Why: a reader takes quotation marks for somebody's words. In our own text they stand only around words of
the statement that is shown with it, and our sentence must not turn them: "march" out of "we will not march".

Before:
    summary: Strelsau calls the plan "a disaster" [@flavia-on-the-plan].
After:
    summary: Strelsau rejects the plan [@flavia-on-the-plan].

Mend: say it in our own words and cite; the citation shows the words. In a `paraphrase`, marks may stand
around words of its own quote. In a page of `content/`, around words of a statement that the page cites.
Names need no marks: the coalition of the willing, not "coalition of the willing". Where the source has a "not",
a condition, a "?" or a "but" with the words, take it into the marks, or say it outside of them: he will
not "march". `mkdocs.yml` and code have no quotation marks (a block of code may have straight ones), and a
page no block quotation: cite the statement alone in a paragraph, `[@id]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, StatementCase
from ..diagnostics import Diagnostic, Note, Span, diagnostic
from ..prose import Page, quoted_in
from . import placed, wording
from .case import Case, Value

HOLDS = ("prose", "name")
CODE = "quotation-in-our-words"

_MENDS = {
    "quote-drops-question": "take the question mark into the quotation, or say in our own words that it was asked",
    "quote-stops-before-but": "take what follows into the quotation, or go on with a “but” in our own words",
}

# What others call themselves and their works is written as they write it.
_OTHERS = frozenset({"name", "aliases", "sort_name", "author", "holder", "notice"})


def concerns(text: str) -> bool:
    """Only a text with quotation marks around words."""
    return quoted_in(text) != ()


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """All prose and labels of ours; a paraphrase is judged with its statement."""
    if value.path[-1] == "paraphrase" or _is_by_others(value):
        return
    for start, end in quoted_in(value.text):
        yield diagnostic(CODE, value.span, f"{placed.shown(value.text[start:end])} stands in quotation marks in our own text",
                         "say it without the marks, in our own words; cite the statement with `[@id]`")


def _is_by_others(value: Value) -> bool:
    """True for names that others gave, titles of sources, and translations, in which a quotation may hold another."""
    keys = [key for key in value.path if isinstance(key, str)]
    if "translations" in keys:
        return True
    if value.holds != "name" or value.entry.kind == "events":
        return False
    return keys[-1] in _OTHERS or (value.entry.kind == "sources" and keys in (["title"], ["derived_from", "title"]))


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every paraphrase: words that do not stand in the quote at all, and those that its sentence turns."""
    for ours in wording.in_paraphrase(statement):
        span = source.entry.span(*statement.path, "paraphrase")
        if ours.is_look_alike:
            yield _look_alike(span, ours)
        elif wording.is_proven(ours.words, statement, source):
            yield from _turned(span, ours, wording.turned(ours, statement, source, case))
        elif not wording.is_reported(ours.words, statement, source):
            yield diagnostic(CODE, span, f"the paraphrase puts {placed.shown(ours.words)} in quotation marks, and these are not words of the quote",
                             "take words of the quote, or take the quotation marks out")


def page(path: str, page: Page, case: Case) -> Iterator[Diagnostic]:
    """Every page of `content/`: quoted words have to be words of a statement that it cites, and our sentence must not turn them."""
    if not page.quoted:
        return
    cited = [case.proofs.statements[id] for id in dict.fromkeys(c[0] for c in page.citations) if id in case.proofs.statements]
    for quoted in page.quoted:
        span, ours = Span(path, quoted.line, quoted.column), wording.Ours(quoted.text, quoted.mark, quoted.before, quoted.behind)
        proven = [(statement, source) for source, statement in cited if wording.is_proven(ours.words, statement, source)]
        if ours.is_look_alike:
            yield _look_alike(span, ours)
        elif not proven:
            yield diagnostic(CODE, span, f"{placed.shown(ours.words)} stands in quotation marks, and no statement that this page cites has these words",
                             "cite the statement with `[@id]`, or say it without the marks, in our own words")
        else:
            found = [wording.turned(ours, statement, source, case) for statement, source in proven]
            yield from _turned(span, ours, found[0] if all(found) else None)


def _look_alike(span: Span, ours: wording.Ours) -> Diagnostic:
    return diagnostic(CODE, span, f"{placed.shown(ours.words)} stands between marks that look like quotation marks: `{ours.mark}`",
                      "write “ ” around words of a statement, or say it without the marks, in our own words")


def _turned(span: Span, ours: wording.Ours, turned: wording.Turned | None) -> Iterator[Diagnostic]:
    if turned is None:
        return
    left_out, source, sentence = placed.shown(turned.found.words), turned.source, turned.sentence
    yield diagnostic(CODE, span, f"{placed.shown(ours.words)} stands in quotation marks, and neither these words nor ours have the {left_out} of their sentence",
                     _MENDS.get(turned.found.code, f"take {left_out} into the quotation, or say as much before it in our own words, as in: will not “march”"),
                     (Note(f"the source has, {placed.place(source, sentence[0])}", placed.passage(source, *sentence)),))
