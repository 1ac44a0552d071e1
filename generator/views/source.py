"""A source's page: whose text it is, how it came here, what was found in it, what the site publishes of it; and the list."""

from __future__ import annotations

from typing import Any

from .. import dates
from ..frozen import dataclass
from ..resolved import Dossier, ResolvedSource, ResolvedStatement
from ..dates import date_of
from .cards import Card, FactCard, cards, fact_cards, links_to
from .head import Head, contents
from .links import host, safe
from .lists import ListView, Row, Section, list_head, list_pager
from .names import Name, actor, named
from .notices import Change, changes_of_source
from .ours import Runs, ours, unmarked
from .paging import A_CARD, A_LINE, CARDS, ROWS, Leaf, Pager, cut, described, leaf_path, pager, titled
from .phrases import KINDS, NOT_SPEECH, Term, count, tally
from .provenance import Step, history, source_in_json_ld
from .scripts import language_name
from .survey import Survey, how_many, in_order_of_text, survey
from .when import When, when


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of a source is keyed and published. Words; shares in per cent, None where there is nothing to share."""

    own: int
    own_published: int
    own_share: str
    allowed: str
    quoted: int
    keyed: int
    unkeyed: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that are nobody's reported speech: what they are and our note; the words themselves are not printed."""

    label: str
    note: Runs
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """Everything about a source but its text."""

    head: Head
    title: str
    kind: Term
    publisher: Name | None
    interest: Runs
    author: str | None
    issuer: Name | None
    url: str | None
    host: str
    language: str  # its name in English
    published: When
    retrieved: When
    sha256: str
    characters: int
    holder: str | None
    notice: str | None
    whole_text: bool
    note: Runs
    original_missing: bool
    history: tuple[Step, ...]
    supersedes: Name | None
    superseded_by: Name | None
    gone: tuple[Name, ...]  # statements of this version that the newest one no longer carries
    dropped: tuple[Name, ...]  # statements of the version that this one replaces, which it no longer carries
    carried: tuple[Name, ...]  # statements keyed from a version that it replaces or from the text that it copies, whose words it has too
    shares: Shares
    changes: tuple[Change, ...]
    statements: tuple[Card, ...]
    facts: tuple[FactCard, ...]
    beside: tuple[Beside, ...]
    recorded_by: str | None
    later: tuple[Name, ...]  # facts that stand on the pages that follow; the id is the anchor that leads on
    leaf: Leaf
    pager: Pager | None


def leaves(dossier: Dossier, known: Survey, id: str) -> tuple[Leaf, ...]:
    """What stands on each page of a source. Where it needs several its facts come first: links lead to them there."""
    source = known.sources[id]
    return cut((("facts", in_order_of_text(source.facts), A_CARD), ("statements", in_order_of_text(source.statements), A_CARD),
                ("beside", [str(number) for number in range(source.beside)], A_LINE)))


def view(dossier: Dossier, id: str, leaf: Leaf | None = None) -> SourceView:
    """A page of a source; the first where no leaf is given."""
    leaf = leaf or leaves(dossier, survey(dossier), id)[0]
    first, path = leaf.is_first, f"sources/{id}/"
    source = dossier.sources[id]
    record = source.record
    publisher = named(dossier, "organisations", record.publisher) if record.publisher else None
    body = dossier.organisations.get(record.publisher or "")
    interest = ours(dossier, body.interest if body else None) if first else ()
    statements, facts = cards(dossier, leaf.ids("statements")), fact_cards(dossier, leaf.ids("facts"))
    beside = tuple(Beside(NOT_SPEECH[one.kind], ours(dossier, one.note), one.start, one.end)
                   for one in (source.not_speech[int(number)] for number in leaf.ids("beside")))
    toc = contents(("interest", "Who stands behind this copy", interest), ("history", "Where it comes from", first),
                   ("shares", "What is keyed and published", first), ("statements", "Statements", leaf.has("statements")), ("facts", "Facts", facts),
                   ("beside", "Words that are no statement", beside))
    totals = dict(leaf.totals)
    told = (f"{KINDS[record.kind].label}, published {dates.words(source.published)}: {count(totals['statements'], 'statement')} and "
            f"{count(totals['facts'], 'fact')} taken from it, and how its archived copy came here.") if first else ""
    head = Head(titled(record.title, leaf), described(told, record.title, leaf), leaf_path(path, leaf.number), toc,
                dossier.files.get(f"sources/{id}"), json_ld=_json_ld(dossier, source))
    return SourceView(
        head, record.title, KINDS[record.kind], publisher, interest, record.author, actor(dossier, record.issuer) if record.issuer else None,
        safe(record.url), host(record.url), language_name(record.language), when(source.published), when(source.retrieved), record.archive.sha256,
        source.characters, record.rights.holder, record.rights.notice, record.rights.whole_text, ours(dossier, record.note),
        source.original is not None and not source.original_is_archived, history(dossier, id),
        named(dossier, "sources", record.supersedes) if record.supersedes else None,
        named(dossier, "sources", source.superseded_by) if source.superseded_by else None,
        _gone(dossier, id), _gone(dossier, record.supersedes), _carried(dossier, source) if first else (), _shares(source),
        changes_of_source(dossier, source), statements, facts, beside, record.recorded_by,
        _later(dossier, source, totals.get("facts", 0), path), leaf, pager(leaf, record.title, leaf_path, path))


