"""What the library does not say about a workbook, from its parts: how far cells reach, how they are shown.

This is found out before the library sees the file: a far-off cell, or one long text in very many cells, would cost it
gigabytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import attrs

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.readers.containers.xml import child, local_name, parse_xml
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.limits import MAX_CELLS, MAX_MEMBER_BYTES
from govinfo_parse.readers.sheet.cell_styles import CellStyle, altering_styles, cell_styles, kind_of_font
from govinfo_parse.readers.sheet.column_letters import column_of_letters
from govinfo_parse.readers.sheet.conditions import Condition, conditions_of_sheet
from govinfo_parse.readers.text.spaces import UNREAD
from govinfo_parse.readers.text.text_runs import RunStyle, TextRuns

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_AREA = 4_000_000
"""Cells of the rectangle around a sheet's used cells."""
MAX_AREAS = 12_000_000
"""Cells of these rectangles of all sheets together."""
_NEAR_AREA = 100_000
"""Cells of a rectangle up to which no cell is far off; beyond it, cells are looked at one by one: most are empty."""
MAX_TAGS = 2_000_000
"""Tags of all sheets; a cell has four."""
MOST_COLUMNS = 16_384
_DIGITS = 9

_CELL = re.compile(
    rb"""<(?:[^\s<>/:]+:)?c(?=[\s>])
    (?:\s+r="([A-Z]{1,3})(\d{1,7})"(?:\s+s="(\d{1,6})")?(?:\s+t="(\w+)")?\s*+>|([^<>]*[^<>/])?>)
    ([^<]*+(?:<(?!/?(?:[^\s<>/:]+:)?c[\s/>])[^<]*+)*+)</(?:[^\s<>/:]+:)?c\s*>""",
    re.DOTALL | re.VERBOSE,
)
"""A cell with a content: its attributes, as usual or as a whole, and its content.

What does not end before the next one begins is not a cell.
"""
_CELL_START = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
_EMPTY = re.compile(rb"<(?:[^\s<>/:]+:)?c(?:\s[^<>]*)?/>")
_USUAL_START = re.compile(rb"""<c r="([A-Z]{1,3}+)(\d{1,7}+)"(?: s="\d{1,6}+")?+(?: t="\w++")?+/?+>""")
_STYLE = re.compile(rb"""\ss="(\d{1,6})\"""")
_ERROR = b't="e"'
_ATTRIBUTE = re.compile(rb"""\s+([\w:]+)\s*=\s*(?:"([^"<>&]*)"|'([^'<>&]*)')""")
_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
_ARRAY = re.compile(
    rb"""<(?:[^\s<>/:]+:)?f(?=\s[^<>]*\bt\s*=\s*["']array["'])\s[^<>]*
    \bref\s*=\s*["']([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})(\d{1,7})["']""",
    re.VERBOSE,
)
"""A formula for all cells of a range."""
_FORMULA_START, _PREFIXED_FORMULA = b"<f", b":f"
"""Without these there are no formulas."""
_VALUE = re.compile(rb"<(?:[^\s<>/:]+:)?v(?:\s[^>]*)?>([^<]+)</")
_VALUE_START = re.compile(rb"<(?:[^\s<>/:]+:)?v[\s/>]")
_ITEM_END = re.compile(rb"</(?:[^\s<>/:]+:)?si\s*>|<(?:[^\s<>/:]+:)?si\s*/>")
_IS_STALE = re.compile(
    rb"""<(?:[^\s<>/:]+:)?calcPr\b[^>]*\b(?:fullCalcOnLoad|forceFullCalc)\s*=\s*["'](?:1|true)["']"""
)
_HIDES_ZEROS = re.compile(rb"""<(?:[^\s<>/:]+:)?sheetView\b[^>]*\bshowZeros\s*=\s*["'](?:0|false)["']""")
_ROW = re.compile(rb"<(?:[^\s<>/:]+:)?row(\s[^<>]*)?>")
_COLUMNS = re.compile(rb"<(?:[^\s<>/:]+:)?col(\s[^<>]*)>")
_IS_HIDDEN = re.compile(
    rb"""\shidden\s*=\s*["'](?:1|true)["']|\sht\s*=\s*["'][01](?:\.\d*)?["']|\swidth\s*=\s*["']0(?:\.(?:[0-4]\d*)?)?["']"""
)
"""A row or column that is hidden, or lower than two points or narrower than half a character."""
_NUMBER_OF = {name: re.compile(rb"""\s%b\s*=\s*["'](\d{1,7})["']""" % name) for name in (b"r", b"min", b"max")}
_HIDES = (b"hidden", b'ht="0', b'ht="1"', b'ht="1.', b'width="0')
_HIDES_OTHERWISE = re.compile(rb"(?:ht|width)='[01]")
"""Without any of these, no row and no column is hidden."""
_SHOWS_OTHERWISE = (b"vertAlign", b"strike", b"sz val", b"color ")
"""Without any of these, the pieces of a text are simply one after the other."""
_USUAL_SIZE, _SMALL = 11.0, 0.8
"""The size of text that does not say it, in points; the share of the size of others up to which digits are smaller."""
_NUMBERS = (None, b"n")
_FIGURE, _DIGIT = re.compile(r"[-+\d.,，% ]+"), re.compile(r"\d")


