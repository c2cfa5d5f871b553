"""A dataset as CSV and Excel files, for those who live there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from govinfo_parse.corpus.dataset.filenames import CSV, XLSX
from govinfo_parse.corpus.exports.exporting import exporting
from govinfo_parse.corpus.exports.printed import chinese, labels
from govinfo_parse.corpus.records.schemas import TABLES, schema
from govinfo_parse.model.paths import PATHS
from govinfo_parse.readers.extras import from_extra

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ROWS_OF_A_SHEET = 1_048_576
_CHARACTERS_OF_A_CELL = 32_767
_CUT = " […… Excel: 32,767]"
"""Ends a text that Excel cannot hold."""
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


def batches(folder: Path, table: str) -> Iterator[pa.RecordBatch]:
    """The rows of a table of the dataset, part by part."""
    for path in sorted((folder / table).glob("*.parquet")):
        yield from parquet.ParquetFile(path).iter_batches(8_192)


def write_csv(folder: Path, *, in_chinese: bool = False) -> list[Path]:
    """Write every table to ``folder/csv/<table>.csv``, in UTF-8 with the mark by which Excel knows it.

    Lists of paths become one text, parted by spaces.

    Args:
        folder: the dataset.
        in_chinese: whether columns and cells are named as the forms print them.

    Raises:
        DatasetError: they cannot be written.
    """
    with exporting(folder, pa.ArrowException) as work:
        (work / CSV).mkdir()
        for table in TABLES:
            _write_csv(folder, table, work / CSV / f"{table}.csv", in_chinese)
    return [folder / CSV / f"{table}.csv" for table in TABLES]


def _write_csv(folder: Path, table: str, path: Path, in_chinese: bool) -> None:
    kinds = pa.schema([pa.field(_name(name, in_chinese), _flat(kind)) for name, kind, _ in TABLES[table]])
    with path.open("wb") as file:
        file.write(_BYTE_ORDER_MARK)
        with csv.CSVWriter(file, kinds) as writer:
            for batch in batches(folder, table):
                columns = [_flattened(batch.column(name), name, in_chinese) for name, *_ in TABLES[table]]
                writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=kinds))


def write_xlsx(folder: Path, *, in_chinese: bool = False) -> Path:
    """Write the tables to ``folder/dataset.xlsx``, a sheet each; what goes over a sheet's rows goes on in another.

    ``cells`` is left out: ten reports fill two thousand rows.  Needs the extra ``xlsx``.

    Raises:
        DatasetError: it cannot be written.
    """
    with from_extra("xlsx"):
        import xlsxwriter
        from xlsxwriter.exceptions import XlsxWriterException
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with (
        exporting(folder, XlsxWriterException, pa.ArrowException) as work,
        xlsxwriter.Workbook(work / XLSX, options | {"tmpdir": str(work)}) as book,
    ):
        bold = book.add_format({"bold": True, "text_wrap": in_chinese, "valign": "top"})
        for table in _SHEETS:
            _write_sheets(book, bold, folder, table, in_chinese)
    return folder / XLSX


def _write_sheets(book: Any, bold: Any, folder: Path, table: str, in_chinese: bool) -> None:
    names = [name for name, *_ in TABLES[table]]
    title = _SHEET_NAMES[table] if in_chinese else table
    sheet: Any = None
    row, number = _ROWS_OF_A_SHEET, 0
    for values in _rows(folder, table, in_chinese):
        if row >= _ROWS_OF_A_SHEET:
            number += 1
            sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
            sheet.freeze_panes(1, 1)
            sheet.write_row(0, 0, [_name(name, in_chinese) for name in names], bold)
            row = 1
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, _within_cell(value))
            elif value is not None:
                sheet.write_number(row, column, value)
        row += 1
    if sheet is None:
        sheet = book.add_worksheet(title)
        sheet.write_row(0, 0, [_name(name, in_chinese) for name in names], bold)


def _within_cell(text: str) -> str:
    return text if len(text) <= _CHARACTERS_OF_A_CELL else text[: _CHARACTERS_OF_A_CELL - len(_CUT)] + _CUT


def _rows(folder: Path, table: str, in_chinese: bool) -> Iterator[tuple[Any, ...]]:
    for batch in batches(folder, table):
        columns = [_flattened(batch.column(name), name, in_chinese).to_pylist() for name, *_ in TABLES[table]]
        yield from zip(*columns, strict=True)


def _name(column: str, in_chinese: bool) -> str:
    return chinese(column) if in_chinese else column


def _flat(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_list(kind) else kind


def _flattened(column: pa.Array, name: str, in_chinese: bool) -> pa.Array:
    if name == "path" and in_chinese:
        printed = pa.array([labels()[path].text for path in PATHS])
        return printed.take(pc.index_in(column, pa.array(PATHS)))
    return pc.binary_join(column, " ") if pa.types.is_list(column.type) else column


def check_schema(folder: Path) -> None:
    """Raise ``ValueError`` unless the folder holds a dataset with the columns of this version."""
    for table in TABLES:
        paths = sorted((folder / table).glob("*.parquet"))
        if not paths or parquet.read_schema(paths[0]).names != schema(table).names:
            raise ValueError(f"{folder} holds no dataset of this version: look at {table}")
