"""The same tables in every format come out as the same grid."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govinfo_parse.errors import InputTooLarge
from govinfo_parse.readers import Document, read_document
from govinfo_parse.readers.grid import expand
from tests.readers import builders, fixed_layout
from tests.readers.builders import Block, Cell, expected_rows, expected_text, plain_table

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
    assert expand(rows) == [["a", "b", "c"], ["d", None, "e"]]


def test_spans_beyond_the_standard_are_cut():
    assert len(expand([[("a", 99_999_999, 99_999_999), ("b", 1, 1)]])[0]) == 1001


def test_spans_cannot_blow_a_table_up():
    with pytest.raises(InputTooLarge):
        expand([[("a", 1000, 1)]] * 300)


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
