"""Figures of another year, of other bodies or of a sample are never given as the report's own."""

from __future__ import annotations

import pytest

from govinfo_parse import Report, parse_report
from govinfo_parse.model import Severity
from govinfo_parse.model.paths import all_cells

TITLE = "示例市示例局2023年政府信息公开工作年度报告\n"
TABLE_2, TABLE_3, TABLE_4 = (
    "二、主动公开政府信息情况\n",
    "三、收到和处理政府信息公开申请情况\n",
    "四、政府信息公开行政复议、行政诉讼情况\n",
)
HEADS_3 = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
RECEIVED, CARRIED_OVER = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
RESULTS = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"


def given(report: Report) -> dict[str, object]:
    """The numbers that no warning, error or violated relation names."""
    named = {path for note in report.diagnostics if note.severity != Severity.INFO for path in note.paths}
    named |= {path for finding in report.findings if finding.outcome == "violated" for path in finding.paths}
    return {p: c.value for p, c in all_cells(report).items() if c.value is not None and p not in named}


def table_3(received: str) -> str:
    return f"{HEADS_3}{RECEIVED}\t{received}\n{CARRIED_OVER}\t1\t0\t0\t0\t0\t0\t1\n"


SMALL = table_3("7\t3\t0\t0\t0\t0\t10")
FOREIGN = [
    "上年",
    "2022年",
    "22年",
    "二〇二二年",
    "2023年1-6月",
    "第一季度",
    "历年累计",
    "填表示例",
    "样表",
    "附件2 2022年统计表",
    "【2022】",
]


@pytest.mark.parametrize("caption", FOREIGN)
def test_a_table_under_a_foreign_caption_is_not_the_reports(caption: str):
    text = f"{TITLE}{TABLE_3}{caption}\n{SMALL}"
    assert given(parse_report(text)) == {}


@pytest.mark.parametrize("caption", FOREIGN)
def test_the_reports_own_table_below_a_foreign_one_is_read(caption: str):
    first, second = SMALL, table_3("70\t30\t0\t0\t0\t0\t100")
    report = parse_report(f"{TITLE}{TABLE_3}{caption}\n{first}\n2023年\n{second}")
    assert report.applications.received.total.value == 100


@pytest.mark.parametrize(
    "caption", ["2023年", "二〇二三年", "2023年1-12月", "统计时间：2023年1月1日至12月31日", "2024年1月15日"]
)
def test_a_caption_of_the_reports_own_year_is_none(caption: str):
    text = f"{TITLE}{TABLE_3}{caption}\n{SMALL}"
    assert parse_report(text).applications.received.total.value == 10


def test_where_two_printings_differ_the_cells_are_named():
    first, second = SMALL, table_3("70\t30\t0\t0\t0\t0\t100")
    report = parse_report(f"{TITLE}{TABLE_3}市本级\n{first}\n全市汇总\n{second}")
    (repeated,) = [note for note in report.diagnostics if note.code == "table-repeated"]
    assert set(repeated.paths) == {
        "applications.received.natural_person",
        "applications.received.enterprise",
        "applications.received.total",
    }


@pytest.mark.parametrize("left", ["2022年", "上年", "累计", "下属单位"])
def test_a_column_left_of_the_labels_may_say_of_whom_a_row_is(left: str):
    text = f"{TITLE}{TABLE_2}年份\t信息内容\t本年处理决定数量\n{left}\t行政处罚\t77\n"
    assert given(parse_report(text)) == {}


def test_a_column_of_the_reports_own_year_says_nothing_else():
    text = f"{TITLE}{TABLE_2}年份\t信息内容\t本年处理决定数量\n2023年\t行政处罚\t77\n"
    assert given(parse_report(text)) == {"disclosure.penalties.decisions": 77}


@pytest.mark.parametrize("left", ["2022年", "上年", "累计"])
def test_a_row_of_table_4_may_be_of_another_year(left: str):
    heads = f"年份\t行政复议\t\t\t\t\n\t{RESULTS}\n"
    assert given(parse_report(f"{TITLE}{TABLE_4}{heads}{left}\t1\t2\t3\t4\t10\n")) == {}
    own = parse_report(f"{TITLE}{TABLE_4}{heads}2023年\t1\t2\t3\t4\t10\n")
    assert own.proceedings.reconsideration.total.value == 10


@pytest.mark.parametrize(
    "gloss",
    ["（2022年）", "（2022）", "【2022年】", "（2021-2022年）", "（22年）", "（历年）", "（预计）", "（下属单位）"],
)
def test_a_gloss_may_say_that_a_label_is_another(gloss: str):
    text = f"{TITLE}{TABLE_2}信息内容\t本年处理决定数量\n行政处罚{gloss}\t77\n"
    assert given(parse_report(text)) == {}


