"""Indicator tables against themselves: rows and their parts, figures of the year and cumulative ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

import govinfo_parse
from govinfo_parse.model import Outcome
from tests.statistics.tables import FUJIAN, HEADS, cells, tabs

REPLIES, GRANTED = "对申请的答复总数", "其中：1.同意公开答复数"
PUBLISHED, WEBSITE = "主动公开信息数", "其中：1.网站公开"


def read(changes: Mapping[str, Sequence[int | str]], heads: Sequence[str] = HEADS) -> govinfo_parse.Report:
    rows = [(label, unit, changes.get(label, figures)) for label, unit, figures in FUJIAN]
    title = "示例县2012年政府信息公开工作年度报告"
    return govinfo_parse.parse_report(f"{title}\n附件：统计表\n{tabs(cells(rows, heads))}")


def remarked(report: govinfo_parse.Report) -> list[tuple[str, str, object, object]]:
    return [(one.rule, one.outcome.value, one.actual, one.expected) for one in report.findings]


def test_a_table_that_agrees_with_itself_has_no_remarks():
    report = read({})
    assert remarked(report) == []
    found = [(one.rule, one.outcome) for one in govinfo_parse.check(report) if one.rule.startswith("statistics.")]
    counted = Counter(found)
    parts = sum(label[0].isdecimal() or "其中" in label for label, *_ in FUJIAN)
    assert counted["statistics.cumulative", Outcome.HOLDS] == len(FUJIAN)
    assert counted["statistics.part", Outcome.HOLDS] == 2 * parts
    assert {outcome for _, outcome in found} == {Outcome.HOLDS}


@pytest.mark.parametrize(
    ("changes", "remarks"),
    [
        ({GRANTED: (25, 60)}, [("statistics.partition", "violated", 30, 31)]),
        ({WEBSITE: (2308, 8011)}, [("statistics.part", "violated", 2308, 2307)]),
        ({"行政复议数": (3, 2)}, [("statistics.cumulative", "violated", 3, 2)]),
        ({PUBLISHED: (2307, "")}, []),
        ({REPLIES: ("－", 75)}, []),
    ],
)
def test_what_contradicts_the_table_is_remarked(changes: dict[str, Sequence[int | str]], remarks: list[object]):
    found = [one for one in remarked(read(changes)) if one[1] == "violated"]
    assert found == remarks


def test_figures_of_two_years_are_not_held_against_each_other():
    report = read({"行政复议数": (3, 2), "行政诉讼数": (1, 2)}, heads=(*HEADS[:2], "2012年度", "2011年度"))
    assert [one for one in remarked(report) if one[0] == "statistics.cumulative"] == []


def test_a_report_without_indicator_tables_has_no_remarks_on_them():
    report = govinfo_parse.parse_report("示例县2012年政府信息公开工作年度报告\n2012年主动公开政府信息2307条。\n")
    assert [one for one in govinfo_parse.check(report) if one.rule.startswith("statistics.")] == []
    assert report.findings == ()
