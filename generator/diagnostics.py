"""Faults in a dossier as values: where, what is wrong, what to do; and the one catalogue of codes.

A fault in the data is never an exception. Whoever finds one makes a `Diagnostic`
and goes on, so that a contributor sees all faults of a change in one report.
"""

from __future__ import annotations

from typing import Literal

from .frozen import dataclass

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the dossier. Lines and columns count from 1, in code points; the end is exclusive."""

    file: str  # relative to the dossier, with forward slashes
    line: int = 1
    column: int = 1
    end_line: int = 0  # 0: not known
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A labelled block below a diagnostic: the nearest passage, a line to paste."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. Build it with `diagnostic`, which takes the severity from the catalogue."""

    code: str
    severity: Severity
    span: Span
    message: str
    help: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the catalogue: a stable code, how grave it is, and its meaning in one line."""

    code: str
    severity: Severity
    meaning: str


def _catalogue(severity: Severity, entries: dict[str, str]) -> dict[str, Code]:
    return {code: Code(code, severity, meaning) for code, meaning in entries.items()}


CODES: dict[str, Code] = {
    # the files themselves, found while reading
    **_catalogue("error", {
        "file-not-read": "a file could not be read: a symbolic link, too large, not a plain file, or not UTF-8",
        "yaml-syntax": "the file is not YAML that can be read",
        "yaml-feature-refused": "anchors, aliases, merges, tags and several documents in a file are not used here",
        "yaml-too-deep": "lists and mappings are nested more than 20 deep",
        "value-too-long": "one value is longer than 64 KiB",
        "duplicate-key": "the same key stands twice in one mapping",
        "unknown-key": "a key that this kind of file does not have",
        "missing-key": "a key that this kind of file needs is not there",
        "wrong-type": "a value is of another kind than its key asks for: text, list, mapping, whole number",
        "wrong-value": "a value is not one that its key allows",
        "unexpected-file": "a file in a folder where no such file belongs",
        "bad-id": "an id is not made of a-z, 0-9 and hyphens, or is too long",
        "duplicate-id": "two records share one id, or ids that differ only in case",
        "unknown-reference": "an id that no record has",
        "file-missing": "a file that the dossier needs is not there",
        "no-checks": "nothing was found to check, which is a failure and never a pass",
    }),
    # values that stand alone
    **_catalogue("error", {
        "date-not-edtf": "a date that is not in the part of EDTF (ISO 8601-2) that is used here",
        "date-contradiction": "two dates of one record cannot both be right",
        "link-not-https": "a link that does not begin with https://, or that hides where it leads",
        "unknown-country": "a country code that is not in ISO 3166-1",
        "unknown-language": "a language tag that is not in the form of BCP 47",
        "unknown-stance": "a stance that the scale of its question does not have",
        "path-collision": "two pages would have the same address",
        "invisible-character": "a control, bidirectional or zero-width character in our own text",
        "erased-words-kept": "an erased record still carries words",
        "anonymous-speaker-shared": "an unnamed speaker belongs to one source and is used in another",
        "self-reference": "a record refers to itself",
    }),
    # our own prose
    **_catalogue("error", {
        "unknown-citation": "a citation names no statement and no fact",
        "summary-without-citation": "a sentence of a summary cites nothing",
        "quotation-in-our-words": "words in quotation marks in our own text that are not words of what it cites",
        "raw-html": "HTML in a Markdown page",
        "markdown-too-heavy": "a Markdown block too nested or too long to be rendered safely",
        "markdown-refused": "something that Markdown pages may not hold: links that leave by another way than https, pictures from elsewhere",
        "broken-link": "a link in a Markdown page that leads to no page of the site",
    }),
    # the proof of quotations
    **_catalogue("error", {
        "archive-hash-mismatch": "the archived bytes are not the hashed ones, or are not UTF-8",
        "quote-invisible-character": "a quote carries a control, bidirectional or zero-width character",
        "quote-not-in-source": "the words do not stand in the archived source",
        "quote-mid-word": "a quote begins or ends inside a word",
        "quote-cuts-number": "a quote begins or ends inside a number, or drops what limits the number",
        "quote-ambiguous": "the words stand in several places of the source",
        "quote-parts-out-of-order": "the parts of a quote do not follow in order within one passage",
        "quote-gap-too-long": "two parts of a quote are more than 300 characters apart",
        "quote-gap-hides-negation": "what is left out between two parts carries a not, never, unless, if",
        "quote-drops-negation": "the cut leaves out a negation, condition or hedge of its sentence",
        "quote-drops-question": "the cut leaves out the question mark of its sentence",
        "quote-stops-before-but": "the next sentence of the same speaker opens with but or however",
        "words-not-marked-as-speech": "words declared as direct or partial speech that the source does not mark as speech",
        "quote-inside-a-quote": "the words stand inside inner quotation marks, and no `within` says whose they are",
        "speaker-not-near-quote": "nothing near the words ties them to the speaker",
        "attribution-unclear": "two known speakers stand in the sentence, and no `attribution` says which one speaks",
        "attribution-names-another": "the attribution names another speaker",
        "attribution-not-in-source": "the words of the attribution do not stand near the quote in the source",
        "quote-in-not-speech": "the words lie in a caption, heading, scare quote or boilerplate",
        "not-speech-not-in-source": "words listed as not speech do not stand in the source, or stand there several times",
        "within-not-inside": "the words do not lie inside the statement that `within` names",
        "continues-another-speaker": "`continues` names a statement of another speaker or source",
        "prompt-missing": "a bare answer such as Yes, and no `prompt` says what was asked",
        "prompt-not-before-answer": "the words of `prompt` do not stand directly before the answer, or are the speaker's own",
        "rung-better-than-derived": "a `rung` is typed that is better than what the source shows, and nobody reviewed it",
        "claim-not-in-evidence": "a number or proper name in a claim or summary that its evidence does not carry",
        "source-over-quoted": "the site would publish more of the publisher's own words than its rights allow",
        "self-review": "the reviewer is the one who recorded the statement",
        "published-id-vanished": "an id that was published is no longer there",
        "archive-changed": "an archived text was changed after it was published",
    }),
    **_catalogue("warning", {
        "quoted-words-unkeyed": "words in quotation marks that no statement and no `not_speech` accounts for",
        "unused-record": "a record that nothing refers to",
        "seed-without-source": "an archived text that no source belongs to",
        "answer-missing": "a question that no statement and no fact answers",
    }),
}


def diagnostic(code: str, span: Span, message: str, help: str = "", notes: tuple[Note, ...] = ()) -> Diagnostic:
    """A diagnostic with the severity that the catalogue gives its code.

    Raises KeyError for a code that is not in the catalogue: that is our own bug.
    """
    return Diagnostic(code, CODES[code].severity, span, message, help, notes)


def in_order(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by place, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """True where one of them blocks publishing."""
    return any(d.severity == "error" for d in diagnostics)
