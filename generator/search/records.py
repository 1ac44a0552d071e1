"""What is searched for, as plain records: each depends on its own record of the dossier and the names that it shows.

A statement is shown in a result as on its card: whole, since a cut could drop a negation; words that the source marks as
speech apart from the others, so that only they get quotation marks; with what corrects, disputes or answers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import unescape

from .. import dates
from ..dates import Edtf
from ..resolved import Dossier, ResolvedAnswer, ResolvedFact, ResolvedStatement
from ..views import content as written
from ..views import quotation
from ..views.cards import links_to, saying, terms_of_speech
from ..views.content import ContentPage
from ..views.links import fact_path, record_path, statement_path
from ..views.names import actor, named, office
from ..views.notices import changes
from ..views.ours import Runs, ours, unmarked, voice
from ..views.phrases import RUNGS
from ..views.scripts import direction
from ..views.filters import countries_of
from ..views.when import when
from .shapes import Choice, Filter, Line, Piece, SearchRecord

# Which records come first where they fit a search equally well: the last of these groups, then the newest.
SOURCES, EVENTS, PAGES, SAYINGS, QUESTIONS, ORGANISATIONS, PEOPLE, COUNTRIES = range(8)
MOST_YEARS = 5  # a date that spans more years says too little to be filtered by each

_TAG = re.compile(r"<[^>]*>")


def records(dossier: Dossier, content: Mapping[str, ContentPage], places: Mapping[tuple[str, str], str]) -> Iterator[SearchRecord]:
    """Everything that can be found. What was withdrawn or erased cannot.

    `content`: the hand-written pages by address; `places`: the pages of the timeline as `views.months.places` has them.
    """
    return (make() for _, make in makers(dossier, content, places))


def makers(dossier: Dossier, content: Mapping[str, ContentPage], places: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, Callable[[], SearchRecord]]]:
    """The key of each record, and what makes it: each can be made alone, and kept."""
    for kind, make, ids in (("statements", of_statement, dossier.statements), ("facts", of_fact, dossier.facts)):
        for id in ids:
            if dossier.summaries[id].is_listed:
                yield f"{kind}/{id}", partial(make, dossier, id)
    for kind, make_other, others in (("sources", of_source, dossier.sources), ("questions", of_question, dossier.questions),
                                     ("organisations", of_organisation, dossier.organisations), ("people", of_person, dossier.people),
                                     ("countries", of_country, dossier.countries)):
        for id in others:
            yield f"{kind}/{id}", partial(make_other, dossier, id)
    for id in dossier.events:
        yield f"events/{id}", partial(of_event, dossier, id, places.get(("event", id), "timeline/"))
    for path, page in content.items():
        yield f"content/{path}", partial(of_page, dossier, page)


def maker(dossier: Dossier, kind: str, id: str) -> Callable[[], SearchRecord] | None:
    """What makes the record of a statement, fact or source; None for any other kind."""
    of_kind = {"statements": of_statement, "facts": of_fact, "sources": of_source}.get(kind)
    return partial(of_kind, dossier, id) if of_kind else None


def of_statement(dossier: Dossier, id: str) -> SearchRecord:
    """A statement, as its card shows it."""
    said = dossier.statements[id]
    language = dossier.sources[said.source].record.language
    source = named(dossier, "sources", said.source)
    prompt: tuple[Line, ...] = (("prompt", (("text", said.prompt),)),) if said.prompt else ()
    told = tuple((line.kind, tuple(map(_piece, line.pieces))) for line in quotation.lines(dossier, said))
    label = "Not shown" if not said.speaker else said.speaker_name
    people = (f"person:{said.speaker}",) if said.speaker_kind == "people" else ()
    return SearchRecord(
        f"statements/{id}", (SAYINGS, dates.sort_key(said.said)[0]), "Statement", statement_path(id), label, _date(said.said),
        prompt + told, (language, direction(language)), (RUNGS[said.rung].label, *_ways(dossier, said)), _readings(dossier, said),
        _notes(dossier, said), source.label, (*(office(dossier, held).words for held in said.offices), *_read(dossier, said)),
        (*(f"country:{country}" for country in countries_of(dossier, said)), *people, *_answers(said.answers), f"rung:{said.rung}",
         *_years(said.said)))


def of_fact(dossier: Dossier, id: str) -> SearchRecord:
    """What a source says in its own voice: our claim."""
    fact = dossier.facts[id]
    about = tuple(actor(dossier, one).label for one in fact.about)
    countries = tuple(f"country:{one}" for one in fact.about if one in dossier.countries)
    return SearchRecord(
        f"facts/{id}", (SAYINGS, dates.sort_key(fact.date)[0]), "Fact", fact_path(fact.source, id), voice(dossier, fact.source).label,
        _date(fact.date), (("ours", _pieces(ours(dossier, fact.claim))),), ("", ""),
        (RUNGS["reported"].label, *((f"About {', '.join(about)}",) if about else ())), _readings(dossier, fact), _notes(dossier, fact),
        named(dossier, "sources", fact.source).label, tuple(_read(dossier, fact)),
        (*countries, *_answers(fact.answers), "rung:reported", *_years(fact.date)))


def of_source(dossier: Dossier, id: str) -> SearchRecord:
    """The page of a source."""
    source = dossier.sources[id]
    publisher = named(dossier, "organisations", source.record.publisher).label if source.record.publisher else ""
    return SearchRecord(f"sources/{id}", (SOURCES, dates.sort_key(source.published)[0]), "Source", record_path("sources", id),
                        source.record.title, _date(source.published), known=(publisher,) if publisher else ())


def of_question(dossier: Dossier, id: str) -> SearchRecord:
    """The page of a question."""
    question = dossier.questions[id]
    also = (question.short, unmarked(question.text), *(stance.label for stance in question.scale.stances))
    return _page("questions", id, QUESTIONS, "Question", question.title, also=also)


def of_organisation(dossier: Dossier, id: str) -> SearchRecord:
    """The page of an organisation."""
    body = dossier.organisations[id]
    return _page("organisations", id, ORGANISATIONS, "Organisation", body.name, body.classification or "", body.aliases)


def of_person(dossier: Dossier, id: str) -> SearchRecord:
    """The page of a person."""
    person = dossier.people[id]
    roles = dict.fromkeys(held.role for held in person.memberships)
    return _page("people", id, PEOPLE, "Person", person.name, ", ".join(roles), (*person.aliases, *roles))


def of_country(dossier: Dossier, id: str) -> SearchRecord:
    """The page of a country."""
    return _page("countries", id, COUNTRIES, "Country", dossier.names[f"countries/{id}"], also=dossier.countries[id].aliases)


def of_event(dossier: Dossier, id: str, page: str) -> SearchRecord:
    """An event, which stands on a page of the timeline."""
    event = dossier.events[id]
    place = (event.record.place,) if event.record.place else ()
    return SearchRecord(f"events/{id}", (EVENTS, dates.sort_key(event.date)[0]), "Event", f"{page}#event-{id}", event.record.name,
                        _date(event.date), known=place, also=place)


def of_page(dossier: Dossier, page: ContentPage) -> SearchRecord:
    """A page of `content/`: found by all of its own words, shown by its description."""
    head, html = written.without_citations(dossier, page)
    return SearchRecord(f"content/{page.path}", (PAGES, 0), "Page", page.path, head.title if page.path else dossier.record.title, ("", ""),
                        (("ours", (("text", head.description),)),), also=(unescape(_TAG.sub(" ", html)),))


def _page(section: str, id: str, group: int, kind: str, title: str, known: str = "", also: Iterable[str] = ()) -> SearchRecord:
    return SearchRecord(f"{section}/{id}", (group, 0), kind, record_path(section, id), title, ("", ""), known=(known,) if known else (),
                        also=tuple(also))


# --- what the filters offer --------------------------------------------------------------------------------------


def filters(dossier: Dossier, used: frozenset[str]) -> tuple[Filter, ...]:
    """The filters with those values that records have; one without two values would select nothing and is left out.

    `used`: the values of all records, as `SearchRecord.filters` has them.
    """
    found = (
        _named("country", "Country", dossier, "countries", used),
        _named("person", "Person", dossier, "people", used),
        Filter("question", "Question", tuple(Choice(f"question:{id}", q.short) for id, q in dossier.questions.items() if f"question:{id}" in used)),
        Filter("stance", "Stance", tuple(
            Choice(f"stance:{id}:{stance.id}", stance.label, question.short) for id, question in dossier.questions.items()
            for stance in question.scale.stances if f"stance:{id}:{stance.id}" in used)),
        Filter("rung", "How it is known", tuple(Choice(f"rung:{key}", term.label) for key, term in RUNGS.items() if f"rung:{key}" in used)),
        Filter("year", "Year", tuple(Choice(value, value[5:]) for value in sorted(used, reverse=True) if value.startswith("year:"))),
    )  # fmt: skip
    return tuple(one for one in found if len(one.choices) > 1)


def _named(name: str, label: str, dossier: Dossier, kind: str, used: frozenset[str]) -> Filter:
    ids = (value.removeprefix(f"{name}:") for value in used if value.startswith(f"{name}:"))
    choices = (Choice(f"{name}:{id}", dossier.names[f"{kind}/{id}"]) for id in ids)
    return Filter(name, label, tuple(sorted(choices, key=lambda choice: (choice.label.casefold(), choice.value))))


# --- parts of a record -------------------------------------------------------------------------------------------


def _date(value: Edtf) -> tuple[str, str]:
    shown = when(value)
    return shown.words, shown.machine or ""


def _ways(dossier: Dossier, said: ResolvedStatement) -> Iterator[str]:
    """Kinds of speech, and through whom the words came."""
    yield from (term.label for term in terms_of_speech(part.speech for part in said.parts))
    if said.on_behalf_of and said.on_behalf_of not in (*said.speaks_for, said.speaker):
        yield f"On behalf of {actor(dossier, said.on_behalf_of).label}"
    if said.via:
        yield f"Passed on by {actor(dossier, said.via).label}"
    if said.within:
        yield f"As told by {saying(dossier, said.within).label}"


def _readings(dossier: Dossier, record: ResolvedStatement | ResolvedFact) -> tuple[str, ...]:
    return tuple(f"{dossier.questions[a.question].short}: {a.label}{' (implied)' if a.strength == 'implies' else ''}"
                 f"{', on a condition' if a.condition else ''}" for a in record.answers)


def _read(dossier: Dossier, record: ResolvedStatement | ResolvedFact) -> Iterator[str]:
    """The words of our reading, by which it is found: who looks for troops wants what was said of them, in whatever words."""
    for one in record.answers:
        yield dossier.questions[one.question].short
        yield one.label


def _notes(dossier: Dossier, record: ResolvedStatement | ResolvedFact) -> tuple[str, ...]:
    answers = links_to(dossier, dossier.replies.get(record.id, ())) if isinstance(record, ResolvedStatement) else ()
    return (*(change.label for change in changes(dossier, record)), *(f"Answered by {name.label}" for name in answers))


def _answers(answers: Iterable[ResolvedAnswer]) -> Iterator[str]:
    for answer in answers:
        yield f"question:{answer.question}"
        yield f"stance:{answer.question}:{answer.stance}"


def _years(value: Edtf) -> tuple[str, ...]:
    """The years that a date names; where one end is open, the year of the other."""
    known = sorted(day.year for day in (value.earliest, value.latest) if day)
    years = range(known[0], known[-1] + 1) if known[-1] - known[0] < MOST_YEARS else (known[0], known[-1])
    return tuple(f"year:{year}" for year in years)


def _piece(piece: quotation.Piece) -> Piece:
    runs_over = piece.kind == "quote" and "\n" in piece.text and piece.quoted is not None and piece.quoted.has_paragraphs
    return "paragraphs" if runs_over else piece.kind, piece.text


def _pieces(runs: Runs) -> tuple[Piece, ...]:
    return tuple((run.kind, run.text) for run in runs if run.kind != "cite")
