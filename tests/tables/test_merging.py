"""Cells of rows that are printed twice, and amounts of money under their heads."""

from __future__ import annotations

import pytest

from govinfo_parse import parse_report
from govinfo_parse.grammar.phrases import unit_in
from govinfo_parse.model.paths import all_cells

HEADS = "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"


def cells(text: str) -> dict[str, object]:
    found = all_cells(parse_report(HEADS + text))
    return {path: cell.value for path, cell in found.items() if cell.state != "absent"}


def codes(text: str) -> set[str]:
    return {note.code for note in parse_report(HEADS + text).diagnostics}


def test_a_row_that_is_printed_twice_with_the_same_values_counts_once():
    assert cells("规章\t1\t2\t3\n规章\t1\t2\t3\n") == {
        "disclosure.rules.issued": 1,
        "disclosure.rules.repealed": 2,
        "disclosure.rules.in_force": 3,
    }
    assert "row-repeated" in codes("规章\t1\t2\t3\n规章\t1\t2\t3\n")


@pytest.mark.parametrize(("again", "told"), [("2", "with the same values"), ("5", "with other values")])
def test_it_is_said_whether_a_row_that_is_printed_twice_differs(again: str, told: str):
    notes = parse_report(f"{HEADS}规章\t1\t2\t3\n规章\t1\t{again}\t3\n").diagnostics
    (note,) = [one for one in notes if one.code == "row-repeated"]
    assert told in note.message


def test_where_two_printings_of_a_row_differ_neither_value_is_taken():
    assert cells("规章\t1\t2\t3\n规章\t1\t5\t3\n") == {
        "disclosure.rules.issued": 1,
        "disclosure.rules.repealed": None,
        "disclosure.rules.in_force": 3,
    }


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("收费金额（单位：万元）", "万元"),
        ("金额（元）", "元"),
        ("金额（亿元）", "亿元"),
        ("金额", None),
        ("十万元", "十万元"),
    ],
)
def test_the_unit_that_a_head_names(head: str, unit: str | None):
    assert unit_in(head) == unit


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("本年收费金额（单位：万元）", 12),
        ("本年收费金额（单位：元）", None),
        ("本年收费金额（单位：亿元）", None),
        ("本年收费金额", 12),
    ],
)
def test_an_amount_under_a_unit_that_the_record_does_not_have_is_withheld(head: str, value: int | None):
    text = f"二、主动公开政府信息情况\n第二十条第（八）项\t\n信息内容\t{head}\n行政事业性收费\t12\n"
    assert parse_report(text).disclosure.fees.amount.value == value


@pytest.mark.parametrize(
    ("head", "cell", "unit"),
    [
        ("采购总金额", "27.5万元", "万元"),
        ("采购总金额（万元）", "27.5", "万元"),
        ("采购总金额（元）", "27.5万元", "万元"),
        ("采购总金额", "27.5", None),
    ],
)
def test_the_unit_of_procurement_is_the_cells_or_else_the_heads(head: str, cell: str, unit: str | None):
    text = (
        f"二、主动公开政府信息情况\n第二十条第（九）项\t\t\n信息内容\t采购项目数量\t{head}\n政府集中采购\t3\t{cell}\n"
    )
    assert parse_report(text).disclosure.procurement.unit == unit


def test_the_head_that_names_the_unit_may_be_the_first_cell_of_the_text():
    report = parse_report("采购总金额（元）\t采购项目数量\t信息内容\n27.5\t3\t政府集中采购\n")
    assert report.disclosure.procurement.unit == "元"


def test_it_is_said_which_note_has_another_unit():
    report = parse_report("信息内容\t本年收费金额\n行政事业性收费（单位：元）\t12\n")
    (note,) = [one for one in report.diagnostics if one.code == "unit-unexpected"]
    assert "'单位：元'" in note.message


DECISIONS = "二、主动公开政府信息情况\n{note}信息内容\t本年处理决定数量{head}\n行政许可{label}\t12\n行政处罚\t34\n"
LICENSING, PENALTIES = "disclosure.licensing.decisions", "disclosure.penalties.decisions"


def withheld(text: str) -> set[str]:
    """The cells that are withheld for their unit; all others have a value."""
    report = parse_report(text)
    told = {path for note in report.diagnostics if note.code == "unit-unexpected" for path in note.paths}
    found = {path: cell for path, cell in all_cells(report).items() if cell.state != "absent"}
    assert {path for path, cell in found.items() if cell.value is None} == told
    return told


@pytest.mark.parametrize("unit", ["（元）", "（万元）", "（单位：元）", "（单位：万件）", "[单位：千件]"])
def test_a_unit_beside_a_head_or_a_label_that_makes_no_count_of_a_figure_withholds_it(unit: str):
    assert withheld(DECISIONS.format(note="", head=unit, label="")) == {LICENSING, PENALTIES}
    assert withheld(DECISIONS.format(note="", head="", label=unit)) == {LICENSING}


@pytest.mark.parametrize("unit", ["（件）", "（单位：件）", "（人次）", "（单位：个）"])
def test_a_unit_that_counts_withholds_nothing(unit: str):
    assert not withheld(DECISIONS.format(note=f"{unit}\n", head=unit, label=unit))


@pytest.mark.parametrize("note", ["（万件）", "单位：万件", "2023年度\t计量单位：千件", "单位：百 件"])
def test_a_note_above_a_table_with_a_multiple_withholds_its_counts(note: str):
    assert withheld(DECISIONS.format(note=f"{note}\n", head="", label="")) == {LICENSING, PENALTIES}


@pytest.mark.parametrize("note", ["单位：万元", "点击量（单位：万次）\t5", "全年访问量以万次计（万次）。"])
def test_a_note_on_something_else_withholds_no_counts(note: str):
    assert not withheld(DECISIONS.format(note=f"{note}\n", head="", label=""))


def test_a_multiple_above_a_table_is_that_of_its_later_blocks_too_but_not_of_amounts():
    fees = "信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t25\n"
    rules = HEADS.partition("\n")[2] + "规章\t1\t2\t3\n"
    text = DECISIONS.format(note="单位：万件\n", head="", label="")
    names = {f"disclosure.rules.{name}" for name in ("issued", "repealed", "in_force")}
    assert withheld(text + rules + fees) == {LICENSING, PENALTIES} | names
    assert withheld(text.replace("单位：万件\n", "") + "单位：万件\n" + rules + fees) == names


def test_money_beside_the_label_of_an_amount_is_the_unit_of_the_amount_alone():
    text = "二、主动公开政府信息情况\n信息内容\t采购项目数量\t采购总金额\n政府集中采购（万元）\t12\t34\n"
    assert not withheld(text)
    assert withheld(text.replace("（万元）", "（单位：万件）")) == {"disclosure.procurement.items"}


def test_a_unit_in_the_head_of_a_group_is_that_of_its_columns():
    heads = (
        "三、收到和处理政府信息公开申请情况\n\t自然人\t法人或其他组织（单位：万件）\t\t\t\t\t总计\n"
        "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n"
    )
    told = withheld(heads + "一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n")
    assert "applications.received.enterprise" in told
    assert "applications.received.natural_person" not in told
