"""PDF files: ruled tables by their lines (pdfplumber), all else as text (pdfium).

pdfium looks at every page first, which takes a few milliseconds; only pages with drawn lines go through pdfplumber,
which takes fifty.
"""

from __future__ import annotations

import io
import math
import re
import threading
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from govinfo_parse.errors import DamagedFile, InputTooLarge, NoTextLayer, PasswordProtected
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers.document import Document, TextBuilder
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.lattice import Line
from govinfo_parse.readers.limits import MAX_MEMBER_BYTES, MAX_PAGE_OBJECTS, MAX_PAGES
from govinfo_parse.readers.page import Block, Character, add_page, page_blocks

if TYPE_CHECKING:
    import pypdfium2
    from pdfplumber.page import Page

_PDFIUM = threading.Lock()
"""pdfium is not safe in threads."""
_STREAM = re.compile(rb"stream\r?\n")
_DOUBLE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_THIN = 3.0
"""A filled rectangle no thicker than this, in points, is a line."""
_DEFLATE_RATIO = 1032
"""No deflated data grows more than this."""
_HIGH, _LOW, _UNKNOWN = 0xD800, 0xDC00, 0xFFFD
"""Where the two halves of a UTF-16 pair begin, and what stands for one alone."""
_SLANT = 0.1
"""Text slanted more than this, in radians, is a watermark."""
_FORM_DEPTH = 6
_FEW = 2
_GRID_SEGMENTS = 8


@attrs.frozen
class _Overview:
    """What pdfium saw of a page; its lines of text only where no lines are drawn."""

    characters: int
    has_lines: bool
    has_picture: bool
    blocks: list[Block]


def read(data: bytes) -> Document:
    """Read a PDF file.

    Raises:
        DamagedFile: the file cannot be opened.
        PasswordProtected: it needs a password.
        NoTextLayer: no page has text; the pages are pictures.
        InputTooLarge: it has too many pages, or unpacks beyond the limits.
        MissingExtra: pdfplumber or pypdfium2 is not installed.
    """
    _check_streams(data)
    overviews = _overviews(data)
    empty = [number for number, page in overviews.items() if not page.characters and page.has_picture]
    if not any(page.characters for page in overviews.values()):
        pages = tuple(empty or overviews)
        raise NoTextLayer(f"{_pages(pages)} without text: a scan; run text recognition (OCR) over it first", pages)
    notes: list[Diagnostic] = []
    if empty:
        message = f"{_pages(empty)} without text: a picture, of which nothing was read; run text recognition (OCR)"
        notes.append(Diagnostic("page-without-text", Severity.ERROR, message))
    ruled = _ruled_pages(data, [number for number, page in overviews.items() if page.has_lines])
    if unread := [number for number, page in overviews.items() if page.has_lines and number not in ruled]:
        overviews |= _overviews(data, unread)
    unread += [number for number, page in overviews.items() if page.characters and not page.has_lines and page.blocks == []]
    builder = TextBuilder()
    for number, page in overviews.items():
        add_page(builder, ruled.get(number, page.blocks), number)
    return builder.document("pdf", notes)


def _pages(numbers: tuple[int, ...] | list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20])) + (", ..." if len(numbers) > 20 else "")
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


def _check_streams(data: bytes) -> None:
    """Refuse streams that unpack to gigabytes; only those large enough to do so are tried.

    Raises:
        InputTooLarge: there is one.
    """
    if _DOUBLE.search(data):
        raise InputTooLarge("the file packs a stream twice over, which only bombs do")
    threshold = MAX_MEMBER_BYTES // _DEFLATE_RATIO
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        if end - match.end() < threshold or data[match.end()] & 0x0F != 8:  # 8: deflate, in a zlib header
            continue
        unpacker, size = zlib.decompressobj(), 0
        piece = data[match.end() : end]
        try:
            while piece and not unpacker.eof:
                size += len(unpacker.decompress(piece, 1 << 20))
                piece = unpacker.unconsumed_tail
                if size > 4 * MAX_MEMBER_BYTES:
                    raise InputTooLarge(f"a stream unpacks beyond {4 * MAX_MEMBER_BYTES >> 20} MiB")
        except zlib.error:
            continue


def _overviews(data: bytes) -> list[_Overview]:
    with from_extra("pdf"):
        import pypdfium2
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise PasswordProtected("the PDF needs a password; save a copy without one") from error
            raise DamagedFile(f"the PDF cannot be opened ({error}); fetch the file again") from error
        try:
            if len(document) > MAX_PAGES:
                raise InputTooLarge(f"the PDF has {len(document):,} pages; this is no annual report")
            return [_overview(document, number) for number in range(len(document))]
        finally:
            document.close()


