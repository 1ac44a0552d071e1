"""What `onrecord archive` does between reading a file and writing two: what the source is called, what is proposed, what it tells."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from . import rules
from .archiving import Copy, Metadata, Page, Proposal, proposals, source_file
from .archiving.copies import changed_words
from .canonical import canonical
from .cases import SourceCase
from .diagnostics import Diagnostic
from .finding import position
from .frozen import dataclass, replace
from .model import Organisation
from .proof import read_seed
from .quoting import missing, who
from .report import visible
from .speech import read_speech
from .suggesting import Draft, Wish, draft, slug, utterances, words_of
from .workbench import Workbench

_FORMS = {"transcript": "transcript", "document": "document", "post": "document"}
_MOST = 300  # quotations that are listed with their YAML


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that is ready to be written: its id, its archived bytes, the text of its file, and what the rules say of it."""

    id: str
    seed: bytes
    yaml: str
    errors: tuple[Diagnostic, ...]
    bench: Workbench

    @property
    def path(self) -> str:
        """Where its file goes."""
        return f"data/sources/{self.id}.yml"

    def files(self) -> dict[str, bytes]:
        """The two files, by path in the dossier."""
        return {self.path: self.yaml.encode(), f"seeds/{self.id}.txt": self.seed}

    @property
    def source(self) -> SourceCase:
        """The source with its words placed."""
        return self.bench.source(self.id)


def archived_texts(bench: Workbench) -> dict[str, str]:
    """Every archived text that is as it was hashed, by the id of its source."""
    found = {}
    for id in bench.records.by_kind["sources"]:
        text, fault, _ = read_seed(bench.record(id), bench.seeds.get(id))
        if not fault:
            found[id] = text
    return found


def metadata_of(bench: Workbench, page: Page, given: Mapping[str, str], retrieved: str) -> Metadata:
    """What is known of a source: what was given, else what the page says; the day of publication on or before that of the retrieval."""
    says = page.says
    url = given.get("url") or says.get("url", "")
    return Metadata(
        title=given.get("title") or says.get("title") or (page.blocks[0].text[:120] if page.blocks else given["id"]), kind=given.get("kind") or "article",
        published=given.get("published") or says.get("published") or f"../{retrieved}", retrieved=retrieved,
        language=given.get("language") or says.get("language") or "en", publisher=given.get("publisher") or publisher_of(bench, says.get("site", ""), url),
        author=given.get("author") or says.get("author", ""), issuer=given.get("issuer") or "", url=url, holder=given.get("holder") or "",
        recorded_by=given.get("recorded_by") or "")


def publisher_of(bench: Workbench, site: str, url: str) -> str:
    """The id of the organisation that bears the site's name, or whose own site has the same host; empty where none does."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    for id, one in bench.records.by_kind["organisations"].items():
        record = one.record
        assert isinstance(record, Organisation)
        if site and site.casefold() in {name.casefold() for name in (record.name, *record.aliases)}:
            return id
        if host and record.url and (urlsplit(record.url).hostname or "").removeprefix("www.") == host:
            return id
    return ""


def proposed(page: Page, text: str, known: Metadata) -> tuple[Proposal, ...]:
    """What is proposed as nobody's speech."""
    return proposals(read_speech(text, known.language, _FORMS.get(known.kind, "marks")), page.blocks)


def taken(bench: Workbench, id: str, seed: bytes, known: Metadata, not_speech: Sequence[Proposal], copy: Copy | None) -> Taken:
    """The source as it would be written, judged by the rules. A proposal that the rules refuse is left out."""
    original, is_newer = None, False
    if copy is not None:
        record = bench.record(copy.source)
        original = Metadata(record.title, record.kind, record.published, "", publisher=record.publisher or "")
        is_newer = bool(known.publisher) and known.publisher == record.publisher
        if not is_newer and not known.holder:
            known = replace(known, holder=record.rights.holder or "")
    kept = list(not_speech)
    while True:
        yaml = _in_form(f"data/sources/{id}.yml", source_file(known, seed, kept, copy, original, is_newer))
        made = _judged(bench, id, seed, yaml)
        refused = {d.message for d in made.errors if d.code == "not-speech-not-in-source"}
        if not refused or not kept or not made.bench.has(id):
            return made
        faulty = {keyed.path[1] for keyed in made.source.not_speech if keyed.fault}
        kept = [one for number, one in enumerate(kept) if number not in faulty]


def _in_form(path: str, text: str) -> str:
    formed = canonical(path, text.encode()).data
    return text if formed is None else formed.decode("utf-8")


