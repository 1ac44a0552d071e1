"""Which files a site has, and each as bytes: pages in their frames, data, the sitemap. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

from .config import SiteConfig
from .diagnostics import Diagnostic, Span, diagnostic
from .exports import api, feed, filters, receipt, sitemap
from .fragments.head import head_html
from .fragments.trust import trust as trust_line
from .frames import Frame, Slots, fill_bytes, toc_items
from .frozen import dataclass, replace
from .render import Renderer
from .model import DossierRecord
from .resolved import Dossier
from .views import PlannedPage, pages
from .views.content import ContentPage
from .views.head import Head, View
from .views.months import Sheet
from .views.trust import trust

NOT_FOUND = "404.html"
HOME = "home"
SECTIONS = ("countries", "people", "organisations", "questions", "sources", "statements", "timeline", "positions")  # of the pages that are made
DOSSIER_FILE = "data/dossier.yml"  # behind the pages that list records


def plan(dossier: Dossier, content: Mapping[str, ContentPage], config: SiteConfig) -> tuple[tuple[PlannedPage, ...], tuple[Diagnostic, ...]]:
    """Every page of the site, and a diagnostic for each address that two pages would share.

    Addresses are compared without regard to case, since some file systems know no difference.
    """
    planned = tuple(pages(dossier, content, config.site_url, config.description))
    taken: dict[str, PlannedPage] = {}
    faults = []
    for page in planned:
        first = taken.setdefault(page.path.casefold(), page)
        if first is not page:
            faults.append(_collision(page, first))
    return planned, tuple(faults)


def _collision(page: PlannedPage, first: PlannedPage) -> Diagnostic:
    """Told at the page that is written by hand, if one of them is: the site makes the other itself."""
    files = [p.make().head.edit_file or DOSSIER_FILE for p in (page, first)]
    at, other = files if not files[1].startswith("content/") else reversed(files)
    made = "the site makes a page of its own with this address" if other == DOSSIER_FILE else f"so has the page of {other}"
    return diagnostic("path-collision", Span(at), f"the page of {at} would have the address `{page.path}`, and {made}",
                      f"rename {at}" if other == DOSSIER_FILE else f"rename {at} or {other}")


def for_dossier(config: SiteConfig, record: DossierRecord, addresses: Collection[str], is_own: bool) -> SiteConfig:
    """The configuration with the tabs that lead somewhere. Where it is the tool's own, the name is the dossier's."""
    fitting = replace(config, sections=tuple(s for s in config.sections if s.path in addresses))
    return fitting if is_own else replace(fitting, site_name=record.title, description="", edit_uri="", correction_uri="", quote_uri="")


def likely_addresses(files: Iterable[str], content: Iterable[str]) -> frozenset[str]:
    """Addresses that the site will have, as far as the names of the files of `data/` tell; `content`: those of the hand-written pages."""
    records = (path.removeprefix("data/").removesuffix(".yml") + "/" for path in files if path.count("/") == 2)
    return frozenset(("", *(f"{section}/" for section in SECTIONS), *records, *content))


def likely_frame_keys(content: Iterable[str], config: SiteConfig) -> frozenset[tuple[str, int]]:
    """The frames that the pages of any dossier need: known before it is read, so that they are built while it is."""
    tabs = _tabs(config)
    made = {(tabs.get(section, section), depth) for section in SECTIONS for depth in (1, 2, 3)}
    written = {(tabs.get(section, section), path.count("/")) for path in content if (section := path.partition("/")[0])}
    return frozenset(made | written | {(tabs[HOME], 0)})


def frame_keys(planned: Sequence[PlannedPage], config: SiteConfig) -> frozenset[tuple[str, int]]:
    """The frames that the pages need: path of the active tab and depth below the root."""
    tabs = _tabs(config)
    return frozenset((tabs.get(p.section, p.section), p.path.count("/")) for p in planned if p.path != NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Press:
    """What all pages are made with. `frames` has one for each of `frame_keys`."""

    config: SiteConfig
    frames: Mapping[tuple[str, int], Frame]
    not_found: Frame
    renderer: Renderer
    tabs: Mapping[str, str]

    @classmethod
    def of(cls, config: SiteConfig, frames: Mapping[tuple[str, int], Frame], not_found: Frame, renderer: Renderer) -> Press:
        """The press of a site."""
        return cls(config, frames, not_found, renderer, _tabs(config))

    def page(self, page: PlannedPage) -> bytes:
        """One page: its view made, rendered and hung in its frame."""
        frame = self.not_found if page.path == NOT_FOUND else self.frames[self.tabs.get(page.section, page.section), page.path.count("/")]
        view = page.make()
        return fill_bytes(frame, _slots(view.head, self.renderer.render(view) + self._trust(page, view), page, self.config))

    def _trust(self, page: PlannedPage, view: View) -> str:
        """The last line of the page, where it is made of a dossier."""
        known = trust(page.make.args[0], view) if isinstance(page.make, partial) else None
        return str(trust_line(known, view.head.links.up, "method" in self.tabs)) if known else ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to make of the dossier. `name`: unique in the build; `handed`: a print of what the plan hands it beside the dossier;
    `make`: gives the bytes of its file, empty where it has none, and the plain value that the files of data are put together from."""

    name: str
    handed: bytes
    make: Callable[[], tuple[bytes | list[bytes | memoryview], Any]]  # the bytes whole or in pieces
    file: str = ""


PAGE, LINE, ROWS = "page:", "line:", "rows:"


