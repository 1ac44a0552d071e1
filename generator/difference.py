"""What a change of a dossier means: positions, statements, facts and other records, archived texts and pages, before and after. Pure.

Records are compared as they are written, so that something can be said of a state with faults too; positions, and what follows for
statements, as they are resolved, where both states are sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from .diagnostics import Diagnostic
from .frozen import dataclass
from .model import Fact, Record, Source, Statement
from .reading import Entry, values_of
from .resolved import Dossier, Evidence, Position, ResolvedStatement

What = Literal["added", "removed", "corrected", "retracted", "withdrawn", "erased", "disputed", "changed"]
NOTHING = "nothing on record"
NOTICES: tuple[What, ...] = ("erased", "withdrawn", "retracted", "disputed")  # the gravest first
_WORDS = {"statements": "quote", "facts": "evidence"}  # what the archive proves of each
_FOLLOWING = ("speaker_name", "offices", "speaks_for", "speech", "rung", "said", "date", "also_in", "still_stands", "answers")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, before and after, as text; empty where it was not given. Of lists only what came and what went."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that came, went or differs. `kind`: statements, facts, or a key of `model.KINDS`; `told`: what it is, for people."""

    kind: str
    id: str
    what: What
    told: str
    file: str
    line: int  # 0: not known
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is no record: an archived text, a page, a part of the page frame."""

    path: str
    what: Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement or fact that makes a position another: it came, went, or is weighed in another way. `told`: who and when."""

    kind: str  # statement, fact
    id: str
    what: Literal["added", "removed", "changed"]
    told: str


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A cell that reads otherwise than before; `before` is empty where there was no such cell, `after` where there is none now."""

    holder: str
    holder_name: str
    question: str
    question_name: str
    before: str
    after: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PagesChange:
    """Addresses of pages, relative to the site's root. `changed`: those that say something else; `frame`: the frame of the pages is built anew,
    so that every page changes."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    frame: bool
    total: int  # pages after the change


@dataclass(frozen=True, slots=True)
class Difference:
    """All of it. `positions`, `following` and `pages` are None where a state has errors, so that nobody can tell."""

    base: str  # how the states were named
    head: str
    positions: tuple[PositionChange, ...] | None
    records: tuple[RecordChange, ...]
    following: tuple[RecordChange, ...] | None  # statements and facts that are as they were, but are told otherwise
    archives: tuple[FileChange, ...]
    content: tuple[FileChange, ...]
    frame: tuple[FileChange, ...]
    pages: PagesChange | None
    faults: tuple[Diagnostic, ...]  # that the change brings
    old_faults: tuple[Diagnostic, ...]  # that were there before
    base_errors: int


# --- records ----------------------------------------------------------------------------------------------------------


def record_changes(before: Iterable[Entry], after: Iterable[Entry], names: Mapping[str, str]) -> tuple[RecordChange, ...]:
    """What differs between records, by kind and id. `before`, `after`: the entries of all files that differ; `names`: how ids are shown."""
    old, new = dict(_things(before)), dict(_things(after))
    found = []
    for key in sorted(old.keys() | new.keys()):
        kind, id = key
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            here = now or was
            assert here is not None
            found.append(RecordChange(kind, id, "added" if now else "removed", told(here[0], names), *_place(here)))
        elif fields := field_changes(was, now):
            found.append(RecordChange(kind, id, _what(kind, fields), told(now[0], names), *_place(now), fields))
    return tuple(found)


_Thing = tuple[Record, Entry, tuple[str | int, ...]]  # a record, the entry that it stands in, and where


def _things(entries: Iterable[Entry]) -> Iterator[tuple[tuple[str, str], _Thing]]:
    """Every record with an id of its own: statements and facts apart from their source."""
    for entry in entries:
        yield (entry.kind, entry.id), (entry.record, entry, ())
        if isinstance(entry.record, Source):
            for kind in ("statements", "facts"):
                for number, one in enumerate(getattr(entry.record, kind)):
                    yield (kind, one.id), (one, entry, (kind, number))


def _place(thing: _Thing) -> tuple[str, int]:
    _, entry, path = thing
    return entry.file, entry.line(*path) if path else 1


def field_changes(was: _Thing, now: _Thing) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of their declaration."""
    found = [FieldChange("source", was[1].id, now[1].id)] if was[1].id != now[1].id else []
    for name in type(now[0]).model_fields:
        old, new = getattr(was[0], name, None), getattr(now[0], name, None)
        if old != new and not (isinstance(now[0], Source) and name in ("statements", "facts")):
            found.extend(_changes(name, values_of(old), values_of(new)))
    return tuple(found)


def _changes(name: str, old: Any, new: Any) -> Iterator[FieldChange]:
    """Both values as text: of mappings each key that differs, of lists of records what is not in the other."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old and new:
        for key in (*old, *(key for key in new if key not in old)):
            if old.get(key) != new.get(key):
                yield from _changes(f"{name}.{key}", old.get(key), new.get(key))
        return
    if isinstance(old, tuple) and isinstance(new, tuple) and any(isinstance(one, Mapping) for one in (*old, *new)):
        gone, come = tuple(one for one in old if one not in new), tuple(one for one in new if one not in old)
        old, new = (gone, come) if gone or come else (old, new)
    yield FieldChange(name, shown(old), shown(new))


def shown(value: Any) -> str:
    """A plain value as a text for people."""
    if value is None or value == () or value == {}:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return " … ".join(map(shown, value)) if all(isinstance(one, str) for one in value) else "; ".join(map(shown, value))
    return str(value)


