"""What labels do where a table is printed: heads above, rows beside, and the ways to exchange them."""

from __future__ import annotations

import pytest

from govinfo_parse.tables.roles import BESIDE, NESTED, TRANSPOSED, UPRIGHT
from tests.tables.sketches import APPLICANTS, FORMS, NEW, OLD, lines, roles_of

WAYS = {
    "heads above, rows beside": (f" | {APPLICANTS}\n{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21", UPRIGHT),
    "a row without heads": (f"{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21", UPRIGHT),
    "applicants beside": (f" | {NEW} | {OLD}\n自然人 | 1 | 2\n商业企业 | 3 | 4\n总计 | 4 | 6", TRANSPOSED),
    "a total of applicants alone is no row beside": (f" | {APPLICANTS}\n{NEW} | 1 | 2 | 3\n总计 | 1 | 2 | 3", UPRIGHT),
    "blocks and results above": (
        "行政复议 | | | | \n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n1 | 2 | 3 | 4 | 10",
        NESTED,
    ),
    "blocks and results above, beside heads that are no words": (
        "行政复议 | | | | 未经复议直接起诉 | %\n结果维持 | ① | 结果纠正 | 总计 | 结果维持 |\n1 | 2 | 3 | 4 | 5 | 6",
        NESTED,
    ),
    "blocks beside": (
        (
            " | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n行政复议 | 1 | 2 | 3 | 4 | 10\n"
            "未经复议直接起诉 | 1 | 1 | 1 | 1 | 4"
        ),
        UPRIGHT,
    ),
    "results beside": (
        " | 行政复议 | 未经复议直接起诉 | 复议后起诉\n结果维持 | 1 | 2 | 3\n结果纠正 | 4 | 5 | 6\n总计 | 5 | 7 | 9",
        TRANSPOSED,
    ),
    "two results beside": (" | 行政复议 | 未经复议直接起诉\n结果维持 | 1 | 2\n结果纠正 | 3 | 4", TRANSPOSED),
    "one result beside": (" | 行政复议 | 未经复议直接起诉\n结果维持 | 1 | 2", NESTED),
    "all beside, where blocks begin with an empty cell": (
        (
            "行政复议 | 结果维持 | 1\n | 结果纠正 | 2\n行政诉讼 | 未经复议直接起诉 | 结果维持 |\n | | 结果纠正 | 3\n"
            " | 复议后起诉 | 结果维持 |\n | | 结果纠正 | 4"
        ),
        BESIDE,
    ),
    "all beside, the block in a line of its own": ("行政复议 |\n结果维持 | 1\n结果纠正 | 2\n总计 | 3", BESIDE),
    "two beside below their block": ("行政复议 |\n结果维持 | 1\n结果纠正 | 2", BESIDE),
    "one beside below its block": ("行政复议 |\n结果维持 | 1", NESTED),
    "results beside, one block filled": (
        " | 行政复议 | 未经复议直接起诉\n结果维持 | 1 |\n结果纠正 | 2 |\n总计 | 3 |",
        TRANSPOSED,
    ),
    "all beside": ("行政复议 | 结果维持 | 1\n | 结果纠正 | 2\n | 其他结果 | 3\n | 尚未审结 | 4\n | 总计 | 10", BESIDE),
}


@pytest.mark.parametrize(("sketch", "way"), WAYS.values(), ids=WAYS)
def test_the_way_a_table_is_printed(sketch: str, way: str):
    assert roles_of(lines(sketch)).way == way


def test_a_path_is_the_row_and_then_the_column_whichever_stands_above():
    upright = roles_of(lines(WAYS["heads above, rows beside"][0]))
    exchanged = roles_of(lines(WAYS["applicants beside"][0]))
    assert upright.path("applications.received", "total") == "applications.received.total"
    assert exchanged.path("total", "applications.received") == "applications.received.total"
    assert upright.path(None, "applications.received.total") == "applications.received.total"
    assert upright.path("applications.received", "") == "applications.received"


def test_heads_and_rows_change_places():
    upright = roles_of(lines(WAYS["heads above, rows beside"][0]))
    exchanged = roles_of(lines(WAYS["applicants beside"][0]))
    (head, *_), (row, *_) = (line.labels for line in lines(WAYS["heads above, rows beside"][0]).lines)
    assert (upright.head(head), upright.side(head)) == ("natural_person", None)
    assert (upright.head(row), upright.side(row)) == (None, "applications.received")
    assert (exchanged.head(head), exchanged.side(head)) == (None, "natural_person")
    assert (exchanged.head(row), exchanged.side(row)) == ("applications.received", None)


def test_the_head_of_the_labels_own_column_heads_nothing():
    table = lines("信息内容 | 本年制发件数\n规章 | 1")
    content = table.lines[0].labels[0]
    assert (roles_of(table).head(content), roles_of(table).side(content)) == (None, None)


def test_the_order_of_columns_is_the_printed_one():
    upright = roles_of(lines(WAYS["heads above, rows beside"][0]))
    assert list(upright.heads_order) == [
        "natural_person",
        "enterprise",
        "research_institution",
        "public_welfare_organization",
        "legal_service_organization",
        "other_organization",
        "total",
    ]
    exchanged = roles_of(lines(WAYS["applicants beside"][0]))
    assert list(exchanged.heads_order)[:3] == [
        "applications.received",
        "applications.carried_over",
        "applications.outcomes.granted",
    ]
    nested = roles_of(lines(WAYS["blocks and results above"][0]))
    assert list(nested.heads_order)[4:6] == [
        "proceedings.reconsideration.total",
        "proceedings.litigation_direct.upheld",
    ]


def test_groups_over_columns_are_not_groups_of_rows():
    upright = roles_of(lines(WAYS["heads above, rows beside"][0]))
    assert upright.is_over_columns("APPLICANTS")
    assert not upright.is_over_columns("REFUSED")
    assert not upright.is_over_columns("RECEIVED")
    exchanged = roles_of(lines(WAYS["applicants beside"][0]))
    assert exchanged.is_over_columns("REFUSED")
    assert not exchanged.is_over_columns("APPLICANTS")


def test_the_official_columns_of_a_row_are_those_of_each_form_that_prints_it():
    table = FORMS.tables["disclosure"]
    roles = roles_of(lines("信息内容 | 本年制发件数\n规章 | 1"))
    assert roles.table is table
    assert set(roles.official("disclosure.rules")) == {
        ("issued", "repealed", "in_force"),
        ("created", "published", "total_published"),
    }
    assert roles.official("disclosure.nothing") == ()


def test_captions_stand_above_blocks():
    captions = roles_of(lines("信息内容 | 本年制发件数\n规章 | 1")).captions
    assert "CLAUSE_ONE" in captions
    assert "RULES" not in captions
