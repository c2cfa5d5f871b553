"""Lines to standard output and standard error."""

from __future__ import annotations

import click

from govinfo_parse.model import Diagnostic


def write_json(text: str) -> None:
    """One JSON text and a line end, in UTF-8 whatever the terminal's own encoding is."""
    # A lone surrogate is not UTF-8; as the escape that this handler makes of it, it is JSON.
    click.echo(text.encode("utf-8", "backslashreplace"))


def write_failure(name: str, error: Exception) -> None:
    """Why a source could not be read, as one line."""
    _write_error(f"{name}: error cannot-read: {error}")


def write_diagnostic(name: str, diagnostic: Diagnostic) -> None:
    """A diagnostic as one line: ``FILE:LINE:COLUMN: severity code: message``."""
    place = "" if diagnostic.line is None else f":{diagnostic.line}:{diagnostic.column or 1}"
    _write_error(f"{name}{place}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}")


def _write_error(line: str) -> None:
    click.echo(" ".join(line.split()), err=True)
