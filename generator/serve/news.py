"""What the server has to tell the pages that are open: that the site was built, or why it was not; and which pages these are."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Iterable, Iterator

from ..frozen import dataclass

ASSETS = "assets/"  # what pages wear: style sheets, scripts, images


@dataclass(frozen=True, slots=True)
class Told:
    """The last news. `number` grows with each; `report` is the faults as text, empty where there are none; `dress` is another one
    when a file changed that pages wear."""

    number: int
    report: str
    dress: str


class News:
    """The last news, and a way to wait for the next. For several threads."""

    def __init__(self, start: str) -> None:
        """`start`: a text that no other run of the server has, so that pages opened before it see that it is another."""
        self._changed = threading.Condition()
        self._start, self._dresses = start, 0
        self._last = Told(0, "", start)
        self._open: Counter[str] = Counter()

    @property
    def last(self) -> Told:
        """The last news."""
        return self._last

    @property
    def open(self) -> frozenset[str]:
        """The files of the pages that somebody looks at."""
        with self._changed:
            return frozenset(self._open)

    @contextlib.contextmanager
    def listening(self, files: Iterable[str]) -> Iterator[None]:
        """Somebody looks at a page, as long as this lasts. `files`: where its file may be."""
        files = Counter(files)
        with self._changed:
            self._open += files
        try:
            yield
        finally:
            with self._changed:
                self._open -= files

    def tell(self, report: str, changed: Iterable[str] = ()) -> None:
        """A build ended. `report`: its faults, empty where it published; `changed`: the paths that it wrote or removed."""
        with self._changed:
            self._dresses += any(path.startswith(ASSETS) for path in changed)
            self._last = Told(self._last.number + 1, report, f"{self._start}-{self._dresses}" if self._dresses else self._start)
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> Told | None:
        """The last news when it is another than that of this number; None where none comes for so many seconds."""
        with self._changed:
            return self._last if self._changed.wait_for(lambda: self._last.number != number, seconds) else None
