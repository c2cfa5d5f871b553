"""The text of a file with its cells, and how a reader builds it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import Any, Literal, NamedTuple, Self, TypeAlias

import attrs

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.model import Diagnostic, Severity, Span
from govinfo_parse.readers.limits import MAX_CELLS, MAX_DOCUMENT_CHARACTERS
from govinfo_parse.readers.places import Place
from govinfo_parse.readers.text.spaces import count_unmapped, line_text


class Cover(Enum):
    """A position of a table that a merged cell covers.  A blank cell is there and empty, and its text is ``""``."""

    LEFT = "left"
    """Covered by the cell at its left, in the same row."""
    ABOVE = "above"
    """Covered by a cell that begins in a row above."""

    def __bool__(self) -> Literal[False]:
        return False


Row: TypeAlias = Sequence[str | Cover]
"""A table row with its cells at their true grid columns, as far as its own cells and those above it reach."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the top left of the page."""


class Recognized(str):
    """A text that recognition read from a picture; it is a str like any other, and also says how surely it was read.

    Attributes:
        confidence: how sure the recognition is of the least sure character, from 0 to 1.
        others: what the text may be instead, according to the recognition.
        picture: the piece of the picture that it was read from, a JPEG file; empty where none was kept.
    """

    __slots__ = ("confidence", "others", "picture")
    confidence: float
    others: tuple[str, ...]
    picture: bytes

    def __new__(cls, text: str, confidence: float = 1.0, others: Sequence[str] = (), picture: bytes = b"") -> Self:
        """The text with what is known of its reading."""
        made = super().__new__(cls, text)
        made.confidence, made.others, made.picture = confidence, tuple(others), picture
        return made


@attrs.frozen
class SourceCell:
    """Where a table cell of the file is in the text.

    Attributes:
        span: the cell's text in ``Document.text``.
        page: the page or sheet, from 1; None where the format has no pages.
        table: the table in the document, from 1.
        row: the row in the table, from 1.
        column: the grid column in the table, from 1; columns under merged cells count.
        columns: how many grid columns the cell spans.
        rows: how many rows it spans.
        box: where it is drawn on its page; None where the format has no pages, or where it is not known.
        recognized: the text as recognition read it from a picture, None where it was read from text.
    """

    span: Span
    page: int | None
    table: int
    row: int
    column: int
    columns: int = 1
    rows: int = 1
    box: Box | None = None
    recognized: Recognized | None = None


class PlacedRow(NamedTuple):
    """A table row and where it begins in the text; its cells are made when they are asked for.

    Attributes:
        offset: where the row's line begins in the text.
        page: the page or sheet, from 1; None where the format has no pages.
        table: the table in the document, from 1.
        number: the row in the table, from 1; a row without text has no line, but is counted.
        texts: its cells' texts, and the positions that other cells cover.
        boxes: where its positions are drawn on the page, None under other cells; empty where that is not known.
    """

    offset: int
    page: int | None
    table: int
    number: int
    texts: Row
    boxes: Sequence[Box | None] = ()

    def cells(self, last_rows: Mapping[int, int]) -> Iterator[SourceCell]:
        """The row's cells; positions under a merged cell are not cells.

        Args:
            last_rows: for columns whose cells reach down into rows below, the last of these rows.
        """
        offset, width = self.offset, len(self.texts)
        for place, text in enumerate(self.texts):
            if isinstance(text, Cover):
                offset += 1
                continue
            end, next_place = offset + len(text), place + 1
            while next_place < width and self.texts[next_place] is Cover.LEFT:
                next_place += 1
            rows = last_rows.get(place, self.number) - self.number + 1
            yield SourceCell(
                Span(offset, end),
                *(self.page, self.table, self.number, place + 1, next_place - place, rows),
                self.boxes[place] if self.boxes else None,
                text if isinstance(text, Recognized) else None,
            )
            offset = end + 1


