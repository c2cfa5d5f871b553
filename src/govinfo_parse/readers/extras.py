"""Which extra installs a reader's library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from govinfo_parse.errors import MissingExtra


@contextmanager
def from_extra(extra: str) -> Iterator[None]:
    """Turn a failing import inside the block into an error that says what to install.

    Raises:
        MissingExtra: a module imported in the block is not installed, or cannot be loaded.
    """
    try:
        yield
    except ImportError as error:
        if not isinstance(error, ModuleNotFoundError):
            raise MissingExtra(
                f"a library cannot be loaded ({error}); pip install 'govinfo-parse[{extra}]' names what is needed",
                name=error.name,
            ) from error
        raise MissingExtra(
            f"{error.name or 'a library'} is not installed; pip install 'govinfo-parse[{extra}]' brings it",
            name=error.name,
        ) from error