def _what(kind: str, fields: tuple[FieldChange, ...]) -> What:
    given = {one.field for one in fields if one.after and not one.before}
    notice = next((name for name in NOTICES if name in given), None)
    if notice:
        return notice
    return "corrected" if _WORDS.get(kind) in {one.field for one in fields} else "changed"


def told(record: Record, names: Mapping[str, str]) -> str:
    """What a record is, in a line: who says what, what is claimed, how it is called."""
    if isinstance(record, Statement):
        speaker = names.get(record.speaker or "", record.speaker or "")
        return f"{speaker}: {shown(record.quote)}" if record.quote else speaker
    if isinstance(record, Fact):
        return record.claim or ""
    return str(getattr(record, "name", None) or getattr(record, "title", None) or "")


# --- resolved -----------------------------------------------------------------------------------------------------------


def position_changes(before: Dossier, after: Dossier, is_same: Callable[[tuple[str, str]], bool]) -> tuple[PositionChange, ...]:
    """The cells that read otherwise, question by question. `is_same`: whether all that a cell is made of is as it was."""
    questions = [*after.questions, *(id for id in before.questions if id not in after.questions)]
    holders = [*after.holders, *(id for id in before.holders if id not in after.holders)]
    found = []
    for question in questions:
        is_known = before.questions.get(question) == after.questions.get(question)
        for holder in holders:
            cell = (holder, question)
            old, new = cell in before.positions, cell in after.positions
            if not (old or new) or old and new and is_known and is_same(cell):
                continue
            was, now = before.positions[cell] if old else None, after.positions[cell] if new else None
            texts = reading(was), reading(now)
            if texts[0] != texts[1] and {*texts} != {"", NOTHING}:
                found.append(PositionChange(holder, _name(holder, after, before), question, _short(question, after, before), *texts, _reasons(was, now, before, after)))
    return tuple(found)


def reading(position: Position | None) -> str:
    """Where somebody stands, as a text; empty where there is no such cell."""
    if position is None:
        return ""
    if position.kind == "none":
        return NOTHING
    if position.kind == "implied":
        return "only implied: " + " / ".join(dict.fromkeys(one.answer.label for one in position.implied))
    labels = " / ".join(position.labels)
    conditions = f", on the condition: {'; '.join(position.conditions)}" if position.conditions else ""
    return (f"divided: {labels}" if position.kind == "divided" else labels) + conditions


def _reasons(was: Position | None, now: Position | None, before: Dossier, after: Dossier) -> tuple[Reason, ...]:
    old, new = _evidence(was), _evidence(now)
    found = [Reason(one.kind, one.id, "removed" if _is_gone(one, after) else "changed", _who(one, before)) for key, one in old.items() if key not in new]
    found += [Reason(one.kind, one.id, "added" if _is_gone(one, before) else "changed", _who(one, after)) for key, one in new.items() if key not in old]
    found += [Reason(one.kind, one.id, "changed", _who(one, after)) for key, one in new.items() if key in old and old[key] != one]
    return tuple(dict.fromkeys(sorted(found, key=lambda one: (("added", "removed", "changed").index(one.what), one.kind, one.id))))


def _evidence(position: Position | None) -> dict[tuple[str, str], Evidence]:
    if position is None:
        return {}
    return {(one.kind, one.id): one for some in (position.earlier, position.others, position.implied, position.since_reported, position.current) for one in some}


def _is_gone(one: Evidence, dossier: Dossier) -> bool:
    return one.id not in (dossier.statements if one.kind == "statement" else dossier.facts)


def _who(one: Evidence, dossier: Dossier) -> str:
    name = dossier.summaries[one.id].speaker_name if one.kind == "statement" and one.id in dossier.summaries else ""
    return f"{name}, {one.when.text}" if name else one.when.text


def _name(holder: str, *dossiers: Dossier) -> str:
    return next((one.names[f"{kind}/{holder}"] for one in dossiers for kind in (one.record.positions_of,) if f"{kind}/{holder}" in one.names), holder)


def _short(question: str, *dossiers: Dossier) -> str:
    return next((one.questions[question].short for one in dossiers if question in one.questions), question)


def following_changes(before: Dossier, after: Dossier, candidates: Iterable[str]) -> tuple[RecordChange, ...]:
    """Statements and facts, of those that were not edited themselves, whose derived values differ: who spoke for whom, how, when."""
    found = []
    for id in candidates:
        kind = "statements" if id in after.statements else "facts"
        olds, news = (before.statements, after.statements) if kind == "statements" else (before.facts, after.facts)
        if id not in olds or id not in news:
            continue
        was, now = olds[id], news[id]
        fields = tuple(FieldChange(name, *texts) for name in _FOLLOWING
                       if hasattr(now, name) and (texts := (_derived(getattr(was, name)), _derived(getattr(now, name))))[0] != texts[1])
        if fields:
            told = now.speaker_name if isinstance(now, ResolvedStatement) else now.claim
            found.append(RecordChange(kind, id, "changed", told, after.files.get(f"sources/{now.source}", ""), 0, fields))
    return tuple(found)


def _derived(value: Any) -> str:
    """A derived value as a text."""
    if isinstance(value, tuple):
        return "; ".join(map(_derived, value))
    for name in ("role", "label", "source", "text"):
        if hasattr(value, name):
            return str(getattr(value, name))
    return shown(value)
