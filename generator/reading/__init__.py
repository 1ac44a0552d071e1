"""YAML text → nodes with marks → records; and the JSON Schema of each kind of file."""

from __future__ import annotations

from .entries import Entry
from .files import FOLDERS, Reading, Records, gather, kind_of, read_entry, read_file, read_records
from .ids import IDS_FILE, ids_schema
from .schema import SCHEMA_FILES, schemas
from .stored import from_plain, record_of, to_plain, values_of

__all__ = ["FOLDERS", "IDS_FILE", "SCHEMA_FILES", "Entry", "Reading", "Records", "from_plain", "gather", "ids_schema", "kind_of", "read_entry", "read_file", "read_records", "schemas",
           "record_of", "to_plain", "values_of"]
