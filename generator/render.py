"""Views to HTML: the inside of a page, and what a page puts into its head. Jinja2 escapes everything that is printed."""

from __future__ import annotations

import json
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import escape

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
from .views.statement import StatementView
from .views.timeline import TimelineView

TEMPLATES: dict[type, str] = {
    ContentView: "content.html", CountryView: "country.html", HomeView: "home.html", ListView: "list.html", NotFoundView: "not_found.html",
    OrganisationView: "organisation.html", PersonView: "person.html", PositionsView: "positions.html", QuestionView: "question.html",
    SourceView: "source.html", StatementView: "statement.html", TimelineView: "timeline.html",
}  # fmt: skip


@cache
def _environment() -> Environment:
    """Made once: it holds compiled templates and nothing of any page."""
    return Environment(loader=PackageLoader("generator", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True, keep_trailing_newline=False)


def render(view: View) -> str:
    """The inside of a page as an HTML fragment. Raises UndefinedError where a template names what no view has: our own bug."""
    template = _environment().get_template(TEMPLATES[type(view)])
    return template.render(view=view, up=view.head.links.up).strip() + "\n"


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
