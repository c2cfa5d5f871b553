"""Pictures of the pages of a file, for people to look at."""

from __future__ import annotations

from base64 import b64decode, b64encode
from os import PathLike
from typing import Any, BinaryIO

import attrs

from govinfo_parse.readers import isolated, read_bytes_of
from govinfo_parse.readers.limits import MAX_BYTES, PICTURES_SECONDS
from govinfo_parse.readers.sniff import unwrapped


@attrs.frozen
class PagePicture:
    """A page as it looks.

    Attributes:
        number: which page, from 1.
        width: its width in points, turned so that most of its text is upright, as for the boxes of its cells.
        height: its height in points.
        png: the picture, a PNG file.
    """

    number: int
    width: float
    height: float
    png: bytes


def page_pictures(source: str | PathLike[str] | BinaryIO, *, max_bytes: int = MAX_BYTES) -> tuple[PagePicture, ...]:
    """Pictures of the first pages of a PDF file, at most ``MAX_PICTURES``; none for other formats.

    They are drawn in a process of its own, with a bound on memory and time.

    Args:
        source: a path, or a file opened for reading bytes.
        max_bytes: the size in bytes up to which a file is read.

    Raises:
        OSError: the file cannot be opened.
        GovinfoError: its pages cannot be drawn; the kinds are those of :func:`govinfo_parse.read_document`.
    """
    format, data, _ = unwrapped(read_bytes_of(source, max_bytes))
    if format != "pdf":
        return ()
    found = isolated.run_isolated(drawn, data, format, PICTURES_SECONDS)
    return tuple(PagePicture(number, width, height, b64decode(png)) for number, width, height, png in found)


def drawn(data: bytes, format: str, *, ocr: bool) -> list[Any]:  # noqa: ARG001  all such functions are called alike
    """The pictures as data that JSON can hold; drawn in this process."""
    from govinfo_parse.readers.pdf import draw_pages

    return [(*picture[:3], b64encode(picture[3]).decode()) for picture in draw_pages(data)]
