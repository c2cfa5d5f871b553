"""A text with another report after the first one, or with a table that is not where it belongs."""

from __future__ import annotations

import re

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


PLAIN_2 = "信息内容 本年处理决定数量\n行政许可 {}\n行政处罚 {}\n行政强制 {}\n"
PLAIN_3 = HEADS.replace("\t", " ") + "一、本年新收政府信息公开申请数量 {0} 0 0 0 0 0 {0}\n"


@pytest.mark.parametrize(
    "title",
    [
        "示例局政府信息公开工作年度报告（2022年）",
        "附件：示例区情况",
        "2022年情况",
        "示例区政府信息公开工作年度报告",
        "",
    ],
)
@pytest.mark.parametrize("sections", [slice(0, None), slice(0, 4), slice(2, 4)])
@pytest.mark.parametrize("marks", ["\t", " "])
def test_tables_of_a_second_report_never_stand_for_those_of_the_first(title: str, sections: slice, marks: str):
    own = body(PLAIN_2.format(7, 1, 1), PLAIN_3.format(7))
    other = body(PLAIN_2.format(88888, 10000, 10000), PLAIN_3.format(88888))
    again = "".join(re.split("(?m)^(?=[一二三五六]、[^本])", other)[1:][sections])
    text = f"{OWN}{END}{own}{title}\n{again}"
    report = parse_report("".join(line.replace(" ", marks) for line in text.splitlines(keepends=True)))
    assert report.disclosure.licensing.decisions.value == report.applications.received.total.value == 7


@pytest.mark.parametrize(
    ("title", "again", "given"),
    [
        ("示例市示例局政府信息公开工作年度报告（2022年）", "", False),
        ("2022年情况", "", False),
        ("上年数据", "", False),
        ("", "一、总体情况\n全年公开信息。\n", False),
        ("附件：示例区情况", "", True),
        ("附件", "", True),
        ("", "", True),
    ],
)
def test_a_table_below_a_second_heading_is_named_or_not_given(title: str, again: str, given: bool):
    own = body(TABLE_2.format(7), "（详见附件）\n")
    text = f"{OWN}{END}{own}{title}\n{again}三、收到和处理政府信息公开申请情况\n"
    report = parse_report(text + TABLE_3.format(8))
    assert report.applications.received.total.value == (8 if given else None)
    named = {path for note in report.diagnostics for path in note.paths if note.code == "table-elsewhere"}
    assert ("applications.received.total" in named) is given
    assert ("report-another" in codes(report)) is not given


def test_a_heading_that_is_printed_twice_begins_no_section_anew():
    again = "2023年情况\n三、收到和处理政府信息公开申请情况\n" + TABLE_3.format(8)
    report = parse_report(OWN + END + body(TABLE_2.format(7), again))
    assert report.applications.received.total.value == 8
    assert not {"report-another", "table-elsewhere"} & codes(report)


def test_contents_with_parts_and_pages_are_no_first_report():
    contents = (
        "目录\n一、总体情况\n（一）主动公开 1\n（二）依申请公开 1\n"
        "二、主动公开政府信息情况\n规章 2\n行政许可 2\n收费 3\n"
        "三、收到和处理政府信息公开申请情况\n新收 3\n结转 4\n答复 5\n六、其他需要报告的事项\n本报告依据条例编制。\n"
    )
    report = parse_report(OWN + END + contents + body(PLAIN_2.format(7, 1, 1), PLAIN_3.format(7)))
    assert report.disclosure.licensing.decisions.value == report.applications.received.total.value == 7
    assert not {"report-another", "table-elsewhere"} & codes(report)


def test_sections_that_prose_mentions_do_not_begin_anew():
    own = body(TABLE_2.format(7), TABLE_3.format(8)).replace(
        "改进情况\n无。", "改进情况\n对“二、主动公开政府信息情况”中的数字，2022年另有说明。"
    )
    report = parse_report(OWN + END + own)
    assert report.applications.received.total.value == 8
    assert not {"report-another", "table-elsewhere"} & codes(report)


PICTURE = "三、收到和处理政府信息公开申请情况\n（详见附件）\n"
RESULTS = "结果维持 结果纠正 其他结果 尚未审结 总计 "
TABLE_4 = (
    f"四、政府信息公开行政复议、行政诉讼情况\n行政复议 行政诉讼\n{RESULTS}未经复议直接起诉 复议后起诉\n"
    + f"{RESULTS}{RESULTS}".rstrip()
    + "\n{0} 0 0 0 {0} {0} 0 0 0 {0} {0} 0 0 0 {0}\n"
)


def test_below_a_second_heading_every_table_is_named():
    own = f"{OWN}{END}二、主动公开政府信息情况\n{PLAIN_2.format(7, 1, 1)}{PICTURE}{TABLE_4.partition(chr(10))[0]}\n无\n"
    again = (
        f"附件\n二、主动公开政府信息情况\n{PLAIN_2.format(8, 1, 1)}{PICTURE.partition(chr(10))[0]}\n{PLAIN_3.format(8)}"
    )
    report = parse_report(own + again + TABLE_4.format(5))
    named = {path for note in report.diagnostics for path in note.paths if note.code == "table-elsewhere"}
    given = report.proceedings.reconsideration.upheld.value
    assert report.disclosure.licensing.decisions.value == 7
    assert given is None or "proceedings.reconsideration.upheld" in named
    assert "applications.received.total" in named


@pytest.mark.parametrize("mark", [" |\n", "\n"])
def test_a_table_without_a_known_row_is_not_filled_from_one_below_it(mark: str):
    own = PLAIN_2.format(7, 1, 1) + PICTURE + TABLE_4.format(5).replace("结果维持", "①", 1)
    again = PLAIN_2.format(9, 1, 1) + PICTURE.replace("（详见附件）\n", PLAIN_3.format(9)) + TABLE_4.format(8)
    table_2 = "二、主动公开政府信息情况\n"
    text = re.sub("[ \n]+", mark, f"{table_2}{own}附件\n{table_2}{again}")
    report = parse_report(OWN + END + text)
    blocks = (report.proceedings.reconsideration, report.proceedings.litigation_direct)
    assert 8 not in {block.upheld.value for block in blocks}
