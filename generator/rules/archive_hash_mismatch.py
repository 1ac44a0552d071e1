"""The archived text is not the one that was hashed, or not UTF-8.

Why: `sha256` says which bytes were archived. When they differ, somebody changed the text, and every quote
would be proven against something that nobody published.

Before:
    archive: {sha256: 3f6a..., retrieved: 2026-11-22}      (and seeds/<id>.txt was edited)
After:
    the same, with seeds/<id>.txt as it was archived

Mend: bring the archived file back (`git checkout seeds/<id>.txt`). An archived text is never edited: a
new version of a page is a new source with `supersedes`. Only for a source that you are just adding, put
in the hash that the message names.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, diagnostic
from ..proof import SourceCase
from .case import NO_TEXT, Case


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every source's archive."""
    if source.text_fault and source.text_fault != NO_TEXT:
        yield diagnostic("archive-hash-mismatch", source.entry.span("archive", "sha256"), f"{source.seed}: {source.text_fault}",
                         "bring the archived file back; an archived text is never edited, a new version is a new source with `supersedes`")
