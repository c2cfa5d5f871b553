"""A path given on the command line, to a document."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from govinfo_parse.cli.language_option import say
from govinfo_parse.cli.progress import pages_shown
from govinfo_parse.errors import GovinfoError
from govinfo_parse.readers import Document, read_document

STANDARD_INPUT = "-"


class Unreadable(GovinfoError):
    """A source cannot be opened; the message says why, in one line."""


def name_of(path: str) -> str:
    """The source's name in messages."""
    return "<stdin>" if path == STANDARD_INPUT else click.format_filename(path)


def read_input(path: str, *, ocr: bool = False) -> Document:
    """The document in the file at ``path``, of any format, or on standard input for ``-``.

    Args:
        path: the file's path.
        ocr: whether pictures are read by recognition; the pages are then counted on standard error.

    Raises:
        GovinfoError: there is no such file, or it cannot be read.
    """
    with pages_shown(name_of(path)) if ocr else nullcontext():
        return _read_path(path, ocr=ocr)


def _read_path(path: str, *, ocr: bool) -> Document:
    if path == STANDARD_INPUT:
        if sys.stdin.isatty():  # which waits for a text in silence
            click.echo(
                say(
                    "请粘贴文本，然后按 Ctrl-D（Windows：Ctrl-Z，再按回车）",
                    "paste the text, then press Ctrl-D (on Windows Ctrl-Z and Enter)",
                ),
                err=True,
            )
        return read_document(sys.stdin.buffer, ocr=ocr)
    if Path(path).is_dir():  # not left to the system, which reports missing permissions on Windows
        raise Unreadable(
            say(
                "是文件夹，不是文件；读取整个文件夹请用 govinfo-parse corpus",
                "is a directory, not a file; for all of a folder there is govinfo-parse corpus",
            )
        )
    try:
        return read_document(path, ocr=ocr)
    except FileNotFoundError:
        raise Unreadable(say("没有这个文件", "no such file")) from None
    except OSError as error:
        raise Unreadable(error.strerror or type(error).__name__) from None
