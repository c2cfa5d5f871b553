"""What a report lacks as a whole."""

from __future__ import annotations

from govinfo_parse import parse_report
from govinfo_parse.checks.completeness import completeness

RULES = "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t{}\n"


def lacks(year: int, text: str) -> list[str]:
    report = parse_report(f"示例市示例局{year}年政府信息公开工作年度报告\n{text}")
    return [note.code for note in completeness(report)]


def test_a_table_of_which_nothing_was_read_is_lacking():
    assert lacks(2023, RULES.format("1\t2\t3")) == ["table-unread", "table-unread"]


def test_a_form_that_nobody_filled_in_is_blank():
    assert lacks(2023, RULES.format("\t\t"))[0] == "blank-form"


def test_a_report_on_a_year_before_the_three_tables_lacks_none_of_them():
    assert lacks(2017, "本年度主动公开政府信息12条。\n") == []
    assert lacks(2023, "本年度主动公开政府信息12条。\n") != []
