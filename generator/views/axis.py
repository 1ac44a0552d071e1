"""Days as places on a line, in pixels of the narrowest drawing and in per cent of any: which days, where each is, which are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .. import dates
from ..dates import Edtf
from ..frozen import dataclass

WIDTH = 640  # pixels of the narrowest drawing; a wider one only has more room between what stands in it
EDGE = 34  # pixels left free at both ends: for the arrow of an open date and half a mark
LABEL = 112  # pixels that a date takes at most: "30 September 2025"
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)  # between years that are named
LONG = 62  # days; a longer date says too little to stretch the line for it


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is named on the line: its place in per cent, and its name."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Extent:
    """A date on the line, in pixels: `start` to `end` are the days that it may be. An end that is open, unknown or beyond the
    line is told by `before` and `after`; `is_span` where it is not one day, `is_loose` where it is about or perhaps that day."""

    start: float
    end: float
    is_span: bool
    before: bool
    after: bool
    is_loose: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of days from `first` to `last`, both included; ordinals as `date.toordinal` has them."""

    first: int
    last: int

    @property
    def day(self) -> float:
        """Pixels that a day takes."""
        return (WIDTH - 2 * EDGE) / (self.last - self.first + 1)

    def left(self, day: int) -> float:
        """Where a day begins, in pixels."""
        return EDGE + (day - self.first) * self.day

    def extent(self, when: Edtf) -> Extent:
        """The place of a date. One of its days at least lies on the line."""
        earliest, latest = _bounds(when)
        first = max(earliest or latest or self.first, self.first)
        last = min(latest or earliest or self.last, self.last)
        before = earliest is None or earliest < self.first
        after = latest is None or latest > self.last
        # Of an open date only one day is known: it stands there, with an arrow.
        return Extent(self.left(first), self.left(last + 1), first != last, before, after, when.approximate or when.uncertain)

    def ticks(self) -> tuple[Tick, ...]:
        """The named days, as many as have room: days, else months, else years. The name stands to the right of its line."""
        found = [(self.left(day.toordinal()), label) for day, label in self._named()]
        return tuple([Tick(percent(x), label if x + LABEL <= WIDTH or len(found) == 1 else "") for x, label in found])

    def _named(self) -> list[tuple[date, str]]:
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        for step in (1, 2, 7):
            if step * self.day >= LABEL:
                return [(day, _words(day.isoformat())) for day in _days(self.first, self.last, step)]
        for step in (1, 2, 3, 6):
            if step * 30 * self.day >= LABEL:
                return [(day, _words(day.isoformat()[:7])) for day in _months(first, last, step)]
        step = next(step for step in _YEARS if step * 365 * self.day >= LABEL)
        return [(date(year, 1, 1), str(year)) for year in range(first.year, last.year + 1) if year % step == 0 and date(year, 1, 1) >= first]


def percent(pixels: float) -> float:
    """Pixels of the narrowest drawing as per cent of its width."""
    return round(pixels * 100 / WIDTH, 2)


def scale_of(values: Iterable[Edtf]) -> Scale | None:
    """The line that has all these dates; of a long or open one its known day. None where there are none."""
    days: list[int] = []
    for earliest, latest in map(_bounds, values):
        days.append(earliest or latest or 1)
        if earliest and latest and latest - earliest <= LONG:
            days.append(latest)
    return Scale(min(days), max(days)) if days else None


def scale_of_month(month: str) -> Scale:
    """The line of a month: "2025-08"."""
    value = dates.parse(month)
    assert isinstance(value, Edtf) and value.earliest and value.latest  # it is a month of the timeline
    return Scale(value.earliest.toordinal(), value.latest.toordinal())


def _bounds(when: Edtf) -> tuple[int | None, int | None]:
    return when.earliest.toordinal() if when.earliest else None, when.latest.toordinal() if when.latest else None


def _words(text: str) -> str:
    value = dates.parse(text)
    assert isinstance(value, Edtf)
    return dates.words(value)


def _days(first: int, last: int, step: int) -> Iterator[date]:
    for ordinal in range(first, last + 1):
        day = date.fromordinal(ordinal)
        # By sevens from the first of a month: the 1st, 8th, 15th, 22nd.
        if (ordinal - first) % step == 0 if step < 7 else day.day in (1, 8, 15, 22):
            yield day


def _months(first: date, last: date, step: int) -> Iterator[date]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = date(number // 12, number % 12 + 1, 1)
        if (day.month - 1) % step == 0 and day >= first:
            yield day
