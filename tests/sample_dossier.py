"""A small resolved dossier of a fictional country, made by hand, for what reads a `Dossier`: views, templates, exports."""

from __future__ import annotations

from typing import Any
from types import MappingProxyType

from generator import dates, frozen
from generator.dossier import fact_summary, kinds_of_speech, statement_summary
from generator.model import (Archive, Country, DossierRecord, Event, Licence, Membership, Notice, Organisation, Original, Passage, Person,
                             Question, Rights, Scale, Source, Stance)
from generator.resolved import (Dossier, Evidence, Office, Part, Position, Proof, ResolvedAnswer, ResolvedEvent, ResolvedFact,
                                ResolvedNotSpeech, ResolvedSource, ResolvedStatement, SourceSummary, Summary)

def replace(value: Any, **changes: Any) -> Any:
    """As `frozen.replace`; a dossier gets the summaries of its new records."""
    made = frozen.replace(value, **changes)
    return summed(made) if isinstance(made, Dossier) else made


SOURCE = "strelsau-gazette"
SHA = "ab" * 32


def day(text: str) -> dates.Edtf:
    value = dates.parse(text)
    assert isinstance(value, dates.Edtf)
    return value


def part(exact: str, start: int, speech: str | None, before: str = "", after: str = "", **more: object) -> Part:
    return Part(exact, start, start + len(exact), start, start + len(exact.encode()), speech, (), before, after, **more)  # type: ignore[arg-type]


def answer(stance: str, rank: int, strength: str = "states", condition: str | None = None, because: str | None = None) -> ResolvedAnswer:
    return ResolvedAnswer("crown", stance, CROWN.scale.stances[rank].label, rank, strength, condition, because)


CROWN = Question(
    title="Who should wear the crown?", short="Crown", text="The throne of Ruritania.",
    asked=(Passage(source=SOURCE, text="Who is to be crowned?"),),
    scale=Scale(kind="ordered", order="From the King to his brother.", stances=(
        Stance(id="king", label="The King", note="Him alone."), Stance(id="regent", label="A regent"), Stance(id="duke", label="The Duke"))))
ROADS = Question(title="How shall travellers reach Zenda?", short="Roads", scale=Scale(kind="nominal", stances=(
    Stance(id="rail", label="By rail"), Stance(id="coach", label="By coach"))))

BLANK = ResolvedStatement(
    id="", source=SOURCE, speaker="rudolf-rassendyll", speaker_name="Rudolf Rassendyll", speaker_kind="people", offices=(), speaks_for=(),
    speaks_for_reason=None, parts=(), paraphrase=None, speech="direct", rung="on-record", rung_reason="A named speaker in own words.",
    said=day("1894-09-10"), said_phrase="On Monday", said_basis="The coronation was on a Monday.", said_is_bound=False, answers=(),
    attribution=("Rassendyll said",), venue="Strelsau", medium="speech", audience=("the court",), about=(), on_behalf_of=None, via=None,
    within=None, continues=None, prompt=None, prompt_speaker=None, replies_to=None, endorses=None, also_in=(), spoken_in=None,
    translations=(), allegation=None, corrections=(), disputed=(), retracted=None, withdrawn=None, erased=None, reviewed_by=None,
    reviewed_why=None)  # fmt: skip

KING = Office("King of Ruritania", "ru-x", None, True, True)

DIRECT = replace(
    BLANK, id="rassendyll-crown", offices=(KING,), speaks_for=("ru-x",), parts=(
        part("I will wear the crown if my people ask for it.", 100, "direct"), part("No duke shall have it.", 180, "direct")),
    answers=(answer("king", 0, condition="if my people ask for it", because="I will wear the crown"),), about=("duke-michael",))  # fmt: skip
PARTIAL = replace(
    BLANK, id="michael-iron-hand", speaker="duke-michael", speaker_name="Duke Michael", speech="partial", said=day("../1894-09-12"),
    said_phrase=None, said_basis=None, said_is_bound=True, replies_to="rassendyll-crown", parts=(
        part("an iron hand", 300, "partial", "The Duke promised “", ",” and then “a quiet realm.”"),
        part("a quiet realm.", 330, "partial", "The Duke promised “an iron hand,” and then “", "”")),
    answers=(answer("duke", 2),))  # fmt: skip
OURS = replace(
    BLANK, id="flavia-doubts", speaker="princess-flavia", speaker_name="Princess Flavia", speech="partial", said=day("1894-09-11"), parts=(
        part("Flavia doubted the whole 'merry\nplan' of the court", 400, "indirect", quoted=((26, 36),)),
        part("not a day longer", 470, "partial", "She would wait “", "”, she added."),
        part("I have waited enough.", 500, "direct")),
    paraphrase="The princess doubts the “merry plan” and would wait ‘not a day longer’.", answers=(answer("regent", 1, "implies"),))  # fmt: skip
