"""The national form of 2014 to 2018 in every layout: three rows with keys, all others as they are printed."""

from __future__ import annotations

import io

import pytest

import govinfo_parse
from govinfo_parse.model import State, Statistics
from tests.statistics.tables import LAYOUTS, PARTED

ROWS = (
    ("一、主动公开情况", "——", ""),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "2406"),
    ("其中：主动公开规范性文件数", "条", "31"),
    ("制发规范性文件总数", "件", "40"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", ""),
    ("1.政府公报公开政府信息数", "条", "0"),
    ("2.政府网站公开政府信息数", "条", "1890"),
    ("3.政务微博公开政府信息数", "条", "309"),
    ("二、回应解读情况", "——", ""),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "17"),
    ("（二）通过不同渠道和方式回应解读的情况", "——", ""),
    ("1.参加或举办新闻发布会总次数", "次", "6"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "2"),
    ("2.政府网站在线访谈次数", "次", "8"),
    ("三、依申请公开情况", "——", ""),
    ("（一）收到申请数", "件", "98"),
    ("1.当面申请数", "件", "67"),
    ("2.传真申请数", "件", "31"),
    ("四、行政复议数量", "件", "5"),
    ("（一）维持具体行政行为数", "件", "4"),
    ("（二）被依法纠错数", "件", "1"),
    ("七、依申请公开信息收取的费用", "万元", "3.5"),
    ("（三）从事政府信息公开工作人员数", "人", "52"),
    ("1.专职人员数（不包括政府公报及政府网站工作人员数）", "人", "9"),
)
TITLE = "示例县2016年政府信息公开工作年度报告\n政府信息公开情况统计表\n（2016年度）\n"
FOOT = "单位负责人：某某 审核人：某某 填报人：某某\n联系电话：0100-123456 填报日期：2017年1月20日\n"
TABLE = [["统计指标", "单位", "统计数"], *map(list, ROWS)]
PREFIXES = ("其中：", "1.", "2.", "3.", "（一）", "（二）", "（三）", "一、", "二、", "三、", "四、", "七、")


def plain_label(label: str) -> str:
    return next((label.removeprefix(prefix) for prefix in PREFIXES if label.startswith(prefix)), label)


def check_rows(table: Statistics) -> list[str]:
    """Compare all that is read with what is printed; gives the labels of withheld figures."""
    assert table.form == "national_2014"
    assert [row.label for row in table.rows] == [plain_label(label) for label, _, _ in ROWS]
    assert {row.label: row.key for row in table.rows if row.key} == {
        plain_label(ROWS[1][0]): "published",
        "主动公开规范性文件数": "published.normative_documents",
        "制发规范性文件总数": "normative_documents_issued",
    }
    withheld = []
    for row, (_, _, figure) in zip(table.rows, ROWS, strict=True):
        (cell,) = row.cells
        if cell.value is None and figure:
            assert cell.state is State.AMBIGUOUS
            withheld.append(row.label)
        else:
            assert str(cell.value or 0) == (figure or "0")
    return withheld


@pytest.mark.parametrize("draw", PARTED.values(), ids=PARTED)
def test_every_row_is_read(draw):
    (table,) = govinfo_parse.parse_report(TITLE + draw(TABLE) + FOOT).statistics

    assert check_rows(table) == []
    parents = {row.label: row.parent and table.rows[row.parent].label for row in table.rows}
    assert parents["当面申请数"] == parents["传真申请数"] == "收到申请数"
    assert parents["主要负责同志参加新闻发布会次数"] == "参加或举办新闻发布会总次数"
    assert parents["被依法纠错数"] == "行政复议数量"
    assert parents["政府网站公开政府信息数"] is None


def test_numbers_of_items_are_told_from_the_figures_that_they_ran_together_with():
    (table,) = govinfo_parse.parse_report(TITLE + LAYOUTS["glued"](TABLE) + FOOT).statistics

    assert check_rows(table) == []


def test_the_table_of_a_page():
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in TABLE)
    page = f"<html><body><h1>{TITLE.splitlines()[0]}</h1><p>统计表</p><table>{rows}</table><p>{FOOT}</p></body></html>"
    (table,) = govinfo_parse.parse_file(io.BytesIO(page.encode()), format="html").statistics

    assert check_rows(table) == []


@pytest.mark.parametrize("draw", LAYOUTS.values(), ids=LAYOUTS)
def test_the_blank_form_has_no_number(draw):
    blank = [TABLE[0], *([label, unit, ""] for label, unit, _ in ROWS)]
    report = govinfo_parse.parse_report(TITLE + draw(blank) + FOOT)

    assert not [
        cell for table in report.statistics for row in table.rows for cell in row.cells if cell.value is not None
    ]
    assert "statistics-blank" in {note.code for note in report.diagnostics}
