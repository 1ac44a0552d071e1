"""Sees when somebody saves a file that a build looks at."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("data", "seeds", "content", "overrides")
WATCHED = (*FOLDERS, "mkdocs.yml")
BURST, QUIET, TICK = 50, 10, 250  # milliseconds: a burst of saves at most; without another save it ends; between two looks at Ctrl-C
Saved = frozenset[str]  # paths relative to the dossier, with forward slashes


def saves(folder: Path) -> Iterator[Saved | None]:
    """The files of each burst of saves, none now and then while nothing happens; None when watching begins (again): all may be others. Ends with Ctrl-C.

    What is saved while the caller works is told when it asks for the next. Raises OSError where the system will not watch so much.
    """
    from watchfiles import watch

    top = str(folder.resolve())
    is_other = threading.Event()  # a folder or mkdocs.yml came, went, or was put in the place of another: editors save like that

    def seen(_: object, path: str) -> bool:
        return not any(part.startswith(".") for part in os.path.relpath(path, top).split(os.sep))

    def look_at_top() -> None:
        watched = {os.path.join(top, name) for name in WATCHED}
        for _ in watch(top, recursive=False, watch_filter=lambda _, path: path in watched, debounce=BURST, step=QUIET, stop_event=over, raise_interrupt=False):
            is_other.set()

    over = threading.Event()
    threading.Thread(target=look_at_top, daemon=True).start()
    try:
        while True:
            is_other.clear()
            there = [path for name in FOLDERS if os.path.isdir(path := os.path.join(top, name))]
            is_first = True
            for saved in watch(*there, watch_filter=seen, debounce=BURST, step=QUIET, stop_event=is_other, rust_timeout=TICK, yield_on_timeout=True) if there else ():
                yield None if is_first else frozenset(os.path.relpath(path, top).replace(os.sep, "/") for _, path in saved)
                is_first = False
            if not there:
                yield None
                is_other.wait()
    except KeyboardInterrupt:
        return
    finally:
        over.set()
