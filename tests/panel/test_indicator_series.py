"""Indicator tables of before 2019 in panels."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import govinfo_parse
from govinfo_parse import Outcome, Report, State, panel
from govinfo_parse.corpus import build
from govinfo_parse.panel.indicator_series import Indicator, with_indicators
from tests.records import full_report
from tests.statistics.tables import glued, tabs


def report(year: int, figures: dict[str, tuple[object, object]], draw=tabs) -> Report:
    heads = ["指标名称", "计量单位", f"{year}年度", "历年累计"]
    rows = [[label, "条", str(one), str(other)] for label, (one, other) in {**figures, "行政申诉数": (0, 0)}.items()]
    return govinfo_parse.parse_report(f"示例县{year}年政府信息公开工作年度报告\n" + draw([heads, *rows]))


RECEIVED = "受理依申请公开信息总数"
GRANTED = "其中：1.同意公开答复数"
YEARS = [
    report(2016, {RECEIVED: (5, 20), GRANTED: (3, 9)}),
    report(2017, {RECEIVED: (6, 26), GRANTED: (4, 14)}),
    report(2018, {RECEIVED: (7, ""), GRANTED: (1, 15)}),
]
LATER = attrs.evolve(full_report(), agency="示例县", year=2019, form="2019", statistics=())


def told(source: object) -> list[tuple[int, str, object, object]]:
    findings = [one for one in panel.check(source, everything=True) if one.rule == "panel.cumulative"]
    return [(one.year, str(one.outcome), one.expected, one.actual) for one in findings if one.expected != 0]


EXPECTED = [
    (2017, "holds", 26, 26),
    (2017, "violated", 13, 14),
    (2018, "not_assessable", None, None),
    (2018, "holds", 15, 15),
]


def test_cumulative_figures_go_on_from_year_to_year():
    assert told(YEARS) == EXPECTED
    assert told(iter(YEARS)) == EXPECTED
    (finding,) = [one for one in panel.check(YEARS) if one.outcome is Outcome.VIOLATED]
    assert (finding.rule, finding.agency, finding.paths) == (
        *("panel.cumulative", "示例县"),
        ("statistics.0.rows.1.cells.0", "statistics.0.rows.1.cells.1"),
    )
    assert "第1张指标表第2行" in finding.explain()


def test_a_dataset_says_the_same(tmp_path: Path):
    sources = {}
    for year, figures in ((2016, (5, 20)), (2017, (6, 27))):
        heads = ["指标名称", "计量单位", f"{year}年度", "历年累计"]
        text = f"示例县{year}年政府信息公开工作年度报告\n" + tabs([heads, [RECEIVED, "条", *map(str, figures)]])
        sources[year] = tmp_path / f"{year}.txt"
        sources[year].write_text(text, encoding="utf-8")
    build(sources.values(), tmp_path / "out", workers=1)

    assert told(tmp_path / "out") == [(2017, "violated", 26, 27)]


def test_years_with_two_tables_are_passed_over():
    twice = attrs.evolve(YEARS[0], statistics=YEARS[0].statistics * 2)

    assert told([twice, YEARS[1]]) == []


def test_a_series_over_both_and_where_it_breaks():
    rows = panel.series([*YEARS, LATER], ["received"]).to_pylist()

    assert [(row["year"], row["value"], row["form"], row["breaks"]) for row in rows] == [
        (2016, 5.0, "fujian", None),
        (2017, 6.0, "fujian", None),
        (2018, 7.0, "fujian", None),
        (2019, float(LATER.applications.received.total.value), "2019", "fujian → 2019"),
    ]
    assert {row["label"] for row in rows} == {RECEIVED, "applications.received.total"}


def test_all_measures_are_joined_unless_some_are_wanted():
    table = panel.series([*YEARS, LATER])

    assert set(table.column("measure").to_pylist()) == {"received", "replied.granted", "replied.partly_granted"}
    assert table.schema.names == [
        *("agency", "year", "measure", "value", "form", "caption", "label", "report", "breaks"),
    ]


def test_cumulative_figures_are_in_no_series():
    text = "示例县2009年政府信息公开工作年度报告\n指标名称 计量单位 年末统计 " + RECEIVED + " 条 6 行政复议数 件 0\n"

    assert len(panel.series([govinfo_parse.parse_report(text)])) == 0


def test_nothing_else_is_joined():
    with pytest.raises(ValueError, match="no later cell is known to measure the same as 'published'"):
        panel.series(YEARS, ["published"])


def test_the_years_beside_it_part_figures_that_ran_together():
    label = "主动公开信息数"
    years = [
        report(2012, {label: (2026, 3542)}, glued),
        report(2013, {label: (1853, 5395)}, glued),
    ]
    assert years[1].statistics[0].rows[0].cells[0].value is None

    one, other = panel.between_years(years)

    assert [cell.value for cell in other.statistics[0].rows[0].cells] == [1853, 5395]
    assert {cell.state for cell in other.statistics[0].rows[0].cells} == {State.RECOVERED}
    assert [note.code for note in other.diagnostics if note.paths] == ["row-recovered", "row-recovered"]
    assert other.diagnostics[-1].paths == ("statistics.0.rows.0.cells.0", "statistics.0.rows.0.cells.1")
    assert panel.between_years(years[1:]) == years[1:]
    assert one.agency == "示例县"


def test_reports_are_watched_as_they_pass():
    given, indicators = with_indicators(iter(YEARS))

    assert indicators() == []
    assert list(given) == YEARS
    assert [type(one) for one in indicators()] == [Indicator] * 18
