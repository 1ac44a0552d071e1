"""Dates as people know them: exact, about, perhaps, some day in, between, on or before.

The notation is a subset of EDTF (Extended Date/Time Format, ISO 8601-2:2019): level 0, and of level 1
the qualifiers ``~ ? %`` at the end of a date, unspecified digits from the right (``2025-08-XX``,
``2025-XX``, ``2025-XX-XX``, ``202X``) and intervals with open (``..``) or unknown (empty) ends.
Wider than EDTF: a time may leave out its seconds. Narrower: years 0001 to 9999, no centuries, seasons
or date-times inside intervals, one end of an interval at least is a date, and no interval ends before
it starts.

Two decisions:

* A qualifier is shown and never widens: ``2025-08-19~`` keeps the bounds of 19 August 2025 (as
  ``lower_strict`` and ``upper_strict`` of the edtf library do). How wide "about" is would be our guess;
  the library's ``*_fuzzy`` bounds spread it over two years.
* Bounds are days as written down at the place; a time of day does not move them into another zone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Literal

from .frozen import dataclass, replace

__all__ = ["DateFault", "Edtf", "contains", "date_of", "machine", "newer", "parse", "sort_key", "words"]

Precision = Literal["time", "day", "month", "year", "decade", "interval"]

MAX_LENGTH = 80  # the longest text of the notation has 25 characters; the rest is room for good advice
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edtf:
    """One date of the notation.

    ``earliest`` and ``latest`` are the first and the last day that it may mean, both included; None
    where that side is open or unknown. ``unspecified`` names what the XX stand for. ``start`` and
    ``end`` are the dated ends of an interval. ``time`` has a time zone only where one was written.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    unspecified: Literal["", "day", "month", "year"] = ""
    open_start: bool = False
    open_end: bool = False
    unknown_start: bool = False
    unknown_end: bool = False
    time: datetime | None = None
    start: Edtf | None = None
    end: Edtf | None = None


@dataclass(frozen=True, slots=True)
class DateFault:
    """Why a text is no date (``message``), and what to write (``help``): plain sentences without a full stop."""

    message: str
    help: str


class _Fault(Exception):
    """Carries a DateFault out of the depth of the parser; never leaves this module."""


_DATE = re.compile(
    r"(?:(?P<decade>[0-9]{3})X|(?P<year>[0-9]{4})(?:-(?:(?P<noday>XX(?:-XX)?)|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}|XX))?))?)"
    r"(?P<qualifier>[~?%])?"
)
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


@lru_cache(maxsize=1 << 15)
def parse(text: str) -> Edtf | DateFault:
    """The date that ``text`` means, or what is wrong with it. Never raises on any text."""
    if len(text) > MAX_LENGTH:
        return DateFault(f"a date has at most {MAX_LENGTH} characters, this one {len(text)}", _EXAMPLES)
    try:
        if "/" in text:
            return _parse_interval(text)
        return _parse_time(text) if text[10:11] == "T" else _parse_date(text)
    except _Fault as fault:
        return DateFault(str(fault), _advice(text))


def date_of(text: str) -> Edtf:
    """The date that a checked record gives."""
    parsed = parse(text)
    assert isinstance(parsed, Edtf), f"an unchecked date: {text}"
    return parsed


def _parse_date(text: str) -> Edtf:
    if len(text) == 10 and text[4] == text[7] == "-":
        # By far the commonest, in a third of the time; what is no plain day goes on below.
        try:
            only = date.fromisoformat(text)
            return Edtf(text, only, only, "day")
        except ValueError:
            pass
    match = _DATE.fullmatch(text)
    if match is None:
        raise _Fault(f"“{text}” is not a date that Onrecord can read" if text else "the date is empty")
    decade, year, noday, month, day, qualifier = match.group("decade", "year", "noday", "month", "day", "qualifier")
    if (year or decade + "0") == "0000":
        raise _Fault("years run from 0001 to 9999")
    unspecified: Literal["", "day", "month", "year"] = ""
    precision: Precision = "day"
    if decade:
        first, last = date(int(decade + "0"), 1, 1), date(int(decade + "9"), 12, 31)
        precision, unspecified = "decade", "year"
    elif month is None:
        first, last, precision = date(int(year), 1, 1), date(int(year), 12, 31), "year"
        unspecified = "" if noday is None else "month" if noday == "XX" else "day"
    else:
        first, last = _days(int(year), int(month), day)
        if day is None or day == "XX":
            precision, unspecified = "month", "day" if day else ""
    approximate, uncertain = (qualifier in "~%", qualifier in "?%") if qualifier else (False, False)
    return Edtf(text, first, last, precision, approximate, uncertain, unspecified)


