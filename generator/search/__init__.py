"""What a reader can search: plain records of the dossier, and the index over them as static files under `search/`.

    records   the dossier → one small record for each statement, fact, person …, and what the filters offer; it needs the views
              and is imported by its own name, so that the index can be made by a process that knows no views
    shapes    the records and filters as plain values
    words     a text → the terms that it is found by, without regard to case, accents and apostrophes
    index     records → what the index needs of each, which a build keeps; and of all these → files

Written here and not taken from a library: docs/decisions/0022-search.md has the reasons and the figures.
"""

from __future__ import annotations

from .shapes import Choice, Filter, SearchRecord

__all__ = ["Choice", "Filter", "SearchRecord"]
