"""The commands."""

from __future__ import annotations

import json
from pathlib import Path

import click

import govinfo_parse
from govinfo_parse._version import __version__
from govinfo_parse.cli.corpus import corpus
from govinfo_parse.cli.exits import EPILOG, Exit
from govinfo_parse.cli.findings import finding_lines, findings_as_data, first_lines, summary_line
from govinfo_parse.cli.help import CommandGroup, texts
from govinfo_parse.cli.language_option import language_option, say
from govinfo_parse.cli.output import reason, write_failure, write_json
from govinfo_parse.cli.reports import CommandInput, exit_with, grammars, parser_of, reading
from govinfo_parse.cli.review import review
from govinfo_parse.errors import RenderError
from govinfo_parse.model import Outcome, Report
from govinfo_parse.parser import default_parser
from govinfo_parse.readers import Document
from govinfo_parse.serialize import json_schema, to_json

_NOTABLE = (Outcome.VIOLATED, Outcome.NOT_ASSESSABLE)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EPILOG)
@click.version_option(__version__, message="%(prog)s %(version)s")
@language_option
def app() -> None:
    """Read annual reports on government information disclosure (政府信息公开工作年度报告)."""


app.add_command(corpus)
app.add_command(review)


@app.command(epilog=EPILOG)
@reading
@click.option("--lines", is_flag=True, help="JSON Lines: one report per line; the default for several files.")
@click.option("--table", is_flag=True, help="Show the official tables instead of JSON.")
@click.option("--explain", is_flag=True, help="Say which layout read which lines, instead of JSON.")
def parse(
    given: CommandInput,
    lines: bool,
    table: bool,
    explain: bool,
) -> None:
    """Write the record of each FILE as JSON; - reads standard input.

    Diagnostics go to standard error, one per line: FILE:LINE:COLUMN: severity code: message.  In JSON Lines,
    a file that could not be read is the line null, so that the n-th line is the n-th file.
    """
    if lines + table + explain > 1:
        raise click.UsageError("--lines, --table and --explain exclude each other")
    lines = lines or len(given.files) > 1
    exits = []
    for one in given.reports():
        exits.append(one.exit)
        if table or explain:
            if one.report is not None and one.document is not None:
                _show_tables(one.name, one.report) if table else _explain(one.name, one.document, given.parser)
        elif one.report is not None:
            write_json(to_json(one.report, indent=None if lines else 2))
        elif lines:
            write_json("null")
    exit_with(exits)


@app.command(epilog=EPILOG)
@reading
@click.option("--all", "everything", is_flag=True, help="Also the relations that hold or do not apply.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each file.")
def check(
    given: CommandInput,
    everything: bool,
    as_json: bool,
) -> None:
    """Explain which relations (勾稽关系) of the form each FILE violates, and which cannot be assessed.

    Of a violated relation: the number it asks for, the number printed, and every cell that takes part, by its place
    in the file and its printed labels.
    """
    exits = []
    for one in given.reports():
        exits.append(one.exit)
        if one.report is None or one.document is None:
            continue
        findings = govinfo_parse.check(one.report, given.parser.indicators if given.parser else None)
        wanted = findings if everything else tuple(finding for finding in findings if finding.outcome in _NOTABLE)
        if as_json:
            write_json(json.dumps(findings_as_data(one.name, wanted, one.report, one.document), ensure_ascii=False))
        else:
            for line in finding_lines(one.name, wanted, one.report, one.document):
                click.echo(line)
            for line in first_lines(one.name, one.report, one.document):
                click.echo(line)
            click.echo(summary_line(one.name, findings))
        if any(finding.outcome is Outcome.VIOLATED for finding in findings):
            exits.append(Exit.VIOLATED)
    exit_with(exits)


@app.command(epilog=EPILOG)
@reading
@click.option("--as", "layout", default="tab_grid", show_default=True, help="The layout to write.")
def render(
    given: CommandInput,
    layout: str,
) -> None:
    """Write the report in each FILE as text, its tables in a layout."""
    known = (given.parser or default_parser()).layouts
    if layout not in known:  # said before any file is read
        raise click.UsageError(reason(RenderError(f"there is no layout {layout!r}; known are {', '.join(known)}")))
    exits = []
    for one in given.reports():
        exits.append(one.exit)
        if one.report is None:
            continue
        try:
            text = govinfo_parse.render(one.report, layout, parser=given.parser)
        except RenderError as error:
            write_failure(one.name, error, code="cannot-write")
            exits.append(Exit.NOT_READ)
            continue
        click.echo(text.encode("utf-8", "backslashreplace"), nl=not text.endswith("\n"))
    exit_with(exits)


@app.command()
@language_option
def schema() -> None:
    """Write the JSON Schema of the JSON that parse writes."""
    write_json(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@app.command("layouts")
@grammars
@language_option
def list_grammars(
    layouts: tuple[Path, ...], forms: tuple[Path, ...], facts: tuple[Path, ...], statistics: tuple[Path, ...]
) -> None:
    """List the layouts and forms: the built-in ones, and those given, which are tried on the way."""
    parser = parser_of(layouts, forms, facts, statistics) or govinfo_parse.Parser()
    own = {path.stem for path in (*layouts, *forms)}
    for kind, listed in ((say("版式", "layout"), parser.layouts), (say("报表", "form  "), parser.forms)):
        width = max(map(len, listed), default=0)
        for name, grammar in listed.items():
            translated = None if name in own else texts()["descriptions"].get(name)
            click.echo(f"{kind}  {name:{width}}  {say(translated or grammar.description, grammar.description)}")


def _explain(name: str, document: Document, parser: govinfo_parse.Parser | None) -> None:
    """Say which layout read which lines of a text, or which cells are the document's own."""
    for use in (parser or default_parser()).explain(document.text, placed=document.placed_rows):
        part = document.text[use.span.start : use.span.end]
        first = document.text.count("\n", 0, use.span.start + len(part) - len(part.lstrip())) + 1
        last = first + part.strip().count("\n")
        chinese, english = f"{use.labels}个标签", f"{use.labels} labels"
        if use.table is not None:
            chinese, english = f"{use.table}，{use.labels}行", f"{use.table}, {use.labels} rows"
        click.echo(
            say(
                f"{name}：第{first}至{last}行：版式 {use.layout}，{chinese}",
                f"{name}: lines {first} to {last}: layout {use.layout}, {english}",
            )
        )


def _show_tables(name: str, report: Report) -> None:
    from govinfo_parse.cli.terminal_tables import show

    show(name, report)
