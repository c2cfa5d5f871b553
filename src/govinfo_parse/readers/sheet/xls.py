"""What the library does not say about an old workbook, from its records: how far cells reach, how they are shown.

Source: [MS-XLS] 2.3 and 2.4, and for workbooks before Excel 97 the records of BIFF5.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from govinfo_parse.errors import PasswordProtected
from govinfo_parse.readers.containers.ole import CompoundFile
from govinfo_parse.readers.sheet.cell_styles import CellStyle, style_of_cells
from govinfo_parse.readers.sheet.xlsx import Scan, check_area, columns_in

# Records whose first fields are a cell's row, column and style; of these the ones with numbers.
_CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_NUMBERS = frozenset({0x0006, 0x00BD, 0x0203, 0x027E})
_MANY_NUMBERS = 0x00BD
_LABEL, _TEXTS = 0x00FD, (0x00FC, 0x003C)
_BEGIN, _END, _FILE_PASS = 0x0809, 0x000A, 0x002F
_SHEET, _FORMAT, _FONT, _STYLE, _CODE_PAGE = 0x0085, 0x041E, 0x0031, 0x00E0, 0x0042
_ROW, _COLUMNS, _WINDOW = 0x0208, 0x007D, 0x023E
_LEAST = {_SHEET: 8, _FORMAT: 4, _FONT: 10, _STYLE: 4, _CODE_PAGE: 2, _ROW: 13, _COLUMNS: 10, _WINDOW: 2}
"""How many bytes such a record has at least; a shorter one is broken."""
_CELL = 6
"""How many bytes a cell's row, column and style take."""
_STRUCK_OUT, _HIDDEN_ROW, _HIDDEN_COLUMN, _SHOWS_ZEROS = 0x08, 0x20, 0x01, 0x10
_OWN_HEIGHT, _LOW, _NARROW = 0x40, 40, 128
"""The mark of a row with a height of its own; two points in twentieths; half a character in its 256th parts."""
_FORMULA, _TRUTH_OR_ERROR = 0x0006, 0x0205
_RAISED = {1: "super", 2: "sub"}
_BLACK, _WHITE, _SEVERAL = 8, 9, -1
_SAME = {number: number + 8 for number in range(8)} | {64: _BLACK, 65: _WHITE, 0x7FFF: _BLACK}
"""Of colours with two numbers, and of those of letters and of the ground of windows, the usual number."""
_SOLID = 1
_STYLE_LENGTH = 20
_NO_FONT = 4
"""A number that no font has."""
_CODE_PAGES = {936: "gb18030", 950: "big5", 1200: "utf-16-le", 1252: "cp1252"}


def scan_xls(file: CompoundFile) -> Scan:
    """Look through an old workbook, whose formulas always have a result.

    Raises:
        InputTooLarge: a sheet reaches too far.
        PasswordProtected: the workbook is encrypted.
        DamagedFile: the stream cannot be read.
    """
    is_new = "Workbook" in file.names
    found, book = Scan(), _Book(is_new=is_new)
    open_parts: list[str | None] = []  # the parts inside one another, by the name of their sheet; None for others
    hidden_columns: dict[str, list[tuple[int, int]]] = {}
    rows = columns = labels = texts = 0
    for place, kind, record in _records_of_stream(file.read("Workbook" if is_new else "Book")):
        if kind == _BEGIN:
            rows = columns = 0
            open_parts.append(book.sheets.get(place))
        elif kind == _END and open_parts:
            open_parts.pop()
            found.reach(rows, columns)
            rows = columns = 0
        elif kind in _CELLS:
            row, last = _reach_of_record(kind, record)
            rows, columns = max(rows, row + 1), max(columns, last + 1)
            check_area(rows, columns)
            labels += kind == _LABEL
            if open_parts and (name := open_parts[-1]) is not None:
                _look_at_styles(kind, record, name, book, found)
                _look_for_error(kind, record, name, found)
        elif kind in _TEXTS:
            texts += len(record)
        elif open_parts and (name := open_parts[-1]) is not None:
            _look_for_hidden_in_record(kind, record, name, found, hidden_columns.setdefault(name, []))
        else:
            book.add(kind, record)
    found.hidden_columns = {name: columns_in(ranges) for name, ranges in hidden_columns.items()}
    found.most_text = labels * texts
    return found


def _records_of_stream(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """The records: where each begins, its type and what it holds; broken ones are left out."""
    place = 0
    while place + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, place)
        if kind == _FILE_PASS:
            raise PasswordProtected("the workbook is encrypted; save a copy without a password")
        record = data[place + 4 : place + 4 + length]
        if len(record) >= (_CELL if kind in _CELLS else _LEAST.get(kind, 0)):
            yield place, kind, record
        place += 4 + length


def _reach_of_record(kind: int, record: bytes) -> tuple[int, int]:
    """The row of a cell or of several, and the last column."""
    row, column = struct.unpack_from("<HH", record)
    if kind == _MANY_NUMBERS:  # its last field is the last column
        return row, max(column, struct.unpack_from("<H", record, len(record) - 2)[0])
    return row, column


