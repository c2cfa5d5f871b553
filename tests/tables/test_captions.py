"""The lines above and below a table: which of several says whose figures it has."""

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


def below(text: str, until: int | None = None, ends: tuple[int, ...] = ()) -> str:
    """What a note says of a table that ends where the text begins."""
    return Captions(text, FORMS.vocabulary, 2023, ends).below(0, until)


@pytest.mark.parametrize(
    "note",
    [
        "上表为2022年数据",
        "以上为下属单位数据",
        "（以上为2022年度统计数据）",
        "注：本表为2022年度数据。",
        "备注：上表数据为2022年度，单位为件",
        "说明：表中数据为上年数据",
        "数据说明：以上均为2022年度数据",
        "上述数据系全市各下属单位汇总",
        "上表统计口径为2022年1月1日至12月31日",
        "以上数据来源于2022年年报",
        "以上数据统计时间：2022年12月31日",
        "注：上表数据截止2022年12月31日",
        "注：2022年数据",
        "注1：下属单位数据",
    ],
)
def test_a_note_below_a_table_gives_it_to_another_year_or_body(note: str):
    assert below(f"\n{note}\n三、") == note
    assert below(f" |\n\n| 备注 | {note} | |\n").endswith(note)


@pytest.mark.parametrize(
    "line",
    [
        "上表为2023年数据",
        "以上为2022年、2023年数据",
        "2022年情况",  # it may head another table
        "上年情况如下：",
        "（2022年度）",
        "注：上年结转数为2022年未办结件数",  # it is about a row
        "注：上表上年结转数据与2022年年报一致",
        "以上数据较上年增长",
        "以上数据与2022年相比为增长",
        "注：以上数据为本机关数据，不含下属单位",
        "注：上表数据为含下属单位的汇总",  # the agency's own are among them
        "以上情况，特此报告。2024年1月20日",
    ],
)
def test_other_lines_below_a_table_say_nothing_of_it(line: str):
    assert below(f"\n{line}\n") == ""


def test_a_note_below_a_table_is_right_below_it():
    note = "上表为2022年数据"
    assert below("\n" * 10 + "单位：件\n二\n三\n四\n" + note) == note
    assert below("\n单位：件\n二\n三\n四\n五\n" + note) == ""
    assert below(f"\n规章\n{note}", until=4) == ""
    assert below(f"\n规章\n{note}", ends=(2,)) == ""  # another section begins, or another table ends


def test_between_two_tables_a_line_that_points_upwards_is_no_caption():
    text = "单位：件\n上表为2022年数据\n"
    captions = Captions(text, FORMS.vocabulary, 2023)
    assert captions.above(0, len(text), between=True) == "单位：件"
    assert captions.above(0, len(text)) == "上表为2022年数据"
    text = "单位：件\n本表为2022年数据\n"  # nobody knows of which of them
    assert Captions(text, FORMS.vocabulary, 2023).above(0, len(text), between=True) == "本表为2022年数据"


def test_the_labels_of_groups_above_heads_hide_no_caption_in_running_text():
    results = "结果维持 结果纠正 其他结果 尚未审结 总计 "
    heads = f"行政复议 行政诉讼\n{results}未经复议直接起诉 复议后起诉\n{results}{results}\n"
    title = "示例市2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    for caption, given in (("附：上年数据\n\n", None), ("", 2)):
        report = parse_report(f"{title}{caption}{heads}2 0 0 1 3 1 0 0 0 1 0 4 0 0 4\n")
        assert report.proceedings.reconsideration.upheld.value == given
