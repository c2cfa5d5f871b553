"""Findings in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govinfo_parse
from govinfo_parse.checks import check, explain
from govinfo_parse.checks.cell_places import finding_place
from govinfo_parse.model import Finding, Outcome
from tests.checks.samples import SAMPLES
from tests.strategies import report_of

BLOCK = tuple(f"proceedings.reconsideration.{name}" for name in ("total", "upheld", "corrected", "other", "pending"))
COLUMN = ("applications.outcomes.total.enterprise", "applications.received.enterprise")
TOTALS = "勾稽关系“各组：总计＝结果维持＋结果纠正＋其他结果＋尚未审结”"
RELATION = "the relation proceedings.total (in each block, the total is the sum of the results)"


@pytest.mark.parametrize(
    ("outcome", "numbers", "chinese", "english"),
    [
        (Outcome.HOLDS, (11, 11), "成立：应为11，实为11", "holds: it should be 11 and is 11"),
        (Outcome.VIOLATED, (11, 0), "不成立：应为11，实为0", "does not hold: it should be 11 and is 0"),
        (
            Outcome.NOT_ASSESSABLE,
            (None, None),
            "无法核对，因为有的单元格没有可用的数字",
            "cannot be assessed, because some of its cells carry no number",
        ),
        (Outcome.NOT_APPLICABLE, (None, None), "不适用于本报告", "does not apply to this report"),
    ],
)
def test_each_outcome(outcome, numbers, chinese, english):
    finding = Finding("proceedings.total", outcome, BLOCK, *numbers)
    assert finding.explain() == (f"行政复议：{TOTALS}{chinese}。 proceedings.reconsideration.*: {RELATION} {english}.")


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (
            Finding("applications.balance", Outcome.NOT_ASSESSABLE, COLUMN),
            ["“商业企业”列", "applications.*.enterprise"],
        ),
        (
            Finding("proceedings.counts", Outcome.VIOLATED, BLOCK[:1], None, -1),
            ["行政复议“总计”", "实为-1", "proceedings.reconsideration.total:", "it is -1"],
        ),
        (
            Finding("disclosure.published", Outcome.VIOLATED, ("disclosure.rules.published",), 7, 8),
            ["应不大于7，实为8", "should be at most 7 and is 8"],
        ),
        (
            Finding("disclosure.remaining_items", Outcome.VIOLATED, ("disclosure.fees.change",), 0, -1),
            ["应不小于0，实为-1", "should be at least 0 and is -1"],
        ),
        (
            Finding("disclosure.amounts", Outcome.VIOLATED, ("disclosure.fees.amount",), None, Decimal("-0.50")),
            ["行政事业性收费“金额”", "-0.50"],
        ),
        (
            Finding("applications.counts", Outcome.HOLDS, (*COLUMN, "applications.received.total")),
            ["表三", "applications.*"],
        ),
        (Finding("disclosure.counts", Outcome.NOT_APPLICABLE, ()), ["本报告", "the report"]),
    ],
)
def test_place_and_numbers(finding: Finding, words: list[str]):
    assert [word for word in words if word not in finding.explain()] == []


def test_unknown_rule_is_explained_by_its_own_fields():
    finding = Finding("annex.total", Outcome.VIOLATED, ("annex.row.cell",), 2, 3)
    assert explain(finding) == (
        "annex.row“cell”：勾稽关系“annex.total”不成立：应为2，实为3。 "
        "annex.row.cell: the relation annex.total does not hold: it should be 2 and is 3."
    )


@pytest.mark.parametrize("shape", SAMPLES)
def test_one_sentence_in_each_language(shape: str):
    for finding in check(report_of({**SAMPLES[shape], "proceedings.reconsideration.total": 0})):
        sentence = finding.explain()
        assert sentence.count("。") == 1
        assert sentence.endswith(".")
        assert "None" not in sentence


def test_one_language_if_asked_for():
    finding = Finding("proceedings.total", Outcome.HOLDS, ("proceedings.reconsideration.total",))
    chinese, english = finding.explain("zh"), finding.explain("en")

    assert f"{chinese} {english}" == finding.explain() == explain(finding)
    assert chinese.startswith("行政复议“总计”：")
    assert english.startswith("proceedings.reconsideration")
    with pytest.raises(ValueError, match="the language is 'zh' or 'en', not 'de'"):
        finding.explain("de")


@pytest.mark.parametrize("call", [govinfo_parse.cells, govinfo_parse.check, govinfo_parse.flat])
def test_what_is_no_report_is_said_so(call):
    with pytest.raises(TypeError, match="takes a Report, not str; parse_report makes one of a text"):
        call("示例市人民政府2023年政府信息公开工作年度报告")


def test_the_place_in_an_indicator_table_counts_tables_and_rows_from_one():
    path = "statistics.1.rows.4.value"
    assert finding_place([path]) == ("第2张指标表第5行", path)
