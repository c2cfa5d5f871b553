"""The command ``corpus``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from unicodedata import east_asian_width

import click

from govinfo_parse.cli.exits import EPILOG, Exit
from govinfo_parse.cli.help import Command
from govinfo_parse.cli.language_option import language, language_option, say
from govinfo_parse.cli.output import reason, write_failure
from govinfo_parse.cli.progress import progress_shown
from govinfo_parse.cli.reports import expanded_files, grammars, ocr_option
from govinfo_parse.errors import GovinfoError

if TYPE_CHECKING:
    from govinfo_parse.corpus import Progress

Tell = Callable[["Progress"], None]

_FAILURES_NAMED = 10
"""How many sources that failed are named in the terminal; the table has all."""


@click.command(cls=Command, epilog=EPILOG)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder of the dataset.")
@click.option("--workers", type=click.IntRange(1), help="How many processes read; by default one for each core.")
@click.option(
    "--include", multiple=True, metavar="PATTERN", help="Only such files of folders and archives; repeatable."
)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="No such files; repeatable.")
@click.option("--column", help="The column of JSON Lines and Parquet that holds the reports.")
@click.option(
    "--time-limit", type=click.FloatRange(0, min_open=True), help="Seconds one source may take [180; with --ocr 1800]."
)
@click.option(
    "--memory-limit",
    type=click.IntRange(1),
    help="MiB of memory that reading one source may take [800; with --ocr 1536].",
)
@click.option("--retry", is_flag=True, help="Read again what could not be read before.")
@click.option("--sync", is_flag=True, help="Take out what was removed from the sources, and former versions.")
@click.option("--csv", is_flag=True, help="Also write CSV files.")
@click.option("--xlsx", is_flag=True, help="Also write an Excel file.")
@click.option("--duckdb", is_flag=True, help="Also write a DuckDB file.")
@click.option("--chinese", is_flag=True, help="Chinese CSV and Excel: columns as the forms print them, values too.")
@ocr_option
@click.option("--strict", is_flag=True, help="Withhold figures read from pictures that no sums vouch for.")
@grammars
@language_option
def corpus(  # noqa: PLR0913, PLR0917  click passes them by name
    sources: tuple[str, ...],
    out: Path,
    workers: int | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    column: str | None,
    time_limit: float | None,
    memory_limit: int | None,
    retry: bool,
    sync: bool,
    csv: bool,
    xlsx: bool,
    duckdb: bool,
    chinese: bool,
    ocr: bool,
    strict: bool,
    layouts: tuple[Path, ...],
    forms: tuple[Path, ...],
    facts: tuple[Path, ...],
    statistics: tuple[Path, ...],
) -> None:
    """Read every SOURCE into a dataset: a folder of Parquet tables.

    A SOURCE is a file, a folder with all below it, a zip or tar archive, a JSON Lines or Parquet file, or - for
    standard input.  Interrupted at any point, the same command goes on where it was.
    """
    if chinese and not (csv or xlsx or duckdb):
        raise click.UsageError(say("--chinese 须与 --csv 或 --xlsx 同用", "--chinese is for --csv and --xlsx"))
    with _errors_in_one_line(), _progress() as tell:  # which shows something before the imports, which take a while
        from govinfo_parse.corpus import Selection, build

        _check_extras(xlsx=xlsx, duckdb=duckdb, ocr=ocr)
        summary = build(
            tuple(expanded_files(sources)),
            out,
            workers=workers,
            selection=Selection(include, exclude, column),
            **_limits_given(time_limit, memory_limit),
            layouts=layouts,
            forms=forms,
            facts=facts,
            statistics=statistics,
            ocr=ocr,
            strict=strict,
            retry=retry,
            sync=sync,
            on_progress=tell,
        )
        made = list(_exports(out, csv=csv, xlsx=xlsx, duckdb=duckdb, chinese=chinese))
    if summary.failed:
        _name_failures(out, summary.failed)
    written = (say(f"已写出 {path}", f"wrote {path}") for path in made)
    click.echo("\n".join([*summary.lines(str(out), language()), *written]))
    if not (summary.sources or summary.failed):
        found_nothing = say(
            "没有找到任何来源：文件夹中没有文件，或 --include、--exclude 没有留下文件",
            "no source was found: the folders hold no files, or --include and --exclude leave none",
        )
        write_failure("corpus", GovinfoError(found_nothing))
        click.get_current_context().exit(Exit.NOT_READ)
    failed, damaged = summary.failed, summary.damaged
    click.get_current_context().exit(Exit.NOT_READ if failed else Exit.DAMAGED if damaged else Exit.READ)


def _name_failures(out: Path, failed: int) -> None:
    """Name the first sources that failed, each with the reason in one line."""
    from govinfo_parse.corpus.exports.spreadsheets import batches

    rows = chain.from_iterable(batch.select(["source", "message"]).to_pylist() for batch in batches(out, "failures"))
    for row in islice(rows, _FAILURES_NAMED):
        write_failure(row["source"], GovinfoError(row["message"]))
    if failed > _FAILURES_NAMED:
        others = failed - _FAILURES_NAMED
        click.echo(say(f"另有 {others:,} 个读不了的来源", f"and {others:,} more that could not be read"), err=True)


@contextlib.contextmanager
def _errors_in_one_line() -> Iterator[None]:
    """Say in one line why a run stopped early."""
    from govinfo_parse.corpus.unfinished import DatasetError

    try:
        yield
    except KeyboardInterrupt:
        _stop_with_error(GovinfoError("interrupted; the same command goes on where it was"))
    except DatasetError as error:
        _stop_with_error(error)
    except OSError as error:
        _stop_with_error(GovinfoError(f"{error}; the same command goes on where it was"))
    except GovinfoError as error:
        raise click.UsageError(reason(error)) from error


def _limits_given(seconds: float | None, mebibytes: int | None) -> dict[str, Any]:
    limits = {"seconds": seconds, "max_memory": mebibytes and mebibytes * 1024 * 1024}
    return {name: limit for name, limit in limits.items() if limit}


def _stop_with_error(error: Exception) -> NoReturn:
    click.echo(f"corpus: {say('错误', 'error')} unfinished: {reason(error)}", err=True)
    click.get_current_context().exit(Exit.UNFINISHED)


def _check_extras(**wanted: bool) -> None:
    """Say what is not installed before the work begins, and not after it."""
    from govinfo_parse.readers.extras import from_extra

    for extra, module in (("xlsx", "xlsxwriter"), ("duckdb", "duckdb"), ("ocr", "onnxruntime")):
        if wanted[extra]:
            with from_extra(extra):
                import_module(module)


def _exports(out: Path, *, csv: bool, xlsx: bool, duckdb: bool, chinese: bool) -> Iterator[Path]:
    if csv or xlsx:
        from govinfo_parse.corpus.exports import spreadsheets

        if csv:
            yield from spreadsheets.write_csv(out, in_chinese=chinese)
        if xlsx:
            yield spreadsheets.write_xlsx(out, in_chinese=chinese)
    if duckdb:
        from govinfo_parse.corpus.exports.database import write_duckdb

        yield write_duckdb(out)


@contextlib.contextmanager
def _progress() -> Iterator[Tell]:
    """A function that shows how far a run is."""
    with progress_shown() as show:

        def tell(progress: Progress) -> None:
            total = None if progress.total is None else max(progress.total, progress.done)
            show(partial(describe, progress), progress.done, total)

        yield tell


def describe(progress: Progress, width: int = 1000) -> str:
    """A run's progress in one line of at most ``width`` characters, the most important first."""
    done, failed = f"{progress.done:,}", say(f"，失败 {progress.failed:,}", f", {progress.failed:,} failed")
    if progress.total is not None:
        total = f"{max(progress.total, progress.done):,}"
        done += say(f"/{total}", f" of {total}")
    clock = "" if progress.remaining is None else _hours_minutes_seconds(progress.remaining)
    left = say(f"，剩余 {clock}", f", {clock} left") if clock else ""
    sources = say(f"{done} 个来源", f"{done} sources")
    rate = say(f"，每秒 {progress.rate:,.1f} 个", f", {progress.rate:,.1f} a second")
    doubtful = say(f"，存疑 {progress.doubtful:,}", f", {progress.doubtful:,} doubtful")
    pages = say(f"，识别 {progress.pages:,} 页", f", {progress.pages:,} pages recognized") if progress.pages else ""
    told = (
        f"{sources}{pages}{rate}{left}{failed}{doubtful}",
        f"{sources}{pages}{left}{failed}",
        f"{sources}{left}{failed}",
        f"{done}{left}{failed}",
        f"{done}{left}",
        clock or f"{progress.done:,}",
    )
    return next((line for line in told if _terminal_columns(line) <= width), told[-1][:width])


def _terminal_columns(line: str) -> int:
    """How many columns of a terminal a line takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def _hours_minutes_seconds(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"
