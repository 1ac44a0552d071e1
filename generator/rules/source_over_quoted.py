"""The site would publish more of the publisher's own words than the source's rights allow.

Why: what speakers said may be shown whole. What the reporter wrote belongs to the publisher, and only a
small share of it is shown: 15 % where `rights.own_words` says nothing else.

Before:
    quote: "Michael, who had slept badly, said after a long breakfast that the army would not march"
After:
    the same quote with
    paraphrase: Michael said that the army would not march.

Mend: add `paraphrase`, one sentence of our own, to reported and partly quoted statements, beginning with
those that the note lists. Then the reporter's words only prove it and are not printed. Raise
`rights.own_words` only where the publisher allows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import rights
from ..cases import SourceCase
from ..diagnostics import Diagnostic, Note, diagnostic
from .case import Case

_LISTED = 8


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every source."""
    allowed = source.record.rights
    published = 0 if allowed.whole_text else rights.own_words_published(source)
    if not published or published <= allowed.own_words * (own := rights.own_words(source)):
        return
    biggest = sorted(rights.contributions(source), key=lambda c: (-c.words, c.owner, c.what))[:_LISTED]
    listed = "\n".join(f"{c.words:>4} words  {c.owner} ({c.what})" for c in biggest)
    yield diagnostic("source-over-quoted", source.entry.span("rights", "own_words"),
                     f"the site would publish {published} of the {own} words that are the publisher's own ({published / own:.0%}), "
                     f"and {allowed.own_words:.0%} are allowed",
                     "add `paraphrase:`, a sentence of our own, to the statements that take most", (Note("most is taken by", listed),))
