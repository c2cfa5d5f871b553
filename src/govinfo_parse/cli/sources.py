"""A path given on the command line, to the text of a report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from govinfo_parse.errors import GovinfoError
from govinfo_parse.readers.encodings import decode

STANDARD_INPUT = "-"


class Unreadable(GovinfoError):
    """A source has no text; the message says why, in one line."""


def name_of(path: str) -> str:
    """The source's name in messages."""
    return "<stdin>" if path == STANDARD_INPUT else click.format_filename(path)


def read_text(path: str) -> str:
    """The text of the file at ``path``, or of standard input for ``-``.

    Raises:
        GovinfoError: there is no such file, or there is no text in it.
    """
    text = decode(_read_bytes(path))
    if not text:
        raise Unreadable("the file is empty")
    return text


def _read_bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    if Path(path).is_dir():  # not left to the system, which speaks of permissions on Windows
        raise Unreadable("is a directory, not a file")
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise Unreadable("no such file") from None
    except OSError as error:
        raise Unreadable(error.strerror or type(error).__name__) from None
