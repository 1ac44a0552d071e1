"""`mkdocs.yml` as untrusted data: the few keys that Onrecord uses, checked, or diagnostics.

The file is never handed to a theme engine. `engine.py` writes the engine's own configuration from
what stands here, so that a dossier cannot name a plugin, a hook, a Python object or another host.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Span, diagnostic

from .frozen import astuple, dataclass
from .patterns import compiled_late

if TYPE_CHECKING:
    import yaml

FILE = "mkdocs.yml"
MAX_BYTES = 64 * 1024
MAX_DEPTH = 8

_TAG = "tag:yaml.org,2002:"
_SECTION_PATH = compiled_late(r"(?:[a-z0-9][a-z0-9-]*/)*")
_LOCAL_FILE = compiled_late(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
_WORD = compiled_late(r"[A-Za-z0-9-]+")
# Quotation marks of several characters, and a pair of which one begins words of Hawaiian.
_SPELLED = compiled_late(r"''|``|,,(?=\w)|<<|>>|(?<!\w)[ʻʽ](?=.*\S[ʼ’](?!\w))")
# How Unicode names all others, and what only looks like them.
_NAMES = compiled_late("QUOTATION MARK|(?<!LETTER )PRIME|DOUBLE APOSTROPHE|(?<!COMBINING )(?<!WITH )DOUBLE (?:ACUTE|GRAVE) ACCENT|MIDDLE DOUBLE|(?:ANGLE|CORNER) BRACKET|"
                       "MUCH (?:LESS|GREATER)-THAN|DOUBLE NESTED")
_APOSTROPHES = "'’‘ʼ＇´`′״"  # within a word or behind it, or a sign of feet
_INCHES = "″‶‴"


@dataclass(frozen=True, slots=True)
class Section:
    """A tab. `path` counts from the site's root, without a leading slash; the home page's is empty."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Licence:
    """A line at the foot of each page; `url` is empty or an https address."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour scheme that a reader can switch to; `label` names the switch away from it."""

    media: str
    scheme: str
    label: str


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """What a dossier may say about its site. Addresses end in a slash; `edit_uri` is empty where there are no edit links.

    `correction_uri` and `quote_uri` are those of forms: what the form is to be filled with, the address of a page or the id of a
    source, is put after them. Empty where there are no forms.
    """

    site_name: str
    site_url: str
    description: str
    edit_uri: str
    correction_uri: str
    quote_uri: str
    language: str
    favicon: str
    palette: tuple[Palette, ...]
    sections: tuple[Section, ...]
    licences: tuple[Licence, ...]
    promise: str
    credit: str


class _Start(NamedTuple):
    """The place of what is not there: the start of the file."""

    line: int = 0
    column: int = 0


class _Fault(Exception):
    """Unwinds to `read_config` with the diagnostic of the first fault of one value."""

    def __init__(self, code: str, mark: Any, message: str, help: str = "") -> None:
        super().__init__(message)
        span = Span(FILE, mark.line + 1, mark.column + 1)
        self.diagnostic = diagnostic(code, span, message, help)


