"""A table that is printed several times: which rows are of one printing, and whose figures it has."""

from __future__ import annotations

import pytest

from govinfo_parse import parse_report
from govinfo_parse.model.paths import all_cells
from govinfo_parse.tables.printings import foreign_caption

TITLE = "示例市示例局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
HEADS = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
RULES, DOCUMENTS = "规章\t1\t2\t3\n", "行政规范性文件\t4\t5\t6\n"
OTHER_RULES, OTHER_DOCUMENTS = "规章\t1\t9\t3\n", "行政规范性文件\t4\t8\t6\n"
RULE, DOCUMENT = "disclosure.rules", "disclosure.normative_documents"


def numbers(text: str, path: str) -> list[object]:
    cells = all_cells(parse_report(TITLE + text))
    return [cells[f"{path}.{name}"].value for name in ("issued", "repealed", "in_force")]


def said(text: str) -> list[tuple[str, int | None, tuple[str, ...]]]:
    """What is said of rows and tables that are printed again: code, line, and paths."""
    codes = {"row-repeated", "table-repeated", "table-of-others"}
    notes = parse_report(TITLE + text).diagnostics
    return [(note.code, note.line, note.paths) for note in notes if note.code in codes]


def test_a_single_row_that_comes_again_is_that_row_once_more():
    text = HEADS + RULES + DOCUMENTS + OTHER_RULES
    ((code, line, paths),) = said(text)
    assert (code, line, paths) == ("row-repeated", 6, tuple(f"{RULE}.{n}" for n in ("issued", "repealed", "in_force")))
    assert numbers(text, RULE) == [1, None, 3]
    assert numbers(text, DOCUMENT) == [4, 5, 6]


def test_several_rows_that_come_again_are_another_printing():
    text = HEADS + RULES + DOCUMENTS + OTHER_RULES + OTHER_DOCUMENTS
    assert said(text) == [("table-repeated", 6, (f"{RULE}.repealed", f"{DOCUMENT}.repealed"))]
    assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])


def test_a_row_that_comes_again_with_another_is_another_printing():
    text = f"{HEADS}{RULES}{DOCUMENTS}{OTHER_RULES}行政许可\t7\t7\t7\n"
    assert [code for code, *_ in said(text)] == ["table-repeated"]
    assert numbers(text, RULE) == [1, 2, 3]


def test_a_single_row_that_comes_again_under_its_heads_is_another_printing():
    text = HEADS + RULES + HEADS + OTHER_RULES
    assert said(text) == [("table-repeated", 6, (f"{RULE}.repealed",))]
    assert numbers(text, RULE) == [1, 2, 3]


def test_heads_that_come_again_over_an_earlier_row_begin_another_printing():
    text = HEADS + DOCUMENTS + HEADS + RULES
    assert numbers(text, DOCUMENT) == [4, 5, 6]
    assert numbers(text, RULE) == [None, None, None]
    assert [code for code, *_ in said(text)] == ["table-repeated"]


def test_heads_that_come_again_over_a_later_row_go_on():
    text = HEADS + RULES + HEADS + DOCUMENTS
    assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])
    assert said(text) == []


def test_a_printing_under_a_foreign_caption_is_not_the_reports():
    text = f"{HEADS}{RULES}2022年统计\n{HEADS}{OTHER_DOCUMENTS}"
    assert numbers(text, DOCUMENT) == [None, None, None]
    assert [(code, line) for code, line, _ in said(text)] == [("table-of-others", 7)]


NOTE = "上表为2022年数据\n"
NAMED = tuple(f"{row}.{name}" for row in (RULE, DOCUMENT) for name in ("issued", "repealed", "in_force"))


@pytest.mark.parametrize("text", [HEADS + RULES + DOCUMENTS + NOTE, HEADS + RULES + NOTE + DOCUMENTS])
def test_a_printing_with_a_note_below_it_that_gives_it_to_another_year_is_not_the_reports(text: str):
    assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([None] * 3, [None] * 3)
    assert said(text) == [("table-of-others", 4, NAMED)]


def test_of_a_note_between_two_printings_the_one_above_is_another_years():
    other = HEADS + OTHER_RULES + OTHER_DOCUMENTS
    for text in (other + NOTE + HEADS + RULES + DOCUMENTS, HEADS + RULES + DOCUMENTS + other + NOTE):
        assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])
        assert [code for code, *_ in said(text)] == ["table-of-others"]
    listed = "2023年 2022年\n" + other + NOTE + HEADS + RULES + DOCUMENTS
    assert numbers(listed, RULE) == [1, 2, 3]


def test_without_marks_between_cells_a_note_below_a_table_is_read_too():
    text = (HEADS + RULES + DOCUMENTS).replace("\t", "\n") + NOTE
    assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([None] * 3, [None] * 3)
    assert [paths for _, _, paths in said(text)] == [NAMED]
    own = text.replace("2022年", "2023年")
    assert (numbers(own, RULE), numbers(own, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])
    assert numbers(own + "三、收到和处理政府信息公开申请情况\n" + NOTE, RULE) == [1, 2, 3]
    assert numbers(text, RULE) == [None] * 3  # it is not read as the other was