@attrs.frozen
class Document:
    """A file as text: paragraphs as lines, tables as rows of cells with a tab between two cells.

    A merged cell's text is at its top-left position; every other position it covers is an empty cell.

    Attributes:
        text: the text; spans of cells, and of a report parsed from it, point into it.
        format: the format of the bytes, by its name in ``FORMATS``: "html", "docx", "text", ...
        published: the publication date (发布日期) that the page states, as ``YYYY-MM-DD``, or None.
        index_number: the index number (索引号) that the page states, or None.
        publisher: the publishing body (发布机构) that the page states, or None.
        diagnostics: what was lost or doubtful when the file was read.
        recognized: the lines of the text that recognition read from pictures, in order.
    """

    text: str
    format: str
    _rows: tuple[PlacedRow, ...] = attrs.field(default=(), repr=False, kw_only=True)
    published: str | None = None
    index_number: str | None = None
    publisher: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    recognized: tuple[Span, ...] = ()

    @property
    def placed_rows(self) -> tuple[PlacedRow, ...]:
        """The rows of the file's own tables, with what merged cells cover."""
        return self._rows

    @cached_property
    def cells(self) -> tuple[SourceCell, ...]:
        """The cells of the file's own tables, in reading order; none for markdown and text."""
        found: list[list[SourceCell]] = []
        last_rows: dict[int, int] = {}
        below: PlacedRow | None = None
        for row in reversed(self._rows):  # the rows below a cell show how far it reaches down
            if below is None or below.table != row.table:
                last_rows = {}
            found.append(list(row.cells(last_rows)))
            last_rows = {
                place: last_rows.get(place, row.number) for place, text in enumerate(row.texts) if text is Cover.ABOVE
            }
            below = row
        return tuple(cell for cells in reversed(found) for cell in cells)

    def place(self, span: Span) -> Place:
        """Where a span of the text is in the file.

        ``str(document.place(cell.span))`` says it in the user's language: 表3 第27行 第4列.

        Raises:
            ValueError: the text has no such place.
        """
        if not 0 <= span.start <= span.end <= len(self.text):
            raise ValueError(f"the text has {len(self.text)} characters and no place {span.start} to {span.end}")
        line = self.text.count("\n", 0, span.start) + 1
        found = bisect_right(self.cells, span.start, key=lambda cell: cell.span.start) - 1
        if found < 0 or span.start > self.cells[found].span.end:
            return Place(line)
        cell = self.cells[found]
        return Place(line, cell.page, cell.table, cell.row, cell.column)


def document_as_data(document: Document) -> dict[str, Any]:
    """A document as data that JSON can hold, for :func:`document_from_data`."""
    return {
        "text": document.text,
        "format": document.format,
        "rows": [
            (*row[:4], [_plain_text(text) for text in row.texts], row.boxes)
            for row in document._rows  # noqa: SLF001 - it belongs to this module
        ],
        "stated": (document.published, document.index_number, document.publisher),
        "diagnostics": [(note.code, note.severity.value, note.message, note.line) for note in document.diagnostics],
        "recognized": [(span.start, span.end) for span in document.recognized],
    }


def _plain_text(text: str | Cover) -> Any:
    if isinstance(text, Cover):
        return [text.value]
    if isinstance(text, Recognized):
        return [str(text), text.confidence, text.others, b64encode(text.picture).decode()]
    return text


def _text_of(plain: Any) -> str | Cover:
    if isinstance(plain, str):
        return plain
    if len(plain) == 1:
        return Cover(plain[0])
    text, confidence, others, picture = plain
    return Recognized(text, confidence, others, b64decode(picture))


def document_from_data(found: Mapping[str, Any]) -> Document:
    """The document of :func:`document_as_data`."""
    rows = tuple(
        PlacedRow(
            *(offset, page, table, number),
            [_text_of(text) for text in texts],
            [None if box is None else tuple(box) for box in boxes] or (),
        )
        for offset, page, table, number, texts, boxes in found["rows"]
    )
    notes = tuple(
        Diagnostic(code, Severity(severity), message, line=line)
        for code, severity, message, line in found["diagnostics"]
    )
    recognized = tuple(Span(*span) for span in found["recognized"])
    published, index_number, publisher = found["stated"]
    return Document(
        *(found["text"], found["format"], published, index_number, publisher),
        diagnostics=notes,
        recognized=recognized,
        rows=rows,
    )


