"""`docs/first-quote.md` tells what happens."""

from __future__ import annotations

import re
from pathlib import Path

from first_quote import PAGE, page_of, play

LIMIT = 300  # seconds that a contributor should need, of which the commands are to take a small part


def without_figures(page: str) -> str:
    """The page without what an edit of the look changes: seconds, and how many pages and files a site has."""
    return re.sub(r"took \d+ seconds", "took N seconds", re.sub(r"\d+ (pages|files written|files in|quotations of)", r"N \1", page))


def test_the_transcript_is_what_the_commands_print(tmp_path: Path) -> None:
    told, seconds = play(tmp_path)
    page = page_of(told, seconds)
    assert without_figures(page) == without_figures(PAGE.read_text("utf-8"))
    assert "0 findings" in page and "proven: 8 statements" in page
    assert seconds < LIMIT / 3
