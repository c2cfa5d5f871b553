"""How much a reader accepts.  Every bound of the readers is here, and in ``docs/formats.md``.

A report is a few hundred cells and some ten thousand characters, so these bounds are far above anything published
and far below what would overload the machine.
"""

from __future__ import annotations

from typing import IO, Any

from govinfo_parse.errors import InputTooLarge

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of the file; the default of ``max_bytes``."""

MAX_MARKUP = 1_000_000
"""``<`` characters of one HTML or XML text: every element costs a few hundred bytes of memory."""

MAX_STYLES = 50_000
"""Different ``style``s of the elements of a page, and as many classes."""

MAX_CELLS = 200_000
"""Positions of all tables of a document, those covered by merged cells included."""

MAX_DOCUMENT_CHARACTERS = 10_000_000
"""Characters of a document's text."""

MAX_COLUMN_SPAN = 1_000
"""The HTML standard's limit for ``colspan``."""

MAX_ROW_SPAN = 65_534
"""The HTML standard's limit for ``rowspan``."""

MAX_MEMBERS = 5_000
"""Members of an archive."""

MAX_MEMBER_BYTES = 64 * 1024 * 1024
"""Bytes of one archive member when unpacked."""

MAX_UNPACKED_BYTES = 192 * 1024 * 1024
"""Bytes of all archive members when unpacked."""

MAX_RATIO = 300
"""Unpacked to packed size of an archive member above ``RATIO_FREE_BYTES``; real documents stay below 100."""

RATIO_FREE_BYTES = 1024 * 1024
"""Archive members up to this size are never taken for bombs."""

MAX_SHEETS = 500
"""Sheets of a workbook."""

MAX_PAGES = 500
"""Pages of a PDF or OFD document."""

MAX_PIXELS = 60_000_000
"""Pixels of one picture that is read by recognition; a page of A4 at 600 dpi has 35 million."""

MAX_CROP_BYTES = 3 * 1024 * 1024
"""Bytes of all pieces of pictures that a document keeps for the review page; a page with three tables takes 0.4 MiB."""

MAX_CROP_SIDE = 600
"""Pixels along the longer side of such a piece, at some 200 dpi; larger cells hold no figures."""

MAX_PAGE_OBJECTS = 30_000
"""Drawn objects, or characters, of one page that are examined for tables."""

MAX_DOCUMENT_OBJECTS = 400_000
"""Drawn objects and characters of all pages of a PDF or OFD document."""

MAX_PDF_CONTENT = 4 * 1024 * 1024
"""Bytes drawn by all pages of a PDF, unpacked, up to which it is read in this process."""

MAX_PDF_FORMS = 2_000
"""Forms that a page of a PDF may draw, those inside other forms included, up to which it is read in this process."""

MAX_PDF_TEXTS = 20_000
"""Texts that all pages of a PDF show one by one up to which it is read in this process: those of a line cost pdfium the
square of their number."""

MAX_PDF_MARKS = 4_000
"""Marks of content of a PDF that are open inside one another, all its streams together, up to which it is read in this
process: one within ten thousand others takes half a gigabyte."""

ISOLATED_SECONDS = 6
"""Seconds of processor time for a file that is read in a process of its own."""

ISOLATED_WAIT = 60.0
"""Seconds by the clock after which such a process is ended, however busy the machine."""

ISOLATED_BYTES = 768 * 1024 * 1024
"""Bytes of memory for such a process."""

MAX_CLIPS = 300_000
"""Corners of the shapes that the objects of one page of a PDF are clipped to."""

MAX_OFD_CONTENT = 32 * 1024 * 1024
"""Bytes of all pages of an OFD file and of what they are made of, one that is used again counted again."""

MAX_PICTURES = 60
"""How many pages of a PDF are drawn as pictures."""

PICTURE_PIXELS = 1500
"""Pixels along the longer side of the picture of a page."""

PICTURES_SECONDS = 40
"""Seconds of processor time for the pictures of a file."""

RECOGNITION_SECONDS = 1_800
"""Seconds of processor time for such a process where it recognises pictures; a page takes some seconds."""

RECOGNITION_BYTES = 4 * 1024 * 1024 * 1024
"""Bytes of memory that it may claim, most of which the libraries never touch."""

CONVERSION_SECONDS = 120.0
"""Time LibreOffice is given for one file, by the clock."""

CONVERSION_PROCESSOR_SECONDS = 30
"""Seconds of processor time that LibreOffice is given for one file; it takes two for a report."""

CONVERSION_BYTES = 1024 * 1024 * 1024
"""Bytes of memory that LibreOffice may claim, of which it uses a quarter for a report."""

_FIRST_PIECE = 16 * 1024


def read_within(file: IO[Any], max_bytes: int) -> Any:
    """What a file opened for reading holds.

    Raises:
        InputTooLarge: that is more than ``max_bytes``.
    """
    # Python reserves as much memory as it is asked to read, and most files are small.
    pieces, size, left = [file.read(0)], _FIRST_PIECE, max_bytes
    while left >= 0 and (piece := file.read(min(size, left + 1))):
        pieces.append(piece)
        left -= len(piece)
        size *= 2
    if left < 0:
        raise InputTooLarge(f"the file has more than {max_bytes:,} bytes; max_bytes sets the limit")
    return pieces[0].join(pieces[1:])
