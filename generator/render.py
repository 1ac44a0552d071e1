"""Views to HTML: the inside of a page. Everything that is printed is escaped."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from types import CodeType
from typing import Any, Protocol

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from .fragments import atlas, cards, changes, evidence, lanes, pieces, provenance
from .fragments.pieces import UP
from .fragments.statement import statement_page
from .views.cards import Card
from .views.content import ContentView
from .views.corrections import CorrectionsView
from .views.country import CountryView
from .views.head import View
from .views.home import HomeView
from .views.lists import ListView
from .views.not_found import NotFoundView
from .views.organisation import OrganisationView
from .views.person import PersonView
from .views.positions import PositionsView
from .views.question import QuestionView
from .views.source import SourceView
from .views.provenance import Stop
from .views.statement import StatementView
from .views.timeline import Entry, TimelineView

TEMPLATES: dict[type, str] = {
    ContentView: "content.html", CorrectionsView: "corrections.html", CountryView: "country.html", HomeView: "home.html", ListView: "list.html", NotFoundView: "not_found.html",
    OrganisationView: "organisation.html", PersonView: "person.html", PositionsView: "positions.html", QuestionView: "question.html",
    SourceView: "source.html", TimelineView: "timeline.html",
}  # fmt: skip


class _Template(Template):
    """Escapes a value once, and not the same value again on the next page."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, globals: MutableMapping[str, Any], uptodate: Callable[[], bool] | None = None) -> Template:
        """As the library has it; then the library's `escape` gives way to `_escaped`, which prints the same."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _escaped
        return made


def _escaped(value: Any) -> str:
    """A value as a template prints it: pieces of HTML as they stand, all else escaped."""
    return value if type(value) is Markup else pieces.escaped(value) if type(value) is str else escape(value)


class _Environment(Environment):
    """Looks attributes up directly: a view has every attribute that a template names, or AttributeError says which it lacks."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict: Jinja2's chain of mappings would be read name by name for every page and every import of macros."""
        return {**self.globals, **(d or {})}


class Kept(Protocol):
    """Where compiled templates are kept, each under a name. What is given back was written here: code is run as it is given."""

    def read(self, name: str) -> object: ...

    def write(self, name: str, value: bytes) -> None: ...


class _Compiled(BytecodeCache):
    """Jinja2's own cache of files looks at a template's source only, and would run whatever code stands behind it."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        found = self._kept.read(bucket.key)
        if isinstance(found, bytes):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept.write(bucket.key, bucket.bytecode_to_string())


class Renderer:
    """Makes the insides of pages. Made once a build and process: it keeps the cards, which stand on about seven pages each."""

    def __init__(self, compiled: Kept | None = None) -> None:
        """`compiled`: where compiled templates are kept; None compiles them anew."""
        cache = _Compiled(compiled) if compiled else None
        # Templates are part of the code: none changes while a process runs.
        self._environment = _Environment(loader=PackageLoader("generator", "templates"), autoescape=True, undefined=StrictUndefined,
                                         trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False, bytecode_cache=cache, auto_reload=False,
                                         cache_size=-1)
        self._environment.globals |= {
            "changes": cards.changes, "chip": pieces.chip, "cite": pieces.cite, "fact_card": cards.fact_card, "filter_values": pieces.filter_values,
            "atlas": atlas.atlas, "shifts": changes.shifts, "sources": evidence.sources, "stands": partial(evidence.stands, card=self.card), "voices": partial(evidence.voices, card=self.card),
            "statement_cards": self.cards, "statement_entry": self.entry,
            "history": provenance.history, "lanes": lanes.lanes, "overview": lanes.overview, "name": pieces.name, "names": pieces.names, "prose": pieces.prose, "quoted": pieces.quoted,
            "statement_card": self.card, "when": pieces.when}
        self._templates: dict[str, Template] = {}
        self._cards: dict[str, tuple[Card, Markup]] = {}
        self._stops: dict[int, tuple[tuple[Stop, ...], Markup]] = {}

    def load(self) -> None:
        """Load all templates; compiled first, and kept, where they are not."""
        for name in self._environment.list_templates(extensions=["html"]):
            self._environment.get_template(name)

    def render(self, view: View) -> str:
        """The inside of a page as an HTML fragment.

        Raises UndefinedError or AttributeError where a template names what no view has: our own bug.
        """
        up = view.head.links.up
        if isinstance(view, StatementView):
            return str(statement_page(view, up, self.card, self.stops))
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
            kept = self._cards[one.id] = (one, cards.card(one, UP))
        return str.__new__(Markup, str.replace(kept[1], UP, up))

    def cards(self, all: Sequence[Card], up: str) -> Markup:
        """The cards of several statements, one after the other."""
        return pieces.joined([self.card(one, up) for one in all])

    def entry(self, one: Entry, up: str) -> Markup:
        """A statement on the timeline."""
        assert one.card is not None  # the template prints events itself
        return pieces.html('<li class="entry" id="statement-%s" data-entry="statement"%s>%s</li>', one.card.id, pieces.filter_values(one),
                           self.card(one.card, up))

    def stops(self, shared: tuple[Stop, ...], up: str) -> Markup:
        """The stops that all statements of a source share, made once for them."""
        kept = self._stops.get(id(shared))
        if kept is None:
            kept = self._stops[id(shared)] = (shared, provenance.stops(shared, UP))  # keeps the stops, so that no others get their id
        return str.__new__(Markup, str.replace(kept[1], UP, up))
