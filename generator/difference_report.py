"""What a change means, as Markdown for a comment on a pull request, and as JSON. Pure.

All of it comes from files that anybody may have written: `gfm` writes it so that nothing in it is markup.
"""

from __future__ import annotations

import json as _json
from collections.abc import Iterable, Sequence

from . import report
from .diagnostics import Diagnostic
from .difference import Difference, FieldChange, FileChange, PagesChange, PositionChange, Reason, RecordChange
from .frozen import dataclass
from .gfm import LONGEST, code, fault, text

CAP = 60_000  # characters; GitHub refuses a comment of more than 65,536, and others put theirs around ours
_LIMITS = (300, 100, 40, 20, 10, 5, 2, 0)  # entries of one section, tried until the whole is short enough
_UNFOLDED = 12  # entries that are shown without being asked for
_KINDS = {"statements": "statement", "facts": "fact", "people": "person", "organisations": "organisation", "countries": "country", "questions": "question",
          "events": "event", "sources": "source", "dossier": "dossier"}
_PLURALS = {"person": "people", "country": "countries"}
_DOING = {"added": "added", "removed": "removed", "corrected": "corrected", "changed": "changed", "withdrawn": "withdrawn", "retracted": "retracted",
          "erased": "erased", "disputed": "marked as disputed"}


# --- for people -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and its entries, each whole lines of Markdown. `first`: a line above them; `is_folded`: many of them are shown when asked for."""

    heading: str
    entries: tuple[str, ...]
    first: str = ""
    is_folded: bool = False


def markdown(difference: Difference) -> str:
    """The difference for a comment, shorter than `CAP`; where something was left out, it says so."""
    sections = [one for one in _sections(difference) if one.entries or one.first]
    head = [f"**{_upper(summary(difference))}**", *_cannot_tell(difference)]
    old = [f"Not listed, since there before: {report.summary(difference.old_faults)}."] if difference.old_faults else []
    for limit in _LIMITS:
        whole = "\n\n".join([*head, *(_printed(one, limit) for one in sections), *old]) + "\n"
        if len(whole) <= CAP:
            return whole
    return head[0][:CAP] + "\n"


def _printed(section: _Section, limit: int) -> str:
    left = len(section.entries) - limit
    entries = [*section.entries[:limit], *([f"- … and {left:,} more; `onrecord diff --format json` gives them all"] if left > 0 else [])]
    listed = "\n".join(entries)
    if section.is_folded and len(entries) > _UNFOLDED:
        listed = f"<details><summary>{len(section.entries):,} of them</summary>\n\n{listed}\n\n</details>"
    return "\n\n".join(part for part in (f"#### {section.heading}", section.first, listed) if part)


def summary(difference: Difference) -> str:
    """As "2 statements added, 1 quotation corrected; 1 position changes; 7 pages change; 1 error", on one line."""
    pages = difference.pages
    errors = sum(one.severity == "error" for one in difference.faults)
    parts = [
        ", ".join(_counted(difference.records)),
        _verb(len(difference.positions or ()), "position", "changes", "change"),
        ", ".join(f"{report._count(len(some), 'archived text')} {what}" for what in ("added", "removed", "changed") if (some := [a for a in difference.archives if a.what == what])),
        _of_pages(pages) if pages else "",
        ", ".join(report._count(number, word) for number, word in ((errors, "error"), (len(difference.faults) - errors, "warning")) if number),
    ]
    return "; ".join(part for part in parts if part) or "nothing changes"


def _counted(records: Sequence[RecordChange]) -> list[str]:
    """As "2 statements added", each kind and what happened to it."""
    counts: dict[tuple[str, str], int] = {}
    for one in records:
        key = ("quotation" if one.kind == "statements" and one.what == "corrected" else _KINDS[one.kind], _DOING[one.what])
        counts[key] = counts.get(key, 0) + 1
    order = list(_KINDS.values())
    return [f"{number:,} {word if number == 1 else _PLURALS.get(word, word + 's')} {what}"
            for (word, what), number in sorted(counts.items(), key=lambda item: order.index(item[0][0]) if item[0][0] in order else 0)]


def _of_pages(pages: PagesChange) -> str:
    parts = [_verb(len(some), "page", one, many) for some, one, many in ((pages.changed, "changes", "change"), (pages.added, "comes", "come"), (pages.removed, "goes", "go"))]
    said = ", ".join(part for part in parts if part)
    return f"{said}; the frame of every page changes".removeprefix("; ") if pages.frame else said or "no page changes"


def _verb(number: int, word: str, one: str, many: str) -> str:
    return "" if not number else f"1 {word} {one}" if number == 1 else f"{number:,} {word}s {many}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _cannot_tell(difference: Difference) -> list[str]:
    if difference.pages is not None:
        return []
    if any(one.severity == "error" for one in (*difference.faults, *difference.old_faults)):
        return ["Which positions and pages change can be told when the errors are mended."]
    return [f"Which positions and pages change cannot be told: there are errors in {code(difference.base)} itself."]


