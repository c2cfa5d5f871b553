"""Rows whose cells ran together: read where one reading is left, and else withheld with what they could be."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse import Diagnostic, parse_report
from govinfo_parse.model import State
from govinfo_parse.model.paths import all_cells

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "damaged" / "run_together.txt"
WHOLE = EXAMPLE.read_text(encoding="utf-8")
TITLE = "示例市示例局2023年政府信息公开工作年度报告\n"
TABLE_2 = f"{TITLE}二、主动公开政府信息情况\n信息内容本年制发件数本年废止件数现行有效件数\n"
TABLE_2_OF_2019 = f"{TITLE}二、主动公开政府信息情况\n信息内容本年新制作数量本年新公开数量对外公开总数量\n"
BOUGHT = "信息内容采购项目数量采购总金额\n政府集中采购"
LONG = "信息内容本年处理决定数量\n行政许可1234567890123456\n"
HEADS_3 = "自然人法人或其他组织总计\n商业企业科研机构社会公益组织法律服务机构其他\n"
TABLE_3 = f"{TITLE}三、收到和处理政府信息公开申请情况\n{HEADS_3}"
RECEIVED, CARRIED_OVER = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def row(text: str, path: str) -> list[tuple[object, State]]:
    """The cells of a row; each number stands where it says, and one after the other."""
    end = 0
    found = []
    for name, cell in all_cells(parse_report(text)).items():
        if name.startswith(f"{path}.") and cell.state != State.ABSENT:
            assert cell.span is not None
            assert text[cell.span.start : cell.span.end] == cell.raw
            if cell.state == State.RECOVERED:
                assert cell.raw == str(cell.value)
                assert cell.span.start >= end
                end = cell.span.end
            found.append((cell.value, cell.state))
    return found


def recovered(*numbers: int) -> list[tuple[object, State]]:
    return [(number, State.RECOVERED) for number in numbers]


def ambiguous(count: int) -> list[tuple[object, State]]:
    return [(None, State.AMBIGUOUS)] * count


def note(text: str, line: str) -> Diagnostic:
    """What is said of the row in a line."""
    number = text.split("\n").index(line) + 1
    (found,) = [one for one in parse_report(text).diagnostics if one.line == number and one.code.startswith("row-")]
    return found


def test_a_row_with_one_reading_whose_total_is_the_sum_is_read():
    text = f"{TABLE_3}{RECEIVED}1495378120229\n{CARRIED_OVER}5200007\n"
    assert row(text, "applications.carried_over") == recovered(5, 2, 0, 0, 0, 0, 7)
    said = note(text, f"{CARRIED_OVER}5200007")
    assert said.code == "row-recovered"
    assert "5, 2, 0, 0, 0, 0, 7 (its total is the sum of its parts)" in said.message
    assert len(said.paths) == 7


def test_of_several_readings_none_is_taken_and_all_are_said():
    text = f"{TABLE_3}{RECEIVED}1495378120229\n{CARRIED_OVER}5200007\n"
    assert row(text, "applications.received") == ambiguous(7)
    assert parse_report(text).applications.received.total.raw == "1495378120229"
    said = note(text, f"{RECEIVED}1495378120229")
    assert said.code == "row-ambiguous"
    assert said.message.startswith("the values of ")
    assert "as 7 cells" in said.message
    assert said.message.endswith(
        ": 14, 9, 5, 3, 78, 120, 229 or 14, 95, 37, 81, 2, 0, 229 or 149, 53, 7, 8, 12, 0, 229"
    )


def test_where_no_reading_adds_up_that_is_said():
    text = f"{TABLE_3}{RECEIVED}1211115\n{CARRIED_OVER}5200007\n"
    assert row(text, "applications.received") == ambiguous(7)
    assert ": no reading satisfies the form's sums" in note(text, f"{RECEIVED}1211115").message


def test_nothing_but_zeros_is_zeros():
    text = f"{TABLE_3}{RECEIVED}0000000\n{CARRIED_OVER}1 0 0 0 0 0 1\n"
    assert row(text, "applications.received") == recovered(0, 0, 0, 0, 0, 0, 0)


def test_the_columns_of_the_whole_table_choose_among_readings():
    line = f"{RECEIVED}1495378120229"
    assert row(WHOLE, "applications.received") == recovered(149, 53, 7, 8, 12, 0, 229)
    assert "and the columns of the ta" in note(WHOLE, line).message
    assert row(WHOLE, "applications.outcomes.granted") == recovered(73, 28, 4, 6, 5, 0, 116)
    assert row(WHOLE, "applications.outcomes.total") == recovered(146, 52, 7, 8, 11, 0, 224)


@pytest.mark.parametrize("lost", ["（七）总计1465278110224\n", "四、结转下年度继续办理83001012\n"])
def test_a_table_that_is_not_whole_chooses_nothing(lost: str):
    assert row(WHOLE.replace(lost, ""), "applications.received") == ambiguous(7)


@pytest.mark.parametrize(
    ("line", "spaced"),
    [
        (f"{CARRIED_OVER}5200007", f"{CARRIED_OVER} 5 2 0 0 0 0 7"),
        ("（七）总计1465278110224", "（七）总计 146 52 7 8 11 0 224"),
    ],
)
def test_rows_that_stand_whole_help_the_others(line: str, spaced: str):
    assert row(WHOLE.replace(line, spaced), "applications.received") == recovered(149, 53, 7, 8, 12, 0, 229)


def test_three_blocks_in_one_row_are_read_sum_by_sum():
    path = "proceedings.litigation_after_reconsideration"
    assert row(WHOLE, "proceedings.reconsideration") == recovered(7, 2, 1, 1, 11)
    assert row(WHOLE, "proceedings.litigation_direct") == recovered(2, 0, 0, 1, 3)
    assert row(WHOLE, path) == recovered(3, 1, 0, 0, 4)


def test_without_a_sum_a_row_is_read_where_there_is_one_cut_and_values_ran_together():
    text = f"{TABLE_2}规章000\n行政规范性文件5223\n"
    assert row(text, "disclosure.rules") == recovered(0, 0, 0)
    assert note(text, "规章000").message.endswith(": 0, 0, 0 (no other cut gives each column a number)")
    assert row(text, "disclosure.normative_documents") == ambiguous(3)
    said = note(text, "行政规范性文件5223")
    assert "as 3 cells" in said.message
    assert ": no sum of the form tells" in said.message


def test_a_single_number_is_no_row():
    text = f"{TABLE_2}规章0\n行政规范性文件5223\n"
    assert row(text, "disclosure.rules") == ambiguous(3)
    text = f"{TABLE_2}规章123\n行政规范性文件5223\n"  # 1, 2, 3, or a number of its own
    assert row(text, "disclosure.rules") == ambiguous(3)


def test_two_numbers_of_three_have_run_together_as_well():
    assert row(f"{TABLE_2}规章000\n行政规范性文件52 23\n", "disclosure.rules") == recovered(0, 0, 0)


def test_two_numbers_in_two_columns_have_not_run_together():
    text = f"{TABLE_2_OF_2019}规章000\n规范性文件5 22 3\n{BOUGHT}3 27.5\n"
    assert row(text, "disclosure.rules") == ambiguous(3)


def test_where_half_of_the_rows_stand_whole_values_did_not_run_together():
    assert row(f"{TABLE_2}规章000\n行政规范性文件5 22 3\n", "disclosure.rules") == ambiguous(3)


def test_two_values_without_a_space_show_that_values_ran_together():
    text = f"{TABLE_2_OF_2019}规章123\n规范性文件456\n{BOUGHT}03\n"
    assert row(text, "disclosure.rules") == recovered(1, 2, 3)


def test_a_figure_too_long_for_a_number_is_neither_cut_nor_a_sign_that_others_are():
    assert row(f"{TABLE_2}规章123\n行政规范性文件456\n{LONG}", "disclosure.rules") == ambiguous(3)
    assert row(f"{TABLE_2}规章000\n行政规范性文件000\n{LONG}", "disclosure.licensing") == ambiguous(1)


def test_a_number_behind_a_label_is_its_one_value():
    text = f"{TITLE}二、主动公开政府信息情况\n信息内容本年处理决定数量\n行政许可1187\n"
    assert row(text, "disclosure.licensing") == [(1187, State.NUMBER)]


def test_a_row_with_a_cell_that_holds_no_number_does_not_help_the_others():
    text = WHOLE.replace(f"{CARRIED_OVER}5200007", f"{CARRIED_OVER} 5 2 – 0 0 0 7")
    assert row(text, "applications.received") == ambiguous(7)
