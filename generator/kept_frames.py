"""The frames of a site: those that were kept, or the engine's, which works in a process beside."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .judging import HOUSE, WrongUse

if TYPE_CHECKING:
    from .config import SiteConfig
    from .disk import Files
    from .engine import Begun, BuiltFrames, FramesRun

_FRAMES = "frames-"  # begins the names of what is kept of an engine's work


@contextlib.contextmanager
def engine_ahead(engine: str, cache: Path) -> Iterator[Begun | None]:
    """The engine, which reads its modules while we read ours and the dossier. None where frames are kept, since these may do."""
    from . import disk

    if disk.is_kept(cache, _FRAMES):
        yield None
        return
    from .engine import begin  # late: most builds find their frames

    begun = begin(engine)
    try:
        yield begun
    finally:
        begun.stop()


class Frames:
    """The frames of a site: from the cache where nothing that they depend on changed, else built by the engine in a process beside.

    `keys`: the frames that there will be; `chrome`: the files of `overrides/`; `print`: a print of all that the frames depend on.
    """

    def __init__(self, keys: frozenset[tuple[str, int]], chrome: Mapping[str, bytes], print_of: str, kept: Path, built: BuiltFrames | None,
                 run: FramesRun | None) -> None:
        self.keys, self.chrome, self.print = keys, chrome, print_of
        self._kept, self._built, self._run = kept, built, run

    def result(self) -> BuiltFrames:
        """The frames, when they are there. Raises WrongUse where the engine fails: it is the theme or the installation that is at fault."""
        from .disk import write_cached
        from .engine import EngineFault

        if self._built is None:
            assert self._run is not None
            built, self._run = self._run.result(), None
            if isinstance(built, EngineFault):
                raise WrongUse(f"{built.message}\n{built.detail}".rstrip(), built.help)
            self._built = built
            write_cached(self._kept, self.print, built.plain())
        return self._built

    def close(self) -> None:
        """End what still runs: nobody wants it any more."""
        if self._run is not None:
            self._run.stop()
            self._run = None


def begin_frames(files: Files, config: SiteConfig, engine: str, keys: frozenset[tuple[str, int]], cache: Path, begun: Begun | None = None) -> Frames:
    """Fetch the frames from the cache folder, or have the engine build them; `begun` is that engine, if it waits for work. Raises WrongUse."""
    from . import disk
    from .engine import EngineFault, FrameSpec, built_from_plain, fingerprint, overrides_of, start_frames

    chrome = files.overrides or disk.own_overrides(HOUSE)
    overrides = overrides_of(chrome)
    specs = tuple(FrameSpec(section, depth) for section, depth in sorted(keys))
    print_of = fingerprint(engine, config, overrides, specs)
    if isinstance(print_of, EngineFault):
        raise WrongUse(print_of.message, print_of.help)
    kept = cache / f"{_FRAMES}{print_of[:16]}"
    built = built_from_plain(disk.read_cached(kept, print_of))
    run = None if built else start_frames(engine, config, overrides, disk.work_folder(cache), specs, begun)
    if isinstance(run, EngineFault):
        raise WrongUse(f"{run.message}\n{run.detail}".rstrip(), run.help)
    return Frames(keys, chrome, print_of, kept, built, run)
