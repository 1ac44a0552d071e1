"""A folder published from files that are at hand, as the tests of publishing want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.disk import PublishError, Published, publication, publishing
from generator.disk.places import Known, Places


def publish(out: Path, pages: Mapping[str, bytes] | Iterable[tuple[str, bytes | None]], *, whole: bool = False, believed: bytes | None = None) -> Published:
    """Make a folder hold exactly these files: path relative to it → bytes, None for "as it was published last". `believed`: None believes the manifest that is there."""
    if believed is None:
        manifest = Places.of(out).manifest
        believed = publishing._print_of(manifest.read_bytes()) if manifest.is_file() else b""
    with publication(out, believed) as site:
        coming: dict[str, Known] = {}
        written: set[str] = set()
        for path, data in pages.items() if isinstance(pages, Mapping) else pages:
            if path in coming:
                raise PublishError(f"two files of the site have the path {path}")
            if data is None:
                before = site.standing(path)
                if before is None:
                    raise PublishError(f"{path} was to stay as it is, and is not there")
                coming[path] = before
                continue
            coming[path], is_new = site.stage(path, data)
            if is_new:
                written.add(path)
        return site.finish(coming, written, whole=whole)


def recover(out: Path) -> bool:
    """What a publication does first, alone. True where there was something to do."""
    places = Places.of(out)
    if not places.state.is_dir():
        return False
    with publishing._alone(places):
        return publishing._recover(places)
