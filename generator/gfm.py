"""Texts of anybody's in the Markdown of GitHub (GFM): as text, as code, as a fault with its place. Pure.

Nothing in them is markup, a link, a mention or a command: each stands on one line with its signs escaped, and what GitHub would make a link of is
broken up by a word joiner, which nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import report
from .diagnostics import Diagnostic

LONGEST = 280  # characters of one text
_JOINER = "\u2060"
_SIGNS = re.compile(r"[\\`*_{}\[\]<>&|~$#^!]")
_LINKS = re.compile(r"(?i)(?<=:)(?=//)|(?<=@)|(?<=www)(?=\.)|(?<=\bgh)(?=-[0-9])|(?<=mailto)(?=:)|(?<=xmpp)(?=:)")
_HASHES = re.compile(r"(?<![0-9a-z])(?=[a-f]*[0-9])[0-9a-f]{7,}")  # what may be a commit: it has seven signs at least
_SHORT = re.compile(r".{6}")
_OPENING = re.compile(r"^(?:[-+=:]|[0-9]+[.)])")
MOST = 500  # faults of a summary; GitHub takes 1 MiB


def fault(one: Diagnostic) -> str:
    """A fault as an item of a list, with its place."""
    place = f"{one.span.file}:{one.span.line}:{one.span.column}"
    help = f"\n  - help: {message(one.help)}" if one.help else ""
    return f"- {one.severity} {code(one.code)} at {code(place)}: {message(one.message)}{help}"


def message(words: str) -> str:
    """A message of ours: what stands between backticks in it is shown as code. Where a value brought backticks of its own, both ways are safe."""
    parts = words.split("`")
    return "".join(code(part) if number % 2 else _spaced(part) for number, part in enumerate(parts))


def _spaced(part: str) -> str:
    """A part of a message as text, with the spaces around it."""
    return (" " if part[:1].isspace() else "") + text(part) + (" " if part[-1:].isspace() and part.strip() else "")


def text(words: str) -> str:
    """A text of the dossier as text and nothing else, on one line and not too long."""
    line = " ".join(report.visible(" ".join(words.split())).split())
    line = line if len(line) <= LONGEST else line[:LONGEST - 1].rstrip() + "…"
    line = _SIGNS.sub(r"\\\g<0>", line)
    line = _LINKS.sub(_JOINER, line.replace("\\#", f"\\#{_JOINER}"))
    line = _HASHES.sub(lambda found: _SHORT.sub(rf"\g<0>{_JOINER}", found[0]), line)
    opening = _OPENING.match(line)
    return f"{line[:opening.end() - 1]}\\{line[opening.end() - 1:]}" if opening else line


def code(words: str) -> str:
    """A text of the dossier as code: nothing in it is a link or a mention."""
    line = " ".join(report.visible(" ".join(words.split())).split())[:LONGEST]
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    space = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{space}{line}{space}{fence}"


def faults(found: Iterable[Diagnostic]) -> str:
    """All faults as a list with a line that counts, for the summary of a step; the first where there are very many."""
    listed = tuple(found)
    more = [f"- … and {len(listed) - MOST:,} more"] if len(listed) > MOST else []
    return "\n".join([f"**{report.summary(listed)}**", *([""] if listed else []), *map(fault, listed[:MOST]), *more]) + "\n"
