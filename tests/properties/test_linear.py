"""Texts of any shape are read in linear time."""

from __future__ import annotations

import pytest

from tests.properties import soup

HEAD = "三、收到和处理政府信息公开申请情况\n予以公开 "
PIECES = {
    "figures of a sentence": "某某，1；",
    "words and figures": "某 1\t",
    "figures and marks": "1%",
    "marks": "…",
    "marks and figures apart": "1 %",
    "item numbers": "\n1 ",
    "item numbers glued to figures": "11.重复申请 1",
    "numbers alone on their lines": "重复申请\n7\n",
    "blank lines": "\n \n \t",
    "stated figures": "收到申请8件，比2022年（31起）增加2起、",
    "sentences with figures": "全年共收到政府信息公开申请121件（其中新收112件，上年结转9件），已答复119件。",
    "words that say no": "未没有无",
    "brackets that do not close": "（收到申请8件",
    "heads of indicator tables": "指标名称\t计量单位\t2012年度\t历年累计\t",
    "heads that ran together": "指标名称计量单位2012年度历年累计",
    "indicators that ran together": "指标名称计量单位2012年度历年累计主动公开信息数条2026其中：1.网站公开条17",
    "rows of indicators": "指标名称\t计量单位\t2012年度\n主动公开信息数\t条\t5\n",
    "parts of parts": "其中：1.网站公开\n条\n5\n",
    "indicators that end with pipes": "指标名称 |\n计量单位 |\n2012年度 |\n主动公开信息数 |\n条 |\n5 |\n",
    "indicators with other units": "指标名称计量单位2012年度收取费用总数元3万元1200元",
    "labels on lines of their own": "指标名称\t计量单位\t2012年度\n主动公开\n信息数\t条\t5\n",
    "prose without marks": "申请公开答复办结8件",
    "a label over and over in one row": "三、本年度办理结果\t",
    "heads over and over in one row": "自然人\t商业企业\t其他\t总计\t",
    "unknown heads among known ones": "自然人\t境外\t总计\t",
    "labels that go down": "\n社会公\t法律\n益组织\t服务机构",
    "values without a label": "\n\t7",
    "labels that go down beside values": "\n二、上年结转\t1\n政府信息公开\t2\n申请数量\t3",
    "labels of three tables in one line": "尚未审结无自然人息结转现行有效件数",
    "tables below each other with many lines between": "（六）其他处理※结果维持（七）总计|2023年本年制发件数(\n",
    "a clause that does not end": "行政复议无、\n",
    "brackets in a clause": "条尚未审结《（一）",
    "words beside a label": "规章║没有表1",
    "a label and empty cells": "行政许可\t\t",
}
FACTOR = 8


def grows_with_the_length(short: str, long: str) -> bool:
    """Whether the long text takes no more for its length than the short one: a second time where it did."""
    least = min(soup.taken(short), soup.taken(short))
    return any(soup.taken(long) < 3 * FACTOR * least + 0.05 for _ in range(2))


TABLES = {
    "cells with tabs": ("指标名称\t计量单位\t2012年度\n", "主动公开信息数\t条\t5\n"),
    "broken labels": ("指标名称\t计量单位\t2012年度\n", "主动公开\n信息数\t条\t5\n"),
    "parts of parts": ("指标名称\n计量单位\n2012年度\n", "其中：1.网站公开\n条\n5\n"),
    "cells with pipes": ("序号 |\n指标名称 |\n计量单位 |\n2012年度 |\n", "1 |\n主动公开信息数 |\n条 |\n5 |\n"),
    "cells with pipes, torn": ("指标名称 |\n计量单位 |\n2012年度 |\n", "主动公开信息数 |\n条 |\n5 |\n6 |\n"),
    "glued rows": ("指标名称计量单位2012年度历年累计", "主动公开信息数条1234其中：1.网站公开条1224"),
    "glued codes": ("序号指标名称计量单位2012年度", "1主动公开信息数条12"),
    "figures that are none": ("指标名称计量单位2012年度", "收取费用总数元3万元1200元主动公开信息数条5"),
}


@pytest.mark.parametrize("name", TABLES)
def test_one_long_indicator_table(name: str):
    head, piece = TABLES[name]
    short = head + piece * (12_000 // len(piece))
    long = head + piece * (12_000 // len(piece) * FACTOR)
    assert grows_with_the_length(short, long)


@pytest.mark.parametrize("name", PIECES)
def test_the_time_grows_with_the_length(name: str):
    piece = PIECES[name]
    short = HEAD + piece * (12_000 // len(piece))
    long = HEAD + piece * (12_000 // len(piece) * FACTOR)
    assert grows_with_the_length(short, long)


WIDE = {
    "unknown heads": ("境外\t", "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t"),
    "empty heads": ("\t", "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t"),
    "one head": ("本年制发件数\t", "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t"),
    "groups": ("法人或其他组织\t", "三、收到和处理政府信息公开申请情况\n申请人情况\n\t"),
    "amounts": ("本年收费金额（单位：万元）\t", "二、主动公开政府信息情况\n第二十条第（八）项\n信息内容\t"),
    "blocks": ("行政复议\t行政诉讼\t", "四、政府信息公开行政复议、行政诉讼情况\n"),
}
MANY = {
    "figures": "1\t2\t3\t4\n",
    "labels that nobody knows": "新闻发布\t12\t3\n",
    "labels in place of values": "规章\t1\t总计\t3\n",
    "words": "甲乙\t丙丁\t戊己\n",
    "signs": "规章\t①\t甲\t3\n",
    "empty rows": "\t\t\n",
    "amounts": "行政事业性收费\t5\n",
    "labels of several tables": "**\t法人或其他组织\t予以公开\t本年制发件数\t规章\n",
    "labels of several tables below groups": "法人或其他组织\t第\t2022\t行政许可\t行政诉讼\n",
}


@pytest.mark.parametrize("rows", MANY)
@pytest.mark.parametrize("heads", WIDE)
def test_many_rows_below_many_heads(heads: str, rows: str):
    head, above = WIDE[heads]
    short, long = (above + head * count + "\n" + MANY[rows] * count for count in (200, 200 * FACTOR))
    assert grows_with_the_length(short, long)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_put_together_over_and_over(seed: int):
    short, *_, long = soup.growing(seed, (5_000, 5_000 * FACTOR))
    assert grows_with_the_length(short, long)


def test_many_rows_of_amounts_below_one_head():
    above = "二、主动公开政府信息情况\n第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n"
    short, long = (above + "行政事业性收费\t5\n" * count for count in (500, 500 * FACTOR))
    assert grows_with_the_length(short, long)
