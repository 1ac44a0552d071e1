"""Make a dossier of N statements to measure with, the same for the same N.

    python benchmarks/make_dossier.py N OUT

OUT is a dossier as Onrecord reads it (`data/`, `seeds/`, `content/`), in which every quotation is proven.
OUT/peers holds the same questions, people, events, sources and statements in the one schema that all other
generators of `benchmarks/peers/` read. Words, names and titles are made up of syllables; they mean nothing.
"""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from json import dumps
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.countries import country_names  # noqa: E402

CODES = """af al dz ad ao ar am au at az bs bh bd bb by be bz bj bt bo ba bw br bg bf bi cv kh cm ca cf td cl cn co cr ci hr cu cy cz dk
dj do ec eg sv ee sz et fj fi fr ga gm ge de gh gr gt gn gy ht hn hu is in id ir iq ie il it jm jp jo kz ke kw kg la lv lb ls lr ly li lt
lu mg mw my mv ml mt mr mu mx md mc mn me ma mz mm na np nl nz ni ne ng mk no om pk pa pg py pe ph pl pt qa kr ro ru rw ws sm sa sn rs sl
sg sk si so za es lk sd sr se ch sy tj tz th tg tn tr""".split()[:150]
STANCES = ("support", "oppose", "conditional", "neutral", "unclear")
ROLES = ("foreign minister", "prime minister", "president", "ambassador", "defence minister", "government spokesperson")
VENUES = ("press conference", "interview", "parliament", "UN General Assembly", "Security Council", "summit", "statement")
QUESTIONS = tuple(f"q{number:02}" for number in range(1, 13))
FIRST_DAY, DAYS = date(2022, 1, 1), 1095
A_SOURCE = 50  # statements
A_FILE = 500  # speakers
WORDS, COMMON = 3500, "the of and to we in will not that is for a with must our".split()
RETRIEVED = "2025-06-01"  # after the last source


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks; one who is not named belongs to one source."""

    id: str
    name: str
    role: str
    country: str
    source: str = ""  # of one who is not named


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `among`: ids of people whose statements are tied to it."""

    id: str
    name: str
    day: date
    place: str
    among: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """One quotation: a whole sentence, inside of quotation marks in its source."""

    id: str
    speaker: Person
    quote: str
    lead: str  # the reporter's sentence before it
    day: date
    venue: str
    event: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article and its statements."""

    id: str
    title: str
    publisher: str
    day: date
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        """The archived text."""
        return "\n".join([self.title + "\n", *(f"{s.lead} “{s.quote}” said {naming(s.speaker)}.\n" for s in self.statements)])

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://news.example.org/{self.day.year}/{self.id}"


@dataclass(frozen=True, slots=True)
class Made:
    """The whole, before it is written in one schema or the other."""

    questions: tuple[tuple[str, str, str], ...]  # id, title, text
    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    names: dict[str, str]  # of countries, by code

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who speaks, by id."""
        found = {s.speaker.id: s.speaker for source in self.sources for s in source.statements}
        return tuple(found[id] for id in sorted(found))


# --- words -----------------------------------------------------------------------------------------------------------


def vocabulary(r: random.Random) -> list[str]:
    """Made-up words, the most common first; some with accents, some in Cyrillic letters."""
    onsets, vowels = "b c d f g h l m n p r s t v st tr pr gr".split(), "a e i o u ea ou io".split()
    codas, accented, closing = "n r s t l nd st m ck".split(), "é è ü ö ç ñ ã ø ł š".split(), "n r s t l".split()
    found = dict.fromkeys(COMMON)
    while len(found) < WORDS:
        kind = r.random()
        if kind < 0.04:
            word = "".join(r.choice("абвгдеиклмнопрстуя") for _ in range(r.randint(4, 9)))
        elif kind < 0.12:
            word = r.choice(onsets) + r.choice(accented) + r.choice(closing) + r.choice(vowels) + r.choice(closing)
        else:
            word = "".join(r.choice(onsets) + r.choice(vowels) for _ in range(r.randint(1, 3))) + r.choice(codas)
        found[word] = None
    return list(found)


