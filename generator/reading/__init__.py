"""YAML text → nodes with marks → records; and the JSON Schema of each kind of file."""

from __future__ import annotations

from .files import Reading, Records, gather, kind_of, read_entry, read_file, read_records
from .nodes import Fields, Items, Node, Text, Unreadable, parse
from .records import Entry
from .schema import SCHEMA_FILES, schemas

__all__ = ["SCHEMA_FILES", "Entry", "Fields", "Items", "Node", "Reading", "Records", "Text", "Unreadable", "gather", "kind_of", "parse",
           "read_entry", "read_file", "read_records", "schemas"]
