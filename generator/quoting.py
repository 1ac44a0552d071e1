"""What `onrecord quote` tells: where words stand, who seems to say them, what is keyed, and the YAML that would key them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import quotes
from .finding import Place, Position, find_words, keyed_at, position, sentence_around
from .frozen import dataclass
from .proof import read_seed
from .reading import Records
from .report import visible
from .suggesting import Draft, Speaker, Wish, draft, in_form, selections, slug, words_of
from .workbench import Judged, Workbench
from .yaml_lines import Value

_WIDTH = 300  # characters of a sentence that are shown on either side of the words
_ALIKE = 0.5  # of the words asked for that a near passage has; with fewer, unless the letters are alike, it is another sentence
_LETTERS = 80  # of 100: how much alike the letters are then
_DETAILED = 8  # places that are drafted and shown whole; of more only where they stand


class NotUnderstood(Exception):
    """What was asked for names something that is not there."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message, self.help = message, help


@dataclass(frozen=True, slots=True)
class Finding:
    """One place of the words. `keyed`: what claims words there, as role and id.

    `made`: the statement that would key them; None where nobody says them, there are too many places, or the words there are others.
    """

    place: Place
    at: Position
    sentence: tuple[int, int]
    text: str  # the whole archived text
    keyed: tuple[tuple[str, str], ...]
    made: Draft | None

    @property
    def is_keyed_whole(self) -> bool:
        """Whether statements claim every word already."""
        return self.made is not None and bool(self.keyed) and all(role in ("quote", "elsewhere") for role, _ in self.keyed)


def texts_of(bench: Workbench, only: str = "") -> dict[str, tuple[str, str]]:
    """Each archived text that is as it was hashed, with its language, by the id of its source. Raises NotUnderstood."""
    known = bench.records.by_kind["sources"]
    if only and only not in known:
        raise NotUnderstood(f"no source has the id {only}", _near(only, known))
    found = {}
    for id in [only] if only else known:
        record = bench.record(id)
        text, fault, _ = read_seed(record, bench.seeds.get(id))
        if not fault:
            found[id] = text, record.language
    return found


def look(bench: Workbench, words: str, wish: Wish, only: str = "") -> tuple[Finding, ...]:
    """Every place of the words, or the nearest passages. Raises NotUnderstood."""
    if wish.speaker and not _is_actor(wish.speaker, bench.records):
        raise NotUnderstood(f"nobody has the id {wish.speaker}", _near(wish.speaker, _actors(bench.records)) or f'`onrecord new person "NAME" --id {slug(wish.speaker)}` makes a record')
    if wish.id and wish.id in bench.taken:
        raise NotUnderstood(f"the id {wish.id} is taken", "choose another, or leave --id out")
    places = find_words(words, texts_of(bench, only))
    places = tuple(place for place in places if is_alike(place)) or places[:1]
    return tuple(_found(bench, place, wish, len(places) <= _DETAILED) for place in places)


def is_alike(place: Place) -> bool:
    """Whether a place has the words that were asked for, or most of them, or words that are spelled much alike."""
    if place.is_exact:
        return True
    from rapidfuzz import fuzz

    yours = " ".join(one for _, one, _ in place.differences if one)
    same = sum(len(one.split()) for op, one, _ in place.differences if op == "equal")
    theirs = " ".join(one for _, _, one in place.differences if one)
    return same >= _ALIKE * len(yours.split()) or fuzz.partial_ratio(yours, theirs) >= _LETTERS


def _found(bench: Workbench, place: Place, wish: Wish, is_detailed: bool) -> Finding:
    source = bench.source(place.source)
    made = draft(bench, place.source, place.start, place.end, wish) if is_detailed and is_alike(place) else None
    return Finding(place, position(source, place.start), sentence_around(source, place.start, place.end), source.text,
                   keyed_at(source, place.start, place.end), made)


def as_not_speech(bench: Workbench, place: Place, kind: str) -> tuple[dict[str, Value], Judged]:
    """An entry of `not_speech` with the words of a place, and what the rules say of it."""
    source = bench.source(place.source)
    words = words_of(source.text, (place.start, place.end))
    places = quotes.find(words, source.text, source.record.language).matches
    number = 1 + sum(match.start < place.start for match in places)
    fields: dict[str, Value] = {"kind": kind, "text": words, **({"occurrence": str(number)} if len(places) > 1 else {})}
    return fields, bench.judge(place.source, lambda indent: in_form(fields, indent, "not_speech"), "not_speech")