def _judged(bench: Workbench, id: str, seed: bytes, yaml: str) -> Taken:
    path = f"data/sources/{id}.yml"
    new = Workbench.of({**bench.data, path: yaml.encode()}, {**bench.seeds, id: seed})
    mine = tuple(d for d in new.faults if d.span.file == path and d.severity == "error")
    if mine or not new.has(id):
        return Taken(id, seed, yaml, mine, new)
    found = rules.check_sources(new.case(id))
    return Taken(id, seed, yaml, tuple(d for d in found if d.severity == "error" and d.span.file == path and d.code != "no-checks"), new)


# --- what is told -----------------------------------------------------------------------------------------------------


def for_review(page: Page, most: int = 400) -> Iterator[str]:
    """The text as it would be archived, a paragraph a line with what it is taken for, and what was left out."""
    for number, block in enumerate(page.blocks[:most], 1):
        kind = "" if block.kind == "text" else f"[{block.kind}] "
        yield f"{number:4}  {kind}{visible(block.text)}"
    if len(page.blocks) > most:
        yield f"      … {len(page.blocks) - most} more"
    if page.left_out:
        yield f"left out ({len(page.left_out)}):"
        yield from (f"      {visible(' '.join(block.text.split()))[:100]}" for block in page.left_out[:20])
    if page.quoted_elements:
        yield f"the page marks {page.quoted_elements} quotations by <q>; the marks that a browser shows around them were written"


def of_copy(copy: Copy) -> Iterator[str]:
    """How this text differs from the one that it is a copy of."""
    yield f"this is a copy of {copy.source}: {round(100 * copy.share)} % of the shorter text stands in both"
    for difference in copy.differences[:40]:
        yield f"   {difference.kind}, paragraph {difference.number}: {visible(changed_words(difference))[:300]}"
    if not copy.differences:
        yield "   the words are the same"
    if len(copy.differences) > 40:
        yield f"   … {len(copy.differences) - 40} more"


def quotations(made: Taken, command: str) -> Iterator[str]:
    """Every quotation of the text with its likely speaker, its YAML, and the call that keys it; numbered."""
    source = made.source
    skipped = [span for keyed in source.not_speech for span in keyed.spans]
    listed = [region for region in utterances(source) if not any(a <= region[0] and region[1] <= b + 1 for a, b in skipped)]
    if not listed:
        yield "no words in quotation marks; `onrecord quote \"…\"` keys words that are reported without them" if source.speech.form == "marks" else \
            "key its sentences with `onrecord quote \"…\"`"
        return
    more = len(listed) - _MOST
    drafts: list[tuple[int, Draft]] = []
    covered = 0  # behind the words that an entry above takes already
    for start, end in listed[:_MOST]:
        one = draft(made.bench, made.id, start, end, Wish()) if end > covered else None
        if one is not None:
            covered = one.spans[-1][1] if one.passes else covered
            drafts.append((start, one))
    joined = f", {len(drafts)} entries" if more <= 0 and len(drafts) < len(listed) else ""
    yield f"{len(listed)} {'quotation' if len(listed) == 1 else 'quotations'}{joined}, ready to be keyed; put --answers QUESTION=STANCE where one answers a question"
    for number, (start, one) in enumerate(drafts, 1):
        yield from _quotation(number, made, start, one, command)
    if more > 0:
        yield f"\n… and {more} more"


def _quotation(number: int, made: Taken, start: int, one: Draft, command: str) -> Iterator[str]:
    source = made.source
    words = " … ".join(words_of(source.text, span) for span in one.spans)
    yield ""
    yield f"{number}. seeds/{made.id}.txt:{position(source, start).line}  “{visible(words)}”"
    yield f"   speaker: {who(made.bench, one.speaker)}"
    if one.passes and one.is_widened:
        yield f"   more words are taken, for the first quotation alone does not pass: {one.because[0].code}"
    yield from (f"   {line}" for line in missing(one, command))
    sayer = one.speaker.sayer
    likely = one.speaker.others[0].partition("/")[2] if one.speaker.others else slug(sayer.name or sayer.title) if sayer else ""
    speaker = f" --speaker {likely or 'ID'}" if not one.speaker.actor else ""
    yield f"   {command} quote {_argument(words)} --source {made.id}{speaker} --add"
    if len(words.split()) <= 5 and not words.endswith((".", "!", "?")):
        yield f"   or, where nobody is quoted: {command} quote {_argument(words)} --source {made.id} --not-speech scare-quote --add"
    if one.passes:
        yield from one.block(2).rstrip("\n").split("\n")


def _argument(words: str) -> str:
    plain = visible(words)
    return f'"{plain}"' if not set('"$`\\!') & set(plain) else shlex.quote(plain)
