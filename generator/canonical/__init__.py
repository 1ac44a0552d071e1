"""The one form that the YAML of a dossier is written in.

`canonical(path, data)` is the whole of it: the bytes of a file of `data/` → the same values and comments in the one form. Whoever writes
YAML (a new record, a statement added to a source) writes it anyhow and hands it to `canonical`.
"""

from __future__ import annotations

from .form import Formed, canonical
from .order import key_order

__all__ = ["Formed", "canonical", "key_order"]
