"""Our own words: prose fields of the data (plain text) and hand-written pages (Markdown).

Both cite with ``[@id]`` or ``[@id; @id]``, Pandoc's syntax. Nothing here knows which ids exist, nor how
a citation looks: callers are told where each one stands.
"""

from generator.prose.citations import Cite, Run, plain
from generator.prose.page import CitationUse, Heading, Link, Page, Problem, Quoted, markdown
from generator.prose.quotation_marks import quoted_in
from generator.prose.sentences import sentences_without_citation

__all__ = [
    "CitationUse", "Cite", "Heading", "Link", "Page", "Problem", "Quoted", "Run",
    "markdown", "plain", "quoted_in", "sentences_without_citation",
]  # fmt: skip
