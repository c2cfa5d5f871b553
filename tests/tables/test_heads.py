"""The columns that heads make: by their places, by their order, and where neither is sure."""

from __future__ import annotations

import pytest

from govinfo_parse.tables.heads import Column
from tests.tables.sketches import APPLICANTS, NEW, frames_of, heads_of

ROW = f"{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21"
GROUPED = f"""
 | 申请人情况 | < | < | < | < | < | <
^ | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^
{ROW}
"""
NAMES = [
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_organization",
    "other_organization",
    "total",
]


def keys(columns: list[Column] | None) -> list[str | None] | None:
    return None if columns is None else [column.key for column in columns]


@pytest.mark.parametrize("sketch", [f" | {APPLICANTS}\n{ROW}", GROUPED], ids=["flat", "grouped"])
def test_known_heads_make_the_same_columns_by_place_and_by_order(sketch: str):
    heads = heads_of(sketch, framed=True)
    assert keys(heads.by_place()) == NAMES
    assert keys(heads.by_order()) == NAMES
    assert (heads.unknown, heads.figures, heads.numbered, heads.torn, heads.guessed) == ([], False, False, False, {})


def test_the_places_of_columns_are_those_of_their_heads():
    columns = heads_of(GROUPED, framed=True).by_place()
    assert columns is not None
    assert [(column.first, column.last) for column in columns] == [(place, place) for place in range(1, 8)]


def test_a_head_that_is_wider_than_its_values_reaches_over_both_places():
    columns = heads_of(
        "信息内容 | 本年制发件数 | < | 本年废止件数 | 现行有效件数\n规章 | 1 | < | 2 | 3", framed=True
    ).by_place()
    assert columns is not None
    assert [(column.key, column.first, column.last) for column in columns] == [
        ("issued", 1, 2),
        ("repealed", 3, 3),
        ("in_force", 4, 4),
    ]


@pytest.mark.parametrize("foreign", ["境外机构", "2022年", "①", "%", "同比增长", "A", "-"])
def test_a_head_that_no_form_has_is_a_column_of_its_own(foreign: str):
    heads = heads_of(f" | {APPLICANTS}\n{ROW}".replace("商业企业", foreign), framed=True)
    expected = [None if name == "enterprise" else name for name in NAMES]
    assert keys(heads.by_place()) == expected
    assert len(heads.unknown) == 1


def test_an_empty_head_is_a_column_where_merged_cells_are_known():
    sketch = GROUPED.replace("| 商业企业 |", "| |")
    assert keys(heads_of(sketch, framed=True).by_place()) == [None if name == "enterprise" else name for name in NAMES]


def test_one_wrong_character_is_guessed_where_it_leaves_no_other_column_in_doubt():
    heads = heads_of(f" | {APPLICANTS}\n{ROW}".replace("科研机构", "科研机沟"))
    assert list(heads.guessed.values()) == ["RESEARCH_INSTITUTION"]
    assert keys(heads.by_place()) == NAMES


def test_a_wrong_head_is_not_guessed_where_its_label_is_printed_too():
    heads = heads_of(f" | {APPLICANTS} | 科研机沟\n{ROW} | 9")
    assert heads.guessed == {}
    assert keys(heads.by_place()) == [*NAMES, None]


def test_a_total_inside_a_group_is_not_the_total_of_the_row():
    sketch = GROUPED.replace("| 商业企业 |", "| 合计 |")
    assert keys(heads_of(sketch, framed=True).by_place()) == [None if name == "enterprise" else name for name in NAMES]


def test_of_two_heads_for_one_column_the_one_spelled_as_in_the_form_is_it():
    heads = heads_of(f" | {APPLICANTS} | 合计\n{ROW} | 42")
    assert keys(heads.by_place()) == [*NAMES, None]


def test_a_line_that_numbers_the_columns_heads_nothing():
    heads = heads_of(f" | {APPLICANTS}\n | 1 | 2 | 3 | 4 | 5 | 6 | 7\n{ROW}")
    assert keys(heads.by_place()) == NAMES
    assert heads.unknown == []


def test_a_few_numbers_below_heads_are_values_and_do_not_number_the_columns():
    (frame,) = frames_of("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n | 1 | | 2\n规章 | 4 | 7 | 5")
    assert len(frame.heads) == 1
    assert [body.label is None for body in frame.rows] == [True, False]
    assert [line.values for line in frame.rows[1].over] == [[5, 7]]


def test_heads_that_only_number_their_columns_are_told():
    heads = heads_of("信息内容 | 数据1 | 数据2 | 数据3\n规章 | 1 | 2 | 3")
    assert heads.numbered


def test_a_note_among_heads_heads_nothing():
    heads = heads_of(f" | {APPLICANTS} | 单位：件\n{ROW} |")
    assert keys(heads.by_place()) == NAMES


