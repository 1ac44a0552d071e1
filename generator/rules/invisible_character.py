"""Our own text carries a character that nobody sees.

Why: a control, a mark that turns the direction of writing, or a blank without width can make a page read
otherwise than what was reviewed.

Before:
    title: "Peace<U+202E>"
After:
    title: "Peace"

Mend: delete the character and type the words around it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import quotes
from ..diagnostics import Diagnostic, diagnostic
from ..patterns import compiled_late
from .case import Case, Value
from .seen import is_plain

HOLDS = ("name", "prose")
_BREAKS = compiled_late("[\v\f\x1c-\x1f\x85\u2028\u2029]")  # line breaks that no editor shows as such


def concerns(text: str) -> bool:
    """Only a text with signs that might not be seen."""
    return not is_plain(text)


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """All names and prose of ours."""
    where = [f.detail for f in quotes.find(value.text, "").faults if f.code == "quote-invisible-character"]
    where += [f"U+{ord(m.group()):04X} at character {m.start() + 1} is a line break that is not seen" for m in _BREAKS.finditer(value.text)]
    for detail in where:
        yield diagnostic("invisible-character", value.span, detail.replace("of the quote ", ""), "delete it, and type the words around it anew")
