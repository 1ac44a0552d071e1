"""Which files a site has, and each as bytes: pages in their frames, data, the sitemap. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .config import SiteConfig
from .diagnostics import Diagnostic, Span, diagnostic
from .exports import api, receipt, sitemap
from .frames import Frame, Slots, fill, toc_items
from .render import head_html, render
from .resolved import Dossier
from .views import PlannedPage, pages
from .views.content import ContentPage
from .views.head import Head

NOT_FOUND = "404.html"
HOME = "home"
DOSSIER_FILE = "data/dossier.yml"  # behind the pages that list records


def plan(dossier: Dossier, content: Mapping[str, ContentPage], config: SiteConfig) -> tuple[tuple[PlannedPage, ...], tuple[Diagnostic, ...]]:
    """Every page of the site, and a diagnostic for each address that two pages would share.

    Addresses are compared without regard to case, since some file systems know no difference.
    """
    planned = tuple(pages(dossier, content, base=_base_path(config)))
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


def for_dossier(config: SiteConfig, dossier: Dossier, planned: Sequence[PlannedPage], is_own: bool) -> SiteConfig:
    """The configuration with the tabs that lead somewhere. Where it is the tool's own, the name is the dossier's."""
    addresses = {p.path for p in planned}
    fitting = replace(config, sections=tuple(s for s in config.sections if s.path in addresses))
    return fitting if is_own else replace(fitting, site_name=dossier.record.title, description=dossier.record.subject, edit_uri="")


def frame_keys(planned: Sequence[PlannedPage], config: SiteConfig) -> frozenset[tuple[str, int]]:
    """The frames that the pages need: path of the active tab and depth below the root."""
    tabs = _tabs(config)
    return frozenset((tabs.get(p.section, p.section), p.path.count("/")) for p in planned if p.path != NOT_FOUND)


def page_files(planned: Sequence[PlannedPage], frames: Mapping[tuple[str, int], Frame], not_found: Frame,
               config: SiteConfig) -> Iterator[tuple[str, bytes]]:
    """Each page's file and its bytes, in the order of the plan. `frames` has one for each of `frame_keys`."""
    tabs = _tabs(config)
    for page in planned:
        frame = not_found if page.path == NOT_FOUND else frames[tabs.get(page.section, page.section), page.path.count("/")]
        yield file_of(page.path), page_bytes(page, frame, config)


def page_bytes(page: PlannedPage, frame: Frame, config: SiteConfig) -> bytes:
    """One page: its view made, rendered and hung in its frame."""
    view = page.make()
    head = view.head
    return fill(frame, _slots(head, render(view), page, config)).encode("utf-8")


def data_files(dossier: Dossier, planned: Sequence[PlannedPage], pages: Mapping[str, bytes], planted: int,
               config: SiteConfig) -> Iterator[tuple[str, bytes]]:
    """The files for programs: the API, the receipt over the finished pages, and the sitemap."""
    for name, text in api.files(dossier).items():
        yield name, text.encode("utf-8")
    shown = {p.path: receipt.shown_in(pages[file_of(p.path)].decode("utf-8")) for p in planned}
    yield "proof.json", receipt.receipt(dossier, shown, planted).encode("utf-8")
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


def _base_path(config: SiteConfig) -> str:
    """The path of the site on its host, with slashes at both ends."""
    return "/" + config.site_url.split("/", 3)[3] if config.site_url.count("/") >= 3 else "/"


def _slots(head: Head, content: str, page: PlannedPage, config: SiteConfig) -> Slots:
    title = head.title if page.path else ""
    full = f"{title} · {config.site_name}" if title else config.site_name
    slots = Slots(title=full, description=head.description, content=content, lang=config.language, kind=page.kind,
                  toc=toc_items(tuple((e.level, e.id, e.label) for e in head.toc)))
    if page.path == NOT_FOUND:
        return slots
    edit = config.edit_uri + (head.edit_file or DOSSIER_FILE) if config.edit_uri else ""
    canonical = config.site_url + page.path
    return replace(slots, canonical=canonical, edit=edit, head=head_html(head, canonical, config.site_name))
