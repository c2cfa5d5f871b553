"""The commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

import govinfo_parse
from govinfo_parse._version import __version__
from govinfo_parse.cli.corpus import corpus
from govinfo_parse.cli.exits import EPILOG, Exit, overall
from govinfo_parse.cli.findings import finding_lines, summary_line
from govinfo_parse.cli.output import write_diagnostic, write_failure, write_json
from govinfo_parse.cli.sources import name_of, read
from govinfo_parse.errors import GovinfoError, GrammarError
from govinfo_parse.model import Outcome, Report, Severity
from govinfo_parse.serialize import json_schema, to_json

Command = TypeVar("Command", bound=Callable[..., Any])

_GRAMMAR = click.Path(exists=True, dir_okay=False, path_type=Path)


def _reading(command: Command) -> Command:
    """The arguments of the commands that read reports."""
    for decorate in (
        click.option("--facts", type=_GRAMMAR, multiple=True, help="More words of sentences (.lark); repeatable."),
        click.option("--form", "forms", type=_GRAMMAR, multiple=True, help="A further form (.lark); repeatable."),
        click.option("--layout", "layouts", type=_GRAMMAR, multiple=True, help="A further layout (.lark); repeatable."),
        click.argument("files", metavar="FILE...", type=click.Path(allow_dash=True), nargs=-1, required=True),
    ):
        command = decorate(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__)
def app() -> None:
    """Read annual reports on government information disclosure (政府信息公开工作年度报告)."""


app.add_command(corpus)


@app.command(epilog=EPILOG)
@_reading
@click.option("--lines", is_flag=True, help="JSON Lines: one report per line; the default for several files.")
@click.option("--table", is_flag=True, help="Show the official tables instead of JSON.")
def parse(
    files: tuple[str, ...],
    layouts: tuple[Path, ...],
    forms: tuple[Path, ...],
    facts: tuple[Path, ...],
    lines: bool,
    table: bool,
) -> None:
    """Write the record of each FILE as JSON; - reads standard input.

    Diagnostics go to standard error, one per line: FILE:LINE:COLUMN: severity code: message.  In JSON Lines,
    a file that could not be read is the line null, so that the n-th line is the n-th file.
    """
    if lines and table:
        raise click.UsageError("--lines and --table exclude each other")
    lines = lines or len(files) > 1
    exits = []
    for name, report in _reports(files, _parser(layouts, forms, facts)):
        exits.append(_judge(report))
        if table:
            if report is not None:
                _show(name, report)
        elif report is not None:
            write_json(to_json(report, indent=None if lines else 2))
        elif lines:
            write_json("null")
    _exit(exits)


@app.command(epilog=EPILOG)
@_reading
@click.option("--all", "everything", is_flag=True, help="Also the relations that hold or do not apply.")
def check(
    files: tuple[str, ...],
    layouts: tuple[Path, ...],
    forms: tuple[Path, ...],
    facts: tuple[Path, ...],
    everything: bool,
) -> None:
    """Explain which relations (勾稽关系) of the form each FILE violates, and which cannot be assessed.

    Of a violated relation: the number it asks for, the number printed, and every cell that takes part.
    """
    exits = []
    for name, report in _reports(files, _parser(layouts, forms, facts)):
        exits.append(_judge(report))
        if report is None:
            continue
        findings = govinfo_parse.check(report)
        for finding in findings:
            if everything or finding.outcome in (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE):
                click.echo("\n".join(finding_lines(name, finding, report)))
        click.echo(summary_line(name, findings))
        if any(finding.outcome is Outcome.VIOLATED for finding in findings):
            exits.append(Exit.VIOLATED)
    _exit(exits)


@app.command()
def schema() -> None:
    """Write the JSON Schema of the JSON that parse writes."""
    write_json(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@app.command("layouts")
def list_grammars() -> None:
    """List the built-in layouts and forms."""
    parser = govinfo_parse.Parser()
    for kind, grammars in (("layout", parser.layouts), ("form", parser.forms)):
        _list(kind, grammars)


class _Described(Protocol):
    @property
    def description(self) -> str: ...


def _list(kind: str, grammars: Mapping[str, _Described]) -> None:
    width = max(map(len, grammars), default=0)
    for name, grammar in grammars.items():
        click.echo(f"{kind:6}  {name:{width}}  {grammar.description}")


def _parser(layouts: tuple[Path, ...], forms: tuple[Path, ...], facts: tuple[Path, ...]) -> govinfo_parse.Parser | None:
    """The parser with the grammars given; None for the built-in one."""
    if not (layouts or forms or facts):
        return None
    try:
        return govinfo_parse.Parser(layouts=list(layouts), forms=list(forms), facts=list(facts))
    except (GrammarError, OSError) as error:
        raise click.UsageError(" ".join(str(error).split())) from error


def _reports(files: Iterable[str], parser: govinfo_parse.Parser | None) -> Iterator[tuple[str, Report | None]]:
    """Each file's name and report, its diagnostics written; None for one that could not be read."""
    for path in files:
        name = name_of(path)
        try:
            report = govinfo_parse.parse_document(read(path), parser)
        except GovinfoError as error:
            write_failure(name, error)
            yield name, None
            continue
        for diagnostic in report.diagnostics:
            write_diagnostic(name, diagnostic)
        yield name, report


def _judge(report: Report | None) -> Exit:
    if report is None:
        return Exit.NOT_READ
    damaged = any(diagnostic.severity is Severity.ERROR for diagnostic in report.diagnostics)
    return Exit.DAMAGED if damaged else Exit.READ


def _show(name: str, report: Report) -> None:
    from govinfo_parse.cli.tables import show

    show(name, report)


def _exit(exits: Iterable[Exit]) -> None:
    click.get_current_context().exit(overall(exits))
