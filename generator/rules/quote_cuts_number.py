"""A quote begins or ends inside a number, or drops what limits the number.

Why: "5 billion" out of "$5.5 billion", "12,000 men" out of "up to 12,000 men": the figure that is left
is not the one that was said. A sign, a currency, decimals, per cent, a magnitude and words such as "up
to", "at least", "nearly" belong to the number.

Before:
    quote: "12,000 men on the border"
    (the source has: "up to 12,000 men on the border")
After:
    quote: "up to 12,000 men on the border"

Mend: take the whole number with all that belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..cases import Keyed, SourceCase
from ..diagnostics import Diagnostic
from . import placed
from .case import Case


def keyed(keyed: Keyed, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """All claimed words."""
    yield from placed.cut("quote-cuts-number", keyed, source, "take the whole number and the words that limit it")