def sayer(r: random.Random, words: list[str]) -> Callable[[int], str]:
    """A function that makes a sentence of so many words; some with an inner quotation, a dash or an apostrophe."""
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))

    def say(length: int) -> str:
        said = r.choices(words, cum_weights=weights, k=length)
        said[0] = said[0].capitalize()
        for place in range(5, length - 1, 9):
            said[place] += ","
        kind = r.random()
        if length > 12 and kind < 0.2:
            place = r.randrange(3, length - 4)
            said[place], said[place + 2] = "“" + said[place], said[place + 2] + "”"
        elif length > 12 and kind < 0.35:
            said[length // 2] += " —"
        elif kind < 0.5:
            said[length // 3] += "’s"
        return " ".join(said) + "."

    return say


def naming(person: Person) -> str:
    """How the reporter names a speaker."""
    if person.source:
        return person.name[0].lower() + person.name[1:]
    return f"{person.name}, {person.role} of {_countries()[person.country]}"


def _countries() -> dict[str, str]:
    names = country_names(("en",))
    return {code: names[code][0] for code in CODES}


# --- the dossier -----------------------------------------------------------------------------------------------------


def make(count: int) -> Made:
    """A dossier of `count` statements (1 or more)."""
    r = random.Random(count)
    words = vocabulary(random.Random(7))
    say = sayer(r, words)
    names = _countries()
    questions = tuple((id, _plain(say(6)) + "?", re.sub("[“”]", "", say(25))) for id in QUESTIONS)  # marks in our own words are refused
    speakers = _speakers(r, max(1, count // 10), words, names)
    events = tuple(_events(r, max(1, count // 40), say, names))
    sources, left = [], count
    for number in range(max(1, -(-count // A_SOURCE))):
        sources.append(_source(r, f"src{number:05}", min(A_SOURCE, left), count - left, say, words, speakers, events))
        left -= A_SOURCE
    return Made(questions, events, tuple(sources), names)


def _plain(sentence: str) -> str:
    return sentence[:-1].replace(",", "")


def _speakers(r: random.Random, count: int, words: list[str], names: dict[str, str]) -> list[tuple[Person, bool]]:
    """Who may speak, and whether they are named. No two share a name: nothing would tell them apart."""
    found: list[tuple[Person, bool]] = []
    taken: dict[str, int] = {}
    for number in range(count):
        country = CODES[number] if number < len(CODES) else r.choice(CODES)
        is_unnamed = r.random() < 0.05
        name = f"Senior official {number} ({names[country]})" if is_unnamed else " ".join(_name(r.choice(words[200:])) for _ in range(2))
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            name += " " + _name(words[200 + taken[name]])
        found.append((Person(f"sp{number:05}", name, r.choice(ROLES), country), is_unnamed))
    return found


def _name(word: str) -> str:
    """A name that is no word of the texts: at the head of a sentence such a word would look like a speaker."""
    return f"{word.capitalize()}sen"


def _events(r: random.Random, count: int, say: Callable[[int], str], names: dict[str, str]) -> Iterator[Event]:
    for number in range(count):
        day = FIRST_DAY + timedelta(r.randrange(DAYS))
        name = say(7)[:-1]
        yield Event(f"ev{number:04}", name, day, names[r.choice(CODES)])


def _source(r: random.Random, id: str, size: int, first: int, say: Callable[[int], str], words: list[str],
            speakers: list[tuple[Person, bool]], events: tuple[Event, ...]) -> Source:
    day = FIRST_DAY + timedelta(14 + r.randrange(DAYS - 14))
    title = say(9)[:-1]
    publisher = f"{r.choice(words[100:]).capitalize()} Times"
    return Source(id, title, publisher, day, tuple(_statement(r, f"s{first + n:06}", id, day, say, speakers, events) for n in range(size)))


def _statement(r: random.Random, id: str, source: str, published: date, say: Callable[[int], str],
               speakers: list[tuple[Person, bool]], events: tuple[Event, ...]) -> Statement:
    speaker, is_unnamed = r.choice(speakers)
    if is_unnamed:
        speaker = Person(f"{speaker.id}-{source}", speaker.name, speaker.role, speaker.country, source)
    quote = say(8 + min(52, int(r.expovariate(1 / 11))))
    day = published - timedelta(r.randrange(14))
    venue = r.choice(VENUES)
    event = r.choice(events) if r.random() < 0.3 else None
    answers = tuple((question, r.choice(STANCES)) for question in r.sample(QUESTIONS, r.choice((1, 1, 1, 2, 2, 3))))
    if event and not is_unnamed:
        event.among[speaker.id] = None
    return Statement(id, speaker, quote, say(6), day, venue, event.id if event else "", answers)


# --- in our schema ---------------------------------------------------------------------------------------------------


def our_files(made: Made) -> Iterator[tuple[str, str]]:
    """Path and text of each file of the dossier."""
    yield "data/dossier.yml", (
        f"title: A dossier to measure with\nsubject: Nothing at all; its words are made up.\nlicence: {{name: CC0 1.0}}\nquestions: [{', '.join(QUESTIONS)}]\n")
    yield "content/index.md", "---\ntitle: A dossier to measure with\ndescription: Made up, to measure with.\n---\n\nEvery word in it is made up.\n"
    yield "content/method.md", "---\ntitle: Method\ndescription: How it was made.\n---\n\nA program made it.\n"
    for id, title, text in made.questions:
        stances = "".join(f"    - {{id: {stance}, label: {stance.capitalize()}}}\n" for stance in STANCES)
        yield f"data/questions/{id}.yml", f"title: {_scalar(title)}\nshort: {id.upper()}\ntext: {_scalar(text)}\nscale:\n  kind: nominal\n  stances:\n{stances}"
    for code in sorted({p.country for p in made.people}):
        yield f"data/countries/{code}.yml", "aliases: []\n"
    for name in sorted({source.publisher for source in made.sources}):
        yield f"data/organisations/{slug(name)}.yml", f"name: {_scalar(name)}\nclassification: newspaper\n"
    for person in made.people:
        yield f"data/people/{person.id}.yml", _person(person)
    for event in made.events:
        among = f"participants: [{', '.join(sorted(event.among))}]\n" if event.among else ""
        yield f"data/events/{event.id}.yml", f"name: {_scalar(event.name)}\ndate: {event.day}\nplace: {_scalar(event.place)}\n{among}"
    for source in made.sources:
        text = source.text
        yield f"seeds/{source.id}.txt", text
        yield f"data/sources/{source.id}.yml", _record(source, hashlib.sha256(text.encode()).hexdigest())


def _person(person: Person) -> str:
    if person.source:
        return f"name: {_scalar(person.name)}\nidentified_by: description\nsource: {person.source}\n"
    return f"name: {_scalar(person.name)}\nmemberships:\n  - {{role: {person.role}, country: {person.country}, dates: 2021-01-01/.., represents: true}}\n"


def _record(source: Source, digest: str) -> str:
    lines = [f"title: {_scalar(source.title)}\npublisher: {slug(source.publisher)}\nurl: {source.url}\npublished: {source.day}\n"
             f"archive: {{sha256: {digest}, retrieved: {RETRIEVED}}}\nstatements:\n"]
    for s in source.statements:
        answers = ", ".join(f"{question}: {stance}" for question, stance in s.answers)
        lines.append(f"  - id: {s.id}\n    speaker: {s.speaker.id}\n    quote: >-\n{_folded(s.quote, 6)}\n    said: {s.day}\n"
                     f"    venue: {s.venue}\n    answers: {{{answers}}}\n")
    return "".join(lines)


def slug(name: str) -> str:
    """An id made of a name: letters that are not a to z as their code points."""
    return re.sub(r"[^a-z0-9]+", lambda m: "-" if m[0] == " " else "".join(f"x{ord(c):x}" for c in m[0]), name.casefold())


def _scalar(text: str) -> str:
    return dumps(text, ensure_ascii=False)


def _folded(text: str, indent: int) -> str:
    return textwrap.indent(textwrap.fill(text, 84, break_long_words=False, break_on_hyphens=False), " " * indent)


# --- in the peers' schema --------------------------------------------------------------------------------------------


def peers_files(made: Made) -> Iterator[tuple[str, str]]:
    """Path and text of each file that the other generators read."""
    yield "countries.yaml", "".join(f"{_scalar(code.upper())}: {_scalar(name)}\n" for code, name in made.names.items())
    yield "questions.yaml", "".join(f"- id: {id}\n  title: {_scalar(title)}\n  text: {_scalar(text)}\n" for id, title, text in made.questions)
    for first in range(0, len(made.people), A_FILE):  # Hugo refuses a file of ten thousand ("too many YAML aliases", though it has none)
        yield f"speakers/part-{first // A_FILE:03}.yaml", "".join(
            f"- id: {p.id}\n  name: {_scalar(p.name)}\n  role: {p.role}\n  country: {_scalar(p.country.upper())}\n" for p in made.people[first:first + A_FILE])
    yield "events.yaml", "".join(f'- id: {e.id}\n  date: "{e.day}"\n  title: {_scalar(e.name)}\n  place: {_scalar(e.place)}\n' for e in made.events)
    for source in made.sources:
        yield f"statements/{source.id}.yaml", _peers_source(source)


def _peers_source(source: Source) -> str:
    lines = [f"source:\n  id: {source.id}\n  title: {_scalar(source.title)}\n  publisher: {_scalar(source.publisher)}\n  url: {_scalar(source.url)}\n"
             f'  date: "{source.day}"\nstatements:\n']
    for s in source.statements:
        stances = "".join(f"  - question: {question}\n    stance: {stance}\n" for question, stance in s.answers)
        event = f"  event: {s.event}\n" if s.event else ""
        lines.append(f'- id: {s.id}\n  speaker: {s.speaker.id}\n  country: {_scalar(s.speaker.country.upper())}\n  date: "{s.day}"\n  venue: {s.venue}\n'
                     f"  quote: >-\n{_folded(s.quote, 4)}\n{event}  stances:\n{stances}")
    return "".join(lines)


def write(made: Made, out: Path) -> None:
    """Write both forms under `out`, which is emptied first."""
    shutil.rmtree(out, ignore_errors=True)
    for path, text in (*our_files(made), *((f"peers/{path}", text) for path, text in peers_files(made))):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal() or int(sys.argv[1]) < 1:
        sys.exit("usage: make_dossier.py N OUT")
    write(make(int(sys.argv[1])), Path(sys.argv[2]))
