"""Files of any format, to reports."""

from __future__ import annotations

from os import PathLike
from typing import BinaryIO

import attrs

from govinfo_parse.model import Report
from govinfo_parse.parser import Parser, default_parser
from govinfo_parse.readers import MAX_BYTES, Document, read_document

__all__ = ["parse_document", "parse_file"]


def parse_file(
    source: str | PathLike[str] | BinaryIO,
    format: str | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    parser: Parser | None = None,
    isolated: bool = False,
    ocr: bool = False,
    strict: bool = False,
) -> Report:
    """Read a report from a file of any format the readers know.

    Spans of the report point into the text that :func:`read_document` gives for the same file.

    Args:
        source: a path, or a file opened for reading bytes.
        format: the format, such as ``"html"`` or ``"pdf"``; without it, the content decides.
        max_bytes: the size in bytes up to which a file is read.
        parser: the parser with the grammars to use; by default the built-in ones.
        isolated: whether to read the file in a process of its own, with a bound on memory and time; for files from
            people you do not know.
        ocr: whether pictures are read by recognition; needs the extra ``ocr``.
        strict: whether figures read from pictures are withheld that no sums vouch for.

    Raises:
        ValueError: the source is the text of a report; :func:`parse_report` reads texts.
        OSError: the file cannot be opened.
        GovinfoError: it cannot be read; see :func:`read_document` for the kinds.
    """
    if isinstance(source, str) and "\n" in source:
        begins = source.strip().partition("\n")[0]
        raise ValueError(f"the text that begins with {begins!r:.60} is no path; parse_report reads texts")
    document = read_document(source, format=format, max_bytes=max_bytes, isolated=isolated, ocr=ocr)
    return parse_document(document, parser, strict=strict)


def parse_document(document: Document, parser: Parser | None = None, *, strict: bool = False) -> Report:
    """Parse a document that was read before; what was lost in reading the file comes first among the diagnostics.

    Args:
        document: what :func:`read_document` gave.
        parser: the parser with the grammars to use; by default the built-in ones.
        strict: whether figures read from pictures are withheld that no sums vouch for.
    """
    parser = parser or default_parser()
    report = parser.parse(document.text, placed=document.placed_rows)
    if document.diagnostics:
        report = attrs.evolve(report, diagnostics=(*document.diagnostics, *report.diagnostics))
    if document.recognized:
        from govinfo_parse.vouching import vouched

        report = vouched(report, document, parser.indicators, strict=strict)
    return report