def read_config(data: bytes) -> SiteConfig | tuple[Diagnostic, ...]:
    """The site's configuration, or every fault of it in order of place. Never raises on bad data."""
    if len(data) > MAX_BYTES:
        return (diagnostic("file-not-read", Span(FILE), f"larger than {MAX_BYTES // 1024} KiB"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return (diagnostic("file-not-read", Span(FILE), f"not UTF-8 at byte {error.start}"),)
    import yaml  # late: a build that has the configuration in its cache does without

    try:
        _refuse_features(text)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except _Fault as fault:
        return (fault.diagnostic,)
    except yaml.YAMLError as error:
        return (_syntax_fault(error),)
    faults: list[Diagnostic] = []
    config = _Reader(faults).config(root)
    if faults:
        return tuple(sorted(faults, key=lambda d: d.span))
    return config


def to_plain(config: SiteConfig) -> object:
    """A configuration as `marshal` can hold it."""
    return astuple(config)


def from_plain(plain: object) -> SiteConfig:
    """The configuration that `to_plain` was given. Raises ValueError for what it never gave."""
    try:
        *texts, palette, sections, licences, promise, credit = plain  # type: ignore[misc]
        return SiteConfig(*texts, tuple(Palette(*one) for one in palette), tuple(Section(*one) for one in sections),
                          tuple(Licence(*one) for one in licences), promise, credit)
    except TypeError as fault:
        raise ValueError("this is no configuration") from fault


def _syntax_fault(error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    span = Span(FILE, mark.line + 1, mark.column + 1) if mark else Span(FILE)
    return diagnostic("yaml-syntax", span, str(getattr(error, "problem", None) or "cannot be read as YAML"))


def _refuse_features(text: str) -> None:
    """Refuse what YAML offers beyond plain values, before anything is built from it."""
    import yaml  # late, as above

    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Fault("yaml-feature-refused", event.start_mark, "anchors and aliases are not used here")
        if getattr(event, "tag", None):
            raise _Fault("yaml-feature-refused", event.start_mark, f"the tag {event.tag} is not used here")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _Fault("yaml-too-deep", event.start_mark, f"nested more than {MAX_DEPTH} deep")


class _Reader:
    """Reads nodes into values; a value that is wrong becomes a diagnostic and its default."""

    def __init__(self, faults: list[Diagnostic]) -> None:
        self._faults = faults

    def _report(self, code: str, node: yaml.Node, message: str, help: str = "") -> None:
        self._faults.append(_Fault(code, node.start_mark, message, help).diagnostic)

    def _mapping(self, node: yaml.Node | None, what: str, keys: dict[str, str]) -> dict[str, yaml.Node]:
        """The values by key. `keys` are the keys known, each with its help, or "!" before it where it is required."""
        if node is None or node.id != "mapping":
            mark = _Start() if node is None else node.start_mark
            self._faults.append(_Fault("wrong-type", mark, f"{what} is to be a mapping of keys to values").diagnostic)
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if key.id == "scalar" else "?"
            if name in found:
                self._report("duplicate-key", key, f"`{name}` stands twice in {what}")
            elif name not in keys:
                help = _REFUSED.get(name, "known keys: " + ", ".join(keys))
                self._report("unknown-key", key, f"`{name}` is not a key of {what} that Onrecord uses", help)
            found[name] = value
        for name in (name for name, need in keys.items() if need == "!" and name not in found):
            self._report("missing-key", node, f"{what} needs `{name}`")
        return found

    def _text(self, node: yaml.Node | None, what: str, form: re.Pattern[str] | None = None, default: str = "") -> str:
        if node is None:
            return default
        if node.id != "scalar" or node.tag == _TAG + "null":
            self._report("wrong-type", node, f"{what} is to be text")
            return default
        if form is not None and not form.fullmatch(node.value):
            self._report("wrong-value", node, f"{what} cannot be {node.value!r}")
            return default
        if any(ord(letter) < 32 and letter != "\n" for letter in node.value):
            self._report("wrong-value", node, f"{what} carries a control character")
            return default
        return node.value.strip()

    def _label(self, node: yaml.Node | None, what: str) -> str:
        """Text that is printed on pages: our own words, and no statement stands behind any of them."""
        text = self._text(node, what)
        if node is not None and (mark := quotation_mark_in(text)):
            self._report("quotation-in-our-words", node, f"{what} has a quotation mark, `{mark}`, and nothing there can be proven",
                         "say it without the marks, in our own words; a page of content/ may quote a statement that it cites")
        return text

    def _address(self, node: yaml.Node | None, what: str, needed: bool = False) -> str:
        text = self._text(node, what)
        if node is None or not (text or needed):
            return ""
        fault = address_fault(text)
        if fault:
            self._report("link-not-https", node, f"{what} {fault}")
            return ""
        return text

    def _list(self, node: yaml.Node | None, what: str) -> Iterator[yaml.Node]:
        if node is None:
            return
        if node.id != "sequence":
            self._report("wrong-type", node, f"{what} is to be a list")
            return
        yield from node.value

    def _fixed(self, node: yaml.Node | None, what: str, value: str) -> None:
        """Check a key that may be written down but has one value only."""
        if node is not None and not (node.id == "scalar" and node.value == value):
            self._report("wrong-value", node, f"{what} is always `{value}`")

    def config(self, root: yaml.Node | None) -> SiteConfig:
        """The whole file. The result counts only where no fault was added."""
        top = self._mapping(root, FILE, _TOP)
        self._fixed(top.get("docs_dir"), "`docs_dir`", "content")
        for plugin in self._list(top.get("plugins"), "`plugins`"):
            self._report("wrong-value", plugin, "the theme engine runs no plugins here", _REFUSED["hooks"])
        theme = self._mapping(top["theme"], "`theme`", _THEME) if "theme" in top else {}
        self._fixed(theme.get("name"), "`theme.name`", "material")
        self._fixed(theme.get("custom_dir"), "`theme.custom_dir`", "overrides")
        self._fixed(theme.get("font"), "`theme.font`", "false")
        extra = self._mapping(top["extra"], "`extra`", _EXTRA) if "extra" in top else {}
        forms = self._mapping(extra["forms"], "`extra.forms`", {"correction": "", "quote": ""}) if "forms" in extra else {}
        return SiteConfig(
            site_name=self._label(top.get("site_name"), "`site_name`"),
            site_url=_with_slash(self._address(top.get("site_url"), "`site_url`", needed=True)),
            description=self._label(top.get("site_description"), "`site_description`"),
            edit_uri=_with_slash(self._address(top.get("edit_uri"), "`edit_uri`")),
            correction_uri=self._address(forms.get("correction"), "`correction`"),
            quote_uri=self._address(forms.get("quote"), "`quote`"),
            language=self._text(theme.get("language"), "`theme.language`", _WORD, "en"),
            favicon=self._text(theme.get("favicon"), "`theme.favicon`", _LOCAL_FILE, "assets/images/favicon.svg"),
            palette=tuple(self._palette(n) for n in self._list(theme.get("palette"), "`theme.palette`")),
            sections=tuple(self._section(n) for n in self._list(extra.get("sections"), "`extra.sections`")),
            licences=tuple(self._licence(n) for n in self._list(extra.get("licences"), "`extra.licences`")),
            promise=self._label(extra.get("promise"), "`extra.promise`"),
            credit=self._label(extra.get("credit"), "`extra.credit`"),
        )

    def _palette(self, node: yaml.Node) -> Palette:
        found = self._mapping(node, "a palette", _PALETTE)
        toggle = self._mapping(found["toggle"], "`toggle`", {"name": "!"}) if "toggle" in found else {}
        return Palette(
            media=self._text(found.get("media"), "`media`"),
            scheme=self._text(found.get("scheme"), "`scheme`", _WORD),
            label=self._label(toggle.get("name"), "`name`"),
        )

    def _section(self, node: yaml.Node) -> Section:
        found = self._mapping(node, "a section", {"title": "!", "path": "!"})
        return Section(self._label(found.get("title"), "`title`"), self._text(found.get("path"), "`path`", _SECTION_PATH))

    def _licence(self, node: yaml.Node) -> Licence:
        found = self._mapping(node, "a licence", {"title": "!", "url": ""})
        return Licence(self._label(found.get("title"), "`title`"), self._address(found.get("url"), "`url`"))


_TOP = {"site_name": "!", "site_url": "!", "theme": "!", "site_description": "", "edit_uri": "", "docs_dir": "", "plugins": "", "extra": ""}
_THEME = {"name": "!", "font": "!", "custom_dir": "", "language": "", "favicon": "", "palette": ""}
_EXTRA = {"sections": "!", "forms": "", "promise": "", "licences": "", "credit": ""}
_PALETTE = {"media": "!", "scheme": "!", "toggle": "!", "primary": "", "accent": ""}
_NO_CODE = "Onrecord renders all pages itself; the theme engine only draws the frame, without plugins, hooks or extensions"
_REFUSED = {
    "hooks": _NO_CODE,
    "plugins": _NO_CODE,
    "markdown_extensions": _NO_CODE,
    "repo_url": "it would make every page call another host; use `edit_uri` for edit links",
    "features": "the chrome in overrides/ has its own script; the theme's are not loaded",
    "icon": "the icons stand in overrides/assets/stylesheets/onrecord.css",
    "nav": "the tabs stand in `extra.sections`",
    "extra_css": "put style sheets into overrides/assets/stylesheets/",
    "extra_javascript": "put scripts into overrides/assets/javascripts/",
    "copyright": "put licences into `extra.licences`",
    "INHERIT": "write the keys here",
}


def address_fault(text: str) -> str:
    """What is wrong with the address of a site or a link, or an empty text. http is for this machine only."""
    if any(letter.isspace() or ord(letter) < 33 or letter in "\"'<>\\`" for letter in text):
        return "holds a character that no address has"
    from urllib.parse import urlsplit  # late: it brings much along

    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not an address"
    local = parts.scheme == "http" and host in {"localhost", "127.0.0.1"}
    if parts.scheme != "https" and not local:
        return "is to begin with https://"
    if not host or parts.username is not None or parts.password is not None:
        return "is to name a host and no user"
    return ""


def quotation_mark_in(text: str) -> str:
    """A quotation mark of any style in a text, or what looks like one; empty where there is none. Apostrophes are none, nor feet and inches."""
    spelled = _SPELLED.search(text)
    return spelled[0] if spelled else next((sign for before, sign in zip(f" {text}", text, strict=False) if _is_mark(sign, before)), "")


def _is_mark(sign: str, before: str) -> bool:
    if sign in _APOSTROPHES:
        return not before.isalnum()
    return not (sign in _INCHES and before.isdigit()) and _NAMES.search(unicodedata.name(sign, "")) is not None


def _with_slash(text: str) -> str:
    return text if not text or text.endswith("/") else text + "/"
