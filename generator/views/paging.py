"""Pages of what grows: a record's cards and a list's rows cut into pages, so that no page that a reader opens grows without bound.

The plan cuts, once for all pages, and hands each page its `Leaf`; a view reads what its leaf names and nothing
else of a long list. What fits on one page is one leaf, and that page is the record's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..frozen import dataclass
from .names import Name

CARDS = 50  # cards on a page
LINES = 500  # lines on a page without a card
ROWS = 200  # rows on a page of a list
A_CARD, A_LINE = LINES // CARDS, 1  # what each takes of a page's room


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of several: its number from 1, of how many, and the ids that stand on it by section, in order.

    `begins` has the page on which a section begins, and `totals` how many it has on all pages; both on the first page only,
    so that the others change no more often than what they show.
    """

    number: int
    of: int
    shown: tuple[tuple[str, tuple[str, ...]], ...]
    begins: tuple[tuple[str, int], ...] = ()
    totals: tuple[tuple[str, int], ...] = ()

    def ids(self, section: str) -> tuple[str, ...]:
        """What stands on this page of a section."""
        return next((ids for key, ids in self.shown if key == section), ())

    def has(self, section: str) -> bool:
        """True where the section, or the note that it is empty, stands on this page."""
        return any(key == section for key, _ in self.shown)

    @property
    def is_first(self) -> bool:
        """The first page has everything that is said once: summary, scale, positions."""
        return self.number == 1


@dataclass(frozen=True, slots=True)
class Pager:
    """The way to the pages before and after. `label` names the way for those who hear it; `here` says where one is."""

    label: str
    here: str
    previous: Name | None
    next: Name | None


Cut = tuple[str, Sequence[str], int]  # a section's key, its ids, each once, and what each takes of a page's room


def cut(sections: Sequence[Cut], room: int = LINES) -> tuple[Leaf, ...]:
    """The sections in order on as many pages as they need; an empty one stands where it would begin."""
    totals = tuple([(key, len(ids)) for key, ids, _ in sections])
    if sum([len(ids) * weight for _, ids, weight in sections]) <= room:
        return (Leaf(1, 1, tuple([(key, tuple(ids)) for key, ids, _ in sections]), tuple([(key, 1) for key, _ in totals]), totals),)
    pages: list[list[tuple[str, tuple[str, ...]]]] = [[]]
    begins: list[tuple[str, int]] = []
    left = room
    for key, ids, weight in sections:
        if ids and left < weight:
            pages.append([])
            left = room
        begins.append((key, len(pages)))
        at = 0
        while True:
            taken = tuple(ids[at : at + left // weight])
            pages[-1].append((key, taken))
            at += len(taken)
            left -= len(taken) * weight
            if at >= len(ids):
                break
            pages.append([])
            left = room
    return tuple([Leaf(number, len(pages), tuple(shown), tuple(begins) if number == 1 else (), totals if number == 1 else ())
                  for number, shown in enumerate(pages, 1)])


def leaf_path(path: str, number: int) -> str:
    """The address of a record's page: `questions/troops/`, then `questions/troops/2/`."""
    return path if number == 1 else f"{path}{number}/"


def list_path(path: str, number: int) -> str:
    """The address of a list's page: `people/`, then `people/page_2/`, which no id can be: ids have no underscore."""
    return path if number == 1 else f"{path}page_{number}/"


def titled(title: str, leaf: Leaf) -> str:
    """The title of one page of several."""
    return title if leaf.is_first else f"{title}, page {leaf.number} of {leaf.of}"


def described(text: str, title: str, leaf: Leaf) -> str:
    """The description of one page of several: only the first counts what stands on all of them."""
    return text if leaf.is_first else f"{title}: page {leaf.number} of {leaf.of} of what is on record, each with its source."


def pager(leaf: Leaf, what: str, address: Callable[[str, int], str], path: str) -> Pager | None:
    """The way between the pages of a record or list; None where one page holds everything. `address`: of a page by its number."""
    if leaf.of == 1:
        return None
    return Pager(f"Pages of {what}", f"Page {leaf.number} of {leaf.of}",
                 Name(f"Page {leaf.number - 1}", address(path, leaf.number - 1)) if leaf.number > 1 else None,
                 Name(f"Page {leaf.number + 1}", address(path, leaf.number + 1)) if leaf.number < leaf.of else None)
