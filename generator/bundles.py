"""Bundles: sources that name each other, and so are proven and judged together.

What a source says is worked out of its own text, of the records that are no sources, and of the sources that it
names or that name it: as the copy or the newer version of one, as another that carries the words, by a statement that
is answered or cited. A bundle is closed under this. So it can be worked out alone, in a process of its own, and what came
of it stands until one of its sources or a record that is no source changes.

Who names whom is seen from the bare text of the files, before they are read as YAML. What is seen too much only makes a
bundle larger; what is missed would be judged as if it were not there. So a file that may hide a name (`"\\x61"`) is taken to have, and to
name, every word in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .frozen import dataclass

NAMING = ("continues", "endorses", "replies_to", "reply", "source", "speaker", "supersedes", "via", "within")  # keys whose value may name a source or a statement

_ID = rb"[a-z0-9][a-z0-9-]*"
_NAMED = re.compile(rb"""(?:\b(?:""" + "|".join(NAMING).encode() + rb""")["']?\s*:\s*["']?|@)(""" + _ID + rb")")
_WORD = re.compile(rb"(" + _ID + rb")")
_DECLARED = re.compile(rb"""\bid["']?\s*:\s*["']?(""" + _ID + rb")")

# What the two do not see through: between double quotes a letter written by its number, or a line that goes on; a value that is a block, or stands below a comment; a key behind `?`.
_HIDING = re.compile(rb"""\\(?:x|u00|U000000)[2-7][0-9A-Fa-f]|["'a-z0-9-]\\\r?\n|\b(?:id|""" + "|".join(NAMING).encode()
                     + rb""")["']?\s*+:\s*+[>|#]|(?:\A|[\r\n])[ \t-]*+\?\s|[{\[,]\s*+\?\s""")
_ESCAPED = re.compile(rb"\\(?:x|u00|U000000)([2-7][0-9A-Fa-f])|\\\r?\n[ \t]*+")


@dataclass(frozen=True, slots=True)
class Links:
    """Ids in the text of a source's file: of what it has, and of what it may name."""

    declared: tuple[str, ...]
    named: tuple[str, ...]


def links_in(data: bytes) -> Links:
    """The links of the file of a source."""
    if _HIDING.search(data):
        words = _each(_WORD, data + b"\n" + _ESCAPED.sub(_unescaped, data))
        return Links(words, words)
    return Links(_each(_DECLARED, data), _each(_NAMED, data))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escape[1].decode()) if escape[1] else b""


def _each(pattern: re.Pattern[bytes], data: bytes) -> tuple[str, ...]:
    return tuple(sorted({id.decode() for id in pattern.findall(data)}))


def bundles(links: Mapping[str, Links]) -> tuple[tuple[str, ...], ...]:
    """The ids of all sources, bundled: each bundle sorted, bundles in the order of their first. `links`: by id of the source."""
    homes: dict[str, list[str]] = {id: [id] for id in links}
    for source, one in links.items():
        for id in one.declared:
            homes.setdefault(id, []).append(source)
    leader = {id: id for id in links}

    def lead(id: str) -> str:
        while leader[id] != id:
            leader[id] = id = leader[leader[id]]
        return id

    for source, one in links.items():
        for id in (*one.named, *one.declared):
            for other in homes.get(id, ()):
                if other != source:
                    first, second = sorted((lead(source), lead(other)))
                    leader[second] = first
    found: dict[str, list[str]] = {}
    for id in sorted(links):
        found.setdefault(lead(id), []).append(id)
    return tuple(tuple(ids) for _, ids in sorted(found.items()))


def adds_nothing(outcome: Any) -> bool:
    """Whether what came of a bundle, in the plain form in which it is kept (`outcome.Outcome.plain`), adds nothing to the dossier: it has errors, or could not be read."""
    return outcome is None or not outcome[0]
