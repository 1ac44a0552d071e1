"""Who is heard and who is named around words of one archived text, and whether that ties the words to their speaker.

In a transcript the labels say who is heard, in a document or post its issuer; everywhere else
the reporter's own words must name the speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from . import attribution
from .attribution import Area, Surroundings, Tie
from .frozen import dataclass, field
from .grammar import APOSTROPHES
from .languages import language_lists
from .mentions import Mention, Named, Names, Rivals
from .model import Source
from .patterns import compiled_late
from .reading import Entry, Records
from .sentences import saying_within
from .speech import Speech, edges
from .strangers import Strangers, is_described

Region = tuple[int, int]

MAX_PARAGRAPHS_BACK = 1  # a speaker is named, and a question put, in the paragraph of the words or in the one before
MAX_VERB = 40  # characters before a name in which a verb of saying and an article are looked for
_ODD_CASE = frozenset("ıİ")  # the letters that `re` takes for "i" in any case, and casefolding does not
MAX_TAG = 4  # words behind a quotation among which "she told me" is looked for
MAX_SIGNATURE = 10  # words of a line that signs a quotation, its dash counted
_DASHES = ("—", "–", "―", "- ")
MAX_OWN = 6  # characters in which "said I" is looked for
_RUN = compiled_late(r"[\w'’-]+")
_CLAUSE = compiled_late(r"[,;:—–]")
# Who tells: the speaker, or somebody else whom a word right before the verb may stand for.
_OWN = frozenset("i we me us i'd i'll i've i'm we'd we'll we've we're ich wir mir mich uns je j nous moi ja my mnie mi nam я ми мені нам".split())
_OTHERS = frozenset(
    "he she they it you who what which him her them people someone somebody everyone everybody nobody er sie es man wer was il elle ils elles on qui "
    "que on ona ono oni kto co він вона воно вони хто що".split())
_JOINTS = frozenset("and but or so as und aber oder so wie et mais ou comme i a ale lub jak і й та але або як".split())
MAX_TURNS_BACK = 3  # others' turns between which a question may stand before its answer


@dataclass(frozen=True)
class Voices:
    """Who can be heard in one source. `text` is empty where it could not be read.

    `rivals` are the actors (`kind/id`) that count as other speakers. `corrected`: where turns of a
    transcript begin whose label lacks or errs, and their speaker, in order.
    """

    entry: Entry
    text: str
    speech: Speech
    names: Names
    rivals: Rivals
    records: Records
    corrected: tuple[tuple[int, str], ...] = ()
    _reporters: dict[Region, tuple[Mention, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _addressed: dict[int, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def _named(self) -> Named:
        return Named(self.text, self.names)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All names in the text."""
        return self._named.all

    def named_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The names in a stretch of the text."""
        return self._named.within(start, end)

    def is_named_in(self, speaker: str, start: int, end: int) -> bool:
        """Whether a name of the speaker begins in a stretch of the text."""
        return self._named.has(speaker, start, end)

    def neighbourhood(self, spans: Sequence[Region], since: int | None = None) -> Region:
        """Where words that name the speaker may stand: from the paragraph before (or that of `since`) to the end of their own."""
        paragraphs = self.speech.paragraphs
        first = max(0, self._paragraph(spans[0][0]) - MAX_PARAGRAPHS_BACK)
        if since is not None:
            first = min(first, self._paragraph(since))
        return paragraphs[first].start, self._end_of(self._paragraph(spans[-1][0]))

    def _paragraph(self, place: int) -> int:
        return self.speech.paragraph_at(place) or 0

    def _end_of(self, number: int) -> int:
        """Where a paragraph ends; behind the line that signs it where it is a quotation and nothing else: “…”⏎— Colonel Sapt, warden of Zenda."""
        here, *following = self.speech.paragraphs[number:number + 2]
        quoted = self.speech.outermost_over(here.start, here.end)
        if not following or len(quoted) != 1 or (quoted[0].outer_start, quoted[0].outer_end) != (here.start, here.end) or not quoted[0].closed:
            return here.end
        below = following[0]
        line = self.text[below.start:below.end]
        is_signature = line.startswith(_DASHES) and len(line.split()) <= MAX_SIGNATURE and not self.speech.outermost_over(below.start, below.end)
        return below.end if is_signature and self._saying_in(line) is None else here.end

    def _saying_in(self, words: str) -> re.Match[str] | None:
        """The first verb of saying."""
        pattern = saying_within(self.speech.language, 0)
        return next((m for m in _RUN.finditer(words) if pattern.fullmatch(m.group())), None) if pattern else None

    # --- transcripts

    @cached_property
    def _heard(self) -> tuple[tuple[int, str], ...]:
        """Who is heard from which place on in a transcript, by its labels and the record's `turns`; in order. Empty: nobody known."""
        heard = {turn.start: self._speaker_of(turn.label) for turn in self.speech.turns}
        for start, speaker in self.corrected:
            labelled = next((t.start for t in self.speech.turns if t.label_start <= start < t.start), start)
            heard[labelled] = speaker
        return tuple(sorted(heard.items()))

    def _speaker_of(self, label: str) -> str:
        named = self._source.labels.get(label)
        if named:
            return actor_of(named, self.records)
        found = {a for m in self.names.mentions(label, 0, len(label)) for a in m.actors if a in self.rivals}
        return found.pop() if len(found) == 1 else ""

    @property
    def _source(self) -> Source:
        assert isinstance(self.entry.record, Source)
        return self.entry.record

    def _heard_in(self, start: int, end: int) -> set[str]:
        """The speakers of a stretch of a transcript; empty for a stage direction."""
        labelled = self.speech.turns
        if labelled and start >= labelled[0].start and not self.speech.turns_over(start, end):
            return set()
        first = self._turn_at(start)
        behind = bisect_left(self._heard, end, key=lambda h: h[0])
        return {actor for _, actor in self._heard[max(0, first):behind]} | ({""} if first < 0 else set())

    def _turn_at(self, place: int) -> int:
        return bisect_right(self._heard, place, key=lambda h: h[0]) - 1

    def turns_of(self, speaker: str) -> tuple[Region, ...]:
        """Where a speaker is heard in a transcript, in order; elsewhere nothing."""
        if not speaker or self._source.kind != "transcript" or not self._heard:
            return ()
        ends = [*(start for start, _ in self._heard[1:]), len(self.text)]
        return tuple((start, end) for (start, actor), end in zip(self._heard, ends, strict=True) if actor == speaker)

    def begins(self, place: int) -> int:
        """Where the speech begins that holds a place: its turn of a transcript, its outermost quotation, else the place."""
        if self._source.kind == "transcript" and (number := self._turn_at(place)) >= 0:
            return self._heard[number][0]
        quoted = self.speech.outermost_at(place, place + 1)
        return quoted.outer_start if quoted else place

    def asked_in(self, speaker: str, place: int) -> Region:
        """Where the question may stand that words at a place answer: before them, in the same paragraph or the one before.

        In a transcript: in the last turns of others, back to the speaker's own turn before.
        """
        number = self._turn_at(place) if self._source.kind == "transcript" else -1
        if number < 0:
            paragraph = self.speech.paragraphs[max(0, self._paragraph(place) - MAX_PARAGRAPHS_BACK)]
            return paragraph.start, place
        first = number
        while first and number - first < MAX_TURNS_BACK and self._heard[first - 1][1] != speaker:
            first -= 1
        return (self._heard[first][0] if first else 0), self._heard[number][0]

    def is_retold(self, start: int, end: int) -> bool:
        """Whether a span of a transcript stands in quotation marks that a turn puts around another's words: "Flavia told me: “…”".

        The marks alone do not say so, nor does "I told her: “…”".
        """
        place = edges(self.speech, start, end) if self._source.kind == "transcript" else None
        pattern = saying_within(self.speech.language, 0)
        if place is None or pattern is None:
            return False
        text, (opened, closed) = self.text, place
        low, high = self._turn_over(opened)
        before = text[max([self._led_from(low, opened), *(q.outer_end for q in self.speech.outermost_over(low, opened))]):opened]
        if verbs := [m for m in _RUN.finditer(before) if pattern.fullmatch(m.group())]:
            return not _is_own_telling(before[:verbs[-1].start()])
        if before.rstrip().endswith(":") and any(actor in self.rivals for m in self.named_in(opened - len(before), opened) for actor in m.actors):
            return True
        stop = min([high, self.speech.sentence_at(closed - 1).end, *(q.outer_start for q in self.speech.outermost_over(closed, high))])
        behind = text[closed:stop] if closed < stop else ""
        if not (behind.startswith((",", " ,")) or text[opened:closed].rstrip("”’»“\"' ")[-1:] in tuple(",.!?…")):
            return False
        verb = next((m for m in list(_RUN.finditer(behind))[:MAX_TAG] if pattern.fullmatch(m.group())), None)
        return verb is not None and not _is_own_telling(behind[:verb.start()].strip(" ,") or behind[verb.end():][:MAX_OWN])

    def _led_from(self, low: int, opened: int) -> int:
        """Where the sentence begins that leads up to a quotation of a turn: its own, or one before the line that ends with a colon."""
        led = len(self.text[low:opened].rstrip()) + low
        return max(low, self.speech.sentence_at(led - 1 if self.text[led - 1:led] == ":" else opened).start)

    def _turn_over(self, place: int) -> Region:
        """The turn of a transcript that holds a place; where nobody is known to be heard, its paragraph."""
        turns = self.speech.turns_over(place, place + 1)
        if turns:
            return turns[0].start, turns[0].end
        paragraph = self.speech.paragraphs[self._paragraph(place)]
        return paragraph.start, paragraph.end

    # --- is the speaker tied to the words?

    def tie(self, speaker: str, spans: Sequence[Region], typed: Sequence[Region], inner: bool) -> Tie:
        """What ties words to their speaker.

        `typed`: where the words of `attribution` stand. `inner`: the words are told by another speaker, whose
        words may name this one.
        """
        by_form = None if inner and self._is_transcript_told(spans) else self._tie_by_form(speaker, spans)
        if by_form is not None:
            return by_form
        around = self._surroundings(speaker, spans, typed, inner)
        verdict = attribution.tie(speaker, self._rivals_of(speaker), around)
        told = (span for span in spans if not inner and not self.speech.outermost_over(*span))
        own = (next(self._areas(speaker, span, typed, inner)) for span in told)
        if verdict.verdict == "tied" and any(not area.attribution and not any(speaker in m.actors for m in area.mentions) for area in own):
            return Tie("not-near")  # reported words have their subject in their own sentence
        if verdict.verdict == "tied" and typed and all(self._is_name_alone(place) for place in typed):
            rivals = self._rivals_of(speaker)
            rivals_here = {a for m in around.sentence if speaker not in m.actors for a in m.actors if a in rivals}
            if rivals_here:
                return Tie("unclear", verdict.by, tuple(sorted(rivals_here)), "the attribution is a name alone, and the sentence names others")
        return (self._strange_tie(speaker, spans, typed, inner) or verdict) if verdict.verdict == "tied" else verdict

    def _strange_tie(self, speaker: str, spans: Sequence[Region], typed: Sequence[Region], inner: bool) -> Tie | None:
        """The verdict where, in the sentences of a part, the speaker's name stands for somebody else who speaks and nowhere for the
        speaker, or where they name nobody known and "said Baker" stands right behind the words, or "Baker said:" before them.

        A typed attribution that stands elsewhere in these sentences says who speaks ("he said").
        """
        for span in spans:
            sentences = self.speech.sentences_over(*span)
            area = (sentences.start, sentences.end)
            own = [m for m in self._named_by_reporter(speaker, area, inner) if speaker in m.actors]
            if own:
                strange, another = all(self._strangers.is_strange(speaker, m) for m in own), not inner and self._says_another(speaker, span, area)
                places = [(m.start, m.end) for m in own] if strange or another else []
                why = "only says there who somebody else is" if strange else "is named there, but somebody else stands beside the verb of saying"
            else:
                places = [] if inner else [place for place in (self._unknown_beside(speaker, span, area),) if place]
                why = "is a name beside the words that no record has: where it is the speaker’s, add it to `aliases`"
                if places and is_described(self.text[places[0][0]:places[0][1]]):
                    why = "is who speaks there: where that is the speaker, give these words and those that name the speaker as `attribution`"
                    places = [place for place in places if not any(_holds(at, place) for at in typed)]
            if places and not any(_holds(area, at) and all(end <= at[0] or at[1] <= start for start, end in places) for at in typed):
                return Tie("unclear", tuple(places), (), f"“{self.text[places[0][0]:places[0][1]]}” {why}")
        return None

    def _unknown_beside(self, speaker: str, span: Region, area: Region) -> Region | None:
        """Where a name that no record has stands beside the verb of saying right behind the quotation of a span, or of the words that
        lead up to it; not where the sentence names somebody known."""
        quoted = self.speech.outermost_at(*span)
        if quoted is None or self._named_outside_marks(area):
            return None
        return self._strangers.unknown_beside(speaker, (area[0], quoted.outer_start), (quoted.outer_end, area[1]))

    def _says_another(self, speaker: str, span: Region, area: Region) -> bool:
        """Whether the subject of the verb of saying beside the quotation of a span is somebody else; no other quotation stands between them."""
        quoted = self.speech.outermost_at(*span)
        if quoted is None:
            return False
        start = max((q.outer_end for q in self.speech.outermost_over(area[0], quoted.outer_start)), default=area[0])
        end = min((q.outer_start for q in self.speech.outermost_over(quoted.outer_end, area[1])), default=area[1])
        return self._strangers.says_another(speaker, (start, quoted.outer_start), (quoted.outer_end, end))

    @cached_property
    def _strangers(self) -> Strangers:
        return Strangers(self._named, self.speech.language, self.records)

    def _is_transcript_told(self, spans: Sequence[Region]) -> bool:
        """Whether words stand in quotation marks inside the turns of a transcript: of whom its labels do not tell."""
        return self._source.kind == "transcript" and all(self.speech.outermost_at(*span) for span in spans)

    def _is_name_alone(self, place: Region) -> bool:
        return any(m.start <= place[0] and place[1] <= m.end for m in self.named_in(*place))

    def _rivals_of(self, speaker: str) -> Rivals:
        """For a person the people and what else speaks here; an organisation or country vies with all others too."""
        return self._others if speaker.startswith("people/") else self._others.and_also(self.names.bodies)

    @cached_property
    def _others(self) -> Rivals:
        """The rivals, and the organisations that stand beside a verb of saying: they speak here, keyed or not."""
        pattern = saying_within(self.speech.language, 0)
        if pattern is None:
            return self.rivals
        first = self._source.derived_from
        reporters = {f"organisations/{id}" for id in (self._source.publisher, first.publisher if first else None)}  # whose voice it is that names
        speaking: set[str] = set()
        for m in self.mentions:
            bodies = [actor for actor in m.actors if actor.startswith("organisations/") and actor not in reporters]
            if bodies and self.speech.outermost_at(m.start, m.end) is None and (pattern.match(self.text, m.end + 1) or self._said_by(m)):
                speaking.update(bodies)
        return self.rivals.and_also(frozenset(speaking))

    def _said_by(self, mention: Mention) -> bool:
        """Whether a verb of saying and perhaps an article join a quotation and a name: "…", said the League. Not: he told the League."""
        before = self.speech.outermost_over(max(0, mention.start - MAX_VERB), mention.start)
        words = self.text[before[-1].outer_end:mention.start].split() if before else []
        return len(words) in (1, 2) and words[0] in language_lists(self.speech.language).saying

    def goes_on(self, speaker: str, before: Sequence[Region], spans: Sequence[Region]) -> bool:
        """Whether words may go on from earlier words of the speaker without a new name: marked as speech, and nobody else is named between."""
        place = spans[0][0]
        if not self._source.kind == "transcript" and not all(self.speech.outermost_over(*span) for span in spans):
            return False
        start = self.speech.sentences_over(before[0][0], before[-1][1]).end
        between = self._named_by_reporter(speaker, (start, self.speech.sentence_at(place).end), False) if start < place else []
        return all(speaker in m.actors or not any(actor in self._others for actor in m.actors) for m in between)

    def _tie_by_form(self, speaker: str, spans: Sequence[Region]) -> Tie | None:
        """The verdict where labels or an issuer say who speaks; None where the text's own words must."""
        source = self._source
        if source.kind == "transcript":
            heard = {actor for span in spans for actor in self._heard_in(*span)}
            if heard == {speaker}:
                return Tie("tied")
            named = tuple(sorted(actor for actor in heard if actor and actor != speaker))
            return Tie("another", (), named) if named else Tie("not-near")
        if source.kind in ("document", "post"):
            issuer, document = actor_of(source.issuer or "", self.records), f"sources/{self.entry.id}"
            if speaker in (issuer, document):
                return Tie("tied")
            if not all(self.speech.quoted_at(*span) for span in spans):  # a document's own words are its issuer's, whomever they name
                return Tie("another", (), (issuer or document,))
        return None

    def _surroundings(self, speaker: str, spans: Sequence[Region], typed: Sequence[Region], inner: bool) -> Surroundings:
        sentences = self.speech.sentences_over(spans[0][0], spans[-1][1])
        paragraphs = self.speech.paragraphs
        area = (paragraphs[self._paragraph(spans[0][0])].start, self._end_of(self._paragraph(spans[-1][0])))
        free = self._named_by_reporter(speaker, area, inner)
        sentence = (sentences.start, sentences.end)
        here, elsewhere = [], []
        for m in free:
            (here if sentence[0] <= m.start and m.end <= sentence[1] else elsewhere).append(m)
        return Surroundings(
            tuple(here), tuple(elsewhere), tuple([m for place in typed for m in self._named_by_reporter(speaker, place, inner)]),
            bool(typed),
            any(_holds(sentence, place) for place in typed),
            tuple(self._areas(speaker, span, typed, inner) for span in spans))

    def _areas(self, speaker: str, span: Region, typed: Sequence[Region], inner: bool) -> Iterator[Area]:
        """The sentences of a part, its paragraphs (all over which its quotation runs), and these with the paragraph before.

        Worked out as they are asked for: the sentences mostly say enough.
        """
        def area(start: int, end: int) -> Area:
            return Area(tuple(self._named_by_reporter(speaker, (start, end), inner)), any(_holds((start, end), place) for place in typed))

        sentences, paragraphs = self.speech.sentences_over(*span), self.speech.paragraphs
        yield area(sentences.start, sentences.end)
        first, last = self._paragraph(span[0]), self._paragraph(span[1] - 1)
        while first and self._runs_on(first - 1):
            first -= 1
        while last + 1 < len(paragraphs) and self._runs_on(last):
            last += 1
        before = paragraphs[max(0, first - MAX_PARAGRAPHS_BACK)]
        yield area(paragraphs[first].start, self._end_of(last))
        yield area(before.start, self._end_of(last))

    def _runs_on(self, number: int) -> bool:
        """Whether the last quotation of a paragraph is left open and the next paragraph opens with one."""
        here, behind = self.speech.paragraphs[number:number + 2]
        quoted = self.speech.outermost_over(here.start, here.end)
        following = self.speech.outermost_over(behind.start, behind.start + 1)
        return bool(quoted and following) and not quoted[-1].closed and quoted[-1].end == here.end and following[0].outer_start == behind.start

    def _named_by_reporter(self, speaker: str, area: Region, inner: bool) -> list[Mention]:
        """Names in the reporter's voice: not inside a quotation, unless the words themselves are told in one.

        The speaker's own name does not count where it is only spoken to: "she told the Duke".
        """
        named = self.named_in(*area) if inner else self._named_outside_marks(area)
        return [m for m in named if not (speaker in m.actors and self._is_addressed(m))]

    def _named_outside_marks(self, area: Region) -> tuple[Mention, ...]:
        """Names outside of all quotations; kept, for the statements of a paragraph ask for the same areas."""
        found = self._reporters.get(area)
        if found is None:
            found = self._reporters[area] = self._outside(self.named_in(*area))
        return found

    def _outside(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple([m for m in mentions if self.speech.outermost_at(m.start, m.end) is None])

    def _is_addressed(self, mention: Mention) -> bool:
        found = self._addressed.get(mention.start)
        if found is None:
            before = self.text[max(0, mention.start - MAX_VERB):mention.start]
            found = self._addressed[mention.start] = _addressing(self.speech.language).is_in(before)
        return found


def _is_own_telling(before: str) -> bool:
    """Whether the words before a verb of saying make the speaker its subject: "I", "let me"; not "what I heard Flavia"."""
    clause = _RUN.findall(_CLAUSE.split(before)[-1])
    if all(word.casefold() in _JOINTS for word in clause):
        clause = _RUN.findall(before)
    words = [word.translate(APOSTROPHES) for word in clause]
    own = max((n for n, word in enumerate(words) if word.casefold() in _OWN), default=-1)
    return own >= 0 and not any(word[0].isupper() or word.casefold() in _OTHERS for word in words[own + 1:])


@dataclass(frozen=True, slots=True)
class _Addressing:
    """Matches before a name to which somebody speaks; `openings`: how, folded, some word before it ends then."""

    pattern: re.Pattern[str]
    openings: tuple[str, ...]

    def is_in(self, before: str) -> bool:
        """Whether the words right before a name speak to its bearer. A look at their ends mostly says that they do not."""
        likely = any(word.endswith(self.openings) for word in before.casefold().split()) or not _ODD_CASE.isdisjoint(before)
        return likely and self.pattern.search(before) is not None


@cache
def _addressing(language: str) -> _Addressing:
    """For "told the ", "he asked "; of a language without lists for the first only."""
    lists = language_lists(language)
    told, openings = r"\b(?:told|tells?|telling)\s+(?:\w{1,3}\s+)?\Z", ("told", "tell", "tells", "telling")
    if not (lists.pronouns and lists.saying):
        return _Addressing(re.compile(told), openings)
    pronouns, verbs = ("|".join(map(re.escape, words)) for words in (lists.pronouns, lists.saying))
    return _Addressing(re.compile(rf"{told}|\b(?:{pronouns})\s+(?:{verbs})\s+(?:\w+\s+)??(?:\w{{1,3}}\s+)?\Z", re.IGNORECASE),
                       (*openings, *(pronoun.casefold().split()[0] for pronoun in lists.pronouns)))


def _holds(area: Region, place: Region) -> bool:
    return area[0] <= place[0] and place[1] <= area[1]


def actor_of(id: str, records: Records) -> str:
    """`kind/id` of a speaker; empty where no record has the id."""
    for kind in ("people", "organisations", "countries", "sources"):
        if id in records.by_kind[kind]:
            return f"{kind}/{id}"
    return ""
