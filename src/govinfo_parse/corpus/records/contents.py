"""Turns the content of one source into a report."""

from __future__ import annotations

import hashlib
import io
from typing import Any, TypeGuard

import attrs

from govinfo_parse.checks import completeness
from govinfo_parse.corpus.records.packing import pack, unpack
from govinfo_parse.corpus.sources.source import Content, Fault, Source
from govinfo_parse.errors import DamagedFile
from govinfo_parse.file_parsing import parse_document
from govinfo_parse.model import Diagnostic, Report, Severity
from govinfo_parse.parser import Parser
from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.limits import MAX_BYTES

_IDENTITY_DIGITS = 32


class _Unpacks:
    """Fills the slots ``document`` and ``report`` of a reading that came packed when one of them is asked for."""

    __slots__ = ("_content", "_packed")
    _packed: bytes
    _content: Content

    def __getattr__(self, name: str) -> Any:
        # Python comes here only for a slot that is empty.
        if name not in {"document", "report"}:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
        document, report = unpack(self._packed)
        object.__setattr__(self, "document", document or document_of(self._content))
        object.__setattr__(self, "report", report)
        return getattr(self, name)


@attrs.frozen
class Reading(_Unpacks):
    """The result of one source.

    Attributes:
        source: the source's name.
        size: the size of its content in bytes, or None where it could not be fetched.
        sha256: the hash of its content in hexadecimal, or None likewise.
        document: its text, and what the page states about it; None where it was not read.
        report: the report, or None likewise.
        fault: why it was not read, or None.
    """

    source: str
    size: int | None = None
    sha256: str | None = None
    document: Document | None = None
    report: Report | None = None
    fault: Fault | None = None

    @property
    def identity(self) -> str:
        """The report's id: the first half of the content's hash, the same wherever that content is met."""
        return (self.sha256 or "")[:_IDENTITY_DIGITS]


Packed = tuple[str, int | None, str | None, Fault | None, bytes | None]
"""A reading on its way back from a worker: document and report are bytes, or None with a fault."""


def packed(reading: Reading, content: Content = b"") -> Packed:
    """The parts of a reading that are sent.

    Args:
        reading: the reading.
        content: what the process that gets the reading has already: a text that is a document as it stands is not sent
            back to it.
    """
    sent = None
    if reading.document is not None and reading.report is not None:
        sent = pack(None if _is_document(content) else reading.document, reading.report)
    return reading.source, reading.size, reading.sha256, reading.fault, sent


def unpacked(sent: Packed, content: Content = b"") -> Reading:
    """The reading that was sent; its document and report are built when they are asked for.

    Args:
        sent: what came.
        content: the same as was given when it was packed.
    """
    source, size, sha256, fault, packed = sent
    reading = Reading(source, size, sha256, fault=fault)
    if packed is not None:
        object.__delattr__(reading, "document")
        object.__delattr__(reading, "report")
        object.__setattr__(reading, "_packed", packed)
        object.__setattr__(reading, "_content", content)
    return reading


def _is_document(content: Content) -> TypeGuard[str]:
    """Whether content is text that is no HTML."""
    return isinstance(content, str) and "<" not in content


def fetch(source: Source, max_bytes: int = MAX_BYTES) -> tuple[Reading, Content]:
    """The content of a source, named and hashed but not yet read; a fault where there is none."""
    if source.fault is not None or source.place is None:
        return Reading(source.name, source.size, fault=source.fault), b""
    try:
        content = source.place.read(max_bytes)
    except Exception as error:  # noqa: BLE001  whatever is wrong with one source is that source's fault
        return Reading(source.name, source.size, fault=Fault.of(error)), b""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Reading(source.name, len(data), hashlib.sha256(data).hexdigest()), content


def read_content(
    reading: Reading, content: Content, parser: Parser, *, ocr: bool = False, strict: bool = False
) -> Reading:
    """The report in the content; a fault where it cannot be read."""
    if reading.fault is not None:
        return reading
    try:
        document = document_of(content, ocr=ocr)
        report = parse_document(document, parser, strict=strict)
    except Exception as error:  # noqa: BLE001  whatever is wrong with one source is that source's fault
        return attrs.evolve(reading, fault=Fault.of(error))
    return Reading(reading.source, reading.size, reading.sha256, document, report)


def document_of(content: Content, *, ocr: bool = False) -> Document:
    """The text of a source with its cells.

    What is given as text is what ``parse_report`` would be given; it is read like a file only where it may be HTML.

    Raises:
        GovinfoError: the content is of no known format, broken or empty.
    """
    if not _is_document(content):
        data = content.encode("utf-8") if isinstance(content, str) else content
        return read_document(io.BytesIO(data), ocr=ocr)
    if not content or content.isspace():
        raise DamagedFile("the text is empty")
    return Document(content, "text")


def doubtful(report: Report) -> bool:
    """Whether something of a report needs a look: a warning or an error of the reading, or a violated relation.

    A report in which a whole table is missing, one in which nothing was read, and a blank form need one too.
    """
    return (
        any(map(_is_warning_or_error, report.diagnostics))
        or any(f.outcome == "violated" for f in report.findings)
        or bool(completeness(report))
    )


def _is_warning_or_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is not Severity.INFO
