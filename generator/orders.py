"""What a build is asked for, what it holds meanwhile, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .frozen import dataclass

if TYPE_CHECKING:
    from .changed import Asked
    from .diagnostics import Diagnostic
    from .disk import Desk, Files, HeldDesk, Published
    from .first_look import Read
    from .increment import Held
    from .making import Last
    from .resolved import Proof


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: the folder of the dossier; where the site goes; its address (None: as mkdocs.yml says); with which engine.

    `cache`: the program's folder in the user's cache; `now`: nanoseconds since 1970; `jobs`: how many processes may work;
    `with_search`: whether the site gets a search index.
    """

    folder: Path
    out: Path
    base_url: str | None
    engine: str
    cache: Path
    now: int
    jobs: int
    with_search: bool = True


@dataclass(slots=True)
class Memory:
    """What a process that builds a dossier again and again holds: its desk, the records that were unpacked, and the last build that was published."""

    desk: HeldDesk
    values: Held
    last: Last | None = None

    @classmethod
    def of(cls, cache: Path, folder: Path) -> Memory:
        """An empty memory of a dossier; `cache` is the program's folder in the user's cache."""
        from .disk import HeldDesk

        return cls(HeldDesk.of(cache, folder), {})


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was published, and the warnings on the way."""

    diagnostics: tuple[Diagnostic, ...]
    text_of: Callable[[str], str | None]
    proof: Proof
    pages: int
    published: Published
    address: str  # where the site is published: `site_url`, or what was ordered


@dataclass(frozen=True, slots=True)
class Started:
    """A build as it begins: what was ordered, the files, the records that are no sources, what is kept of the dossier between builds, and a
    print of this program. `asked`: what of the order and of the files tells whether a build is an edit of words."""

    order: Order
    files: Files
    read: Read
    desk: Desk
    tool: str
    asked: Asked
