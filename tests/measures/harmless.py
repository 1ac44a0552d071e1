"""Harmless variants of every quotation: each accepted difference alone and all together must be accepted, at the same places.

    python -m tests.measures.harmless

A variant spells the archived words another way that the design accepts. Where a difference has nothing to change in a
quotation there is no variant. It counts as accepted where the statement passes all rules, stands where it stood before
and names no difference but those that were made, or that the dossier's own wording already had.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator import quotes

from .benches import DOSSIERS, Bench, benches, statements

_ALONE = re.compile(r"(?<=\s)[-‒–—―](?=\s)|(?<=[^\W\d])[‒–—―](?=[^\W\d])")
_DIGIT_NEAR = re.compile(r"\d")
_CURLY = {"'": "’", "‘": "'", "’": "'", "‚": "'", "‛": "'"}
_DOUBLE = {'"': "”", "“": '"', "”": '"', "„": '"', "‟": '"'}
_LIGATURES = (("ffi", "\ufb03"), ("ffl", "\ufb04"), ("ff", "\ufb00"), ("fi", "\ufb01"), ("fl", "\ufb02"))


def _dashes(words: str, new: str) -> str:
    """Other dashes for those between words; none beside a digit."""
    return _ALONE.sub(lambda m: m.group() if _DIGIT_NEAR.search(words[max(0, m.start() - 2):m.end() + 2]) else _dash(m, new), words)


def _dash(match: re.Match[str], new: str) -> str:
    spaced = match.string[match.start() - 1].isspace() and match.string[match.end():match.end() + 1].isspace()
    return new if spaced or new != "-" else match.group()


def _ligatures(words: str) -> str:
    for plain, one in _LIGATURES:
        words = words.replace(plain, one) if plain in words else words.replace(one, plain)
    return words


def _letters(table: dict[str, str]) -> Callable[[str], str]:
    return lambda words: "".join(table.get(c, c) for c in words)


VARIANTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "two blanks": ("white-space", lambda w: re.sub(r"\s+", "  ", w)),
    "line feed": ("white-space", lambda w: re.sub(r"\s+", "\n", w)),
    "line feed, tab and blanks": ("white-space", lambda w: re.sub(r"\s+", " \r\n\t ", w)),
    "no-break space": ("white-space", lambda w: re.sub(r"\s+", "\u00a0", w)),
    "narrow no-break space": ("white-space", lambda w: re.sub(r"\s+", "\u202f", w)),
    "white space around": ("white-space", lambda w: f" \n{w}\u00a0 "),
    "decomposed letters": ("composition", lambda w: unicodedata.normalize("NFD", w)),
    "composed letters": ("composition", lambda w: unicodedata.normalize("NFC", w)),
    "the other single quotes": ("single-quotes", _letters(_CURLY)),
    "low single quotes": ("single-quotes", lambda w: re.sub("['‘’]", "‚", w)),
    "the other double quotes": ("double-quotes", _letters(_DOUBLE)),
    "low double quotes": ("double-quotes", lambda w: re.sub('["“”]', "„", w)),
    "em dash": ("dash", lambda w: _dashes(w, "—")),
    "en dash": ("dash", lambda w: _dashes(w, "–")),
    "hyphen between blanks": ("dash", lambda w: _dashes(w, "-")),
    "three full stops": ("ellipsis", lambda w: w.replace("…", "...") if "…" in w else w.replace("...", "…")),
    "ligatures": ("ligature", _ligatures),
}


def variants(words: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """The variants of a wording: what was done, the differences that this makes, the new wording. All together come last."""
    together, made = words, set[str]()
    for name, (difference, change) in VARIANTS.items():
        other = change(words)
        if other != words:
            yield name, frozenset({difference}), other
            if difference not in made and not name.endswith("around"):
                both = change(together)
                made |= {difference} if both != together else set()
                together = both
    if len(made) > 1:
        yield "all together", frozenset(made), together


@dataclass
class Counts:
    """Variants and how many of them were accepted, by what was done; those refused or misnamed."""

    made: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def measure(benches: Iterator[Bench], archive_too: bool = True) -> Counts:
    """Every variant of every quotation; with `archive_too` also the unseen characters that only an archived text may hold."""
    counts = Counts()
    for bench in benches:
        for statement in statements(bench):
            assert statement.quote
            before = next(s for s in bench.case.statements if s.record.id == statement.id).quote.found
            old = frozenset(d for m in before for d in m.differences)
            for name, parts, made in _records(statement.quote):
                verdict = bench.judge_words(statement, parts)
                counts.made[name] += 1
                same = verdict is not None and not verdict.codes and verdict.placed is not None and \
                    [(m.start, m.end) for m in verdict.placed.quote.found] == [(m.start, m.end) for m in before]
                named = frozenset(d for p in parts for m in _matches(bench, p) for d in m)
                if same and named <= made | old:
                    counts.accepted[name] += 1
                else:
                    counts.missed.append(f"{statement.id}: {name}: {parts!r}: {verdict.codes if verdict else 'no place'} {sorted(named)}")
        if archive_too:
            _measure_archive(bench, counts)
    return counts


def _records(quote: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], frozenset[str]]]:
    per_part = [{name: (made, words) for name, made, words in variants(part)} for part in quote]
    for name in dict.fromkeys(name for found in per_part for name in found):
        yield (name, tuple(found[name][1] if name in found else part for found, part in zip(per_part, quote, strict=True)),
               frozenset(d for found in per_part if name in found for d in found[name][0]))


def _matches(bench: Bench, words: str) -> Iterator[tuple[str, ...]]:
    for match in quotes.find(words, bench.haystack, bench.source.language).matches:
        yield match.differences


def _measure_archive(bench: Bench, counts: Counts) -> None:
    """Quotations against their archived words with a soft hyphen, zero-width space, word joiner or BOM put inside."""
    for statement in bench.case.statements:
        for part in statement.quote.found:
            words = re.sub("[\u00ad\u200b\u2060\ufeff]", "", bench.text[part.start:part.end])
            if len(words) < 3:
                continue
            for name, made, other in variants(words):
                counts.made[f"{name}, in the source"] += 1
                matches = quotes.find(words, f"… {other} …", bench.source.language).matches
                if any(frozenset(m.differences) <= made for m in matches):
                    counts.accepted[f"{name}, in the source"] += 1
                else:
                    counts.missed.append(f"{statement.record.id}: {name}, in the source: {other!r}: {matches}")
            for name, unseen in (("soft hyphen", "\u00ad"), ("zero-width space", "\u200b"), ("word joiner", "\u2060"), ("byte order mark", "\ufeff")):
                text = f"… {words[:2]}{unseen}{words[2:-1]}{unseen}{words[-1]} …"
                counts.made[f"{name}, in the source"] += 1
                found = quotes.find(words, text, bench.source.language).matches
                if len(found) >= 1 and "invisible-in-source" in found[0].differences:
                    counts.accepted[f"{name}, in the source"] += 1
                else:
                    counts.missed.append(f"{statement.record.id}: {name}, in the source: {words!r}: {found}")


def main() -> int:
    begun = time.perf_counter()
    counts = measure(benches(DOSSIERS))
    for name in sorted(counts.made):
        print(f"{name:40}{counts.made[name]:>8,} made{counts.accepted[name]:>8,} accepted")
    made, accepted = sum(counts.made.values()), sum(counts.accepted.values())
    print(f"{'all':40}{made:>8,} made{accepted:>8,} accepted ({accepted / made:.2%}), {time.perf_counter() - begun:.0f} s")
    for one in counts.missed[:40]:
        print("  MISSED", one)
    return 1 if counts.missed or not made else 0


if __name__ == "__main__":
    sys.exit(main())