def test_by_order_alone_a_groups_heads_come_in_its_place():
    sketch = f"自然人 | 法人或其他组织 | 总计\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n{ROW}"
    assert keys(heads_of(sketch).by_order()) == NAMES


def test_order_is_not_sure_where_line_and_place_disagree():
    sketch = f" | | 法人或其他组织\n | 自然人 | | 总计\n | | 商业企业 | 科研机构\n{NEW} | 1 | 2 | 3 | 6"
    assert heads_of(sketch).by_order() is None


def test_heads_of_four_results_are_told_by_their_blocks():
    sketch = """
行政复议 | < | < | < | < | 未经复议直接起诉 | < | < | < | <
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 2 | 3 | 4 | 10 | 5 | 6 | 7 | 8 | 26
"""
    columns = keys(heads_of(sketch, framed=True).by_place())
    assert columns is not None
    assert columns[0] == "proceedings.reconsideration.upheld"
    assert columns[4] == "proceedings.reconsideration.total"
    assert columns[5] == "proceedings.litigation_direct.upheld"


SUPER = """
信息内容 | {} | < | <
^ | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | 2 | 3
"""


@pytest.mark.parametrize("head", ["数量", "本年度数据", "统计数", "公开情况"])
@pytest.mark.parametrize("framed", [True, False])
def test_a_head_over_others_that_says_nothing_is_passed_over(head: str, framed: bool):
    heads = heads_of(SUPER.format(head), framed=framed)
    assert keys(heads.by_place()) == ["issued", "repealed", "in_force"]
    assert heads.unknown == []


@pytest.mark.parametrize("head", ["上年数量", "下属单位", "同比", "示例大队"])
def test_a_head_over_others_that_says_something_makes_other_columns_of_them(head: str):
    assert keys(heads_of(SUPER.format(head), framed=True).by_place()) == [None, None, None]


def test_a_head_that_says_nothing_and_has_no_heads_below_it_is_a_column():
    heads = heads_of("信息内容 | 本年制发件数 | 数量 | 现行有效件数\n规章 | 1 | 2 | 3", framed=True)
    assert keys(heads.by_place()) == ["issued", None, "in_force"]


def test_a_merged_cell_with_a_columns_name_over_columns_is_a_group_that_no_form_has():
    results, values = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计", "1 | 2 | 3 | 4 | 10 | 5 | 6 | 7 | 8 | 26"
    heads = heads_of(
        f"行政复议 | < | < | < | < | 合计 | < | < | < | <\n{results} | {results}\n{values}",
        framed=True,
    )
    names = [f"proceedings.reconsideration.{name}" for name in ("upheld", "corrected", "other", "pending", "total")]
    assert keys(heads.by_place()) == [*names, *[None] * 5]


@pytest.mark.parametrize(
    "above",
    ["信息内容 | 数量 | 数量 | 数量\n |", "信息内容 | 数量 | < | <\n^ |"],
    ids=["one above each", "one above all"],
)
def test_a_head_that_only_says_that_heads_below_it_count_is_none(above: str):
    columns = heads_of(f"{above} 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 1 | 2 | 3", framed=True).by_place()
    assert columns is not None
    assert [(column.key, column.above) for column in columns] == [("issued", ()), ("repealed", ()), ("in_force", ())]


def test_a_head_that_begins_left_of_the_heads_below_it_is_one_of_its_own():
    sketch = "信息内容 | 数量 | | | \n | | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | | 1 | 2 | 3"
    columns = heads_of(sketch).by_place()
    assert columns is not None
    assert (columns[0].key, columns[0].head) == (None, 1)


def test_blank_heads_beyond_the_last_head_are_columns_and_nothing_is_beyond_them():
    columns = heads_of("信息内容 | 本年制发件数 | 本年废止件数 | \n规章 | 1 | < | 2", framed=True).by_place()
    assert columns is not None
    assert [(column.key, column.first, column.last) for column in columns] == [
        ("issued", 1, 1),
        ("repealed", 2, 2),
        (None, 3, 3),
    ]


def test_in_order_heads_belong_to_the_first_of_the_blocks_that_lack_them():
    results = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    blocks = "行政复议 | 未经复议直接起诉 | 复议后起诉"
    columns = heads_of(f"{blocks}\n{results} | {results} | {results}\n{' | '.join('1' * 15)}").by_order()
    found = [str(key).split(".")[1:] for key in keys(columns) or []]
    assert [block for block, _ in found] == [
        *["reconsideration"] * 5,
        *["litigation_direct"] * 5,
        *["litigation_after_reconsideration"] * 5,
    ]
    assert [name for _, name in found] == ["upheld", "corrected", "other", "pending", "total"] * 3
    columns = heads_of(f"{blocks}\n{results}\n{' | '.join('1' * 5)}").by_order()
    assert {str(key).split(".")[1] for key in keys(columns) or []} == {"reconsideration"}