def _later(dossier: Dossier, source: ResolvedSource, facts: int, path: str) -> tuple[Name, ...]:
    """The facts that the first page has no room for, so that a link to one there leads on: they fill the pages from the first on."""
    if facts <= CARDS:
        return ()
    listed_ones = [dossier.facts[id] for id in source.facts if dossier.summaries[id].is_listed]
    return tuple(Name(unmarked(fact.claim), f"{leaf_path(path, 1 + number // CARDS)}#fact-{fact.id}", f"fact-{fact.id}")
                 for number, fact in enumerate(listed_ones) if number >= CARDS)


def _gone(dossier: Dossier, id: str | None) -> tuple[Name, ...]:
    """The statements of a source whose words its newest version dropped; there are none where there is no newer one, and then no statement is read."""
    source = dossier.sources.get(id or "")
    if source is None or source.superseded_by is None:
        return ()
    return links_to(dossier, (one for one in source.statements if not dossier.statements[one].still_stands))


def _carried(dossier: Dossier, source: ResolvedSource) -> tuple[Name, ...]:
    """The statements keyed from a version that this one replaces, or from the text that it copies, whose words stand here too."""
    found: list[str] = []
    older, seen = source.record.supersedes, {source.id}
    while older and older in dossier.sources and older not in seen:
        seen.add(older)
        found += [id for id in dossier.sources[older].statements if _has(dossier.statements[id], source)]
        older = dossier.sources[older].record.supersedes
    copied = source.original.source if source.original else None
    if copied and copied in dossier.sources and copied not in seen:
        found += [id for id in dossier.sources[copied].statements if source.id in [other.source for other in dossier.statements[id].also_in]]
    return links_to(dossier, found)


def _has(said: ResolvedStatement, newer: ResolvedSource) -> bool:
    """True where a newer version has the words too: it is keyed so, or it is the newest and they still stand."""
    return newer.id in [other.source for other in said.also_in] or (newer.superseded_by is None and said.still_stands)


def _shares(source: ResolvedSource) -> Shares:
    return Shares(source.own_words, source.own_words_published, _per_cent(source.own_words_published, source.own_words),
                  f"{source.record.rights.own_words * 100:.0f} %", source.quoted_words, source.quoted_words_keyed,
                  source.quoted_words - source.quoted_words_keyed)


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0 %"


def _json_ld(dossier: Dossier, source: ResolvedSource) -> dict[str, Any]:
    """The text as schema.org names it; `sameAs` is where it was published, `url` (which the head puts in) this page about it."""
    found = dict(source_in_json_ld(dossier, source.id))
    address = found.pop("url", None)
    if address:
        found["sameAs"] = address
    if found["@type"] == "NewsArticle":
        found["headline"] = source.record.title
    if source.record.author:
        found["author"] = {"@type": "Person", "name": source.record.author}
    if source.original:
        found["isBasedOn"] = {"@type": found["@type"], "name": source.original.title}
    return found


def list_leaves(dossier: Dossier) -> tuple[Leaf, ...]:
    """What stands on each page of the list: the newest first."""
    ordered = sorted(dossier.source_summaries.values(), reverse=True, key=lambda source: (dates.sort_key(date_of(source.published)), source.id))
    return cut([("all", [source.id for source in ordered], 1)], ROWS)


def list_view(dossier: Dossier, leaf: Leaf | None = None) -> ListView:
    """A page of the list of sources, the newest first."""
    leaf = leaf or list_leaves(dossier)[0]
    rows = tuple(Row(named(dossier, "sources", source.id), _whose(dossier, source), (
        *tally((how_many(dossier, source.statements), "statement", None), (how_many(dossier, source.facts), "fact", None)), *_accounted(source),
    )) for source in (dossier.sources[id] for id in leaf.ids("all")))
    told = f"{count(len(dossier.sources), 'source')} archived, hashed and read: where each comes from and what was taken from it."
    return ListView(list_head("Sources", told, "sources/", leaf),
                    "The texts that were read. Each is archived, and every word quoted here was found in it.", (Section("all", "", rows),),
                    "No source has been read yet.", list_pager(leaf, "sources"))


def _accounted(source: ResolvedSource) -> tuple[str, ...]:
    if not source.quoted_words:
        return ()
    return (f"{source.quoted_words_keyed:,} of {count(source.quoted_words, 'word')} in quotation marks accounted for",)


def _whose(dossier: Dossier, source: ResolvedSource) -> str:
    publisher = dossier.names[f"organisations/{source.record.publisher}"] if source.record.publisher else ""
    first = source.original.publisher if source.original else None
    copied = f"; first published by {dossier.names[f'organisations/{first}']}" if first else ""
    return ", ".join(part for part in (publisher, dates.words(source.published)) if part) + copied
