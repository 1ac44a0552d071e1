"""A number or a proper name in a claim, paraphrase or summary is not in its evidence.

Why: the sentence is ours, and its evidence proves it. A figure or a name that the evidence does not have is a
slip or comes from elsewhere.

Before:
    claim: Ruritania keeps 12,000 men at Zenda.
    evidence: "Ruritania keeps ten thousand men in the field"
After:
    claim: Ruritania keeps 10,000 men in the field.
    evidence: "Ruritania keeps ten thousand men in the field"

Mend: correct the claim, or give more evidence, in parts. A country, person or organisation that the
evidence calls by another name has that name among its `aliases`. Those listed in `about` need not stand
in the evidence. In a summary, cite the statement or fact that has the number or name. A paraphrase is held
to the archived sentences that it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import dates, prose
from ..cases import FactCase, Keyed, SourceCase, StatementCase
from ..diagnostics import Diagnostic, Span, diagnostic
from ..frozen import dataclass
from ..mentions import Names
from ..patterns import compiled_late
from . import placed
from .case import Case, Value

HOLDS = ("prose",)
CODE = "claim-not-in-evidence"
_SUMMARISED = frozenset({"countries", "organisations", "people"})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEFORE_STOP = compiled_late(r"\s+(?=[.,;:!?])")  # where a citation stood
_NOUNS_CAPITALISED = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a sentence: archived words, whom they are about (ids), and whether they are English."""

    text: str
    about: frozenset[str]
    languages: frozenset[str]


