"""Where values belong: below known heads, or in order where that is sure, and else nowhere."""

from __future__ import annotations

import attrs
import pytest

from govinfo_parse.tables.heads import Heads
from govinfo_parse.tables.placing import Placing
from govinfo_parse.tables.rows import withhold_chance
from tests.tables.sketches import APPLICANTS, NEW, OLD, closest, frames_of, read, rows_of

HEADS = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"
RULES, DOCUMENTS = "规章", "行政规范性文件"


def both(sketch: str, *, framed: bool = False, lined: bool = True) -> list[dict[str, str] | None]:
    return [read(row) for row in rows_of(sketch, framed=framed, lined=lined)]


def told(issued: str, repealed: str, in_force: str) -> dict[str, str]:
    return {"issued": issued, "repealed": repealed, "in_force": in_force}


def test_values_below_known_heads_belong_where_row_and_column_cross():
    assert both(f"{HEADS}\n{RULES} | 1 | 2 | 3\n{DOCUMENTS} | 4 | 5 | 6") == [told("1", "2", "3"), told("4", "5", "6")]


def test_columns_in_another_order_follow_their_heads():
    heads = "信息内容 | 现行有效件数 | 本年制发件数 | 本年废止件数"
    assert both(f"{heads}\n{RULES} | 3 | 1 | 2\n{DOCUMENTS} | 6 | 4 | 5") == [told("1", "2", "3"), told("4", "5", "6")]


def test_a_blank_below_a_head_is_that_columns():
    assert both(f"{HEADS}\n{RULES} | 1 | | 3\n{DOCUMENTS} | 4 | 5 | 6", framed=True) == [
        told("1", "", "3"),
        told("4", "5", "6"),
    ]


def test_values_below_a_foreign_head_go_nowhere():
    foreign = HEADS.replace("本年废止件数", "同比增长")
    assert both(f"{foreign}\n{RULES} | 1 | 2 | 3\n{DOCUMENTS} | 4 | 5 | 6", framed=True) == [
        {"issued": "1", "in_force": "3"},
        {"issued": "4", "in_force": "6"},
    ]


def test_the_covered_half_of_a_wide_cell_is_no_column():
    wide = "信息内容 | 本年制发件数 | < | 本年废止件数 | < | 现行有效件数 | <"
    assert both(f"{wide}\n{RULES} | 21 | < | 22 | < | | <\n{DOCUMENTS} | 4 | < | 5 | < | 6 | <", framed=True)[
        0
    ] == told("21", "22", "")


def test_cells_as_wide_as_their_heads_stand_below_them_whatever_empty_column_is_beside():
    wide = "信息内容 | 本年制发件数 | < | 本年废止件数 | 现行有效件数 | "
    assert both(f"{wide}\n{RULES} | 21 | < | 22 | 23 | \n{DOCUMENTS} | 4 | < | 5 | 6 | ", framed=True) == [
        told("21", "22", "23"),
        told("4", "5", "6"),
    ]


def test_a_cell_as_wide_as_its_head_stands_below_it_and_a_wider_one_below_none():
    wide = "信息内容 | 本年制发件数 | < | 本年废止件数 | 现行有效件数"
    rows = rows_of(f"{wide}\n{RULES} | 21 | < | 22 | 23\n{DOCUMENTS} | 4 | < | < | 6", framed=True)
    assert [row.headed for row in rows] == [True, False]
    assert read(rows[0]) == told("21", "22", "23")


def test_a_cell_over_two_heads_belongs_to_neither():
    (row, _) = rows_of(f"{HEADS}\n{RULES} | 1 | < | 3\n{DOCUMENTS} | 4 | 5 | 6", framed=True)
    assert not row.headed or row.places is None or read(row) != told("1", "1", "3")
    assert (read(row) or {}).get("repealed", "") == ""


def test_a_single_row_with_a_value_below_no_head_is_not_read_and_the_others_are():
    labels = (NEW, OLD, "（一）予以公开", "1.属于国家秘密", "2.重复申请", "（七）总计")
    rows = [f"{label} | 1 | 2 | 3 | 4 | 5 | 6 | 21 |" for label in labels]
    rows[3] = f"{labels[3]} | 1 | 2 | 3 | | 5 | 6 | 21 | 9"
    found = rows_of(f" | {APPLICANTS} |\n" + "\n".join(rows))
    assert [read(row) is None for row in found] == [False, False, False, True, False, False]