def tasks(dossier: Dossier, planned: Sequence[PlannedPage], press: Press, print_of_press: str) -> Iterator[Task]:
    """Everything that is made of the dossier one by one: the pages, and the lines of the API. `print_of_press`: changes where the press does."""
    of_press = print_of_press.encode()
    for page in planned:
        yield page_task(dossier, page, press, of_press + handed(page))
    sheets = _sheets(planned)
    for sheet in sheets:
        yield Task(ROWS + sheet.path, repr(sheet.ids).encode(), partial(_line, partial(filters.of_sheet, dossier, sheet)))
    events = {id: sheet.path for sheet in sheets for kind, id in sheet.ids if kind == "event"}
    for name, id, make in api.lines(dossier, events):
        yield Task(f"{LINE}{name}/{id}", events.get(id, "").encode() if name == "events" else b"", partial(_line, make))


def page_task(dossier: Dossier, page: PlannedPage, press: Press, handed: bytes) -> Task:
    """What makes a page."""
    return Task(PAGE + page.path, handed, partial(_page, dossier, page, press), file_of(page.path))


def rows_task(dossier: Dossier, page: PlannedPage, handed: bytes) -> Task:
    """What makes the rows of a page of the timeline, for the filters."""
    return Task(ROWS + page.path, handed, partial(_line, partial(filters.of_sheet, dossier, _sheets([page])[0])))


def line_task(dossier: Dossier, name: str, handed: bytes) -> Task | None:
    """What makes the line of the API with this name, as `tasks` has it; None for one in which no words stand."""
    kind, _, id = name.removeprefix(LINE).partition("/")
    make = api.line(dossier, kind, id)
    return Task(name, handed, partial(_line, make)) if make else None


def _page(dossier: Dossier, page: PlannedPage, press: Press) -> tuple[bytes, Any]:
    """A page, and of the receipt: its lines, and the statements that it shows."""
    data = press.page(page)
    shown = receipt.shown_in(data)
    return data, ("\n".join(receipt.lines(dossier, page.path, shown)), tuple(dict.fromkeys(id for id, _, _ in shown)))


def _line(make: Callable[[], Any]) -> tuple[bytes, Any]:
    return b"", make()


def handed(page: PlannedPage) -> bytes:
    """A print of what the plan hands a page: the values that are bound to its function, the dossier aside."""
    return blake2b(repr((page.section, page.kind, bound(page))).encode(), digest_size=16).digest()


def bound(page: PlannedPage) -> tuple[Any, ...]:
    return page.make.args[1:] if isinstance(page.make, partial) else ()


def _sheets(planned: Sequence[PlannedPage]) -> list[Sheet]:
    """The pages of a timeline of many pages, in order."""
    return [sheet for page in planned if page.kind == "timeline" for sheet in bound(page) if isinstance(sheet, Sheet)]


def data_files(dossier: Dossier, planned: Sequence[PlannedPage], made: Mapping[str, Any], planted: int, config: SiteConfig) -> Iterator[tuple[str, bytes]]:
    """The files for programs: the API, what filters need, the receipt over the finished pages, and the sitemap. `made`: what each task gave, by its name."""
    listed = ((name, made[f"{LINE}{name}/{id}"]) for name, id, _ in api.lines(dossier))
    for name, text in api.together(listed).items():
        yield name, text.encode("utf-8")
    shown = {page.path: made[PAGE + page.path] for page in planned}
    told = {id for id, one in dossier.summaries.items() if one.is_told and f"statements/{id}/" in shown}
    yield receipt.PATH, receipt.receipt(
        dossier.proof, [line for path in sorted(shown) for line in shown[path][0].splitlines()], frozenset(id for id, one in dossier.summaries.items() if one.is_declared),
        frozenset(id for _, ids in shown.values() for id in ids) | told, planted).encode("utf-8")
    titles = {page.path.split("/")[1]: bound(page)[2] for page in planned if page.kind == "statement"}
    yield "feed.xml", feed.feed(dossier, titles, config.site_url, config.site_name).encode("utf-8")
    yield from filters.files(dossier, [(sheet, made[ROWS + sheet.path]) for sheet in _sheets(planned)])
    yield "sitemap.xml", sitemap.sitemap((p.path for p in planned if p.path != NOT_FOUND), config.site_url).encode("utf-8")


def asset_files(built: Mapping[str, bytes], overrides: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The theme's own files, then the chrome's, which may replace them."""
    own = {path.removeprefix("overrides/"): data for path, data in overrides.items() if path.startswith("overrides/assets/")}
    yield from (dict(built) | own).items()


def file_of(path: str) -> str:
    """The file of a page's address: `countries/de/` is in `countries/de/index.html`."""
    return path + "index.html" if path.endswith("/") or not path else path


def _tabs(config: SiteConfig) -> dict[str, str]:
    """Section keys of the views to paths of tabs: `countries` is the tab `countries/`, `home` the empty path."""
    return {HOME: ""} | {s.path.strip("/"): s.path for s in config.sections if s.path}


def _slots(head: Head, content: str, page: PlannedPage, config: SiteConfig) -> Slots:
    title = head.title if page.path else ""
    full = f"{title} · {config.site_name}" if title else config.site_name
    toc = toc_items([(e.level, e.id, e.label) for e in head.toc])
    if page.path == NOT_FOUND:
        return Slots(full, head.description, content, toc=toc, lang=config.language, kind=page.kind)
    edit = config.edit_uri + (head.edit_file or DOSSIER_FILE) if config.edit_uri else ""
    canonical = config.site_url + page.path
    correction = ""
    if config.correction_uri:
        from urllib.parse import quote  # late: it brings much along

        correction = config.correction_uri + quote(canonical, safe="")
    source = config.quote_uri + page.path.split("/")[1] if config.quote_uri and page.kind == "source" else ""
    return Slots(full, head.description, content, canonical, head_html(head, canonical, config.site_name), toc, edit, config.language, page.kind, correction, source)
