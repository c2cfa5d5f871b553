"""Figures of another year, of other bodies or of a sample are never given as the report's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse import Report, parse_file, parse_report
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


UNEVEN = [
    "\t\t\t\t\t行政诉讼\n行政复议\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉",
    "行政复议\t\t\t\t\t\t\t\t\t\t复议后起诉\n\t\t\t\t\t未经复议直接起诉",
    "\t\t\t\t\t未经复议直接起诉\n行政复议\t\t\t\t\t\t\t\t\t\t复议后起诉",
]


@pytest.mark.parametrize("heads", UNEVEN)
@pytest.mark.parametrize("mark", ["\t", "|", "\n\t"])
def test_blocks_whose_heads_are_in_different_lines_are_not_exchanged(heads: str, mark: str):
    values = [1, 2, 3, 4, 10, 11, 12, 13, 14, 50, 21, 22, 23, 24, 90]
    table = f"{heads}\n{RESULTS}\t{RESULTS}\t{RESULTS}\n" + "\t".join(map(str, values)) + "\n"
    if mark == "|":
        table = "".join(f"| {' | '.join(line.split(chr(9)))} |\n" for line in table.strip("\n").split("\n"))
    elif mark == "\n\t":
        table = "\n\n".join("\n".join(f"\t{cell}" for cell in line.split("\t")) for line in table.split("\n"))
    printed = {
        f"proceedings.{block}.{name}": values.pop(0)
        for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
        for name in ("upheld", "corrected", "other", "pending", "total")
    }
    numbers = given(parse_report(f"{TITLE}{TABLE_4}{table}"))
    assert {path: number for path, number in numbers.items() if printed[path] != number} == {}


@pytest.mark.parametrize("words", ["占比", "其中：网上", "同比增长"])
def test_a_line_of_heads_above_the_first_label_counts(words: str):
    table = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n行政规范性文件\t1\t2\t3\n"
    assert given(parse_report(f"{TITLE}{TABLE_2}\t{words}\t\t\n{table}")) == {}
    assert given(parse_report(f"{TITLE}{TABLE_2}\t数量\t\t\n{table}"))["disclosure.normative_documents.issued"] == 1


@pytest.mark.parametrize("particulars", ["单位：件", "2023年度", "填报日期：1月"])
def test_particulars_above_the_first_label_are_no_heads(particulars: str):
    table = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n行政规范性文件\t1\t2\t3\n"
    assert (
        given(parse_report(f"{TITLE}{TABLE_2}\t\t\t{particulars}\n{table}"))["disclosure.normative_documents.issued"]
        == 1
    )


def test_a_head_above_counts_also_where_a_group_has_a_columns_name():
    heads = "\t上年\t\t总计\t\n项目\t自然人\t总计\t网上\t当面\n"
    report = parse_report(f"{TITLE}{TABLE_3}{heads}{RECEIVED}\t9\t12\t20\t14\n{CARRIED_OVER}\t3\t5\t4\t2\n")
    assert "applications.received.total" not in given(report)


def test_a_group_with_a_columns_name_is_no_column():
    heads = "| 信息内容 | 本年新制作数量 | |\n|---|---|---|\n| | 本年新公开数量 | 对外公开总数量 |\n"
    numbers = given(parse_report(f"{TITLE}{TABLE_2}{heads}| 规范性文件 | 3 | 5 |\n"))
    assert "disclosure.normative_documents.created" not in numbers


@pytest.mark.parametrize(
    "fees",
    [
        "单位：元\t\n信息内容\t本年收费金额\n行政事业性收费\t15820.64",
        "信息内容\t本年收费金额\n单位：元\t\n行政事业性收费\t15820.64",
        "信息内容\t本年收费金额\n\t（元）\n行政事业性收费\t15820.64",
        "（单位：千元）\n信息内容\t本年收费金额\n行政事业性收费\t15820.64",
        "信息内容\t本年收费金额（单位：万元）\n行政事业性收费（元）\t15820.64",
    ],
)
def test_a_note_of_another_unit_withholds_an_amount(fees: str):
    report = parse_report(f"{TITLE}{TABLE_2}{fees}\n")
    assert report.disclosure.fees.amount.value is None
    assert "unit-unexpected" in {note.code for note in report.diagnostics}


def test_a_note_of_the_forms_own_unit_withholds_nothing():
    fees = "单位：万元\t\n信息内容\t本年收费金额\n行政事业性收费\t12.5\n"
    assert str(parse_report(f"{TITLE}{TABLE_2}{fees}").disclosure.fees.amount.value) == "12.5"


@pytest.mark.parametrize("gloss", ["所属单位", "一至九月", "上年"])
def test_a_gloss_that_names_others_is_no_explanation(gloss: str):
    rows = f"信息内容\t本年处理决定数量\n行政许可\t5\n行政强制（{gloss}）\t4178\n"
    numbers = given(parse_report(f"{TITLE}{TABLE_2}{rows}"))
    assert "disclosure.compulsory_measures.decisions" not in numbers


LEFT = [("下属单位", "", ""), ("单位", "3科", "3科"), ("年度", "2022", "2022"), ("", "甲", "")]


@pytest.mark.parametrize(("head", "first", "second"), LEFT)
def test_what_stands_left_of_labels_is_said_whatever_it_is(head: str, first: str, second: str):
    text = (
        f"{TITLE}{TABLE_2}{head}\t信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
        f"{first}\t规章\t2\t1\t37\n{second}\t行政规范性文件\t3\t1\t11\n"
    )
    assert given(parse_report(text)) == {}


def test_a_line_of_words_heads_the_rows_below_it():
    rows = "信息内容\t本年处理决定数量\n行政处罚\t6\n下属单位\t\n行政强制\t7\n"
    assert given(parse_report(f"{TITLE}{TABLE_2}{rows}")) == {"disclosure.penalties.decisions": 6}


@pytest.mark.parametrize(("words", "said"), [("三、本〓度办理结果", False), ("下属行政处罚", True), ("示例大队", True)])
def test_a_damaged_label_of_the_form_is_no_other_body(words: str, said: bool):
    text = f"{TITLE}{TABLE_3}\t{HEADS_3}{words}\t（一）予以公开\t7\t2\t0\t0\t1\t0\t10\n"
    numbers = given(parse_report(text))
    assert ("applications.outcomes.granted.total" not in numbers) is said


LICENSING = "第二十条第（五）项 |\n信息内容 |\n{head}\n行政许可 |\n{row}\n"


@pytest.mark.parametrize(
    ("head", "row", "number"),
    [
        ("本年处理决定数量 |\n |\n |", "44 |\n |\n |", 44),
        ("本年处理决定数量 |\n |\n |", " |\n44 |\n |", None),
        (" |\n本年处理决定数量 |", "44 |\n |", None),
        (" |\n本年处理决定数量 |", " |\n44 |", 44),
        ("本年处理决定数量 |", "44 |", 44),
    ],
)
def test_a_cell_beside_the_one_below_the_head_is_of_a_column_without_a_head(head: str, row: str, number: int | None):
    report = parse_report(TITLE + TABLE_2 + LICENSING.format(head=head, row=row))
    assert given(report) == ({"disclosure.licensing.decisions": number} if number is not None else {})


@pytest.mark.parametrize("total", ["合计", "总计"])
def test_a_total_in_the_line_of_a_groups_heads_may_be_the_groups(total: str):
    text = f"""{TITLE}{TABLE_3}| | 申请人情况 | | | | |
