"""The kind of speech worked out from the source's own marks, against labels that were written from the texts alone.

    python -m tests.measures.speech [--wrong]

The labelled spans are data: tests/data/speech.yml and tests/data/speech/*.yml; and, apart, one list that nothing
was mended by, tests/data/speech-unseen.yml. Prints how many of them come out as
labelled, by style and by kind; `--wrong` tells each that does not. Exit 1 where less than `WANTED` of all, or less than
`WANTED_OF_STYLE` of one style, comes out as labelled, or where there are too few spans to say so.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.speech import read_speech, speech_of

DATA = Path(__file__).parents[1] / "data"
WANTED, WANTED_OF_STYLE, SPANS, STYLES = 0.98, 0.90, 320, 7
KINDS = ("direct", "partial", "indirect", "mixed", "transcript", "document")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled span: its text and language, the kind that an editor reads in it, and the kind that is worked out."""

    style: str
    language: str
    words: str
    label: str
    found: str

    @property
    def right(self) -> bool:
        """Whether the kind that is worked out is the label."""
        return self.found == self.label


@dataclass(frozen=True, slots=True)
class Score:
    """How many spans come out as labelled, of how many."""

    right: int
    total: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 of no spans."""
        return self.right / self.total if self.total else 1.0


def labelled() -> tuple[Labelled, ...]:
    """Every labelled span of the lists that the program was mended by, with what is worked out for it."""
    return _of((DATA / "speech.yml", *sorted((DATA / "speech").glob("*.yml"))))


def unseen() -> tuple[Labelled, ...]:
    """The spans of the list that nothing was mended by."""
    return _of((DATA / "speech-unseen.yml",))


def _of(paths: Iterable[Path]) -> tuple[Labelled, ...]:
    """The labelled spans of some files. ValueError where the words of one do not stand exactly once in their text."""
    made: list[Labelled] = []
    for path in paths:
        for text in yaml.safe_load(path.read_text("utf-8")):
            speech = read_speech(text["text"], text["language"], text.get("form", "marks"))
            for label, words in (item for span in text["spans"] for item in span.items()):
                if text["text"].count(words) != 1 or label not in KINDS:
                    raise ValueError(f"{path.name}: {label}: {words!r} stands {text['text'].count(words)} times")
                start = text["text"].index(words)
                made.append(Labelled(text["style"], text["language"], words, label, speech_of(speech, [(start, start + len(words))])[0]))
    return tuple(made)


def score(spans: Iterable[Labelled]) -> Score:
    """How many of some spans are right."""
    verdicts = [span.right for span in spans]
    return Score(sum(verdicts), len(verdicts))


def scores(spans: Iterable[Labelled], by: str) -> dict[str, Score]:
    """The score of each `style`, `label` or `language`, in order of its name."""
    sorts: dict[str, list[Labelled]] = {}
    for span in spans:
        sorts.setdefault(getattr(span, by), []).append(span)
    return {name: score(found) for name, found in sorted(sorts.items())}


def good_enough(spans: tuple[Labelled, ...]) -> bool:
    """Whether there are spans and styles enough, and enough of all and of each style are right."""
    styles = scores(spans, "style")
    wide = len(spans) >= SPANS and len(styles) >= STYLES
    return wide and score(spans).share >= WANTED and all(s.share >= WANTED_OF_STYLE for s in styles.values())


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.measures.speech")
    parser.add_argument("--wrong", action="store_true", help="tell each span that does not come out as labelled")
    options = parser.parse_args(arguments)
    spans = labelled()
    for by in ("style", "label", "language"):
        print(f"by {by}:")
        for name, part in scores(spans, by).items():
            print(f"  {name:20} {part.right:4} of {part.total:4}  {part.share:7.1%}")
    whole = score(spans)
    print(f"all: {whole.right} of {whole.total}, {whole.share:.1%}")
    new = unseen()
    print(f"a list that nothing was mended by: {score(new).right} of {score(new).total}, {score(new).share:.1%}")
    if options.wrong:
        for span in (*spans, *new):
            if not span.right:
                print(f"  {span.style} {span.language}: {span.words!r} is labelled {span.label}, worked out {span.found}")
    return 0 if good_enough(spans) else 1


if __name__ == "__main__":
    sys.exit(main())