@attrs.define
class Scan:
    """What was found.

    Attributes:
        formats: for each sheet, by its name, the formats of the cells with numbers that are shown in one of their own;
            rows and columns from 0.
        without_value: for each sheet the cells whose value is not known: formulas that were not calculated, and errors.
        without_zeros: the sheets in which a zero is shown as an empty cell.
        texts: for each sheet what those cells say in which a piece of the text is raised, lowered, struck out or white.
        fonts: for each sheet the cells that are raised ("super"), lowered ("sub"), struck out ("struck") or white on
            white ("white") as a whole.
        conditions: for each sheet under what conditions its figures are shown in another way.
        hidden_rows: for each sheet the rows that are not visible, from 0.
        hidden_columns: for each sheet the columns, likewise.
        hidden: how many cells with a content are in these.
        most_text: an upper bound for the bytes of text in an old workbook's cells.
        uncalculated: where the sheets that are read have such cells.
        unformatted: where there are figures whose look is not known.
        unplaced: the sheets with cells that do not say their place, so that nobody knows which look is whose.
        with_gaps: those of which such cells have no known value: nobody knows which look empty and are not.
        is_doubtful: whether it is written in such a way that the library may see more in it than is seen here.
        area: how many cells the rectangles around the used cells of all sheets have.
    """

    formats: dict[str, dict[tuple[int, int], str]] = attrs.Factory(dict)
    without_value: dict[str, set[tuple[int, int]]] = attrs.Factory(dict)
    without_zeros: set[str] = attrs.Factory(set)
    texts: dict[str, dict[tuple[int, int], str]] = attrs.Factory(dict)
    fonts: dict[str, dict[tuple[int, int], str]] = attrs.Factory(dict)
    conditions: dict[str, Sequence[Condition]] = attrs.Factory(dict)
    hidden_rows: dict[str, set[int]] = attrs.Factory(dict)
    hidden_columns: dict[str, set[int]] = attrs.Factory(dict)
    hidden: int = 0
    most_text: int = 0
    uncalculated: list[str] = attrs.Factory(list)
    unformatted: list[str] = attrs.Factory(list)
    unplaced: set[str] = attrs.Factory(set)
    with_gaps: set[str] = attrs.Factory(set)
    is_doubtful: bool = False
    area: int = 0

    def reach(self, rows: int, columns: int) -> None:
        """Take in how far a sheet's used cells reach.

        Raises:
            InputTooLarge: they reach too far, alone or with those of the sheets before.
        """
        check_area(rows, columns)
        self.area += rows * columns
        if self.area > MAX_AREAS:
            raise InputTooLarge("the sheets of the workbook reach over too many cells; this is no annual report")


_USUAL = CellStyle(None, "", "")


class _Shared(NamedTuple):
    """What all sheets of a workbook have in common.

    Attributes:
        styles: the styles of cells; None for one in which all is shown as it is stored.
        lengths: how long each text is.
        pieced: what those texts say whose pieces are shown in different ways.
        is_stale: whether the results of its formulas are to be calculated anew.
    """

    styles: list[CellStyle | None]
    lengths: list[int]
    pieced: dict[int, str]
    is_stale: bool


