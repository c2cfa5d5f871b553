"""The source, built again from its text and cells; the markup of the file itself is never used."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from itertools import groupby

from govinfo_parse.model import Diagnostic
from govinfo_parse.readers import SourceCell
from govinfo_parse.reviewing.marks import Marks
from govinfo_parse.reviewing.markup import Markup, both, element, join_markup
from govinfo_parse.reviewing.subject import Subject

LINE_END = re.compile(r"\r\n|\r|\n")


def source(subject: Subject, marks: Marks) -> Markup:
    """The whole source with its marks."""
    return join_markup(_document_source(subject, marks) if subject.tables else _plain_source(subject, marks))


def _plain_source(subject: Subject, marks: Marks) -> Iterator[Markup]:
    """Text without cells of its own, unchanged, with line numbers."""
    begin, lines = 0, []
    for number, end in enumerate(_line_ends(subject.text), 1):
        lines.append(element("i", id=f"line{number}", data_line=str(number)))
        lines.append(marks.html(begin, end, closed=end == len(subject.text)))
        begin = end
    yield element("pre", *lines)


def _line_ends(text: str) -> Iterator[int]:
    """Where each line ends, after its line end."""
    end = 0
    for match in LINE_END.finditer(text):
        end = match.end()
        yield end
    if end < len(text):
        yield len(text)


def _document_source(subject: Subject, marks: Marks) -> Iterator[Markup]:
    """Paragraphs as paragraphs and tables as tables, in the order of the text."""
    begin, line = 0, 1
    for _, group in groupby(subject.tables, key=lambda cell: cell.table):
        cells = list(group)
        yield from _source_paragraphs(subject, marks, begin, cells[0].span.start, line)
        line += subject.text.count("\n", begin, cells[0].span.start)
        yield _source_table(subject, marks, cells, _rows_to_lines(subject, cells, line))
        begin = cells[-1].span.end
        line += subject.text.count("\n", cells[0].span.start, begin)
    yield from _source_paragraphs(subject, marks, begin, len(subject.text), line)


def _rows_to_lines(subject: Subject, cells: Sequence[SourceCell], line: int) -> dict[int, int]:
    """For each row of a table, its line in the text."""
    found: dict[int, int] = {}
    at = cells[0].span.start
    for cell in cells:
        if cell.row not in found:
            line += subject.text.count("\n", at, cell.span.start)
            at = cell.span.start
            found[cell.row] = line
    return found


def _source_paragraphs(subject: Subject, marks: Marks, begin: int, end: int, line: int) -> Iterator[Markup]:
    for number, text in enumerate(subject.text[begin:end].split("\n"), line):
        if text.strip():
            yield element("p", marks.html(begin, begin + len(text)), id=f"line{number}", data_line=str(number))
        begin += len(text) + 1


def _source_table(subject: Subject, marks: Marks, cells: Sequence[SourceCell], lines: dict[int, int]) -> Markup:
    pages = [str(page) for page in dict.fromkeys(cell.page for cell in cells) if page is not None]
    number = str(cells[0].table)
    chinese, english = f"来源表格 {number}", f"source table {number}"
    if pages:
        chinese, english = f"{chinese}，第 {'、'.join(pages)} 页", f"{english}, page {', '.join(pages)}"
    covered: set[tuple[int, int]] = set()
    rows = []
    for row, members in groupby(cells, key=lambda cell: cell.row):
        texts = _source_row(subject, marks, list(members), covered)
        rows.append(element("tr", *texts, id=f"line{lines[row]}", data_row=str(row)))
    caption = element("caption", both(chinese, english))
    return element("table", caption, element("tbody", *rows), data_table=number)


def _source_row(
    subject: Subject, marks: Marks, cells: Sequence[SourceCell], covered: set[tuple[int, int]]
) -> Iterator[Markup]:
    """The cells of a row, and what lies between them: everything that was read is shown, wherever it was read from."""
    column, begin = 1, subject.text.rfind("\n", 0, cells[0].span.start) + 1
    for cell in cells:
        free = sum((cell.row, place) not in covered for place in range(column, cell.column))
        yield from _covered_positions(marks, begin, cell.span.start - 1, free)
        columns, rows = extent(cell)
        covered.update((cell.row + down, cell.column + right) for down in range(rows) for right in range(columns))
        column, begin = cell.column + columns, cell.span.end + 1
        yield element(
            "td",
            marks.html(cell.span.start, cell.span.end),
            *_picture_piece(cell, marks),
            colspan=str(columns) if columns > 1 else None,
            rowspan=str(rows) if rows > 1 else None,
            data_column=str(cell.column),
        )
    end = subject.text.find("\n", begin - 1)
    yield from _covered_positions(marks, begin, len(subject.text) if end < 0 else end, 0)


def _picture_piece(cell: SourceCell, marks: Marks) -> Iterator[Markup]:
    """The piece of a picture that a figure of the record was read from."""
    if cell.recognized is not None and cell.recognized.picture and any(marks.within(cell.span)):
        data = b64encode(cell.recognized.picture).decode()
        yield element(
            "img", src=f"data:image/jpeg;base64,{data}", alt="图片中的原样 as it is in the picture", class_="piece"
        )


def extent(cell: SourceCell) -> tuple[int, int]:
    """How many columns and rows of the grid a cell spans."""
    return cell.columns, cell.rows


def _covered_positions(marks: Marks, begin: int, end: int, width: int) -> Iterator[Markup]:
    """Positions under a merged cell whose extent is not known: drawn neither as blank nor as merged."""
    content = marks.html(begin, end) if begin <= end else Markup()
    if width or "data-for" in content:
        yield element("td", content, class_="covered", colspan=str(width) if width > 1 else None)


def line_link(diagnostic: Diagnostic) -> Markup | None:
    """The place that a diagnostic names, as a link into the source."""
    if diagnostic.line is None:
        return None
    number = diagnostic.line
    return element("a", both(f"第 {number} 行", f"line {number}"), href=f"#line{number}", class_="line")
