"""What a build is doing, for whoever waits: nothing for the first second, then a line that counts on a terminal, or a line a stage elsewhere.

The build calls `stage` and `step`; whether anybody hears of it is not its concern.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Protocol, TextIO

PATIENCE = 1.0  # seconds that anybody waits without asking
PAUSE = 0.1  # seconds between two drawings of a line on a terminal


class Progress(Protocol):
    """Hears how far a build is."""

    def stage(self, doing: str, things: str = "", total: int = 0) -> None:
        """Something begins: `stage("making", "pages", 12752)`; without a number where there is nothing to count."""

    def step(self, done: int = 1) -> None:
        """So many things more are done. What a forked process tells is not heard: whoever shares work out counts for all."""


class Silent:
    """Nobody listens."""

    def stage(self, doing: str, things: str = "", total: int = 0) -> None:
        """Nothing is told."""

    def step(self, done: int = 1) -> None:
        """Nothing is told."""


SILENT = Silent()


class Telling:
    """Tells on a stream. Used as a context, so that the line of a terminal is gone before anything else is printed."""

    def __init__(self, stream: TextIO, clock: Callable[[], float], is_terminal: bool) -> None:
        """`clock`: seconds that only grow; time counts from here on."""
        self._stream, self._clock, self._is_terminal = stream, clock, is_terminal
        self._began, self._drawn = clock(), 0.0
        self._process = os.getpid()
        self._doing, self._things, self._total, self._done = "", "", 0, 0
        self._is_told = True  # of this stage, where a stage has a line
        self._line: Any = None

    def __enter__(self) -> Telling:
        return self

    def __exit__(self, *_: object) -> None:
        if self._line is not None:
            self._line.stop()
            self._line = None

    def stage(self, doing: str, things: str = "", total: int = 0) -> None:
        """As `Progress` has it."""
        if os.getpid() != self._process:
            return
        self._doing, self._things, self._total, self._done = doing, things, total, 0
        self._is_told = False
        self._tell(self._clock(), is_new=True)

    def step(self, done: int = 1) -> None:
        """As `Progress` has it."""
        if os.getpid() != self._process:
            return
        self._done = min(self._done + done, self._total)
        self._tell(self._clock(), is_new=False)

    def _tell(self, now: float, is_new: bool) -> None:
        if now - self._began < PATIENCE:
            return
        if self._is_terminal:
            if is_new or now - self._drawn >= PAUSE:
                self._drawn = now
                self._draw()
        elif not self._is_told:
            self._is_told = True
            self._stream.write(" ".join((self._doing, *([f"{self._total:,}"] if self._total else []), *([self._things] if self._things else []))) + "\n")
            self._stream.flush()

    def _draw(self) -> None:
        if self._line is None:
            from rich.console import Console  # late: it takes as long to import as a small build
            from rich.live import Live

            # No thread of its own that draws: a build forks, and a lock that such a thread holds would never be free again in the fork.
            self._line = Live(console=Console(file=self._stream, highlight=False), auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False)
            self._line.start()
        self._line.update(self._shown(), refresh=True)

    def _shown(self) -> Any:
        from rich.text import Text

        counted = f"{self._done:,} of {self._total:,} " if self._total else ""
        return Text(f"{self._doing} {counted}{self._things}".rstrip(), no_wrap=True, overflow="ellipsis")