def scan_xlsx(archive: Archive) -> Scan:
    """Look through a workbook of XML.

    Raises:
        InputTooLarge: a sheet reaches too far, its texts are too long together, or a part unpacks beyond the limits.
        DamagedFile, PasswordProtected: as for ``Archive.read``.
    """
    parts = {name: archive.read(name) for name in archive.names}
    names = _sheet_names(parts)
    about_styles = parts.get("xl/styles.xml")
    styles = cell_styles(about_styles)
    is_stale = _IS_STALE.search(parts.get("xl/workbook.xml", b"")) is not None
    found = Scan()
    texts = [data for name, data in parts.items() if name.lower().endswith("sharedstrings.xml")]
    lengths = [len(item) for item in _ITEM_END.split(b"".join(texts))]
    found.is_doubtful = len(texts) > 1 or any(map(_is_written_oddly, texts))
    pieced = _pieced(texts[0]) if len(texts) == 1 else {}
    sheets = {name: data for name, data in parts.items() if b"sheetData" in data}
    if sum(data.count(b"<") for data in sheets.values()) > MAX_TAGS:
        raise InputTooLarge(f"the sheets have more than {MAX_TAGS:,} tags; this is no annual report")
    room = MAX_MEMBER_BYTES
    shared, altering = _Shared(styles, lengths, pieced, is_stale), altering_styles(about_styles)
    for name, data in sheets.items():
        title = names.get(name, name)
        room = _scan_sheet(data, title, shared, room, found)
        found.conditions[title] = conditions_of_sheet(data, altering)
    return found


def _is_written_oddly(data: bytes) -> bool:
    """Whether an XML part has comments, character data or instructions, in which anything may be."""
    # A single byte is found ten times as fast as two.
    return (b"!" in data and b"<!" in data) or (data.count(b"?") > 1 and data.count(b"<?") > 1)


