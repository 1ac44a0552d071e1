"""The receipt of a build: every quotation that its pages show, with the proof behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from ..resolved import Dossier, Part

_SHOWN = re.compile(r'data-statement="([a-z0-9-]+)" data-part="([0-9]+)" data-source="([a-z0-9-]+)"')

Shown = tuple[tuple[str, int, str], ...]  # statement, part, source


class Unreceipted(RuntimeError):
    """A page shows what was not proven, or a proven statement is shown nowhere: our own bug, and nothing may be published."""


def shown_in(html: str) -> Shown:
    """The statements and parts whose archived words a page shows, each once, in order of first sight."""
    return tuple(dict.fromkeys((id, int(part), source) for id, part, source in _SHOWN.findall(html)))


def receipt(dossier: Dossier, shown: Mapping[str, Shown], planted: int) -> str:
    """`proof.json`: for each shown quotation its id, page, source hash and span, and the counts.

    `shown`: by address of the page; `planted`: how many planted false quotations were refused in this run.
    Raises Unreceipted where declared, checked and published statements are not the same.
    """
    items = list(_items(dossier, shown))
    declared = sorted(id for id, s in dossier.statements.items() if s.parts and not (s.erased or s.withdrawn))
    published = sorted({id for parts in shown.values() for id, _, _ in parts} | _told_in_our_words(dossier, shown))
    if declared != published:
        raise Unreceipted(f"declared and published differ: {', '.join(sorted(set(declared) ^ set(published)))}")
    counts = {
        "declared": len(declared), "checked": sum(1 for id in declared if all(p.end > p.start for p in dossier.statements[id].parts)),
        "published": len(published), "quotations_on_pages": len(items), "planted_false_quotations_refused": planted,
        "spans": dossier.proof.spans, "digest": dossier.proof.digest,
    }
    return json.dumps({"schema_version": 1, "counts": counts, "items": items}, ensure_ascii=False, indent=1) + "\n"


def _items(dossier: Dossier, shown: Mapping[str, Shown]) -> Iterator[Mapping[str, object]]:
    for page in sorted(shown):
        for id, number, source in shown[page]:
            part = _part(dossier, id, number, source)
            if part is None:
                raise Unreceipted(f"{page} shows part {number} of {id} in {source}, which was not proven")
            yield {"statement": id, "part": number, "page": page, "source": source,
                   "sha256": dossier.sources[source].record.archive.sha256, "start": part.start, "end": part.end}


def _part(dossier: Dossier, id: str, number: int, source: str) -> Part | None:
    """The proven part of a statement, in its own source or in another that carries the utterance."""
    statement = dossier.statements.get(id)
    if statement is None:
        return None
    wordings = {other.source: other.parts for other in statement.also_in} | {statement.source: statement.parts}
    parts = wordings.get(source, ())
    return parts[number] if number < len(parts) else None


def _told_in_our_words(dossier: Dossier, shown: Mapping[str, Shown]) -> set[str]:
    """Statements that are told on their own page in our sentence alone, with none of the archived words."""
    return {id for id, s in dossier.statements.items()
            if s.paraphrase and s.parts and f"statements/{id}/" in shown and all(p.speech == "indirect" for p in s.parts)
            and not (s.erased or s.withdrawn)}
