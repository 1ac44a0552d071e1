"""A file that the dossier needs is not there.

Why: a source is proven against its archived text in `seeds/`, under the same name. `data/dossier.yml`
says what the dossier is about.

Before:
    data/sources/strelsau-gazette.yml      (and no seeds/strelsau-gazette.txt)
After:
    data/sources/strelsau-gazette.yml
    seeds/strelsau-gazette.txt

Mend: add the file. An archived text is saved as plain text in UTF-8, exactly as it was published.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import NO_TEXT, SourceCase
from ..diagnostics import Diagnostic, diagnostic
from .case import Case


def source(source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every source's archive."""
    if source.text_fault == NO_TEXT:
        yield diagnostic("file-missing", source.entry.span("archive"), f"there is no archived text {source.seed}",
                         f"save the text of the source there, byte for byte (`onrecord archive` does it for you, hash included); `sha256sum {source.seed}` prints what belongs in `sha256`")
