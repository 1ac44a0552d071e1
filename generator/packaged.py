"""What is part of the program and no code: word lists, outlines, a script. Templates have a loader of their own (`render`)."""

from __future__ import annotations

import os

_HERE = os.path.dirname(os.path.abspath(__file__))


def packaged(name: str) -> bytes:
    """The bytes of a file by its path below this package. Plainly read: `importlib.resources` takes longer to import than most of them to read.

    `name` is this program's own, and never from data. Raises OSError.
    """
    with open(os.path.join(_HERE, name), "rb") as file:
        return file.read()