REPORTED = replace(
    BLANK, id="guard-tells", speaker="a-guard", speaker_name="A guard of the castle", speech="indirect", rung="anonymous",
    said=day("1894-09"), parts=(part("the gates would stay shut", 600, "indirect"),), offices=(), medium=None, venue=None)
WITHDRAWN = replace(DIRECT, id="rassendyll-old", answers=(), withdrawn=Notice(date="1894-10-01", reason="The page was misread.", by="the editors"))
ERASED = replace(BLANK, id="gone", speaker="", speaker_name="", speaker_kind="", said_phrase=None, said_basis=None,
                 erased=Notice(date="1894-10-02", reason="By order of a court."))

FACT = ResolvedFact(
    id="treasury-is-empty", source=SOURCE, about=("ru-x",), claim="The treasury holds 3,000 crowns.",
    parts=(part("a mere 3,000 crowns lay in the treasury", 700, None),), answers=(answer("regent", 1, condition="a mere"),),
    date=day("1894-09-12"), date_is_bound=True, corrections=(), disputed=(), retracted=None, withdrawn=None, erased=None)


def summed(dossier: Dossier) -> Dossier:
    """The dossier with the summaries that its records have."""
    said = {one.id: statement_summary(one) for one in sorted(dossier.statements.values(), key=lambda one: dossier.timeline.index(one.id)
                                                             if one.id in dossier.timeline else len(dossier.timeline))}
    told = {one.id: fact_summary(one) for one in dossier.facts.values()}
    sources = {id: source_summary(one, [said[x] for x in said if said[x].source == id], [told[x] for x in told if told[x].source == id])
               for id, one in dossier.sources.items()}
    return frozen.replace(dossier, summaries=MappingProxyType(said | told), source_summaries=MappingProxyType(sources),
                               speech=MappingProxyType({one.id: kinds_of_speech(one) for one in dossier.statements.values()}),
                               published=tuple(one.published for one in sources.values()))


def source_summary(one: ResolvedSource, said: list[Summary], told: list[Summary]) -> SourceSummary:
    publishing = (one.record.publisher, one.original.publisher if one.original else None)
    return SourceSummary(one.id, one.record.title, f"data/sources/{one.id}.yml", one.record.archive.retrieved, (one.original_published or one.published).text,
                         tuple(said), tuple(told), (len(said), len(said), len(told), 0, 0, 0), "ab" * 32, tuple(p for p in publishing if p), (),
                         beside=len(one.not_speech))


def source() -> ResolvedSource:
    record = Source(
        title="Strelsau Gazette: A crown for two", publisher="gazette", url="https://gazette.example/crown-for-two", published="1894-09-13",
        archive=Archive(sha256=SHA, retrieved="1895-01-02"), rights=Rights(holder="The Gazette", notice="All rights reserved"),
        derived_from=Original(title="The crown and the castle", publisher="morning-post", published="1894-09-12"))
    return ResolvedSource(
        SOURCE, record, day("1894-09-13"), day("1895-01-02"), record.derived_from, day("1894-09-12"), False, (),
        ("rassendyll-crown", "rassendyll-old", "michael-iron-hand", "flavia-doubts", "guard-tells"), ("treasury-is-empty",),
        (ResolvedNotSpeech("caption", "THE CAPTION'S OWN WORDS", 0, 23, "The quip below the picture is nobody's."),),
        900, 160, 90, 9, 60, 55, None, "morning-post: The crown and the castle")  # fmt: skip


def evidence(kind: str, record: ResolvedStatement | ResolvedFact, rung: str, office: str | None = None) -> Evidence:
    when = record.said if isinstance(record, ResolvedStatement) else record.date
    return Evidence(kind, record.id, record.answers[0], when, rung, office)  # type: ignore[arg-type]


def nothing(holder: str, question: str) -> Position:
    return Position(holder, question, "none", (), (), (), (), (), (), 0, 0, None, None, ())


def positions() -> dict[tuple[str, str], Position]:
    stated = Position("ru-x", "crown", "stated", ("king",), ("The King",), (evidence("statement", DIRECT, "on-record", "King"),),
                      (evidence("fact", FACT, "reported"),), (), (), 1, 0, DIRECT.said, "on-record", ("if my people ask for it",))
    return {("gr-x", "crown"): nothing("gr-x", "crown"), ("gr-x", "roads"): nothing("gr-x", "roads"), ("ru-x", "crown"): stated,
            ("ru-x", "roads"): nothing("ru-x", "roads")}


