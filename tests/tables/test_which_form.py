"""Which columns the forms give a row, and what the heads of a text tell of its form."""

from __future__ import annotations

import pytest

from govinfo_parse.tables.frames import Frame
from govinfo_parse.tables.heads import Heads
from govinfo_parse.tables.placing import Placing
from govinfo_parse.tables.which_form import WhichForm
from tests.tables.sketches import APPLICANTS, NEW, closest, frames_of

HEADS_2021 = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数"
HEADS_2019 = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量"
OF_2021, OF_2019 = ("issued", "repealed", "in_force"), ("created", "published", "total_published")
RESULTS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
APPLICANT_NAMES = (
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_organization",
    "other_organization",
    "total",
)


def told(form: WhichForm, sketch: str) -> frozenset[str] | None:
    """The forms that print what the frames of a sketch tell, all frames before them included."""
    for frame in frames_of(sketch):
        form.tell(frame, Placing(frame, Heads(frame, closest), lambda _: None).columns)
    return form.told


def columns(sketch: str, form: WhichForm | None = None) -> tuple[str, ...] | None:
    """The columns that the form gives the last row of a sketch."""
    frame: Frame = frames_of(sketch)[-1]
    found = (form or WhichForm()).official(frame.roles, frame.rows[-1])
    return None if found is None else tuple(found)


@pytest.mark.parametrize(("heads", "form"), [(HEADS_2021, "2021"), (HEADS_2019, "2019")])
def test_the_heads_of_a_block_tell_its_form(heads: str, form: str):
    assert told(WhichForm(), f"{heads}\n规章 | 1 | 2 | 3") == {form}
    assert told(WhichForm(), f"{heads}\n规章 | 1 | 2 | 3\n行政规范性文件 | 1 | 2 | 3") == {form}


@pytest.mark.parametrize(
    "sketch",
    [
        "规章 | 1 | 2 | 3",  # no heads
        f"{HEADS_2021}\n另行说明 | 1 | 2 | 3",  # no row of the form
        "信息内容 | 规章 | 行政规范性文件\n本年制发件数 | 1 | 2\n本年废止件数 | 3 | 4",  # turned round
    ],
)
def test_without_heads_over_a_row_of_the_form_nothing_is_told(sketch: str):
    assert told(WhichForm(), sketch) is None


def test_a_head_that_belongs_to_other_rows_tells_nothing_of_a_row():
    assert told(WhichForm(), "信息内容 | 本年收费金额\n规章 | 1") is None


@pytest.mark.parametrize(("heads", "expected"), [(HEADS_2021, OF_2021), (HEADS_2019, OF_2019)])
def test_what_one_block_tells_gives_the_columns_of_the_others(heads: str, expected: tuple[str, ...]):
    form = WhichForm()
    told(form, f"{heads}\n规章 | 1 | 2 | 3")
    assert columns("行政规范性文件 | 1 | 2 | 3", form) == expected


def test_where_nothing_is_told_a_row_that_two_forms_print_differently_has_no_columns():
    assert columns("规章 | 1 | 2 | 3") is None


def test_where_blocks_tell_two_forms_a_row_has_no_columns():
    form = WhichForm()
    assert told(form, f"{HEADS_2021}\n规章 | 1 | 2 | 3") == {"2021"}
    assert told(form, f"{HEADS_2019}\n规章 | 1 | 2 | 3") == frozenset()
    assert form.told_by_any == {"2021", "2019"}
    assert columns("行政规范性文件 | 1 | 2 | 3", form) is None
    # Of one that only one of them prints, either leads there.
    assert columns("政府集中采购 | 1 | 2", form) == ("items", "amount")


def test_a_label_that_one_form_alone_prints_tells_its_columns():
    assert columns("政府集中采购 | 1 | 2") == ("items", "amount")
    assert columns("其他对外管理服务事项 | 1 | 2 | 3") == ("previous_items", "change", "decisions")


def test_the_forms_call_one_row_by_two_labels_which_tell_them_apart():
    assert columns("行政规范性文件 | 1 | 2 | 3") == OF_2021
    assert columns("规范性文件 | 1 | 2 | 3") == OF_2019
    form = WhichForm()
    told(form, f"{HEADS_2019}\n规章 | 1 | 2 | 3")
    assert columns("行政规范性文件 | 1 | 2 | 3", form) == OF_2019  # heads tell more than a label


def test_rows_of_table_3_have_the_same_columns_in_every_form():
    form = WhichForm()
    told(form, f"{HEADS_2019}\n规章 | 1 | 2 | 3")
    for given in (None, form):
        assert columns(f" | {APPLICANTS}\n{NEW} | 1 | 2 | 3 | 4 | 5 | 6 | 21", given) == APPLICANT_NAMES


def test_where_heads_alone_stand_above_values_the_columns_are_those_of_all_blocks():
    found = columns(f"行政复议 | | | |\n{RESULTS}\n1 | 2 | 3 | 4 | 10")
    assert found is not None
    assert len(found) == 15
    assert (found[0], found[-1]) == (
        "proceedings.reconsideration.upheld",
        "proceedings.litigation_after_reconsideration.total",
    )


def test_where_labels_stand_beside_single_values_there_is_one_column():
    assert columns("结果维持 | 1\n结果纠正 | 2\n其他结果 | 3") == ("",)


def test_a_head_that_nobody_knows_may_be_that_of_any_column():
    one, other = "去年 | 增减率 | 处理决定数量", "处理决定数量"

    assert told(WhichForm(), f"信息内容 | {one}\n行政许可 | 1 | 2 | 3") == {"2019", "2021"}
    assert told(WhichForm(), f"信息内容 | {other}\n行政许可 | 3") == {"2021"}
