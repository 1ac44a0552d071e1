"""Of each source only what the rules over the whole dossier need, so that these can judge without its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..cases import SourceCase
from ..frozen import dataclass, fields
from ..model import Holds, Refers, Source, marked
from ..reading import Entry

if TYPE_CHECKING:
    from .case import Case, Path

RELATIONS = ("within", "continues", "replies_to", "endorses")  # from a statement to another
Name = tuple[str, ...]  # an id, and behind it the kinds of record that it may be


@dataclass(frozen=True, slots=True)
class Outline:
    """What a source has and whom it names: texts, and tuples of texts in the order of the file.

    `Outline(*one.plain())` is `one` again: a cache can hold it.
    """

    id: str
    derived_from: str  # id of the archived original; empty where there is none
    supersedes: str
    statements: tuple[str, ...]  # ids, erased ones too, each at its number in the file
    facts: tuple[str, ...]
    has_quotation: bool  # True where a statement was not erased
    answered: tuple[str, ...]  # questions that live statements and facts answer
    names: tuple[Name, ...]
    audience: tuple[str, ...]  # ids, or names of ours
    relations: tuple[tuple[str, str, str], ...]  # relation, statement, the statement that it names
    shared: tuple[tuple[str, str], ...]  # speakers of statements with `also_in`, and the other source
    doubted: tuple[str, ...]  # actors (`kind/id`) near whose name stand words that are given to somebody else

    @property
    def before(self) -> str:
        """The source that this one is a copy or a later version of."""
        return self.derived_from or self.supersedes

    def plain(self) -> tuple[Any, ...]:
        """Its values, in the order of the fields."""
        return tuple(getattr(self, field.name) for field in fields(self))


def outline(entry: Entry, source: SourceCase | None, marks: Iterable[tuple[Path, Refers | Holds, str]] | None = None) -> Outline:
    """The outline of a source. `source`: what was placed in it; `marks`: those of its record, where they are at hand."""
    record = entry.record
    assert isinstance(record, Source)
    statements, facts = record.statements, record.facts
    return Outline(
        entry.id, (record.derived_from.source if record.derived_from else None) or "", record.supersedes or "",
        tuple(s.id for s in statements), tuple(f.id for f in facts), any(s.erased is None for s in statements),
        tuple(dict.fromkeys(question for item in (*statements, *facts) if item.answers and item.is_live for question in item.answers)),
        _names(marked(record) if marks is None else marks), tuple(dict.fromkeys(name for s in statements for name in s.audience)),
        tuple((relation, s.id, named) for s in statements for relation in RELATIONS if (named := getattr(s, relation))),
        tuple(dict.fromkeys((s.speaker or "", other.source) for s in statements for other in s.also_in)),
        tuple(dict.fromkeys(actor for words in (source.words if source else ()) if words.tie is not None and words.tie.verdict == "another"
                            for actor in words.tie.others)))


def names_in(entry: Entry) -> tuple[Name, ...]:
    """The ids that a record of any kind names."""
    return _names(marked(entry.record))


def _names(marks: Iterable[tuple[Path, Refers | Holds, str]]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys((text, *mark.kinds) for _, mark, text in marks if isinstance(mark, Refers)))


def entry_of(one: Outline, case: Case) -> Entry:
    """The record behind an outline: only where a fault has to be told."""
    return case.records.by_kind["sources"][one.id]


def places_of(one: Outline, statement: str, case: Case) -> tuple[Entry, int]:
    """The record behind an outline, and the number of a statement there: the last that has the id."""
    entry = entry_of(one, case)
    assert isinstance(entry.record, Source)
    return entry, max(number for number, s in enumerate(entry.record.statements) if s.id == statement)


def references_to(id: str, kind: str, entry: Entry) -> Iterator[Path]:
    """Where a record names this id as one that may be of this kind."""
    return (path for path, mark, text in marked(entry.record) if text == id and isinstance(mark, Refers) and kind in mark.kinds)


def origins(outlines: Iterable[Outline]) -> Mapping[str, str]:
    """For each source the one at the end of `derived_from` and `supersedes`: versions and copies of one text share it."""
    before = {one.id: one.before for one in outlines}
    found: dict[str, str] = {}
    for start in before:
        id, seen = start, {start}
        while before.get(id, "") in before and before[id] not in seen:
            id = before[id]
            seen.add(id)
        found[start] = id
    return found
