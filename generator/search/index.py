"""Records → the files of the search index, all under `search/`. Pure; the same records give the same bytes, in whatever order they come.

    index.json          how many records and files there are, and a name for this state of the index: `state`
    filters.json        what the filters offer
    terms-<n>.json      the terms that `words.place` puts there: in titles, in words, and values of filters, each with its records
    records-<n>.json    RECORDS_A_FILE records as results show them

Records are numbered by `SearchRecord.order`, then key; a higher number comes first where records fit equally well. The
records of a term are a text: the gaps between their numbers, each in digits of 5 bits, the least first, written with
`DIGITS`, the upper half of which says that more digits follow. A word of more than COMMON records has an empty text.
"""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from .shapes import Filter, SearchRecord
from .words import LETTERS, PREFIX, SPACELESS, Terms, place

VERSION = 1  # of the files: raised when they, or what is a term, change
FOLDER = "search/"
RECORDS_A_FILE = 16  # ten results lie in ten files at worst
RECORDS_A_TERM_FILE = 40  # so many records for each file of terms: about 5 kB of English
MOST_TERM_FILES = 4096
COMMON = 16_384  # a word of more records than this tells nothing, and its list would grow without bound: it is left empty
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PART = 5  # bits of a digit; the sixth says that more follow

# What is kept of a record: a hash of it, its order, terms of its title, terms of its words, values of filters, itself as JSON.
Prepared = tuple[bytes, tuple[int, int], tuple[str, ...], tuple[str, ...], tuple[str, ...], str]


def files_of(prepared: Mapping[str, Prepared], offered: Sequence[Filter]) -> Mapping[str, bytes]:
    """The files, from what `prepare` gave for each record, by key."""
    ordered = [prepared[key] for key in sorted(prepared, key=lambda key: (prepared[key][1], key))]
    files = {"filters.json": _json([_offered(one) for one in offered])}
    files |= _record_files([record[5] for record in ordered])
    files |= _term_files(ordered)
    # Named by what it holds, so that no browser puts files of two states together.
    state = hashlib.sha256(b"".join(name.encode() + hashlib.sha256(data).digest() for name, data in files.items())).hexdigest()[:16]
    files["index.json"] = _json({
        "schema_version": VERSION, "state": state, "records": len(ordered), "records_a_file": RECORDS_A_FILE,
        "term_files": term_files(len(ordered)), "prefix": PREFIX, "letters": LETTERS, "spaceless": SPACELESS})
    return {FOLDER + name: data for name, data in sorted(files.items())}


def term_files(records: int) -> int:
    """How many files the terms are spread over: a power of two."""
    return min(MOST_TERM_FILES, 1 << max(0, (records - 1) // RECORDS_A_TERM_FILE).bit_length())


def _offered(one: Filter) -> dict[str, Any]:
    """A filter for the browser: each choice a list of value, label and, where it stands under one, heading."""
    return {"name": one.name, "label": one.label,
            "choices": [[choice.value, choice.label, choice.group] if choice.group else [choice.value, choice.label] for choice in one.choices]}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


# --- a record ----------------------------------------------------------------------------------------------------


def fingerprint(record: SearchRecord) -> bytes:
    """A hash of all that a record holds."""
    # Version 2 of the format writes equal values alike; later ones look at which values are the same object.
    return hashlib.blake2b(marshal.dumps(record.plain(), 2), digest_size=16).digest()


def prepare(record: SearchRecord, print_of: bytes, terms: Terms) -> Prepared:
    """All that the index needs of a record; it depends on nothing else."""
    shown = (text for _, pieces in record.lines for _, text in pieces)
    # A headline is the publisher's, and no name of anything: what was said comes before it.
    titled = (record.title,) if record.kind != "Source" else ()
    words = (*shown, *record.also, record.date[0], *(() if titled else (record.title,)))
    return print_of, record.order, terms.of(titled), terms.of(words), record.filters, _shown(record)


def _shown(record: SearchRecord) -> str:
    """What a result shows of a record, as JSON; what is empty is left out."""
    value: dict[str, Any] = {
        "kind": record.kind, "path": record.path, "title": record.title, "date": record.date if record.date[0] else None,
        "lines": record.lines, "lang": record.lang if record.lang[0] else None, "known": record.known, "readings": record.readings,
        "notes": record.notes, "source": record.source}
    return json.dumps({name: one for name, one in value.items() if one}, ensure_ascii=False, separators=(",", ":"))


# --- files -------------------------------------------------------------------------------------------------------


def _record_files(shown: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for first in range(0, len(shown), RECORDS_A_FILE):
        rows = ",\n".join(shown[first : first + RECORDS_A_FILE])
        yield f"records-{first // RECORDS_A_FILE}.json", f"[{rows}]\n".encode()


def _term_files(ordered: Sequence[Prepared]) -> Iterator[tuple[str, bytes]]:
    """Every file of terms, empty ones too: nobody asks for a file that is not there."""
    places = term_files(len(ordered))
    spread: list[dict[str, dict[str, str]]] = [{"titles": {}, "words": {}, "filters": {}} for _ in range(places)]
    gaps = tuple(_digits(gap) for gap in range(len(ordered)))
    for kind, column in (("titles", 2), ("words", 3), ("filters", 4)):
        found: dict[str, list[int]] = {}
        for number, record in enumerate(ordered):
            for term in record[column]:
                found.setdefault(term, [-1]).append(number)
        homes: dict[str, int] = {}
        for term in sorted(found):
            start = term if kind == "filters" else term[:PREFIX]
            home = homes.get(start)
            if home is None:
                home = homes[start] = place(start, places)
            is_told = kind == "filters" or len(found[term]) <= COMMON + 1
            spread[home][kind][term] = "".join([gaps[b - a - 1] for a, b in pairwise(found[term])]) if is_told else ""
    return ((f"terms-{number}.json", _json(one)) for number, one in enumerate(spread))


def _digits(gap: int) -> str:
    digits = ""
    while gap >> _PART:
        digits += DIGITS[(gap & (1 << _PART) - 1) + (1 << _PART)]
        gap >>= _PART
    return digits + DIGITS[gap]

