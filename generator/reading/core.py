"""pydantic-core itself, without the package around it: that first loads the names of all schemas, for type checkers, and takes twenty times as long."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

_PACKAGE, _ITSELF = "pydantic_core", "pydantic_core._pydantic_core"


def _core() -> ModuleType:
    """The compiled module. A package that is laid out in another way, or loaded already, is taken whole: it has the same names."""
    package = None if _PACKAGE in sys.modules else PathFinder.find_spec(_PACKAGE)
    itself = PathFinder.find_spec(_ITSELF, package.submodule_search_locations) if package else None
    if itself is None or itself.loader is None:
        import pydantic_core  # late: see above

        return pydantic_core
    core = module_from_spec(itself)
    itself.loader.exec_module(core)
    return core


if TYPE_CHECKING:
    from pydantic_core import PydanticKnownError, SchemaValidator, ValidationError
else:
    _it = _core()
    PydanticKnownError, SchemaValidator, ValidationError = _it.PydanticKnownError, _it.SchemaValidator, _it.ValidationError

__all__ = ["PydanticKnownError", "SchemaValidator", "ValidationError"]