|---|---|---|---|---|---|
| | 自然人 | 法人或其他组织 | | | |
| | | 商业企业 | 科研机构 | 社会公益组织 | {total} |
| {RECEIVED} | 10 | 1 | 2 | 3 | 6 |
| {CARRIED_OVER} | 20 | 2 | 2 | 3 | 7 |
"""
    numbers = given(parse_report(text))
    assert numbers["applications.received.natural_person"] == 10
    assert not [path for path in numbers if path.endswith("total")]


@pytest.mark.parametrize("word", ["总计", "合计", "其他", "不涉及"])
def test_a_label_in_the_place_of_a_value_is_a_text(word: str, tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text(
        f"""<meta charset="utf-8"><p>{TITLE}</p><p>{TABLE_2}</p><table>
<tr><td colspan="4">第二十条第（八）项</td></tr>
<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td></td></tr>
<tr><td>行政事业性收费</td><td>{word}</td><td>-92</td><td></td></tr></table>""",
        encoding="utf-8",
    )
    assert given(parse_file(page)) == {"disclosure.fees.change": -92}


@pytest.mark.parametrize("words", ["上年", "2022年", "下属单位", "（二）下属单位："])
def test_without_cell_marks_a_line_of_words_between_rows_may_name_others(words: str):
    rows = ["行政许可 32", "第二十条第（六）项", "信息内容 本年处理决定数量", "行政处罚 17", "行政强制 6"]
    text = TITLE + TABLE_2 + "\n".join(rows)
    path = "disclosure.compulsory_measures.decisions"
    assert given(parse_report(text))[path] == 6
    assert path not in given(parse_report(text.replace("行政强制", f"{words}\n行政强制")))


@pytest.mark.parametrize("words", ["（单位：件）", "单位：件", "行政机关作出的各项处理决定"])
def test_without_cell_marks_other_lines_between_rows_say_nothing(words: str):
    text = (
        TITLE
        + TABLE_2
        + f"行政许可 32\n第二十条第（六）项\n信息内容 本年处理决定数量\n行政处罚 17\n{words}\n行政强制 6"
    )
    assert given(parse_report(text))["disclosure.compulsory_measures.decisions"] == 6


@pytest.mark.parametrize(
    ("heads", "row", "said"),
    [
        ("信息内容\t年份\t本年处理决定数量", "{}\t2022\t5", True),
        ("信息内容\t年份\t本年处理决定数量", "{}\t2023\t5", False),
        ("信息内容\t本年处理决定数量\t备注", "{}\t5\t上年数据", True),
        ("信息内容\t本年处理决定数量\t备注", "{}\t5\t按口径统计", False),
        ("本年处理决定数量\t信息内容\t备注", "5\t{}\t上年", True),
    ],
)
def test_a_column_that_the_form_does_not_have_may_name_another_year(heads: str, row: str, said: bool):
    report = parse_report(f"{TITLE}{TABLE_2}{heads}\n{row.format('行政许可')}\n{row.format('行政处罚')}\n")
    numbers = {path: cell.value for path, cell in all_cells(report).items() if cell.value is not None}
    assert numbers["disclosure.licensing.decisions"] == 5
    assert ("disclosure.licensing.decisions" not in given(report)) == said


def test_a_line_of_years_right_below_heads_is_of_the_heads():
    rows = "行政许可\t5\n行政处罚\t7\n"
    assert len(given(parse_report(f"{TITLE}{TABLE_2}信息内容\t本年处理决定数量\n{rows}"))) == 2
    assert not given(parse_report(f"{TITLE}{TABLE_2}信息内容\t本年处理决定数量\n\t2022\n{rows}"))


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("项目\t上一年项目数量\t\n\t处理决定数量\t", "行政许可\t101\t"),
        ("项目\t上一年项目数量\n\t本年增/减", "行政许可\t101"),
        ("项目\t上年数量\t上一年项目数量\t处理决定数量\n\t\t\t本年增/减", "行政许可\t101\t102\t103"),
    ],
)
def test_of_two_heads_of_columns_one_above_the_other_none_is_believed(heads: str, row: str):
    rows = f"{row}\n{row.replace('行政许可', '其他对外管理服务事项')}\n"
    report = parse_report(f"{TITLE.replace('2023', '2019')}{TABLE_2}{heads}\n{rows}")
    assert 101 not in given(report).values()


def test_a_head_above_the_ruler_of_a_table_counts():
    text = f"""{TITLE}{TABLE_3}
