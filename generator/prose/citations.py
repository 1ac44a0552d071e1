"""``[@id]`` in text: finding citations, and cutting plain text into runs."""

from __future__ import annotations

import re
from typing import Literal

from ..frozen import dataclass

# What follows "[@" up to its "]" is optional, so that a bracket that is never closed is found too.
CITATION = r"\[@(?:(?P<ids>[^\[\]]{0,600})\])?"
_MARK = re.compile(r"(?P<escape>\\(?=\[@)|\\\\)|" + CITATION)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Cite:
    """One id that is cited, and where it stands in the text (code points, end exclusive, without the @)."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of prose, ``text[start:end]`` of the field.

    ``text`` is what a reader sees: of a "text" run the words, of a "citation" nothing that should be
    printed as it stands, of a "malformed" citation its characters. ``cites`` is empty save in a
    "citation".
    """

    kind: Literal["text", "citation", "malformed"]
    text: str
    start: int
    end: int
    cites: tuple[Cite, ...] = ()


def cites_in(inside: str | None, start: int) -> tuple[Cite, ...]:
    """The ids between ``[@`` and ``]``, where ``start`` is the place of the first; empty if it is no citation."""
    if inside is None or _BLANK_LINE.search(inside):
        return ()
    found = []
    for number, part in enumerate(inside.split(";")):
        name = part.strip() if number == 0 else part.strip().removeprefix("@")
        if not _ID.fullmatch(name) or (number > 0 and part.strip() == name) or (number == 0 and part[:1].isspace()):
            return ()
        begin = start + part.index(name)
        found.append(Cite(name, begin, begin + len(name)))
        start += len(part) + 1
    return tuple(found)


def plain(text: str) -> tuple[Run, ...]:
    """A prose field cut into runs of text and citations, in order and without gaps.

    A backslash before ``[@`` makes it text and is not shown. What begins like a citation and is none
    (``[@Some One]``, ``[@a, p. 3]``, a bracket never closed) is a "malformed" run, for a rule to report.
    """
    runs: list[Run] = []
    words: list[str] = []
    begun = done = 0  # where the text run began, and how far it is read

    def close(end: int) -> None:
        words.append(text[done:end])
        if end > begun:
            runs.append(Run("text", "".join(words), begun, end))
        words.clear()

    position = 0
    while match := _MARK.search(text, position):
        position = match.end()
        if match["escape"] is not None:
            if len(match["escape"]) == 1:
                words.append(text[done : match.start()])
                done, position = match.end(), match.end() + 2
            continue
        cites = cites_in(match["ids"], match.start() + 2)
        close(match.start())
        if not cites and match["ids"] is not None and _BLANK_LINE.search(match["ids"]):
            position = match.start() + 2  # two paragraphs are not one citation: only its opening is at fault
        kind: Literal["citation", "malformed"] = "citation" if cites else "malformed"
        runs.append(Run(kind, text[match.start() : position], match.start(), position, cites))
        begun = done = position
    close(len(text))
    return tuple(runs)
