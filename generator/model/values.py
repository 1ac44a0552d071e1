"""What a field can hold: ids, words, dates, shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from ..frozen import dataclass

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"


class Pattern:
    """Marks a text that this pattern is found in."""

    __slots__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern


class AtLeast:
    """Marks a text or list of at least so many letters or items."""

    __slots__ = ("length",)

    def __init__(self, length: int) -> None:
        self.length = length


class AtMost:
    """Marks a list of at most so many items."""

    __slots__ = ("length",)

    def __init__(self, length: int) -> None:
        self.length = length


class Between:
    """Marks a number from `low` to `high`, both included."""

    __slots__ = ("high", "low")

    def __init__(self, low: int, high: int | None = None) -> None:
        self.low, self.high = low, high


class ReadBy:
    """Marks what is changed by `change` before it is judged. `short`: a bare text may be written, and editors are to know it."""

    __slots__ = ("change", "short")

    def __init__(self, change: Callable[[Any], Any], *, short: bool = False) -> None:
        self.change, self.short = change, short


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a text as the id of a record of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """Marks what a text is: `edtf` a date, `prose` our own words with `[@id]`, `words` archived words,
    `name` a name or label of ours, `link` an https address, `language` a BCP 47 tag, `stance` a stance."""

    what: Literal["edtf", "prose", "words", "name", "link", "language", "stance"]


def as_tuple(value: Any) -> Any:
    """A single text as a tuple of one, where a field takes either."""
    return (value,) if isinstance(value, str) else value


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
        return float(value)
    return value


def _yes_or_no(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


MAX_PARTS = 100  # of a quotation; the work of putting them in order is the number of parts times that of places where each stands

Id = Annotated[str, Pattern(ID_PATTERN)]
Text = Annotated[str, AtLeast(1)]
Name = Annotated[Text, Holds("name")]
Prose = Annotated[Text, Holds("prose")]
Words = Annotated[Text, Holds("words")]
WordsInParts = Annotated[tuple[Words, ...], ReadBy(as_tuple, short=True), AtLeast(1), AtMost(MAX_PARTS)]
Date = Annotated[Text, Holds("edtf")]
Link = Annotated[Text, Holds("link")]
Language = Annotated[Text, Holds("language")]
WholeNumber = Annotated[int, ReadBy(_whole_number)]
Share = Annotated[float, ReadBy(_number), Between(0, 1)]
YesNo = Annotated[bool, ReadBy(_yes_or_no)]

CountryId = Annotated[Id, Refers(("countries",))]
OrganisationId = Annotated[Id, Refers(("organisations",))]
PersonId = Annotated[Id, Refers(("people",))]
QuestionId = Annotated[Id, Refers(("questions",))]
SourceId = Annotated[Id, Refers(("sources",))]
StatementId = Annotated[Id, Refers(("statements",))]
ActorId = Annotated[Id, Refers(("people", "organisations", "countries"))]
AuthorityId = Annotated[Id, Refers(("countries", "organisations"))]
SpeakerId = Annotated[Id, Refers(("people", "organisations", "countries", "sources"))]

SpeechKind = Literal["direct", "partial", "indirect", "transcript", "document"]
Rung = Literal["on-record", "official", "reported", "ascribed", "anonymous", "unverified"]
RUNGS: tuple[Rung, ...] = ("on-record", "official", "reported", "ascribed", "anonymous", "unverified")
CARRYING_RUNGS = frozenset(RUNGS[:3])  # only these carry a position
