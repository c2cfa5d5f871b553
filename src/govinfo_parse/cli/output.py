"""Lines to standard output and standard error."""

from __future__ import annotations

import re

import click

from govinfo_parse.cli.language_option import say
from govinfo_parse.messages import in_chinese, message_in_chinese
from govinfo_parse.messages.words import SEVERITIES
from govinfo_parse.model import Diagnostic, Span
from govinfo_parse.readers import Document


def write_json(text: str) -> None:
    """Write one JSON text and a line end, in UTF-8 whatever the terminal's own encoding is."""
    # A lone surrogate is not UTF-8; this handler writes it as an escape, which JSON allows.
    click.echo(text.encode("utf-8", "backslashreplace"))


def write_failure(name: str, error: Exception, *, code: str = "cannot-read") -> None:
    """Why a source could not be read, or what was read of it not be written, as one line."""
    _write_error(f"{name}: {say('错误', 'error')} {code}: {reason(error)}")


_NUMBER_OF_ERROR = re.compile(r"\[(?:Errno|WinError) \d+\] ")


def reason(error: BaseException) -> str:
    """What an error says, in one line, without the number that the system gives it."""
    return " ".join(_NUMBER_OF_ERROR.sub("", say(message_in_chinese(error), str(error))).split())


def write_diagnostic(name: str, diagnostic: Diagnostic, document: Document) -> None:
    """Write a diagnostic as one line: ``FILE:LINE:COLUMN: severity code: message``.

    In a file with tables of its own the place is named by table, row and column: nobody sees the lines of its text.
    """
    severity = say(SEVERITIES[diagnostic.severity], diagnostic.severity)
    message = say(in_chinese(diagnostic), diagnostic.message)
    _write_error(f"{name}{_place_in_file(diagnostic, document)}: {severity} {diagnostic.code}: {message}")


def _place_in_file(diagnostic: Diagnostic, document: Document) -> str:
    if diagnostic.line is None:
        return ""
    column = diagnostic.column or 1
    if not document.cells:
        return f":{diagnostic.line}:{column}"
    start = 0
    for _ in range(diagnostic.line - 1):
        start = document.text.find("\n", start) + 1
    offset = start + column - 1
    return f": {document.place(Span(offset, offset)).words(say('zh', 'en'))}"


def _write_error(line: str) -> None:
    click.echo(" ".join(line.split()), err=True)
