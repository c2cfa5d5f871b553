"""Where the cells of a workbook reach to, told without opening it: a far-off cell would cost a library gigabytes."""

from __future__ import annotations

import re
import struct

from govinfo_parse.errors import InputTooLarge, PasswordProtected
from govinfo_parse.readers.archive import Archive
from govinfo_parse.readers.ole import CompoundFile

MAX_AREA = 4_000_000
"""Cells of the rectangle around a sheet's used cells."""

_SHEET = re.compile(r"(?:^|/)worksheets/[^/]+\.xml$", re.IGNORECASE)
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*>""")
_NO_VALUE = re.compile(
    rb"""</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>|<(?:\w+:)?c\b[^>]*?\bt=["']e["']"""
)

# Record types of [MS-XLS] 2.3 whose first fields are a cell's row and column.
_CELL_RECORDS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_FIRST_OF_SHEET, _FILE_PASS = 0x0809, 0x002F


def scan_xlsx(archive: Archive) -> int:
    """Check that no sheet reaches too far, and that every member unpacks within the limits.

    Returns:
        How many cells hold a formula without a stored result, or an error.

    Raises:
        InputTooLarge: a sheet reaches too far.
        DamagedFile, PasswordProtected: as for ``Archive.read``.
    """
    without_value = 0
    for name in archive.names:
        data = archive.read(name)
        if not _SHEET.search(name):
            continue
        rows = columns = 0
        for match in _CELL.finditer(data):
            if not match[0].endswith(b"/>"):
                rows, columns = max(rows, int(match[2])), max(columns, _column(match[1]))
        _check(rows, columns)
        without_value += len(_NO_VALUE.findall(data))
    return without_value


def scan_xls(file: CompoundFile) -> int:
    """Check that no sheet reaches too far.

    Returns:
        0: the old format always stores a formula's result.

    Raises:
        InputTooLarge: a sheet reaches too far.
        PasswordProtected: the workbook is encrypted.
        DamagedFile: the stream cannot be read.
    """
    data = file.read("Workbook" if "Workbook" in file.names else "Book")
    place = rows = columns = 0
    while place + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, place)
        if kind == _FILE_PASS:
            raise PasswordProtected("the workbook is encrypted; save a copy without a password")
        if kind == _FIRST_OF_SHEET:
            rows = columns = 0
        elif kind in _CELL_RECORDS and place + 8 <= len(data):
            row, column = struct.unpack_from("<HH", data, place + 4)
            if kind == 0x00BD and 6 <= length <= len(data) - place - 4:  # MulRk: its last field is the last column
                column = max(column, struct.unpack_from("<H", data, place + 2 + length)[0])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            _check(rows, columns)
        place += 4 + length
    return 0


def _check(rows: int, columns: int) -> None:
    if rows * columns > MAX_AREA:
        raise InputTooLarge(f"a sheet reaches over {rows:,} rows and {columns:,} columns; this is no annual report")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
