"""Labels before their values or behind them: what tells, where nothing but the order of the cells is known."""

from __future__ import annotations

import pytest

from govinfo_parse import Parser, Report
from govinfo_parse.model.paths import all_cells

TITLE = "示例市示例局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
HEADS = "自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
NEW, OLD, LEFT = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"
GRANTED, SECRET, TOTAL = "（一）予以公开", "（三）不予公开 1.属于国家秘密", "（七）总计"
UNEVEN = [(NEW, "1 2 3 4 5 6 21"), (OLD, "2 3 4 5 6 7 27"), (GRANTED, "3 4 5 6 7 8 33"), (SECRET, "4 5 6 7 8 9 39")]
EVEN = [(NEW, "1 0 0 0 0 0 1"), (OLD, "0 2 0 0 0 0 2"), (GRANTED, "1 2 0 0 0 0 3"), (TOTAL, "1 2 0 0 0 0 3")]


def received(report: Report) -> list[object]:
    cells = all_cells(report)
    return [cell.value for path, cell in cells.items() if path.startswith("applications.received.")]


def text(rows: list[tuple[str, str]], between: str, last: str = LEFT) -> str:
    printed = "\n".join(f"{label}{between}{values}" for label, values in rows)
    return f"{TITLE}{HEADS}{printed}\n{last}\n"


def test_labels_that_begin_their_lines_stand_before_their_values_also_where_the_last_row_has_none():
    assert received(Parser().parse(text(UNEVEN, " "))) == [1, 2, 3, 4, 5, 6, 21]


def test_labels_on_lines_of_their_own_may_stand_behind_their_values_where_the_last_row_has_none():
    assert received(Parser().parse(text(UNEVEN, "\n"))) == [None] * 7


def test_columns_that_add_up_show_that_labels_stand_before_their_values():
    assert received(Parser().parse(text(EVEN, "\n"))) == [1, 0, 0, 0, 0, 0, 1]


def test_one_label_that_ends_a_line_of_values_leaves_the_direction_in_doubt():
    """The second row begins on the line of the first one's values, and has its own on the next."""
    printed = text(UNEVEN, " ").replace(f"\n{OLD} ", f" {OLD}\n")
    assert received(Parser().parse(printed)) == [None] * 7


def test_what_the_figures_showed_of_one_text_is_not_taken_for_granted_in_the_next():
    parser = Parser()
    assert received(parser.parse(text(EVEN, "\n"))) == [1, 0, 0, 0, 0, 0, 1]
    others = [(NEW, "5 0 0 0 0 0 5"), *EVEN[1:]]
    assert received(parser.parse(text(others, "\n"))) == [None] * 7


@pytest.mark.parametrize("rows", [UNEVEN, EVEN])
def test_a_value_behind_the_last_label_shows_that_labels_stand_before_theirs(rows: list[tuple[str, str]]):
    values = [int(value) for value in rows[0][1].split()]
    assert received(Parser().parse(text(rows, "\n", f"{LEFT}\n0 0 0 0 0 0 0"))) == values


def test_a_figure_behind_the_last_label_that_is_no_row_of_values_shows_nothing():
    assert received(Parser().parse(text(UNEVEN, "\n", f"{LEFT}\n12"))) == [None] * 7


def test_two_figures_behind_the_last_label_are_no_page_and_stand_behind_it():
    assert received(Parser().parse(text(UNEVEN, "\n", f"{LEFT}\n1 0"))) == [1, 2, 3, 4, 5, 6, 21]