| | | | | | | 其中 |
|---|---|---|---|---|---|---|
| | | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| {RECEIVED} | | 101 | 102 | 103 | 104 | 105 |
| {CARRIED_OVER} | | 106 | 107 | 108 | 109 | 110 |
"""
    assert not [path for path in given(parse_report(text)) if path.endswith("total")]


def test_a_head_that_stands_right_of_a_group_is_none_of_the_groups():
    text = f"""{TITLE}{TABLE_3}
| | 申请人情况 | | | | 法律服务机构 | 商业企业 | 总计 |
|---|---|---|---|---|---|---|---|
| | 总计 | 自然人 | 科研机构 | 其他 | | | 社会公益组织 |
| {RECEIVED} | 101 | 102 | 103 | 104 | 105 | 106 | |
| {CARRIED_OVER} | 108 | 109 | 110 | 111 | 112 | 113 | 114 |
| （七）总计 | 115 | 116 | 117 | 118 | | 120 | 121 |
"""
    numbers = given(parse_report(text))
    assert numbers.get("applications.received.public_welfare_organization") is None
    assert numbers.get("applications.carried_over.enterprise") in {None, 113}


FIFTEEN = (1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 10, 11, 12, 42)


def test_a_head_over_the_whole_of_table_4_may_make_it_a_part():
    heads = f"行政复议\t\t\t\t\t行政诉讼{chr(9) * 9}\n{chr(9) * 5}未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n"
    heads += "\t".join([RESULTS] * 3) + "\n"
    row = "\t".join(map(str, FIFTEEN)) + "\n"
    assert len(given(parse_report(TITLE + TABLE_4 + heads + row))) == 15
    assert not given(parse_report(f"{TITLE}{TABLE_4}其中{chr(9) * 14}\n{heads}{row}"))


def test_a_year_between_a_block_and_its_heads_is_another_column(tmp_path: Path):
    def row(*cells: tuple[str, int]) -> str:
        return "<tr>" + "".join(f"<td colspan='{width}'>{text}</td>" for text, width in cells) + "</tr>"

    results = [(text, 1) for text in RESULTS.split("\t")]
    years = [*results[:3], ("2022年", 2)]
    page = tmp_path / "page.html"
    page.write_text(
        f"<meta charset='utf-8'><p>{TITLE}</p><p>{TABLE_4}</p><table>"
        + row(("行政复议", 5), ("未经复议直接起诉", 5), ("复议后起诉", 5))
        + row(*years, ("", 10))
        + row(("", 3), *results[3:], *results, *results)
        + row(*((str(number), 1) for number in FIFTEEN))
        + "</table>",
        encoding="utf-8",
    )
    numbers = given(parse_file(page))
    assert "proceedings.reconsideration.pending" not in numbers
    assert "proceedings.reconsideration.total" not in numbers


def test_a_cell_over_two_columns_is_not_counted_as_one(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text(
        f"""<meta charset="utf-8"><p>{TITLE}</p><p>{TABLE_2}</p><table>
