"""Jobs for the pool that do what readers should not do.  Worker processes import them from here."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import attrs

from govinfo_parse.corpus.pool.worker import Run
from govinfo_parse.corpus.sources.source import Inline, Source


def convert() -> None:
    """Leave a file behind, and wait for a program that hangs."""
    folder = tempfile.mkdtemp()
    subprocess.run([sys.executable, "-c", "import time; time.sleep(600)"], cwd=folder, check=False)


def hoard() -> None:
    """Take memory, up to two gigabytes."""
    taken = [b"x" * (1 << 20) for _ in range(2000)]
    time.sleep(600 * len(taken))


def explain() -> None:
    """Say on standard error what is wrong, as libraries do that end their process."""
    print("memory allocation of 5 bytes failed", file=sys.stderr, flush=True)  # noqa: T201
    os.abort()


ACTS: dict[str, Callable[[], object]] = {
    "convert": convert,
    "sleep": lambda: time.sleep(600),
    "hang in C": lambda: re.match(r"(a|a)+$", "a" * 60 + "b"),
    "hoard": hoard,
    "explain": explain,
    "crash": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: os._exit(7),
}


def sources(names: list[str]) -> list[Source]:
    return [Source(f"{number} {name}", "", None, Inline(name)) for number, name in enumerate(names)]


@attrs.frozen
class Echo:
    """Gives the names of the sources back, and does what they are called; ``slow`` takes at most so many at a time."""

    at_most: int = 1000

    def start(self) -> Run[list[tuple[str, str | None]]]:
        return self.run

    def run(
        self, _number: int, chunk: list[Source], at: Callable[[int], None]
    ) -> tuple[list[tuple[str, str | None]], int]:
        taken = chunk[: self.at_most]
        answers = []
        for place, source in enumerate(taken):
            at(place)
            act = source.name.partition(" ")[2]
            if source.fault is None and act in ACTS:
                ACTS[act]()
            answers.append(
                (source.name, source.fault and (source.fault.message if act == "explain" else source.fault.error))
            )
        return answers, len(taken)


@attrs.frozen
class CrashOnce:
    """Crashes at the first source, unless a file is there; then it is like ``Echo``."""

    mark: str

    def start(self) -> Run[list[tuple[str, str | None]]]:
        return self.run

    def run(
        self, number: int, chunk: list[Source], at: Callable[[int], None]
    ) -> tuple[list[tuple[str, str | None]], int]:
        at(0)
        try:
            with open(self.mark, "x", encoding="utf-8"):  # noqa: PTH123
                os._exit(1)
        except FileExistsError:
            return Echo().run(number, chunk, at)


@attrs.frozen
class CannotWork:
    """Cannot start, or cannot write."""

    when: str

    def start(self) -> Run[list[tuple[str, str | None]]]:
        if self.when == "start":
            raise OSError(28, "No space left on device")
        return self.run

    def run(
        self, _number: int, _chunk: list[Source], _at: Callable[[int], None]
    ) -> tuple[list[tuple[str, str | None]], int]:
        if self.when == "dies":
            os._exit(3)
        raise OSError(28, "No space left on device")


@attrs.frozen
class Count:
    """Like ``Echo``, and a file for each source has a letter for each time that the source was touched."""

    folder: str

    def start(self) -> Run[list[tuple[str, str | None]]]:
        return self.run

    def run(
        self, number: int, chunk: list[Source], at: Callable[[int], None]
    ) -> tuple[list[tuple[str, str | None]], int]:
        def touch(place: int) -> None:
            if chunk[place].fault is None:
                with open(os.path.join(self.folder, chunk[place].name), "a", encoding="utf-8") as file:  # noqa: PTH118, PTH123
                    file.write("x")
            at(place)

        return Echo().run(number, chunk, touch)
