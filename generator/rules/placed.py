"""Shared by the rules on words that have no place in the archived text: which code is meant, where, in what words."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Note, Span, diagnostic
from ..model import Source
from ..proof import Keyed, SourceCase

_ROLES = {
    "quote": "the quote", "evidence": "the evidence", "attribution": "the attribution", "phrase": "`phrase`", "condition": "`condition`",
    "because": "`because`", "prompt": "`prompt`", "elsewhere": "the quote", "passage": "the passage", "not-speech": "the text",
    "turn": "the beginning of the turn",
}
_SHOWN = 80  # characters of a passage that a message shows
_INSIDE = frozenset({"condition", "because"})  # must stand inside the words of their statement


def code_of(keyed: Keyed) -> str:
    """The code of the catalogue for words without a place; empty where they have one."""
    fault = keyed.fault
    if fault is None:
        return ""
    if keyed.role == "not-speech" and fault.code in ("quote-not-in-source", "quote-ambiguous"):
        return "not-speech-not-in-source"
    if keyed.role == "attribution" and fault.code == "quote-not-in-source":
        return "attribution-not-in-source"
    if keyed.role == "quote" and fault.code == "quote-not-in-source" and fault.places and _lies_within(keyed):
        return "within-not-inside"
    return fault.code


def report(code: str, keyed: Keyed, message: str, help: str, notes: tuple[Note, ...] = ()) -> Iterator[Diagnostic]:
    """The diagnostic where the words have this fault."""
    if code_of(keyed) == code:
        yield diagnostic(code, span_of(keyed), message, help, notes)


def name_of(keyed: Keyed) -> str:
    """What the words are, as the beginning of a sentence."""
    return _ROLES[keyed.role]


def words_of(keyed: Keyed) -> str:
    """The contributor's words that have no place, of the part at fault."""
    return keyed.wanted[min(keyed.fault.part, len(keyed.wanted) - 1)] if keyed.fault else ""


def span_of(keyed: Keyed) -> Span:
    """The place of the part at fault in the file."""
    part = keyed.fault.part if keyed.fault else 0
    if keyed.role == "attribution":  # each of a list is placed by itself
        statement = _source(keyed).statements[int(keyed.path[1])]
        part = (statement.attribution or keyed.wanted).index(keyed.wanted[0])
    return keyed.entry.span(*keyed.path, part)


def shown(text: str) -> str:
    """Words as a message shows them: on one line, in the middle of a long one three dots."""
    line = " ".join(text.split())
    if len(line) <= _SHOWN:
        return f"“{line}”"
    half = _SHOWN // 2
    head, tail = line[:half].rpartition(" ")[0] or line[:half], line[-half:].partition(" ")[2] or line[-half:]
    return f"“{head} … {tail}”"


def around(source: SourceCase, start: int, end: int, reach: int = 30) -> str:
    """A passage of the archived text with the words beside it."""
    text = source.text
    low, high = max(0, start - reach), min(len(text), end + reach)
    low = low if low == 0 else max(text.find(" ", low, start) + 1, low)
    high = high if high == len(text) else max(text.rfind(" ", end, high), end)
    return shown(text[low:high])


def place(source: SourceCase, offset: int) -> str:
    """File and line of an offset in the archived text."""
    return f"{source.seed}:{source.text.count(chr(10), 0, offset) + 1}"


def fragment(text: str) -> str:
    """Words as a YAML value that can be pasted."""
    line = " ".join(text.split())
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_inside(keyed: Keyed) -> bool:
    """True for words that have to stand inside the words of their statement or fact."""
    return keyed.role in _INSIDE


def _lies_within(keyed: Keyed) -> bool:
    return _source(keyed).statements[int(keyed.path[1])].within is not None


def _source(keyed: Keyed) -> Source:
    assert isinstance(keyed.entry.record, Source)
    return keyed.entry.record


def cut(code: str, keyed: Keyed, source: SourceCase, help: str) -> Iterator[Diagnostic]:
    """The diagnostic of words whose edge is not fair."""
    if code_of(keyed) != code or keyed.fault is None:
        return
    notes = tuple(Note(f"the source has, {place(source, a)}", around(source, a, b)) for a, b in keyed.fault.places[:1])
    yield from report(code, keyed, f"{name_of(keyed)} {shown(words_of(keyed))} is cut unfairly: {keyed.fault.detail}", help, notes)