def _sections(difference: Difference) -> list[_Section]:
    records = difference.records
    pages = difference.pages
    listed = [f"- {_page(path)}{what}" for some, what in ((pages.changed, ""), (pages.added, " comes"), (pages.removed, " goes"))
              for path in some] if pages else []
    framed = "The frame of the pages is built anew, so that every page changes. Those listed say something else, too." if pages and pages.frame else ""
    return [
        _Section("Faults", tuple(map(fault, difference.faults))),
        _Section("Positions", tuple(map(_position, difference.positions or ()))),
        _Section("Statements", tuple(_record(one) for one in records if one.kind == "statements")),
        _Section("Facts", tuple(_record(one) for one in records if one.kind == "facts")),
        _Section("Other records", tuple(_record(one) for one in records if one.kind not in ("statements", "facts"))),
        _Section("What follows from it", tuple(_record(one) for one in difference.following or ())),
        _Section("Archived texts", tuple(map(_file, difference.archives))),
        _Section("Written pages", tuple(map(_file, difference.content))),
        _Section("Page frame", tuple(map(_file, difference.frame))),
        _Section("Pages", tuple(listed), framed, is_folded=True),
    ]


def _position(one: PositionChange) -> str:
    was, now = (text(value) if value else "not asked" for value in (one.before, one.after))
    because = "; ".join(map(_reason, one.because[:5])) + (f" and {len(one.because) - 5:,} more" if len(one.because) > 5 else "")
    return f"- **{text(one.holder_name)}, {text(one.question_name)}**: {was} → {now}" + (f", because of {because}" if because else "")


def _reason(one: Reason) -> str:
    gone = {"added": "", "removed": ", which is removed", "changed": ", which is changed"}[one.what]
    return f"{code(one.id)} ({text(one.told)}){gone}"


def _record(one: RecordChange) -> str:
    kind = "quotation" if one.kind == "statements" and one.what == "corrected" else _KINDS[one.kind]
    place = f" {code(f'{one.file}:{one.line}')}" if one.line else ""
    lines = [f"- {kind} {code(one.id)} {_DOING[one.what]}: {text(one.told)}{place}" if one.told else f"- {kind} {code(one.id)} {_DOING[one.what]}{place}"]
    return "\n".join([*lines, *map(_field, one.fields[:12])])


def _field(one: FieldChange) -> str:
    if not one.before:
        return f"  - {code(one.field)} now: {text(one.after)}"
    if not one.after:
        return f"  - {code(one.field)} no longer: {text(one.before)}"
    before, after = _around(one.before, one.after)
    return f"  - {code(one.field)}: {text(before)} → {text(after)}"


def _around(before: str, after: str) -> tuple[str, str]:
    """Two long texts from a little before the first word that differs."""
    old, new = before.split(), after.split()
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    same = next((number for number, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    first = max(0, same - 6)
    return (" ".join(("…", *old[first:])), " ".join(("…", *new[first:]))) if first else (before, after)


def _file(one: FileChange) -> str:
    return f"- {code(one.path)} {one.what}"


def _page(path: str) -> str:
    return code(f"/{path}")


# --- for programs -------------------------------------------------------------------------------------------------------


def json(difference: Difference) -> str:
    """One object with `schema_version`, the summary and every list whole; `null` for what cannot be told. All of it ASCII."""
    pages = difference.pages
    whole = {
        "schema_version": 1, "base": difference.base, "head": difference.head, "summary": summary(difference),
        "positions": None if difference.positions is None else [_position_item(one) for one in difference.positions],
        "records": _items(difference.records), "following": None if difference.following is None else _items(difference.following),
        "archives": _file_items(difference.archives), "content": _file_items(difference.content), "frame": _file_items(difference.frame),
        "pages": None if pages is None else {"added": list(pages.added), "removed": list(pages.removed), "changed": list(pages.changed),
                                             "frame": pages.frame, "total": pages.total},
        "faults": _fault_items(difference.faults), "old_faults": _fault_items(difference.old_faults), "base_errors": difference.base_errors,
    }
    return _json.dumps(whole, indent=2) + "\n"


def _position_item(one: PositionChange) -> dict[str, object]:
    return {"holder": one.holder, "holder_name": one.holder_name, "question": one.question, "question_name": one.question_name, "before": one.before or None,
            "after": one.after or None, "because": [{"kind": r.kind, "id": r.id, "what": r.what, "told": r.told} for r in one.because]}


def _items(records: Iterable[RecordChange]) -> list[dict[str, object]]:
    return [{"kind": one.kind, "id": one.id, "what": one.what, "told": one.told, "file": one.file, "line": one.line or None,
             "fields": [{"field": f.field, "before": f.before or None, "after": f.after or None} for f in one.fields]} for one in records]


def _file_items(files: Iterable[FileChange]) -> list[dict[str, str]]:
    return [{"path": one.path, "what": one.what} for one in files]


def _fault_items(faults: Iterable[Diagnostic]) -> object:
    return _json.loads(report.json(faults))["items"]
