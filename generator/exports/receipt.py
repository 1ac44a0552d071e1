"""The receipt of a build: every quotation that its pages show, with the proof behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from ..resolved import Dossier, Proof

PATH = "proof.json"
_BEGINS = b'data-statement="'
_ENDS = b'" lang="'
_REST = re.compile(rb'([a-z0-9-]+)" data-part="([0-9]+)" data-source="([a-z0-9-]+)(?:"|$)')

_ITEMS = '"items":['  # ends the first line, behind the counts

Shown = tuple[tuple[str, int, str], ...]  # statement, part, source
Proven = Mapping[tuple[int, str], str]  # by part and source, the end of its line: source, hash, span


class Unreceipted(RuntimeError):
    """A page shows what was not proven, or a proven statement is shown nowhere: our own bug, and nothing may be published."""


def shown_in(page: bytes | str) -> Shown:
    """The statements and parts whose archived words a finished page shows, each once, in order of first sight."""
    data = page.encode("utf-8") if isinstance(page, str) else page
    # Cutting at the attribute's name is several times quicker than a search by pattern through the whole page.
    heads = dict.fromkeys([piece.partition(_ENDS)[0] for piece in data.split(_BEGINS)[1:]])
    return tuple(dict.fromkeys([one for head in heads if (one := _one(head))]))


@lru_cache(maxsize=1 << 14)
def _one(head: bytes) -> tuple[str, int, str] | None:
    """What the attributes of an element say; a statement stands on about seven pages."""
    match = _REST.match(head)
    return (match[1].decode("ascii"), int(match[2]), match[3].decode("ascii")) if match else None


def lines(dossier: Dossier, page: str, shown: Shown) -> list[str]:
    """The lines of `proof.json` for what a page shows: id, page, source, the hash of that, and the span.

    Raises Unreceipted where it was not proven.
    """
    address = json.dumps(page, ensure_ascii=False)
    found = []
    for id, number, source in shown:
        span = dossier.remembered(("proven", id), partial(_proven, dossier, id)).get((number, source))
        if span is None:
            raise Unreceipted(f"{page} shows part {number} of {id} in {source}, which was not proven")
        found.append(f'{{"statement":"{id}","part":{number},"page":{address},{span}}}')
    return found


def receipt(proof: Proof, listed: Sequence[str], declared: frozenset[str], published: frozenset[str], planted: int) -> str:
    """`proof.json`, a quotation a line, and the counts.

    `listed`: the lines of all pages, in the order of their addresses; `declared`: statements that have words to show; `published`:
    those whose words, or whose own sentence, a page shows; `planted`: how many planted false quotations this program refuses.
    Raises Unreceipted where declared and published statements are not the same.
    """
    if published != declared:
        raise Unreceipted(f"declared and published differ: {', '.join(sorted(published ^ declared))}")
    if proof.checked != len(declared):
        raise Unreceipted(f"{len(declared)} statements have words to show, and those of {proof.checked} were checked")
    counts = {
        "declared": len(declared), "checked": proof.checked, "published": len(published), "quotations_on_pages": len(listed),
        "planted_false_quotations_refused": planted, "spans": proof.spans, "digest": proof.digest,
    }
    whole = ",\n".join(listed)
    return f"{_head(counts)}\n{whole}\n]}}\n"


def summed_up(data: bytes, proof: Proof, more: int) -> bytes | None:
    """The first line of a receipt, without its end, with the counts of this proof; `more`: how many quotations were added to its items.

    None where other statements are declared now.
    """
    counts = json.loads(data[:data.index(b"\n")].removesuffix(_ITEMS.encode()).removesuffix(b",") + b"}")["counts"]
    if proof.checked != counts["declared"]:
        return None
    return _head(counts | {"quotations_on_pages": counts["quotations_on_pages"] + more, "spans": proof.spans, "digest": proof.digest}).encode()


def _head(counts: Mapping[str, object]) -> str:
    return f'{{"schema_version":1,"counts":{json.dumps(counts)},{_ITEMS}'


def _proven(dossier: Dossier, id: str) -> Proven:
    """The proven parts of a statement, in its own source and in those that carry the utterance too; none where there is no such statement."""
    statement = dossier.statements.get(id)
    if statement is None:
        return {}
    wordings = {other.source: other.parts for other in statement.also_in} | {statement.source: statement.parts}
    found = {}
    for source, parts in wordings.items():
        sha256 = dossier.sources[source].record.archive.sha256
        for number, part in enumerate(parts):
            found[number, source] = f'"source":"{source}","sha256":"{sha256}","start":{part.start},"end":{part.end}'
    return found
