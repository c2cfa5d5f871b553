"""Indicator tables in every layout, whole and changed: each figure under its own label and head, or none."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

import govinfo_parse
from govinfo_parse.model import Report, State, Statistics
from tests.statistics.tables import FUJIAN, HEADS, LAYOUTS, PARTED, PLAIN, cells, glued, spaced, tabs

TITLE = "示例县2012年政府信息公开工作年度报告\n附件：示例县2012年政府信息公开情况统计表\n"
HAND_READ = 15
"""The rows of the table that arithmetic parts where all its text ran together."""


def read(text: str) -> Report:
    return govinfo_parse.parse_report(TITLE + text)


def only(text: str) -> Statistics:
    (table,) = read(text).statistics
    return table


def values(table: Statistics) -> dict[str, tuple[object, ...]]:
    return {row.label: tuple(cell.value for cell in row.cells) for row in table.rows}


def wrong(table: Statistics, truth: Mapping[str, Sequence[object]]) -> list[tuple[str, object, object]]:
    return [
        (label, given, truth.get(label))
        for label, given in values(table).items()
        for place, value in enumerate(given)
        if value is not None and (label not in truth or truth[label][place] != value)
    ]


@pytest.mark.parametrize("draw", PARTED.values(), ids=PARTED)
def test_every_figure_is_read(draw):
    table = only(draw(cells()))

    assert values(table) == PLAIN
    assert (table.form, table.columns) == ("fujian", ("2012年度", "历年累计"))
    assert table.caption == "附件：示例县2012年政府信息公开情况统计表"
    assert [row.unit for row in table.rows] == [unit for _, unit, _ in FUJIAN]
    assert {cell.state for row in table.rows for cell in row.cells} == {State.NUMBER}


@pytest.mark.parametrize("draw", LAYOUTS.values(), ids=LAYOUTS)
def test_spans_point_at_what_was_read(draw):
    text = TITLE + draw(cells())
    (table,) = govinfo_parse.parse_report(text).statistics

    for row in table.rows:
        for cell in row.cells:
            assert cell.span is not None
            assert text[cell.span.start : cell.span.end] == cell.raw


@pytest.mark.parametrize("draw", LAYOUTS.values(), ids=LAYOUTS)
def test_columns_in_another_order_are_read_as_headed(draw):
    turned = [(label, unit, values[::-1]) for label, unit, values in FUJIAN]
    table = only(draw(cells(turned, (*HEADS[:2], *HEADS[:1:-1]))))

    assert table.columns == ("历年累计", "2012年度")
    assert not wrong(table, {label: values[::-1] for label, values in PLAIN.items()})


@pytest.mark.parametrize("draw", PARTED.values(), ids=PARTED)
def test_labels_that_nobody_knows_are_read(draw):
    rows = [(label.replace("申请", "来件").replace("公开", "发布"), unit, values) for label, unit, values in FUJIAN]
    table = only(draw(cells(rows)))

    assert table.form is None
    assert list(values(table).values()) == list(PLAIN.values())


@pytest.mark.parametrize("draw", LAYOUTS.values(), ids=LAYOUTS)
def test_a_blank_form_gives_no_number(draw):
    report = read(draw(cells([(label, unit, ("", "")) for label, unit, _ in FUJIAN])))

    assert not [
        cell for table in report.statistics for row in table.rows for cell in row.cells if cell.value is not None
    ]
    assert not {"not-a-report", "table-missing"} & {note.code for note in report.diagnostics}


def test_figures_that_ran_together_are_parted_where_one_way_is_left():
    table = only(glued(cells()))
    read = {label: given for label, given in values(table).items() if None not in given}

    assert not wrong(table, PLAIN)
    assert len(read) == HAND_READ
    assert {cell.state for row in table.rows for cell in row.cells} == {State.RECOVERED, State.AMBIGUOUS}


def test_what_stays_in_doubt_has_its_candidates():
    report = read(glued(cells()))
    (note, *_) = [note for note in report.diagnostics if note.code == "row-ambiguous"]

    assert "'主动公开信息数'" in note.message
    assert "230|78940; 2307|8940" in note.message
    assert note.paths == ("statistics.0.rows.0.cells.0", "statistics.0.rows.0.cells.1")


def test_one_column_that_ran_together_with_item_numbers_is_read():
    rows = [(label, unit, values[:1]) for label, unit, values in FUJIAN]

    assert values(only(glued(cells(rows, HEADS[:3])))) == {label: given[:1] for label, given in PLAIN.items()}


def test_a_column_that_was_lost_from_the_heads_withholds_all_that_ran_together():
    table = only(glued(cells(heads=HEADS[:3])))

    assert not [given for given in values(table).values() if given != (None,)]


def test_a_figure_alone_among_pairs_is_in_doubt():
    rows = [*FUJIAN[:-1], ("行政申诉数", "件", (12, ""))]
    table = only(spaced(cells(rows)))

    assert values(table)["行政申诉数"] == (None, None)
    assert values(table)["行政诉讼数"] == (0, 1)


DAMAGES = ("drop a figure", "drop a unit", "drop a label", "add a cell", "exchange cells", "drop a row", "break off")


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("draw", PARTED.values(), ids=PARTED)
def test_a_damaged_table_gives_nothing_wrong(draw, damage: str):
    for seed in range(12):
        rng = random.Random(f"{damage} {draw.__name__} {seed}")
        table = cells()
        row = table[rng.randrange(1, len(table))]
        match damage:
            case "drop a figure":
                row.pop(rng.choice((2, 3)))
            case "drop a unit":
                row.pop(1)
            case "drop a label":
                row.pop(0)
            case "add a cell":
                row.insert(rng.randrange(1, 4), rng.choice(("5", "条")))
            case "exchange cells":
                row[1], row[2] = row[2], row[1]
            case "drop a row":
                table.remove(row)
        text = draw(table)
        if damage == "break off":
            text = text[: rng.randrange(len(text))]
        for found in read(text).statistics:
            assert not wrong(found, PLAIN), text
            spans = [(cell.span, cell.raw) for row in found.rows for cell in row.cells if cell.span is not None]
            assert all((TITLE + text)[span.start : span.end] == raw for span, raw in spans), text


def test_a_number_before_a_label_is_no_figure():
    report = govinfo_parse.parse_report(
        glued([["指标名称", "计量单位", "统计数"], ["信函数", "件", "3"], ["12345热线受理数", "件", "40"]])
    )

    assert not [cell for row in report.statistics[0].rows for cell in row.cells if cell.value is not None]


def test_prose_behind_a_table_is_none_of_it():
    table = only(glued(cells()).strip() + "三、其他情况\n收到信件20封，办结19封。")

    assert "行政申诉数" in values(table)
    assert len(table.rows) == len(FUJIAN)


def test_two_filled_copies_stay_two_tables():
    heads = ["统计指标", "单位", "统计数"]
    own = [heads, ["主动公开政府信息数", "条", "12"], ["制发规范性文件总数", "件", "3"]]
    all_bodies = [heads, ["主动公开政府信息数", "条", "340"], ["制发规范性文件总数", "件", "31"]]
    text = f"政府信息公开情况统计表（本级）\n{tabs(own)}\n政府信息公开情况统计表（汇总）\n{tabs(all_bodies)}"
    one, other = govinfo_parse.parse_report(text).statistics

    assert (one.caption, other.caption) == ("政府信息公开情况统计表（本级）", "政府信息公开情况统计表（汇总）")
    assert [row.cells[0].value for row in (*one.rows, *other.rows)] == [12, 3, 340, 31]


def test_a_table_that_goes_on_under_its_heads_again_stays_one():
    head, *rows = cells()
    table = only(tabs([head, *rows[:9]]) + tabs([head, *rows[9:]]))

    assert values(table) == PLAIN


def test_parts_belong_to_their_rows():
    table = only(tabs(cells()))
    parents = {row.label: row.parent for row in table.rows}

    assert parents["网站公开"] == parents["政府公报公开"] == 0
    assert parents["当面申请数"] == parents["其它形式申请数"] == 3
    assert parents["行政复议数"] is None


def test_numbering_tells_parts_too():
    text = tabs(
        [
            ["统计指标", "单位", "统计数"],
            ["三、依申请公开情况", "——", ""],
            ["（一）收到申请数", "件", "28"],
            ["1.来人申请数", "件", "20"],
            ["2.来函申请数", "件", "8"],
            ["（二）申请办结数", "件", "27"],
        ]
    )
    (table,) = govinfo_parse.parse_report(text).statistics

    assert [row.parent for row in table.rows] == [None, None, 1, 1, None]
    assert table.rows[0].label == "依申请公开情况"
    assert table.rows[0].cells[0].state is State.BLANK


def test_codes_and_lettered_columns():
    heads = ["指标名称", "计量单位", "代码", "本期实际", "本年累计"]
    rows = [
        ["甲", "乙", "丙", "1", "2"],
        ["申请总数", "条", "10", "37", "181"],
        ["其中：1.当面申请数", "条", "11", "27", "100"],
    ]
    for draw in PARTED.values():
        (table,) = govinfo_parse.parse_report(draw([heads, *rows])).statistics
        assert [(row.label, row.code) for row in table.rows] == [("申请总数", "10"), ("当面申请数", "11")], draw
        assert list(values(table).values()) == [(37, 181), (27, 100)], draw


def test_a_report_of_2021_with_such_a_table_has_both():
    form = "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t12\n"
    report = govinfo_parse.parse_report(f"{form}\n附件\n{tabs(cells())}")

    assert report.disclosure.licensing.decisions.value == 12
    assert values(report.statistics[0]) == PLAIN


def test_tables_of_later_forms_are_not_taken_for_such():
    text = (
        "| 项目 | 单位 | 本年 |\n|---|---|---|\n| 行政许可 | 件 | 3 |\n| 行政处罚 | 件 | 4 |\n| 行政强制 | 件 | 5 |\n"
    )

    assert govinfo_parse.parse_report("示例市2022年政府信息公开工作年度报告\n" + text).statistics == ()


@pytest.mark.parametrize("year", [2012, 2018])
def test_a_report_of_before_2019_is_one_without_a_table_too(year: int):
    report = govinfo_parse.parse_report(f"示例县{year}年政府信息公开工作年度报告\n本县主动公开政府信息26条。")

    assert [note.code for note in report.diagnostics] == ["statistics-missing"]
    assert report.year == year


def test_a_layout_of_ones_own():
    parser = govinfo_parse.Parser(layouts=['CELL: " ; "\nROW: "\\n"\n'])
    text = "\n".join(" ; ".join(row) for row in cells())
    (table,) = parser.parse(TITLE + text + "\n").statistics

    assert values(table) == PLAIN


def test_traditional_characters():
    text = tabs(
        [
            ["指標名稱", "計量單位", "2012年度", "歷年累計"],
            ["主動公開信息數", "條", "26", "71"],
            ["行政覆議數", "件", "0", "1"],
        ]
    )
    (table,) = govinfo_parse.parse_report(text).statistics

    assert [cell.value for row in table.rows for cell in row.cells] == [26, 71, 0, 1]
    assert table.rows[0].key == "published"


def test_a_figure_with_another_unit_than_its_row_is_withheld():
    text = tabs(
        [
            ["指标名称", "计量单位", "统计数"],
            ["专项经费", "元", "5万元"],
            ["实际支出", "元", "5元"],
            ["收费", "", "6元"],
        ]
    )
    (table,) = govinfo_parse.parse_report(text).statistics

    assert [row.cells[0].value for row in table.rows] == [None, 5, 6]
    assert [row.unit for row in table.rows] == ["元"] * 3
