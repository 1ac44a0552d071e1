"""From a saved page or text to an archived one: its words, what it is, what in it is nobody's speech, and the file of its source."""

from __future__ import annotations

from .copies import Copy, copy_of
from .dayline import dayline
from .doubts import Doubt, doubts
from .filing import Metadata, Proposal, source_file
from .page import CAP, Block, NotReadable, Page, read_page, read_text
from .proposing import proposals

__all__ = ["CAP", "Block", "Copy", "Doubt", "Metadata", "NotReadable", "Page", "Proposal", "copy_of", "dayline", "doubts", "proposals", "read_page",
           "read_text", "source_file"]