class _Book:
    """What the beginning of an old workbook says of its sheets and styles.

    Attributes:
        sheets: the names of the sheets by the places where they begin.
    """

    def __init__(self, *, is_new: bool) -> None:
        self.sheets: dict[int, str] = {}
        self._is_new = is_new
        self._encoding = "gb18030"
        self._codes: dict[int, str] = {}
        self._fonts: list[tuple[str, int]] = []
        self._styles: list[tuple[int, int, int | None]] = []
        self._known: dict[int, CellStyle | None] = {}

    def add(self, kind: int, record: bytes) -> None:
        """Read a record that belongs to no sheet."""
        if kind == _SHEET:
            self.sheets[struct.unpack_from("<I", record)[0]] = self._text(record[7:], record[6])
        elif kind == _FORMAT:
            number, length = struct.unpack_from("<HH" if self._is_new else "<HB", record)
            self._codes[number] = self._text(record[4 if self._is_new else 3 :], length)
        elif kind == _FONT:
            flags, colour, raised = struct.unpack_from("<2xHH2xH", record)
            self._fonts.append(("struck" if flags & _STRUCK_OUT else _RAISED.get(raised, ""), _colour(colour)))
        elif kind == _STYLE:
            font, number = struct.unpack_from("<HH", record)
            self._styles.append((font - (font > _NO_FONT), number, _ground(record) if self._is_new else None))
        elif kind == _CODE_PAGE:
            self._encoding = _CODE_PAGES.get(struct.unpack_from("<H", record)[0], "gb18030")

    def style(self, number: int) -> CellStyle | None:
        """What a style says of the figures in its cells; None if they are shown as they are stored."""
        if number not in self._known:
            font, code, ground = self._styles[number] if number < len(self._styles) else (0, 0, None)
            kind, colour = self._fonts[font] if font < len(self._fonts) else ("", _BLACK)
            unseen = "white" if colour == (_WHITE if ground is None else ground) else ""
            self._known[number] = style_of_cells(self._codes, code, kind or unseen)
        return self._known[number]

    def _text(self, record: bytes, length: int) -> str:
        """A text of this many characters: in new workbooks each has one or two bytes, as the first byte says."""
        if not self._is_new:
            return record[:length].decode(self._encoding, "replace")
        is_wide = bool(record) and record[0] & 1
        return record[1 : 1 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")


def _colour(number: int) -> int:
    """The number of a colour, which for some has several."""
    return _SAME.get(number, number)


def _ground(style: bytes) -> int | None:
    """The number of the colour that a style puts below what is in its cells, none of any letters for a pattern; None
    where it puts none.
    """
    if len(style) < _STYLE_LENGTH:
        return None
    pattern, colours = struct.unpack_from("<IH", style, 14)
    colour = _colour(colours & 0x7F)
    if not pattern >> 26 or colour == _WHITE:
        return None
    return colour if pattern >> 26 == _SOLID else _SEVERAL


def _look_at_styles(kind: int, record: bytes, name: str, book: _Book, found: Scan) -> None:
    """Note how the cells of a record are shown."""
    row, column = struct.unpack_from("<HH", record)
    for number in range((len(record) - _CELL) // 6 if kind == _MANY_NUMBERS else 1):
        style = book.style(struct.unpack_from("<H", record, 4 + 6 * number)[0])
        if style is None:
            continue
        if look := style.font if kind in _NUMBERS else style.font_of_texts:
            found.fonts.setdefault(name, {})[row, column + number] = look
        if style.code is not None and kind in _NUMBERS:
            found.formats.setdefault(name, {})[row, column + number] = style.code


def _look_for_error(kind: int, record: bytes, name: str, found: Scan) -> None:
    """Note a cell with an error in place of a value."""
    is_error = (
        record[6:7] == b"\x02" and record[12:14] == b"\xff\xff"
        if kind == _FORMULA
        else kind == _TRUTH_OR_ERROR and record[7:8] == b"\x01"
    )
    if is_error:
        row, column = struct.unpack_from("<HH", record)
        found.without_value.setdefault(name, set()).add((row, column))


def _is_low(row: bytes) -> bool:
    """Whether a row was made so low that nothing can be read in it."""
    height: int = struct.unpack_from("<H", row, 6)[0] & 0x7FFF
    return bool(row[12] & _OWN_HEIGHT) and height < _LOW


def _look_for_hidden_in_record(
    kind: int, record: bytes, name: str, found: Scan, columns: list[tuple[int, int]]
) -> None:
    """Note what a record of a sheet says about rows, columns and zeros that are not visible."""
    if kind == _ROW and (record[12] & _HIDDEN_ROW or _is_low(record)):
        found.hidden_rows.setdefault(name, set()).add(struct.unpack_from("<H", record)[0])
    elif kind == _COLUMNS:
        first, last, width, _, flags = struct.unpack_from("<5H", record)
        if flags & _HIDDEN_COLUMN or width < _NARROW:
            columns.append((first, last + 1))
    elif kind == _WINDOW and not record[0] & _SHOWS_ZEROS:
        found.without_zeros.add(name)
