"""The way of words from a mouth to this archive, and of a text from its first publisher to the copy archived here."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..frozen import dataclass
from ..model import Original
from ..resolved import Dossier, ResolvedSource, ResolvedStatement
from .cards import Card, saying
from .links import record_path, safe
from .names import Name, actor, named
from .ours import Runs, ours
from .phrases import ALTERATIONS, MEDIA, count
from .when import When, when


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way of a text: what happened, whose text, when, with its differences."""

    what: str
    title: str
    path: str | None
    publisher: Name | None
    when: When | None
    url: str | None
    notes: tuple[tuple[str, Runs], ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of the way of words: what happened there, who did it (None is unknown), when, our notes, and links to more."""

    what: str
    who: Name | None
    when: When | None = None
    notes: tuple[str, ...] = ()
    more: tuple[Name, ...] = ()


# --- of a text --------------------------------------------------------------------------------------------------------


def history(dossier: Dossier, id: str) -> tuple[Step, ...]:
    """The way of the text, from the first original that is known to the copy archived here. Made once for all its statements."""
    return dossier.remembered(("history", id), partial(_history, dossier, id))


def _history(dossier: Dossier, id: str) -> tuple[Step, ...]:
    """Cycles end at the first repeat."""
    steps: list[Step] = []
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current in dossier.sources and current not in seen:
        seen.add(current)
        source = dossier.sources[current]
        record = source.record
        copied = source.original is not None
        notes = tuple((ALTERATIONS[change.kind], ours(dossier, change.note)) for change in source.alterations)
        steps.append(Step("Republished by" if copied else "Published by", record.title, f"sources/{current}/",
                          named(dossier, "organisations", record.publisher) if record.publisher else None, when(source.published),
                          safe(record.url), notes))
        if source.original is not None and source.original.source is None:
            steps.append(_unarchived(dossier, source.original, when(source.original_published) if source.original_published else None))
        current = source.original.source if source.original else None
    return tuple(reversed(steps))


def _unarchived(dossier: Dossier, original: Original, published: When | None) -> Step:
    return Step("First published by", original.title, None, named(dossier, "organisations", original.publisher) if original.publisher else None,
                published, safe(original.url))


# --- of words ---------------------------------------------------------------------------------------------------------


def way(dossier: Dossier, said: ResolvedStatement, one: Card) -> tuple[Stop, ...]:
    """From who said it to whom; what follows is the same for all statements of a source (`way_of_source`)."""
    first = Stop(_said_how(said), one.speaker, one.when, tuple([held.words for held in one.offices[:1]]))
    found = [first, _to(said)]
    if said.via:
        found.append(Stop("Passed on by", actor(dossier, said.via)))
    if said.within:
        found.append(Stop("Told by", saying(dossier, said.within)))
    return tuple(found)


def _to(said: ResolvedStatement) -> Stop:
    """To whom it was said; where only the place or the programme is known, that."""
    by = MEDIA.get(said.medium or "", "")
    if said.venue and not said.audience:
        return Stop("Where", Name(said.venue), None, (by,) if by else ())
    return Stop("To", Name(", ".join(said.audience)) if said.audience else None, None, tuple([note for note in (said.venue or "", by) if note]))


_WRITTEN = frozenset(("letter", "post"))


def _said_how(said: ResolvedStatement) -> str:
    """How the words came about; where nobody vouches for them but another speaker, or nobody at all, that they are only given so."""
    how = _made_how(said)
    return f"Given as {how.lower()}" if said.rung in ("ascribed", "unverified") else how


def _made_how(said: ResolvedStatement) -> str:
    if said.medium in _WRITTEN:
        return "Written by"
    return "Issued by" if said.speech == "document" or said.medium == "statement" else "Said by"


def way_of_source(dossier: Dossier, id: str) -> tuple[Stop, ...]:
    """Who first published the words, who copied them, and the archive. Made once for all statements of the source."""
    return dossier.remembered(("way", id), partial(_way_of_source, dossier, id))


_FIRST = {"article": "Reported by", "broadcast": "Reported by", "transcript": "Set down by", "document": "Published by", "post": "Published by"}


def _way_of_source(dossier: Dossier, id: str) -> tuple[Stop, ...]:
    source = dossier.sources[id]
    found = []
    for number, step in enumerate(history(dossier, id)):
        who = step.publisher or _author(dossier, source, step)
        notes = () if step.path else ("the original is not archived here",)
        found.append(Stop(_FIRST[source.record.kind] if number == 0 else "Republished by", who, step.when, notes))
    return (*found, Stop("Archived here", Name("the text of the source", record_path("sources", id), id), when(source.retrieved), (),
                         _more(dossier, source)))


def _author(dossier: Dossier, source: ResolvedSource, step: Step) -> Name | None:
    """Who stands for a text that has no publisher: the one in whose name it was issued, or its author."""
    if step.path != record_path("sources", source.id):
        return None
    record = source.record
    return actor(dossier, record.issuer) if record.issuer else Name(record.author) if record.author else None


def _more(dossier: Dossier, source: ResolvedSource) -> tuple[Name, ...]:
    """Links to what a reader should know of the copy."""
    path = record_path("sources", source.id)
    body = dossier.organisations.get(source.record.publisher or "")
    found = [Name(count(len(source.alterations), "known change"), f"{path}#history")] if source.alterations else []
    return (*found, *((Name("who stands behind it", f"{path}#interest"),) if body and body.interest else ()))


# --- for machines -----------------------------------------------------------------------------------------------------


def source_in_json_ld(dossier: Dossier, id: str) -> dict[str, Any]:
    """The source as linked data name it; made once for all its statements, so nobody may change it."""
    return dossier.remembered(("schema", id), partial(_source_in_json_ld, dossier, id))


def _source_in_json_ld(dossier: Dossier, id: str) -> dict[str, Any]:
    source = dossier.sources[id]
    record = source.record
    found: dict[str, Any] = {"@type": _SCHEMA_KINDS.get(record.kind, "CreativeWork"), "name": record.title, "inLanguage": record.language}
    if safe(record.url):
        found["url"] = record.url
    if record.publisher:
        found["publisher"] = {"@type": "Organization", "name": dossier.names[f"organisations/{record.publisher}"]}
    machine = when(source.published).machine
    return found | ({"datePublished": machine} if machine else {})


_SCHEMA_KINDS = {"article": "NewsArticle", "post": "SocialMediaPosting"}