@pytest.mark.parametrize(
    ("caption", "foreign"),
    [
        ("2022年", True),
        ("2022年度统计表", True),
        ("22年", True),
        ("二〇二二年", True),
        ("2022", True),
        ("（2022）", True),
        ("2022年1月1日至12月31日", True),
        ("2023年", False),
        ("2022年、2023年", False),  # the report's own is among them
        ("2022年3月", False),  # a month, which a notice may have
        ("2024年1月15日", False),
        ("数据截至2022年12月31日", True),
        ("（统计截止时间：2022年12月31日）", True),
        ("数据截止日期：2022-12-31，单位：件", True),
        ("截至2022年12月底", True),
        ("2022.12.31", True),
        ("统计时间：2022年1月-12月", True),
        ("统计期间：2022.1.1-2022.12.31", True),
        ("数据截至2023年12月31日", False),
        ("统计期间：2022年12月31日至2023年12月31日", False),
        ("发布日期：2022年12月31日", False),  # nothing is counted up to it
        ("截止2024年1月10日", False),  # a report is printed then
        ("截止2023年9月30日", True),  # a part of the year
        ("全市汇总", False),
        ("上年", True),
        ("2022年的情况已经说明。", False),  # a sentence
        ("2022年，全市", False),
        ("附件2：2022年", True),
        ("文件2022年", False),
        ("", False),
    ],
)
def test_a_caption_may_say_that_figures_are_of_another_year(caption: str, foreign: bool):
    assert foreign_caption(caption, 2023) == (caption if foreign else "")


def test_a_long_line_is_no_caption():
    assert foreign_caption("二〇二二年" + "全" * 35, 2023)
    assert not foreign_caption("二〇二二年" + "全" * 36, 2023)


def test_where_the_year_of_the_report_is_not_known_no_year_is_another():
    assert foreign_caption("2022年", None) == ""
    assert foreign_caption("上年", None) == "上年"


def test_a_row_of_another_printing_that_cannot_be_read_is_named_and_hides_none_of_its_others():
    wide = HEADS + RULES + DOCUMENTS + "规章\t1\t9\t3\t4\t5\t6\t7\n" + OTHER_DOCUMENTS
    whole = tuple(f"{RULE}.{name}" for name in ("issued", "repealed", "in_force"))
    assert said(wide) == [("table-repeated", 6, (f"{DOCUMENT}.repealed", *whole))]
    assert (numbers(wide, RULE), numbers(wide, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])


def test_of_more_printings_than_a_report_has_those_after_the_eighth_are_left_out():
    same, other = HEADS + RULES + DOCUMENTS, HEADS + OTHER_RULES + OTHER_DOCUMENTS
    assert [paths for _, _, paths in said(7 * same + other + same)] == [(f"{RULE}.repealed", f"{DOCUMENT}.repealed")]
    assert said(8 * same + other) == []


DECISIONS = "信息内容\t本年处理决定数量\n行政许可\t12\n行政处罚\t34\n行政强制\t5\n"
LICENSING, PENALTIES = "disclosure.licensing.decisions", "disclosure.penalties.decisions"


@pytest.mark.parametrize(
    "small",
    [
        "公开渠道\t①\n行政许可\t7\n",
        "公开渠道\t条数\n行政许可\t7\n",
        "渠道\t条数\n政府网站\t1\n行政许可\t7\n行政处罚\t8\n",
        "行政许可\t7\n",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_some_rows_without_known_heads_above_the_whole_table_are_of_another(small: str, between: str):
    text = small + between + HEADS + RULES + DOCUMENTS + DECISIONS
    report = parse_report(TITLE + text)
    cells = all_cells(report)
    assert [cells[path].value for path in (LICENSING, PENALTIES)] == [12, 34]
    assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])
    named = {path for note in report.diagnostics if note.code == "table-repeated" for path in note.paths}
    # Under a head that no form has, it is no cell of the form.
    assert (LICENSING in named) == ("公开渠道\t条数" not in small)


def test_rows_without_heads_that_the_headed_part_does_not_have_are_of_the_same_table():
    text = "行政许可\t7\n行政处罚\t8\n" + HEADS + RULES + DOCUMENTS
    cells = all_cells(parse_report(TITLE + text))
    assert [cells[path].value for path in (LICENSING, PENALTIES)] == [7, 8]
    assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])


def test_of_two_whole_printings_the_first_is_read_also_without_heads():
    text = RULES + DOCUMENTS + HEADS + OTHER_RULES + OTHER_DOCUMENTS
    assert (numbers(text, RULE), numbers(text, DOCUMENT)) == ([1, 2, 3], [4, 5, 6])
    assert [(code, line) for code, line, _ in said(text)] == [("table-repeated", 6)]
