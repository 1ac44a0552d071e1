"""A person or organisation that nothing refers to. This is a warning.

Why: their page would be empty. Often an id was changed in one place only.

Before:
    data/people/black-michael.yml      (and every statement says `speaker: duke-michael`)
After:
    data/people/duke-michael.yml

Mend: correct the id, key what they said, or delete the file. An id that was published stays: see
`published-id-vanished`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span, diagnostic
from ..model import Refers, Source
from .case import Case

_ONE = {"people": "person", "organisations": "organisation"}


def dossier(case: Case) -> Iterator[Diagnostic]:
    """All people and organisations."""
    if any(kind == "sources" for kind, _ in case.records.unread):
        return  # a file that could not be read may refer to them
    used = {text for entry, _, mark, text in case.marks if isinstance(mark, Refers) and text != entry.id}
    for entry in case.records.by_kind["sources"].values():
        if isinstance(entry.record, Source):
            used.update(name for statement in entry.record.statements for name in statement.audience)
    for kind, one in _ONE.items():
        for id, entry in case.records.by_kind[kind].items():
            if id not in used:
                yield diagnostic("unused-record", Span(entry.file), f"nothing refers to the {one} `{id}`", "use it, correct its id, or delete the file")
