"""A planned page as a plain value that can be kept, and back: which function of the views makes it, and what the plan hands it beside the dossier."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Any

from .frozen import fields, is_dataclass
from .resolved import Dossier
from .views import PlannedPage

_VIEWS = f"{__package__}.views."
_ATOMS = (str, int, float, bool, bytes, type(None))


def to_plain(page: PlannedPage) -> tuple[Any, ...] | None:
    """None for a page that is handed what cannot be kept: it is planned anew whenever it is made."""
    make = page.make
    if not isinstance(make, partial) or make.keywords or not make.func.__module__.startswith(_VIEWS):
        return None
    try:
        handed = tuple(map(_plain, make.args[1:]))  # the first is the dossier
    except TypeError:
        return None
    return page.section, page.kind, _name(make.func), handed


def from_plain(path: str, plain: tuple[Any, ...], dossier: Dossier) -> PlannedPage:
    """The page with this address."""
    section, kind, name, handed = plain
    return PlannedPage(path, section, kind, partial(_named(name), dossier, *map(_value, handed)))


def _plain(value: Any) -> Any:
    """Values of classes become lists: their class, then their fields. Raises TypeError for what cannot be kept."""
    if type(value) in _ATOMS:
        return value
    if type(value) is tuple:
        return tuple(map(_plain, value))
    if is_dataclass(value) and type(value).__module__.startswith(_VIEWS):
        return [_name(type(value)), *(_plain(getattr(value, one.name)) for one in fields(value))]
    raise TypeError(type(value).__name__)


def _value(plain: Any) -> Any:
    if type(plain) is tuple:
        return tuple(map(_value, plain))
    if type(plain) is list:
        return _named(plain[0])(*map(_value, plain[1:]))
    return plain


def _name(one: Any) -> str:
    return f"{one.__module__.removeprefix(_VIEWS)}.{one.__qualname__}"


def _named(name: str) -> Any:
    module, _, one = name.rpartition(".")
    return getattr(import_module(_VIEWS + module), one)