def _sheet_names(parts: dict[str, bytes]) -> dict[str, str]:
    """The sheets' names by their parts."""
    targets: dict[str, str] = {}
    if (relations := parts.get("xl/_rels/workbook.xml.rels")) is None or "xl/workbook.xml" not in parts:
        return {}
    for relation in parse_xml(relations, "xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        targets[relation.get("Id", "")] = path
    found: dict[str, str] = {}
    for sheet in parse_xml(parts["xl/workbook.xml"], "xl/workbook.xml").iter("{*}sheet"):
        identity = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        found[targets.get(identity, "")] = sheet.get("name", "")
    return found


def _pieced(data: bytes) -> dict[int, str]:
    """What the texts of a workbook say of which a piece is raised, lowered, struck out or white, by their numbers."""
    if not any(mark in data for mark in _SHOWS_OTHERWISE):
        return {}
    items = [item for item in parse_xml(data, "xl/sharedStrings.xml") if local_name(item) == "si"]
    return {number: text for number, item in enumerate(items) if (text := _text_of_pieces(item)) is not None}


def _text_of_pieces(item: _Element) -> str | None:
    """What a text says, without pieces that are struck out; None where all pieces look alike.

    A white figure is marked as not read if other pieces are not white: nobody may see it.
    """
    pieces = TextRuns()
    is_pieced = False
    runs = [(one, child(one, "rPr") if local_name(one) == "r" else None) for one in item]
    fonts = ["" if properties is None else kind_of_font(properties) for _, properties in runs]
    small = _SMALL * max((_size(properties) for _, properties in runs), default=0.0)
    texts = [_text_of_piece(one, local_name(one)) for one in item]
    shown = {font for font, text in zip(fonts, texts, strict=True) if text.strip()}
    hides = "white" in shown and len(shown) > 1
    for (_, properties), font, text in zip(runs, fonts, texts, strict=True):
        is_small = properties is not None and _size(properties) <= small
        is_unread = hides and font == "white" and _FIGURE.fullmatch(text) is not None
        is_pieced |= is_small or is_unread or font not in ("", "white")
        if font != "struck":
            look = RunStyle("" if font == "white" else font, "small" if is_small else None)
            pieces.add(_DIGIT.sub(UNREAD, text) if is_unread else text, look)
    return pieces.take() if is_pieced else None


def _text_of_piece(one: _Element, name: str) -> str:
    """What an element of a text says: nothing where it tells how the text is spoken."""
    text = one if name == "t" else child(one, "t") if name == "r" else None
    return "" if text is None else text.text or ""


def _size(properties: _Element | None) -> float:
    """The size of letters in points."""
    said = None if properties is None else child(properties, "sz")
    text = "" if said is None else said.get("val", "")
    return float(text) if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", text, re.ASCII) else _USUAL_SIZE


def _look_for_hidden_in_sheet(data: bytes, name: str, found: Scan) -> None:
    """Find the rows and columns of a sheet that nobody sees, and whether zeros are seen."""
    if b"showZeros" in data and _HIDES_ZEROS.search(data):
        found.without_zeros.add(name)
    if not (any(mark in data for mark in _HIDES) or (b"'" in data and _HIDES_OTHERWISE.search(data))):
        return
    row = 0
    hidden_rows, hidden_columns = (
        found.hidden_rows.setdefault(name, set()),
        found.hidden_columns.setdefault(name, set()),
    )
    for match in _ROW.finditer(data):
        said = match[1] or b""
        number = _NUMBER_OF[b"r"].search(said)
        row = int(number[1]) if number else row + 1
        if _IS_HIDDEN.search(said):
            hidden_rows.add(row - 1)
    ranges: list[tuple[int, int]] = []
    for match in _COLUMNS.finditer(data):
        ends = [_NUMBER_OF[end].search(match[1]) for end in (b"min", b"max")]
        if _IS_HIDDEN.search(match[1]) and ends[0] and ends[1]:
            ranges.append((int(ends[0][1]) - 1, int(ends[1][1])))
    hidden_columns |= columns_in(ranges)


def _scan_sheet(data: bytes, name: str, shared: _Shared, room: int, found: Scan) -> int:
    """Look through a sheet; returns how many bytes of text the cells of other sheets may still have."""
    rows = columns = 0
    styles, lengths, pieced, is_stale = shared
    _look_for_hidden_in_sheet(data, name, found)
    texts, fonts = found.texts.setdefault(name, {}), found.fonts.setdefault(name, {})
    is_pieced = bool(pieced) or any(mark in data for mark in _SHOWS_OTHERWISE)
    formats = found.formats.setdefault(name, {})
    without_value = found.without_value.setdefault(name, set())
    most = max(lengths) * data.count(b"<")  # a cell has at least two
    counts_texts = most > room
    found.is_doubtful |= _is_written_oddly(data)
    if not (counts_texts or is_pieced) and (ends := _ends_if_plain(data, styles)) is not None:
        found.reach(*ends)
        return room - most
    cells, arrays = len(_EMPTY.findall(data)), list[tuple[bytes, ...]]()
    for match in _CELL.finditer(data):
        cells += 1
        letters, number, style_number, kind, unusual, content = match.groups()
        if letters is None:
            letters, number, style_number, kind = _attributes(unusual or b"")
            found.is_doubtful |= letters is None
        if kind == b"s" and counts_texts:
            room = _room_left(room, content, lengths, found)
        style = (styles[int(style_number)] if style_number and int(style_number) < len(styles) else None) or _USUAL
        code = style.code if kind in _NUMBERS else None
        text = _pieced_text(kind, content, pieced) if is_pieced else None
        is_unknown = kind == b"e" or (b"f" in content and _is_without_value(kind, content, is_stale=is_stale))
        if letters is None or number is None:
            found.unplaced |= {name} if code or style.font or text is not None else set()
            found.with_gaps |= {name} if is_unknown else set()
            continue
        row, column = int(number), column_of_letters(letters)
        rows, columns = max(rows, row), max(columns, column)
        if text is not None:
            texts[row - 1, column - 1] = text
        if is_unknown:
            without_value.add((row - 1, column - 1))
            arrays += _ARRAY.findall(content)
        elif code:
            formats[row - 1, column - 1] = code
        if look := style.font if kind in _NUMBERS else style.font_of_texts:
            fonts[row - 1, column - 1] = look
    found.is_doubtful |= cells != len(_CELL_START.findall(data))
    filled, rows, columns = _filled(arrays, rows, columns)
    without_value |= filled
    found.reach(rows, columns)
    return room if counts_texts else room - most


def _room_left(room: int, content: bytes, lengths: Sequence[int], found: Scan) -> int:
    """How many bytes of text there may still be after that of a cell."""
    number = _text_number(content)
    found.is_doubtful |= number is None
    room -= lengths[number] if number is not None and number < len(lengths) else 0
    if room < 0:
        raise InputTooLarge("the texts of a workbook's cells are too long together; this is no annual report")
    return room


def _is_without_value(kind: bytes | None, content: bytes, *, is_stale: bool) -> bool:
    """Whether a cell holds a formula whose result is not known; that of a text may be the empty text."""
    if _FORMULA.search(content) is None:
        return False
    return is_stale or (_VALUE_START if kind == b"str" else _VALUE).search(content) is None


def _filled(formulas: Sequence[tuple[bytes, ...]], rows: int, columns: int) -> tuple[set[tuple[int, int]], int, int]:
    """The cells that formulas for ranges give values to, in a sheet that reaches so far; how far it reaches by them."""
    ends = [(int(row), column_of_letters(column)) for _, _, column, row in formulas]
    rows, columns = max([rows, *(row for row, _ in ends)]), max([columns, *(column for _, column in ends)])
    check_area(rows, columns)
    starts = [(int(row) - 1, column_of_letters(column) - 1) for column, row, _, _ in formulas]
    ranges = [(range(top, row), range(left, column)) for (top, left), (row, column) in zip(starts, ends, strict=True)]
    if sum(len(down) * len(across) for down, across in ranges) > MAX_CELLS:
        raise InputTooLarge(f"the formulas of a sheet fill more than {MAX_CELLS:,} cells; this is no annual report")
    return {(row, column) for down, across in ranges for row in down for column in across}, rows, columns


def _text_number(content: bytes) -> int | None:
    """The number of the text that a cell has."""
    value = _VALUE.search(content)
    return int(value[1]) if value and value[1].isdigit() and len(value[1]) <= _DIGITS else None


def _pieced_text(kind: bytes | None, content: bytes, pieced: dict[int, str]) -> str | None:
    """What a cell says of whose text pieces are raised, lowered or struck out; None for any other cell."""
    if kind == b"s" and (number := _text_number(content)) is not None:
        return pieced.get(number)
    is_inline = kind == b"inlineStr" and any(mark in content for mark in _SHOWS_OTHERWISE)
    return _inline_text(content) if is_inline else None


def _inline_text(content: bytes) -> str:
    """The text that is stored in its cell, a mark where it cannot be read plainly."""
    try:
        item = parse_xml(b"<c>%b</c>" % content, "a cell")[0]
    except (DamagedFile, IndexError):
        return UNREAD
    text = _text_of_pieces(item)
    return "".join(_text_of_piece(one, local_name(one)) for one in item) if text is None else text


def _ends_if_plain(data: bytes, styles: list[CellStyle | None]) -> tuple[int, int] | None:
    """The last row and column of a sheet that surely has no formulas, no errors and no number formats; else None."""
    is_prefixed = data.find(b":", data.find(b"sheetData")) >= 0  # a single byte is found ten times as fast as two
    if _ERROR in data or _FORMULA_START in data or (is_prefixed and _PREFIXED_FORMULA in data):
        return None
    places = _USUAL_START.findall(data)
    most = data.count(b"<c")
    if most != len(places):
        most -= data.count(b"<co")  # what else begins so and is no cell is rare
    if (most != len(places) or (is_prefixed and b":c" in data)) and len(places) != len(_CELL_START.findall(data)):
        return None
    if not places:
        return 0, 0
    if any(styles) and any(styles[number] for number in map(int, set(_STYLE.findall(data))) if number < len(styles)):
        return None
    letters_of_column, numbers = map(set, zip(*places, strict=True))
    rows, columns = max(map(int, numbers)), max(map(column_of_letters, letters_of_column))
    return (rows, columns) if rows * columns <= _NEAR_AREA else None


def _attributes(text: bytes) -> tuple[bytes | None, bytes | None, bytes | None, bytes | None]:
    """The letters and the number of a cell's place, its style, and its type; None for a place not given plainly."""
    given = _ATTRIBUTE.findall(text)
    said = {name: double or single for name, double, single in given}
    place = _PLACE.fullmatch(said.get(b"r", b""))
    style = said.get(b"s", b"") if said.get(b"s", b"").isdigit() else None
    if place is None or len(said) < len(given) or _ATTRIBUTE.sub(b"", text).strip():
        return None, None, style, said.get(b"t")
    return place[1], place[2], style, said.get(b"t")


def columns_in(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The columns of ranges that may overlap, each met once; a range ends before its second number."""
    found: set[int] = set()
    reached = 0
    for first, end in sorted(ranges):
        found.update(range(max(first, reached), min(end, MOST_COLUMNS)))
        reached = max(reached, min(end, MOST_COLUMNS))
    return found


def check_area(rows: int, columns: int) -> None:
    """Refuse a sheet whose used cells reach too far.

    Raises:
        InputTooLarge: they do.
    """
    if rows * columns > MAX_AREA:
        raise InputTooLarge(f"a sheet reaches over {rows:,} rows and {columns:,} columns; this is no annual report")