def _days(year: int, month: int, day: str | None) -> tuple[date, date]:
    """First and last day of a month, or the one day; a day that the calendar lacks is a fault."""
    if not 1 <= month <= 12:
        raise _Fault(f"there is no month {month:02d}")
    from calendar import monthrange  # late: most dates are plain days

    length = monthrange(year, month)[1]
    if day is None or day == "XX":
        return date(year, month, 1), date(year, month, length)
    if not 1 <= int(day) <= length:
        raise _Fault(f"{_MONTHS[month - 1]} {year} has no day {int(day)}; it has {length} days")
    only = date(year, month, int(day))
    return only, only


def _parse_time(text: str) -> Edtf:
    match = _TIME.fullmatch(text)
    if match is None:
        raise _Fault(f"“{text}” is not a date with a time of day")
    day, hour, minute, second, zone = match.groups()
    on = _parse_date(day).earliest
    assert on is not None  # a full day has its bounds
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        raise _Fault(f"there is no time of day {text[11:19] if second else text[11:16]}")
    moment = datetime.combine(on, time(int(hour), int(minute), int(second or 0), tzinfo=_zone(zone)))
    return Edtf(text, on, on, "time", time=moment)


def _zone(text: str | None) -> timezone | None:
    if text is None or text == "Z":
        return timezone.utc if text else None
    minutes = int(text[1:3]) * 60 + int(text[4:])
    # The zones in use reach from -12:00 to +14:00; ISO 8601 forbids -00:00.
    if int(text[4:]) > 59 or minutes > (14 * 60 if text[0] == "+" else 12 * 60) or text == "-00:00":
        raise _Fault(f"there is no time zone {text}")
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes))


def _parse_interval(text: str) -> Edtf:
    if "T" in text:
        raise _Fault("an interval has dates at its ends, not times of day")
    if text.count("/") != 1:
        raise _Fault("an interval has one “/” between its two ends")
    left, right = text.split("/")
    if left in ("", "..") and right in ("", ".."):
        raise _Fault("an interval needs a date at one end at least")
    start = None if left in ("", "..") else _parse_date(left)
    end = None if right in ("", "..") else _parse_date(right)
    earliest = start.earliest if start else None
    latest = end.latest if end else None
    if earliest and latest and earliest > latest:
        raise _Fault(f"the interval ends ({right}) before it starts ({left})")
    ends = [one for one in (start, end) if one]
    return Edtf(
        text, earliest, latest, "interval",
        approximate=any(one.approximate for one in ends), uncertain=any(one.uncertain for one in ends),
        open_start=left == "..", open_end=right == "..", unknown_start=left == "", unknown_end=right == "",
        start=start, end=end,
    )  # fmt: skip


# --- comparing ---------------------------------------------------------------------------------------


def newer(a: Edtf, b: Edtf) -> bool:
    """True only if ``a`` is later than ``b`` whatever their days may be: its earliest is after the latest of ``b``.

    Two moments of known time zones must agree in this too, since a day starts earlier in the east.
    """
    if a.earliest is None or b.latest is None or a.earliest <= b.latest:
        return False
    if a.time and b.time and a.time.tzinfo and b.time.tzinfo:
        return a.time > b.time
    return True


def contains(interval: Edtf, day: Edtf | date) -> Literal["yes", "no", "maybe"]:
    """Whether ``day``, on whichever of its possible days, falls inside ``interval``; both ends belong to it.

    An end that is known only to a month or a year makes the days of that month or year "maybe", as an
    unknown end does for all days beyond the known one. A date that is no interval stands for all its
    days, one with XX for an unknown one of them.
    """
    first, last = (day.earliest or date.min, day.latest or date.max) if isinstance(day, Edtf) else (day, day)
    if last < (interval.earliest or date.min) or first > (interval.latest or date.max):
        return "no"
    sure_first, sure_last = _sure(interval)
    return "yes" if sure_first <= first and last <= sure_last else "maybe"


