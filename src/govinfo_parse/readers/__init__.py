"""Turns files in the formats that reports are published in into text with cells."""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from govinfo_parse.errors import UnsupportedFormat
from govinfo_parse.readers.containers.zip_archive import Archive
from govinfo_parse.readers.document import Document, SourceCell
from govinfo_parse.readers.formats import FORMATS, TABLE
from govinfo_parse.readers.limits import MAX_BYTES, read_within
from govinfo_parse.readers.sniff import unwrapped

__all__ = ["FORMATS", "MAX_BYTES", "Document", "SourceCell", "read_document"]


def read_document(
    source: str | PathLike[str] | BinaryIO,
    *,
    format: str | None = None,
    max_bytes: int = MAX_BYTES,
    isolated: bool = False,
    ocr: bool = False,
) -> Document:
    """Read a file of any known format as text with its cells.

    Args:
        source: a path, or a file opened for reading bytes.
        format: one of ``FORMATS``; without it, the content decides.
        max_bytes: the size in bytes up to which a file is read.
        isolated: whether to read it in a process of its own, with a bound on memory and time; for files from people
            you do not know.  That takes some tenths of a second more.
        ocr: whether pictures are read by recognition: files that are pictures, pages of a PDF without text, pictures
            inside HTML and Word files.  Needs the extra ``ocr``, and some seconds for each page.

    Raises:
        OSError: the file cannot be opened.
        TypeError: the source is neither a path nor a binary file.
        InputTooLarge: the file, or what it unpacks to, is over a limit.
        UnsupportedFormat: the file is in no known format.
        DamagedFile: it is empty, cut short or broken.
        PasswordProtected: it needs a password.
        NoTextLayer: its pages are pictures.
        ArchiveOfSeveral: it is an archive of several reports.
        UndecodableText: it is text in no known encoding.
        MissingExtra: the library that reads this format is not installed.
        ConverterMissing, ConverterFailed: LibreOffice is needed and missing, or it failed.
    """
    if format is not None and format not in TABLE:
        raise UnsupportedFormat(f"{format!r} is no known format; known are {', '.join(FORMATS)}")
    data = read_bytes_of(source, max_bytes)
    if isolated:
        from govinfo_parse.readers import isolated as process

        return process.read_isolated(data, format, ocr=ocr)
    return read_bytes(data, format, ocr=ocr)


def read_bytes(data: bytes, format: str | None = None, *, ocr: bool = False) -> Document:
    """Read the bytes of a file in this process; errors are those of :func:`read_document`."""
    content: bytes | Archive = data
    if format is None or TABLE[format].shows is None:  # a text may begin like an archive
        found, content, archive = unwrapped(data)
        format = format or found
        if archive is not None and TABLE[format].takes_archive:
            content = archive
    options = {"ocr": True} if ocr and TABLE[format].has_pictures else {}
    document: Document = import_module(f"{__name__}.{TABLE[format].reader}").read(content, format, **options)
    return document


def read_bytes_of(source: str | PathLike[str] | BinaryIO, max_bytes: int) -> bytes:
    """The bytes of a path, or of a file opened for reading bytes; errors are those of :func:`read_document`."""
    if isinstance(source, str | PathLike):
        with Path(source).open("rb") as file:
            data = read_within(file, max_bytes)
    elif hasattr(source, "read"):
        data = read_within(source, max_bytes)
    else:
        raise TypeError(f"a path or a binary file is needed, not {type(source).__name__}")
    if not isinstance(data, bytes):
        raise TypeError("the file must be opened for reading bytes ('rb'); for text there is parse_report")
    return data