def test_where_a_good_part_of_the_rows_has_values_below_no_head_none_is_read():
    assert both(f"{HEADS} |\n{RULES} | | 1 | 2 | 3\n{DOCUMENTS} | | 4 | 5 | 6") == [None, None]


def test_without_heads_the_forms_order_is_read_where_every_column_has_a_value():
    rows = rows_of(f"{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0")
    assert read(rows[0]) == {
        "natural_person": "1",
        "enterprise": "2",
        "research_institution": "3",
        "public_welfare_organization": "4",
        "legal_service_organization": "5",
        "other_organization": "6",
        "total": "21",
    }
    assert not rows[0].headed


@pytest.mark.parametrize("values", ["1 | 2 | 3 | 4 | 5 | 15", "1 | 2 | 3 | 4 | 5 | 6 | 21 | 9"], ids=["few", "many"])
def test_without_heads_a_value_too_few_or_too_many_is_no_row(values: str):
    rows = rows_of(f"{NEW} | {values}\n{OLD} | 0 | 0 | 0 | 0 | 0 | 0 | 0")
    assert read(rows[0]) is None


def test_without_lines_rows_are_read_in_order_where_heads_and_values_are_as_many():
    rows = rows_of(f"{HEADS}\n{RULES} | 1 | 2 | 3\n{DOCUMENTS} | 4 | 5 | 6", lined=False)
    assert [read(row) for row in rows] == [told("1", "2", "3"), told("4", "5", "6")]


def test_without_lines_a_value_that_is_missing_leaves_its_row_unread():
    rows = rows_of(f"{HEADS}\n{RULES} | 1 | 2\n{DOCUMENTS} | 4 | 5 | 6", lined=False)
    assert read(rows[0]) is None


def test_two_values_in_one_place_of_the_rows_that_a_label_runs_over_are_one_number_or_two():
    rows = rows_of(
        f" | {APPLICANTS}\n{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21\n"
        "二、上年结转政府信 | 12 | 0 | 0 | 0 | 0 | 0 | 12\n息公开申请数量 | 3 | | | | | | 3"
    )
    assert read(rows[1]) is None


def test_a_label_in_the_last_column_has_its_values_before_it():
    rows = rows_of(
        f"本年制发件数 | 本年废止件数 | 现行有效件数 | 信息内容\n1 | 2 | 3 | {RULES}\n4 | 5 | 6 | {DOCUMENTS}"
    )
    assert [read(row) for row in rows] == [told("1", "2", "3"), told("4", "5", "6")]


def test_heads_and_rows_change_places():
    rows = rows_of(f" | {NEW} | {OLD}\n自然人 | 1 | 2\n商业企业 | 3 | 4\n总计 | 4 | 6")
    assert [row.own for row in rows] == [
        ["applications.received.natural_person", "applications.carried_over.natural_person"],
        ["applications.received.enterprise", "applications.carried_over.enterprise"],
        ["applications.received.total", "applications.carried_over.total"],
    ]
    assert all(row.places is not None for row in rows)


@pytest.mark.parametrize("framed", [True, False])
def test_labels_may_stand_in_the_last_column(framed: bool):
    heads = "本年制发件数 | 本年废止件数 | 现行有效件数 | 信息内容"
    sketch = f"{heads}\n1 | 2 | 3 | {RULES}\n4 | | 6 | {DOCUMENTS}"
    assert both(sketch, framed=framed) == [told("1", "2", "3"), told("4", "", "6")]


def test_a_number_in_two_lines_of_a_torn_label_belongs_nowhere():
    heads, whole = f" | {APPLICANTS}", f"{NEW} | 1 | 0 | 0 | 0 | 0 | 0 | 1"
    torn = "二、上年结转政府信 | 3 | 0 | 0 | 0 | 0 | 0 | 3\n息公开申请数量 | 5 | | | | | |"
    assert both(f"{heads}\n{whole}\n{torn}")[1] is None  # 3, 5 or 35
    torn = "二、上年结转政府信 | 3 | 0 | 0 | 0 | | |\n息公开申请数量 | | | | | 0 | 0 | 3"
    row = both(f"{heads}\n{whole}\n{torn}")[1]
    assert row is not None
    assert (row["natural_person"], row["total"]) == ("3", "3")


