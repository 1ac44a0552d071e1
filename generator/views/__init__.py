"""What each page says: one frozen view and one pure function a page kind, and the plan of all pages.

Every view has a `head` (title, description, address, contents) and holds values that the
templates only loop over and print. Nothing here writes HTML or reads anything but the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from ..resolved import Dossier
from . import content as written
from . import country, home, not_found, organisation, person, positions, question, source, statement, statements, timeline
from .content import ContentPage
from .head import Head, PlannedPage, TocEntry, View
from .links import Links

__all__ = ["Head", "Links", "PlannedPage", "TocEntry", "View", "pages"]

_LISTS = (("countries", country.list_view), ("people", person.list_view), ("organisations", organisation.list_view),
          ("questions", question.list_view), ("sources", source.list_view))  # fmt: skip


def pages(dossier: Dossier, content: Mapping[str, ContentPage], base: str = "") -> Iterator[PlannedPage]:
    """All pages in a fixed order: the home page, those of `content/`, the lists, a page a record.

    `content`: the hand-written pages by address, "" for the home page's own words; `base`: the path of the site on its host.
    The list of a kind is there even where it is empty, so that no tab leads nowhere.
    """
    yield PlannedPage("", "home", "home", partial(home.view, dossier, base, content.get("")))
    for path, page in sorted(content.items()):
        if path:
            yield PlannedPage(path, path.partition("/")[0], "content", partial(written.view, dossier, page))
    for section, make in _LISTS:
        yield PlannedPage(f"{section}/", section, "list", partial(make, dossier, base))
    titled = statement.titles(dossier, dossier.statements)  # once for all pages: each title depends on those that it is alike with
    yield PlannedPage("statements/", "statements", "list", partial(statements.list_view, dossier, base, titled))
    yield PlannedPage("timeline/", "timeline", "timeline", partial(timeline.view, dossier, base))
    yield PlannedPage("positions/", "positions", "positions", partial(positions.view, dossier, base))
    yield PlannedPage("404.html", "", "not-found", partial(not_found.view, dossier, base))
    kinds = (("countries", "country", country.view, dossier.countries), ("people", "person", person.view, dossier.people),
             ("organisations", "organisation", organisation.view, dossier.organisations),
             ("questions", "question", question.view, dossier.questions), ("sources", "source", source.view, dossier.sources))  # fmt: skip
    for section, kind, make_one, records in kinds:
        for id in sorted(records):
            yield PlannedPage(f"{section}/{id}/", section, kind, partial(make_one, dossier, id, base))
    for id in sorted(dossier.statements):
        yield PlannedPage(f"statements/{id}/", "statements", "statement", partial(statement.view, dossier, id, base, titled))
