"""Words in quotation marks in our own text that nobody proved.

Why: a reader takes quotation marks for somebody's words. In our own text they stand only around words of
the statement that is shown with it.

Before:
    summary: Strelsau calls the plan "a disaster" [@flavia-on-the-plan].
After:
    summary: Strelsau rejects the plan [@flavia-on-the-plan].

Mend: say it in our own words and cite; the citation shows the words. In a `paraphrase`, marks may stand
around words of its own quote. In a page of `content/`, around words of a statement that the page cites.
Names need no marks: the coalition of the willing, not "coalition of the willing".
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import SourceCase, StatementCase
from ..diagnostics import Diagnostic, Span, diagnostic
from ..prose import Page, quoted_in
from . import placed, wording
from .case import Case, Value

HOLDS = ("prose", "name")
CODE = "quotation-in-our-words"

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
    """Every paraphrase: words that do not stand in the quote at all."""
    for start, end in wording.unproven(statement, source):
        assert statement.record.paraphrase is not None
        stretch = statement.record.paraphrase[start:end]
        if not wording.is_reported(stretch, statement, source):
            yield diagnostic(CODE, source.entry.span(*statement.path, "paraphrase"),
                             f"the paraphrase puts {placed.shown(stretch)} in quotation marks, and these are not words of the quote",
                             "take words of the quote, or take the quotation marks out")


def page(path: str, page: Page, case: Case) -> Iterator[Diagnostic]:
    """Every page of `content/`: quoted words have to be words of a statement that it cites."""
    if not page.quoted:
        return
    cited = [case.proofs.statements[id] for id in dict.fromkeys(c[0] for c in page.citations) if id in case.proofs.statements]
    allowed = [(words, source.record.language) for source, statement in cited for words in wording.marked_words(statement, source)]
    for quoted in page.quoted:
        if not any(wording.stands_in(quoted.text, words, language) for words, language in allowed):
            span = Span(path, quoted.line, quoted.column)
            yield diagnostic(CODE, span, f"{placed.shown(quoted.text)} stands in quotation marks, and no statement that this page cites has these words",
                             "cite the statement with `[@id]`, or say it without the marks, in our own words")