def test_a_value_beyond_the_heads_leaves_its_row_out():
    assert both(f"{HEADS}\n{RULES} | 1 | 2 | 3 | 4") == [None]
    assert both(f"{HEADS}\n{RULES} | 1 | 2 | 3\n{DOCUMENTS} | 4 | 5 | 6 | 7") == [told("1", "2", "3"), None]


def test_an_empty_head_with_values_and_a_head_without_may_be_one_another():
    assert both(f"{HEADS} |\n{RULES} | 1 | | 3 | 2\n{DOCUMENTS} | 4 | | 6 | 5") == [None, None]
    assert both(f"{HEADS}\n{RULES} | 1 | | 3\n{DOCUMENTS} | 4 | | 6") == [told("1", "", "3"), told("4", "", "6")]


def test_where_merged_cells_are_known_a_column_may_have_no_head():
    rows = rows_of(f"{HEADS} | ^\n{RULES} | 1 | 2 | 3 | 9\n{DOCUMENTS} | 4 | 5 | 6 | 8", framed=True)
    assert [row.paths[-1] for row in rows] == [None, None]
    assert [len(row.paths) for row in rows] == [4, 4]


def test_a_column_left_of_the_labels_is_no_column_of_the_rows():
    rows = rows_of(f"序号 | {HEADS}\n1 | {RULES} | 1 | 2 | 3\n2 | {DOCUMENTS} | 4 | 5 | 6")
    assert [[column.key for column in row.columns] for row in rows] == [["issued", "repealed", "in_force"]] * 2
    assert [read(row) for row in rows] == [told("1", "2", "3"), told("4", "5", "6")]


def test_a_value_right_behind_a_label_that_nobody_knows_stands_below_no_head_there():
    labels = (NEW, OLD, "（一）予以公开", "1.属于国家秘密", "2.重复申请", "（七）总计")
    rows = [f"{label} | | 1 | 2 | 3 | 4 | 5 | 6 | 21" for label in labels]
    foreign = "（六）别的什么处理 | 8 | 1 | 2 | 3 | 4 | 5 | 6 | 21"
    found = both("\n".join([f" | | {APPLICANTS}", *rows[:-1], foreign, rows[-1]]), framed=True)
    assert found[5] is None
    assert None not in (*found[:5], found[6])


@pytest.mark.parametrize(("witnesses", "others"), [(1, 0), (2, 4)])
def test_values_in_order_are_believed_where_two_rows_at_least_stand_whole_below_their_heads(
    witnesses: int, others: int
):
    labels = (NEW, OLD, "（一）予以公开", "1.属于国家秘密", "2.重复申请", "（七）总计")
    below = [f"{label} | 1 | 2 | 3 | 4 | 5 | 6 | 21" for label in labels[:witnesses]]
    beside = [f"{label} | | 1 | 2 | 3 | 4 | 5 | 6 | 22" for label in labels[witnesses:]]
    found = both("\n".join([f" | {APPLICANTS}", *below, *beside]))
    assert None not in found[:witnesses]
    assert sum(row is not None for row in found[witnesses:]) == others


GAPS = "信息内容 | 本年制发件数 | | | 本年废止件数 | | 现行有效件数"
ONE_GAP = "信息内容 | 本年制发件数 | | 本年废止件数 | 现行有效件数"


