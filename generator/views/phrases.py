"""The site's own standing phrases: what a rung, a kind of speech, a notice is called and what it means."""

from __future__ import annotations


from ..frozen import dataclass
from ..model import Rung, SpeechKind


@dataclass(frozen=True, slots=True)
class Term:
    """A word of ours with its plain meaning: `key` for styles and filters, `label` to read, `meaning` one sentence."""

    key: str
    label: str
    meaning: str


RUNGS: dict[Rung, Term] = {
    "on-record": Term("on-record", "On the record", "A named speaker, in words that the source marks as the speaker’s own."),
    "official": Term("official", "Official text", "A document or statement issued in the speaker’s name."),
    "reported": Term("reported", "Reported", "The source tells it in its own words, or of itself; no words of the speaker are shown as such."),
    "ascribed": Term("ascribed", "Ascribed", "Another speaker says that these words were said."),
    "anonymous": Term("anonymous", "Anonymous", "The source knows the speaker but does not name them."),
    "unverified": Term("unverified", "Unverified", "Nobody who is named vouches that the words were said."),
}

SPEECH: dict[SpeechKind, Term] = {
    "direct": Term("direct", "Direct quotation", "Whole sentences that the source marks as the speaker’s words."),
    "partial": Term("partial", "Part of a sentence", "A fragment that the source marks as the speaker’s words, shown in a sentence around it."),
    "indirect": Term("indirect", "Paraphrase", "What was said, told without the speaker’s own words."),
    "transcript": Term("transcript", "From a transcript", "Words that a transcript sets down under the speaker’s name."),
    "document": Term("document", "From a document", "Words of a text issued in the speaker’s name."),
}

KINDS: dict[str, Term] = {
    "article": Term("article", "Article", "A piece of journalism."),
    "transcript": Term("transcript", "Transcript", "A record of what was spoken."),
    "document": Term("document", "Document", "A text issued in somebody’s name."),
    "post": Term("post", "Post", "A message published by its author."),
    "broadcast": Term("broadcast", "Broadcast", "Spoken or shown on air."),
}

MEDIA: dict[str, str] = {
    "speech": "speech", "interview": "interview", "press-conference": "press conference", "briefing": "briefing",
    "broadcast": "broadcast", "statement": "statement", "post": "post", "letter": "letter", "document": "document",
    "conversation": "conversation",
}  # fmt: skip

NOT_SPEECH: dict[str, str] = {
    "caption": "Caption", "credit": "Credit", "heading": "Heading", "boilerplate": "Boilerplate",
    "scare-quote": "Words in quotation marks that nobody is quoted for",
}  # fmt: skip

ALTERATIONS: dict[str, str] = {"omission": "Left out", "addition": "Added", "change": "Changed"}

NOTHING = "Nothing on record"


def held(stated: int, implied: int) -> str:
    """How many hold a stance, what is only implied told apart: "2", "1 + 1 implied", "2 implied"; a line may break before the plus only."""
    return " +\N{NO-BREAK SPACE}".join(([str(stated)] if stated or not implied else []) + ([f"{implied}\N{NO-BREAK SPACE}implied"] if implied else []))


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `count(1, "fact")` is "1 fact", `count(2, "fact")` "2 facts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tally(*counted: tuple[int, str, str | None]) -> tuple[str, ...]:
    """Numbers with their nouns, those of nothing left out: `tally((2, "fact", None), (0, "word", None))` is ("2 facts",)."""
    return tuple(count(number, one, many) for number, one, many in counted if number) or (NOTHING.lower(),)


def listed(names: list[str] | tuple[str, ...]) -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
