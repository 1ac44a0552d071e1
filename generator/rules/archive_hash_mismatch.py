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

from ..cases import NO_TEXT, SourceCase
from ..diagnostics import Diagnostic, Note, diagnostic
from .case import Case


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every source's archive."""
    if not source.text_fault or source.text_fault == NO_TEXT:
        return
    span = source.entry.span("archive", "sha256")
    if source.digest == source.record.archive.sha256:
        yield diagnostic("archive-hash-mismatch", span, f"{source.seed}: {source.text_fault}",
                         "save the archived text with the encoding UTF-8, and put in its new SHA-256")
        return
    yield diagnostic("archive-hash-mismatch", span,
                     f"{source.seed} is not the text that was hashed: it was changed since, or it is newly archived",
                     f"where it was published before, bring it back (`git checkout {source.seed}`): an archived text is never edited, "
                     "a new version is a new source with `supersedes`",
                     (Note("to paste, only where the text is new here", f"sha256: {source.digest}"),))
