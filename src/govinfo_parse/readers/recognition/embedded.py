"""Pictures among the text of a file: read where they are, or named in a diagnostic.

A reader of such a file puts a mark in place of each picture and gives its text to an :class:`Embedded`, which
takes the marks out again.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_to_bytes

from govinfo_parse.errors import DamagedFile, InputTooLarge
from govinfo_parse.model import Diagnostic, Severity
from govinfo_parse.readers.document import Cover, TextBuilder
from govinfo_parse.readers.recognition import recognizer_of_pictures

RECOGNITION_READS = "recognition reads pictures that are given with the file (ocr=True, --ocr)"
"""What to do about a picture that was not read."""

_LEAST = 5_000
"""How many bytes a picture with a table has at least; smaller ones are signs and logos."""
_MOST = 100
"""How many pictures of a file are read, or named as not read."""
_MOST_SHOWN = 10
_MARK = re.compile("\ufdd0(\\d{1,4})\ufdd1")
_MARKS = re.compile(f"(?:{_MARK.pattern})+")
_DATA = re.compile(r"data:image/[\w.+-]{1,40}((?:;[^,;]{0,100})*),", re.IGNORECASE)


class Embedded:
    """The pictures of a file.

    Args:
        ocr: whether they are read.
    """

    def __init__(self, *, ocr: bool) -> None:
        self._pictures: list[bytes | None] = []
        self._elsewhere: list[int] = []
        self._recognise = recognizer_of_pictures() if ocr else None
        self._notes: list[Diagnostic] = []

    @property
    def notes(self) -> Iterator[Diagnostic]:
        """Diagnostics for the pictures that were not read, with their places."""
        yield from self._notes
        if self._elsewhere:
            places = ", ".join(f"line {line}" for line in self._elsewhere[:_MOST_SHOWN])
            message = f"a picture that may hold a table was not read: {places}; {RECOGNITION_READS}"
            yield Diagnostic("picture-not-read", Severity.INFO, message, line=self._elsewhere[0])

    def mark(self, data: bytes | None) -> str:
        """The mark for a picture in the text; empty for one that holds no table.

        Args:
            data: its bytes; None where they are not in the file.
        """
        if (data is not None and len(data) < _LEAST) or len(self._pictures) >= _MOST:
            return ""
        self._pictures.append(data)
        return f"\ufdd0{len(self._pictures) - 1}\ufdd1"

    def paragraph(self, builder: TextBuilder, text: str) -> None:
        """Add a paragraph, with the pictures in it between what is before and after them."""
        if not self._pictures or "\ufdd0" not in text:
            builder.paragraph(text)
            return
        for place, part in enumerate(_MARK.split(text)):
            if place % 2:
                self._add(builder, int(part))
            else:
                builder.paragraph(part)

    def table(self, builder: TextBuilder, rows: Sequence[Sequence[str | Cover]]) -> None:
        """Add a table, the pictures in its cells after it."""
        if not self._pictures:
            builder.table(rows)
            return
        inside = [int(number) for row in rows for text in row if text for number in _MARK.findall(text)]
        builder.table(
            [[_MARKS.sub(_gap_in_place, text) if text else text for text in row] for row in rows] if inside else rows
        )
        for number in inside:
            self._add(builder, number)

    def _add(self, builder: TextBuilder, number: int) -> None:
        if number >= len(self._pictures):
            return
        data = self._pictures[number]
        if data is None:
            self._elsewhere.append(builder.lines + 1)
            return
        if self._recognise is not None and self._read(builder, data):
            return
        line = builder.lines + 1
        message = f"a picture that may hold a table was not read: line {line}; {RECOGNITION_READS}"
        self._notes.append(Diagnostic("picture-not-read", Severity.WARNING, message, line=line))

    def _read(self, builder: TextBuilder, data: bytes) -> bool:
        """Add what recognition reads in a picture; returns whether it could be read."""
        try:
            blocks = [] if self._recognise is None else self._recognise(data)
        except (DamagedFile, InputTooLarge):
            return False
        for block in blocks:
            if block.rows is None:
                builder.paragraph(block.text)
            else:
                builder.table(block.rows)
        return True


def _gap_in_place(marks: re.Match[str]) -> str:
    """What replaces marks that are taken out of a cell: two figures with a picture between them stay two figures."""
    before, behind = marks.string[: marks.start()][-1:], marks.string[marks.end() :][:1]
    return " " if before and behind and not (before + behind).isalpha() else ""


def data_of(address: str) -> bytes | None:
    """The bytes of a picture that a ``data:`` address holds; None for any other address, which is never fetched."""
    match = _DATA.match(address)
    if match is None:
        return None
    rest = address[match.end() :]
    if not match[1].lower().endswith(";base64"):
        return unquote_to_bytes(rest)
    try:
        return base64.b64decode(unquote_to_bytes(rest))
    except (binascii.Error, ValueError):
        return None
