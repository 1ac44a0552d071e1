"""The files of a published site, for the local server."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from ..frozen import dataclass

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC  # opening a FIFO would wait for somebody to write to it


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """A published folder. Nothing in it is followed, so that nothing outside of it can be read."""

    site: Path

    def read(self, parts: Sequence[str]) -> bytes | None:
        """The bytes of a plain file, by the parts of its path; None where there is none. No part is empty, `.` or `..`."""
        here = -1
        try:
            here = os.open(self.site, _FOLDER)
            for part in parts[:-1]:
                outer, here = here, os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
                os.close(outer)
            handle = os.open(parts[-1], _FILE, dir_fd=here)
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                os.close(handle)
                return None
            with os.fdopen(handle, "rb") as file:
                return file.read()
        except OSError:
            return None
        finally:
            if here >= 0:
                os.close(here)
