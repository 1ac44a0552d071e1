"""The home page: what is at issue, where each one stands on the lead question, the newest statements, what was proven."""

from __future__ import annotations


from typing import Any

from ..frozen import dataclass
from ..resolved import Dossier, Proof
from .atlas import MapView, atlas
from .cards import Card, card
from .content import ContentPage, Stretch, describe, has_heading, headings, read
from .cells import Group, groups, read_period
from .head import Head, contents
from .links import safe
from .names import Name, asked
from .ours import Runs, ours, unmarked
from .stances import NO_STANCE

NEWEST = 6  # statements on the home page
ABOUT = "What this is about"


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page. `content` is the dossier's own page, or empty."""

    head: Head
    headline: str  # the lead question; the masthead has the dossier's title already
    subject: Runs
    content: tuple[Stretch, ...]
    has_heading: bool  # True where the content brings the page's heading itself, and then stands on top
    about: str  # heading of the content
    stand: str  # heading of the board
    lead: Name | None
    atlas: MapView | None
    board: tuple[Group, ...]
    silent: tuple[Name, ...]
    questions: tuple[tuple[Name, str], ...]
    newest: tuple[Card, ...]
    proof: Proof
    period: str


def view(dossier: Dossier, base: str = "", page: ContentPage | None = None, of_site: str = "") -> HomeView:
    """The home page with the words of the dossier's own page on top. `of_site`: the site's description, where that page has none."""
    written, content = read(dossier, page) if page else (None, ())
    lead = next(iter(dossier.questions), None)
    board = groups(dossier, lead, NO_STANCE) if lead and dossier.holders else ()
    newest: list[Card] = []
    for id in reversed(dossier.timeline):
        if dossier.summaries[id].is_listed:
            newest.append(card(dossier, id))
        if len(newest) == NEWEST:
            break
    title = dossier.record.title
    is_above = written is not None and has_heading(written)
    own = headings(written) if written else ()
    stand = f"Where {dossier.record.positions_of} stand"
    toc = (*(own if is_above else ()), *contents(("board", stand, board), ("own-words", ABOUT, content and not is_above)),
           *(() if is_above else own), *contents(("questions", "The questions", dossier.questions),
                                                 ("newest", "Newest statements", newest), ("proof", "What was proven", True)))
    description = describe(written) if written else ""
    head = Head(title, description or of_site or unmarked(dossier.record.subject), "", toc, page.file if page else dossier.files.get("dossier"),
                json_ld=_json_ld(dossier, base))
    return HomeView(
        head, dossier.questions[lead].title if lead else title, ours(dossier, dossier.record.subject), content, is_above, ABOUT, stand,
        asked(dossier, lead) if lead else None,
        atlas(dossier, lead, stand) if lead and dossier.holders else None, board[:-1], tuple(one.holder for one in board[-1].standings) if board else (),
        tuple((asked(dossier, id), question.title) for id, question in dossier.questions.items()),
        tuple(newest), dossier.proof, read_period(dossier))


def _json_ld(dossier: Dossier, base: str) -> tuple[dict[str, Any], ...]:
    """The site, and its data as a whole."""
    record = dossier.record
    data: dict[str, Any] = {
        "@type": "Dataset", "name": record.title, "description": unmarked(record.subject), "inLanguage": dossier.language, "isAccessibleForFree": True,
        "distribution": {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{base}api/v1/statements.json"}}
    licence = safe(record.licence.url)
    return {"@type": "WebSite", "name": record.title}, data | ({"license": licence} if licence else {})