def test_a_head_that_is_printed_twice_is_not_counted_over():
    heads = HEADS_3.replace("社会公益组织", "社会公益组织\t社会公益组织")
    text = f"{TITLE}{TABLE_3}{heads}{RECEIVED}\t1\t2\t3\t\t5\t6\t7\t24\n{CARRIED_OVER}\t1\t0\t0\t\t0\t0\t0\t1\n"
    read = given(parse_report(text))
    assert read.get("applications.received.legal_service_organization") in {6, None}
    assert read.get("applications.received.other_organization") in {7, None}


def test_blocks_in_another_order_follow_their_labels():
    heads = f"行政复议\t行政诉讼\n{RESULTS}\t复议后起诉\t未经复议直接起诉\n{RESULTS}\t{RESULTS}\n"
    values = "1\t2\t3\t4\t10\t5\t6\t7\t8\t26\t9\t10\t11\t12\t42\n"
    report = parse_report(f"{TITLE}{TABLE_4}{heads}{values}")
    assert report.proceedings.litigation_after_reconsideration.total.value in {26, None}
    assert report.proceedings.litigation_direct.total.value in {42, None}


def test_an_unknown_head_in_place_of_a_known_one_is_no_column_of_the_form():
    heads = "上年数\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
    text = f"{TITLE}{TABLE_3}{heads}{RECEIVED}\t2\t5\t13\t5\t12\t22\t59\n{CARRIED_OVER}\t1\t0\t0\t0\t0\t0\t1\n"
    assert given(parse_report(text)) == {}


@pytest.mark.parametrize("word", ["乡镇", "转发", "党内"])
def test_without_cell_marks_a_word_before_a_label_makes_it_another(word: str):
    text = (
        f"{TITLE}{TABLE_2}信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n{word}行政规范性文件 22 35 80\n"
    )
    assert "disclosure.normative_documents.issued" not in given(parse_report(text))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("示例大队", "示例大队"), 14),
        (("示例大队", ""), 14),  # printed once for both
        (("", "示例大队"), 7),
        (("1", "2"), 0),
        (("（一）", "（二）"), 0),
        (("", ""), 0),
    ],
)
def test_words_that_nobody_knows_left_of_labels_are_said(words: tuple[str, str], named: int):
    first, second = words
    text = (
        f"{TITLE}{TABLE_3}\t{HEADS_3}{first}\t{RECEIVED}\t7\t2\t0\t0\t1\t0\t10\n"
        f"{second}\t{CARRIED_OVER}\t1\t0\t0\t0\t0\t0\t1\n"
    )
    report = parse_report(text)
    assert report.applications.received.total.value == 10
    assert len([path for note in report.diagnostics if note.code == "row-beside" for path in note.paths]) == named
    assert len(given(report)) == 14 - named


def test_the_labels_of_groups_are_no_such_words():
    text = f"{TITLE}{TABLE_3}\t{HEADS_3}三、本年度办理结果\t（一）予以公开\t7\t2\t0\t0\t1\t0\t10\n"
    report = parse_report(text)
    assert report.applications.outcomes.granted.total.value == 10
    assert "row-beside" not in {note.code for note in report.diagnostics}


def test_one_line_with_a_tab_does_not_hide_the_table_below_it():
    lines = "行政许可\t99\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n行政规范性文件\n4\n5\n6\n"
    report = parse_report(f"{TITLE}{TABLE_2}{lines}")
    rules, documents = report.disclosure.rules, report.disclosure.normative_documents
    assert [rules.issued.value, rules.repealed.value, rules.in_force.value] == [1, 2, 3]
    assert [documents.issued.value, documents.repealed.value, documents.in_force.value] == [4, 5, 6]


@pytest.mark.parametrize(
    ("before", "named"),
    [("示例大队 ", 3), ("2. ", 0), ("（二） ", 0), ("", 0), ("第二十条第（一）项 ", 0)],
)
def test_words_that_nobody_knows_before_a_label_in_text_without_marks_are_said(before: str, named: int):
    heads = "信息内容 本年制发件数 本年废止件数 现行有效件数"
    report = parse_report(f"{TITLE}{TABLE_2}{heads}\n规章 1 2 3\n{before}行政规范性文件 4 5 6\n")
    assert report.disclosure.normative_documents.in_force.value == 6
    assert len([path for note in report.diagnostics if note.code == "row-beside" for path in note.paths]) == named


@pytest.mark.parametrize("mark", ["\t", " ", "\n\t"])
def test_a_row_with_words_after_it_is_not_the_one_that_a_text_breaks_off_in(mark: str):
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "14"],
    ]
    between = "\n\n\t" if "\t" in mark and "\n" in mark else "\n"
    table = between.join(mark.join(row) for row in rows)
    assert not given(parse_report(f"{TITLE}{TABLE_2}{table}\n以上为统计数据")).keys() & {
        "disclosure.normative_documents.issued"
    }
