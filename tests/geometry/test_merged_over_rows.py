"""Cells of pages that reach over several rows, and corners and captions that name another year or body."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest

import govinfo_parse
from govinfo_parse.model import Number, Severity
from govinfo_parse.model.paths import all_cells

TITLE = "示例市示例局2023年政府信息公开工作年度报告"
TWO, THREE = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
HEADS = ("", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NEW, OLD = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
LICENSING, PENALTIES = "disclosure.licensing.decisions", "disclosure.penalties.decisions"


def row(*cells: str) -> str:
    return f"<tr>{''.join(cell if cell.startswith('<td') else f'<td>{cell}</td>' for cell in cells)}</tr>"


def figures(text: str) -> list[str]:
    return text.split()


def report(heading: str, rows: str, above: str = "") -> govinfo_parse.Report:
    page = f"<meta charset=utf-8><p>{TITLE}</p><p>{heading}</p>{above}<table border=1>{rows}</table><p>五、问题</p>"
    return govinfo_parse.parse_file(io.BytesIO(page.encode()))


def given(read: govinfo_parse.Report, path: str) -> Mapping[Number, bool]:
    """The number of a cell, if it is given, and whether a warning names it."""
    number = all_cells(read)[path].value
    named = any(path in note.paths for note in read.diagnostics if note.severity is not Severity.INFO)
    return {} if number is None and named else {number: named}


def test_a_value_over_two_rows_is_of_neither():
    rows = row("信息内容", "本年处理决定数量") + row("行政处罚", "<td rowspan=2>88") + row("行政强制")
    assert given(report(TWO, rows), PENALTIES) == {}
    first = row(NEW, "<td rowspan=2>71", *figures("12 13 14 15 16 141"))
    read = report(THREE, row(*HEADS) + first + row(OLD, *figures("2 3 4 5 6 21")))
    assert given(read, "applications.received.natural_person") == {}
    assert given(read, "applications.received.total") == {141: False}
    assert given(read, "applications.carried_over.enterprise") == {}


def test_a_blank_value_over_two_rows_is_one_in_both():
    rows = row("信息内容", "本年处理决定数量", "备注") + row("行政处罚", "8", "<td rowspan=2>") + row("行政强制", "9")
    assert given(report(TWO, rows), PENALTIES) == {8: False}


def test_a_label_over_two_rows_of_figures_has_none_of_them_though_each_row_adds_up():
    first = row(f"<td rowspan=2>{NEW}", *figures("71 12 13 14 15 16 141")) + row(*figures("31 22 23 24 25 26 151"))
    read = report(THREE, row(*HEADS) + first + row(OLD, *figures("1 2 3 4 5 6 21")))
    assert given(read, "applications.received.natural_person") == {}
    assert given(read, "applications.received.total") == {}
    assert given(read, "applications.carried_over.total") == {21: False}


@pytest.mark.parametrize("corner", ["2022年", "2022年度", "上年情况", "信息内容（2022年）", "下属单位"])
def test_a_corner_that_names_another_year_or_body_is_said(corner: str):
    rows = row(corner, "本年处理决定数量") + row("行政许可", "12") + row("行政处罚", "13")
    read = report(TWO, rows)
    assert [given(read, path) for path in (LICENSING, PENALTIES)] == [{12: True}, {13: True}]


@pytest.mark.parametrize("corner", ["项目", "2023年", "信息内容", "单位：件", ""])
def test_another_corner_says_nothing(corner: str):
    rows = row(corner, "本年处理决定数量") + row("行政许可", "12") + row("行政处罚", "13")
    read = report(TWO, rows)
    assert [given(read, path) for path in (LICENSING, PENALTIES)] == [{12: False}, {13: False}]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2022年  单位：件", {}),
        ("单位：件（2022年）", {}),
        ("（2022年，单位：件）", {}),
        ("时间：2022年    单位：件", {}),
        ("2023年  单位：件", {12: False}),
        ("单位：件", {12: False}),
    ],
)
def test_a_caption_may_have_the_unit_beside_the_year(line: str, said: Mapping[Number, bool]):
    rows = row("信息内容", "本年处理决定数量") + row("行政许可", "12")
    assert given(report(TWO, rows, f"<p>{line}</p>"), LICENSING) == said


@pytest.mark.parametrize("between", ["</br>", "</BR >", "</p>", "<br>", "<search></search>", "<embed src=a>"])
def test_figures_that_a_page_shows_apart_are_not_one(between: str):
    rows = row("信息内容", "本年处理决定数量") + row("行政许可", f"1{between}2") + row("行政处罚", "13")
    assert given(report(TWO, rows), LICENSING) == {}


def test_what_stands_behind_an_element_without_an_end_is_read():
    rows = row("信息内容", "本年处理决定数量") + row("行政许可", "12")
    assert given(report(TWO, rows, "<embed src='a.swf' width=1>"), LICENSING) == {12: False}


@pytest.mark.parametrize("mark", ["%", "（%）", "（‰）", "％"])
def test_a_share_is_no_count(mark: str):
    heads = (*HEADS[:-1], f"{HEADS[-1]}{mark}")
    read = report(THREE, row(*heads) + row(NEW, *figures("1 2 3 4 5 6 21")) + row(OLD, *figures("2 2 3 4 5 6 22")))
    assert given(read, "applications.received.total") == {}
    assert given(read, "applications.received.natural_person") == {1: False}
    rows = row("信息内容", "本年处理决定数量") + row(f"行政许可{mark}", "12") + row("行政处罚", "13")
    assert [given(report(TWO, rows), path) for path in (LICENSING, PENALTIES)] == [{}, {13: False}]


@pytest.mark.parametrize(
    ("note", "head", "amount"),
    [
        ("单位：元", "本年收费金额", {}),
        ("单位：件", "本年收费金额", {251: False}),
        ("单位：万元", "本年收费金额", {251: False}),
        ("单位：元", "本年收费金额（单位：万元）", {251: False}),  # the head of the amount says more
    ],
)
def test_a_unit_above_a_table_is_that_of_its_last_block_too(note: str, head: str, amount: Mapping[Number, bool]):
    rows = (
        row("信息内容", "本年处理决定数量")
        + row("行政许可", "801")
        + row("信息内容", head)
        + row("行政事业性收费", "251")
    )
    read = report(TWO, rows, f"<p align=right>{note}</p>")
    assert given(read, "disclosure.fees.amount") == amount
    assert given(read, LICENSING) == {801: False}
