"""PDF files: ruled tables by their lines (pdfplumber), all else as text (pdfium).

pdfium looks at every page first, which takes a few milliseconds; only pages with drawn lines go through pdfplumber,
which takes fifty.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

from govinfo_parse.errors import InputTooLarge, NoTextLayer
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers.document import Document, TextBuilder
from govinfo_parse.readers.limits import MAX_MEMBER_BYTES
from govinfo_parse.readers.page import add_page
from govinfo_parse.readers.pdf_ruled import ruled_pages
from govinfo_parse.readers.pdf_text import overviews

_STREAM = re.compile(rb"stream\r?\n")
_DOUBLE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_DEFLATE_RATIO = 1032
"""No deflated data grows more than this."""


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
    pages = overviews(data)
    empty = [number for number, page in pages.items() if not page.characters and page.has_picture]
    if not any(page.characters for page in pages.values()):
        scanned = tuple(empty or pages)
        raise NoTextLayer(f"{_pages(scanned)} without text: a scan; run text recognition (OCR) over it first", scanned)
    ruled = ruled_pages(data, [number for number, page in pages.items() if page.has_lines])
    if failed := [number for number, page in pages.items() if page.has_lines and number not in ruled]:
        pages |= overviews(data, failed)
    unsearched = sorted([*failed, *(number for number, page in pages.items() if page.is_overfull)])
    builder = TextBuilder()
    columns: Sequence[float] = ()
    for number, page in pages.items():
        columns = add_page(builder, ruled.get(number, page.blocks), number, columns)
    return builder.document("pdf", _notes(empty, unsearched))


def _notes(empty: Sequence[int], unsearched: Sequence[int]) -> Iterator[Diagnostic]:
    if empty:
        message = f"{_pages(empty)} without text: a picture, of which nothing was read; run text recognition (OCR)"
        yield Diagnostic("page-without-text", Severity.ERROR, message)
    if unsearched:
        message = f"{_pages(unsearched)}: what is drawn there cannot be searched for tables; read as lines of text"
        yield Diagnostic("tables-not-searched", Severity.WARNING, message)


def _pages(numbers: Sequence[int]) -> str:
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
