"""What one should know of a page before one trusts it: as of which day it holds, what was read, how old that is, whose interest it served.

The day is always one of the dossier, the newest on which a source was archived (of the corrections: or of which a notice is), and never that of the build.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from .. import dates
from ..frozen import dataclass
from ..resolved import Dossier, ResolvedSource
from .cells import read_words
from .corrections import CorrectionsView
from .head import View
from .links import record_path
from .not_found import NotFoundView
from .organisation import OrganisationView
from .person import PersonView
from .phrases import count
from .source import SourceView
from .statement import StatementView
from .when import When, day, years

_MONTH = 30.44  # days


@dataclass(frozen=True, slots=True)
class Trust:
    """The last line of a page. Paths count from the site's root; empty where there is nothing to lead to."""

    as_of: When
    told: str  # what was read and how old it is: goes on after the day, without a full stop
    source: str  # path of the source that the page rests on, where it is one
    interest: str  # path of what is known of its publisher's interest


def trust(dossier: Dossier, view: View) -> Trust | None:
    """Of a page. One that rests on a single source reads that source alone, so that another source never changes it."""
    if isinstance(view, StatementView):
        return of_source(dossier, dossier.statements[view.card.id].source, "the source") if not view.card.is_erased else None
    if isinstance(view, SourceView):
        return of_source(dossier, view.head.path.split("/")[1], "")
    if isinstance(view, NotFoundView) or not dossier.as_of:
        return None
    # Those who speak are many: their pages say the day, and lead to what was read.
    told = "" if isinstance(view, PersonView | OrganisationView) else dossier.remembered(("trust",), partial(_of_all, dossier))
    noticed = [one.change.when.machine or "" for one in view.entries if one.change.when] if isinstance(view, CorrectionsView) else []
    return Trust(day(max(dossier.as_of, *noticed)) if noticed else day(dossier.as_of), told, "", "")


def _of_all(dossier: Dossier) -> str:
    _, newest = years([parsed for text in dossier.published if isinstance(parsed := dates.parse(text), dates.Edtf)])
    apart = _days(newest, dossier.as_of)
    gap = f". The newest text is {_gap(apart)} older than this day; what was said since is not here" if apart > 0 else ""
    return f": {read_words(dossier)}{gap}"


def of_source(dossier: Dossier, id: str, named: str) -> Trust:
    """Of a page that rests on one source; `named` is what the line calls it, or nothing where the page is its own."""
    return dossier.remembered(("trust", id, named), partial(_of_source, dossier, id, named))


def _of_source(dossier: Dossier, id: str, named: str) -> Trust:
    source = dossier.sources[id]
    publisher = dossier.organisations.get(source.record.publisher or "")
    path = record_path("sources", id)
    return Trust(day(source.record.archive.retrieved), _age(source), path if named else "", f"{path}#interest" if publisher and publisher.interest else "")


def _age(source: ResolvedSource) -> str:
    """Told only where the day of publication is known: nothing is made up from a bound."""
    original = source.original_published
    published = original or source.published
    if published.earliest is None or published.earliest != published.latest:
        return ""
    apart = _days(published.earliest, source.record.archive.retrieved)
    return f", {_gap(apart)} after {'its original' if original else 'it'} was published" if apart > 0 else ""


def _days(first: date | None, last: str) -> int:
    """Days from a date to one that is given as text; 0 where either is not known."""
    until = dates.parse(last)
    return (until.latest - first).days if first and isinstance(until, dates.Edtf) and until.latest else 0


def _gap(days: int) -> str:
    """A stretch of time in words, rounded down: "12 days", "15 months", "3 years"."""
    if days < 60:
        return count(days, "day")
    months = int(days / _MONTH)
    return count(months, "month") if months < 36 else count(months // 12, "year")
