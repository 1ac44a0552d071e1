"""The feed of statements (Atom, RFC 4287): what was archived last, in our own words, without a time of the build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from ..patterns import compiled_late
from ..resolved import Dossier, Summary
from ..views.phrases import RUNGS

ENTRIES = 30
_DAY = compiled_late(r"\d{4}-\d\d-\d\d")
_START = "1970-01-01"  # of a record whose archive has no certain day: Atom asks for one
_CONTROL = compiled_late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 has no place for


def feed(dossier: Dossier, titles: Mapping[str, str], site_url: str, site_name: str) -> str:
    """The newest statements: archived last first, of one day those that were said last. `titles`: of statements by id."""
    newest = sorted((one for source in dossier.source_summaries.values() for one in source.statements if one.is_listed and one.id in titles),
                    key=lambda one: (_archived(dossier, one), one.order[:3], one.id), reverse=True)[:ENTRIES]
    updated = max((_archived(dossier, one) for one in newest), default=_START)
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_text(dossier.language)}">\n'
            f"<title>{_text(site_name)}</title>\n<subtitle>Statements, each proven against an archived source</subtitle>\n<id>{_text(site_url)}</id>\n"
            f'<link rel="self" type="application/atom+xml" href="{_text(site_url)}feed.xml"/>\n<link href="{_text(site_url)}"/>\n'
            f"<updated>{updated}T00:00:00Z</updated>\n{''.join(_entries(dossier, newest, titles, site_url))}</feed>\n")


def _entries(dossier: Dossier, newest: Iterable[Summary], titles: Mapping[str, str], site_url: str) -> Iterable[str]:
    for one in newest:
        address = _text(f"{site_url}statements/{one.id}/")
        source = dossier.source_summaries[one.source]
        yield (f"<entry>\n<title>{_text(titles[one.id])}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n"
               f"<updated>{_archived(dossier, one)}T00:00:00Z</updated>\n<author><name>{_text(one.speaker_name)}</name></author>\n"
               f"<summary>{_text(RUNGS[one.rung].label)}. Source: {_text(source.title)}</summary>\n</entry>\n")


def _archived(dossier: Dossier, one: Summary) -> str:
    """The day on which its source was archived."""
    day = _DAY.match(dossier.source_summaries[one.source].retrieved)
    return day[0] if day else _START


def _text(value: str) -> str:
    return escape(_CONTROL.sub("", value))
