"""What sentences of reports of before 2019 state, against the indicator tables."""

from __future__ import annotations

import pytest

import govinfo_parse
from govinfo_parse.checks import facts_of
from govinfo_parse.model import Outcome
from tests.statistics.tables import cells, tabs

RULE = "narrative.indicators"
PUBLISHED = "statistics.0.rows.0.cells.0"


def read(sentence: str, tables: str = tabs(cells())) -> govinfo_parse.Report:
    return govinfo_parse.parse_report(f"示例县2012年政府信息公开工作年度报告\n{sentence}\n附件：统计表\n{tables}")


def told(report: govinfo_parse.Report) -> list[tuple[object, ...]]:
    found = [finding for finding in govinfo_parse.check(report) if finding.rule == RULE]
    return [
        (str(finding.outcome), finding.actual, finding.expected)
        for finding in found
        if finding.outcome is not Outcome.NOT_APPLICABLE
    ]


def test_what_agrees_holds():
    report = read(
        "2012年，我县主动公开政府信息2307条，收到政府信息公开申请31件，答复30件，其中同意公开24件。未发生行政复议。"
    )

    assert {outcome for outcome, *_ in told(report)} == {"holds"}
    assert ("holds", 2307, 2307) in told(report)
    assert report.findings == ()


def test_what_contradicts_the_table_violates_this_relation_alone():
    report = read("2012年，我县主动公开政府信息2037条，收到政府信息公开申请31件。")

    assert [(one.rule, one.outcome, one.actual, one.expected, one.paths) for one in report.findings] == [
        (RULE, Outcome.VIOLATED, 2037, 2307, (PUBLISHED,))
    ]
    assert "文字所述" in report.findings[0].explain()
    assert [fact.raw for fact in facts_of(report, RULE, 2037)] == ["2037"]


@pytest.mark.parametrize(
    "sentence",
    [
        "我县主动公开政府信息8940条。",  # 历年累计
        "2012年主动公开政府信息2300余条。",
        "2012年主动公开政府信息2307条。示例乡主动公开政府信息40条。",
        "2012年主动公开政府信息2307条。示例乡主动公开政府信息1条。",
    ],
)
def test_what_may_mean_another_figure_is_not_assessable(sentence: str):
    assert told(read(sentence))[-1][0] == "not_assessable"


def test_zero_is_said_of_the_whole():
    assert told(read("2012年主动公开政府信息2307条。2012年主动公开政府信息0条。"))[-1] == ("violated", 0, 2307)


def test_a_withheld_figure_is_not_assessable():
    table = [list(row) for row in cells()]
    table[1][2] = "约2300"

    assert told(read("2012年主动公开政府信息2307条。", tabs(table))) == [("not_assessable", 2307, None)]


def test_any_of_several_tables_agrees():
    heads = ["统计指标", "单位", "统计数"]
    own = tabs([heads, ["主动公开政府信息数", "条", "12"]])
    all_bodies = tabs([heads, ["主动公开政府信息数", "条", "340"]])
    tables = f"统计表（本级）\n{own}\n统计表（汇总）\n{all_bodies}"

    assert told(read("2012年主动公开政府信息340条。", tables)) == [("holds", 340, 340)]
    assert told(read("2012年主动公开政府信息34条。", tables)) == [("violated", 34, 12)]


def test_figures_of_another_year_are_no_figures_of_this_one():
    table = tabs([["指标名称", "单位", "2011年", "2012年"], ["主动公开信息数", "条", "50", "60"]])

    assert told(read("2012年主动公开政府信息60条。", table)) == [("holds", 60, 60)]
    assert told(read("2012年主动公开政府信息50条。", table)) == [("not_assessable", 50, None)]


def test_a_table_of_other_years_alone_tells_nothing_of_this_one_and_is_named():
    table = tabs([["指标名称", "单位", "2010年", "2011年"], ["主动公开信息数", "条", "50", "60"]])
    report = read("2012年主动公开政府信息60条。", table)

    assert told(report) == [("not_assessable", 60, None)]
    (finding,) = [one for one in govinfo_parse.check(report) if one.rule == RULE and one.actual == 60]
    assert finding.paths == (PUBLISHED, "statistics.0.rows.0.cells.1")


def test_relations_of_the_three_tables_do_not_apply():
    report = read("2012年收到政府信息公开申请31件，结转下年度1件。")

    assert not [one for one in report.findings if one.rule.startswith("narrative.")]
