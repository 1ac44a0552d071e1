"""Archived words in a YAML file carry a character that nobody sees.

Why: a control, a mark that turns the direction of writing, or a blank without width can make a text read
otherwise than it is compared. The archived text may carry a soft hyphen or the like; what is typed may not.

Before:
    quote: "We will<zero-width space> march"
After:
    quote: "We will march"

Mend: delete the character and type the words around it anew; the message says at which character it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import quotes
from ..diagnostics import Diagnostic, diagnostic
from . import placed
from .case import Case, Value
from .seen import is_plain

HOLDS = ("words",)
CODE = "quote-invisible-character"


def concerns(text: str) -> bool:
    """Only a text with signs that might not be seen."""
    return not is_plain(text)


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """All archived words in the data, selectors too."""
    for fault in quotes.find(value.text, "").faults:
        if fault.code == CODE:
            yield diagnostic(CODE, value.span, f"{placed.shown(_visible(value.text))} carries a character that is not seen: {fault.detail}",
                             "delete it, and type the words around it anew")


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c.isspace() else f"<U+{ord(c):04X}>" for c in text)
