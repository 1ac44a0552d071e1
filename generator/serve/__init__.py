"""A local server for contributors: the site, built again whenever a file is saved, and the faults over the last good page."""

from __future__ import annotations

from .news import News
from .server import Shown, start
from .watching import saves

__all__ = ["News", "Shown", "saves", "start"]
