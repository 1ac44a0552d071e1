"""How a message shows a value, and what a contributor may have meant by it."""

from __future__ import annotations

import re
import unicodedata

_CUT = 60  # characters of a value that a message shows


def show(text: str) -> str:
    """A value as a message shows it: on one line and not longer than a line."""
    line = " ".join(text.split())
    return line if len(line) <= _CUT else line[: _CUT - 1] + "…"


def near_misses(value: str, known: list[str]) -> str:
    """Up to two of the known words that are spelled nearly like the value, as "`a` or `b`"; empty where none is near."""
    from rapidfuzz import fuzz, process, utils  # late: a dossier without faults never needs it

    found = process.extract(value[:64], known, scorer=fuzz.ratio, processor=utils.default_process, limit=2, score_cutoff=70)
    return " or ".join(f"`{word}`" for word, _, _ in found)


def id_help(value: str) -> str:
    """What to do about a text that is no id, with one that is made from it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", value[:200].lower()) if not unicodedata.combining(c))  # é is e
    made = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:64].strip("-")
    rule = "an id has 1 to 64 of a-z, 0-9 and `-`, and does not begin with `-`"
    return f"{rule}; did you mean `{made}`?" if made else rule
