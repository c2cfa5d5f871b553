"""What a report lacks as a whole."""

from __future__ import annotations

import attrs

from govinfo_parse import parse_report
from govinfo_parse.checks.completeness import completeness
from govinfo_parse.model import Diagnostic, Severity

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


def test_the_first_year_of_the_three_tables_needs_them():
    assert lacks(2019, "本年度主动公开政府信息12条。\n") == ["table-unread"] * 3


INDICATORS = "附件：政府信息公开情况统计表\n统计指标\t单位\t统计数\n主动公开政府信息数\t条\t{}\n收到申请数\t件\t{}\n"


def test_an_indicator_table_that_nobody_filled_in_is_blank_and_takes_the_place_of_the_three():
    assert lacks(2012, INDICATORS.format("", "")) == ["blank-form"]
    assert lacks(2012, INDICATORS.format(7, "")) == []
    assert lacks(2023, INDICATORS.format(7, 8)) == []


def test_an_indicator_table_whose_only_figure_is_withheld_is_not_blank():
    text = INDICATORS.format("约2300", "")
    assert lacks(2012, text) == []
    ((row, *_),) = [table.rows for table in parse_report(text).statistics]
    assert row.cells[0].value is None


def test_of_what_is_no_report_nothing_more_is_said():
    text = "今天天气很好。\n"
    assert [note.code for note in parse_report(text).diagnostics if note.severity is Severity.ERROR]
    assert completeness(parse_report(text)) == ()


def test_an_error_that_names_cells_does_not_say_that_a_text_is_no_report():
    report = parse_report("示例市示例局2023年政府信息公开工作年度报告\n" + RULES.format("1\t2\t3"))
    error = Diagnostic("row-misread", Severity.ERROR, "a cell is wrong", paths=("disclosure.rules.issued",))
    warning = Diagnostic("title-doubtful", Severity.WARNING, "the title is in doubt")
    assert len(completeness(attrs.evolve(report, diagnostics=(error, warning)))) == 2
