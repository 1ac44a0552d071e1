"""A date is not in the notation that Onrecord reads: a part of EDTF (ISO 8601-2).

Why: "01/02/25" is January to one reader and February to another. EDTF says what is known and what is
not: a day, a month, about, perhaps, on or before.

Before:
    said: 19.8.2025
After:
    said: 2025-08-19

Mend: write year, month, day: `2025-08-19`. A month is `2025-08`. About is `2025-08-19~`, perhaps is
`2025-08-19?`. On or before is `../2025-08-19`, from a day on is `2025-08-19/..`, between two days is
`2025-08-15/2025-08-19`.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import dates
from ..diagnostics import Diagnostic, diagnostic
from .case import Case, Value

HOLDS = ("edtf",)


def concerns(text: str) -> bool:
    """Only what is no date."""
    return isinstance(dates.parse(text), dates.DateFault)


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """Every date, parsed."""
    read = dates.parse(value.text)
    if isinstance(read, dates.DateFault):
        yield diagnostic("date-not-edtf", value.span, read.message, read.help)
