"""The parts of a dossier that hang on no word of a source, and the whole put together of them again.

`dossier` makes them of records and summaries; where only words changed since, they are what they were, and are taken from where they
were kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from . import dates, positions
from .frozen import fields, replace
from .lazy import Lazy, Opened
from .model import Question
from .plain import tuples
from .reading import Records
from .resolved import Dossier, Proof, ResolvedEvent, ResolvedFact, ResolvedSource, ResolvedStatement, SourceSummary, Summary

# --- what is the record and no more -------------------------------------------------------------------------------------


def others_of(records: Records) -> dict[str, Mapping[str, Any]]:
    """What is the record and no more, by field; each is made when it is first read."""
    by_kind = records.by_kind

    def record(kind: str, id: str) -> Any:
        return by_kind[kind][id].record

    def event(id: str) -> ResolvedEvent:
        return ResolvedEvent(id, made := record("events", id), dates.date_of(made.date))

    found: dict[str, Mapping[str, Any]] = {kind: Lazy(sorted(by_kind[kind]), partial(record, kind)) for kind in ("countries", "organisations", "people")}
    return found | {"events": Lazy(sorted(by_kind["events"]), event)}


def questions_of(records: Records) -> dict[str, Question]:
    """The questions in the order of the dossier, then those that it does not name."""
    assert records.dossier is not None
    entries = records.by_kind["questions"]
    order = dict.fromkeys((*records.dossier.record.questions, *sorted(entries)))
    # A bundle of sources is resolved before it is known that the dossier names a question which is not there; that is reported then.
    return {id: entries[id].record for id in order if id in entries}


def proof_of(sources: Iterable[tuple[Sequence[int], str]]) -> Proof:
    """The sum of what was proven in each source, in the order of their ids; `proven` and `digest` of its summary."""
    listed = list(sources)
    counts = (sum(proven[n] for proven, _ in listed) for n in range(6))
    digest = hashlib.sha256("".join(f"{digest}\n" for _, digest in listed).encode()).hexdigest()
    return Proof(*counts, len(listed), digest)


# --- the whole as it was ------------------------------------------------------------------------------------------------


def without_words(whole: Dossier) -> Dossier:
    """The dossier for what is put together from lines that were made of it. To read a record there is our own bug: an edit of words would not see it."""
    def refuse(id: str) -> Any:
        raise LookupError(f"{id} is read where only lines are put together")

    return replace(whole, **{kind: Lazy(getattr(whole, kind), refuse) for kind in ("sources", "statements", "facts")})


_APART = frozenset(("record", "language", "questions", "countries", "organisations", "people", "events", "sources", "statements", "facts", "positions", "proof"))


def index_of(whole: Dossier) -> dict[str, Any]:
    """The indexes of a dossier as plain values, by field: all of it that is made of summaries and hangs on no word."""
    found = {one.name: getattr(whole, one.name) for one in fields(whole) if one.init and one.name not in _APART}
    found |= {name: {id: tuples(one) for id, one in found[name].items()} for name in ("summaries", "source_summaries")}
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in found.items()}


def of_index(records: Records, index: Callable[[str], Any], sources: Mapping[str, ResolvedSource], statements: Mapping[str, ResolvedStatement],
             facts: Mapping[str, ResolvedFact], proof: Proof) -> Dossier:
    """The dossier whose indexes are as they were. `index`: gives one of `index_of`; mappings are fetched when somebody reads them."""
    assert records.dossier is not None
    record = records.dossier.record
    made: dict[str, Callable[[Any], Any]] = {"summaries": Summary._make, "source_summaries": SourceSummary.of_plain}
    questions = questions_of(records)
    of_fields: dict[str, Any] = {}
    for one in fields(Dossier):
        if not one.init or one.name in _APART:
            continue
        is_mapping = Dossier.__annotations__[one.name].startswith("Mapping")
        of_fields[one.name] = Opened(partial(index, one.name), made.get(one.name)) if is_mapping else index(one.name)
    evidence = of_fields["evidence"]
    return Dossier(
        record=record, language=record.languages[0], questions=MappingProxyType(questions), **others_of(records), sources=sources, statements=statements,
        facts=facts, proof=proof, **of_fields, positions=Lazy(tuple((holder, question) for holder in sorted(of_fields["holders"]) for question in questions),
                              lambda cell: positions.position(*cell, evidence.get(cell, ((), ())), statements, facts)))