class TextBuilder:
    """Collects paragraphs and tables and keeps count of where each cell lands."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._offset = 0
        self._rows: list[PlacedRow] = []
        self._recognized: list[Span] = []
        self._positions = 0
        self._table = 0
        self._row = 0
        self._in_table = False

    def paragraph(self, text: str) -> None:
        """Add prose; each of its lines is a line of the text, empty ones are dropped."""
        is_recognized = isinstance(text, Recognized)
        for line in text.splitlines():
            if line := line_text(line):
                self._leave_table()
                self._line(line, is_recognized=is_recognized)

    def table(
        self,
        rows: Iterable[Row],
        page: int | None = None,
        *,
        boxes: Sequence[Sequence[Box | None]] = (),
        continued: bool = False,
    ) -> None:
        """Add a table; with ``continued`` its rows follow the table before without a gap.

        Args:
            rows: the rows from top to bottom.
            page: the page they are on.
            boxes: for each row where its positions are drawn; empty where that is not known.
            continued: whether they go on from the table before.

        Raises:
            InputTooLarge: the document's tables have too many positions.
        """
        if not (continued and self._in_table):
            self._leave_table()
            self._blank()
            self._table += 1
            self._row = 0
        for place, row in enumerate(rows):
            self._row += 1
            self._positions += len(row)
            if self._positions > MAX_CELLS:
                raise InputTooLarge(f"the tables have more than {MAX_CELLS:,} cells; this is no annual report")
            if any(row) or (len(row) > 1 and any(isinstance(text, str) for text in row)):
                drawn = boxes[place] if boxes else ()
                self._add(PlacedRow(self._offset, page, self._table, self._row, row, drawn))
        self._in_table = True

    def _add(self, row: PlacedRow) -> None:
        self._rows.append(row)
        is_recognized = Recognized in map(type, row.texts)
        self._line("\t".join([text or "" for text in row.texts]), is_recognized=is_recognized)

    def widen(self, widths: Sequence[int]) -> None:
        """Divide the columns of the table that was added last, because its next part is printed on a finer grid.

        Args:
            widths: for each of its columns, how many columns of the finer grid it is.
        """
        rows = [row for row in self._rows if row.table == self._table] if self._in_table else []
        if not rows or any(len(row.texts) != len(widths) for row in rows):
            return
        self._offset = rows[0].offset
        del self._rows[-len(rows) :], self._lines[-len(rows) :]
        self._recognized = [span for span in self._recognized if span.start < self._offset]
        for row in rows:
            self._positions += sum(widths) - len(widths)
            texts = [
                one
                for text, width in zip(row.texts, widths, strict=True)
                for one in (text, *[text if isinstance(text, Cover) else Cover.LEFT] * (width - 1))
            ]
            boxes = (
                [one for box, width in zip(row.boxes, widths, strict=True) for one in (box, *[None] * (width - 1))]
                if row.boxes
                else ()
            )
            self._add(row._replace(offset=self._offset, texts=texts, boxes=boxes))

    def _leave_table(self) -> None:
        if self._in_table:
            self._in_table = False
            self._blank()

    def _blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._line("")

    @property
    def lines(self) -> int:
        """How many lines the text has so far."""
        return len(self._lines)

    def _line(self, line: str, *, is_recognized: bool = False) -> None:
        if is_recognized:
            self._recognized.append(Span(self._offset, self._offset + len(line)))
        self._lines.append(line)
        self._offset += len(line) + 1
        if self._offset > MAX_DOCUMENT_CHARACTERS:
            raise InputTooLarge(
                f"the text has more than {MAX_DOCUMENT_CHARACTERS:,} characters; this is no annual report"
            )

    def document(self, format: str, diagnostics: Iterable[Diagnostic] = ()) -> Document:
        """The document built so far."""
        text = "\n".join(self._lines)
        notes = (*diagnostics, *text_diagnostics(text))
        return Document(text, format, rows=tuple(self._rows), diagnostics=notes, recognized=tuple(self._recognized))


def text_diagnostics(text: str) -> tuple[Diagnostic, ...]:
    """Diagnostics for losses that the text itself shows: glyphs without a known character."""
    if not (count := count_unmapped(text)):
        return ()
    message = (
        f"{count} characters have no known meaning (their font or encoding does not tell it); "
        "compare the figures with the printed page"
    )
    return (Diagnostic("unmapped-characters", Severity.WARNING, message),)
