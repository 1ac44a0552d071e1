"""A desk for a state of a dossier that is only looked at: it takes what other desks hold, and puts nothing there."""

from __future__ import annotations

from ..frozen import dataclass
from .desk import Desk


@dataclass(frozen=True, slots=True)
class SideDesk(Desk):
    """What is not on this desk is taken from those behind it, in order; what is kept is kept here."""

    behind: tuple[Desk, ...] = ()

    def read(self, name: str, key: str) -> object:
        """The value kept under a name and a key, here or behind; None where there is none that can be believed."""
        value = Desk.read(self, name, key)
        for one in self.behind:
            if value is None:
                value = one.read(name, key)
        return value
