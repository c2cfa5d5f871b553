"""The exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """What a run came to."""

    READ = 0
    NOT_READ = 1
    USAGE = 2
    DAMAGED = 3
    VIOLATED = 4
    UNFINISHED = 5


MEANINGS: dict[Exit, str] = {
    Exit.READ: "every file was read",
    Exit.NOT_READ: "a file could not be read at all: missing, a directory, empty, no text, too large",
    Exit.USAGE: "wrong usage: an unknown option, a grammar file with a fault; or click or rich is not installed",
    Exit.DAMAGED: "a file was read, with a diagnostic of severity error: it is no report, or a part is lost",
    Exit.VIOLATED: "check only: every file was read, and a relation is violated",
    Exit.UNFINISHED: "corpus only: stopped before the end: interrupted, disk full, cannot write; it says what to do",
}

EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value}  {meaning}" for code, meaning in MEANINGS.items())
"""The exit codes as the end of a command's help; the backspace keeps click from joining the lines."""


def overall(exits: Iterable[Exit]) -> Exit:
    """The exit code of a run over several files: the gravest of what happened."""
    met = set(exits)
    return next((code for code in (Exit.NOT_READ, Exit.DAMAGED, Exit.VIOLATED) if code in met), Exit.READ)
