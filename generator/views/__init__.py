"""What each page says: one frozen view and one pure function a page kind, and the plan of all pages.

Every view has a `head` (title, description, address, contents) and holds values that the
templates only loop over and print. Nothing here writes HTML or reads anything but the dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from ..resolved import Dossier
from . import content as written
from . import corrections, country, home, months, not_found, organisation, overview, person, positions, question, source, statement, statements, timeline
from .content import ContentPage
from .head import Head, PlannedPage, TocEntry, View
from .links import Links
from .months import Sheet
from .paging import Leaf, leaf_path, list_path
from .survey import Survey, survey

__all__ = ["Head", "Links", "PlannedPage", "TocEntry", "View", "pages"]

_WAYS = ("contribute/", "method/", "about/")  # pages that a dossier may have, and that tell how mistakes are dealt with


def pages(dossier: Dossier, content: Mapping[str, ContentPage], base: str = "", description: str = "") -> Iterator[PlannedPage]:
    """All pages in a fixed order: the home page, those of `content/`, the lists, the timeline, a page or more a record.

    `content`: the hand-written pages by address, "" for the home page's own words; `base`: the site's address, which ends in a slash;
    `description`: of the site, for a home page that has none of its own.
    The list of a kind is there even where it is empty, so that no tab leads nowhere. What depends on more than a page shows
    (titles, order, what stands on which page) is worked out here, once, and is part of the page's `make`.
    """
    known = survey(dossier)
    yield PlannedPage("", "home", "home", partial(home.view, dossier, base, content.get(""), description))
    for path, page in sorted(content.items()):
        if path:
            yield PlannedPage(path, path.partition("/")[0], "content", partial(written.view, dossier, page))
    yield from _lists(dossier, known)
    found = months.sheets(dossier)
    yield from _timeline(dossier, found)
    for leaf, members in positions.leaves(dossier, known):
        yield PlannedPage(list_path("positions/", leaf.number), "positions", "positions", partial(positions.view, dossier, leaf, members))
    ways = tuple(path for path in _WAYS if path in content)
    for leaf in corrections.leaves(known, dossier):
        yield PlannedPage(list_path(corrections.PATH, leaf.number), "statements", "corrections", partial(corrections.view, dossier, leaf, ways))
    yield PlannedPage("404.html", "", "not-found", partial(not_found.view, dossier, base))
    yield from _records(dossier, known, ways[0] if ways[:1] == _WAYS[:1] else "")
    place = months.places(found)
    for id in sorted(dossier.statements):
        yield PlannedPage(f"statements/{id}/", "statements", "statement",
                          partial(statement.view, dossier, id, base, known.titles[id], place.get(("statement", id), "timeline/"), known.inner.get(id, ())))


def _lists(dossier: Dossier, known: Survey) -> Iterator[PlannedPage]:
    def listed(section: str, leaves: Iterable[Leaf], make: Callable[..., View], *more: Any) -> Iterator[PlannedPage]:
        for leaf in leaves:
            yield PlannedPage(list_path(f"{section}/", leaf.number), section, "list", partial(make, dossier, leaf, *more))

    yield PlannedPage("countries/", "countries", "list", partial(country.list_view, dossier))
    yield from listed("people", person.list_leaves(dossier), person.list_view)
    for leaf, published in organisation.list_leaves(dossier, known):
        yield from listed("organisations", (leaf,), organisation.list_view, published)
    yield PlannedPage("questions/", "questions", "list", partial(question.list_view, dossier))
    yield from listed("sources", source.list_leaves(dossier), source.list_view)
    for leaf, titled in statements.list_leaves(dossier, known):
        yield from listed("statements", (leaf,), statements.list_view, titled)


def _timeline(dossier: Dossier, found: tuple[Sheet, ...]) -> Iterator[PlannedPage]:
    if not found:
        yield PlannedPage("timeline/", "timeline", "timeline", partial(timeline.view, dossier))
        return
    yield PlannedPage("timeline/", "timeline", "timeline", partial(timeline.entry_view, dossier, months.years(found), months.newest(found),
                                                                           overview.activity(dossier, found)))
    for sheet in found:
        yield PlannedPage(sheet.path, "timeline", "timeline", partial(timeline.month_view, dossier, sheet))


def _records(dossier: Dossier, known: Survey, way: str) -> Iterator[PlannedPage]:
    kinds = (("countries", "country", country, dossier.countries, (known.period, way)), ("people", "person", person, dossier.people, (way,)),
             ("organisations", "organisation", organisation, dossier.organisations, (known.period, way)),
             ("questions", "question", question, dossier.questions, (known.period,)), ("sources", "source", source, dossier.sources, ()))  # fmt: skip
    for section, kind, views, records, more in kinds:
        for id in sorted(records):
            for leaf in views.leaves(dossier, known, id):
                path = leaf_path(f"{section}/{id}/", leaf.number)
                yield PlannedPage(path, section, kind, partial(views.view, dossier, id, leaf, *more))
