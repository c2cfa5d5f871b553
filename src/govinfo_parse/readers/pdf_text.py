"""Every page of a PDF, by pdfium: what is on it, and its lines of text where no lines are drawn."""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import attrs

from govinfo_parse.errors import DamagedFile, InputTooLarge, PasswordProtected
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.limits import MAX_PAGE_OBJECTS, MAX_PAGES
from govinfo_parse.readers.page import Block, Character, page_blocks

if TYPE_CHECKING:
    import pypdfium2

_PDFIUM = threading.Lock()
"""pdfium is not safe in threads."""
_FORM_DEPTH = 6
_FEW = 2
_GRID_SEGMENTS = 8
_NO_WIDTH = 0.01
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
"""Where the two halves of a UTF-16 pair begin and end."""
_UNKNOWN = 0xFFFD
_SLANT = 0.1
"""Text slanted more than this, in radians, is a watermark."""


@attrs.frozen
class Overview:
    """What pdfium sees of a page.

    Attributes:
        characters: how many characters are on it.
        has_lines: whether the lines of a table may be drawn on it.
        has_picture: whether there is a picture on it.
        is_overfull: whether there is too much on it to look for tables.
        blocks: its lines of text; empty for a page with drawn lines.
    """

    characters: int
    has_lines: bool
    has_picture: bool
    is_overfull: bool
    blocks: list[Block]


def overviews(data: bytes, as_text: Collection[int] = ()) -> dict[int, Overview]:
    """All pages by number; with ``as_text`` only the pages with these numbers, read as text also where lines are drawn.

    Raises:
        DamagedFile: the file cannot be opened.
        PasswordProtected: it needs a password.
        InputTooLarge: it has too many pages.
        MissingExtra: pypdfium2 is not installed.
    """
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
            wanted = as_text or range(1, len(document) + 1)
            return {number: _overview(document, number - 1, as_text=bool(as_text)) for number in wanted}
        finally:
            document.close()


def _overview(document: pypdfium2.PdfDocument, index: int, *, as_text: bool) -> Overview:
    import pypdfium2

    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Overview(0, False, False, False, [])
    try:
        lines, has_picture, is_overfull = _objects(page)
        count = text_page.count_chars()
        is_overfull = is_overfull or count > MAX_PAGE_OBJECTS
        has_lines = lines >= _FEW and not is_overfull
        blocks: list[Block] = []
        if count and (page.get_rotation() or count > MAX_PAGE_OBJECTS):
            blocks = [Block(0.0, line) for line in text_page.get_text_range().splitlines()]
        elif count and (as_text or not has_lines):
            blocks = page_blocks(_characters(text_page, count), (), ())
        return Overview(count, has_lines, has_picture, is_overfull, blocks)
    finally:
        text_page.close()
        page.close()


def _objects(page: pypdfium2.PdfPage) -> tuple[int, bool, bool]:
    """How many lines are drawn on a page, whether there is a picture, and whether it has too many objects to tell.

    A text that pdfium overlooks counts as lines: such a page, too, is read by pdfplumber.
    """
    import pypdfium2

    lines = 0
    has_picture = False
    for number, one in enumerate(page.get_objects(max_depth=_FORM_DEPTH)):
        if number >= MAX_PAGE_OBJECTS:
            return lines, has_picture, True
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        elif one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH:
            lines += _count_lines(one)
        elif one.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT and _is_overlooked(one):
            lines += _FEW
    return lines, has_picture, False


def _is_overlooked(text: pypdfium2.PdfObject) -> bool:
    """Whether pdfium may leave a text out of the page's text: it takes a single character without a glyph for nothing.

    Such are Chinese characters of fonts that are not in the file.
    """
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(text, left, bottom, right, top) or right.value - left.value >= _NO_WIDTH:
        return False
    return bool(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text)) == 0)


def _count_lines(path: pypdfium2.PdfObject) -> int:
    """How many lines of a table a path may draw; a thick white box is the background of a paragraph."""
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


def _characters(text_page: pypdfium2.PdfTextPage, count: int) -> Iterator[Character]:
    """The placed characters of a page.  pdfium's own text follows the file's order and breaks lines at wide gaps."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for place in range(count):
        code = raw.FPDFText_GetUnicode(text_page, place)
        if code < 0x20 or raw.FPDFText_IsGenerated(text_page, place) == 1 or _LOW <= code < _END:
            continue
        if raw.FPDFText_HasUnicodeMapError(text_page, place) == 1:
            code = _UNKNOWN
        elif _HIGH <= code < _LOW:
            low = raw.FPDFText_GetUnicode(text_page, place + 1) if place + 1 < count else 0
            code = 0x10000 + ((code - _HIGH) << 10) + (low - _LOW) if _LOW <= low < _END else _UNKNOWN
        slant = raw.FPDFText_GetCharAngle(text_page, place) % (math.pi / 2)
        is_slanted = min(slant, math.pi / 2 - slant) > _SLANT
        if not is_slanted and raw.FPDFText_GetLooseCharBox(text_page, place, ctypes.byref(box)):
            yield Character(chr(code), box.left, -box.top, box.right, -box.bottom)
