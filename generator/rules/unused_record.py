"""A person or organisation that nothing refers to. This is a warning.

Why: their page would be empty. Often an id was changed in one place only.

Before:
    data/people/black-michael.yml      (and every statement says `speaker: duke-michael`)
After:
    data/people/duke-michael.yml

Mend: correct the id, key what they said, or delete the file. An id that was published stays: see
`published-id-vanished`. Where the same run reports an id that looks much like this one, or words that are
this person's and given to another, only that is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span, diagnostic
from ..model import Refers, Source
from .case import Case
from .near import nearest

_ONE = {"people": "person", "organisations": "organisation"}


def dossier(case: Case) -> Iterator[Diagnostic]:
    """All people and organisations."""
    if any(kind == "sources" for kind, _ in case.records.unread):
        return  # a file that could not be read may refer to them
    used = {text for entry, _, mark, text in case.marks if isinstance(mark, Refers) and text != entry.id}
    for entry in case.records.by_kind["sources"].values():
        if isinstance(entry.record, Source):
            used.update(name for statement in entry.record.statements for name in statement.audience)
    doubtful = _meant_elsewhere(case)
    for kind, one in _ONE.items():
        for id, entry in case.records.by_kind[kind].items():
            if id not in used and f"{kind}/{id}" not in doubtful:
                yield diagnostic("unused-record", Span(entry.file), f"nothing refers to the {one} `{id}`", "use it, correct its id, or delete the file")


def _meant_elsewhere(case: Case) -> frozenset[str]:
    """Actors (`kind/id`) that another report of this run is about: an unknown id may mean them, or words stand under another's name."""
    unknown = {(text, kind) for _, _, mark, text in case.marks if isinstance(mark, Refers) for kind in mark.kinds
               if kind in _ONE and not any(text in case.records.by_kind[other] for other in mark.kinds if other != "statements")}
    alike = {f"{kind}/{id}" for text, kind in unknown for id in nearest(text, case.records.by_kind[kind])}
    swapped = {actor for source in case.proofs.sources.values() for words in source.words
               if words.tie is not None and words.tie.verdict == "another" for actor in words.tie.others}
    return frozenset(alike | swapped)
