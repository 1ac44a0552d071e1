"""What a field can hold: ids, words, dates, shares; and the base of all records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"


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


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[Text, Holds("name")]
Prose = Annotated[Text, Holds("prose")]
Words = Annotated[Text, Holds("words")]
WordsInParts = Annotated[tuple[Words, ...], BeforeValidator(as_tuple, json_schema_input_type=str | list[str]), Field(min_length=1)]
Date = Annotated[Text, Holds("edtf")]
Link = Annotated[Text, Holds("link")]
Language = Annotated[Text, Holds("language")]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Share = Annotated[float, BeforeValidator(_number), Field(ge=0, le=1)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]

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


class Record(BaseModel):
    """Base of all records: frozen, strict, no unknown keys."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", strict=True)


class ShortRecord(Record):
    """A record that a bare text may stand for, as the value of its first field."""

    short_for: ClassVar[str] = ""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {cls.short_for: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core_schema))
        field = schema.get("properties", {}).get(cls.short_for, {})
        return {"anyOf": [{"type": "string", "description": field.get("description", "")}, schema]}
