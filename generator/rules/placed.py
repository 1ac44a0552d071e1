"""Shared by the rules on words that have no place in the archived text: which code is meant, where, in what words."""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic, Note, diagnostic
from ..model import Source

_ROLES = {
    "quote": "the quote", "evidence": "the evidence", "attribution": "the attribution", "phrase": "`phrase`", "condition": "`condition`",
    "because": "`because`", "prompt": "`prompt`", "elsewhere": "the quote", "passage": "the passage", "not-speech": "the text",
    "turn": "the beginning of the turn",
}
_SHOWN = 80  # characters of a text that a message shows
_WHOLE = 300  # characters of archived words that a note shows whole
_LOOSE = " ,;:“”„\"«»"  # marks at the ends of what stands between two places, which belong to neither
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
    if keyed.role in ("quote", "elsewhere") and fault.code == "quote-not-in-source" and fault.places and _lies_within(keyed):
        return "within-not-inside"
    if keyed.role == "prompt" and fault.code == "quote-not-in-source" and fault.places:
        return "prompt-not-before-answer"
    return fault.code


def report(code: str, keyed: Keyed, message: str, help: str, notes: tuple[Note, ...] = ()) -> Iterator[Diagnostic]:
    """The diagnostic where the words have this fault."""
    if code_of(keyed) == code:
        yield diagnostic(code, keyed.span(keyed.fault.part if keyed.fault else 0), message, help, notes)


def name_of(keyed: Keyed) -> str:
    """What the words are, as the beginning of a sentence."""
    return _ROLES[keyed.role]


def words_of(keyed: Keyed) -> str:
    """The contributor's words that have no place, of the part at fault."""
    return keyed.wanted[min(keyed.fault.part, len(keyed.wanted) - 1)] if keyed.fault else ""


def shown(text: str, focus: str = "") -> str:
    """Words as a message shows them, on one line and between marks. A long text is cut around `focus`, else in its middle."""
    line, focus = " ".join(text.split()), " ".join(focus.split())
    at = line.find(focus) if focus else -1
    if len(line) <= _SHOWN:
        short = line
    elif at < 0:
        short = _ends(line, _SHOWN // 2)
    else:
        spare = max(_SHOWN - len(focus), 0) // 2
        short = _window(line, at, at + len(focus), spare)
    return marked(short)


def marked(text: str) -> str:
    """The text between marks that it does not have itself, so that a reader sees where it begins and ends."""
    if not any(mark in text for mark in "“”„\""):
        return f"“{text}”"
    return f"`{text}`" if "`" not in text else f"« {text} »"


def _ends(line: str, reach: int) -> str:
    head, tail = line[:reach].rpartition(" ")[0] or line[:reach], line[-reach:].partition(" ")[2] or line[-reach:]
    return f"{head} … {tail}"


def _window(text: str, start: int, end: int, reach: int) -> str:
    """The stretch with the words beside it, cut between words; three dots say where something is left out."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    low = low if low == 0 else max(text.find(" ", low, start) + 1, low)
    high = high if high == len(text) else max(text.rfind(" ", end, high), end)
    return ("… " if low else "") + text[low:high].strip() + (" …" if high < len(text) else "")


def around(source: SourceCase, start: int, end: int, reach: int = 60) -> str:
    """A passage of the archived text, with the words beside it in its line: for a note, which needs no marks."""
    text = source.text
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first:last if last >= 0 else len(text)]
    if end - start > _WHOLE:
        return " ".join(_ends(_window(line, start - first, end - first, reach), _WHOLE // 2).split())
    return " ".join(_window(line, start - first, end - first, reach).split())


def passage(source: SourceCase, start: int, end: int) -> str:
    """What stands between two places, for a note; of a long stretch its beginning and end."""
    return _short(" ".join(source.text[start:end].split()))


def gap(source: SourceCase, start: int, end: int) -> str:
    """The same without the marks that belong to what stands before and behind."""
    return _short(" ".join(source.text[start:end].split()).strip(_LOOSE))


def _short(words: str) -> str:
    return words if len(words) <= _WHOLE else _ends(words, _WHOLE // 2)


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
    """True for the words of a statement that names another in `within`."""
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
