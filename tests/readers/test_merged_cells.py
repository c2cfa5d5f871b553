"""The same tables in every format come out as the same grid."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.document import Cover, TextBuilder
from govinfo_parse.readers.merged_cells import expanded
from tests.readers import builders, fixed_layout
from tests.readers.builders import Block, Cell, expected_rows, expected_text, plain_table
from tests.readers.fixed_layout import Text

BUILDERS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "html": builders.html,
    "docx": builders.docx,
    "xlsx": builders.xlsx,
    "pdf": fixed_layout.pdf,
    "ofd": fixed_layout.ofd,
}

FORM: list[Block] = [
    "某市2024年政府信息公开工作年度报告",
    "二、主动公开政府信息情况",
    [
        [("第二十条第（一）项", 4, 1)],
        [("信息内容", 1, 1), ("本年制发件数", 1, 1), ("本年废止件数", 1, 1), ("现行有效件数", 1, 1)],
        [("规章", 1, 1), ("3", 1, 1), ("", 1, 1), ("74", 1, 1)],
        [("行政许可", 1, 1), ("121.94", 3, 1)],
    ],
    "三、收到和处理政府信息公开申请情况",
    [
        [("申请人情况", 3, 2), ("自然人", 1, 1), ("法人或其他组织", 2, 1), ("总计", 1, 2)],
        [("自然人", 1, 1), ("商业企业", 1, 1), ("其他", 1, 1)],
        [("一、本年新收", 3, 1), ("1", 1, 1), ("2", 1, 1), ("", 1, 1), ("3", 1, 1)],
        [("三、办理结果", 1, 3), ("（一）予以公开", 2, 1), ("4", 1, 1), ("5", 1, 1), ("6", 1, 1), ("15", 1, 1)],
        [("（三）", 1, 2), ("1.秘密", 1, 1), ("7", 1, 1), ("8", 1, 1), ("9", 1, 1), ("24", 1, 1)],
        [("2.禁止", 1, 1), ("10", 1, 1), ("11", 1, 1), ("12", 1, 1), ("33", 1, 1)],
        [("四、结转", 3, 1), ("0", 1, 1), ("0", 1, 1), ("0", 1, 1), ("0", 1, 1)],
    ],
    "六、其他需要报告的事项",
]


def read(data: bytes, format: str | None = None) -> Document:
    return read_document(io.BytesIO(data), format=format)


@pytest.mark.parametrize("format", BUILDERS)
def test_the_form_is_the_same_in_every_format(format):
    document = read(BUILDERS[format](FORM))
    assert document.format == format
    assert document.text == expected_text(FORM)
    assert document.diagnostics == ()


@pytest.mark.parametrize("format", BUILDERS)
def test_cells_point_into_the_text_at_their_true_columns(format):
    document = read(BUILDERS[format](FORM))
    found = {
        (cell.table, cell.row, cell.column): document.text[cell.span.start : cell.span.end] for cell in document.cells
    }
    for number, table in enumerate((block for block in FORM if not isinstance(block, str)), 1):
        for (row, column), (text, _, _) in builders.placed(table)[0].items():
            assert found[number, row + 1, column + 1] == text


def extents(document: Document) -> dict[tuple[int, int, int], tuple[int, int]]:
    """How many columns and rows each cell spans, by its table, row and column from 1."""
    return {(cell.table, cell.row, cell.column): (cell.columns, cell.rows) for cell in document.cells}


@pytest.mark.parametrize("format", BUILDERS)
def test_covered_is_not_blank(format):
    """Every cell of the form is there with its extent, blank ones too, and nothing else is."""
    expected = {
        (number, row + 1, column + 1): (columns, rows)
        for number, table in enumerate((block for block in FORM if not isinstance(block, str)), 1)
        for (row, column), (_, columns, rows) in builders.placed(table)[0].items()
    }
    assert extents(read(BUILDERS[format](FORM))) == expected


def covers(table: builders.Table) -> list[list[object]]:
    """What each position of a table is: a text, or where the cell that covers it begins."""
    cells, rows, columns = builders.placed(table)
    shown: list[list[object]] = [[None] * columns for _ in range(rows)]
    for (row, column), (text, across, deep) in cells.items():
        for one in range(row, row + deep):
            shown[one][column : column + across] = [Cover.LEFT if one == row else Cover.ABOVE] * across
        shown[row][column] = text
    return shown


def test_a_row_tells_from_where_it_is_covered():
    builder = TextBuilder()
    table: list[list[Cell]] = [
        [("甲", 2, 2), ("乙", 1, 1)],
        [("", 1, 1)],
        [("丙", 1, 2), ("丁", 2, 1)],
        [("", 1, 1), ("3", 1, 1)],
    ]
    rows = expanded(table)
    assert rows == [
        ["甲", Cover.LEFT, "乙"],
        [Cover.ABOVE, Cover.ABOVE, ""],
        ["丙", "丁", Cover.LEFT],
        [Cover.ABOVE, "", "3"],
    ]
    assert rows == covers(table)
    builder.table(rows)
    document = builder.document("html")
    assert document.text == "甲\t\t乙\n\t\t\n丙\t丁\t\n\t\t3"
    assert [(cell.row, cell.column, cell.columns, cell.rows) for cell in document.cells] == [
        *((1, 1, 2, 2), (1, 3, 1, 1), (2, 3, 1, 1), (3, 1, 1, 2), (3, 2, 2, 1), (4, 2, 1, 1), (4, 3, 1, 1))
    ]


def test_a_short_row_is_not_padded():
    document = read("<table><tr><td>甲<td>乙<td>丙<tr><td>1<td>2<tr><td>3<td>4<td></table>".encode(), "html")
    assert document.text == "甲\t乙\t丙\n1\t2\n3\t4\t"
    assert [(cell.row, cell.column) for cell in document.cells] == [
        *((1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3))
    ]


def test_a_row_without_text_counts_where_a_cell_reaches_over_it():
    builder = TextBuilder()
    builder.table([["甲", "1"], [Cover.ABOVE], [Cover.ABOVE, "2"], ["乙", "3"]])
    document = builder.document("html")
    assert document.text == "甲\t1\n\t2\n乙\t3"
    assert [(cell.row, cell.column, cell.rows) for cell in document.cells] == [
        *((1, 1, 3), (1, 2, 1), (3, 2, 1), (4, 1, 1), (4, 2, 1))
    ]


def test_cells_merged_over_a_border_of_the_page_before_are_covered():
    def lines(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
        return [*((x, ys[0], x, ys[-1]) for x in xs), *((xs[0], y, xs[-1], y) for y in ys)]

    first = fixed_layout.Page(
        [Text("甲", 55, 55), Text("1", 155, 55), Text("2", 255, 55)], lines((50, 150, 250, 350), (45, 60))
    )
    second = fixed_layout.Page([Text("乙", 55, 55), Text("3", 155, 55)], lines((50, 150, 350), (45, 60)))
    document = read(fixed_layout.pdf_pages([first, second]))
    assert document.text == "甲\t1\t2\n乙\t3\t"
    assert [(cell.page, cell.row, cell.column, cell.columns) for cell in document.cells] == [
        *((1, 1, 1, 1), (1, 1, 2, 1), (1, 1, 3, 1), (2, 2, 1, 1), (2, 2, 2, 2))
    ]


@st.composite
def tables(draw: st.DrawFn) -> list[list[Cell]]:
    """Tables with merged cells anywhere but in the first row and column, so that every border is seen."""
    rows, columns = draw(st.integers(2, 7)), draw(st.integers(2, 6))
    texts = st.text("甲乙丙（一）0123456789.-/", max_size=5).filter(lambda text: text == text.strip(".-/"))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    table: list[list[Cell]] = []
    for row in range(rows):
        line: list[Cell] = []
        for column in range(columns):
            if (row, column) not in free:
                continue
            across = deep = 1
            if row and column and draw(st.booleans()):
                across, deep = draw(st.integers(1, columns - column)), draw(st.integers(1, rows - row))
            while any((row, column + right) not in free for right in range(across)):
                across -= 1
            free -= {(row + down, column + right) for down in range(deep) for right in range(across)}
            text = draw(texts)
            line.append((f"列{column}" if row == 0 else f"行{row}{text}" if column == 0 else text, across, deep))
        table.append(line)
    return table


@pytest.mark.parametrize("format", BUILDERS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables())
def test_any_table_keeps_its_cells_at_their_columns(format, table):
    document = read(BUILDERS[format](["前言。", table, "后记。"]))
    shown = [line.split("\t") for line in document.text.split("\n")[2:-2]]
    if format == "xlsx":  # numbers are cells of their own kind there, and print in their shortest form
        assert [[as_number(text) for text in row] for row in shown] == [
            [as_number(text) for text in row.split("\t")] for row in expected_rows(table)
        ]
    else:
        assert document.text == expected_text(["前言。", table, "后记。"])
    # A workbook does not store blank cells, so its empty last rows are not there.
    placed = {(1, row + 1, column + 1): cell[1:] for (row, column), cell in builders.placed(table)[0].items()}
    assert extents(document) == {place: one for place, one in placed.items() if place[1] <= len(shown)}


def as_number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def test_rows_with_other_spans_than_the_header_keep_the_order_of_their_cells():
    header = [("信息内容", 1, 1), ("上一年项目数量", 2, 1), ("本年增/减", 1, 1)]
    data = [("行政许可", 2, 1), ("12", 1, 1), ("-3", 1, 1)]
    document = read(builders.html([[header, data]]))
    assert document.text.split("\n") == ["信息内容\t上一年项目数量\t\t本年增/减", "行政许可\t\t12\t-3"]


def test_a_span_ends_where_a_cell_from_above_stands():
    rows = [[("a", 1, 1), ("b", 1, 2), ("c", 1, 1)], [("d", 3, 1), ("e", 1, 1)]]
    assert expanded(rows) == [["a", "b", "c"], ["d", Cover.ABOVE, "e"]]


def test_spans_beyond_the_standard_are_cut():
    assert len(expanded([[("a", 99_999_999, 99_999_999), ("b", 1, 1)]])[0]) == 1001


def test_spans_cannot_blow_a_table_up():
    with pytest.raises(InputTooLarge):
        expanded([[("a", 1000, 1)]] * 300)


def test_a_table_over_pages_goes_on_and_keeps_repeated_headers():
    rows = plain_table([["项目", "数量"], *([f"第{number}项", str(number)] for number in range(1, 120))])
    for build in (fixed_layout.pdf, fixed_layout.ofd):
        document = read(build(["某报告", rows, "完。"], numbered=True))
        assert document.text == expected_text(["某报告", rows, "完。"])
        assert max(cell.page or 0 for cell in document.cells) == 3
        again = read(build(["某报告", rows, "完。"], numbered=True, repeat_header=True))
        lines = again.text.split("\n")
        assert lines.count("项目\t数量") == 3
        assert [line for line in lines if line != "项目\t数量"][2:-2] == expected_rows(rows)[1:]
