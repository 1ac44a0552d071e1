"""How to cite a statement: a sentence, BibTeX and CSL-JSON. What is cited is the statement of its speaker, as it stands in its source.

Nothing here repeats a word of what was said: the title is ours, and a part of a sentence must never stand alone.
"""

from __future__ import annotations

import json
from functools import lru_cache, partial

from .. import dates
from ..frozen import dataclass
from ..patterns import compiled_late
from ..resolved import Dossier, ResolvedStatement
from .cards import Card
from .links import statement_path
from .when import when

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own words for them
_SPECIAL = compiled_late(r"[\\{}#$%&_~^]")
_WRITTEN_OUT = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_KINDS = {"article": "article-newspaper", "transcript": "speech", "document": "document", "post": "post", "broadcast": "broadcast"}
_MEDIA = {"speech": "speech", "interview": "interview", "press-conference": "speech", "briefing": "speech", "broadcast": "broadcast",
          "post": "post", "letter": "personal_communication", "document": "document", "statement": "document"}  # fmt: skip

_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


_GIVEN = ("reported", "ascribed", "unverified")  # the speaker's own words stand in no source, or nobody but others vouches for them


@dataclass(frozen=True, slots=True)
class Reference:
    """A statement's permanent address, and its citation in three forms."""

    address: str
    text: str
    bibtex: str
    csl: str


@dataclass(frozen=True, slots=True)
class _Cited:
    """A source as citations name it: the same for all its statements, so it is written out once."""

    where: str  # in a sentence
    how: str  # in BibTeX
    kind: str
    csl: str  # members of an item


def reference(dossier: Dossier, said: ResolvedStatement, one: Card, title: str, base: str) -> Reference:
    """The citation of a statement. `base`: the site's address, which ends in a slash."""
    source = dossier.remembered(("cited", said.source), partial(_cited, dossier, said.source))
    author, names = dossier.remembered(("author", said.speaker_kind, said.speaker, said.speaker_name), partial(_author, dossier, said))
    site, address = dossier.record.title, f"{base}{statement_path(said.id)}"
    known = (f"ascribed by {one.told_by.label}" if one.told_by and said.rung == "ascribed" else one.rung.label.lower()) + ("; taken back since" if said.retracted else "; disputed" if said.disputed else "")
    office, when_said = f" ({one.offices[0].words})" if one.offices and one.offices[0].certain else "", one.when.words
    # Citation tools print the author and the title and leave notes out: that the words are not the author's own must stand in the title.
    is_own, label = said.rung not in _GIVEN, one.rung.label.lower()
    title = title if is_own or title.endswith(f"({label})") else f"{title} ({label})"
    year, issued = _dated(said.said.text)
    # Written out, since there is one for each statement.
    bibtex = (f"@misc{{{said.id},\n  author = {{{author}}},\n  title = {{{{{coded(title)}}}}},\n{year}"
              f"  howpublished = {{{source.how}}},\n  note = {{{'Said' if is_own else 'Given as said'} {coded(when_said)}; {coded(known)}}},\n  url = {{{address}}}\n}}")
    csl = (f'[{{"id":"{said.id}","type":"{_MEDIA.get(said.medium or "", _KINDS[source.kind])}","title":{_json(title)},"author":[{names}],"issued":{issued},'
           f'{source.csl},"note":{_json(known)},"URL":{_json(address)}}}]')
    return Reference(address, f"{said.speaker_name}{office}, {when_said}, {known}. {source.where} {site}, {address}", bibtex, csl)


def _cited(dossier: Dossier, id: str) -> _Cited:
    source = dossier.sources[id]
    record, first = source.record, source.original
    publisher = dossier.names[f"organisations/{record.publisher}"] if record.publisher else ""
    of_first = dossier.names[f"organisations/{first.publisher}"] if first and first.publisher else ""
    copied = f"; first published by {of_first}" if of_first else "; a republished text" if first else ""
    where = f"{record.title} ({f'{publisher}, ' if publisher else ''}{when(source.published).words}{copied})"
    members = {"container-title": record.title, "language": record.language, "archive": dossier.record.title} | ({"publisher": publisher} if publisher else {})
    return _Cited(f"In: {where}. Archived {when(source.retrieved).words}.", coded(f"Quoted in: {where}"), record.kind,
                  f'{_json(members)[1:-1]},"accessed":{_dated(source.retrieved.text)[1]}')


def coded(text: str) -> str:
    """Text as a value of BibTeX: no sign of it means anything to TeX, and its braces cannot end the value."""
    return _SPECIAL.sub(lambda found: _WRITTEN_OUT.get(found[0]) or "\\" + found[0], text)


def _author(dossier: Dossier, said: ResolvedStatement) -> tuple[str, str]:
    """The speaker for BibTeX and as CSL names somebody: family and given name only where the record tells them apart and they are the whole name."""
    name = said.speaker_name
    person = dossier.people[said.speaker] if said.speaker_kind == "people" else None
    family, _, given = (person.sort_name or "").partition(", ") if person and person.identified_by == "name" else ("", "", "")
    if given and name in (f"{given} {family}", f"{family} {given}"):
        return f"{coded(family)}, {coded(given)}", _json({"family": family, "given": given})
    return f"{{{coded(name)}}}", _json({"literal": name})


@lru_cache(maxsize=1 << 12)
def _dated(text: str) -> tuple[str, str]:
    """A date as fields of BibTeX, nothing where it is not certain; and as CSL has it: its parts where it names certain days, else in words."""
    value = dates.parse(text)
    assert isinstance(value, dates.Edtf)  # it is the text of a date that was read
    machine = dates.machine(value)
    year, _, rest = (machine or "").partition("-")
    fields = (f"  year = {{{year}}},\n" if year else "") + (f"  month = {_MONTHS[int(rest[:2]) - 1]},\n" if rest else "")
    ends = [dates.machine(end) for end in ((value.start, value.end) if value.start and value.end else (value,))]
    if not all(ends):
        return fields, _json({"literal": dates.words(value)})
    return fields, _json({"date-parts": [[int(number) for number in (end or "")[:10].split("-")] for end in ends]})
