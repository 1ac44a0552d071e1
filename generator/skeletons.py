"""New records: the text of a file with what is known, and comments that say what else it can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from . import rules
from .canonical import canonical
from .canonical.form import modeline
from .cases import Proofs
from .diagnostics import Diagnostic
from .reading import Records
from .rules import Case
from .workbench import Workbench
from .yaml_lines import Value, mapping

_HINTS = MappingProxyType({
    "people": {
        "sort_name": "Family name first, for lists: {example}",
        "aliases": "Other names that a text uses; the last word of the name and offices below are known by themselves",
        "memberships": "Offices: {role: …, country: xx or organisation: id, dates: 2020-01-01/.., represents: true where it speaks for it}",
        "summary": "Your own plain sentences; each cites a statement, as in [@its-id]",
    },
    "questions": {"text": "What the question means, in one or two plain sentences", "asked": "Where a source asks it: - {source: id, text: exact words}"},
    "countries": {"aliases": "Names that a text uses for it, its capital and adjectives included: [Ankara, Turkish]",
                  "summary": "Your own plain sentences; each cites a statement, as in [@its-id]"},
    "events": {"basis": "How the date is known", "participants": "Ids of people, organisations, countries", "summary": "What happened, in your own words",
               "evidence": "Where a source tells of it: - {source: id, text: exact words}"},
    "organisations": {"aliases": "Other names, short forms included", "interest": "For a publisher: who stands behind it, and why that matters",
                      "summary": "Your own plain sentences; each cites a statement, as in [@its-id]"},
})


def record_file(kind: str, fields: Mapping[str, Value], example: str = "") -> str:
    """The text of a file of `data/<kind>/`. `example`: what the hint on `sort_name` shows."""
    given = {key: value for key, value in fields.items() if value or value is False}
    lines = mapping(given) or [f"aliases: [] # {_HINTS[kind]['aliases']}"]  # a file without a key is refused
    written = given.keys() or {"aliases"}
    hints = [f"# {key}: {hint.replace('{example}', example)}" for key, hint in _HINTS[kind].items()
             if key not in written and not (key == "sort_name" and (not example or given.get("identified_by") == "description"))]
    more = ["", "# It can also hold:", *hints] if hints else []
    text = "\n".join([modeline(kind), *lines, *more]) + "\n"
    formed = canonical(f"data/{kind}/x.yml", text.encode()).data
    return text if formed is None else formed.decode("utf-8")


def faults_of(bench: Workbench, path: str, text: str) -> tuple[Workbench, tuple[Diagnostic, ...]]:
    """The dossier with one more file, and the errors in that file."""
    new = Workbench.of({**bench.data, path: text.encode()}, bench.seeds)
    mine = tuple(d for d in new.faults if d.span.file == path and d.severity == "error")
    if mine:
        return new, mine
    records = Records(new.records.dossier, new.records.by_kind, new.records.unread)
    found = rules.check_others(Case(Proofs(records, {}, {}, {}), {}, new.country_names, frozenset(bench.seeds)))
    return new, tuple(d for d in found if d.span.file == path and d.severity == "error" and d.code not in ("unknown-citation", "quote-not-in-source"))


def taken_actor(records: Records, id: str) -> str:
    """The kind of the record that bears an id of those who can speak; empty where none does."""
    return next((kind for kind in ("people", "organisations", "countries") if id in records.by_kind[kind]), "")


def stances(pairs: Sequence[tuple[str, str]]) -> list[Value]:
    """The stances of a scale, from pairs of id and label."""
    return [{"id": id, "label": label} for id, label in pairs]
