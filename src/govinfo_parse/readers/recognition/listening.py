"""Functions that are called after every page that recognition has read, as a long scan takes minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LISTENERS: list[Callable[[], None]] = []


@contextmanager
def listening(listener: Callable[[], None]) -> Iterator[None]:
    """Have a function called after every page that this process reads from a picture, while the block runs."""
    _LISTENERS.append(listener)
    try:
        yield
    finally:
        _LISTENERS.remove(listener)


def tell() -> None:
    """Say that a page was read."""
    for listener in _LISTENERS:
        listener()
