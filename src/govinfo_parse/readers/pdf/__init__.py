"""PDF files, read with pdfium: ruled tables by their lines, everything else as lines of text.

pdfium itself has no limits on memory and time: a file that draws much, or that may, is read in a process of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from govinfo_parse.errors import DamagedFile, PasswordProtected
from govinfo_parse.readers import isolated
from govinfo_parse.readers.document import Document
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.pdf.streams import hides_layers, is_light

_PDFIUM = threading.Lock()
"""pdfium must not be used by several threads at once."""


def read(data: bytes, format: str, *, ocr: bool = False) -> Document:
    """Read a PDF file.

    Args:
        data: the file's bytes.
        format: the format's name.
        ocr: whether pages and pictures without text are read by recognition.

    Raises:
        DamagedFile: the file cannot be opened.
        PasswordProtected: it needs a password.
        NoTextLayer: no page has text; the pages are pictures, or empty.
        InputTooLarge: it has too many pages, or unpacks beyond the limits.
        MissingExtra: pypdfium2 is not installed, or with ``ocr`` the recognition.
    """
    with from_extra("pdf"):
        from govinfo_parse.readers.pdf import pages
    if not isolated.is_inside() and not is_light(data):
        return isolated.read_isolated(data, format, ocr=ocr)
    recognise = None
    if ocr:
        from govinfo_parse.readers.recognition import recognizer_of_pages

        recognise = recognizer_of_pages()
    with _opened(data) as document:
        return pages.read_pages(document, format, recognise, cache(lambda: hides_layers(data)))


def draw_pages(data: bytes) -> list[tuple[int, float, float, bytes]]:
    """Draw the first pages: for each page its number, its width and height in points when its text is upright, and a
    PNG file.

    Errors are those of :func:`read`.  What a page draws is not bounded here: this is meant for a process of its own.
    """
    with from_extra("pdf"):
        from govinfo_parse.readers.pdf import pages
    with _opened(data) as document:
        return pages.draw(document)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
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
            yield document
        finally:
            document.close()
