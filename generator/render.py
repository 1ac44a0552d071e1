"""Views to HTML: the inside of a page, and what a page puts into its head. Everything that is printed is escaped."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from .fragments import pieces
from .fragments.statement import statement_page
from .views.cards import Card
from .views.content import ContentView
from .views.country import CountryView
from .views.head import Head, View
from .views.home import HomeView
from .views.lists import ListView
from .views.not_found import NotFoundView
from .views.organisation import OrganisationView
from .views.person import PersonView
from .views.positions import PositionsView
from .views.question import QuestionView
from .views.source import SourceView
from .views.statement import Step, StatementView
from .views.timeline import TimelineView

TEMPLATES: dict[type, str] = {
    ContentView: "content.html", CountryView: "country.html", HomeView: "home.html", ListView: "list.html", NotFoundView: "not_found.html",
    OrganisationView: "organisation.html", PersonView: "person.html", PositionsView: "positions.html", QuestionView: "question.html",
    SourceView: "source.html", TimelineView: "timeline.html",
}  # fmt: skip


_UP = Markup("<up>")  # stands for the way up in a piece that is kept: no value can bring it, since every `<` of a value is escaped


class _Environment(Environment):
    """Looks attributes up directly: a view has every attribute that a template names, or AttributeError says which it lacks."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict: Jinja2's chain of mappings would be read name by name for every page and every import of macros."""
        return {**self.globals, **(d or {})}


class Renderer:
    """Makes the insides of pages. Made once a build and process: it keeps the cards, which stand on about seven pages each."""

    def __init__(self, kept_templates: Path | None = None) -> None:
        """`kept_templates`: a folder that exists, for compiled templates, outside of any dossier; None compiles them anew."""
        cache = FileSystemBytecodeCache(str(kept_templates)) if kept_templates else None
        # Templates are part of the code: none changes while a process runs.
        self._environment = _Environment(loader=PackageLoader("generator", "templates"), autoescape=True, undefined=StrictUndefined,
                                         trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False, bytecode_cache=cache, auto_reload=False,
                                         cache_size=-1)
        self._environment.globals |= {
            "changes": pieces.changes, "chip": pieces.chip, "cite": pieces.cite, "fact_card": pieces.fact_card, "filter_values": pieces.filter_values,
            "history": pieces.history, "name": pieces.name, "names": pieces.names, "prose": pieces.prose, "quoted": pieces.quoted,
            "statement_card": self.card, "when": pieces.when}
        self._templates: dict[str, Template] = {}
        self._cards: dict[str, tuple[Card, Markup]] = {}
        self._histories: dict[int, tuple[tuple[Step, ...], Markup]] = {}

    def render(self, view: View) -> str:
        """The inside of a page as an HTML fragment.

        Raises UndefinedError or AttributeError where a template names what no view has: our own bug.
        """
        up = view.head.links.up
        if isinstance(view, StatementView):
            return str(statement_page(view, up, self.card, self.history))
        template = self._template(TEMPLATES[type(view)])
        return template.render(view=view, up=up).strip() + "\n"

    def _template(self, name: str) -> Template:
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self._environment.get_template(name)
        return found

    def card(self, one: Card, up: str) -> Markup:
        """A statement's card, made once and led up from each page's own place."""
        kept = self._cards.get(one.id)
        if kept is None or kept[0] is not one:
            kept = self._cards[one.id] = (one, pieces.card(one, _UP))
        return str.__new__(Markup, str.replace(kept[1], _UP, up))

    def history(self, steps: tuple[Step, ...], up: str) -> Markup:
        """The history of a source, made once for all its statements."""
        kept = self._histories.get(id(steps))
        if kept is None:
            kept = self._histories[id(steps)] = (steps, pieces.history(steps, _UP))  # keeps the steps, so that no others get their id
        return str.__new__(Markup, str.replace(kept[1], _UP, up))


@cache
def _plain() -> Renderer:
    """Made once: it holds compiled templates, and the cards of the pages that `render` made."""
    return Renderer()


def render(view: View) -> str:
    """One page by itself. A build makes a `Renderer` of its own instead, and drops it with what it keeps."""
    return _plain().render(view)


def head_html(head: Head, canonical: str, site_name: str) -> str:
    """What a page adds to its head: OpenGraph and schema.org. `canonical` is the page's address, or empty."""
    kind = "website" if not head.path else "article"
    pairs = [("og:type", kind), ("og:title", head.title), ("og:description", head.description), ("og:site_name", site_name)]
    pairs += [("og:url", canonical)] if canonical else []
    metas = "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in pairs)
    if head.json_ld is None:
        return metas
    return metas + f'<script type="application/ld+json">{json_in_html(head.json_ld | ({"url": canonical} if canonical else {}))}</script>\n'


def json_in_html(value: object) -> str:
    """JSON that may stand in a `<script>`: no `<`, `>` or `&` in it, so that nothing ends the element early."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
