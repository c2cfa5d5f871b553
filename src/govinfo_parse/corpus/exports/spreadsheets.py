"""A dataset as CSV and Excel files, for those who work in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet

from govinfo_parse.corpus.dataset.filenames import CSV, XLSX
from govinfo_parse.corpus.exports.column_names import chinese_column_name
from govinfo_parse.corpus.exports.exporting import Output, exporting
from govinfo_parse.corpus.exports.readable_values import readable_column
from govinfo_parse.corpus.records.schemas import TABLE_COLUMNS
from govinfo_parse.readers.extras import from_extra

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ROWS_OF_A_SHEET = 1_048_576
_CHARACTERS_OF_A_CELL = 32_767
_CUT = " […… Excel: 32,767]"
"""The end of a text that is too long for Excel and was cut off."""
_SHEETS = ("reports", "statistics", "further", "findings", "facts", "diagnostics", "failures", "sources")
_SHEET_NAMES = {
    "reports": "报告",
    "statistics": "统计表",
    "further": "表外数据",
    "findings": "勾稽关系",
    "facts": "文字所述",
    "diagnostics": "读取提示",
    "failures": "未能读取",
    "sources": "来源",
}


_FIRST, _LAST = ("agency", "year"), ("report", "sha256")
"""The columns that a reader looks for first, and those that mean nothing to a reader."""
_WIDTHS = {
    "agency": 28,
    "year": 7,
    "title": 44,
    "agency_key": 28,
    "publisher": 24,
    "published": 12,
    "index_number": 24,
    "sections.overview": 60,
    "sections.problems": 60,
    "sections.other_matters": 40,
    "source": 50,
    "message": 60,
    "paths": 50,
    "rule": 44,
    "raw": 16,
    "code": 22,
    "outcome": 16,
    "report": 36,
    "sha256": 68,
}
_WIDTH = 12
"""How many digits fit into a column."""


def batches(folder: Path, table: str) -> Iterator[pa.RecordBatch]:
    """The rows of a table of the dataset, part by part."""
    for path in sorted((folder / table).glob("*.parquet")):
        yield from parquet.ParquetFile(path).iter_batches(8_192)


def write_csv(folder: Path, *, in_chinese: bool = False) -> list[Path]:
    """Write every table to ``folder/csv/<table>.csv``, in UTF-8 with the mark by which Excel recognises it.

    Lists of paths become one text, parted by spaces.

    Args:
        folder: the dataset.
        in_chinese: whether columns and cells are named as the forms print them, and the library's own words are
            Chinese.

    Raises:
        DatasetError: they cannot be written.
    """
    with exporting(folder, pa.ArrowException) as work:
        (work / CSV).mkdir()
        for table in TABLE_COLUMNS:
            _write_csv(folder, table, work / CSV / f"{table}.csv", in_chinese)
    return [folder / CSV / f"{table}.csv" for table in TABLE_COLUMNS]


def _write_csv(folder: Path, table: str, path: Path, in_chinese: bool) -> None:
    kinds = pa.schema(
        [pa.field(_column_name(name, in_chinese), _flat_type(kind)) for name, kind, _ in TABLE_COLUMNS[table]]
    )
    with path.open("wb") as file:
        file.write(_BYTE_ORDER_MARK)
        with csv.CSVWriter(file, kinds) as writer:
            for batch in batches(folder, table):
                columns = [readable_column(batch, name, chinese=in_chinese) for name, *_ in TABLE_COLUMNS[table]]
                writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=kinds))


def write_xlsx(folder: Path, *, in_chinese: bool = False) -> Path:
    """Write the tables to ``folder/dataset.xlsx``, a sheet each; rows that are too many for one sheet go on in another.

    Agency and year come first, even where the table itself has only the report's id.  ``cells`` is left out: ten
    reports fill two thousand rows.  Needs the extra ``xlsx``.

    Raises:
        DatasetError: it cannot be written.
    """
    with from_extra("xlsx"):
        import xlsxwriter
        from xlsxwriter.exceptions import XlsxWriterException
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with (
        exporting(folder, XlsxWriterException, pa.ArrowException) as work,
        Output(work / XLSX, "wb") as file,
        xlsxwriter.Workbook(file, options | {"tmpdir": str(work)}) as book,
    ):
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        owners = _owners_of_reports(folder)
        for table in _SHEETS:
            _write_sheets(book, head, folder, table, owners, in_chinese)
    return folder / XLSX


Owners = Mapping[str, tuple[str | None, int | None]]
"""For each report's id the agency and the year."""


def _owners_of_reports(folder: Path) -> Owners:
    found: dict[str, tuple[str | None, int | None]] = {}
    for batch in batches(folder, "reports"):
        columns = (batch.column(name).to_pylist() for name in ("report", *_FIRST))
        found.update((report, (agency, year)) for report, agency, year in zip(*columns, strict=True))
    return found


def _column_order(table: str) -> list[str]:
    """The columns of a sheet: what a reader looks for first, and at the end what means nothing to one."""
    names = [name for name, *_ in TABLE_COLUMNS[table]]
    first = _FIRST if "report" in names else ()
    return [
        *first,
        *(name for name in names if name not in {*_FIRST, *_LAST}),
        *(name for name in names if name in _LAST),
    ]


def _write_sheets(book: Any, head: Any, folder: Path, table: str, owners: Owners, in_chinese: bool) -> None:
    names = _column_order(table)
    title = _SHEET_NAMES[table] if in_chinese else table
    rows = _sheet_rows(folder, table, names, owners, in_chinese)
    for number in count(1):
        sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
        sheet.write_row(0, 0, [_column_name(name, in_chinese) for name in names], head)
        row = 0
        for row, found in enumerate(islice(rows, _ROWS_OF_A_SHEET - 1), start=1):
            _write_row(sheet, row, found)
        _set_out(sheet, names, row)
        following = next(rows, None)
        if following is None:
            return
        rows = chain((following,), rows)


def _write_row(sheet: Any, row: int, found: Iterable[Any]) -> None:
    for column, value in enumerate(found):
        if isinstance(value, str):
            sheet.write_string(row, column, _within_cell(value))
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif value is not None:
            sheet.write_number(row, column, value)


def _set_out(sheet: Any, names: list[str], rows: int) -> None:
    """Widths, a filter for every column, and the head and whose row it is kept in view."""
    sheet.freeze_panes(1, len(_FIRST) if names[0] == _FIRST[0] else 1)
    sheet.autofilter(0, 0, rows, len(names) - 1)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))


def _within_cell(text: str) -> str:
    return text if len(text) <= _CHARACTERS_OF_A_CELL else text[: _CHARACTERS_OF_A_CELL - len(_CUT)] + _CUT


def _sheet_rows(
    folder: Path, table: str, names: list[str], owners: Owners, in_chinese: bool
) -> Iterator[tuple[Any, ...]]:
    for batch in batches(folder, table):
        own = {name: readable_column(batch, name, chinese=in_chinese).to_pylist() for name in batch.schema.names}
        if "report" in own and table != "reports":
            whose = [owners.get(report, (None, None)) for report in own["report"]]
            own |= {name: [owner[place] for owner in whose] for place, name in enumerate(_FIRST)}
        yield from zip(*(own[name] for name in names), strict=True)


def _column_name(column: str, in_chinese: bool) -> str:
    return chinese_column_name(column) if in_chinese else column


def _flat_type(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_list(kind) else kind
