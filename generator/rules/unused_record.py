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

from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic, Span, diagnostic
from .case import Case
from .near import nearest
from .outline import Name, Outline, names_in

_ONE = {"people": "person", "organisations": "organisation"}


def dossier(case: Case) -> Iterator[Diagnostic]:
    """All people and organisations."""
    if any(kind == "sources" for kind, _ in case.records.unread):
        return  # a file that could not be read may refer to them
    outlines, others = case.outlines, _named_elsewhere(case)
    used = {name[0] for id, names in others for name in names if name[0] != id}
    for one in outlines:
        used.update(name[0] for name in one.names if name[0] != one.id)
        used.update(one.audience)
    unused = [(kind, entry) for kind in _ONE for id, entry in case.records.by_kind[kind].items() if id not in used]
    if not unused:
        return
    doubtful = _meant_elsewhere(case, outlines, [names for _, names in others])
    for kind, entry in unused:
        if f"{kind}/{entry.id}" not in doubtful:
            yield diagnostic("unused-record", Span(entry.file), f"nothing refers to the {_ONE[kind]} `{entry.id}`", "use it, correct its id, or delete the file")


def _named_elsewhere(case: Case) -> Sequence[tuple[str, Sequence[Name]]]:
    """The ids that records other than sources name, with the id of each."""
    entries = [entry for kind, of_kind in case.records.by_kind.items() if kind != "sources" for entry in of_kind.values()]
    return [(entry.id, names_in(entry)) for entry in (*entries, *([case.records.dossier] if case.records.dossier else ()))]


def _meant_elsewhere(case: Case, outlines: Sequence[Outline], others: Sequence[Sequence[Name]]) -> frozenset[str]:
    """Actors (`kind/id`) that another report of this run is about: an unknown id may mean them, or words stand under another's name."""
    by_kind = case.records.by_kind
    named = {name for names in (*others, *(one.names for one in outlines)) for name in names}
    unknown = {(id, kind) for id, *kinds in named for kind in kinds
               if kind in _ONE and not any(id in by_kind[other] for other in kinds if other != "statements")}
    alike = {f"{kind}/{near}" for id, kind in unknown for near in nearest(id, by_kind[kind])}
    return frozenset(alike | {actor for one in outlines for actor in one.doubted})
