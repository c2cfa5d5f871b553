"""Workbooks (.xlsx, .xls) through python-calamine: each visible sheet's used cells.

calamine holds a sheet as one dense block, so where a sheet's cells reach to is looked up before it sees the file.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from govinfo_parse.errors import DamagedFile, GovinfoError, InputTooLarge, PasswordProtected
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers import isolated
from govinfo_parse.readers.containers.archive import Archive
from govinfo_parse.readers.containers.ole import MAGIC, CompoundFile
from govinfo_parse.readers.document import Cover, Document, TextBuilder
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.limits import MAX_CELLS, MAX_SHEETS, MAX_UNPACKED_BYTES
from govinfo_parse.readers.sheet.number_formats import shown
from govinfo_parse.readers.sheet.scan import Scan, scan_xls, scan_xlsx
from govinfo_parse.readers.text.headings import SECTION_TITLE, TITLE, TITLE_LENGTH
from govinfo_parse.readers.text.spaces import cell_text, number_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Range = tuple[tuple[int, int], tuple[int, int]]
_PROSE_LENGTH = 60
_SENTENCE = re.compile("[。；]")


def read(data: bytes, format: str) -> Document:
    """Read a .xlsx or .xls file.

    Args:
        data: the file's bytes.
        format: which of the two it is said to be; the content decides.

    Raises:
        DamagedFile: the workbook cannot be opened.
        InputTooLarge: a sheet reaches beyond the limits.
        PasswordProtected: it is encrypted.
        MissingExtra: python-calamine is not installed.
    """
    with from_extra("office"):
        import python_calamine
    scan = scan_xls(CompoundFile(data)) if data.startswith(MAGIC) else scan_xlsx(Archive(data))
    if (scan.is_doubtful or scan.most_text > MAX_UNPACKED_BYTES) and not isolated.is_inside():
        return isolated.read(data, format)  # calamine has each text once for each cell
    builder = TextBuilder()
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            hidden = _read_sheets(workbook, scan, builder)
    except GovinfoError:
        raise
    except python_calamine.PasswordError as error:
        raise PasswordProtected("the workbook is encrypted; save a copy without a password") from error
    except BaseException as error:
        # A panic of calamine's Rust code is no Exception; anything but a panic or an Exception is not ours.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DamagedFile(f"the workbook cannot be opened ({error}); fetch the file again") from error
    return builder.document(format, _notes(hidden, scan))


def _notes(hidden: Sequence[str], scan: Scan) -> Iterator[Diagnostic]:
    if hidden:
        names = ", ".join(hidden)
        yield Diagnostic("hidden-sheets", Severity.INFO, f"hidden sheets were not read: {names}")
    if scan.hidden:
        message = f"{scan.hidden} cells in hidden rows or columns were not read"
        yield Diagnostic("hidden-cells", Severity.INFO, message)
    if count := scan.errors + sum(map(len, scan.without_value.values())):
        message = (
            f"{count} cells hold a formula without a stored result, or an error; they are empty in the text. "
            "Open the workbook, let it calculate, and save it"
        )
        yield Diagnostic("formula-without-value", Severity.WARNING, message)
    if scan.unformatted:
        message = (
            f"{scan.unformatted} numbers are given as they are stored: their number format, in which they are shown "
            "otherwise, is not read here. Compare them with the workbook"
        )
        yield Diagnostic("number-format-not-read", Severity.WARNING, message)


def _read_sheets(workbook: CalamineWorkbook, scan: Scan, builder: TextBuilder) -> list[str]:
    """Add the visible sheets' cells, or those of all sheets if none is visible; the names of the sheets left out."""
    import python_calamine

    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > MAX_SHEETS:
        raise InputTooLarge(f"the workbook has more than {MAX_SHEETS:,} sheets; this is no annual report")
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise DamagedFile("two sheets of the workbook have the same name; fetch the file again")
    visible = [sheet for sheet in sheets if sheet.visible == python_calamine.SheetVisibleEnum.Visible] or sheets
    for number, sheet in enumerate(visible, 1):
        _add_sheet(workbook.get_sheet_by_name(sheet.name), number, scan, builder)
    shown = {sheet.name for sheet in visible}
    return [sheet.name for sheet in sheets if sheet.name not in shown]


