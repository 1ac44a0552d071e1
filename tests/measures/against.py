"""Archived texts changed together with their hash: how many `onrecord check --against` catches.

Run from the root: `python -m tests.measures.against`. Each text of the dossiers is changed at up to 200 places, one
byte or one line at a time. The comparison looks at the bytes alone, so that a record with the new hash changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import disk
from generator.reading import read_records
from generator.rules.against import compare, published

ROOT = Path(__file__).resolve().parent.parent.parent
DOSSIERS = (ROOT, ROOT / "tests" / "dossiers" / "ruritania")
PLACES = 200


def changed(text: bytes) -> Iterator[bytes]:
    """The text with one byte changed, dropped or added at places spread over it, and with a line break at its end."""
    step = max(1, len(text) // PLACES)
    for number, place in enumerate(range(0, len(text), step)):
        byte = bytes([text[place] ^ 1])
        yield text[:place] + (byte, b"", byte + text[place:place + 1])[number % 3] + text[place + 1:]
    yield text + b"\n"


def measure(folder: Path) -> tuple[int, int]:
    """How many changed texts of a dossier were caught, of how many."""
    files, _ = disk.read_dossier(folder)
    records, _ = read_records(files.data)
    old = published(records, files.seeds)
    caught = tried = 0
    for id, text in files.seeds.items():
        for new in changed(text):
            tried += 1
            now = compare(old, records, {**files.seeds, id: new})
            caught += [d.code for d in now] == ["archive-changed"]
    return caught, tried


def main() -> None:
    """Print the figure."""
    figures = [measure(folder) for folder in DOSSIERS]
    print(f"{sum(c for c, _ in figures)} of {sum(t for _, t in figures)} texts that were changed together with their hash were caught")


if __name__ == "__main__":
    main()