def _overview(document: pypdfium2.PdfDocument, number: int) -> _Overview:
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Overview("", False, False, False)
    count = text_page.count_chars()
    text = ""
    if count > MAX_PAGE_OBJECTS or page.get_rotation():
        text = text_page.get_text_range() if count else ""
    elif count:
        text = "\n".join(block.text for block in page_blocks(_characters(text_page, count), (), ()))
    lines = objects = 0
    has_picture = False
    for one in page.get_objects(max_depth=_FORM_DEPTH):
        objects += 1
        if objects > MAX_PAGE_OBJECTS:
            break
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        elif one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH:
            lines += _count_lines(one)
    is_overfull = objects > MAX_PAGE_OBJECTS or count > MAX_PAGE_OBJECTS
    text_page.close()
    page.close()
    return _Overview(text, lines >= _FEW and not is_overfull, has_picture, is_overfull)


def _characters(text_page: pypdfium2.PdfTextPage, count: int) -> Iterator[Character]:
    """The placed characters of a page.  pdfium's own text follows the file's order and breaks lines at wide gaps."""
    import ctypes

    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for place in range(count):
        code = raw.FPDFText_GetUnicode(text_page, place)
        if code <= 0x20 or raw.FPDFText_IsGenerated(text_page, place) == 1:
            continue
        if _HIGH <= code < _LOW and place + 1 < count:
            low = raw.FPDFText_GetUnicode(text_page, place + 1)
            code = 0x10000 + ((code - _HIGH) << 10) + (low - _LOW) if _LOW <= low < _LOW + 0x400 else _UNKNOWN
        elif _HIGH <= code < _LOW + 0x400:
            continue
        slant = raw.FPDFText_GetCharAngle(text_page, place) % (math.pi / 2)
        if min(slant, math.pi / 2 - slant) < _SLANT and raw.FPDFText_GetLooseCharBox(text_page, place, ctypes.byref(box)):
            yield Character(chr(code), box.left, -box.top, box.right, -box.bottom)


def _count_lines(path: pypdfium2.PdfObject) -> int:
    """How many lines of a table a path may draw; a thick white box is the background of a paragraph."""
    import ctypes

    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if raw.FPDFPath_CountSegments(path) >= _GRID_SEGMENTS:
        return _FEW
    if stroke.value:
        return 1
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    is_white = min(red.value, green.value, blue.value) > 250
    return 0 if is_white or not fill.value else 1


def _ruled_pages(data: bytes, numbers: list[int], notes: list[Diagnostic]) -> dict[int, list[Block]]:
    """The pages among ``numbers`` on which there are ruled tables."""
    if not numbers:
        return {}
    with from_extra("pdf"):
        import pdfplumber
    found: dict[int, list[Block]] = {}
    number = numbers[0]
    try:
        with pdfplumber.open(io.BytesIO(data), pages=numbers) as document:
            for page in document.pages:
                number = page.page_number
                blocks = _page_blocks(page)
                if any(block.rows is not None for block in blocks):
                    found[number] = blocks
                page.close()
    except InputTooLarge:
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever its parser stumbles over
        message = f"the drawn lines from page {number} on cannot be read ({error!r}); their text was read as lines"
        notes.append(Diagnostic("tables-not-searched", Severity.WARNING, message[:500]))
    return found


def _page_blocks(page: Page) -> list[Block]:
    characters = [
        Character(one["text"], one["x0"], one["top"], one["x1"], one["bottom"])
        for one in page.chars
        if _is_straight(one["matrix"])
    ]
    for with_boxes in (False, True):
        across, down = [], []
        for start, end in _strokes(page, with_boxes=with_boxes):
            (x0, y0), (x1, y1) = start, end
            if abs(y1 - y0) <= 1.0 < abs(x1 - x0):
                across.append(Line((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= 1.0 < abs(y1 - y0):
                down.append(Line((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        blocks = page_blocks(characters, across, down)
        if any(block.rows is not None for block in blocks):
            break
    return blocks


def _is_straight(matrix: tuple[float, ...]) -> bool:
    """Not slanted: text across the page is a watermark."""
    a, b = abs(matrix[0]), abs(matrix[1])
    return a < 0.01 * b or b < 0.01 * a


Point = tuple[float, float]


def _strokes(page: Page, *, with_boxes: bool) -> Iterator[tuple[Point, Point]]:
    """The drawn lines of a page; with ``with_boxes`` also the sides of filled boxes."""
    for one in page.lines:
        yield (one["x0"], one["top"]), (one["x1"], one["bottom"])
    for one in page.rects:
        x0, x1, top, bottom = one["x0"], one["x1"], one["top"], one["bottom"]
        if one["height"] <= _THIN and one["height"] <= one["width"]:
            yield (x0, (top + bottom) / 2), (x1, (top + bottom) / 2)
        elif one["width"] <= _THIN:
            yield ((x0 + x1) / 2, top), ((x0 + x1) / 2, bottom)
        elif one["stroke"] or (with_boxes and not _is_white(one["non_stroking_color"])):
            yield from (((x0, top), (x1, top)), ((x0, bottom), (x1, bottom)))
            yield from (((x0, top), (x0, bottom)), ((x1, top), (x1, bottom)))
    for one in page.curves:
        if one["stroke"] or with_boxes:
            points = one["pts"]
            yield from pairwise(points)


def _is_white(color: Any) -> bool:
    values = color if isinstance(color, tuple | list) else (color,)
    if len(values) == 4:
        return not any(values)
    return all(isinstance(value, int | float) and value > 0.98 for value in values)
