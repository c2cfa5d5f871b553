"""The line above a table: which of several is its caption."""

from __future__ import annotations

import pytest

from govinfo_parse import parse_report
from govinfo_parse.tables.captions import Captions
from tests.tables.sketches import FORMS


def above(text: str, since: int = 0) -> str:
    """The caption of a table that begins where the text ends."""
    return Captions(text, FORMS.vocabulary, 2023).above(since, len(text))


@pytest.mark.parametrize("between", ["", "\n", "| # * - _ > |\n", "——\n", "规章\n", "\u3000\u00a0\n\n"])
def test_the_nearest_line_that_says_anything_is_the_caption(between: str):
    assert above(f"市本级\n全市汇总\n{between}") == "全市汇总"
    assert above(f"上年数据\n{between}") == "上年数据"


def test_what_stands_around_a_caption_is_no_part_of_it():
    assert above("## **全市汇总** |\n") == "全市汇总"


@pytest.mark.parametrize("note", ["（单位：件）", "(单位：件)", "【单位：件】", "[单位：件]"])
def test_a_note_in_brackets_does_not_hide_a_caption(note: str):
    assert above(f"上年数据\n{note}\n") == "上年数据"
    assert above(f"全市汇总\n{note}\n") == note  # of two that say nothing the nearest is told


def test_any_other_line_hides_what_stands_above_it():
    assert above("上年数据\n全市汇总\n") == "全市汇总"


def test_words_on_the_line_of_the_table_hide_nothing():
    assert above("上年数据\n另 ") == "上年数据"
    assert above("市本级\n另 ") == "另"
    assert above("上年数据\n市本级\n另 ") == "另"


def test_a_line_with_a_label_is_a_head_and_no_caption():
    assert above("2022年 | 规章\n") == ""
    assert above("全市汇总\n2022年 | 规章\n") == "全市汇总"


def test_what_stands_before_the_beginning_is_not_looked_at():
    text = "上年数据\n全市\n"
    assert above(text, since=0) == "全市"
    assert above("上年数据\n\n", since=5) == ""


def test_neither_empty_lines_nor_a_long_note_hide_a_caption():
    assert above("上年数据\n" + "\n" * 195) == "上年数据"
    assert above("上年数据\n" + "\n" * 200) == ""
    assert above(f"上年数据\n（{'注' * 500}）\n") == "上年数据"
    assert above(f"上年数据\n（一是{'注' * 50}；\n二是{'注' * 50}。）\n") == "上年数据"
    assert above("上年数据\n一是注；\n二是注。）\n") == ""  # the note begins nowhere
    assert above("上年数据\n全市汇总（一是注；\n二是注。）\n") == "全市汇总（一是注；"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("2023年\n2022年\n", True),
        ("本年 | 上年\n", True),
        ("2023年度数据\n\n2022年度数据\n规章\n", True),
        ("本单位、下属单位\n", True),
        ("2021年\n2022年\n", False),  # none of them is the report's own
        ("2022年\n", False),
        ("本年情况如下：\n2022年\n", False),
        ("市政府2023年年度报告\n2022年\n", False),
    ],
)
def test_a_list_of_years_or_bodies_names_several_tables(text: str, listed: bool):
    assert Captions(text, FORMS.vocabulary, 2023).is_of_list(0, len(text)) is listed


def test_a_caption_in_one_row_with_heads_is_above_them_where_only_labels_show_rows():
    other = "网站情况\n\n项目 |\n2022年 |\n咨询电话 |\n8010 |\n\n"
    rules = "信息内容 |\n本年制发件数 |\n本年废止件数 |\n现行有效件数 |\n规章 |\n16 |\n5 |\n98 |\n"
    table = f"{rules}\n信息内容 |\n本年处理决定数量 |\n行政许可 |\n2798 |\n"
    title = "示例市2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    for caption, given in (("2022年情况如下：", None), ("2023年情况如下：", 2798)):
        report = parse_report(f"{title}{other}\n{caption}\n\n{table}")
        assert report.disclosure.licensing.decisions.value == given
