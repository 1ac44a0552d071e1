"""The search index of a build: a record for each thing that can be found, made and kept like the pages; and the files over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from .noted import print_of_plain
from .resolved import Dossier
from .search.index import Prepared, files_of, fingerprint, prepare
from .search.records import filters, maker, makers
from .search.shapes import SearchRecord
from .search.words import Terms
from .site import Task
from .views import months
from .views.content import ContentPage

RECORD = "search:"


def tasks(dossier: Dossier, content: Mapping[str, ContentPage]) -> Iterator[Task]:
    """What is worked out for each record of the index."""
    places = months.places(months.sheets(dossier)) if dossier.events else {}
    terms = Terms()
    for key, make in makers(dossier, content, places):
        kind, _, id = key.partition("/")
        handed = content[id].text if kind == "content" else places.get(("event", id), "") if kind == "events" else ""
        yield Task(RECORD + key, sha256(handed.encode()).digest() if handed else b"", partial(_prepared, make, terms))


def task(dossier: Dossier, name: str, handed: bytes) -> Task | None:
    """What works out the record with this name, as `tasks` has it; None for a kind in which no words stand."""
    kind, _, id = name.removeprefix(RECORD).partition("/")
    make = maker(dossier, kind, id)
    return Task(name, handed, partial(_prepared, make, Terms())) if make else None


def _prepared(make: Callable[[], SearchRecord], terms: Terms) -> tuple[bytes, Any]:
    record = make()
    return b"", prepare(record, fingerprint(record), terms)


def prepared(made: Mapping[str, Any]) -> Mapping[str, Prepared]:
    """What the tasks gave, by the key of the record. `made`: what every task of the build gave, by its name."""
    return {name.removeprefix(RECORD): one for name, one in made.items() if name.startswith(RECORD)}


def state(records: Mapping[str, Prepared], dossier: Dossier) -> str:
    """A print of all that the files of the index depend on."""
    return print_of_plain((sorted((key, one[0]) for key, one in records.items()), repr(_offered(records, dossier)))).hex()


def files(records: Mapping[str, Prepared], dossier: Dossier) -> Mapping[str, bytes]:
    """The files of the index, all under `search/`."""
    return files_of(records, _offered(records, dossier))


def _offered(records: Mapping[str, Prepared], dossier: Dossier) -> Any:
    return filters(dossier, frozenset(value for one in records.values() for value in one[4]))
