"""The day that a line near the beginning of a text names, as “Oslo, 3 November 2025” does: likely that of publication, for a person to look at."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_FIRST = 6  # lines with words that are looked at
_MONTH = "|".join(_MONTHS)
_DAY = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.? (?P<month>{_MONTH})|(?P<us_month>{_MONTH}) (?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?),? (?P<year>\d{{4}})"
_LINE = re.compile(rf"(?P<words>(?:[^\W\d_][\w’'. -]{{1,40}}, )?(?:[A-Z][a-z]+day,? )?{_DAY})\.?(?P<rest>\s+[–—-]+\s.*|)")


def dayline(text: str, last: str = "9999-12-31") -> tuple[str, str]:
    """The words that name the day, and the day as 2025-11-03; empty texts where no line does, or several name other days. `last`: no day behind it counts."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()][:_FIRST]
    found = [(match["words"], day) for line in lines if (match := _LINE.fullmatch(line)) and "" < (day := _day_of(match)) <= last]
    return found[0] if len({day for _, day in found}) == 1 else ("", "")


def is_dayline(line: str) -> bool:
    """Whether a line holds a place and a day, or a day, and nothing else."""
    match = _LINE.fullmatch(line)
    return match is not None and not match["rest"]


def _day_of(match: re.Match[str]) -> str:
    """The day in the notation of our dates; empty where the calendar has no such day."""
    try:
        return date(int(match["year"]), _MONTHS.index(match["month"] or match["us_month"]) + 1, int(match["day"] or match["us_day"])).isoformat()
    except ValueError:
        return ""
