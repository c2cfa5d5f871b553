"""How far a run is, on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

import click

from govinfo_parse.cli.language_option import say

Show = Callable[[Callable[[int], str], int, int | None], None]
"""Shows a line of at most this many characters, how much is done, and of how much; None where that is not known."""

SECONDS_BETWEEN_LINES = 5.0
"""How often a line is written where there is no terminal."""
_WIDEST = 1000


@contextlib.contextmanager
def progress_shown() -> Iterator[Show]:
    """Have a run's progress shown while the block runs."""
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _Lines()


@contextlib.contextmanager
def pages_shown(name: str) -> Iterator[None]:
    """Have the pages of a file counted that are read by recognition while the block runs.

    Args:
        name: the file's name in messages.
    """
    from govinfo_parse.readers.recognition.listening import listening

    pages = 0
    with progress_shown() as show:

        def line(width: int) -> str:
            told = say(f"{name}：已识别 {pages:,} 页", f"{name}: pages recognized: {pages:,}")
            return told if len(told) <= width else told[-width:]

        def page_read() -> None:
            nonlocal pages
            pages += 1
            show(line, pages, None)

        with listening(page_read):
            yield


class _Lines:
    """Writes a line every few seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, line: Callable[[int], str], _done: int, _total: int | None) -> None:
        now = time.monotonic()
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            click.echo(line(_WIDEST), err=True)


@contextlib.contextmanager
def _bar() -> Iterator[Show]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("正在启动", "starting"), total=None)

        def show(line: Callable[[int], str], done: int, total: int | None) -> None:
            bar.update(task, description=escape(line(bar.console.width)), completed=done, total=total)

        yield show
