"""The source, rebuilt from its text and cells: never the markup it came in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby

from govinfo_parse.model import Diagnostic
from govinfo_parse.readers import SourceCell
from govinfo_parse.reviewing.marks import Marks
from govinfo_parse.reviewing.markup import Markup, both, element, join
from govinfo_parse.reviewing.subject import Subject

LINE_END = re.compile(r"\r\n|\r|\n")


def source(subject: Subject, marks: Marks) -> Markup:
    """The whole source with its marks."""
    return join(_document(subject, marks) if subject.tables else _plain(subject, marks))


def _plain(subject: Subject, marks: Marks) -> Iterator[Markup]:
    """Text without cells of its own, as it stands, with the numbers of its lines."""
    begin, lines = 0, []
    for number, end in enumerate(_line_ends(subject.text), 1):
        lines.append(element("i", id=f"line{number}", data_line=str(number)))
        lines.append(marks.html(begin, end, closed=end == len(subject.text)))
        begin = end
    yield element("pre", *lines)


def _line_ends(text: str) -> Iterator[int]:
    """Where each line ends, behind its line end."""
    end = 0
    for match in LINE_END.finditer(text):
        end = match.end()
        yield end
    if end < len(text):
        yield len(text)


def _document(subject: Subject, marks: Marks) -> Iterator[Markup]:
    """Paragraphs as paragraphs and tables as tables, in the order of the text."""
    begin, line = 0, 1
    for _, group in groupby(subject.tables, key=lambda cell: cell.table):
        cells = list(group)
        yield from _paragraphs(subject, marks, begin, cells[0].span.start, line)
        line += subject.text.count("\n", begin, cells[0].span.start)
        yield _table(marks, cells, _rows_to_lines(subject, cells, line))
        begin = cells[-1].span.end
        line += subject.text.count("\n", cells[0].span.start, begin)
    yield from _paragraphs(subject, marks, begin, len(subject.text), line)


def _rows_to_lines(subject: Subject, cells: Sequence[SourceCell], line: int) -> dict[int, int]:
    """The line of the text that each row of a table is."""
    found: dict[int, int] = {}
    at = cells[0].span.start
    for cell in cells:
        if cell.row not in found:
            line += subject.text.count("\n", at, cell.span.start)
            at = cell.span.start
            found[cell.row] = line
    return found


def _paragraphs(subject: Subject, marks: Marks, begin: int, end: int, line: int) -> Iterator[Markup]:
    for number, text in enumerate(subject.text[begin:end].split("\n"), line):
        if text.strip():
            yield element("p", marks.html(begin, begin + len(text)), id=f"line{number}", data_line=str(number))
        begin += len(text) + 1


def _table(marks: Marks, cells: Sequence[SourceCell], lines: dict[int, int]) -> Markup:
    pages = [str(page) for page in dict.fromkeys(cell.page for cell in cells) if page is not None]
    number = str(cells[0].table)
    chinese, english = f"来源表格 {number}", f"source table {number}"
    if pages:
        chinese, english = f"{chinese}，第 {'、'.join(pages)} 页", f"{english}, page {', '.join(pages)}"
    rows = []
    covered: set[tuple[int, int]] = set()
    for row, members in groupby(cells, key=lambda cell: cell.row):
        texts: list[Markup] = []
        column = 1
        for cell in members:
            texts += _gaps(row, range(column, cell.column), covered)
            columns, height = extent(cell)
            covered.update((row + down, cell.column + right) for down in range(height) for right in range(columns))
            column = cell.column + columns
            texts.append(
                element(
                    "td",
                    marks.html(cell.span.start, cell.span.end),
                    colspan=str(columns) if columns > 1 else None,
                    rowspan=str(height) if height > 1 else None,
                    data_column=str(cell.column),
                )
            )
        rows.append(element("tr", *texts, id=f"line{lines[row]}", data_row=str(row)))
    caption = element("caption", both(chinese, english))
    return element("table", caption, element("tbody", *rows), data_table=number)


def extent(_cell: SourceCell) -> tuple[int, int]:
    """How many columns and rows of the grid a cell spans, as far as its reader tells."""
    return 1, 1


def _gaps(row: int, columns: Iterable[int], covered: Container[tuple[int, int]]) -> Iterator[Markup]:
    """Positions under a merged cell whose extent is not known: drawn as what they are, neither blank nor merged."""
    width = sum((row, column) not in covered for column in columns)
    if width:
        yield element("td", class_="covered", colspan=str(width) if width > 1 else None)


def line_link(diagnostic: Diagnostic) -> Markup | None:
    """The place that a diagnostic names, as a link into the source."""
    if diagnostic.line is None:
        return None
    number = diagnostic.line
    return element("a", both(f"第 {number} 行", f"line {number}"), href=f"#line{number}", class_="line")