def fact(fact: FactCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every claim of a fact, against its evidence."""
    claim = fact.record.claim
    if not claim or not fact.evidence.found:
        return
    evidence = _of_fact(fact, source, whole_sentences=False)
    span = source.entry.span(*fact.path, "claim")
    text, sentences = _sentences(claim)
    for start, end, _ in sentences:
        yield from _judge(text, start, end, evidence, source.names, case, span, "its evidence")


def statement(statement: StatementCase, source: SourceCase, case: Case) -> Iterator[Diagnostic]:
    """Every paraphrase, against the archived sentences that it tells."""
    paraphrase = statement.record.paraphrase
    if not paraphrase or not statement.quote.found:
        return
    evidence = _of_statement(statement, source, case, with_paraphrase=False)
    span = source.entry.span(*statement.path, "paraphrase")
    text, sentences = _sentences(paraphrase)
    for start, end, _ in sentences:
        yield from _judge(text, start, end, evidence, source.names, case, span, "the sentences that it tells")


def value(value: Value, case: Case) -> Iterator[Diagnostic]:
    """Every sentence of a summary, against what it cites."""
    if value.path != ("summary",) or value.entry.kind not in _SUMMARISED:
        return
    text, sentences = _sentences(value.text)
    for start, end, cited in sentences:
        pieces = [_cited(id, case) for id in cited]
        found = [piece for piece in pieces if piece is not None]
        if not found or len(found) < len(pieces):
            continue  # what cites nothing, or what has no place, is reported as that
        evidence = Evidence(" ".join(p.text for p in found), frozenset({value.entry.id}).union(*(p.about for p in found)),
                            frozenset().union(*(p.languages for p in found)))
        yield from _judge(text, start, end, evidence, next(iter(case.proofs.sources.values())).names, case, value.span, "what it cites")


def _sentences(text: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """The text with citations blanked, and its sentences: start, end, the ids that each cites."""
    runs = prose.plain(text)
    masked = "".join(text[r.start:r.end] if r.kind == "text" else " " * (r.end - r.start) for r in runs)
    found: list[tuple[int, int, list[str]]] = [(start, end, []) for start, end in prose.sentences_without_citation(masked)]
    for cite in (c for r in runs for c in r.cites):
        before = [s for s in found if s[0] <= cite.start]
        if before:
            before[-1][2].append(cite.id)
    return masked, found


def _judge(text: str, start: int, end: int, evidence: Evidence, names: Names, case: Case, span: Span, where: str) -> Iterator[Diagnostic]:
    for missing in _missing(text, start, end, evidence, names, case):
        sentence = _BEFORE_STOP.sub("", text[start:end])
        yield diagnostic(CODE, span, f"{placed.shown(missing)} in {placed.shown(sentence, missing)} is not in {where}",
                         "correct the sentence, or give the evidence that has it; another name of the same actor belongs to its `aliases`")


def _missing(text: str, start: int, end: int, evidence: Evidence, names: Names, case: Case) -> Iterator[str]:
    """Numbers and names of the sentence that the evidence lacks, each once."""
    from . import tokens  # late: its patterns take longer to compile than most runs need

    english = evidence.languages <= {"en"}
    have = {n.value for n in tokens.numbers(evidence.text, True)} | {n.value for n in tokens.numbers(evidence.text, False)}
    missing = [n.text for n in tokens.numbers(text[start:end], english) if n.value not in have
               and (english or len(n.value) > 2)]  # a small number may be a word in another language
    words = tokens.word_set(evidence.text)
    actors = {actor for m in names.mentions(evidence.text, 0, len(evidence.text)) for actor in m.actors}
    known: list[tuple[int, int]] = []
    for mention in names.mentions(text, start, end):
        known.append((mention.start, mention.end))
        written = text[mention.start:mention.end]
        about = any(actor.partition("/")[2] in evidence.about for actor in mention.actors)
        if written[0].isupper() and not about and not actors.intersection(mention.actors) and not tokens.word_set(written) <= words:
            missing.append(written)
    if _names_can_be_told(case, evidence):
        for low, high in tokens.capitals(text, start, end):
            if not any(a <= low < b for a, b in known) and text[low:high].casefold() not in words:
                missing.append(text[low:high])
    yield from dict.fromkeys(missing)


def _names_can_be_told(case: Case, evidence: Evidence) -> bool:
    """True where a capital letter means a name, and names are spelled alike in the claim and its evidence."""
    dossier = case.records.dossier
    ours = dossier.record.languages[0].partition("-")[0] if dossier else "en"  # type: ignore[attr-defined]
    return ours not in _NOUNS_CAPITALISED and evidence.languages <= {ours}


# --- what is cited ----------------------------------------------------------------------------------------------------


def _cited(id: str, case: Case) -> Evidence | None:
    if id in case.proofs.statements:
        source, statement = case.proofs.statements[id]
        return _of_statement(statement, source, case) if statement.quote.found else None
    if id in case.proofs.facts:
        source, fact = case.proofs.facts[id]
        return _of_fact(fact, source, whole_sentences=True) if fact.evidence.found else None
    return None


def _of_fact(fact: FactCase, source: SourceCase, whole_sentences: bool) -> Evidence:
    date = fact.record.date or (source.record.derived_from.published if source.record.derived_from else None) or source.record.published
    pieces = [*_archived(fact.evidence, source, whole_sentences), *_day(date)]
    if whole_sentences:
        pieces.append(fact.record.claim or "")
    return Evidence(" . ".join(pieces), frozenset(fact.record.about), _language(source))


def _of_statement(statement: StatementCase, source: SourceCase, case: Case, with_paraphrase: bool = True) -> Evidence:
    record = statement.record
    pieces = [*_archived(statement.quote, source, True), *(_day(record.said.date) if record.said else ())]
    pieces += [record.paraphrase] if record.paraphrase and with_paraphrase else []
    about = {record.speaker or "", *record.about, record.on_behalf_of or ""}
    person = case.records.by_kind["people"].get(record.speaker or "")
    for membership in getattr(person.record, "memberships", ()) if person else ():
        about |= {membership.country or "", membership.organisation or ""}
        pieces.append(membership.role)
    return Evidence(" . ".join(pieces), frozenset(about - {""}), _language(source))


def _archived(keyed: Keyed, source: SourceCase, whole_sentences: bool) -> Sequence[str]:
    if not whole_sentences:
        return [source.text[m.start:m.end] for m in keyed.found]
    spans = [source.speech.sentences_over(m.start, m.end) for m in keyed.found]
    return [source.text[s.start:s.end] for s in spans]


def _day(text: str) -> tuple[str, ...]:
    """A date in words, so that a claim may name the day on which something was said."""
    date = dates.parse(text)
    if not isinstance(date, dates.Edtf):
        return ()
    weekday = _WEEKDAYS[date.earliest.weekday()] if date.precision in ("day", "time") and date.earliest else ""
    return (f"{dates.words(date)} {weekday}",)


def _language(source: SourceCase) -> frozenset[str]:
    return frozenset({source.record.language.partition("-")[0].lower()})