<tr><td>信息内容</td><td colspan="2">本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td><td></td></tr>
<tr><td>规章</td><td colspan="2">21</td><td>22</td><td>23</td><td></td></tr>
<tr><td>行政规范性文件</td><td colspan="3">4</td><td>6</td><td></td></tr></table>""",
        encoding="utf-8",
    )
    assert "disclosure.normative_documents.repealed" not in given(parse_file(page))


def test_a_value_left_of_its_label_is_no_year_beside_it():
    text = f"{TITLE}{TABLE_2}本年处理决定数量\t信息内容\n2022\t行政处罚\n7\t行政强制\n"
    assert given(parse_report(text))["disclosure.penalties.decisions"] == 2022


@pytest.mark.parametrize("lost", range(6))
@pytest.mark.parametrize("mark", ["\t", "\n\t"])
def test_where_a_head_is_lost_blanks_do_not_shift_the_other_columns(lost: int, mark: str):
    heads = HEADS_3.strip().split("\t")
    rows = {
        RECEIVED: ["5", "6", "7", "8", "9", "3", ""],
        CARRIED_OVER: ["1", "2", "", "4", "", "16", ""],
        "四、结转下年度继续办理": ["", "12", "14", "", "22", "17", "65"],
    }
    columns = list(zip(heads, *rows.values(), strict=True))
    heads[lost] = ""
    lines = [mark.join(("", *heads)), *(mark.join((label, *values)) for label, values in rows.items())]
    parting = "\n" if mark == "\t" else "\n\n\t"
    report = parse_report(TITLE + TABLE_3 + parting.join(lines) + "\n")
    own = {number: head for head, *numbers in columns for number in numbers if number}
    names = dict(zip(HEADS_3.strip().split("\t"), type(report.applications.received).__attrs_attrs__, strict=True))
    for path, value in given(report).items():
        assert path.endswith(f".{names[own[str(value)]].name}"), (path, value)


BLOCKS = f"行政复议{chr(9) * 5}行政诉讼{chr(9) * 9}\n{chr(9) * 5}未经复议直接起诉{chr(9) * 5}复议后起诉{chr(9) * 4}\n"
RESULT_ROW = "\t".join([RESULTS] * 3) + "\n"


@pytest.mark.parametrize(("left", "said"), [("第一中学", True), ("某乡镇", True), ("本机关", False), ("数量", False)])
def test_words_left_of_the_figures_of_table_4_may_be_another_bodys(left: str, said: bool):
    heads = "\n".join("\t" + line for line in (BLOCKS + RESULT_ROW).splitlines())
    report = parse_report(f"{TITLE}{TABLE_4}{heads}\n{left}\t" + "\t".join(map(str, FIFTEEN)) + "\n")
    assert sum(cell.value is not None for cell in all_cells(report).values()) == 15
    assert bool(given(report)) != said


def test_a_head_of_results_below_two_blocks_is_of_neither(tmp_path: Path):
    results = "".join(f"<td>{text}</td>" for text in RESULTS.split("\t"))
    page = tmp_path / "page.html"
    page.write_text(
        f"<meta charset='utf-8'><p>{TITLE}</p><p>{TABLE_4}</p><table><tr><td colspan='5'>行政复议</td></tr>"
        f"<tr><td colspan='5'>未经复议直接起诉</td></tr><tr>{results}</tr>"
        "<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>10</td></tr></table>",
        encoding="utf-8",
    )
    assert not given(parse_file(page))


def test_where_the_label_of_a_block_is_lost_no_other_block_takes_its_results():
    rows = [
        "行政复议",
        "行政诉讼",
        "",
        *RESULTS.split("\t"),
        "复议后起诉",
        "",
        *RESULTS.split("\t") * 2,
        "",
        *map(str, FIFTEEN),
    ]
    assert not given(parse_report(TITLE + TABLE_4 + "\n\t" + "\n\t".join(rows) + "\n"))


@pytest.mark.parametrize("row", ["规章、行政规范性文件 7 5 8", "规章行政规范性文件 7 5 8"])
def test_values_behind_two_labels_may_be_those_of_both(row: str):
    heads = "信息内容 本年制发件数 本年废止件数 现行有效件数"
    assert len(given(parse_report(f"{TITLE}{TABLE_2}{heads}\n行政规范性文件 7 5 8\n"))) == 3
    assert not given(parse_report(f"{TITLE}{TABLE_2}{heads}\n{row}\n"))


@pytest.mark.parametrize("cell", ["行政许可\n行政处罚", "规章\n行政处罚"])
def test_a_cell_of_two_labels_is_not_what_its_last_line_says(cell: str):
    text = f"{TITLE}{TABLE_2}\n\t信息内容\n\t本年处理决定数量\n\n\t{{}}\n\t786\n"
    assert given(parse_report(text.format("行政处罚"))) == {"disclosure.penalties.decisions": 786}
    assert not given(parse_report(text.format(cell)))


@pytest.mark.parametrize("caption", ["2023年计划数", "目标值", "截至2023年6月", "（二）局属单位", "区属部门情况"])
def test_a_table_of_plans_of_a_part_of_the_year_or_of_subordinates_is_not_the_reports(caption: str):
    assert not given(parse_report(f"{TITLE}{TABLE_3}{caption}\n{SMALL}"))


@pytest.mark.parametrize("caption", ["截至2023年12月31日", "公安局某分局", "全市汇总", "本机关"])
def test_captions_that_name_no_other_subject(caption: str):
    assert given(parse_report(f"{TITLE}{TABLE_3}{caption}\n{SMALL}"))


def test_a_row_that_stands_for_its_parts_beside_them_may_be_one_of_them():
    fees = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    parts = f"\t{fees}\t2\t0\t0\t0\t0\t0\t2\n\t3.其他\t1\t0\t0\t0\t0\t0\t1\n"
    whole = "（六）其他处理\t\t12\t1\t0\t0\t0\t0\t13\n"
    heads = HEADS_3.replace("\t自", "\t\t自")
    alone = given(parse_report(f"{TITLE}{TABLE_3}{heads}{whole}"))
    assert alone["applications.outcomes.other.undivided.total"] == 13
    beside = given(parse_report(f"{TITLE}{TABLE_3}{heads}{whole}{parts}"))
    assert not [path for path in beside if "undivided" in path]


def test_a_caption_in_the_cell_of_the_first_label_counts_for_all_blocks():
    block = "第二十条第（{}）项 |\n信息内容 |\n本年处理决定数量 |\n{} |\n{} |\n"
    text = block.format("五", "行政许可", 7) + "\n\n" + block.format("六", "行政处罚", 8)
    assert len(given(parse_report(f"{TITLE}{TABLE_2}\n{text}"))) == 2
    assert not given(parse_report(f"{TITLE}{TABLE_2}上年情况如下：\n\n\n{text}"))


@pytest.mark.parametrize(("length", "named"), [(40, True), (41, False)])
def test_a_line_as_long_as_a_caption_says_whose_rows_are_below_it(length: int, named: bool):
    line = "下属单位" + "全" * (length - 4)
    report = parse_report(f"{TITLE}{TABLE_2}信息内容\t本年处理决定数量\n{line}\t\n行政处罚\t77\n")
    assert ("row-beside" in [note.code for note in report.diagnostics]) == named


@pytest.mark.parametrize(("ends", "items"), [("|\n", None), ("", 5)])
def test_the_empty_pipe_that_ends_rows_is_no_blank_of_one_that_lost_a_cell(ends: str, items: int | None):
    licensing = "信息内容 |\n上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n行政许可 |\n1 |\n2 |\n3 |\n"
    fees = "信息内容 |\n上一年项目数量 |\n本年增/减 |\n行政事业性收费 |\n5 |\n"
    report = parse_report(f"{TITLE}{TABLE_2}{licensing}{ends}{fees}|\n")
    cells = report.disclosure.fees
    assert (cells.previous_items.value, cells.change.value) == (items, None)
