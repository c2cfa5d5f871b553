"""Pictures of reports, read by recognition: scans, pages of a PDF without text, pictures inside other files.

Drawn lines (rules) make the cells, and each cell is recognised by itself, so that the text of one never runs into the
next.  The result is that of every reader, text with its cells; but each text also says how surely it was read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from govinfo_parse.errors import UnsupportedFormat
from govinfo_parse.readers.document import Box, Document, TextBuilder
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.fixed.page_blocks import PageBlock, add_page

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["read", "recognizer_of_pages", "recognizer_of_pictures"]


def read(data: bytes, format: str, *, ocr: bool = False) -> Document:
    """Read a picture file; a TIFF may have several pages.

    Args:
        data: the file's bytes.
        format: the format's name.
        ocr: whether recognition is asked for; without it nothing can be read.

    Raises:
        UnsupportedFormat: recognition was not asked for.
        DamagedFile: the file is not a picture that can be opened.
        InputTooLarge: it has too many pixels or pages.
        MissingExtra: the recognition is not installed.
    """
    if not ocr:
        raise UnsupportedFormat(
            "the file is a picture, which has no text layer; read it by recognition (ocr=True, --ocr)"
        )
    with from_extra("ocr"):
        from govinfo_parse.readers.recognition import crops, decoding, engine, page_recognition
    builder, pieces = TextBuilder(), crops.Crops()
    columns: Sequence[float] = ()
    for number, picture in enumerate(decoding.decoded(data), 1):
        blocks = page_recognition.read_picture(picture.pixels, engine.engine(), picture.points, pieces)
        columns = add_page(builder, blocks, number, columns)
    return builder.document(format)


def recognizer_of_pages() -> Callable[[pypdfium2.PdfPage, Box | None], list[PageBlock]]:
    """A function that reads a page of a PDF as it is shown, or the picture in a box of it.

    Raises:
        MissingExtra: the recognition is not installed.
    """
    with from_extra("ocr"):
        from govinfo_parse.readers.recognition import crops, engine, page_recognition, rendering
    reader, pieces = engine.engine(), crops.Crops()

    def recognise(given: pypdfium2.PdfPage, box: Box | None) -> list[PageBlock]:
        rendered = rendering.rendered(given, box)
        if rendered is None:
            return []
        return page_recognition.read_picture(
            rendered.pixels, reader, rendered.points, pieces, (0.0, 0.0) if box is None else box[:2]
        )

    return recognise


def recognizer_of_pictures() -> Callable[[bytes], list[PageBlock]]:
    """A function that reads a picture inside a file.

    Raises:
        MissingExtra: the recognition is not installed.
    """
    with from_extra("ocr"):
        from govinfo_parse.readers.recognition import crops, decoding, engine, page_recognition
    reader, pieces = engine.engine(), crops.Crops()

    def recognise(data: bytes) -> list[PageBlock]:
        return [
            block
            for picture in decoding.decoded(data)
            for block in page_recognition.read_picture(picture.pixels, reader, picture.points, pieces)
        ]

    return recognise