def _sure(interval: Edtf) -> tuple[date, date]:
    """First and last day that an interval holds for certain; first is after last where there is none."""
    start, end = interval.start, interval.end
    if interval.precision != "interval":
        whole = (interval.earliest or date.min, interval.latest or date.max)
        return (date.max, date.min) if interval.unspecified else whole
    first = (start.latest if start else None) or date.min
    last = (end.earliest if end else None) or date.max
    if interval.unknown_end and start:
        return first, start.earliest or first  # it may have ended on the very day that it began
    if interval.unknown_start and end:
        return end.latest or last, last
    return first, last


SortKey = tuple[int, int, int, str]


def sort_key(value: Edtf) -> SortKey:
    """A total order for timelines: by the earliest known day; where the start is open or unknown, by the latest.

    On one day "on or before" comes first, then the date itself, its hours, then what may be later.
    """
    anchor = value.earliest or value.latest
    assert anchor is not None  # the parser refuses intervals without any date
    last = value.latest or date.max
    seconds = -1 if last == anchor else 86_400  # 86,400 seconds are a day: after all its hours
    if value.time:
        seconds = (value.time.hour * 60 + value.time.minute) * 60 + value.time.second
    # "../" and "/" come before digits, so that "on or before" precedes the day itself.
    return anchor.toordinal(), seconds, last.toordinal(), value.text


# --- saying it ---------------------------------------------------------------------------------------


def machine(value: Edtf) -> str | None:
    """What may stand in ``<time datetime>`` (HTML: a year, month, day or moment), or None.

    A qualified date gives None: the attribute would state as certain what is not.
    """
    first = value.earliest
    if first is None or value.approximate or value.uncertain or value.precision in ("decade", "interval"):
        return None
    if value.precision == "time":
        return value.text
    return first.isoformat()[: {"day": 10, "month": 7, "year": 4}[value.precision]]


def words(value: Edtf, language: str = "en", *, lasting: bool = False) -> str:
    """The date in plain English: "19 August 2025", "about August 2025", "on or before 19 August 2025".

    ``lasting`` is for what went on for the whole of an interval, as an office does: "since 20 January
    2025", "1 to 5 August 2025" instead of "between 1 and 5 August 2025". Raises ValueError for a
    language other than "en".
    """
    if language != "en":
        raise ValueError(f"dates are written in English only, not in {language!r}")
    if value.precision != "interval":
        return _hedged(value, _unspecified(value) + _plain(value))
    if value.start and value.end:
        return _between(value.start, value.end, lasting)
    known = value.start or value.end
    assert known is not None  # the parser refuses intervals without any date
    note = " (start unknown)" if value.unknown_start else " (end unknown)" if value.unknown_end else ""
    plain = _hedged(known, _unspecified(known) + _plain(known))
    if lasting:
        return f"{'until' if known is value.end else 'since' if value.open_end else 'from'} {plain}{note}"
    at = "on" if known.precision == "day" or known.unspecified == "day" else "in"
    return f"{at} or {'before' if known is value.end else 'after'} {plain}{note}"


def _plain(value: Edtf) -> str:
    day = value.earliest
    assert day is not None  # only called for dates, which have their bounds
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    if value.precision == "time" and value.time:
        return f"{day.day} {month}, {_clock(value.time)}"
    return {"decade": f"the {day.year}s", "year": str(day.year), "month": month}.get(value.precision, f"{day.day} {month}")


def _clock(moment: datetime) -> str:
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    if moment.tzinfo is None:
        return clock
    offset = f"{moment:%z}"
    return f"{clock} UTC" if offset == "+0000" else f"{clock} UTC{offset[:3]}:{offset[3:]}"


def _unspecified(value: Edtf) -> str:
    return f"some {value.unspecified} in " if value.unspecified else ""


def _hedged(value: Edtf, plain: str) -> str:
    return ("perhaps " if value.uncertain else "") + ("about " if value.approximate else "") + plain


def _between(start: Edtf, end: Edtf, lasting: bool) -> str:
    if replace(start, text="") == replace(end, text=""):
        return words(start)
    left = _unspecified(start) + _plain(start)
    right = _unspecified(end) + _plain(end)
    bare = not any(one.unspecified or one.approximate or one.uncertain for one in (start, end))
    first, last = start.earliest, end.earliest
    if bare and first and last and first.year == last.year and start.precision == end.precision != "year":
        # "1 and 5 August 2025", "1 July and 5 August 2025": what both share is said once.
        same_month = first.month == last.month and start.precision == "day"
        left = left.removesuffix(f" {_MONTHS[first.month - 1]} {first.year}" if same_month else f" {first.year}")
    left, right = _hedged(start, left), _hedged(end, right)
    return f"{left} to {right}" if lasting else f"between {left} and {right}"


