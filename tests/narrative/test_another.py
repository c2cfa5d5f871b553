"""A text with another report after the first one, or with a table that is not where it belongs."""

from __future__ import annotations

import pytest

from govinfo_parse import Parser, Report, parse_report

OWN, OTHER, LAST = "示例市示例局2023年", "样例市样例局2023年", "示例市示例局2022年"
END = "政府信息公开工作年度报告\n"
HEADS = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
TABLE_2 = "信息内容\t本年处理决定数量\n行政许可\t{}\n"
TABLE_3 = HEADS + "一、本年新收政府信息公开申请数量\t{0}\t0\t0\t0\t0\t0\t{0}\n"


def body(table_2: str, table_3: str) -> str:
    return (
        f"一、总体情况\n全年公开信息。\n二、主动公开政府信息情况\n{table_2}"
        f"三、收到和处理政府信息公开申请情况\n{table_3}五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"
    )


def codes(report: Report) -> set[str]:
    return {note.code for note in report.diagnostics}


@pytest.mark.parametrize("title", [OTHER, LAST])
@pytest.mark.parametrize(
    ("table_2", "table_3"), [("无\n", TABLE_3.format(7)), (TABLE_2.format(7), "无\n"), ("无\n", "无\n")]
)
def test_gaps_of_the_first_report_are_not_filled_from_another(title: str, table_2: str, table_3: str):
    text = OWN + END + body(table_2, table_3) + title + END + body(TABLE_2.format(99), TABLE_3.format(99))
    report = parse_report(text)
    assert (report.agency, report.year) == ("示例市示例局", 2023)
    assert "report-another" in codes(report)
    assert report.disclosure.licensing.decisions.value == (7 if "7" in table_2 else None)
    assert report.applications.received.total.value == (7 if "7" in table_3 else None)
    assert all(use.span.end <= text.index(title) for use in Parser().explain(text))


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("", f"相关链接\n{OTHER}{END}{LAST}{END}"),
        ("", f"{OWN}{END}"),
        (f"目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n{LAST}{END}", ""),
    ],
)
def test_lists_of_reports_and_contents_are_no_other_report(before: str, behind: str):
    text = OWN + END + before.replace(LAST, OWN) + body(TABLE_2.format(7), TABLE_3.format(7)) + behind
    report = parse_report(text)
    assert "report-another" not in codes(report)
    assert report.disclosure.licensing.decisions.value == report.applications.received.total.value == 7


def test_a_title_of_another_year_above_contents_is_no_other_report():
    contents = "目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    report = parse_report(LAST + END + contents + OWN + END + body(TABLE_2.format(7), TABLE_3.format(7)))
    assert "report-another" not in codes(report)
    assert report.disclosure.licensing.decisions.value == 7


def test_a_table_that_does_not_stand_below_its_heading_is_named():
    text = OWN + END + body(TABLE_2.format(7), "见附件\n") + "附件\n" + TABLE_3.format(8)
    report = parse_report(text)
    (note,) = [note for note in report.diagnostics if note.code == "table-elsewhere"]
    assert report.applications.received.total.value == 8
    assert {path.partition(".")[0] for path in note.paths} == {"applications"}
    assert "applications.received.total" in note.paths


def test_a_table_of_subordinate_bodies_is_not_the_reports():
    text = OWN + END + body(TABLE_2.format(7), "见附件\n") + "（二）局属单位\n" + TABLE_3.format(8)
    assert parse_report(text).applications.received.total.value is None
