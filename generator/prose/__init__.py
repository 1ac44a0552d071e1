"""Our own words: prose fields of the data (plain text) and hand-written pages (Markdown).

Both cite with ``[@id]`` or ``[@id; @id]``, Pandoc's syntax. Nothing here knows which ids exist, nor how
a citation looks: callers are told where each one stands.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.prose.citations import Cite, Run, plain
from generator.prose.parts import CitationUse, CiteIn, Heading, Link, Page, Problem, Quoted
from generator.prose.quotation_marks import LOOK_ALIKES, Stretch, marked_in, quoted_in
from generator.prose.sentences import sentences_without_citation

__all__ = [
    "LOOK_ALIKES", "CitationUse", "Cite", "Heading", "Link", "Page", "Problem", "Quoted", "Run", "Stretch",
    "markdown", "marked_in", "plain", "quoted_in", "sentences_without_citation",
]  # fmt: skip


def markdown(text: str, cite: CiteIn, link: Callable[[str], str]) -> Page:
    """Render one page. Never raises on any text; the same text gives the same page.

    ``cite`` is called once for each citation that is shown, in the order of the page, and returns its
    HTML, which must be safe; that of a block citation takes the place of the paragraph. ``link`` gets
    the target of each link or image into the site, relative to the site's root ("countries/ur/#facts"),
    and returns what to write for it.
    """
    from generator.prose.page import render  # late: the libraries behind it take longer than most builds have

    return render(text, cite, link)
