"""Shared by the rules on characters that nobody sees: a look that clears nearly every text at once."""

from __future__ import annotations

import re

# Latin and Cyrillic letters, signs of ASCII and Latin-1, dashes, quotation marks, the ellipsis: all seen. The soft hyphen is not in it.
_SEEN = re.compile("[ -~\n\u00a1-\u00ac\u00ae-\u024f\u0400-\u0481\u2010\u2011\u2013\u2014\u2018-\u201e\u2026]*")


def is_plain(text: str) -> bool:
    """True where every character is surely seen; where not, each has to be looked at."""
    return _SEEN.fullmatch(text) is not None
