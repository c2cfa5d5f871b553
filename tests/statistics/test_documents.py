"""Indicator tables in documents, where cells have true places."""

from __future__ import annotations

import io

import govinfo_parse
from govinfo_parse.model import State, Statistics

Spans = tuple[str, str]


def read(*tables: list[list[str | Spans]], between: str = "") -> tuple[Statistics, ...]:
    """The tables of a page; a cell is a text, or a text with attributes."""
    drawn = between.join(
        "<table>"
        + "".join(
            "<tr>"
            + "".join(f"<td>{c}</td>" if isinstance(c, str) else f"<td {c[1]}>{c[0]}</td>" for c in row)
            + "</tr>"
            for row in table
        )
        + "</table>"
        for table in tables
    )
    page = f"<html><body><h1>示例县2012年政府信息公开工作年度报告</h1><p>工作正常。</p>{drawn}</body></html>"
    return govinfo_parse.parse_file(io.BytesIO(page.encode()), format="html").statistics


def test_merged_labels_and_part_beside_its_rows():
    (table,) = read(
        [
            [("指标名称", "colspan=2"), "计量单位", "2012年度", "历年累计"],
            [("主动公开信息数", "colspan=2"), "条", "26", "30"],
            [("其中", "rowspan=2"), "网站公开", "条", "20", "22"],
            ["政府公报公开", "条", "", "/"],
        ]
    )

    assert [(row.label, row.parent) for row in table.rows] == [
        ("主动公开信息数", None),
        ("网站公开", 0),
        ("政府公报公开", 0),
    ]
    assert [[cell.value for cell in row.cells] for row in table.rows] == [[26, 30], [20, 22], [None, None]]
    assert [cell.state for cell in table.rows[2].cells] == [State.BLANK, State.DASH]


def test_heads_of_two_rows_are_joined_and_a_merged_figure_is_withheld():
    (table,) = read(
        [
            [("政府信息公开情况统计表", "colspan=5")],
            [("统计指标", "rowspan=2"), ("单位", "rowspan=2"), ("2012年度", "colspan=2"), ("历年累计", "rowspan=2")],
            ["本级", "汇总"],
            ["主动公开信息数", "条", "2", "3", "9"],
            ["行政复议数", "件", ("5", "colspan=2"), "7"],
        ]
    )

    assert table.caption == "政府信息公开情况统计表"
    assert table.columns == ("2012年度 本级", "2012年度 汇总", "历年累计")
    assert [[cell.value for cell in row.cells] for row in table.rows] == [[2, 3, 9], [None, None, 7]]


def test_tables_turned_and_labels_at_the_right():
    (turned,) = read(
        [
            ["指标名称", "甲类信息", "乙类信息"],
            ["计量单位", "条", "件"],
            ["2012年度", "5", "6"],
            ["历年累计", "50", "60"],
        ]
    )
    (right,) = read(
        [["2012年度", "历年累计", "指标名称", "计量单位"], ["5", "50", "甲类信息", "条"], ["6", "60", "乙类信息", "件"]]
    )

    for table in (turned, right):
        assert [(row.label, row.unit, [cell.value for cell in row.cells]) for row in table.rows] == [
            ("甲类信息", "条", [5, 50]),
            ("乙类信息", "件", [6, 60]),
        ]


def test_halves_beside_each_other_are_one_table():
    (table,) = read(
        [
            ["指标名称", "单位", "统计数", "指标名称", "单位", "统计数"],
            ["主动公开信息数", "条", "5", "行政复议数", "件", "7"],
            ["受理申请总数", "条", "6", "行政诉讼数", "件", "8"],
        ]
    )

    assert [row.cells[0].value for row in table.rows] == [5, 6, 7, 8]


def test_columns_of_units_and_remarks():
    (table,) = read(
        [
            ["序号", "统计指标", "单位", "区政府统计数", "区直单位统计数", "备注"],
            ["1", "主动公开政府信息数", "条", "5", "6", "3月起"],
            ["2", "其中：主动公开规范性文件数", "条", "1", "2", ""],
        ]
    )

    assert table.columns == ("区政府统计数", "区直单位统计数")
    assert [row.code for row in table.rows] == ["1", "2"]
    assert [[cell.value for cell in row.cells] for row in table.rows] == [[5, 6], [1, 2]]
    assert [row.parent for row in table.rows] == [None, 0]
