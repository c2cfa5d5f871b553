"""Workbooks (.xlsx, .xls) through python-calamine: each visible sheet's used cells.

calamine keeps a sheet as one dense block, so it is checked how far a sheet's cells reach before it sees the file.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, compress, count, pairwise
from typing import TYPE_CHECKING, TypeAlias

from govinfo_parse.errors import DamagedFile, GovinfoError, InputTooLarge, PasswordProtected
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers import isolated
from govinfo_parse.readers.containers.ole import MAGIC, CompoundFile
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.document import Cover, Document, TextBuilder
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.limits import MAX_CELLS, MAX_SHEETS, MAX_UNPACKED_BYTES
from govinfo_parse.readers.sheet.column_letters import letters_of_column
from govinfo_parse.readers.sheet.number_formats import format_number, general_form
from govinfo_parse.readers.sheet.xls import scan_xls
from govinfo_parse.readers.sheet.xlsx import Scan, scan_xlsx
from govinfo_parse.readers.text.heading_patterns import TITLE, TITLE_LENGTH, is_section_title
from govinfo_parse.readers.text.spaces import UNREAD, cell_text, is_plain
from govinfo_parse.readers.text.text_runs import RunStyle, TextRuns

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Range = tuple[tuple[int, int], tuple[int, int]]
_Block: TypeAlias = "str | list[list[str | Cover]]"
"""A paragraph, or the rows of a table."""
_TOLD = 10
"""How many places a diagnostic names."""
_PROSE_LENGTH = 60
_SAYS_NOTHING = re.compile(
    r"\s*(?:(?:sheet|工作表|表|table)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:\s*\(\d+\))?)\s*", re.IGNORECASE
)
"""Names that programs give to sheets, and those that only count them."""
_FIGURE = re.compile(r"[-+\d.,，% ]+")
_SENTENCE = re.compile("[。；]")


def read(data: bytes | Archive, format: str) -> Document:
    """Read a .xlsx or .xls file.

    Args:
        data: the file's bytes, or the archive that it is.
        format: which of the two it is said to be; the content decides.

    Raises:
        DamagedFile: the workbook cannot be opened.
        InputTooLarge: a sheet reaches beyond the limits.
        PasswordProtected: it is encrypted.
        MissingExtra: python-calamine is not installed.
    """
    with from_extra("office"):
        import python_calamine
    if isinstance(data, bytes) and data.startswith(MAGIC):
        scan = scan_xls(CompoundFile(data))
    else:
        archive = Archive.of(data)
        scan, data = scan_xlsx(archive), archive.data
    if (scan.is_doubtful or scan.most_text > MAX_UNPACKED_BYTES) and not isolated.is_inside():
        return isolated.read_isolated(data, format)  # calamine keeps a copy of a text for each cell
    builder = TextBuilder()
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            hidden = _read_sheets(workbook, scan, builder)
    except GovinfoError:
        raise
    except python_calamine.PasswordError as error:
        raise PasswordProtected("the workbook is encrypted; save a copy without a password") from error
    except BaseException as error:
        # A panic in calamine's Rust code is not an Exception; everything else that is not an Exception is passed on.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise DamagedFile(f"the workbook cannot be opened ({error}); fetch the file again") from error
    return builder.document(format, _losses_of_workbook(hidden, scan))


def _losses_of_workbook(hidden: Sequence[str], scan: Scan) -> Iterator[Diagnostic]:
    if hidden:
        names = ", ".join(hidden)
        yield Diagnostic("hidden-sheets", Severity.INFO, f"hidden sheets were not read: {names}")
    if scan.hidden:
        message = f"{scan.hidden} cells in hidden rows or columns were not read"
        yield Diagnostic("hidden-cells", Severity.INFO, message)
    if places := scan.uncalculated:
        message = (
            f"{len(places)} cells hold a formula without a stored result, or an error; in the text each is "
            f"{UNREAD!r}: {_first_places(places)}. Open the workbook, let it calculate, and save it"
        )
        yield Diagnostic("formula-without-value", Severity.WARNING, message)
    if places := scan.unformatted:
        message = (
            f"{len(places)} numbers are shown in a format that is not read here; in the text each is "
            f"{UNREAD!r}: {_first_places(places)}. Look them up in the workbook, or give them a plain number format"
        )
        yield Diagnostic("number-format-not-read", Severity.WARNING, message)


def _first_places(places: Sequence[str]) -> str:
    return ", ".join(places[:_TOLD]) + (", …" if len(places) > _TOLD else "")


def _read_sheets(workbook: CalamineWorkbook, scan: Scan, builder: TextBuilder) -> list[str]:
    """Add the visible sheets' cells, or those of all sheets if none is visible; the names of the sheets left out.

    If several sheets have content, each has its name above its tables, as people see it: it may say whose they are.
    """
    import python_calamine

    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > MAX_SHEETS:
        raise InputTooLarge(f"the workbook has more than {MAX_SHEETS:,} sheets; this is no annual report")
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise DamagedFile("two sheets of the workbook have the same name; fetch the file again")
    visible = [sheet for sheet in sheets if sheet.visible == python_calamine.SheetVisibleEnum.Visible] or sheets
    first: tuple[int, str, list[_Block]] | None = None
    is_alone = True
    for number, sheet in enumerate(visible, 1):
        content = _blocks_of_sheet(workbook.get_sheet_by_name(sheet.name), scan)
        if content and first is None:
            first = number, sheet.name, content
        elif content and first is not None:
            if is_alone:
                _add_sheet(*first, builder)
            _add_sheet(number, sheet.name, content, builder)
            is_alone = False
    if first is not None and is_alone:
        _add_sheet(first[0], "", first[2], builder)
    shown = {sheet.name for sheet in visible}
    return [sheet.name for sheet in sheets if sheet.name not in shown]


def _add_sheet(number: int, name: str, content: Sequence[_Block], builder: TextBuilder) -> None:
    """Add a sheet; its name, if given, is put above each of its tables, but not so that it hides a caption.

    It is put so that it can be nothing else: 2023年 or 附件1 alone might be the rest of a row above it.
    """
    caption = "" if _SAYS_NOTHING.fullmatch(name) else f"工作表【{name}】"
    for block in content:
        if isinstance(block, list):
            builder.paragraph(caption)
            builder.table(block, number)
        else:
            builder.paragraph(block)


def _blocks_of_sheet(sheet: CalamineSheet, scan: Scan) -> list[_Block]:
    """The paragraphs and tables of a sheet."""
    values = sheet.to_python(skip_empty_area=False)
    rows: list[list[str | Cover]] = [
        [value if type(value) is str else _text_of_value(value) for value in row] for row in values
    ]
    _reach_to(rows, scan.without_value.get(sheet.name, ()))
    _apply_scan(rows, values, scan, sheet.name)
    if not rows:
        return []
    ranges: Sequence[Range] = sheet.merged_cell_ranges or []
    if scan.hidden_rows.get(sheet.name) or scan.hidden_columns.get(sheet.name):
        rows, ranges = _in_sight(rows, ranges, scan, sheet.name)
    ends = _cover_merged(rows, ranges)
    found: list[_Block] = []
    for part, ends_of_part in _parts_beside(rows, ends):
        found += _blocks_of_part(part, ends_of_part)
    return found


def _parts_beside(
    rows: list[list[str | Cover]], ends: list[int]
) -> Iterator[tuple[list[list[str | Cover]], list[int]]]:
    """The reports that stand beside each other in a sheet: a column in which there are headings begins one."""
    headings = Counter(
        column
        for row in rows
        for column, text in enumerate(row)
        if text and not text[-1].isdigit() and is_section_title(text)  # two thirds are figures
    )
    cuts = [
        column
        for column in sorted(headings)[1:]
        if headings[column] > 1 and not any(column < len(row) and row[column] is Cover.LEFT for row in rows)
    ]
    for start, end in pairwise([0, *cuts, max(map(len, rows), default=0)]):
        if cuts:
            part = [row[start:end] for row in rows]
            yield part, [len(row) - next(compress(count(), map(_holds, reversed(row))), len(row)) for row in part]
        else:
            yield rows, ends


def _holds(text: str | Cover) -> bool:
    return isinstance(text, Cover) or text != ""


def _blocks_of_part(rows: list[list[str | Cover]], ends: list[int]) -> list[_Block]:
    """The paragraphs and tables of a sheet, or of a part of its columns."""
    found: list[_Block] = []
    block: list[tuple[list[str | Cover], int]] = []
    for row, end in zip(rows, ends, strict=True):
        alone = [text for text in row if text]
        if len(alone) == 1 and _is_prose(alone[0]):
            found += _blocks_of_rows(block)
            block = []
            found.append(alone[0])
        elif end:
            # Asked of all cells together, most rows are done at once.
            block.append((row if is_plain("".join(alone)) else [text and cell_text(text) for text in row], end))
        else:
            found += _blocks_of_rows(block)
            block = []
    return found + _blocks_of_rows(block)


def _reach_to(rows: list[list[str | Cover]], places: Collection[tuple[int, int]]) -> None:
    """Extend a sheet to cells that the library does not see because they have no value."""
    height = max((row + 1 for row, _ in places), default=0)
    width = max((len(rows[0]) if rows else 0, *(column + 1 for _, column in places)))
    rows += ([] for _ in range(height - len(rows)))
    for texts in rows:
        texts.extend([""] * (width - len(texts)))


def _apply_scan(rows: list[list[str | Cover]], values: Sequence[Sequence[object]], scan: Scan, name: str) -> None:
    """Write the numbers and texts as they are shown, and a mark where the value is not known."""
    _apply_formats(rows, values, scan, name)
    _apply_conditions(rows, values, scan, name)
    if name in scan.without_zeros:
        for texts, row_values in zip(rows, values, strict=True):
            texts[:] = ["" if value == 0 and text else text for text, value in zip(texts, row_values, strict=True)]
    said = dict(scan.texts.get(name, {}))
    for place, font in scan.fonts.get(name, {}).items():
        if _has_position(rows, place):
            said[place] = _in_font(said.get(place) or rows[place[0]][place[1]] or "", font)
    if name in scan.unplaced:
        said |= _unread_figures(rows, scan, name)
    if name in scan.with_gaps:
        said |= _unread_gaps(rows, scan, name)
    for place in sorted(scan.without_value.get(name, ())):
        scan.uncalculated.append(_place_in_workbook(name, *place))
        said[place] = UNREAD
    for place, text in said.items():
        if _has_position(rows, place):
            rows[place[0]][place[1]] = text


def _apply_formats(rows: list[list[str | Cover]], values: Sequence[Sequence[object]], scan: Scan, name: str) -> None:
    for (row, column), code in scan.formats.get(name, {}).items():
        value = values[row][column] if _has_position(values, (row, column)) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            if (text := format_number(value, code)) is None:
                scan.unformatted.append(_place_in_workbook(name, row, column))
            rows[row][column] = UNREAD if text is None else text


def _apply_conditions(rows: list[list[str | Cover]], values: Sequence[Sequence[object]], scan: Scan, name: str) -> None:
    """Mark the figures that a condition shows in another way, if it may hold for them."""
    looked_at = 0
    for condition in scan.conditions.get(name, ()):
        for top, left, bottom, right in condition.areas:
            for row in range(top, min(bottom + 1, len(values))):
                cells = values[row][left : right + 1]
                looked_at += len(cells) + 1
                if looked_at > 2 * MAX_CELLS:
                    about = f"{2 * MAX_CELLS:,} cells"
                    raise InputTooLarge(
                        f"the conditions of a sheet are about more than {about}; this is no annual report"
                    )
                for column, value in enumerate(cells, left):
                    text = rows[row][column]
                    if text and condition.alters(value, text) and text != UNREAD and _FIGURE.fullmatch(text):
                        rows[row][column] = UNREAD
                        scan.unformatted.append(_place_in_workbook(name, row, column))


def _unread_figures(rows: Sequence[Sequence[str | Cover]], scan: Scan, name: str) -> dict[tuple[int, int], str]:
    """The marks for figures of a sheet of which it is not known how they look."""
    found: dict[tuple[int, int], str] = {}
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text and _FIGURE.fullmatch(text):
                found[row, column] = UNREAD
                scan.unformatted.append(_place_in_workbook(name, row, column))
    return found


def _unread_gaps(rows: Sequence[Sequence[str | Cover]], scan: Scan, name: str) -> dict[tuple[int, int], str]:
    """The marks for the empty cells of a sheet of which it is not known which are empty; but not next to a heading."""
    found = {
        (row, column): UNREAD
        for row, texts in enumerate(rows)
        if sum(map(bool, texts)) > 1
        for column, text in enumerate(texts)
        if not text
    }
    scan.uncalculated += [_place_in_workbook(name, *place) for place in found]
    return found


def _in_font(text: str, font: str) -> str:
    """What a cell says that is raised, lowered or struck out as a whole."""
    if font == "struck":
        return ""
    if font == "white":  # a table's style, or a condition, may put a colour below it
        return UNREAD if text and _FIGURE.fullmatch(text) else text
    pieces = TextRuns()
    pieces.add(text, RunStyle(font))
    return pieces.take()


def _place_in_workbook(name: str, row: int, column: int) -> str:
    """A cell's place as programs write it: 表1!B4."""
    return f"{name}!{letters_of_column(column)}{row + 1}"


