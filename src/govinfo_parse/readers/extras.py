"""Which extra installs a reader's library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from govinfo_parse.errors import MissingExtra


@contextmanager
def from_extra(extra: str) -> Iterator[None]:
    """Turn a failing import inside the block into an error that says what to install.

    Raises:
        MissingExtra: a module imported in the block is not installed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(
            f"{error.name or 'a library'} is not installed; pip install 'govinfo-parse[{extra}]' brings it",
            name=error.name,
        ) from error