@pytest.mark.parametrize(
    ("sketch", "doubtful"),
    [
        (f"{GAPS}\n{RULES} | 1 | | | 2 | |\n{DOCUMENTS} | 4 | | | 5 | |", True),
        (f"{GAPS}\n{RULES} | 1 | | | 2 | | 3\n{DOCUMENTS} | 4 | | | 5 | | 6", False),
        (f"{GAPS}\n{RULES} | 1 | | | 2 | |", False),
        (f"{ONE_GAP}\n{RULES} | 1 | | 2 |\n{DOCUMENTS} | 4 | | 5 |", True),
        (f"{HEADS}\n{RULES} | 1 | 2 |\n{DOCUMENTS} | 4 | 5 |", False),
    ],
)
def test_an_empty_column_among_wide_ones_is_doubted_where_several_rows_leave_it_empty(sketch: str, doubtful: bool):
    (frame,) = frames_of(sketch)
    placing = Placing(frame, Heads(frame, closest), lambda _: None)
    placing.rows(0)
    assert placing.doubtful is doubtful


def test_a_place_that_a_cell_at_the_left_covers_belongs_to_that_cell_alone():
    wide = "信息内容 | 同比增长 | 本年制发件数 | < | 本年废止件数 | 现行有效件数"
    rows = rows_of(f"{wide}\n{RULES} | 9 | 1 | < | 2 | 3\n{DOCUMENTS} | 9 | < | 5 | 6 | 7", framed=True)
    assert not rows[1].headed


def test_values_below_no_head_are_a_column_of_their_own_if_most_rows_have_one():
    above = f"情况说明 | < | < | < | <\n{HEADS}\n{RULES} | 1 | 2 | 3 | 8"
    assert both(f"{above}\n{DOCUMENTS} | 4 | 5 | 6 | 9", framed=True) == [told("1", "2", "3"), told("4", "5", "6")]
    assert both(f"{above}\n{DOCUMENTS} | 4 | 5 | 6 | ", framed=True) == [None, None]


@pytest.mark.parametrize(
    ("torn", "known"),
    [
        ("二、上年结转政府信息 | 1 | 2 | 3 | 4 | 5 | 6 |\n公开申请数量 | | | | | | | 21", True),
        ("二、上年结转政府信息 | 1 | 2 | 3 | 4 | 5 | | 73\n公开申请数量 | | | | | | | 477", False),
    ],
)
def test_two_values_in_one_place_beside_a_label_of_two_lines_may_be_one_number(torn: str, known: bool):
    labels = ("（一）予以公开", "1.属于国家秘密", "2.重复申请", "（七）总计")
    rest = [f"{label} | 1 | 2 | 3 | 4 | 5 | 6 | 21" for label in labels]
    rows = rows_of("\n".join([f" | {APPLICANTS}", f"{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21", torn, *rest]))
    assert (rows[1].body.text, len(rows[1].filled)) == ("二、上年结转政府信息", 7)
    assert [read(row) is not None for row in rows] == [True, known, *[True] * 4]


def test_left_of_a_label_in_the_last_column_stand_its_values():
    heads = "本年制发件数 | 本年废止件数 | 现行有效件数 | 信息内容"
    rows = rows_of(f"{heads}\n1 | | 3 | {RULES}\n4 | 5 | 6 | {DOCUMENTS}")
    cells = rows[0].grid.cells
    assert [[cells[index] for index in row.values] for row in rows] == [["1", "", "3"], ["4", "5", "6"]]
    assert [[cells[index] for index in row.filled] for row in rows] == [["1", "3"], ["4", "5", "6"]]
    assert read(rows[1]) == told("4", "5", "6")


def test_an_unknown_head_over_the_labels_leaves_the_order_of_the_others_sure():
    heads = "项目名称 | 本年制发件数 | 本年废止件数"
    assert both(f"{heads}\n{RULES} | | 1 | 2\n{DOCUMENTS} | 4 | 5") == [
        None,  # the third column of the form may be here, without a head
        {"issued": "4", "repealed": "5"},
    ]


@pytest.mark.parametrize(("lost", "whole", "left"), [(4, 3, 0), (4, 4, 4), (3, 2, 2), (0, 2, 2)])
def test_where_four_rows_and_more_than_half_are_lost_the_others_are_whole_by_chance(lost: int, whole: int, left: int):
    (row,) = rows_of(f"{HEADS}\n{RULES} | 1 | 2 | 3")
    rows = [attrs.evolve(row, places=None)] * lost + [attrs.evolve(row) for _ in range(whole)]
    withhold_chance(rows)
    assert sum(each.places is not None for each in rows) == left
