"""The command `onrecord`, which is also `python -m generator`."""

from __future__ import annotations

import gc
import os
import sys

from . import unchanged

TYPE_CHECKING = False  # see `unchanged`
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .parallel import Standby

INTERRUPTED, UNTOLD = 130, 2  # exit codes: 128 and the number of SIGINT, as shells have it; and that of a fault outside of the dossier


def run() -> None:
    """The command. Whoever interrupts it reads no traceback, and no exit code that speaks of the dossier."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # whoever called closed it, and wants to hear nothing
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))
    try:
        _run()
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)


def _run() -> None:
    """Where nothing changed since the same call, print again what it printed; else run the command line."""
    gc.disable()  # a command is short, and its values hold no circles: looking for them takes a third of its time, and of that of its imports
    last = unchanged.remembered(unchanged.cache_folder(), sys.argv[1:])
    if last is not None:
        try:
            sys.stdout.write(last["out"])
            sys.stderr.write(last["err"])
            sys.stdout.flush()
        except OSError:  # a full disk, or a reader who has gone
            os._exit(UNTOLD)
        return
    prover = _prover() if unchanged.has_built(unchanged.cache_folder(), sys.argv[1:]) else None
    from .cli import run as run_command  # late: this import is most of what such a call would cost

    run_command(prover)


def _prover() -> Standby | None:
    """A process that proves what was edited: begun now, it is ready when it is known what that is. None where it would only take our time."""
    from .parallel import Standby, processes

    def ready() -> Callable[[Any], Any]:
        from .changed import prover

        return prover(lambda: unchanged.untouched(unchanged.cache_folder(), sys.argv[1:]))

    return Standby.begin(ready) if processes() > 1 else None


if __name__ == "__main__":
    run()