def answers_of(records: Records, states: Sequence[str], implies: Sequence[str]) -> dict[str, Value]:
    """Answers as a statement has them, from `question=stance`. Raises NotUnderstood."""
    found: dict[str, Value] = {}
    for strength, pairs in (("states", states), ("implies", implies)):
        for pair in pairs:
            question, _, stance = pair.partition("=")
            questions = records.by_kind["questions"]
            if question not in questions:
                raise NotUnderstood(f"no question has the id {question}", _near(question, questions))
            known = [one.id for one in questions[question].record.scale.stances]  # type: ignore[attr-defined]
            if stance not in known:
                raise NotUnderstood(f"`{stance}` is no stance of {question}", _near(stance, known))
            found[question] = stance if strength == "states" else {"stance": stance, "strength": "implies"}
    return found


def _near(wanted: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    from .rules.near import did_you_mean

    listed = sorted(known)
    return did_you_mean(wanted, listed) or (f"there {'is' if len(listed) == 1 else 'are'} " + ", ".join(listed) if 0 < len(listed) <= 20 else "")


def _actors(records: Records) -> list[str]:
    return [id for kind in ("people", "organisations", "countries", "sources") for id in records.by_kind[kind]]


def _is_actor(id: str, records: Records) -> bool:
    return any(id in records.by_kind[kind] for kind in ("people", "organisations", "countries", "sources"))


# --- for people -------------------------------------------------------------------------------------------------------


def as_text(bench: Workbench, findings: Sequence[Finding], command: str) -> str:
    """The findings as they are printed. `command`: how the tool is called, for lines to copy."""
    if not findings:
        return "nothing like these words stands in an archived text\n"
    exact = findings[0].place.is_exact
    times = "once" if len(findings) == 1 else f"{len(findings)} times"
    near = "; the nearest:" if is_alike(findings[0].place) else ", and nothing like them; the passage that shares most words:"
    head = f"these words stand in the archive {times}" if exact else f"these words stand in no archived text{near}"
    blocks = [line for number, finding in enumerate(findings, 1) for line in ["", *_told(bench, number, finding, command)]]
    return "\n".join([head, *blocks]) + "\n"


def _told(bench: Workbench, number: int, finding: Finding, command: str) -> Iterator[str]:
    place, at = finding.place, finding.at
    yield f"{number}. {place.source}  seeds/{place.source}.txt:{at.line}:{at.column}, paragraph {at.paragraph}, characters {place.start} to {place.end}"
    if not place.is_exact:
        yield from _differences(place)
    yield f"   sentence: {shown(finding)}"
    made = finding.made
    if finding.keyed:
        yield "   keyed: " + ", ".join(f"{id} ({role})" if role not in ("quote", "not-speech") else "not speech" if role == "not-speech" else id
                                       for role, id in finding.keyed)
    else:
        yield "   keyed: no"
    if made is None:
        return
    yield f"   speaker: {who(bench, made.speaker)}"
    yield from (f"   {line}" for line in missing(made, command))
    if made.passes:
        if made.is_widened:
            yield f"   more words are taken, for these alone do not pass: {made.because[0].code}"
        if made.is_reported:
            yield "   the source does not mark all of these words as speech: say with --paraphrase, in one sentence of yours, what was said"
        elif not made.is_widened and not _is_whole(bench, finding):
            yield "   --whole takes the whole sentence"
        yield ""
        yield from made.block(2).rstrip("\n").split("\n")


def _is_whole(bench: Workbench, finding: Finding) -> bool:
    """Whether the words are whole sentences already."""
    ways = list(selections(bench.source(finding.place.source), finding.place.start, finding.place.end))
    return len(ways) < 2 or finding.made is None or finding.made.spans != ways[0]


def _differences(place: Place) -> Iterator[str]:
    yours = " ".join(f"[{one}]" if op != "equal" else one for op, one, _ in place.differences if one)
    theirs = " ".join(f"[{one}]" if op != "equal" else one for op, _, one in place.differences if one)
    yield f"   yours:   {visible(' '.join(yours.split()))}"
    yield f"   archive: {visible(' '.join(theirs.split()))}"


def shown(finding: Finding) -> str:
    """The sentence with the words between angle brackets, cut where it is very long."""
    (low, high), place, text = finding.sentence, finding.place, finding.text
    before, behind = text[low:place.start], text[place.end:high]
    before = before if len(before) <= _WIDTH else "…" + before[-_WIDTH:]
    behind = behind if len(behind) <= _WIDTH else behind[:_WIDTH] + "…"
    return visible(" ".join(f"{before}>>{text[place.start:place.end]}<<{behind}".split()))


def who(bench: Workbench, speaker: Speaker) -> str:
    """The speaker as people read it."""
    if speaker.actor:
        return f"{visible(_name(bench, speaker.actor))} ({speaker.id})"
    if speaker.others:
        return "not clear; perhaps " + " or ".join(f"{visible(_name(bench, actor))} ({actor.partition('/')[2]})" for actor in speaker.others[:4])
    if speaker.sayer:
        words, name = " ".join(speaker.sayer.words.split()), " ".join(speaker.sayer.name.split())
        return f"seems to be “{visible(words)}”, {'' if name in words else f'above in full “{visible(name)}”, '}who has no record"
    return "the text names nobody beside these words"


def missing(made: Draft, command: str) -> Iterator[str]:
    """What is missing before the statement can be added, and how to mend it; nothing where it passes."""
    speaker = made.speaker
    if not speaker.actor:
        if speaker.sayer and not speaker.others:
            is_last = len(speaker.sayer.name.split()) == 1
            yield f"make the record{', with the full name if you know it' if is_last else ''}: {new_person(made, command)}"
        if speaker.label:
            yield f"or, where there is a record: put the label into data/sources/{made.source}.yml, with its id: labels: {{{visible(_key(speaker.label))}: ID}}"
        yield "then name who speaks with --speaker ID" if speaker.sayer and not speaker.others else "name who speaks with --speaker ID"
        return
    for error in made.errors[:3]:
        yield f"does not pass: {error.code}: {visible(error.message)}"
        if error.code == "source-over-quoted":
            yield "  help: say with --paraphrase, in one sentence of your own, what was said: the page then shows that, and not the source's sentence"
        elif error.help:
            yield f"  help: {visible(error.help)}"


def new_person(made: Draft, command: str) -> str:
    """The call that makes the record of a speaker who has none."""
    sayer = made.speaker.sayer
    assert sayer is not None
    name, title = " ".join(sayer.name.split()), " ".join(sayer.title.split())
    if not name:
        return f"{command} new person {_argument(title)} --unnamed-in {made.source}"
    return f"{command} new person {_argument(name)}" + (f" --role {_argument(title)}" if title else "")


def _key(label: str) -> str:
    """A label as a key of YAML."""
    return label if label.replace(" ", "").isalpha() else f'"{label}"'


def _argument(text: str) -> str:
    return shlex.quote(visible(text)) if not text.replace(" ", "").isalnum() else f'"{text}"'


def _name(bench: Workbench, actor: str) -> str:
    kind, _, id = actor.partition("/")
    record = bench.records.by_kind[kind][id].record
    return getattr(record, "name", None) or getattr(record, "title", None) or next(iter(bench.country_names.get(id, ())), id)


# --- for programs -----------------------------------------------------------------------------------------------------


def as_items(bench: Workbench, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as plain values; offsets in code points, ends exclusive."""
    return [_item(bench, finding) for finding in findings]


def _item(bench: Workbench, finding: Finding) -> dict[str, Any]:
    place, at, made = finding.place, finding.at, finding.made
    speaker = made.speaker if made else None
    return {
        "source": place.source, "file": bench.records.by_kind["sources"][place.source].file, "seed": f"seeds/{place.source}.txt",
        "start": place.start, "end": place.end, "line": at.line, "column": at.column, "paragraph": at.paragraph,
        "exact": place.is_exact, "words": finding.text[place.start:place.end], "sentence": finding.text[slice(*finding.sentence)],
        "differences": [list(step) for step in place.differences],
        "keyed": [{"role": role, "id": id} for role, id in finding.keyed],
        "speaker": None if speaker is None else {
            "id": speaker.id or None, "named": speaker.sayer.words if speaker.sayer else None, "others": [actor.partition("/")[2] for actor in speaker.others]},
        "passes": bool(made and made.passes), "widened": bool(made and made.is_widened),
        "errors": [{"code": error.code, "message": error.message, "help": error.help} for error in (made.errors if made else ())],
        "yaml": made.block(2) if made and made.passes else None,
    }