def _has_position(rows: Sequence[Sequence[object]], place: tuple[int, int]) -> bool:
    return place[0] < len(rows) and place[1] < len(rows[place[0]])


def _in_sight(
    rows: list[list[str | Cover]], ranges: Sequence[Range], scan: Scan, name: str
) -> tuple[list[list[str | Cover]], list[Range]]:
    """A sheet without its hidden rows and columns; a merged cell that is partly visible has its text in that part."""
    hidden_rows, hidden_columns = scan.hidden_rows.get(name, ()), scan.hidden_columns.get(name, ())
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
        is_section_title(text)
        or (len(text) <= TITLE_LENGTH and TITLE.search(text) is not None)
        or (len(text) > _PROSE_LENGTH and _SENTENCE.search(text) is not None)
    )


def _blocks_of_rows(block: list[tuple[list[str | Cover], int]]) -> list[_Block]:
    """Rows as a table; those of a single column as paragraphs."""
    if not block:
        return []
    end = max(end for _, end in block)
    start = min(next(compress(count(), row), end) for row, _ in block)
    if end - start == 1:
        return [text for row, _ in block if (text := row[start])]
    return [[_row_cut_at_left(row[start:end]) for row, _ in block]]


def _row_cut_at_left(row: list[str | Cover]) -> list[str | Cover]:
    """A row cut at its left: an empty merged cell that began before the cut then begins there."""
    if row and row[0] is Cover.LEFT:
        row[0] = ""
    return row


def _cover_merged(rows: list[list[str | Cover]], ranges: Sequence[Range]) -> list[int]:
    """Mark the positions that merged cells cover; where each row ends."""
    ends = [len(texts) - next(compress(count(), reversed(texts)), len(texts)) for texts in rows]
    covered = 0
    for (top, left), corner in ranges:
        bottom, right = min(corner[0], len(rows) - 1), min(corner[1], len(rows[0]) - 1)
        covered += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if covered > 2 * MAX_CELLS:
            raise InputTooLarge(f"the merged cells cover more than {2 * MAX_CELLS:,} cells; this is no annual report")
        for row in range(top, bottom + 1):
            if left > right:
                continue
            if row == top:
                rows[row][left + 1 : right + 1] = [Cover.LEFT] * (right - left)
            else:
                rows[row][left : right + 1] = [Cover.ABOVE] * (right + 1 - left)
            if rows[top][left]:
                ends[row] = max(ends[row], right + 1)
    return ends


def _text_of_value(value: object) -> str:
    if type(value) is float:  # most values that are not texts
        return general_form(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return str(value)
