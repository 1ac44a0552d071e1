"""The order in which the keys of a record are written."""

from __future__ import annotations

from functools import cache

from ..model import Record, Selector

_SELECTED = ("quote", "evidence", "text")  # what a selector tells apart from the same words elsewhere


@cache
def key_order(model: type[Record]) -> tuple[str, ...]:
    """The keys of a record as they are written: its own in the order of their declaration, what tells its words apart from the same words
    elsewhere behind these words, then those that it shares with other kinds."""
    own = [name for name in model.__annotations__ if name in model.model_fields]
    if model is not Selector and issubclass(model, Selector):
        behind = next(number for number, name in enumerate(own) if name in _SELECTED) + 1
        own[behind:behind] = Selector.model_fields
    return (*own, *(name for name in model.model_fields if name not in own))