# --- near misses -------------------------------------------------------------------------------------

_EXAMPLES = "write for example 2025-08-19, 2025-08, 2025-08-XX (some day of it), 2025-08-19~ (about) or ../2025-08-19 (on or before)"
_NAMES = {name.lower()[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, 4, len(name))}
# Patterns are compiled when a date has a fault, without regard to case.
_WORDS = (  # what people write, and the notation for it; the first that fits is taken
    (r"(?:on or )?(?:before|until|till|by) (.+)", "../{}"),
    (r"(?:on or )?(?:after|since|from) (.+)", "{}/.."),
    (r"(.+)/(?:open|now|today|present)", "{}/.."),
    (r"(?:about|around|circa|ca?\.?|approximately|~) ?([0-9a-z].+)", "{}~"),
    (r"(?:perhaps|maybe|probably|\?) ?([0-9a-z].+)", "{}?"),
    (r"(?:between )?(.+?)(?: ?[–—] ?| - | to | and )(.+)", "{}/{}"),
    (r"([^/]+)/([^/]+)", "{}/{}"),
    (r"(.*[0-9X]) ?(?:~\?|\?~|%)", "{}%"),
    (r"(.*[0-9X]) ?(?:\?|\(\?\))", "{}?"),
    (r"(.*[0-9X]) ?~", "{}~"),
    (r"([0-9]{2})(?:XX|00s)", "{0}00/{0}99"),
    (r"(?:the )?([0-9]{3})0s", "{}X"),
)
_YMD = r"([0-9]{4})([-./ ]?)([0-9]{1,2}|xx)(?:\2([0-9]{1,2}|xx))?"
_DMY = r"([0-9]{1,2})([-./ ]) ?([0-9]{1,2})\2 ?([0-9]{4})"
_NAMED = r"(?:[a-z]+day,? )?(?:([0-9]{1,2})(?:st|nd|rd|th|\.)? )?([a-z]{3,9})\.?(?: ([0-9]{1,2})(?:st|nd|rd|th)?)?,? ([0-9]{4})"
_MOMENT = r"([0-9-]{10})[ tT]([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?) ?(z|[+-][0-9]{2}:?[0-9]{2})?"


def _advice(text: str) -> str:
    line = " ".join(text.split())
    found = [guess for guess in _guesses(line, 0) if guess != text and _reads(guess)]
    if found:
        return f"write {' or '.join(found)}"
    is_words = any(letter.isalpha() for letter in line) and not any(letter.isdigit() for letter in line)  # Monday, last spring
    return _EXAMPLES + (f"; in a statement, write `said:`, and below it `date:` and `phrase: {line}`" if is_words else "")


def _reads(text: str) -> bool:
    return isinstance(parse.__wrapped__(text), Edtf) if len(text) <= MAX_LENGTH else False


def _guesses(text: str, depth: int) -> tuple[str, ...]:
    """What the writer may have meant, in the notation; two where day and month may be either."""
    if _DATE.fullmatch(text) or depth > 3:
        return (text,)
    if match := re.fullmatch(_MOMENT, text, re.I):
        zone = (match[3] or "").upper()
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
        return (f"{match[1]}T{match[2].zfill(8 if match[2].count(':') == 2 else 5)}{zone}",)
    if match := re.fullmatch(_YMD, text, re.I):
        parts = [part.zfill(2).upper() for part in match.group(3, 4) if part]
        return ("-".join([match[1], *(["XX"] * len(parts) if parts[0] == "XX" else parts)]),)
    if match := re.fullmatch(_DMY, text, re.I):
        day, month, year = match[1].zfill(2), match[3].zfill(2), match[4]
        # With dots the day comes first everywhere; with other marks Americans put the month first.
        either = match[2] != "." and day != month
        return (f"{year}-{month}-{day}", *([f"{year}-{day}-{month}"] if either else []))
    if (match := re.fullmatch(_NAMED, text, re.I)) and (number := _NAMES.get(match[2].lower())):
        day = match[1] or match[3]
        return (f"{match[4]}-{number:02d}" + (f"-{day.zfill(2)}" if day else ""),)
    for pattern, notation in _WORDS:
        if match := re.fullmatch(pattern, text, re.I):
            parts = [part if part.isdigit() else next(iter(_guesses(part, depth + 1)), "?") for part in match.groups()]
            return (notation.format(*parts),)
    return ()
