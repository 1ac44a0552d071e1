"""The records of a dossier, frozen: the only declaration of the fields.

The reader turns YAML into these records, the JSON Schema and the contributors'
reference are made from them. Names follow Popolo (person, membership), W3C Web
Annotation (exact, prefix, suffix), EDTF, ISO 3166-1, BCP 47 and PROV-O.

Every scalar of YAML arrives here as text and is typed by its field alone, so that
`NO` is Norway and `010` is not 8.
"""

from __future__ import annotations

from .marked import Mark, marked
from .record import FieldInfo, Record, ShortRecord, parts_of
from .sources import (
    Allegation, Alteration, Answer, Answers, Archive, Changes, Elsewhere, Fact, NotSpeech, Notice, Original, Prompt, Review, Rights,
    Said, Selector, Source, SpeaksFor, Statement, Translation, Turn,
)
from .subjects import Country, DossierRecord, Event, Licence, Membership, Organisation, Passage, Person, Question, Scale, Stance
from .values import (
    ActorId, AtLeast, AtMost, AuthorityId, Between, CARRYING_RUNGS, CountryId, Date, Holds, ID_PATTERN, Id, Language, Link, Name, OrganisationId,
    Pattern, PersonId, Prose, QuestionId, RUNGS, ReadBy, Refers, Rung, Share, SourceId, SpeakerId, SpeechKind, StatementId, Text,
    WholeNumber, Words, WordsInParts, YesNo,
)

__all__ = [
    "ActorId", "Allegation", "Alteration", "Answer", "Answers", "Archive", "AtLeast", "AtMost", "AuthorityId", "Between", "CARRYING_RUNGS",
    "Changes", "Country", "CountryId", "Date", "DossierRecord", "Elsewhere", "Event", "Fact", "FieldInfo", "Holds", "ID_PATTERN",
    "Id", "KINDS", "Language", "Licence", "Link", "Mark", "Membership", "Name", "NotSpeech", "Notice", "Organisation",
    "OrganisationId", "Original", "Passage", "Pattern", "Person", "PersonId", "Prompt", "Prose", "Question", "QuestionId", "RUNGS",
    "ReadBy", "Record", "Refers", "Review", "Rights", "Rung", "Said", "Scale", "Selector", "Share", "ShortRecord", "Source",
    "SourceId", "SpeakerId", "SpeaksFor", "SpeechKind", "Stance", "Statement", "StatementId", "Text", "Translation", "Turn",
    "WholeNumber", "Words", "WordsInParts", "YesNo", "marked", "parts_of",
]

KINDS: dict[str, type[Record]] = {
    "dossier": DossierRecord,
    "questions": Question,
    "countries": Country,
    "organisations": Organisation,
    "people": Person,
    "events": Event,
    "sources": Source,
}
