"""Some lines of a finished file of data replaced by others: the rest is neither read as JSON nor put together again."""

from __future__ import annotations

from collections.abc import Iterable


def spliced(data: bytes, lines: Iterable[tuple[str, str]], first: bytes | None = None) -> bytes | None:
    """The file with each of these lines, or runs of lines, replaced: as it was, and as it is now. None where one of them is not in it.

    An item is a line of its own that no other is the same as; commas stand between them. Lines in the order of the file are found the sooner.
    `first`: what the first line is now, without its end.
    """
    places: list[tuple[int, int, bytes]] = [] if first is None else [(0, data.index(b"\n"), first)]
    end = 0
    for before, after in lines:
        old = b"\n" + before.encode()
        at = data.find(old, end)
        if at < 0:
            at = data.find(old)
        end = at + len(old)
        if at < 0 or data[end:end + 1] not in (b",", b"\n"):
            return None
        places.append((at + 1, end, after.encode()))
    pieces, done = [], 0
    for begins, ends, after in sorted(places):
        pieces += [data[done:begins], after]
        done = ends
    return b"".join((*pieces, data[done:]))
