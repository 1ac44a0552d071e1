"""Dates for a page: in words, with the machine form only where it states no more than is known."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from .. import dates
from ..dates import Edtf
from ..frozen import dataclass


@dataclass(frozen=True, slots=True)
class When:
    """A date in words; `machine` is what `<time datetime>` may carry, else None; `loose` where it is not one certain day."""

    words: str
    machine: str | None
    loose: bool


def when(value: Edtf) -> When:
    """The date as the site shows it."""
    return _when(value.text)


@lru_cache(maxsize=1 << 13)
def _when(text: str) -> When:
    """Of the text of a date, since few days are shown very often."""
    value = dates.parse(text)
    assert isinstance(value, Edtf)  # it is the text of a date that was read
    machine = dates.machine(value)
    return When(dates.words(value), machine, machine is None or len(machine) < 10)


def within(value: Edtf) -> str:
    """The date within a sentence: "on 19 August 2025", "in August 2025", "on or before 19 August 2025"."""
    return _within(value.text)


@lru_cache(maxsize=1 << 13)
def _within(text: str) -> str:
    value = dates.parse(text)
    assert isinstance(value, Edtf)  # it is the text of a date that was read
    words = dates.words(value)
    if value.precision in ("interval",) or value.approximate or value.uncertain or value.unspecified:
        return words
    return f"{'on' if value.precision in ('day', 'time') else 'in'} {words}"


@lru_cache(maxsize=1 << 13)
def day(text: str) -> When:
    """The date that a text means, such as `2025-08-19` or `2025-08`; any other text is shown as it stands."""
    value = dates.parse(text)
    return when(value) if isinstance(value, Edtf) else When(text, None, True)


def years(values: list[Edtf]) -> tuple[date | None, date | None]:
    """The first and the last day that any of these dates names."""
    first = [value.earliest or value.latest for value in values]
    last = [value.latest or value.earliest for value in values]
    return min((d for d in first if d), default=None), max((d for d in last if d), default=None)
