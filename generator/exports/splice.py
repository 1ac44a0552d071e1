"""Some lines of a finished file of data replaced by others: the rest is neither read as JSON nor put together again."""

from __future__ import annotations

from collections.abc import Iterable


def spliced(data: bytes, lines: Iterable[tuple[str, str]], first: bytes | None = None) -> list[bytes | memoryview] | None:
    """The file in pieces, with each of these lines, or runs of lines, replaced: as it was, and as it is now. None where one of them is not in it.

    An item is a line of its own that no other is the same as; commas stand between them. Lines in the order of the file are found the sooner.
    `first`: what the first line is now, without its end. The pieces are not joined: to copy a file of ten megabytes takes as long as to hash it.
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
    whole = memoryview(data)
    pieces: list[bytes | memoryview] = []
    done = 0
    for begins, ends, after in sorted(places):
        pieces += [whole[done:begins], after]
        done = ends
    return [*pieces, whole[done:]]
