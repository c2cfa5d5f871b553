"""The command ``review``."""

from __future__ import annotations

from pathlib import Path

import attrs
import click

import govinfo_parse
from govinfo_parse.cli.exits import EPILOG, Exit
from govinfo_parse.cli.help import Command
from govinfo_parse.cli.input_files import STANDARD_INPUT, Unreadable, name_of, read_input
from govinfo_parse.cli.language_option import language, say
from govinfo_parse.cli.output import reason, write_diagnostic, write_failure
from govinfo_parse.cli.reports import CommandInput, exit_with, reading
from govinfo_parse.errors import GovinfoError
from govinfo_parse.model import Diagnostic, Report, Severity
from govinfo_parse.readers import Document
from govinfo_parse.readers.pictures import PagePicture, page_pictures
from govinfo_parse.reviewing.index import Entry, index, page_names
from govinfo_parse.reviewing.years import follows


@click.command(cls=Command, epilog=EPILOG)
@reading
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder of the pages.")
@click.option("--pages", is_flag=True, help="Show the pages of PDF files as they look, under the marks.")
@click.option("--previous", metavar="FILE", help="The report of the year before, to compare one FILE with.")
def review(
    given: CommandInput,
    out: Path,
    pages: bool,
    previous: str | None,
) -> None:
    """Write a page for each FILE: the record beside the source it was read from, with all that should be looked at.

    Each page is one HTML file that opens without a network.  For several files there is an index.html beside them.
    """
    files = given.files
    if previous is not None and len(files) > 1:
        raise click.UsageError(say("--previous 只能用于一个文件", "--previous is for a single FILE"))
    before = None if previous is None else _previous(previous, given)
    entries, exits = [], []
    for file, one, page in zip(files, given.reports(), page_names(map(name_of, files)), strict=True):
        exits.append(one.exit)
        if one.report is None or one.document is None:
            entries.append(Entry(one.name, fault=None if one.fault is None else reason(one.fault)))
            continue
        report, pictures = _with_pictures(file, one.report, one.document) if pages else (one.report, ())
        indicators = given.parser.indicators if given.parser else None
        _warn_of_another(one.name, report, before)
        html = govinfo_parse.review(
            report, one.document, before, language=language(), pictures=pictures, indicators=indicators
        )
        if _write_page(out / page, html):
            entries.append(Entry(one.name, page, report))
        else:
            exits.append(Exit.NOT_READ)
            entries.append(Entry(one.name, None, report))
    if len(files) > 1:
        _write_page(out / "index.html", index(entries, language=language()))
    exit_with(exits)


def _with_pictures(file: str, report: Report, document: Document) -> tuple[Report, tuple[PagePicture, ...]]:
    """The pictures of a file's pages, and the report with a diagnostic for those that could not be drawn."""
    if document.format != "pdf":
        return report, ()
    pictures: tuple[PagePicture, ...] = ()
    try:
        if file == STANDARD_INPUT:
            raise Unreadable("standard input is not read twice")
        pictures = page_pictures(file)
        lacking = sorted({cell.page for cell in document.cells if cell.page} - {one.number for one in pictures})
        if not lacking:
            return report, pictures
        why = f"{len(pictures)} pages were drawn, and tables stand on others: {', '.join(map(str, lacking))}"
    except (GovinfoError, OSError) as error:
        why = str(error)
    told = Diagnostic("pages-not-drawn", Severity.WARNING, f"there is no picture of some pages: {why}")
    write_diagnostic(name_of(file), told, document)
    return attrs.evolve(report, diagnostics=(told, *report.diagnostics)), pictures


def _previous(path: str, given: CommandInput) -> Report:
    try:
        return govinfo_parse.parse_document(read_input(path, ocr=given.ocr), given.parser, strict=given.strict)
    except GovinfoError as error:
        raise click.UsageError(f"--previous {click.format_filename(path)}: {reason(error)}") from error


def _warn_of_another(name: str, report: Report, before: Report | None) -> None:
    """Say it if the report to compare with is of another agency, or not of the year before."""
    if before is None:
        return
    if not follows(report, before) or (None not in (report.agency, before.agency) and report.agency != before.agency):
        (agency, year), (other, its_year) = ((one.agency or "?", one.year or "?") for one in (report, before))
        click.echo(
            say(
                f"{name}: 警告：这是 {agency} {year} 年的报告，对比的是 {other} {its_year} 年的",
                f"{name}: warning: this report is of {agency}, {year}; "
                f"the one to compare with is of {other}, {its_year}",
            ),
            err=True,
        )


def _write_page(file: Path, html: str) -> bool:
    """Write a page and say where it is; also say it if the page cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        write_failure(str(file), Unreadable(error.strerror or type(error).__name__))
        return False
    except UnicodeEncodeError as error:
        told = say(
            f"系统的编码（{error.encoding}）写不出这个文件名；请设 PYTHONUTF8=1 再运行",
            f"the system's encoding ({error.encoding}) cannot write this name; set PYTHONUTF8=1 and run it again",
        )
        write_failure(str(file), Unreadable(told))
        return False
    click.echo(click.format_filename(file))
    return True
