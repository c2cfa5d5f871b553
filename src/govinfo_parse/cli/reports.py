"""What the commands that read reports have in common: their arguments, the reading, and its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, wraps
from glob import glob, has_magic
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import click

import govinfo_parse
from govinfo_parse.checks import completeness
from govinfo_parse.cli.exits import Exit, overall
from govinfo_parse.cli.input_files import name_of, read_input
from govinfo_parse.cli.language_option import language_option
from govinfo_parse.cli.output import reason, write_diagnostic, write_failure
from govinfo_parse.errors import GovinfoError, GrammarError
from govinfo_parse.model import Report, Severity
from govinfo_parse.readers import Document

_GRAMMAR = click.Path(exists=True, dir_okay=False, path_type=Path)

ocr_option = click.option("--ocr", is_flag=True, help="Read pictures by recognition; needs the extra ocr.")


class FileOutcome(NamedTuple):
    """What came of one file.

    Attributes:
        name: its name in messages.
        document: its text; None where it could not be read.
        report: the report, or None likewise.
        fault: why it could not be read, or None.
    """

    name: str
    document: Document | None = None
    report: Report | None = None
    fault: Exception | None = None

    @property
    def exit(self) -> Exit:
        """The exit code for this file."""
        if self.report is None:
            return Exit.NOT_READ
        told = (*self.report.diagnostics, *completeness(self.report))
        return Exit.DAMAGED if any(one.severity is Severity.ERROR for one in told) else Exit.READ


@attrs.frozen(slots=False)
class CommandInput:
    """What a command that reads reports was given.

    Attributes:
        files: the files' paths, patterns such as ``*.html`` expanded.
        ocr: whether pictures are read by recognition.
        strict: whether figures read from pictures are withheld that no sums vouch for.
    """

    files: tuple[str, ...]
    _layouts: tuple[Path, ...]
    _forms: tuple[Path, ...]
    _facts: tuple[Path, ...]
    _statistics: tuple[Path, ...]
    ocr: bool
    strict: bool

    @cached_property
    def parser(self) -> govinfo_parse.Parser | None:
        """The parser with the grammars given; None for the built-in one."""
        return parser_of(self._layouts, self._forms, self._facts, self._statistics)

    def reports(self) -> Iterator[FileOutcome]:
        """What came of each file; diagnostics and failures are written as they come."""
        parser = self.parser  # a grammar that cannot be used is reported before any file is read
        for path in self.files:
            name = name_of(path)
            try:
                document = read_input(path, ocr=self.ocr)
                report = govinfo_parse.parse_document(document, parser, strict=self.strict)
            except GovinfoError as error:
                write_failure(name, error)
                yield FileOutcome(name, fault=error)
                continue
            for diagnostic in (*report.diagnostics, *completeness(report)):
                write_diagnostic(name, diagnostic, document)
            yield FileOutcome(name, document, report)


def grammars(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments by which a command takes a caller's own grammars."""
    for decorate in (
        click.option(
            "--statistics", type=_GRAMMAR, multiple=True, help="More labels of indicator tables (.lark); repeatable."
        ),
        click.option("--facts", type=_GRAMMAR, multiple=True, help="More words of sentences (.lark); repeatable."),
        click.option("--form", "forms", type=_GRAMMAR, multiple=True, help="A further form (.lark); repeatable."),
        click.option("--layout", "layouts", type=_GRAMMAR, multiple=True, help="A further layout (.lark); repeatable."),
    ):
        command = decorate(command)
    return command


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """A command that reads reports: the arguments that say which and how are handed to it as one object."""

    @wraps(command)
    def with_given(
        *,
        files: tuple[str, ...],
        layouts: tuple[Path, ...],
        forms: tuple[Path, ...],
        facts: tuple[Path, ...],
        statistics: tuple[Path, ...],
        ocr: bool,
        strict: bool,
        **others: Any,
    ) -> None:
        given = CommandInput(tuple(expanded_files(files)), layouts, forms, facts, statistics, ocr, strict)
        command(given, **others)

    decorated: Callable[..., Any] = with_given
    for decorate in (
        click.option("--strict", is_flag=True, help="With --ocr: withhold figures that no sums vouch for."),
        ocr_option,
        grammars,
        language_option,
        click.argument("files", metavar="FILE...", type=click.Path(allow_dash=True), nargs=-1, required=True),
    ):
        decorated = decorate(decorated)
    return decorated


def parser_of(
    layouts: tuple[Path, ...],
    forms: tuple[Path, ...],
    facts: tuple[Path, ...] = (),
    statistics: tuple[Path, ...] = (),
) -> govinfo_parse.Parser | None:
    """The parser with the grammars given; None for the built-in one."""
    if not (layouts or forms or facts or statistics):
        return None
    try:
        return govinfo_parse.Parser(
            layouts=list(layouts), forms=list(forms), facts=list(facts), statistics=list(statistics)
        )
    except (GrammarError, OSError) as error:
        raise click.UsageError(reason(error)) from error


def expanded_files(files: Iterable[str]) -> Iterator[str]:
    """The files, patterns such as ``*.html`` expanded if the shell did not; a file of that very name comes first."""
    for file in files:
        pattern = has_magic(file) and not Path(file).exists()
        found = sorted(glob(file)) if pattern else []  # noqa: PTH207  Path.glob takes no absolute patterns
        yield from found or [file]


def exit_with(exits: Iterable[Exit]) -> None:
    """End the command with the gravest of what happened."""
    click.get_current_context().exit(overall(exits))
