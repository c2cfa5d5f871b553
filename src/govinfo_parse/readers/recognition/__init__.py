"""Pictures of reports, read by recognition: scans, pages of a PDF without text, pictures inside other files.

Rules make the cells and each cell is recognised by itself, so that what stands in one never runs into the next.  What
this gives is what every reader gives, text with its cells; only that each text knows how surely it was read.
"""

from __future__ import annotations

from govinfo_parse.readers.document import Document, TextBuilder
from govinfo_parse.readers.extras import from_extra
from govinfo_parse.readers.fixed.page import add_page

__all__ = ["read"]


def read(data: bytes, format: str) -> Document:
    """Read a picture file; a TIFF may have several pages.

    Args:
        data: the file's bytes.
        format: the format's name.

    Raises:
        DamagedFile: the file is no picture that can be opened.
        InputTooLarge: it has too many pixels or pages.
        MissingExtra: the recognition is not installed.
    """
    with from_extra("ocr"):
        from govinfo_parse.readers.recognition import engine, page, pictures
    builder = TextBuilder()
    columns: list[float] = []
    for number, picture in enumerate(pictures.opened(data), 1):
        blocks = page.read(picture.pixels, engine.engine(), picture.points)
        columns = list(add_page(builder, blocks, number, columns))
    return builder.document(format)