def _add_sheet(sheet: CalamineSheet, number: int, scan: Scan, builder: TextBuilder) -> None:
    values = sheet.to_python(skip_empty_area=False)
    if not values:
        return
    rows: list[list[str | Cover]] = [[value if type(value) is str else _text(value) for value in row] for row in values]
    _apply(rows, values, scan, sheet.name)
    ranges: Sequence[Range] = sheet.merged_cell_ranges or []
    if scan.hidden_rows.get(sheet.name) or scan.hidden_columns.get(sheet.name):
        rows, ranges = _in_sight(rows, ranges, scan, sheet.name)
    ends = _merge(rows, ranges)
    block: list[tuple[list[str | Cover], int]] = []
    for row, end in zip(rows, ends, strict=True):
        alone = [text for text in row if text]
        if len(alone) == 1 and _is_prose(alone[0]):
            _add_block(block, number, builder)
            block = []
            builder.paragraph(alone[0])
        elif end:
            block.append(([cell_text(text) if text else text for text in row], end))
        else:
            _add_block(block, number, builder)
            block = []
    _add_block(block, number, builder)


def _apply(rows: list[list[str | Cover]], values: Sequence[Sequence[object]], scan: Scan, name: str) -> None:
    """Write the numbers as their formats show them, and nothing where the value is not known."""
    for (row, column), code in scan.formats.get(name, {}).items():
        value = values[row][column] if row < len(values) and column < len(values[row]) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            text = shown(value, code)
            scan.unformatted += text is None
            rows[row][column] = rows[row][column] if text is None else text
    if name in scan.without_zeros:
        for texts, row_values in zip(rows, values, strict=True):
            texts[:] = ["" if value == 0 and text else text for text, value in zip(texts, row_values, strict=True)]
    for (row, column), text in scan.texts.get(name, {}).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    for row, column in scan.without_value.get(name, ()):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ""


def _in_sight(
    rows: list[list[str | Cover]], ranges: Sequence[Range], scan: Scan, name: str
) -> tuple[list[list[str | Cover]], list[Range]]:
    """A sheet without its hidden rows and columns; a merged cell of which a part is seen has its text there."""
    hidden_rows, hidden_columns = scan.hidden_rows[name], scan.hidden_columns[name]
    lines = [row for row in range(len(rows)) if row not in hidden_rows]
    columns = [column for column in range(len(rows[0])) if column not in hidden_columns]
    scan.hidden += sum(map(bool, chain.from_iterable(rows)))
    seen: list[Range] = []
    for (top, left), (bottom, right) in ranges:
        first, last = bisect_left(lines, top), bisect_right(lines, bottom) - 1
        start, end = bisect_left(columns, left), bisect_right(columns, right) - 1
        if first <= last and start <= end:
            rows[lines[first]][columns[start]] = rows[top][left]
            seen.append(((first, start), (last, end)))
    found = [[rows[row][column] for column in columns] for row in lines]
    scan.hidden -= sum(map(bool, chain.from_iterable(found)))
    return found, seen


def _is_prose(text: str) -> bool:
    """Whether a cell that is alone in its row is a heading or a paragraph of the report."""
    return (
        SECTION_TITLE.match(text) is not None
        or (len(text) <= TITLE_LENGTH and TITLE.search(text) is not None)
        or (len(text) > _PROSE_LENGTH and _SENTENCE.search(text) is not None)
    )


def _add_block(block: list[tuple[list[str | Cover], int]], page: int, builder: TextBuilder) -> None:
    if not block:
        return
    end = max(end for _, end in block)
    start = min(next((place for place, text in enumerate(row) if text), end) for row, _ in block)
    if end - start == 1:
        for row, _ in block:
            builder.paragraph(row[start] or "")
    else:
        builder.table([_cut(row[start:end]) for row, _ in block], page)


def _cut(row: list[str | Cover]) -> list[str | Cover]:
    """A row cut at its left: an empty merged cell that began before the cut begins at it."""
    if row and row[0] is Cover.LEFT:
        row[0] = ""
    return row


def _merge(rows: list[list[str | Cover]], ranges: Sequence[Range]) -> list[int]:
    """Mark the positions that merged cells cover; where each row ends."""
    ends = [next((place for place in range(len(row), 0, -1) if row[place - 1]), 0) for row in rows]
    covered = 0
    for (top, left), end in ranges:
        bottom, right = min(end[0], len(rows) - 1), min(end[1], len(rows[0]) - 1)
        covered += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if covered > 2 * MAX_CELLS:
            raise InputTooLarge(f"the merged cells cover more than {2 * MAX_CELLS:,} cells; this is no annual report")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    rows[row][column] = Cover.LEFT if row == top else Cover.ABOVE
            if left <= right and rows[top][left]:
                ends[row] = max(ends[row], right + 1)
    return ends


def _text(value: object) -> str:
    if type(value) is float:  # most values that are no text
        return number_text(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return str(value)