def sample() -> Dossier:
    """Two countries, four people, one source, six statements of every kind of speech, one fact, one event."""
    statements = {one.id: one for one in (DIRECT, PARTIAL, OURS, REPORTED, WITHDRAWN, ERASED)}
    names = {
        "countries/ru-x": "Ruritania", "countries/gr-x": "Grünewald", "people/rudolf-rassendyll": "Rudolf Rassendyll",
        "people/duke-michael": "Duke Michael", "people/princess-flavia": "Princess Flavia", "people/a-guard": "A guard of the castle",
        "organisations/gazette": "Strelsau Gazette", "organisations/morning-post": "Morning Post",
        f"sources/{SOURCE}": "Strelsau Gazette: A crown for two",
    }  # fmt: skip
    event = Event(name="Coronation", date="1894-09-10", place="Strelsau", participants=("rudolf-rassendyll", "ru-x"), summary="A crown is set.",
                  evidence=(Passage(source=SOURCE, text="was crowned"),))
    return summed(Dossier(
        record=DossierRecord(title="The crown of Ruritania", subject="Two men claim one crown.", licence=Licence(name="CC BY 4.0"),
                             questions=("crown", "roads")),
        language="en", questions=MappingProxyType({"crown": CROWN, "roads": ROADS}),
        countries=MappingProxyType({
            "gr-x": Country(), "ru-x": Country(summary="The King wants the crown “if my people ask for it” [@rassendyll-crown]. "
                                               "The purse is thin [@treasury-is-empty].")}),
        organisations=MappingProxyType({
            "gazette": Organisation(name="Strelsau Gazette", classification="newspaper", interest="It belongs to the Duke.",
                                    url="https://gazette.example/"),
            "morning-post": Organisation(name="Morning Post", members=("ru-x",))}),
        people=MappingProxyType({
            "a-guard": Person(name="A guard of the castle", identified_by="description", source=SOURCE, anonymity="He feared for his place."),
            "duke-michael": Person(name="Duke Michael"), "princess-flavia": Person(name="Princess Flavia"),
            "rudolf-rassendyll": Person(name="Rudolf Rassendyll", sort_name="Rassendyll", memberships=(
                Membership(role="King of Ruritania", country="ru-x", dates="1894-09-10/", represents=True),))}),
        events=MappingProxyType({"coronation": ResolvedEvent("coronation", event, day("1894-09-10"))}),
        evidence=MappingProxyType({}), source_summaries=MappingProxyType({}), summaries=MappingProxyType({}),
        sources=MappingProxyType({SOURCE: source()}), statements=MappingProxyType({id: statements[id] for id in sorted(statements)}),
        facts=MappingProxyType({FACT.id: FACT}), names=MappingProxyType(names),
        positions=MappingProxyType(positions()),
        holders=("gr-x", "ru-x"),
        by_speaker=MappingProxyType({
            "people/a-guard": ("guard-tells",), "people/duke-michael": ("michael-iron-hand",), "people/princess-flavia": ("flavia-doubts",),
            "people/rudolf-rassendyll": ("rassendyll-crown", "rassendyll-old")}),
        by_question=MappingProxyType({"crown": ("rassendyll-crown", "flavia-doubts", "michael-iron-hand")}),
        speaking_for=MappingProxyType({"ru-x": ("rassendyll-crown", "rassendyll-old")}),
        statements_about=MappingProxyType({"duke-michael": ("rassendyll-crown",), "ru-x": ("flavia-doubts",)}),
        facts_about=MappingProxyType({"ru-x": ("treasury-is-empty",)}),
        replies=MappingProxyType({"rassendyll-crown": ("michael-iron-hand",)}),
        speech=MappingProxyType({}), timeline=("guard-tells", "rassendyll-crown", "rassendyll-old", "gone", "flavia-doubts", "michael-iron-hand"),
        files=MappingProxyType({"countries/ru-x": "data/countries/ru-x.yml", "dossier": "data/dossier.yml"}),
        proof=Proof(5, 4, 1, 8, 2, 14, 1, "cd" * 32), published=(), as_of="1895-01-02"))


def empty() -> Dossier:
    """A dossier in which nothing has been recorded yet."""
    nothing_at_all = MappingProxyType({})
    return replace(
        sample(), record=DossierRecord(title="Nothing yet", subject="Nothing is known.", licence=Licence(name="CC0"), positions_of="people"),
        questions=nothing_at_all, countries=nothing_at_all, organisations=nothing_at_all, people=nothing_at_all, events=nothing_at_all,
        sources=nothing_at_all, statements=nothing_at_all, facts=nothing_at_all, names=nothing_at_all, evidence=nothing_at_all, positions=nothing_at_all, holders=(),
        by_speaker=nothing_at_all, by_question=nothing_at_all, speaking_for=nothing_at_all, statements_about=nothing_at_all,
        facts_about=nothing_at_all, replies=nothing_at_all, speech=nothing_at_all, timeline=(), proof=Proof(0, 0, 0, 0, 0, 0, 0, "00" * 32), as_of="")
